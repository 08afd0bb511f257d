"""One person's pane: its language, its words, and that it can be used from the other side of the table."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QTransform, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes import interpreted_talk as talk
from wanderlust.domain.events import LevelChanged
from wanderlust.domain.interpreting import (
    Direction,
    DirectionsChanged,
    InterpreterEvent,
    InterpreterNotice,
    InterpreterOpened,
    Means,
    RecordChanged,
    SideChanged,
    SideState,
)
from wanderlust.domain.phrases import PHRASE_LANGUAGES
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.interpreter.pane import SpeakerPane
from wanderlust.ui.interpreter.text_scroll import TextScroll
from wanderlust.ui.interpreter.view import InterpreterView
from wanderlust.ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
LONG = "We would like to change our reservation from Thursday to the Saturday after it, if that is possible. " * 6


def pixels(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(bytes(image.constBits()), np.uint8)
    return flat.reshape(image.height(), image.bytesPerLine() // 4, 4)[:, : image.width(), :3].astype(int)


# -- turned


def test_turned_it_is_the_same_picture_upside_down(window: MainWindow, far: SpeakerPane) -> None:
    window.apply(talk.pharmacy())
    turned = far.grab().toImage()
    far.turn(False)
    upright = far.grab().toImage().transformed(QTransform().rotate(180))
    different = np.abs(pixels(turned) - pixels(upright)).max(axis=2) > 96
    # Letters fall on other fractions of a pixel; whatever is not turned differs by whole words.
    assert different.mean() < 0.01
    assert (np.abs(pixels(turned) - pixels(far.grab().toImage())).max(axis=2) > 96).mean() > 0.02


def test_the_key_of_the_turned_pane_is_where_it_is_seen_and_can_be_held(window: MainWindow, far: SpeakerPane) -> None:
    told: list[tuple[str, str]] = []
    window.intents.side_key_down.connect(lambda language: told.append(("down", language)))
    window.intents.side_key_up.connect(lambda language: told.append(("up", language)))
    spot = far.mapTo(window, QPoint(far.width() - 60, 40))  # the reader's lower left is our upper right
    assert window.childAt(spot) is far.key
    QTest.mousePress(far.key, LEFT)
    assert told == [("down", "pt")]
    QTest.mouseMove(far.key, QPoint(-80, 200))
    assert told == [("down", "pt")], "a finger that slides off still holds"
    QTest.mouseRelease(far.key, LEFT, pos=QPoint(-80, 200))
    assert told == [("down", "pt"), ("up", "pt")]


def test_the_turned_panes_buttons_do_what_they_say(qtbot: QtBot, window: MainWindow, far: SpeakerPane) -> None:
    window.apply(talk.pharmacy())
    with qtbot.waitSignal(window.intents.say_again) as again:
        QTest.mouseClick(far.again, LEFT)
    assert again.args == ["pt"]
    with qtbot.waitSignal(window.intents.side_chosen) as wrong:
        QTest.mouseClick(far.wrong, LEFT)
    assert wrong.args == ["u3", "pt"]


def test_the_turned_pane_is_reached_by_tab_and_ringed_where_it_is_seen(
    qtbot: QtBot, window: MainWindow, far: SpeakerPane
) -> None:
    window.apply(talk.pharmacy())
    reached: list[QWidget | None] = []
    for _ in range(40):
        QTest.keyClick(window, Qt.Key.Key_Tab)
        reached.append(window.focusWidget())
    assert {far.key, far.again, far.wrong, far.whole} <= set(reached)
    far.again.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: window._ring.target is far.again)
    around = window._ring.geometry()
    assert around.contains(far.again.geometry().translated(far.mapTo(window, QPoint(0, 0))))
    with qtbot.waitSignal(window.intents.say_again):
        QTest.keyClick(far.again, Qt.Key.Key_Return)


def test_upright_the_key_stands_at_the_lower_left(window: MainWindow, view: InterpreterView, far: SpeakerPane) -> None:
    view.set_far_turned(False)
    assert far.key.x() < far.width() / 4
    assert far.key.y() > far.height() / 2


def test_the_wheel_moves_the_words_the_way_it_turns_on_either_side(window: MainWindow, far: SpeakerPane) -> None:
    lines = [talk.said(f"line{i}", "en", f"Line number {i}.", "pt", f"Linha número {i}.") for i in range(20)]
    window.apply(lines)

    def turn(clicks: int) -> float:
        before = far.spoken.offset
        delta = QPoint(0, clicks * 120)
        none = Qt.KeyboardModifier.NoModifier
        event = QWheelEvent(
            QPointF(50, 50),
            QPointF(50, 50),
            QPoint(),
            delta,
            Qt.MouseButton.NoButton,
            none,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(far.spoken, event)
        return far.spoken.offset - before

    assert turn(-1) < 0, "seen upside down, earlier words are below"
    far.turn(False)
    assert turn(1) < 0
    assert turn(-1) > 0


# -- its language


def shown_words(pane: SpeakerPane) -> set[str]:
    buttons = {button.accessibleName() for button in pane.findChildren(QAbstractButton)}
    return (buttons - {""}) | {pane.name.text(), pane.means.words, pane.state.words, pane.key.hint, pane.off.words}


def test_everything_in_a_pane_is_in_its_readers_language(
    window: MainWindow, near: SpeakerPane, far: SpeakerPane
) -> None:
    window.apply([*talk.pharmacy(), RecordChanged(True)])
    assert shown_words(far) & shown_words(near) == set()
    assert {"Português", "Português para inglês · incluído", "A traduzir", "Falar português", "Repetir"} <= shown_words(
        far
    )
    assert {"Lado errado", "Segure P, ou fale apenas", "Nada fica guardado"} <= shown_words(far)
    assert {"English", "English to Portuguese · included", "Hearing you", "Hearing English"} <= shown_words(near)


@pytest.mark.parametrize("language", PHRASE_LANGUAGES)
def test_every_language_of_the_phrasebook_names_every_state(window: MainWindow, language: str) -> None:
    other = "en" if language != "en" else "ja"
    seen = set()
    for means in Means:
        there = Direction(language, other, means, 41, "en", lacking=("voice",))
        window.apply([InterpreterOpened(there, Direction(other, language, means))])
        view = window.interpreter.view
        assert view is not None and view.near is not None
        seen.add(view.near.means.words)
        assert view.near.isVisible()
    assert len(seen) == len(Means)
    assert any("41" in words for words in seen)


def test_arabic_reads_from_the_right(window: MainWindow, view: InterpreterView) -> None:
    window.apply([InterpreterOpened(Direction("ar", "en", Means.ONLINE), Direction("en", "ar", Means.ONLINE))])
    assert view.near is not None
    assert view.near.name.text() == "العربية"
    assert view.near.key.x() > view.near.width() / 2
    assert view.near.state.x() < view.near.width() / 4
    window.apply([talk.said("u", "ar", "أين المحطة؟", "en", "Where is the station?")])
    ink = np.abs(pixels(view.near.spoken.grab().toImage()) - 255).max(axis=2) > 96
    columns = ink.any(axis=0).nonzero()[0]
    assert columns.max() > view.near.spoken.width() - 20
    assert columns.min() > view.near.spoken.width() / 2


def test_a_language_without_words_of_its_own_sees_english(window: MainWindow, view: InterpreterView) -> None:
    window.apply([InterpreterOpened(Direction("fi", "en", Means.ONLINE), Direction("en", "fi", Means.ONLINE))])
    assert view.near is not None
    assert (view.near.name.text(), view.near.again.text()) == ("Suomi", "Say again")


# -- its states


def test_the_key_is_gold_while_its_person_is_heard(window: MainWindow, near: SpeakerPane, far: SpeakerPane) -> None:
    for state, gold in (
        (SideState.READY, False),
        (SideState.HEARING, True),
        (SideState.HELD, True),
        (SideState.TRANSLATING, False),
        (SideState.SPEAKING, False),
        (SideState.MUTED, False),
    ):
        window.apply([SideChanged("en", state)])
        assert near.key.heard is gold
        assert not far.key.heard


def test_each_state_has_its_own_word_and_icon(window: MainWindow, near: SpeakerPane) -> None:
    seen = []
    for state in SideState:
        window.apply([SideChanged("en", state)])
        seen.append((near.state.words, near.state.icon))
    assert len({icon for _, icon in seen}) == len(SideState)
    assert len({word for word, _ in seen}) == len(SideState) - 1  # held or not, one is heard


def test_the_level_moves_only_beside_who_is_heard(window: MainWindow, near: SpeakerPane, far: SpeakerPane) -> None:
    window.apply([SideChanged("pt", SideState.HEARING)])
    window.apply([LevelChanged(0.9, 0.0)])
    assert far.meter.heights[-1] > 0.3
    assert far.meter.isVisible()
    assert not near.meter.isVisible()


def test_a_voice_that_can_only_be_read_is_said_to_be(window: MainWindow, near: SpeakerPane) -> None:
    silent = Direction("en", "pt", Means.ONLINE, via="fr", spoken=False)
    window.apply([DirectionsChanged(silent, talk.PT_EN)])
    assert near.means.words == "English to Portuguese · online, via French, shown, not said"


def test_what_is_missing_is_said_with_the_ways_on(qtbot: QtBot, window: MainWindow, near: SpeakerPane) -> None:
    missing = Direction("en", "pt", Means.DOWNLOADABLE, 41, lacking=("translation",))
    window.apply([DirectionsChanged(missing, talk.PT_EN)])
    assert near.gap.isVisible()
    assert near.gap.text.sentence == "I can do this after a download of 41 MB."
    with qtbot.waitSignal(window.intents.settings) as asked:
        QTest.mouseClick(near.gap.get, LEFT)
    assert asked.args == ["downloads"]
    window.apply([DirectionsChanged(Direction("en", "pt", Means.PHRASES_ONLY, lacking=("voice",)), talk.PT_EN)])
    assert "Missing: voice." in near.gap.text.sentence
    assert not near.gap.get.isVisible()
    with qtbot.waitSignal(window.intents.phrases):
        QTest.mouseClick(near.gap.phrases, LEFT)
    with qtbot.waitSignal(window.intents.settings) as asked:
        QTest.mouseClick(near.gap.key, LEFT)
    assert asked.args == ["cloud"]


def test_a_direction_lost_in_the_middle_leaves_the_words_and_offers_the_download(
    qtbot: QtBot, window: MainWindow, near: SpeakerPane
) -> None:
    window.apply([talk.PHARMACY, DirectionsChanged(Direction("en", "pt", Means.DOWNLOADABLE, 41), talk.PT_EN)])
    assert near.spoken.isVisible()
    with qtbot.waitSignal(window.intents.settings):
        QTest.mouseClick(near.get, LEFT)


def test_off_the_record_is_told_to_both(window: MainWindow, near: SpeakerPane, far: SpeakerPane) -> None:
    assert not near.off.isVisible()
    window.apply([RecordChanged(True)])
    assert near.off.isVisible()
    assert far.off.isVisible()


# -- its words


def test_words_step_down_to_fit_and_then_scroll_from_their_end(window: MainWindow, near: SpeakerPane) -> None:
    def size_of(words: str) -> str:
        window.apply([talk.said(str(len(words)), "en", words, "pt", "Boa noite.")])
        return near.spoken.size_shown

    assert size_of("Good evening.") == "speech"
    assert size_of(LONG[:280]) in ("speech_less", "speech_least")
    assert size_of(LONG) == "speech_least"
    assert near.spoken.can_scroll
    assert near.spoken.following


def test_earlier_words_are_reached_by_scrolling_and_new_ones_come_into_sight(
    window: MainWindow, near: SpeakerPane
) -> None:
    lines = [talk.said(f"line{i}", "en", f"Line number {i}.", "pt", f"Linha número {i}.") for i in range(20)]
    window.apply(lines)
    newest = near.spoken.offset
    assert newest > 0
    QTest.keyClick(near.spoken, Qt.Key.Key_Home)
    assert near.spoken.offset == 0
    assert not near.spoken.following
    window.apply([talk.HEADACHE])
    assert near.spoken.offset > newest


def test_the_whole_talk_is_listed_and_left_again(window: MainWindow, near: SpeakerPane) -> None:
    window.apply(talk.pharmacy())
    QTest.mouseClick(near.whole, LEFT)
    assert near.spoken.whole
    assert near.whole.toolTip() == "Latest words"
    assert [p.text.split("  ")[0] for p in near.spoken.paragraphs()] == ["You said", "They said", "You said"]
    QTest.mouseClick(near.whole, LEFT)
    assert not near.spoken.whole


def test_the_last_exchange_stands_small_above_the_present_words(window: MainWindow, near: SpeakerPane) -> None:
    window.apply(talk.pharmacy())
    before, present = list(near.spoken.paragraphs())[-2:]
    assert before.text == "They said  There is one on the corner, open until ten."
    assert [(run.words, run.ink) for run in present.runs] == [
        ("Thank you. I need something for", "ink"),
        (" a headache that", "ink3"),
    ]


def test_who_listens_sees_that_more_is_coming(window: MainWindow, far: SpeakerPane) -> None:
    window.apply(talk.pharmacy())
    assert list(far.spoken.paragraphs())[-1].text == "Obrigada. Preciso de algo para …"


def test_a_notice_is_shown_to_both_in_their_own_words(window: MainWindow, near: SpeakerPane, far: SpeakerPane) -> None:
    window.apply([InterpreterNotice({"en": "The network is gone.", "pt": "A rede caiu."})])
    assert near.notice.accessibleName() == "The network is gone."
    assert far.notice.accessibleName() == "A rede caiu."
    assert near.notice.isVisible()


# -- its room


@pytest.mark.parametrize("size", [(1000, 650), (1280, 800), (1600, 1000)])
@pytest.mark.parametrize("factor", [1.0, 1.6])
def test_nothing_overlaps_or_leaves_the_pane(
    window: MainWindow,
    view: InterpreterView,
    near: SpeakerPane,
    far: SpeakerPane,
    appearance: Appearance,
    size: tuple[int, int],
    factor: float,
) -> None:
    appearance.set_text_factor(factor)
    window.resize(*size)
    scenes: tuple[list[InterpreterEvent], ...] = (
        [RecordChanged(True)],
        talk.pharmacy(),
        [talk.WHO],
        [talk.ASK_ENDED, talk.CARE],
    )
    for events in scenes:
        window.apply(events)
        for pane in (near, far):
            parts = [part for part in pane.children() if isinstance(part, QWidget) and part.isVisible()]
            for i, part in enumerate(parts):
                assert pane.rect().contains(part.geometry()), part.accessibleName()
                over = [o for o in parts[i + 1 :] if o.geometry().intersects(part.geometry())]
                # The answers of a careful sentence stand on its card.
                assert all(pane.care in (o, part) for o in over), (part.accessibleName(), over)
            assert pane.key.width() >= pane.key.minimumSizeHint().width()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_far_pane_has_the_other_sides_colour(
    window: MainWindow, far: SpeakerPane, near: SpeakerPane, appearance: Appearance, theme: str
) -> None:
    appearance.set_preference("dark" if theme == "dark" else "light")
    image = far.grab().toImage()
    assert image.pixelColor(far.width() - 3, 100) == appearance.color("indigo")
    assert image.pixelColor(30, far.height() // 2) == appearance.color("indigo_tint")
    assert near.grab().toImage().pixelColor(3, 100) == appearance.color("pine")


def test_text_scrolls_only_where_it_must(qtbot: QtBot, near: SpeakerPane) -> None:
    assert isinstance(near.spoken, TextScroll)
    assert not near.spoken.can_scroll
    near.spoken.scroll_by(100)
    assert near.spoken.offset == 0
