"""What the microphone hears now, and two buttons that try microphone and speaker."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from wanderlust.domain.events import SoundTried
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import Button
from wanderlust.ui.level_meter import LevelMeter
from wanderlust.ui.preferences.sound_in_use import SoundInUse
from wanderlust.ui.preferences.words import Words

SIDE_BY_SIDE = 130  # per cent of the usual text size at which both buttons fit the smallest window
AUDIBLE = 0.28  # of the meter's height: -45 dBFS, where speech begins


class SoundCheck(QWidget):
    """The level moves only while it is in sight: the microphone is open for it no longer than that."""

    def __init__(self, appearance: Appearance, devices: SoundInUse) -> None:
        super().__init__()
        self._look, self._devices = appearance, devices
        self._recorded = False
        self.level = LevelMeter(appearance, self)
        self.level.set_ink("pine")
        # In the order of Tab: what comes before the one that stands for the whole would be left out.
        self.hear = Button(appearance, self.tr("Hear yourself"), self, icon="microphone")
        self.play = Button(appearance, self.tr("Play a sound"), self, icon="speaker-high")
        self.status = Words(appearance, "caption", self.tr("Say something: the bars move."), self, ink="ink2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.level)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(8)
        self._buttons.addWidget(self.hear)
        self._buttons.addWidget(self.play)
        self._buttons.addStretch(1)
        column.addLayout(self._buttons)
        column.addWidget(self.status)
        self.setFocusProxy(self.hear)
        self.play.clicked.connect(lambda: self._try("play"))
        self.hear.clicked.connect(lambda: self._try("hear"))
        devices.level_changed.connect(self.level.push)
        devices.tried.connect(self._show)
        devices.changed.connect(self._allow)
        appearance.changed.connect(self._arrange)
        self._allow()
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._devices.watch(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._devices.watch(False)
        self.level.reset()

    def _arrange(self) -> None:
        large = self._look.px(100) > SIDE_BY_SIDE
        self._buttons.setDirection(QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight)

    def _try(self, which: str) -> None:
        if self._devices.tests is not None:
            self._recorded = which == "hear"
            self._allow(running=True)
            self.status.setText(self.tr("One moment."))
            if which == "play":
                self._devices.tests.play()
            else:
                self._devices.tests.hear_yourself()

    def _show(self, tried: SoundTried) -> None:
        self.status.set_ink("red" if tried.trouble else "ink2")
        match tried.step:
            case "recording":
                self.status.setText(self.tr("Say something now. I listen for three seconds."))
            case "playing":
                self.status.setText(self.tr("This is how it sounds."))
            case "over":
                self._allow()
                self.status.setText(tried.trouble or self._result(tried.loudest))

    def _result(self, loudest: float) -> str:
        if self._recorded and loudest < AUDIBLE:
            return self.tr("I heard nothing. Choose another microphone, or turn it up in the system's settings.")
        return self.tr("Heard nothing? Choose another speaker, or turn it up.")

    def _allow(self, running: bool = False) -> None:
        self.play.setEnabled(not running and bool(self._devices.speaker))
        self.hear.setEnabled(not running and bool(self._devices.speaker) and bool(self._devices.microphone))
