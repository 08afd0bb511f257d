"""The pages' own controls: what they show, and what they change."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.fakes.pack_orders import Orders
from tests.fakes.settings_rows import row_of
from wanderlust.domain.events import DevicesChanged, LevelChanged, SoundTried
from wanderlust.domain.packs import PackEnded, PackFailed, PackInfo, PackProgress, PacksListed
from wanderlust.ui.controls import IconButton
from wanderlust.ui.preferences.brain_choice import BrainChoice
from wanderlust.ui.preferences.choice_box import ChoiceBox
from wanderlust.ui.preferences.device_box import DeviceBox
from wanderlust.ui.preferences.downloads import Downloads
from wanderlust.ui.preferences.downloads_page import PackList
from wanderlust.ui.preferences.language_list import LanguageList
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.pack_row import PackRow
from wanderlust.ui.preferences.sound_check import SoundCheck
from wanderlust.ui.preferences.sound_in_use import SoundInUse
from wanderlust.ui.preferences.step_slider import StepSlider
from wanderlust.ui.preferences.text_entry import TextEntry
from wanderlust.ui.preferences.voice_choices import VoiceChoices
from wanderlust.ui.preferences.window import PreferencesWindow


def pick(box: ChoiceBox, value: object) -> None:
    """Choose as a hand does: the box tells what was picked."""
    box.choose(value)
    box.activated.emit(box.currentIndex())


def test_a_choice_shows_the_value_and_sets_it(settings_window: PreferencesWindow, model: PreferencesModel) -> None:
    box = row_of(settings_window, "Pauses while you talk").control
    assert isinstance(box, ChoiceBox)
    assert box.currentText() == "Usual"
    pick(box, "patient")
    assert model.preferences.pace == "patient"
    model.set("pace", "quick")
    assert box.currentText() == "Quick: answer at once"


def test_the_wheel_over_a_choice_turns_the_page_and_not_the_choice(
    settings_window: PreferencesWindow, model: PreferencesModel
) -> None:
    box = row_of(settings_window, "Echo control").control
    down, none = QPoint(0, -120), Qt.KeyboardModifier.NoModifier
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), down, down, Qt.MouseButton.NoButton, none, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(box, turn)
    assert model.preferences.echo == "auto"


def test_speed_goes_by_steps_and_says_its_value(settings_window: PreferencesWindow, model: PreferencesModel) -> None:
    control = row_of(settings_window, "Speaking speed").control
    assert isinstance(control, StepSlider)
    control.slider.setFocus()
    QTest.keyClick(control.slider, Qt.Key.Key_Left)
    assert model.preferences.speed == 0.95
    assert control.findChildren(QLabel)[0].text() == "0.95×"
    assert control.slider.accessibleName() == "Speaking speed"


# -- languages and voices


def texts(widget: object) -> list[str]:
    assert isinstance(widget, LanguageList | VoiceChoices)
    return [label.text() for label in widget.findChildren(QLabel) if not label.isHidden() and label.isVisible()]


def test_languages_are_added_moved_to_the_front_and_removed(
    settings_window: PreferencesWindow, model: PreferencesModel
) -> None:
    languages = row_of(settings_window, "Languages you speak").control
    assert isinstance(languages, LanguageList)
    assert texts(languages) == ["English"]
    pick(languages.adding, "de")
    assert model.value("languages") == ("en", "de")
    assert texts(languages) == ["English", "· I answer in this one", "Deutsch"]
    buttons = {b.accessibleName(): b for b in languages.findChildren(IconButton) if b.isVisible()}
    QTest.mouseClick(buttons["Answer in Deutsch"], Qt.MouseButton.LeftButton)
    assert model.value("languages") == ("de", "en")
    buttons = {b.accessibleName(): b for b in languages.findChildren(IconButton) if b.isVisible()}
    QTest.mouseClick(buttons["Remove English"], Qt.MouseButton.LeftButton)
    assert model.value("languages") == ("de",)


def test_the_last_language_cannot_be_removed(settings_window: PreferencesWindow) -> None:
    languages = row_of(settings_window, "Languages you speak").control
    assert [b for b in languages.findChildren(IconButton) if b.isVisible()] == []


def test_a_language_with_two_voices_lets_one_choose_and_weak_ones_are_marked(
    settings_window: PreferencesWindow, model: PreferencesModel
) -> None:
    model.set("languages", ("en", "fr", "ko"))
    voices = row_of(settings_window, "Voices").control
    assert isinstance(voices, VoiceChoices)
    assert list(voices.boxes) == ["en"]
    assert "fr-FR: plain, clearly a machine, often misunderstood" in texts(voices)
    assert "None here. You read these answers." in texts(voices)
    pick(voices.boxes["en"], "en-US")
    assert model.value("voices") == {"en": "en-US"}
    pick(voices.boxes["en"], "heart")
    assert model.value("voices") == {}


# -- the brain


def test_an_address_is_taken_with_enter_and_a_wrong_one_is_said(
    settings_window: PreferencesWindow, model: PreferencesModel
) -> None:
    brain = row_of(settings_window, "Help with harder questions").control
    assert isinstance(brain, BrainChoice)
    pick(brain.box, "address")
    assert model.value("brain") == "auto"
    QTest.keyClicks(brain.entry.field, "localhost")
    QTest.keyClick(brain.entry.field, Qt.Key.Key_Return)
    assert brain.complaint.isVisible() and model.value("brain") == "auto"
    brain.entry.field.clear()
    QTest.keyClicks(brain.entry.field, "http://127.0.0.1:11434/v1")
    QTest.keyClick(brain.entry.field, Qt.Key.Key_Return)
    assert model.value("brain") == "http://127.0.0.1:11434/v1"
    assert not brain.complaint.isVisible()
    pick(brain.box, "off")
    assert model.value("brain") == "off" and brain.entry.isHidden()


THERE = DevicesChanged("Desk microphone", "Speakers", ("Desk microphone", "Webcam"), ("Speakers", "Jabra"))


def device_box(window: PreferencesWindow, label: str) -> DeviceBox:
    control = row_of(window, label).control
    assert isinstance(control, DeviceBox)
    return control


def words_of(box: DeviceBox) -> list[str]:
    return [box.itemText(i) for i in range(box.count())]


def test_the_systems_own_device_comes_first_and_is_named(
    settings_window: PreferencesWindow, devices: SoundInUse
) -> None:
    box = device_box(settings_window, "Microphone")
    assert words_of(box) == ["The system's own: none"]
    devices.take(THERE)
    assert words_of(box) == ["The system's own: Desk microphone", "Desk microphone", "Webcam"]
    assert box.currentText() == "The system's own: Desk microphone"


def test_a_device_is_chosen_and_reset_by_name(
    settings_window: PreferencesWindow, model: PreferencesModel, devices: SoundInUse
) -> None:
    devices.take(THERE)
    box = device_box(settings_window, "Speaker")
    box.choose("Jabra")
    box.activated.emit(box.currentIndex())
    assert model.preferences.speaker == "Jabra"
    reset = row_of(settings_window, "Speaker").reset
    assert reset is not None and reset.isVisible()
    reset.click()
    assert model.preferences.speaker == "" and box.currentText() == "The system's own: Speakers"


def test_a_chosen_device_that_is_away_is_shown_as_such(
    settings_window: PreferencesWindow, model: PreferencesModel, devices: SoundInUse
) -> None:
    model.set("speaker", "Jabra")
    box = device_box(settings_window, "Speaker")
    devices.take(DevicesChanged("Desk microphone", "Speakers", ("Desk microphone",), ("Speakers",)))
    assert box.currentText() == "Not plugged in: Jabra"
    devices.take(THERE)
    assert words_of(box) == ["The system's own", "Speakers", "Jabra"] and box.currentText() == "Jabra"


def test_a_long_name_is_cut_in_the_box_and_whole_in_its_tooltip(
    settings_window: PreferencesWindow, model: PreferencesModel, devices: SoundInUse
) -> None:
    name = "Logitech BRIO Ultra HD Webcam Analog Stereo (USB 3.0, second port on the left of the dock)"
    devices.take(DevicesChanged(name, "Speakers", (name,), ("Speakers",)))
    model.set("microphone", name)
    box = device_box(settings_window, "Microphone")
    assert box.toolTip() == name
    assert box.width() <= 320
    model.set("microphone", "")
    devices.take(THERE)
    model.set("microphone", "Webcam")
    assert box.toolTip() == ""


class Trials:
    """Fills ``SoundTests`` and keeps what was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def watch(self, on: bool) -> None:
        self.asked.append(f"watch {on}")

    def play(self) -> None:
        self.asked.append("play")

    def hear_yourself(self) -> None:
        self.asked.append("hear")


