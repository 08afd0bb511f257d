"""A trip as PDF without a window: the map is drawn where nobody sees it."""

from __future__ import annotations

import os
from collections.abc import Iterable

from PySide6.QtWidgets import QApplication

from wanderlust.assistant.trips.outlook import outlook_of, unknown_hours
from wanderlust.domain.trip.model import Trip
from wanderlust.domain.trip.outlook import TripsChanged
from wanderlust.settings.paths import Paths
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.map.basemap import Basemap
from wanderlust.ui.map.cities import City
from wanderlust.ui.map.paper_map import paper_map
from wanderlust.ui.trip.model import TripModel
from wanderlust.ui.trip.printed import printed


def print_trip(paths: Paths, trip: Trip, towns: Iterable[City]) -> bytes:
    """The bytes of a PDF with the map, on which these towns are named, and the days."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    look = Appearance(paths.resources, preference="light")
    model = TripModel()
    state = TripsChanged(((trip.id, trip.name),), trip, outlook_of(trip, unknown_hours))
    model.apply([state])
    days = model.routes()
    basemap = Basemap(paths.resources / "basemap" / "world.basemap")
    picture = paper_map(basemap, days, lambda paper: paper.set_cities(towns)) if days else None
    document = printed(trip, state.outlook, picture, look.font("body").family())
    application.processEvents()
    return document
