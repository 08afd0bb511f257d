"""What is tried in the settings, handed to the worker that has the sound."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class TrialDesk:
    """Fills the settings' ``SoundTests``: hands what is asked in the window to the worker.

    Args:
        order: Has the trial of the worker do something.
    """

    def __init__(self, order: Callable[[Callable[[Any], Any]], None]) -> None:
        self._order = order

    def watch(self, on: bool) -> None:
        self._order(lambda trial: trial.watch(on))

    def play(self) -> None:
        self._order(lambda trial: trial.play())

    def hear_yourself(self) -> None:
        self._order(lambda trial: trial.hear_yourself())
