"""The way from one view to another: out, across and in again, as smooth as the eye can follow.

The curve is van Wijk and Nuij's "Smooth and efficient zooming and panning" (2003): of all ways it has the least
apparent motion. ``u`` is the way gone along the straight line, ``w`` the width of the view, both in world units.
"""

from __future__ import annotations

import math
from dataclasses import replace

from wanderlust.ui.map.viewport import Viewport

_RHO = 1.42  # how readily it zooms out; the paper's subjects settled on 1.42
SHORTEST_MS, LONGEST_MS = 450, 900
_LONG_WAY = 9.0  # path length from Lisbon to Kyoto at city zooms is about 9; it gets the longest time


class Flight:
    """Views between two ends; ``at(0)`` is the start and ``at(1)`` the end."""

    def __init__(self, start: Viewport, end: Viewport) -> None:
        self.start = start
        self.end = end
        self._w0, self._w1 = start.width / start.scale, end.width / end.scale
        self._dx, self._dy = end.x - start.x, end.y - start.y
        self._u1 = math.hypot(self._dx, self._dy)
        if self._u1 < 1e-9 + 1e-6 * min(self._w0, self._w1):
            self._u1 = 0.0
            self.length = abs(math.log(self._w1 / self._w0)) / _RHO
            return
        w0, w1, u1 = self._w0, self._w1, self._u1
        b0 = (w1 * w1 - w0 * w0 + _RHO**4 * u1 * u1) / (2 * w0 * _RHO**2 * u1)
        b1 = (w1 * w1 - w0 * w0 - _RHO**4 * u1 * u1) / (2 * w1 * _RHO**2 * u1)
        self._r0, r1 = -math.asinh(b0), -math.asinh(b1)
        self.length = (r1 - self._r0) / _RHO

    @property
    def duration_ms(self) -> int:
        """From 450 ms for a hop to 900 ms across the world."""
        return round(SHORTEST_MS + (LONGEST_MS - SHORTEST_MS) * min(1.0, self.length / _LONG_WAY))

    def at(self, fraction: float) -> Viewport:
        """The view after a fraction (0 to 1) of the way."""
        if fraction <= 0:
            return self.start
        if fraction >= 1:
            return self.end
        s = fraction * self.length
        if self._u1 == 0.0:
            sign = 1.0 if self._w1 > self._w0 else -1.0
            width, gone = self._w0 * math.exp(sign * _RHO * s), fraction
        else:
            r = self._r0
            width = self._w0 * math.cosh(r) / math.cosh(r + _RHO * s)
            way = self._w0 / _RHO**2 * (math.cosh(r) * math.tanh(_RHO * s + r) - math.sinh(r))
            gone = way / self._u1
        zoom = math.log2(self.start.width / (256 * width))
        x, y = self.start.x + self._dx * gone, self.start.y + self._dy * gone
        return replace(self.start, x=x, y=y, zoom=zoom).settled()

    def widest(self) -> Viewport:
        """The view of the whole way that shows most."""
        return min((self.at(i / 16) for i in range(17)), key=lambda view: view.zoom)

    def waypoints(self) -> tuple[Viewport, ...]:
        """Views worth painting ahead: the widest, two on the way down, and the end."""
        return self.widest(), self.at(0.7), self.at(0.85), self.end
