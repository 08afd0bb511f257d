"""Pictures of the street map, unpacked and brought to the size of the screen on a thread of their own."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QImage

from wanderlust.domain.map_tiles import Tile
from wanderlust.ui.map.night import at_night

LARGEST_SIDE = 1024  # a piece has 256 or 512: a picture made to fill the memory is none


@dataclass(frozen=True, slots=True)
class Painted:
    """A piece ready to be copied.

    Attributes:
        tile: Which.
        image: In device pixels; null when the picture could not be read.
        night: Whether it was painted for the dark theme.
    """

    tile: Tile
    image: QImage
    night: bool


class TilePictures(QObject):
    """Signals:
    ready: A ``Painted``, on the window's thread.
    """

    ready = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: ThreadPoolExecutor | None = None
        self._jobs: dict[Tile, Future[None]] = {}
        self.ready.connect(self._delivered)

    @property
    def busy(self) -> bool:
        """Whether something is still being painted, or on its way from the thread."""
        return bool(self._jobs)

    def paint(self, tile: Tile, picture: bytes, wide: int, high: int, night: QColor | None) -> None:
        """Unpack a picture to ``wide`` by ``high`` device pixels; for the dark theme with the colour of its land."""
        before = self._jobs.get(tile)
        if before is not None:
            before.cancel()
        self._thread = self._thread or ThreadPoolExecutor(1, "street map")
        self._jobs[tile] = self._thread.submit(self._work, tile, picture, wide, high, night)

    def keep_only(self, tiles: set[Tile]) -> None:
        """What has left the view is not painted any more."""
        self._jobs = {tile: job for tile, job in self._jobs.items() if tile in tiles or not job.cancel()}

    def close(self) -> None:
        """Paint nothing more, and wait for what is under way."""
        if self._thread is not None:
            self._thread.shutdown(wait=True, cancel_futures=True)
            self._thread = None

    def _delivered(self, painted: Painted) -> None:
        job = self._jobs.get(painted.tile)
        if job is not None and (job.done() or job.running()):
            del self._jobs[painted.tile]

    def _work(self, tile: Tile, picture: bytes, wide: int, high: int, night: QColor | None) -> None:
        self.ready.emit(Painted(tile, painted(picture, wide, high, night), night is not None))


def painted(picture: bytes, wide: int, high: int, night: QColor | None) -> QImage:
    """The picture unpacked, darkened and brought to a size; a null image when it cannot be read."""
    found = QImage.fromData(picture)
    if found.isNull() or max(found.width(), found.height()) > LARGEST_SIDE:
        return QImage()
    found = at_night(found, night) if night is not None else found.convertToFormat(QImage.Format.Format_RGB32)
    if (found.width(), found.height()) == (wide, high):
        return found
    smooth = Qt.TransformationMode.SmoothTransformation
    scaled = found.scaled(wide, high, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    return scaled.convertToFormat(QImage.Format.Format_RGB32)
