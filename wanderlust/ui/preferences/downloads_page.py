"""The page of downloads: what there is, what it weighs and under which licence, brought and removed one by one."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wanderlust.domain.packs import PackEnded, PackEvent, PackFailed, PackInfo, PackProgress, PacksListed
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.pack_row import PackRow
from wanderlust.ui.preferences.page import Page, Section, Setting
from wanderlust.ui.preferences.words import Words


class Library(Protocol):
    """Lists, brings and removes packs away from the GUI thread; what comes of it arrives through ``Downloads``."""

    def refresh(self) -> None: ...

    def install(self, name: str) -> None: ...

    def stop(self, name: str) -> None: ...

    def remove(self, name: str) -> None: ...


class Downloads(QObject):
    """The packs as the window knows them.

    Signals:
        listed: There is a new list.
        moved: This pack's download goes on, ended, or failed.
    """

    listed = Signal()
    moved = Signal(str)
    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library: Library | None = None
        self.packs: tuple[PackInfo, ...] = ()
        self.progress: dict[str, PackProgress] = {}
        self.failures: dict[str, PackFailed] = {}
        self._posted.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def post(self, event: PackEvent) -> None:
        """Take an event, from any thread."""
        self._posted.emit(event)

    def refresh(self) -> None:
        """Have the packs listed anew."""
        if self.library is not None:
            self.library.refresh()

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
            case PacksListed(packs):
                self.packs = packs
                self.listed.emit()


class PackList(QWidget):
    """The packs of one kind, one under the other.

    Args:
        needed: Those that Wanderlust cannot do without, or the others.
    """

    def __init__(self, appearance: Appearance, downloads: Downloads, *, needed: bool) -> None:
        super().__init__()
        self._look, self._downloads, self._needed = appearance, downloads, needed
        self.rows: dict[str, PackRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self._waiting = Words(appearance, "caption", self.tr("I look what is there."), self, ink="ink2")
        self._column.addWidget(self._waiting)
        downloads.listed.connect(self._follow)
        downloads.moved.connect(self._move)
        self._follow()

    def _follow(self) -> None:
        packs = [pack for pack in self._downloads.packs if pack.needed is self._needed]
        self._waiting.setVisible(not packs)
        for name in [name for name in self.rows if name not in {pack.name for pack in packs}]:
            self.rows.pop(name).deleteLater()
        for pack in packs:
            if pack.name not in self.rows:
                row = self.rows[pack.name] = PackRow(self._look, pack, self)
                row.install_wanted.connect(self._downloads.install)
                row.stop_wanted.connect(self._downloads.stop)
                row.removal_confirmed.connect(self._downloads.remove)
                self._column.addWidget(row)
            self.rows[pack.name].show_pack(pack)
            self._move(pack.name)

    def _move(self, name: str) -> None:
        if name in self.rows:
            downloads = self._downloads
            self.rows[name].show_course(downloads.progress.get(name), downloads.failures.get(name))


class DownloadsPage(Page):
    """What can be downloaded, and what was."""

    def __init__(self, downloads: Downloads, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._downloads = downloads

        def packs(needed: bool) -> Section:
            title = self.tr("What I run on") if needed else self.tr("What I can do more with")
            line = (
                self.tr("Without these I cannot hear, understand or speak.")
                if needed
                else self.tr("Fetched only when you ask. You can remove them again.")
            )

            def make(appearance: Appearance, _model: PreferencesModel) -> QWidget:
                return PackList(appearance, downloads, needed=needed)

            words = self.tr("packs install remove disk voices models storage licence license")
            return Section("", (Setting(title, line, make, words=words, below=True),))

        self.describe(
            "downloads",
            self.tr("Downloads"),
            self.tr("Voices and models on this computer: their size, their licence, and room for more."),
            "download-simple",
            (packs(False), packs(True)),
        )

    def shown(self) -> None:
        """See :meth:`Page.shown`."""
        self._downloads.refresh()
