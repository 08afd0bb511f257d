"""The preferences as the window works on them: one value at a time, each told when it changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from wanderlust.settings.preferences import Preferences


class PreferencesModel(QObject):
    """Holds the preferences of this run.

    Signals:
        changed: The field that has another value now.
    """

    changed = Signal(str)

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._usual = Preferences()

    @property
    def preferences(self) -> Preferences:
        return self._preferences

    def value(self, name: str) -> Any:
        """What a field of ``Preferences`` holds now."""
        return getattr(self._preferences, name)

    def set(self, name: str, value: Any) -> None:
        """Give a field another value; the same one again changes nothing."""
        if value != self.value(name):
            self._preferences = replace(self._preferences, **{name: value})
            self.changed.emit(name)

    def is_usual(self, name: str) -> bool:
        """Whether a field is as at the first start."""
        return bool(self.value(name) == getattr(self._usual, name))

    def reset(self, name: str) -> None:
        """Give a field back the value of the first start."""
        self.set(name, getattr(self._usual, name))

    def follow(self, name: str, show: Callable[[Any], None], owner: QObject) -> None:
        """Show a field's value now and whenever it changes, as long as ``owner`` lives."""

        def told(changed: str) -> None:
            if changed == name and isValid(owner):
                show(self.value(name))

        self.changed.connect(told)
        show(self.value(name))
