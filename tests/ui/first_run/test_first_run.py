"""The first run: every step can be skipped, and each does what its words say."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from wanderlust.domain.cloud_account import AccountState
from wanderlust.domain.events import DevicesChanged, LevelChanged, MicrophoneBlank, SoundTried
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.first_run.card import FirstRunCard
from wanderlust.ui.first_run.microphone_step import HEARD_REPORTS, MicrophoneStep
from wanderlust.ui.first_run.mind_step import MindStep
from wanderlust.ui.first_run.silent_microphone import MAC_PAGE, WINDOWS_PAGE, sentence, where
from wanderlust.ui.first_run.speaker_step import SpeakerStep
from wanderlust.ui.preferences.cloud_desk import CloudDesk
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.sound_in_use import SoundInUse


def microphone(card: FirstRunCard) -> MicrophoneStep:
    step = card.steps[0]
    assert isinstance(step, MicrophoneStep)
    return step


def speaker(card: FirstRunCard) -> SpeakerStep:
    step = card.steps[1]
    assert isinstance(step, SpeakerStep)
    return step


def mind(card: FirstRunCard) -> MindStep:
    step = card.steps[2]
    assert isinstance(step, MindStep)
    return step


def said(step: MicrophoneStep | SpeakerStep) -> str:
    """How the step's trial went."""
    return step.verdict.kind


def heard(step: MicrophoneStep) -> bool:
    return step.heard


def test_next_leads_through_every_step_and_done_ends_it(card: FirstRunCard, qtbot: QtBot) -> None:
    seen = []
    for _ in card.steps[1:]:
        seen.append(card.index)
        card.next.click()
    assert [*seen, card.index] == [0, 1, 2, 3, 4]
    assert card.next.text() == "Done"
    with qtbot.waitSignal(card.finished):
        card.next.click()
    assert card.isHidden()


@pytest.mark.parametrize("at", range(5))
def test_the_rest_can_be_skipped_at_every_step(card: FirstRunCard, qtbot: QtBot, at: int) -> None:
    card.go(at)
    with qtbot.waitSignal(card.finished):
        card.skip.click()
    assert card.isHidden()


def test_every_step_can_be_gone_to_from_the_line(card: FirstRunCard) -> None:
    card.line.stops[3].click()
    assert card.index == 3
    assert "you are here" in card.line.stops[3].accessibleName()


def test_skipping_everything_changes_no_preference(card: FirstRunCard, model: PreferencesModel) -> None:
    before = model.preferences
    for _ in card.steps:
        card.next.click()
    assert model.preferences == before


def test_what_lies_under_the_card_cannot_be_tabbed_to_while_it_is_open(card: FirstRunCard, stage: QWidget) -> None:
    search = stage.findChild(QLineEdit, "search")
    assert isinstance(search, QLineEdit)
    assert not search.isEnabled()
    card.leave()
    assert search.isEnabled()


