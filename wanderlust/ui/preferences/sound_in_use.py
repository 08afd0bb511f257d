"""Microphone and speaker as the settings see them: which are in use, which could be, and how a trial goes."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Signal

from wanderlust.domain.events import DevicesChanged, LevelChanged, MicrophoneBlank, SoundTried


class SoundTests(Protocol):
    """Tries the devices; answers come as ``SoundTried``."""

    def watch(self, on: bool) -> None:
        """Keep the microphone open for its level, or no longer."""
        ...

    def play(self) -> None:
        """Play a short sound."""
        ...

    def hear_yourself(self) -> None:
        """Record a few seconds and play them back."""
        ...


class SoundInUse(QObject):
    """The names of the devices in use, empty where there is none, and of all there are.

    Signals:
        changed: Other devices are in use, or there.
        level_changed: How loud the microphone is, 0 to 1; only while somebody watches.
        blank_changed: The open microphone sends only zeros, or no longer; see ``blank``.
        tried: A trial began, goes on or is over.
    """

    changed = Signal()
    level_changed = Signal(float)
    blank_changed = Signal()
    tried = Signal(SoundTried)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tests: SoundTests | None = None
        self.microphone = self.speaker = ""
        self.microphones: tuple[str, ...] = ()
        self.speakers: tuple[str, ...] = ()
        self.blank = False
        self._watched = False

    def take(self, event: DevicesChanged) -> None:
        """These are in use now."""
        self.microphone, self.speaker = event.microphone or "", event.speaker or ""
        self.microphones, self.speakers = event.microphones, event.speakers
        self.changed.emit()

    def hear(self, event: LevelChanged) -> None:
        """It is so loud now."""
        if self._watched:
            self.level_changed.emit(event.microphone)

    def take_blank(self, event: MicrophoneBlank) -> None:
        """It sends only zeros now, or no longer."""
        self.blank = event.blank
        self.blank_changed.emit()

    def watch(self, on: bool) -> None:
        """Tell of the level from now on, or no longer."""
        if on != self._watched:
            self._watched = on
            if self.tests is not None:
                self.tests.watch(on)
