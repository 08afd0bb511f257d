"""The page of microphone and speaker: which are used, how they sound, echo, and how long a pause is waited for."""

from __future__ import annotations

from PySide6.QtCore import QObject

from wanderlust.ui.preferences.choice_box import choice
from wanderlust.ui.preferences.device_box import DeviceBox, Kind
from wanderlust.ui.preferences.page import MakeControl, Page, Section, Setting
from wanderlust.ui.preferences.sound_check import SoundCheck
from wanderlust.ui.preferences.sound_in_use import SoundInUse
from wanderlust.ui.preferences.switch import switch


class SoundPage(Page):
    """Devices, echo control, pace of turns."""

    def __init__(self, devices: SoundInUse, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._devices = devices
        shown = (
            Setting(
                self.tr("Microphone"),
                self.tr("Works at once. While the one you choose is away, I use the system's own."),
                self._box("microphone"),
                "microphone",
                self.tr("device input choose"),
            ),
            Setting(
                self.tr("Speaker"),
                self.tr("Works at once, also in the middle of an answer."),
                self._box("speaker"),
                "speaker",
                self.tr("device output headphones choose"),
            ),
            Setting(
                self.tr("Try it"),
                self.tr("The bars show what I hear while this page is open. Nothing of it is kept or sent."),
                lambda look, _model: SoundCheck(look, devices),
                words=self.tr("test level volume meter loud hear yourself"),
                below=True,
            ),
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
                self.tr("Sound cues"),
                self.tr("Short tones when the microphone opens or closes, while I think, and when something is lost."),
                switch("cues"),
                "cues",
                self.tr("earcon beep tone signal blind eyes"),
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

    def _box(self, kind: Kind) -> MakeControl:
        return lambda look, model: DeviceBox(look, model, self._devices, kind)
