"""The whole window: keys, regions, sizes, names, and what it must not import."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes import scripted_talk as talk
from tests.fakes.plain_map import PlainMap
from wanderlust.domain.assistant_state import AssistantState as S
from wanderlust.domain.events import MicrophoneChanged, Notice, PlacesShown, StateChanged
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.main_window import PANEL_KEY, MainWindow

LATE = ("numpy", "onnxruntime", "websockets", "sounddevice", "ctranslate2", "aiohttp", "sqlite3")


def test_the_window_imports_nothing_heavy() -> None:
    code = f"import sys, wanderlust.ui.main_window; print([m for m in {LATE!r} if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


# -- the empty page


def test_it_opens_with_where_to_and_a_saying_is_sent_when_clicked(qtbot: QtBot, window: MainWindow) -> None:
    assert window.panel.is_empty
    assert [s.text() for s in window.panel.empty.sayings] == [
        "Where is Kyoto?",
        "How far is it from Lisbon to Porto?",
        "Three days in Florence",
    ]
    with qtbot.waitSignal(window.intents.text) as sent:
        QTest.mouseClick(window.panel.empty.sayings[1], Qt.MouseButton.LeftButton)
    assert sent.args == ["How far is it from Lisbon to Porto?"]
    window.apply(talk.kyoto())
    assert not window.panel.is_empty


# -- keys


def holds(window: MainWindow) -> list[str]:
    seen: list[str] = []
    window.intents.hold_started.connect(lambda: seen.append("down"))
    window.intents.hold_ended.connect(lambda: seen.append("up"))
    return seen


def test_space_holds_to_talk_from_the_start(window: MainWindow) -> None:
    seen = holds(window)
    target = window.focusWidget() or window
    QTest.keyPress(target, Qt.Key.Key_Space)
    assert seen == ["down"]
    QTest.keyRelease(target, Qt.Key.Key_Space)
    assert seen == ["down", "up"]


def test_space_holds_while_the_transcript_or_map_has_the_focus(window: MainWindow, plain_map: PlainMap) -> None:
    window.apply(talk.kyoto())
    seen = holds(window)
    for widget in (window.panel.transcript, plain_map):
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Space)
    assert seen == ["down", "up", "down", "up"]


def test_space_types_in_a_field_and_presses_a_button(qtbot: QtBot, window: MainWindow) -> None:
    seen = holds(window)
    bar = window.panel.talk_bar
    bar.field.setFocus()
    QTest.keyClicks(bar.field, "a b")
    assert bar.field.text() == "a b"
    bar.mic.setFocus()
    with qtbot.waitSignal(window.intents.talk_toggled):
        QTest.keyClick(bar.mic, Qt.Key.Key_Space)
    assert seen == []


def test_space_does_not_talk_while_a_link_has_the_focus(window: MainWindow) -> None:
    window.apply(talk.kyoto())
    seen = holds(window)
    view = window.panel.transcript
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert view.focused_link()
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert seen == []


def test_f8_holds_even_in_the_text_field(window: MainWindow) -> None:
    seen = holds(window)
    QTest.keyClick(window.panel.talk_bar.field, Qt.Key.Key_F8)
    assert seen == ["down", "up"]


def test_a_repeating_key_holds_once(window: MainWindow) -> None:
    seen = holds(window)
    none = Qt.KeyboardModifier.NoModifier
    for repeat in (False, True, True):
        window.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, none, " ", repeat))
        if repeat:
            window.keyReleaseEvent(QKeyEvent(QEvent.Type.KeyRelease, Qt.Key.Key_Space, none, " ", True))
    assert seen == ["down"]
    window.keyReleaseEvent(QKeyEvent(QEvent.Type.KeyRelease, Qt.Key.Key_Space, none))
    assert seen == ["down", "up"]


def test_a_hold_ends_when_the_window_is_left(qtbot: QtBot, window: MainWindow) -> None:
    seen = holds(window)
    QTest.keyPress(window, Qt.Key.Key_Space)
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: seen == ["down", "up"])


def test_m_mutes_but_not_while_typing(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.intents.mute_toggled):
        QTest.keyClick(window, Qt.Key.Key_M)
    with qtbot.assertNotEmitted(window.intents.mute_toggled):
        QTest.keyClick(window.panel.talk_bar.field, Qt.Key.Key_M)


def test_l_shows_where_one_is_but_not_while_typing(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.intents.fly_here):
        QTest.keyClick(window, Qt.Key.Key_L)
    with qtbot.assertNotEmitted(window.intents.fly_here):
        QTest.keyClick(window.panel.talk_bar.field, Qt.Key.Key_L)


def test_escape_stops_then_closes_the_card_then_leaves_the_field(qtbot: QtBot, window: MainWindow) -> None:
    window.apply([PlacesShown((talk.KYOTO,), 0), StateChanged(S.SPEAKING)])
    field = window.panel.talk_bar.field
    field.setFocus()
    with qtbot.waitSignal(window.intents.stop):
        QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not window.stage.card.isHidden()
    window.apply([StateChanged(S.READY)])
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert window.stage.card.isHidden()
    assert window.focusWidget() is field
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not field.hasFocus()


def test_escape_ends_hands_free_when_nothing_else_is_left(qtbot: QtBot, window: MainWindow) -> None:
    window.apply([MicrophoneChanged(True), StateChanged(S.LISTENING)])
    if (focused := window.focusWidget()) is not None:
        focused.clearFocus()
    with qtbot.waitSignal(window.intents.talk_toggled):
        QTest.keyClick(window, Qt.Key.Key_Escape)


def test_ctrl_k_goes_to_search_and_enter_sends_the_name(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = window.stage.search.field
    assert window.focusWidget() is field
    QTest.keyClicks(field, "Nara")
    with qtbot.waitSignal(window.intents.search) as asked:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert asked.args == ["Nara"]


def test_the_pins_are_a_list_that_shows_while_it_has_the_focus(qtbot: QtBot, window: MainWindow) -> None:
    window.apply([PlacesShown((talk.LISBON, talk.PORTO), None)])
    results = window.stage.pin_list
    assert results.isHidden()
    results.open()
    assert [results.rows.item(i).text() for i in range(2)] == ["1. Lisbon, Portugal", "2. Porto, Portugal"]
    QTest.keyClick(results.rows, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.intents.choose_place) as chosen:
        QTest.keyClick(results.rows, Qt.Key.Key_Return)
    assert chosen.args == [1]
    window.panel.talk_bar.field.setFocus()
    assert results.isHidden()


def test_f6_goes_round_the_regions(window: MainWindow, plain_map: PlainMap) -> None:
    plain_map.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.apply(talk.kyoto())
    seen = []
    for _ in range(6):
        QTest.keyClick(window, Qt.Key.Key_F6)
        seen.append(window.focusWidget())
    assert seen == [
        window.panel.talk_bar.field,
        window.panel.transcript,
        window.stage.pin_list.rows,
        plain_map,
        window.stage.card.close_button,
        window.rail.talk,
    ]
    QTest.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert window.focusWidget() is window.stage.card.close_button


# -- map and cards


def test_one_place_is_flown_to_and_several_are_fitted(window: MainWindow, plain_map: PlainMap) -> None:
    window.apply([PlacesShown((talk.KYOTO,), 0)])
    assert ("fly_to", talk.KYOTO.lat, talk.KYOTO.lon, 9.0) in plain_map.calls
    plain_map.calls.clear()
    window.apply([PlacesShown((talk.LISBON, talk.PORTO), None, (talk.LISBON.coordinates, talk.PORTO.coordinates))])
    assert ("set_line", 2) in plain_map.calls
    assert "fit" in plain_map.names()
    assert window.stage.card.isHidden()


def test_a_pin_clicked_opens_its_card_and_tells_the_assistant(
    qtbot: QtBot, window: MainWindow, plain_map: PlainMap
) -> None:
    window.apply([PlacesShown((talk.LISBON, talk.PORTO), None)])
    with qtbot.waitSignal(window.intents.choose_place) as chosen:
        plain_map.pinChosen.emit(1)
    assert chosen.args == [1]
    assert window.stage.card.place == talk.PORTO


def test_closing_the_card_lets_the_pin_go(window: MainWindow, plain_map: PlainMap) -> None:
    window.apply([PlacesShown((talk.KYOTO,), 0)])
    QTest.mouseClick(window.stage.card.close_button, Qt.MouseButton.LeftButton)
    assert window.stage.card.isHidden()
    assert plain_map.calls[-1] == ("choose", None)


def test_the_map_is_told_what_covers_it(window: MainWindow, plain_map: PlainMap) -> None:
    def covered() -> tuple[object, ...]:
        return next(call for call in reversed(plain_map.calls) if call[0] == "set_obstructed")

    assert covered()[4] == 0
    window.resize(1000, 650)
    window.apply([PlacesShown((talk.KYOTO,), 0)])
    assert int(str(covered()[4])) > 92


def test_the_map_takes_the_themes_colours(window: MainWindow, appearance: Appearance, plain_map: PlainMap) -> None:
    appearance.set_preference("dark")
    assert plain_map.palette_shown is not None
    assert plain_map.palette_shown.sea == "#0F222C"


# -- sizes


@pytest.mark.parametrize(("width", "panel"), [(1000, 380), (1280, 486), (1600, 560), (1920, 560)])
def test_the_panel_takes_38_percent_between_380_and_560(window: MainWindow, width: int, panel: int) -> None:
    window.resize(width, 800)
    assert window.panel.width() == panel


def test_the_splitter_is_remembered(
    qtbot: QtBot, window: MainWindow, appearance: Appearance, settings: dict[str, Any]
) -> None:
    window._splitter.setSizes([700, 420])
    window._splitter.splitterMoved.emit(700, 1)
    assert settings[PANEL_KEY] == window.panel.width()
    again = MainWindow(appearance, settings, PlainMap())
    qtbot.addWidget(again)
    again.show()
    assert again.panel.width() == window.panel.width()


def test_a_broken_memory_of_sizes_is_left_alone(qtbot: QtBot, appearance: Appearance) -> None:
    window = MainWindow(appearance, {PANEL_KEY: "wide", "window/size": [1]}, PlainMap())
    qtbot.addWidget(window)
    assert (window.width(), window.height()) == (1280, 800)


def test_it_is_never_smaller_than_1000_by_650(window: MainWindow) -> None:
    window.resize(300, 200)
    assert (window.width(), window.height()) == (1000, 650)


def test_everything_fits_at_160_percent_text_in_the_smallest_window(window: MainWindow, appearance: Appearance) -> None:
    appearance.set_text_factor(1.6)
    window.resize(1000, 650)
    window.apply(talk.interrupted())
    bar = window.panel.talk_bar
    for widget in (bar.mic, bar.action, bar.field, bar.send):
        assert bar.rect().contains(widget.geometry()), widget.accessibleName()
    assert window.panel.rect().contains(bar.geometry())
    assert window.stage.rect().intersected(window.stage.card_box()) == window.stage.card_box()


# -- for everyone


def controls(window: MainWindow) -> list[QWidget]:
    kinds = (QAbstractButton, QLineEdit, QAbstractScrollArea)
    found = [w for kind in kinds for w in window.findChildren(kind)]
    return [w for w in found if w.isVisible() or w.focusPolicy() != Qt.FocusPolicy.NoFocus]


def test_every_control_has_an_accessible_name(window: MainWindow) -> None:
    window.apply([*talk.interrupted(), Notice("error", "It broke.", topic="disk")])
    checked = controls(window)
    assert len(checked) > 10
    assert [type(w).__name__ for w in checked if not w.accessibleName()] == []


def test_icon_buttons_name_themselves_and_their_key(window: MainWindow) -> None:
    assert window.panel.head.menu_button.toolTip() == "Menu (F10)"
    assert window.stage.card.close_button.toolTip() == "Close (Esc)"
    assert window.panel.talk_bar.send.toolTip() == "Send (Enter)"


def test_the_focus_ring_follows_the_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    window.apply(talk.kyoto())
    window.panel.talk_bar.mic.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: window._ring.target is window.panel.talk_bar.mic)
    assert window._ring.isVisible()
    window.panel.transcript.setFocus()
    qtbot.waitUntil(lambda: not window._ring.isVisible())


def test_right_to_left_puts_the_panel_at_the_left_and_the_line_at_its_right(
    qtbot: QtBot, appearance: Appearance
) -> None:
    window = MainWindow(appearance, {}, PlainMap())
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.addWidget(window)
    window.show()
    window.apply(talk.kyoto())
    view = window.panel.transcript
    assert window.panel.mapTo(window, view.pos()).x() < window.stage.mapTo(window, view.pos()).x()
    mic = window.panel.talk_bar.mic.geometry().center().x()
    assert mic > window.panel.width() / 2


def test_the_menu_changes_the_theme_and_says_so(qtbot: QtBot, window: MainWindow, appearance: Appearance) -> None:
    dark = next(action for action in window._menu.actions() if action.text() == "Dark")
    with qtbot.waitSignal(window.intents.theme_preference) as told:
        dark.trigger()
    assert told.args == ["dark"]
    assert appearance.theme.dark
    assert dark.isChecked()


def test_the_settings_open_by_key_by_rail_and_from_the_menu(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.intents.settings):
        QTest.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(window.intents.settings):
        QTest.mouseClick(window.rail.settings, Qt.MouseButton.LeftButton)
    assert window.rail.talk.isChecked()
    with qtbot.waitSignal(window.intents.settings):
        next(action for action in window._menu.actions() if action.text() == "Settings").trigger()


def test_the_menu_shows_the_theme_chosen_in_the_settings(window: MainWindow, appearance: Appearance) -> None:
    appearance.set_preference("system")
    window._menu.aboutToShow.emit()
    assert [action.text() for action in window._themes if action.isChecked()] == ["Light or dark as the system"]


def test_ctrl_n_asks_for_a_new_talk(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.intents.new_talk):
        QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)


# Qt's offscreen platform has no window manager to raise windows for.
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_about_names_every_source(window: MainWindow) -> None:
    window.show_about()
    assert window._about is not None
    text = window._about.findChildren(QAbstractScrollArea)[0].toPlainText()  # type: ignore[attr-defined]
    for name in (
        "Natural Earth", "GeoNames", "Inter", "Phosphor", "LGPL", "Copernicus", "Factbook", "CLDR", "libphonenumber",
        "European Central Bank", "IANA", "Whisper", "Silero", "smart-turn", "pywebrtc-audio", "MiniLM", "hibari",
        "SVOX Pico", "Kokoro", "Janome", "pypinyin", "PortAudio", "soundfile",
    ):  # fmt: skip
        assert name in text
    assert not window._about.isModal()