def test_escape_closes_it(card: FirstRunCard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(card.finished):
        qtbot.keyClick(card.next, Qt.Key.Key_Escape)


def test_it_covers_the_stage_and_follows_it(card: FirstRunCard, stage: QWidget) -> None:
    stage.resize(556, 650)
    assert card.geometry() == stage.rect()
    assert card.line.stops[0].bare
    stage.resize(900, 800)
    assert not card.line.stops[0].bare


def test_the_microphone_stays_closed_until_it_is_clicked(card: FirstRunCard, tests: Any) -> None:
    asked = tests.asked
    assert asked == []
    microphone(card).open.click()
    assert asked == ["open"]
    card.next.click()
    assert asked == ["open", "close"]


def test_a_word_is_heard_and_a_knock_is_not(card: FirstRunCard, devices: SoundInUse) -> None:
    step = microphone(card)
    step.open.click()
    for _ in range(HEARD_REPORTS - 1):
        devices.hear(LevelChanged(0.6, 0.0))
    assert not heard(step)
    devices.hear(LevelChanged(0.6, 0.0))
    assert heard(step)
    assert said(step) == "well"
    assert step.scale.loudness == "right"


def test_a_microphone_that_overdrives_is_told_to_be_turned_down(card: FirstRunCard, devices: SoundInUse) -> None:
    step = microphone(card)
    step.open.click()
    for _ in range(HEARD_REPORTS):
        devices.hear(LevelChanged(1.0, 0.0))
    assert step.scale.loudness == "loud"
    assert "loud" in step.verdict.sentence.text()


def test_a_microphone_of_zeros_is_explained_with_the_way_to_its_page(
    card: FirstRunCard, devices: SoundInUse, pages_opened: list[str]
) -> None:
    step = microphone(card)
    step.open.click()
    devices.take_blank(MicrophoneBlank(True))
    assert step.verdict.sentence.text() == sentence()
    assert "System Settings" in step.verdict.detail.text()
    step.show_where.click()
    assert pages_opened == [MAC_PAGE]
    devices.take_blank(MicrophoneBlank(False))
    assert said(step) == "plain"


def test_each_system_has_its_own_way_out_of_the_silence() -> None:
    assert len({where(platform) for platform in ("darwin", "win32", "linux")}) == 3
    assert where("win32")[1] == WINDOWS_PAGE
    assert where("linux")[1] == ""


def test_without_a_microphone_it_says_so_until_one_is_plugged_in(card: FirstRunCard, devices: SoundInUse) -> None:
    step = microphone(card)
    devices.take(DevicesChanged(None, "Speakers", (), ("Speakers",)))
    assert not step.open.isEnabled()
    assert said(step) == "bad"
    devices.take(DevicesChanged("Headset", "Speakers", ("Headset",), ("Speakers",)))
    assert step.open.isEnabled()
    assert said(step) == "plain"


def test_a_microphone_that_cannot_be_opened_says_why(card: FirstRunCard, devices: SoundInUse) -> None:
    step = microphone(card)
    step.open.click()
    devices.tried.emit(SoundTried("over", trouble="Another program has it."))
    assert not step.open.isChecked()
    assert step.verdict.sentence.text() == "Another program has it."


def test_two_notes_are_played_and_asked_about(card: FirstRunCard, devices: SoundInUse, tests: Any) -> None:
    card.go(1)
    step = speaker(card)
    step.play.click()
    assert tests.asked == ["play"]
    assert not step.play.isEnabled()
    devices.tried.emit(SoundTried("playing"))
    devices.tried.emit(SoundTried("over"))
    assert step.yes.isVisible()
    step.no.click()
    assert said(step) == "bad"
    step.play.click()
    devices.tried.emit(SoundTried("over"))
    step.yes.click()
    assert said(step) == "well"


def test_openai_answers_only_once_its_key_is_kept(card: FirstRunCard, desk: CloudDesk, model: PreferencesModel) -> None:
    card.go(2)
    step = mind(card)
    step.there.click()
    assert step.key.isVisible()
    assert model.value("cloud") is False
    desk.account = AccountState(host="api.openai.com", hint="…abcd", kept_in="keyring", accepted=True)
    desk.account_changed.emit()
    assert model.value("cloud") is True
    step.here.click()
    assert model.value("cloud") is False


def test_a_key_that_was_refused_leaves_the_talk_here(
    card: FirstRunCard, desk: CloudDesk, model: PreferencesModel
) -> None:
    card.go(2)
    mind(card).there.click()
    desk.account = AccountState(host="api.openai.com", hint="…abcd", kept_in="keyring", accepted=False)
    desk.account_changed.emit()
    assert model.value("cloud") is False


@pytest.mark.parametrize("at", range(5))
def test_every_control_of_a_step_has_a_name(card: FirstRunCard, at: int) -> None:
    card.go(at)
    kinds = (QAbstractButton, QComboBox, QLineEdit)
    controls = [w for kind in kinds for w in card.findChildren(kind) if w.isVisible() and w.focusPolicy()]
    assert [w for w in controls if not w.accessibleName()] == []


@pytest.mark.parametrize("size", [(730, 800), (556, 650)])
@pytest.mark.parametrize("factor", [1.0, 1.6])
def test_next_and_skip_stay_in_the_card(
    card: FirstRunCard, stage: QWidget, appearance: Appearance, size: tuple[int, int], factor: float
) -> None:
    appearance.set_text_factor(factor)
    stage.resize(*size)
    for at in range(5):
        card.go(at)
        layout = card.layout()
        assert layout is not None
        layout.activate()
        for button in (card.skip, card.next):
            box = button.geometry()
            assert card.rect().contains(box)
        assert not card.skip.geometry().intersects(card.back.geometry())