def test_the_microphone_is_watched_only_while_its_page_is_in_sight(
    settings_window: PreferencesWindow, devices: SoundInUse
) -> None:
    devices.tests = tests = Trials()
    check = row_of(settings_window, "Try it").control
    assert isinstance(check, SoundCheck)
    assert tests.asked == ["watch True"]
    devices.hear(LevelChanged(0.8, 0.0))
    assert check.level.heights[-1] > 0
    settings_window.show_page("general")
    assert tests.asked == ["watch True", "watch False"]
    devices.hear(LevelChanged(0.8, 0.0))
    assert check.level.heights[-1] == 0
    settings_window.show_page("sound")
    settings_window.close()
    assert tests.asked[2:] == ["watch True", "watch False"]


def test_a_trial_is_told_step_by_step_and_asked_once(settings_window: PreferencesWindow, devices: SoundInUse) -> None:
    devices.tests = tests = Trials()
    devices.take(THERE)
    check = row_of(settings_window, "Try it").control
    assert isinstance(check, SoundCheck)
    check.hear.click()
    assert tests.asked[-1] == "hear" and not check.hear.isEnabled() and not check.play.isEnabled()
    devices.tried.emit(SoundTried("recording"))
    assert "Say something now" in check.status.text()
    devices.tried.emit(SoundTried("over", loudest=0.05))
    assert "I heard nothing" in check.status.text() and check.hear.isEnabled()
    check.play.click()
    devices.tried.emit(SoundTried("over"))
    assert "another speaker" in check.status.text()
    devices.tried.emit(SoundTried("over", trouble="The speaker did not play it."))
    assert check.status.text() == "The speaker did not play it."


