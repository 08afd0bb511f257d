"""The packs as the window of settings knows them, and what it asks of whoever brings and removes them."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal

from wanderlust.domain.packs import (
    LANGUAGE_LIST,
    PackEnded,
    PackEvent,
    PackFailed,
    PackInfo,
    PackProgress,
    PacksListed,
)


class Library(Protocol):
    """Lists, brings and removes packs away from the GUI thread; what comes of it arrives through ``Downloads``."""

    def refresh(self) -> None: ...

    def fetch_languages(self) -> None: ...

    def install(self, name: str) -> None: ...

    def stop(self, name: str) -> None: ...

    def remove(self, name: str) -> None: ...


class Downloads(QObject):
    """The packs as the window knows them.

    Signals:
        listed: There is a new list.
        moved: This pack's download goes on, ended, or failed.
        library_wanted: There is no library yet, and something is asked of it: whoever can make one does.
    """

    listed = Signal()
    moved = Signal(str)
    library_wanted = Signal()
    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library: Library | None = None
        self.packs: tuple[PackInfo, ...] = ()
        self.languages_of: datetime | None = None
        self.progress: dict[str, PackProgress] = {}
        self.failures: dict[str, PackFailed] = {}
        self._posted.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def post(self, event: PackEvent) -> None:
        """Take an event, from any thread."""
        self._posted.emit(event)

    def refresh(self) -> None:
        """Have the packs listed anew."""
        if self.library is None:
            self.library_wanted.emit()
        if self.library is not None:
            self.library.refresh()

    def fetch_languages(self) -> None:
        """Ask the mirror which languages there are."""
        if self.library is not None and LANGUAGE_LIST not in self.progress:
            self.failures.pop(LANGUAGE_LIST, None)
            self.progress[LANGUAGE_LIST] = PackProgress(LANGUAGE_LIST, 0, 0)
            self.moved.emit(LANGUAGE_LIST)
            self.library.fetch_languages()

    def install(self, name: str) -> None:
        """Begin a download, or go on with it."""
        if self.library is not None and name not in self.progress:
            size = next(pack.size for pack in self.packs if pack.name == name)
            self.failures.pop(name, None)
            self.progress[name] = PackProgress(name, 0, size)
            self.moved.emit(name)
            self.library.install(name)

    def stop(self, name: str) -> None:
        """Break a download off."""
        if self.library is not None:
            self.library.stop(name)

    def remove(self, name: str) -> None:
        """Delete a pack."""
        if self.library is not None:
            self.failures.pop(name, None)
            self.library.remove(name)

    def _take(self, event: PackEvent) -> None:
        match event:
            case PackProgress(name=name):
                if name in self.progress:
                    self.progress[name] = event
                    self.moved.emit(name)
            case PackFailed(name=name):
                self.progress.pop(name, None)
                self.failures[name] = event
                self.moved.emit(name)
            case PackEnded(name=name):
                self.progress.pop(name, None)
                self.moved.emit(name)
            case PacksListed(packs, languages_of):
                self.packs, self.languages_of = packs, languages_of
                self.listed.emit()
