"""The page of microphone and speaker: which are in use, echo, and how long a pause is waited for."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.preferences.choice_box import choice
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.page import MakeControl, Page, Section, Setting
from wanderlust.ui.preferences.switch import switch
from wanderlust.ui.preferences.words import Words


class SoundInUse(QObject):
    """The names of the devices in use; empty where there is none.

    Signals:
        changed: Another device is in use.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.microphone = self.speaker = ""

    def take(self, microphone: str | None, speaker: str | None) -> None:
        """These are in use now."""
        self.microphone, self.speaker = microphone or "", speaker or ""
        self.changed.emit()


class SoundPage(Page):
    """Devices, echo control, pace of turns."""

    def __init__(self, devices: SoundInUse, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._devices = devices
        chosen = self.tr("The system chooses it; I follow at once when you plug in another.")
        shown = (
            Setting(self.tr("Microphone in use"), chosen, self._shows("microphone"), words=self.tr("device input")),
            Setting(self.tr("Speaker in use"), chosen, self._shows("speaker"), words=self.tr("device output")),
        )
        echoes = (
            ("auto", self.tr("On, but not with headphones")),
            ("on", self.tr("Always on")),
            ("off", self.tr("Off")),
        )
        paces = (
            ("patient", self.tr("Patient: I pause a lot")),
            ("usual", self.tr("Usual")),
            ("quick", self.tr("Quick: answer at once")),
        )
        talking = (
            Setting(
                self.tr("Pauses while you talk"),
                self.tr("How long I wait before I take a pause for the end of what you say."),
                choice("pace", paces),
                "pace",
                self.tr("slow speaker patient patience silence turn wait interrupt"),
            ),
            Setting(
                self.tr("I wear a headset"),
                self.tr("The microphone is near your mouth, so less has to be filtered."),
                switch("headset"),
                "headset",
                self.tr("noise reduction near far microphone"),
            ),
            Setting(
                self.tr("Echo control"),
                self.tr("Takes my voice out of what I hear. When it is off, I do not listen while I speak."),
                choice("echo", echoes),
                "echo",
                self.tr("feedback headphones cancellation noise"),
            ),
        )
        self.describe(
            "sound",
            self.tr("Microphone and speaker"),
            self.tr("What I hear you with, and when I answer."),
            "microphone",
            (Section(self.tr("Devices"), shown), Section(self.tr("Talking"), talking)),
        )

    def _shows(self, which: str) -> MakeControl:
        def make(appearance: Appearance, _model: PreferencesModel) -> QWidget:
            words = Words(appearance, "label")

            def follow() -> None:
                words.setText(getattr(self._devices, which) or self.tr("None"))

            self._devices.changed.connect(follow)
            follow()
            return words

        return make
