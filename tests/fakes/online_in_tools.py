"""What tools reach when the internet is a bench on this computer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.fakes.online_bench import OnlineBench
from wanderlust.application.online import Online, OnlinePlaces
from wanderlust.application.place_service import PlaceService
from wanderlust.application.services import new_id
from wanderlust.assistant.focus import Focus
from wanderlust.assistant.tools.tool import ToolContext
from wanderlust.assistant.trips.desk import TripDesk
from wanderlust.settings.paths import Paths
from wanderlust.store.trips import SqliteTrips
from wanderlust.travel.climate import BundledClimate
from wanderlust.travel.countries import BundledCountries
from wanderlust.travel.currency import BundledRates
from wanderlust.travel.foreign_names import read_foreign_names
from wanderlust.web.services import WebServices

Make = Callable[[OnlineBench, object], WebServices]


@contextmanager
def context_over(paths: Paths, bench: OnlineBench, make: Make, folder: Path) -> Iterator[ToolContext]:
    """The real tables, with the services of a bench behind them."""
    table = paths.find("places.sqlite")
    assert table is not None, "run `make setup` first"
    places = PlaceService(table)
    online = Online(paths, bench.clock, places, web=make(bench, places))
    online.wish(True)
    trips = SqliteTrips(folder / "trip.sqlite", bench.clock.now)
    facts = paths.resources / "facts"
    try:
        yield ToolContext(
            OnlinePlaces(places, online),
            BundledRates(paths.resources / "currency" / "rates.json"),
            bench.clock,
            Focus(),
            BundledCountries(facts),
            BundledClimate(facts / "climate.npz"),
            TripDesk(trips, bench.clock, new_id),
            names=read_foreign_names(facts / "names.json"),
            online=online,
        )
    finally:
        trips.close()
        places.close()
