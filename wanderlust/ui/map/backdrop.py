"""The painted world behind the pins: square pictures kept for many zooms, painted ahead in short steps.

A *generation* is one zoom, kept as a whole number of 1/1024 steps. The picture for the very zoom on screen is
only copied when the map is dragged. Until it is ready, pictures of other generations stand in, scaled; the whole
world at zoom 2 is painted first and kept, so there is something to show everywhere.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterator

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPixmap, QRegion

from wanderlust.ui.map.basemap import Basemap
from wanderlust.ui.map.palette import MapPalette
from wanderlust.ui.map.tile_painter import TilePainter
from wanderlust.ui.map.viewport import WORLD_PX, ZOOM_STEPS, Viewport

SIDE = 256  # device pixels; a square is painted in 1 to 4 ms, over several steps
WORLD_GENERATION = 2 * ZOOM_STEPS
_COARSER = 2  # whole zooms by which the quick stand-in is coarser: a sixteenth of the squares
_SPARE = 50  # squares of 256 kB kept beyond those of the view, for the way back

Square = tuple[int, int, int]  # generation, column, row


class Backdrop:
    """Cached squares of the painted basemap.

    ``want`` says what is looked at, ``step`` paints a little of it, ``draw`` copies what there is.
    """

    def __init__(self, basemap: Basemap, palette: MapPalette, ratio: float) -> None:
        self._painter = TilePainter(basemap, palette)
        self._ratio = ratio
        self._ready: OrderedDict[Square, QPixmap] = OrderedDict()
        self._queue: list[Square] = []
        self._job: Iterator[None] | None = None
        self._job_square: Square = (0, 0, 0)
        self._job_picture = QPixmap()
        self._room = _SPARE
        self._world: frozenset[Square] = frozenset()

    def __len__(self) -> int:
        """Squares kept."""
        return len(self._ready)

    @property
    def pending(self) -> bool:
        """Whether something wanted is not painted yet."""
        return self._job is not None or bool(self._queue)

    def want(self, view: Viewport, *, exact: bool, ahead: tuple[Viewport, ...] = ()) -> None:
        """Queue what a view needs, most urgent first.

        Args:
            view: What is on screen.
            exact: Paint this very zoom too; false while the zoom still changes.
            ahead: Views a flight is going to reach.
        """
        wanted: list[Square] = list(self._squares(_whole(view, WORLD_GENERATION), WORLD_GENERATION, margin=0))
        self._world = frozenset(wanted)
        coarse = max(WORLD_GENERATION, (math.floor(view.zoom) - _COARSER) * ZOOM_STEPS)
        wanted += self._squares(view, coarse, margin=SIDE // 4)
        for other in ahead:
            closer = max(WORLD_GENERATION, (math.floor(other.zoom) - 1) * ZOOM_STEPS)
            wanted += self._squares(other, closer, margin=0)
        if exact:
            wanted += self._squares(view, generation_of(view), margin=0)
            wanted += self._squares(view, generation_of(view), margin=SIDE // 2)
        elif ahead:
            wanted += self._squares(ahead[-1], generation_of(ahead[-1]), margin=0)
        every = dict.fromkeys(wanted)
        self._room = len(every) + _SPARE
        self._queue = [square for square in every if square not in self._ready]
        if self._job is not None and self._job_square not in self._queue:
            self._job = None

    def step(self) -> bool:
        """Paint a little, at most about 2 ms; true when one more square can be shown."""
        if self._job is None:
            if not self._queue:
                return False
            self._start(self._queue[0])
            return False
        if next(self._job, self) is not self:
            return False
        self._job = None
        self._ready[self._job_square] = self._job_picture
        if self._job_square in self._queue:
            self._queue.remove(self._job_square)
        self._drop_old()
        return True

    def covers(self, view: Viewport) -> bool:
        """Whether every square of this very view is painted."""
        return all(square in self._ready for square in self._squares(view, generation_of(view), margin=0))

    def draw(self, painter: QPainter, view: Viewport) -> None:
        """Copy the view; the painter counts device pixels."""
        wide, high = round(view.width * self._ratio), round(view.height * self._ratio)
        frame = QRect(0, 0, wide, high)
        bare = QRegion(frame)
        layers: list[tuple[Square, QRect]] = []
        for generation in self._best_first(view):
            for square in self._squares(view, generation, margin=0):
                if square not in self._ready:
                    continue
                place = self._place(view, square)
                if bare.intersects(place):
                    layers.append((square, place))
                    bare -= QRegion(place)
                    self._ready.move_to_end(square)
            if bare.isEmpty():
                break
        if not bare.isEmpty():
            painter.fillRect(frame, self._painter.sea)
        exact = generation_of(view)
        for square, place in reversed(layers):
            if square[0] == exact:
                painter.drawPixmap(place.topLeft(), self._ready[square])
            else:
                visible = place.intersected(frame)
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, place.width() > SIDE // 2)
                painter.drawPixmap(visible, self._ready[square], _part(place, visible))

    def _start(self, square: Square) -> None:
        generation, column, row = square
        self._job_square = square
        self._job_picture = QPixmap(SIDE, SIDE)
        self._job_picture.fill(self._painter.sea)
        scale = self._scale(generation)
        self._job = self._painter.steps(self._job_picture, column * SIDE, row * SIDE, SIDE, scale, self._ratio)

    def _scale(self, generation: int) -> float:
        return WORLD_PX * math.exp2(generation / ZOOM_STEPS) * self._ratio

    def _squares(self, view: Viewport, generation: int, margin: int) -> Iterator[Square]:
        """Squares of a generation that meet the view and ``margin`` device pixels around, the middle first."""
        scale = self._scale(generation)
        grow = margin / scale
        half_x, half_y = view.width / view.scale / 2 + grow, view.height / view.scale / 2 + grow
        unit = scale / SIDE
        columns = range(math.floor((view.x - half_x) * unit), math.ceil((view.x + half_x) * unit))
        rows = range(max(0, math.floor((view.y - half_y) * unit)), math.ceil(min(1.0, view.y + half_y) * unit))
        middle_x, middle_y = view.x * unit - 0.5, view.y * unit - 0.5
        found = [(generation, column, row) for row in rows for column in columns]
        found.sort(key=lambda s: (s[1] - middle_x) ** 2 + (s[2] - middle_y) ** 2)
        return iter(found)

    def _place(self, view: Viewport, square: Square) -> QRect:
        """Where a square lies on screen, in whole device pixels, so that neighbours leave no gap."""
        generation, column, row = square
        scale = view.scale * self._ratio
        unit = SIDE / self._scale(generation) * scale
        left = round(view.width * self._ratio / 2 - view.x * scale)
        top = round(view.height * self._ratio / 2 - view.y * scale)
        x0, x1 = round(column * unit), round((column + 1) * unit)
        y0, y1 = round(row * unit), round((row + 1) * unit)
        return QRect(left + x0, top + y0, x1 - x0, y1 - y0)

    def _best_first(self, view: Viewport) -> list[int]:
        """Generations there are pictures of, the best match first; finer by more than 2 costs too many copies."""
        exact = generation_of(view)
        near = {square[0] for square in self._ready if square[0] - exact <= 2 * ZOOM_STEPS}
        # Shrinking a finer picture looks better than enlarging a coarser one by the same factor.
        return sorted(near, key=lambda g: g - exact if g >= exact else 2 * (exact - g))

    def _drop_old(self) -> None:
        for square in list(self._ready):
            if len(self._ready) <= self._room:
                return
            # Flights that go on eastward reach one copy of the world after another: only the present one is kept.
            if square not in self._world:
                del self._ready[square]


def generation_of(view: Viewport) -> int:
    """The generation painted for this very zoom."""
    return round(view.zoom * ZOOM_STEPS)


def _whole(view: Viewport, generation: int) -> Viewport:
    """The copy of the whole world around a view."""
    side = WORLD_PX * math.exp2(generation / ZOOM_STEPS)
    zoom = generation / ZOOM_STEPS
    return Viewport(x=math.floor(view.x) + 0.5, y=0.5, zoom=zoom, width=side, height=side)


def _part(place: QRect, visible: QRect) -> QRect:
    """The part of a square's picture that is shown in ``visible``, when it fills ``place``."""
    across, down = SIDE / place.width(), SIDE / place.height()
    left, top = (visible.x() - place.x()) * across, (visible.y() - place.y()) * down
    right, bottom = left + visible.width() * across, top + visible.height() * down
    x0, y0 = math.floor(left), math.floor(top)
    return QRect(x0, y0, max(1, math.ceil(right) - x0), max(1, math.ceil(bottom) - y0))
