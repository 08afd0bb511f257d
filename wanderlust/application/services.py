"""What the window and the headless ways in share: places, rates, the clock, and how the engine is started."""

from __future__ import annotations

import secrets
import sys
from dataclasses import dataclass

from wanderlust.application.place_service import PlaceService
from wanderlust.assistant.focus import Focus
from wanderlust.assistant.tool_dispatch import ToolDispatch
from wanderlust.assistant.tools.registry import standard_tools
from wanderlust.assistant.tools.tool import ToolContext
from wanderlust.realtime.engine_process import EngineProcess
from wanderlust.settings.paths import Paths
from wanderlust.store.trips import SqliteTrips
from wanderlust.travel.climate import BundledClimate
from wanderlust.travel.clock import SystemClock
from wanderlust.travel.countries import BundledCountries
from wanderlust.travel.currency import BundledRates

ENGINE_MODEL = "wanderlust-engine"


@dataclass(frozen=True, slots=True)
class Services:
    """The services of one run of the app."""

    paths: Paths
    clock: SystemClock
    places: PlaceService
    dispatch: ToolDispatch
    trips: SqliteTrips

    def close(self) -> None:
        self.places.close()
        self.trips.close()


def build_services(paths: Paths) -> Services:
    """Pick the implementations; raises DataMissing when a bundled table is damaged."""
    clock = SystemClock()
    places = PlaceService(paths.find("places.sqlite"))
    rates = BundledRates(paths.resources / "currency" / "rates.json")
    facts = paths.resources / "facts"
    trips = SqliteTrips(paths.conversations, clock.now)
    context = ToolContext(
        places, rates, clock, Focus(), BundledCountries(facts), BundledClimate(facts / "climate.npz"), trips
    )
    return Services(paths, clock, places, ToolDispatch(standard_tools(), context), trips)


def own_command(*arguments: str) -> list[str]:
    """How to start Wanderlust again in a process of its own, from source and frozen."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-m", "wanderlust", *arguments]


def engine_process() -> EngineProcess:
    """The embedded engine, not yet started."""
    # Idle OpenMP threads would otherwise spin and take the cores from the voice; read before the libraries load.
    return EngineProcess(own_command("engine"), {"OMP_WAIT_POLICY": "PASSIVE"})


def new_id(prefix: str) -> str:
    """An id for things we make on the wire: ``item_`` and 21 random characters."""
    return f"{prefix}_{secrets.token_urlsafe(16)[:21]}"
