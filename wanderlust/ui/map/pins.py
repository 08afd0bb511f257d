"""Where pins, clusters and their names lie on the screen: sums only, no painting."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wanderlust.ui.map.labels import Box, Occupied, meet
from wanderlust.ui.map.viewport import Margins, Viewport, WorldPoint

RESTING_RADIUS, CHOSEN_RADIUS, CLUSTER_RADIUS = 13.5, 17.0, 18.0
TAIL = 1.62  # from the tip to the middle of the head, in radii
CLUSTER_WITHIN = 24.0  # resting pins nearer than this become one mark
NUMBER_REACH = 8.0  # half of two digits
BUBBLE_GAP = 5.0
WIDEST_BUBBLE = 220.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A pin, or a cluster of them.

    Attributes:
        x: World x of the tip, or of a cluster's middle.
        y: World y.
        pins: Indices of the pins it stands for.
        chosen: Whether it is the chosen pin, which never joins a cluster.
    """

    x: float
    y: float
    pins: tuple[int, ...]
    chosen: bool = False

    @property
    def cluster(self) -> bool:
        return len(self.pins) > 1

    @property
    def radius(self) -> float:
        if self.cluster:
            return CLUSTER_RADIUS
        return CHOSEN_RADIUS if self.chosen else RESTING_RADIUS

    @property
    def rise(self) -> float:
        """How far the middle of the head stands above the place."""
        return 0.0 if self.cluster else TAIL * self.radius

    def head(self, view: Viewport) -> tuple[float, float]:
        """Middle of the head on screen."""
        x, y = view.to_screen(view.nearest_copy((self.x, self.y)))
        return x, y - self.rise

    def box(self, view: Viewport) -> Box:
        """The box of head and tail on screen."""
        x, y = self.head(view)
        foot = self.radius if self.cluster else TAIL * self.radius
        return x - self.radius, y - self.radius, x + self.radius, y + foot

    def hit(self, view: Viewport, x: float, y: float) -> bool:
        """Whether a screen point lies on the mark; 3 pixels of grace for shaky hands."""
        head_x, head_y = self.head(view)
        if math.hypot(x - head_x, y - head_y) <= self.radius + 3:
            return True
        return not self.cluster and abs(x - head_x) <= 6 and head_y <= y <= head_y + TAIL * self.radius + 2


@dataclass(frozen=True, slots=True)
class Bubble:
    """A pin's name beside it: its mark, its text, and the offset of its upper left corner from the head."""

    mark: Mark
    text: str
    strong: bool
    dx: float
    dy: float
    width: float
    height: float

    def box(self, view: Viewport) -> Box:
        x, y = self.mark.head(view)
        return x + self.dx, y + self.dy, x + self.dx + self.width, y + self.dy + self.height


def marks(places: Sequence[WorldPoint], chosen: int | None, scale: float) -> list[Mark]:
    """Pins and clusters at a scale (pixels of the whole world), those further south, nearer to the eye, last.

    Each pin joins the first mark it is nearer to than 24 px, in the order of their numbers; so no two marks'
    first pins are nearer than that, and equal pins always give equal clusters. Then marks are joined of which one's
    head would lie over the number of another: a cluster's stands on its place, a pin's above it.
    """
    groups: list[list[int]] = []
    for index, (x, y) in enumerate(places):
        if index == chosen:
            continue
        for group in groups:
            other = places[group[0]]
            across = (x - other[0]) - round(x - other[0])
            if math.hypot(across, y - other[1]) * scale < CLUSTER_WITHIN:
                group.append(index)
                break
        else:
            groups.append([index])
    found = _unhidden(places, [_mark(places, group) for group in groups], scale)
    found.sort(key=lambda mark: (mark.y, -mark.pins[0]))
    if chosen is not None:
        found.append(Mark(*places[chosen], (chosen,), chosen=True))
    return found


def bubbles(
    shown: Sequence[Mark],
    names: Sequence[str],
    measure: Callable[[str, bool], tuple[float, float]],
    view: Viewport,
    covered: Margins,
    hovered: int | None,
) -> list[Bubble]:
    """Names of pins: always for the chosen and the hovered one, for the others where nothing is in the way."""
    taken = Occupied(mark.box(view) for mark in shown)
    alone = [mark for mark in shown if not mark.cluster]
    alone.sort(key=lambda mark: (not mark.chosen, mark.pins[0] != hovered, mark.pins[0]))
    found: list[Bubble] = []
    for mark in alone:
        name = names[mark.pins[0]]
        if not name:
            continue
        width, height = measure(name, mark.chosen)
        needed = mark.chosen or mark.pins[0] == hovered
        tries = [_beside(mark, name, width, height, right) for right in (True, False)]
        if needed:
            tries += [_above(mark, name, width, height), _below(mark, name, width, height)]
        roomy = [b for b in tries if _inside(b.box(view), view, covered)]
        free = [b for b in roomy if taken.free(b.box(view))]
        apart = [b for b in roomy if not any(meet(b.box(view), other.box(view)) for other in found)]
        if free or needed:
            best = (free or apart or roomy or tries)[0]
            taken.add(best.box(view))
            found.append(best)
    return found


def _unhidden(places: Sequence[WorldPoint], found: list[Mark], scale: float) -> list[Mark]:
    """Marks whose numbers can all be read."""
    joined = True
    while joined:
        joined = False
        for i, one in enumerate(found):
            over = [other for other in found[i + 1 :] if _hides(one, other, scale)]
            if over:
                group = sorted(index for mark in (one, *over) for index in mark.pins)
                found = [mark for mark in found if mark is not one and mark not in over]
                found.insert(i, _mark(places, group))
                joined = True
                break
    return found


def _hides(one: Mark, other: Mark, scale: float) -> bool:
    """Whether the head of one lies over the number of the other."""
    across = ((one.x - other.x) - round(one.x - other.x)) * scale
    down = (one.y - other.y) * scale - one.rise + other.rise
    reach = max(CLUSTER_WITHIN, max(one.radius, other.radius) + NUMBER_REACH)
    return across * across + down * down < reach * reach


def _mark(places: Sequence[WorldPoint], group: Sequence[int]) -> Mark:
    first = places[group[0]][0]
    xs = [places[i][0] - round(places[i][0] - first) for i in group]
    return Mark(sum(xs) / len(group), sum(places[i][1] for i in group) / len(group), tuple(group))


def _beside(mark: Mark, name: str, width: float, height: float, right: bool) -> Bubble:
    offset = mark.radius + BUBBLE_GAP
    return Bubble(mark, name, mark.chosen, offset if right else -offset - width, -height / 2, width, height)


def _above(mark: Mark, name: str, width: float, height: float) -> Bubble:
    return Bubble(mark, name, mark.chosen, -width / 2, -mark.radius - BUBBLE_GAP - height, width, height)


def _below(mark: Mark, name: str, width: float, height: float) -> Bubble:
    return Bubble(mark, name, mark.chosen, -width / 2, TAIL * mark.radius + BUBBLE_GAP, width, height)


def _inside(box: Box, view: Viewport, covered: Margins) -> bool:
    return (
        box[0] >= covered.left + 2
        and box[2] <= view.width - covered.right - 2
        and box[1] >= covered.top
        and box[3] <= view.height - covered.bottom
    )
