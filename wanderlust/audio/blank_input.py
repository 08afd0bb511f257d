"""Tells a microphone that was opened and has sent nothing but zeros: a switch or the system holds its sound back."""

from __future__ import annotations

from collections.abc import Callable

from wanderlust.audio.format import RATE, Samples

BLANK_SECONDS = 2.0
"""A working microphone in a quiet room differs from zero in its last bits at once. Bluetooth headsets send zeros for up
to a second while their link comes up."""


class BlankInput:
    """Follows one opening of a microphone; once it has sent anything at all, zeros mean only that nobody speaks.

    Args:
        tell: Gets True when only zeros have come for two seconds, and False when something came after all.
    """

    def __init__(self, tell: Callable[[bool], None]) -> None:
        self._tell = tell
        self._zeros = 0
        self._heard = False
        self._told = False

    def feed(self, samples: Samples) -> None:
        """Take samples as the device gave them, before anything is taken out of them."""
        if self._heard:
            return
        if samples.any():
            self._heard = True
            self.end()
            return
        self._zeros += len(samples)
        if not self._told and self._zeros >= BLANK_SECONDS * RATE:
            self._told = True
            self._tell(True)

    def end(self) -> None:
        """Say it no more: sound came, or the microphone was closed."""
        if self._told:
            self._told = False
            self._tell(False)
