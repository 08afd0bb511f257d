"""Puts the open windows into another language at once, or after the call or the interpreter that is on the screen."""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from wanderlust.domain.events import DomainEvent, Notice, NoticeCleared
from wanderlust.ui.main_window import MainWindow
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.translations import WindowLanguage

TOPIC = "language"
LATER = "The window takes its new language when the call or the interpreter is over."


class LanguageSwitch(QObject):
    """Follows the preference ``window_language``.

    Args:
        language: What the app is in.
        preferences: What it is to be in.
        window: Told to build itself anew; never while a call or the interpreter is on the screen.
        say_anew: Builds every open window again.
        notify: Shows a notice.
    """

    def __init__(
        self,
        language: WindowLanguage,
        preferences: PreferencesModel,
        window: MainWindow,
        say_anew: Callable[[], None],
        notify: Callable[[DomainEvent], None],
    ) -> None:
        super().__init__(window)
        self._language, self._preferences, self._window = language, preferences, window
        self._say_anew, self._notify = say_anew, notify
        # Not in the signal of the box it was chosen in, which goes with its window.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._switch)
        self._waits = False
        preferences.changed.connect(self._changed)

    def _changed(self, name: str) -> None:
        if name == "window_language":
            self._soon.start()

    def look_again(self) -> None:
        """A call or the interpreter may be over."""
        if self._waits and not self._window.occupied:
            self._soon.start()

    def _switch(self) -> None:
        wanted = self._preferences.preferences.window_language
        if self._language.would_be(wanted) == self._language.code:
            self._forget_waiting()
        elif self._window.occupied:
            self._waits = True
            self._notify(Notice("info", LATER, "", TOPIC))
        else:
            self._forget_waiting()
            self._language.use(wanted)
            self._say_anew()
            if self._language.trouble:
                self._notify(Notice("warning", self._language.trouble, "", TOPIC))
            # What was kept out of the collections for a smooth talk has been replaced: let go of it, keep the new.
            gc.unfreeze()
            gc.collect()
            gc.freeze()

    def _forget_waiting(self) -> None:
        if self._waits:
            self._waits = False
            self._notify(NoticeCleared(TOPIC))