def test_without_a_device_there_is_nothing_to_try(settings_window: PreferencesWindow, devices: SoundInUse) -> None:
    check = row_of(settings_window, "Try it").control
    assert isinstance(check, SoundCheck)
    devices.take(DevicesChanged(None, "Speakers", (), ("Speakers",)))
    assert (check.hear.isEnabled(), check.play.isEnabled()) == (False, True)


# -- downloads

VOICE = PackInfo("kokoro", "the natural voice", 94_000_000, ("Apache-2.0",), "missing", needed=False)
EARS = PackInfo("whisper-base", "speech recognition", 148_000_000, ("MIT",), "installed", needed=True)


def pack_row(window: PreferencesWindow, label: str, name: str) -> PackRow:
    control = row_of(window, label).control
    assert isinstance(control, PackList)
    return control.rows[name]


def listed(qtbot: QtBot, downloads: Downloads, *packs: PackInfo) -> None:
    with qtbot.waitSignal(downloads.listed):
        downloads.post(PacksListed(packs))


def test_opening_the_page_asks_for_the_list_and_fetches_nothing(
    settings_window: PreferencesWindow, orders: Orders
) -> None:
    settings_window.show_page("downloads")
    assert orders.given == [("refresh", "")]


def test_a_pack_shows_size_licence_and_state(
    qtbot: QtBot, settings_window: PreferencesWindow, downloads: Downloads
) -> None:
    listed(qtbot, downloads, VOICE, EARS)
    row = pack_row(settings_window, "What I can do more with", "kokoro")
    assert row.title.text() == "Voices for Portuguese, Japanese and Chinese"
    assert row.facts.text() == "94 MB · licence Apache-2.0"
    assert row.state.text() == "Not installed."
    needed = pack_row(settings_window, "What I run on", "whisper-base")
    assert needed.state.text() == "Installed."
    assert needed.action.isHidden()


