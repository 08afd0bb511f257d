"""Takes files of trips and tickets that are dropped on the window, and asks where to write one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from wanderlust.ui.picture_intake import SUFFIXES as PICTURES

READ = (".ics", ".gpx", ".kml", ".kmz", ".geojson", ".json", ".wander", ".pdf", ".pkpass")
WRITTEN = (".ics", ".gpx", ".kml", ".geojson", ".md", ".wander", ".pdf")


class FileIntake(QObject):
    """Watches a window for files of trips.

    Args:
        window: What they are dropped on.
        takes_pictures: Whether a picture dropped now is one of a ticket.

    Signals:
        came: Path of a file.
        picture_came: Path of a picture.
    """

    came = Signal(str)
    picture_came = Signal(str)

    def __init__(self, window: QWidget, takes_pictures: Callable[[], bool]) -> None:
        super().__init__(window)
        self._window, self._takes_pictures = window, takes_pictures
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and event.type() is QEvent.Type.DragEnter:
            if self._wanted(event.mimeData()):
                event.acceptProposedAction()
                return True
        elif isinstance(event, QDropEvent) and event.type() is QEvent.Type.Drop:
            paths = self._wanted(event.mimeData())
            if paths:
                event.acceptProposedAction()
                for path in paths:
                    self._take(path)
                return True
        return False

    def pick(self) -> None:
        """Have the traveller choose a file."""
        kinds = [*READ, *sorted(PICTURES)] if self._takes_pictures() else READ
        shown = self.tr("Trips and tickets ({kinds})").format(kinds=" ".join(f"*{kind}" for kind in kinds))
        dialog = QFileDialog(self._window, self.tr("Add from a file"), "", shown)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self._take(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask_where(self, name: str, suffix: str, take: Callable[[str], None]) -> None:
        """Have the traveller say where a file of this ending is to be written; ``take`` is given its path."""
        dialog = QFileDialog(self._window, self.tr("Write the trip"), f"{_file_name(name)}{suffix}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"*{suffix}")
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        dialog.fileSelected.connect(take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _wanted(self, data: QMimeData) -> list[Path]:
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        kinds = {*READ, *PICTURES} if self._takes_pictures() else set(READ)
        return [path for path in files if path.suffix.lower() in kinds]

    def _take(self, path: Path) -> None:
        signal = self.picture_came if path.suffix.lower() in PICTURES else self.came
        signal.emit(str(path))


def _file_name(name: str) -> str:
    """A trip's name as a file's, on every system."""
    return "".join("-" if char in '<>:"/\\|?*' or ord(char) < 32 else char for char in name).strip(" .")[:80]
