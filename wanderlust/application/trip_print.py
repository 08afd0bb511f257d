"""A trip as PDF without a window: the map is drawn where nobody sees it."""

from __future__ import annotations

import os

from PySide6.QtWidgets import QApplication

from wanderlust.assistant.trips.outlook import outlook_of, unknown_hours
from wanderlust.domain.trip.model import Trip
from wanderlust.domain.trip.outlook import TripsChanged
from wanderlust.settings.paths import Paths
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.map.basemap import Basemap
from wanderlust.ui.map.map_view import MapView
from wanderlust.ui.map.palette import MapPalette
from wanderlust.ui.map_stage import TRIP_ZOOM
from wanderlust.ui.trip.model import TripModel
from wanderlust.ui.trip.printed import printed

WIDTH, HEIGHT = 1000, 640


def print_trip(paths: Paths, trip: Trip) -> bytes:
    """The bytes of a PDF with the map and the days."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    look = Appearance(paths.resources, preference="light")
    model = TripModel()
    state = TripsChanged(((trip.id, trip.name),), trip, outlook_of(trip, unknown_hours))
    model.apply([state])
    view = MapView(Basemap(paths.resources / "basemap" / "world.basemap"), MapPalette.light())
    view.set_reduced_motion(True)
    view.resize(WIDTH, HEIGHT)
    view.set_trip(model.routes())
    points = [stop.point for day in model.routes() for stop in day.stops]
    view.fit(points, 48, TRIP_ZOOM)
    picture = view.grab().toImage() if points else None
    document = printed(trip, state.outlook, picture, look.font("body").family())
    view.deleteLater()
    application.processEvents()
    return document
