"""The map of a trip as a picture for paper: light, without what is done on a screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QImage

from wanderlust.ui.map.basemap import Basemap
from wanderlust.ui.map.map_canvas import MapCanvas
from wanderlust.ui.map.palette import MapPalette
from wanderlust.ui.map.trip_routes import DayRoute

WIDTH, HEIGHT = 1000, 600
CLOSEST = 13.0  # a town fills the picture; the bundled map knows no more of it


def paper_map(basemap: Basemap, days: Sequence[DayRoute], name_towns: Callable[[MapCanvas], None]) -> QImage:
    """Draw the days of a trip; takes some 0.2 s.

    Args:
        basemap: The world.
        days: At least one of them with a stop.
        name_towns: Gives the map its towns.
    """
    canvas = MapCanvas(basemap, MapPalette.light())
    name_towns(canvas)
    canvas.resize(WIDTH, HEIGHT)
    canvas.set_reduced_motion(True)
    canvas.set_trip(days)
    canvas.fit([stop.point for day in days for stop in day.stops], 56, CLOSEST)
    canvas.finish()
    image = canvas.grab().toImage()
    canvas.deleteLater()
    return image
