"""Takes a picture that is pasted, dropped or picked, as the bytes it came in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QMimeData, QObject, Signal
from PySide6.QtGui import QClipboard, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".avif"})
LARGEST = 60_000_000  # bytes; what is larger is not read, as it would not be sent


class PictureIntake(QObject):
    """Watches a window for pictures that are dropped on it.

    Signals:
        came: A picture, as the bytes of its file.
        failed: A file that could not be read; carries the sentence.
    """

    came = Signal(bytes)
    failed = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and event.type() is QEvent.Type.DragEnter:
            if holds_picture(event.mimeData()):
                event.acceptProposedAction()
                return True
        elif isinstance(event, QDropEvent) and event.type() is QEvent.Type.Drop and self.take(event.mimeData()):
            event.acceptProposedAction()
            return True
        return False

    def paste(self) -> bool:
        """Take the picture in the clipboard; says whether there is one."""
        return self.take(QApplication.clipboard().mimeData(QClipboard.Mode.Clipboard))

    def pick(self) -> None:
        """Have the traveller choose a file."""
        kinds = " ".join(f"*{suffix}" for suffix in sorted(SUFFIXES))
        dialog = QFileDialog(
            self._window, self.tr("Choose a picture"), "", self.tr("Pictures ({kinds})").format(kinds=kinds)
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self._read(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take(self, data: QMimeData | None) -> bool:
        """Take the picture in what is carried; says whether there is one."""
        if data is None or not holds_picture(data):
            return False
        path = _file_of(data)
        if path is not None:
            self._read(path)
        else:
            image = data.imageData()
            if isinstance(image, QImage) and not image.isNull():
                self.came.emit(_as_png(image))
        return True

    def _read(self, path: Path) -> None:
        try:
            if path.stat().st_size > LARGEST:
                self.failed.emit(self.tr("{name} is larger than 60 MB. Send a smaller one.").format(name=path.name))
                return
            self.came.emit(path.read_bytes())
        except OSError as error:
            self.failed.emit(
                self.tr("I cannot read {name}: {reason}.").format(name=path.name, reason=error.strerror or error)
            )


def holds_picture(data: QMimeData) -> bool:
    """Whether a picture or a picture's file is carried."""
    return data.hasImage() or _file_of(data) is not None


def _file_of(data: QMimeData) -> Path | None:
    files = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return next((path for path in files if path.suffix.lower() in SUFFIXES), None)


def _as_png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
