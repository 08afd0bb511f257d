"""What part of the world a map shows: a centre, a zoom and a size, with the sums between world and screen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

WORLD_PX = 256  # side of the whole world at zoom 0, as web maps count zoom
MIN_ZOOM = 1.5
MAX_ZOOM = 14.0  # of the painted world, where the stops of a day come apart; a street map goes closer
ZOOM_STEPS = 1024  # zooms are kept on this grid so that a picture painted for one zoom fits it to the pixel

WorldPoint = tuple[float, float]
ScreenPoint = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Margins:
    """Pixels along the edges that something floats over."""

    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0


@dataclass(frozen=True, slots=True)
class Viewport:
    """A view of the world.

    Attributes:
        x: World x of the centre. It is not wrapped: a map dragged once around the world has moved by 1.
        y: World y of the centre, 0 at the north edge and 1 at the south edge of the Web Mercator square.
        zoom: The world is ``256 * 2 ** zoom`` logical pixels wide.
        width: Logical pixels.
        height: Logical pixels.
        closest: The greatest zoom it can have.
    """

    x: float = 0.5
    y: float = 0.4
    zoom: float = 2.0
    width: float = 1000
    height: float = 700
    closest: float = MAX_ZOOM

    @property
    def scale(self) -> float:
        """Logical pixels from one world edge to the other."""
        return WORLD_PX * math.exp2(self.zoom)

    @property
    def least_zoom(self) -> float:
        """The zoom at which the world just fills the height, so that no void shows above or below."""
        fills = math.log2(max(1.0, self.height) / WORLD_PX)
        return max(MIN_ZOOM, math.ceil(fills * ZOOM_STEPS) / ZOOM_STEPS)

    def to_screen(self, point: WorldPoint) -> ScreenPoint:
        """Logical pixels from the upper left corner, in this very copy of the world."""
        scale = self.scale
        return (point[0] - self.x) * scale + self.width / 2, (point[1] - self.y) * scale + self.height / 2

    def to_world(self, point: ScreenPoint) -> WorldPoint:
        scale = self.scale
        return self.x + (point[0] - self.width / 2) / scale, self.y + (point[1] - self.height / 2) / scale

    def nearest_copy(self, point: WorldPoint) -> WorldPoint:
        """The copy of a point, one world apart from the next, that lies nearest to the centre."""
        return point[0] + round(self.x - point[0]), point[1]

    def settled(self) -> Viewport:
        """This view with the zoom inside its range and the poles outside the window."""
        zoom = min(self.closest, max(self.least_zoom, round(self.zoom * ZOOM_STEPS) / ZOOM_STEPS))
        half = self.height / 2 / (WORLD_PX * math.exp2(zoom))
        y = 0.5 if half >= 0.5 else min(1 - half, max(half, self.y))
        return replace(self, zoom=zoom, y=y)

    def panned(self, dx: float, dy: float) -> Viewport:
        """The view after dragging the world by (dx, dy) logical pixels."""
        return replace(self, x=self.x - dx / self.scale, y=self.y - dy / self.scale).settled()

    def zoomed(self, zoom: float, about: ScreenPoint) -> Viewport:
        """The view at another zoom in which the same place lies under the screen point ``about``."""
        kept = self.to_world(about)
        zoom = replace(self, zoom=zoom).settled().zoom
        scale = WORLD_PX * math.exp2(zoom)
        x = kept[0] - (about[0] - self.width / 2) / scale
        y = kept[1] - (about[1] - self.height / 2) / scale
        return replace(self, x=x, y=y, zoom=zoom).settled()

    def centred(self, point: WorldPoint, zoom: float, covered: Margins) -> Viewport:
        """The view that has a point in the middle of what is not covered, by the shorter way around."""
        zoom = replace(self, zoom=zoom).settled().zoom
        scale = WORLD_PX * math.exp2(zoom)
        x, y = self.nearest_copy(point)
        return replace(
            self,
            x=x - (covered.left - covered.right) / 2 / scale,
            y=y - (covered.top - covered.bottom) / 2 / scale,
            zoom=zoom,
        ).settled()

    def fitted(self, points: Sequence[WorldPoint], covered: Margins, closest: float) -> Viewport:
        """The view that shows all points inside what is not covered, at most at zoom ``closest``."""
        left, right = shortest_span([p[0] for p in points])
        top, bottom = min(p[1] for p in points), max(p[1] for p in points)
        free_width = max(40.0, self.width - covered.left - covered.right)
        free_height = max(40.0, self.height - covered.top - covered.bottom)
        need = max((right - left) / free_width, (bottom - top) / free_height)
        zoom = closest if need <= 0 else min(closest, math.log2(1 / (need * WORLD_PX)))
        return self.centred(((left + right) / 2, (top + bottom) / 2), zoom, covered)


def shortest_span(xs: Sequence[float]) -> tuple[float, float]:
    """West and east end of the shortest stretch that holds all world x, across the date line if shorter."""
    wrapped = sorted(x % 1.0 for x in xs)
    gaps = [(b - a, b) for a, b in zip(wrapped, [*wrapped[1:], wrapped[0] + 1], strict=True)]
    gap, start = max(gaps)
    start %= 1.0
    return start, start + 1 - gap
