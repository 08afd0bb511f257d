"""The talk bar on screen: what each state shows, says aloud and sends."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.fakes import scripted_talk as talk
from wanderlust.domain.assistant_state import AssistantState as S
from wanderlust.domain.events import DevicesChanged, LevelChanged, MicrophoneChanged, Notice, StateChanged
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.level_meter import LevelMeter
from wanderlust.ui.main_window import MainWindow
from wanderlust.ui.talk_bar import TalkBar
from wanderlust.ui.talk_button import ROOM


@pytest.fixture
def bar(window: MainWindow) -> TalkBar:
    return window.panel.talk_bar


def press(widget: object) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]


def ring_color(bar: TalkBar) -> QColor:
    """Colour 28 px left of the button's middle, where the gold ring lies."""
    image = bar.mic.grab().toImage()
    return image.pixelColor(ROOM // 2 - 28, ROOM // 2)


def test_enter_sends_what_was_typed_and_clears_the_field(qtbot: QtBot, window: MainWindow, bar: TalkBar) -> None:
    bar.field.setText("  Where is Kyoto? ")
    with qtbot.waitSignal(window.intents.text) as sent:
        QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert sent.args == ["Where is Kyoto?"]
    assert bar.field.text() == ""


def test_blanks_are_not_sent(qtbot: QtBot, window: MainWindow, bar: TalkBar) -> None:
    bar.field.setText("   ")
    with qtbot.assertNotEmitted(window.intents.text):
        QTest.keyClick(bar.field, Qt.Key.Key_Return)
        press(bar.send)


@pytest.mark.parametrize(
    ("state", "intent"), [(S.LISTENING, "mute_toggled"), (S.SPEAKING, "stop"), (S.THINKING, "stop")]
)
def test_the_button_does_what_it_says(qtbot: QtBot, window: MainWindow, bar: TalkBar, state: S, intent: str) -> None:
    window.apply([MicrophoneChanged(True), StateChanged(state)])
    with qtbot.waitSignal(getattr(window.intents, intent)):
        press(bar.action)


def test_fix_names_the_trouble(qtbot: QtBot, window: MainWindow, bar: TalkBar) -> None:
    window.apply([Notice("error", "It stopped.", topic="engine"), StateChanged(S.TROUBLE)])
    with qtbot.waitSignal(window.intents.fix) as asked:
        press(bar.action)
    assert asked.args == ["engine"]


def test_a_click_on_the_microphone_toggles_hands_free(qtbot: QtBot, window: MainWindow, bar: TalkBar) -> None:
    with qtbot.waitSignal(window.intents.talk_toggled):
        press(bar.mic)


def test_the_corners_around_the_round_button_are_not_the_button(bar: TalkBar) -> None:
    assert bar.mic.hitButton(QPoint(ROOM // 2, ROOM // 2))
    assert not bar.mic.hitButton(QPoint(3, 3))


def test_gold_rings_the_button_only_while_the_microphone_is_open(window: MainWindow, bar: TalkBar) -> None:
    gold = QColor("#FFC021")
    window.apply([MicrophoneChanged(True), StateChanged(S.SPEAKING)])
    assert ring_color(bar) == gold
    window.apply([MicrophoneChanged(True, muted=True)])
    assert ring_color(bar) != gold
    window.apply([MicrophoneChanged(False)])
    assert ring_color(bar) != gold


def test_each_change_of_state_is_announced_once_and_trouble_urgently(
    window: MainWindow, announcements: list[tuple[str, bool]]
) -> None:
    announcements.clear()
    window.apply([*talk.ready()])
    window.apply([StateChanged(S.THINKING)])
    window.apply([StateChanged(S.THINKING, "Still.")])
    window.apply([DevicesChanged(None, None), StateChanged(S.READY)])
    assert announcements == [
        ("Ready. Hold Space, or click once.", False),
        ("Thinking. One moment.", False),
        ("No microphone. Plug one in, or type below.", True),
    ]


def test_the_action_loses_its_words_in_a_narrow_window_but_not_its_name(window: MainWindow, bar: TalkBar) -> None:
    window.apply([MicrophoneChanged(True), StateChanged(S.LISTENING)])
    wide = bar.action.width()
    window.resize(1000, 650)
    assert bar.action.width() < wide
    assert bar.action.accessibleName() == "Mute"
    assert bar.action.toolTip() == "Mute (M)"
    window.resize(1280, 800)
    assert bar.action.width() == wide
    assert bar.action.toolTip() == ""


def test_bars_rise_with_the_voice_and_rest_when_it_is_quiet(window: MainWindow, bar: TalkBar) -> None:
    window.apply([MicrophoneChanged(True), StateChanged(S.HEARING)])
    window.apply([LevelChanged(1.0, 0.0)])
    rising = bar.meter.heights[-1]
    window.apply([LevelChanged(1.0, 0.0)])
    assert 0.3 < rising < bar.meter.heights[-1]
    for _ in range(100):
        window.apply([LevelChanged(0.0, 0.0)])
    assert set(bar.meter.heights) == {0.0}


def test_a_meter_at_rest_asks_for_no_frames(appearance: Appearance, qtbot: QtBot) -> None:
    class Counting(LevelMeter):
        asked = 0

        def update(self, *args: object) -> None:
            self.asked += 1

    meter = Counting(appearance)
    qtbot.addWidget(meter)
    before = meter.asked
    for _ in range(50):
        meter.push(0.0)
    assert meter.asked == before
    meter.push(0.8)
    assert meter.asked == before + 1


def test_the_speakers_level_shows_while_it_speaks(window: MainWindow, bar: TalkBar) -> None:
    window.apply([StateChanged(S.SPEAKING)])
    window.apply([LevelChanged(0.0, 0.9)])
    assert bar.meter.heights[-1] > 0.3


def test_state_words_are_never_cut_off(window: MainWindow, bar: TalkBar) -> None:
    window.resize(1000, 650)
    for state in (S.CONNECTING, S.HEARING, S.HELD, S.TOOL_RUNNING, S.SPEAKING):
        window.apply([MicrophoneChanged(True), StateChanged(state)])
        assert not bar.word_elided, state
