"""The first run over a model and devices that a test plays, in a stage of the size of the map."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from wanderlust.domain.events import DevicesChanged
from wanderlust.settings.preferences import Preferences
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.first_run.card import FirstRunCard
from wanderlust.ui.first_run.language_step import LanguageStep
from wanderlust.ui.first_run.microphone_step import MicrophoneStep
from wanderlust.ui.first_run.mind_step import MindStep
from wanderlust.ui.first_run.privacy_step import PrivacyStep
from wanderlust.ui.first_run.speaker_step import SpeakerStep
from wanderlust.ui.preferences.cloud_desk import CloudDesk
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.sound_in_use import SoundInUse


class Asked:
    """Records what is asked of the devices."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def watch(self, on: bool) -> None:
        self.asked.append("open" if on else "close")

    def play(self) -> None:
        self.asked.append("play")

    def hear_yourself(self) -> None:
        self.asked.append("hear yourself")


@pytest.fixture
def model(qapp: object) -> PreferencesModel:
    return PreferencesModel(Preferences())


@pytest.fixture
def tests() -> Asked:
    return Asked()


@pytest.fixture
def devices(qapp: object, tests: Asked) -> SoundInUse:
    devices = SoundInUse()
    devices.tests = tests
    devices.take(DevicesChanged("Built-in", "Speakers", ("Built-in", "Headset"), ("Speakers",)))
    return devices


@pytest.fixture
def desk(qapp: object) -> CloudDesk:
    return CloudDesk()


@pytest.fixture
def pages_opened() -> list[str]:
    return []


@pytest.fixture
def stage(qtbot: QtBot) -> QWidget:
    stage = QWidget()
    stage.resize(730, 800)
    search = QLineEdit(stage)
    search.setObjectName("search")
    qtbot.addWidget(stage)
    stage.show()
    return stage


@pytest.fixture
def card(
    appearance: Appearance,
    model: PreferencesModel,
    devices: SoundInUse,
    desk: CloudDesk,
    stage: QWidget,
    pages_opened: list[str],
) -> FirstRunCard:
    """Open, at its first step, on a Mac."""
    card = FirstRunCard(
        appearance,
        (
            MicrophoneStep(appearance, model, devices, "darwin", pages_opened.append),
            SpeakerStep(appearance, model, devices),
            MindStep(appearance, model, desk),
            LanguageStep(appearance, model, ("en", "de", "fr")),
            PrivacyStep(appearance, model),
        ),
        stage,
    )
    card.open()
    return card