def test_a_download_shows_its_course_and_is_stopped_and_gone_on_with(
    qtbot: QtBot, settings_window: PreferencesWindow, downloads: Downloads, orders: Orders
) -> None:
    listed(qtbot, downloads, VOICE)
    row = pack_row(settings_window, "What I can do more with", "kokoro")
    QTest.mouseClick(row.action, Qt.MouseButton.LeftButton)
    assert orders.given[-1] == ("install", "kokoro")
    with qtbot.waitSignal(downloads.moved):
        downloads.post(PackProgress("kokoro", 47_000_000, 94_000_000))
    assert row.state.text() == "50 %: 47 MB of 94 MB"
    assert row.bar.isVisible() and row.bar.value() == 500
    QTest.mouseClick(row.action, Qt.MouseButton.LeftButton)
    assert orders.given[-1] == ("stop", "kokoro")
    assert not row.action.isEnabled()
    with qtbot.waitSignal(downloads.moved):
        downloads.post(PackEnded("kokoro"))
    begun = PackInfo(VOICE.name, VOICE.title, VOICE.size, VOICE.licences, "begun", needed=False)
    listed(qtbot, downloads, begun)
    assert row.state.text() == "Partly downloaded. I go on from there."
    assert row.action.text() == "Go on" and row.action.isEnabled()


def test_what_went_wrong_is_said_in_its_own_sentence(
    qtbot: QtBot, settings_window: PreferencesWindow, downloads: Downloads
) -> None:
    listed(qtbot, downloads, VOICE)
    row = pack_row(settings_window, "What I can do more with", "kokoro")
    with qtbot.waitSignal(downloads.moved):
        downloads.post(PackFailed("kokoro", "There is not enough room.", "Free some space."))
    assert row.state.text() == "There is not enough room. Free some space."
    assert row.action.text() == "Download"


def test_removal_is_asked_once_more_with_the_safe_answer_first(
    qtbot: QtBot, settings_window: PreferencesWindow, downloads: Downloads, orders: Orders
) -> None:
    here = PackInfo(VOICE.name, VOICE.title, VOICE.size, VOICE.licences, "installed", needed=False)
    listed(qtbot, downloads, here)
    row = pack_row(settings_window, "What I can do more with", "kokoro")
    QTest.mouseClick(row.action, Qt.MouseButton.LeftButton)
    assert row.state.text() == "Remove it and free 94 MB? You can download it again."
    assert settings_window.focusWidget() is row.second
    QTest.mouseClick(row.second, Qt.MouseButton.LeftButton)
    assert ("remove", "kokoro") not in orders.given
    for _ in range(2):
        QTest.mouseClick(row.action, Qt.MouseButton.LeftButton)
    assert orders.given[-1] == ("remove", "kokoro")


def test_a_contact_is_taken_when_it_is_an_address(settings_window: PreferencesWindow, model: PreferencesModel) -> None:
    entry = row_of(settings_window, "Your contact for map services").control
    assert isinstance(entry, TextEntry)
    entry.entry.field.setText("not an address")
    entry.entry.field.editingFinished.emit()
    assert model.value("contact") == "" and entry.complaint.text() == "That is no address of mail or of the web."
    entry.entry.field.setText("maya@example.org")
    entry.entry.field.editingFinished.emit()
    assert model.value("contact") == "maya@example.org" and entry.complaint.text() == ""


def test_units_are_chosen_in_the_settings(settings_window: PreferencesWindow, model: PreferencesModel) -> None:
    box = row_of(settings_window, "Units").control
    assert isinstance(box, ChoiceBox) and box.currentText() == "As usual here"
    pick(box, "imperial")
    assert model.value("units") == "imperial"
