"""The second step: two notes, and whether they were heard."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from wanderlust.domain.events import SoundTried
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import Button
from wanderlust.ui.first_run.step import Step
from wanderlust.ui.first_run.verdict import Verdict
from wanderlust.ui.preferences.device_box import DeviceBox
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.sound_in_use import SoundInUse


class SpeakerStep(Step):
    """A button that plays, and two that answer."""

    def __init__(self, appearance: Appearance, model: PreferencesModel, devices: SoundInUse) -> None:
        super().__init__(
            appearance,
            self.tr("Speaker"),
            self.tr("Can you hear me?"),
            self.tr("Can you hear me?"),
            self.tr("I play two notes. Whatever I say can also be read."),
        )
        self._devices = devices
        self._playing = False
        self.box = DeviceBox(appearance, model, devices, "speaker")
        self.box.setAccessibleName(self.tr("Speaker"))
        self.play = Button(appearance, self.tr("Play a sound"), self, icon="speaker-high")
        self.verdict = Verdict(appearance, self)
        self.yes = Button(appearance, self.tr("Yes, I hear it"), self)
        self.no = Button(appearance, self.tr("No"), self)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.play, self.yes, self.no):
            row.addWidget(button)
        row.addStretch(1)
        self.column.addWidget(self.box)
        self.column.addLayout(row)
        self.column.addWidget(self.verdict)
        self.column.addStretch(1)
        self.play.clicked.connect(self._play)
        self.yes.clicked.connect(lambda: self._answered(True))
        self.no.clicked.connect(lambda: self._answered(False))
        devices.tried.connect(self._tried)
        devices.changed.connect(self._devices_changed)
        self._ask(False)
        self._devices_changed()

    def _devices_changed(self) -> None:
        there = bool(self._devices.speaker)
        self.play.setEnabled(there and not self._playing)
        if not there:
            self._ask(False)
            plug = self.tr("Answers come as text until you plug one in.")
            self.verdict.say("bad", self.tr("I found no speaker."), plug)
        elif self.verdict.kind == "bad" or not self.verdict.sentence.text():
            self.verdict.say("plain", self.tr("Nothing is playing."), self.tr("Turn the volume to where you like it."))

    def _play(self) -> None:
        if self._devices.tests is not None:
            self._playing = True
            self.play.setEnabled(False)
            self._ask(False)
            self._devices.tests.play()

    def _tried(self, tried: SoundTried) -> None:
        if not self._playing:
            return
        if tried.step == "playing":
            self.verdict.say("plain", self.tr("Two notes are playing."))
        elif tried.step == "over":
            self._playing = False
            self.play.setEnabled(bool(self._devices.speaker))
            if tried.trouble:
                self.verdict.say("bad", tried.trouble)
            else:
                self.verdict.say("plain", self.tr("Did you hear two notes?"))
                self._ask(True)

    def _answered(self, heard: bool) -> None:
        self._ask(False)
        if heard:
            self.verdict.say("well", self.tr("Good. You hear me."))
        else:
            other = self.tr("Choose another speaker above, or turn it up in the system's settings.")
            self.verdict.say("bad", self.tr("You heard nothing."), other)

    def _ask(self, asking: bool) -> None:
        self.yes.setVisible(asking)
        self.no.setVisible(asking)
