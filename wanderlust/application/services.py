"""What the window and the headless ways in share: places, rates, the clock, and how the engine is started."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from wanderlust.application.interpreter_at_hand import InterpreterAtHand
from wanderlust.application.online import Online, OnlinePlaces
from wanderlust.application.own_command import own_command
from wanderlust.application.phrase_service import phrasebook_translator
from wanderlust.application.place_service import PlaceService
from wanderlust.application.translation import InstalledModels
from wanderlust.application.translator import EngineTranslator
from wanderlust.assistant.focus import Focus
from wanderlust.assistant.ports import CallProposals
from wanderlust.assistant.tool_dispatch import ToolDispatch
from wanderlust.assistant.tools.registry import standard_tools
from wanderlust.assistant.tools.tool import ToolContext
from wanderlust.assistant.translating import InTurn
from wanderlust.assistant.trips.desk import TripDesk
from wanderlust.domain.points import Openness
from wanderlust.realtime.engine_process import EngineProcess
from wanderlust.settings.paths import Paths
from wanderlust.store.trips import SqliteTrips
from wanderlust.travel.climate import BundledClimate
from wanderlust.travel.clock import SystemClock
from wanderlust.travel.countries import BundledCountries
from wanderlust.travel.currency import BundledRates
from wanderlust.travel.foreign_names import read_foreign_names

__all__ = ["ENGINE_MODEL", "Services", "build_services", "engine_process", "new_id", "own_command"]

ENGINE_MODEL = "wanderlust-engine"


@dataclass(frozen=True, slots=True)
class Services:
    """The services of one run of the app."""

    paths: Paths
    clock: SystemClock
    places: PlaceService
    online: Online
    dispatch: ToolDispatch
    trips: TripDesk
    trip_store: SqliteTrips
    translator: EngineTranslator
    interpreting: InterpreterAtHand

    def close(self) -> None:
        self.online.close()
        self.places.close()
        self.trip_store.close()


def build_services(
    paths: Paths, calls: CallProposals | None = None, environment: Mapping[str, str] = os.environ
) -> Services:
    """Pick the implementations; with ``calls`` the talk may propose telephone calls.

    ``WANDERLUST_OFFLINE=1`` in the environment keeps this run from asking the internet, whatever is wished.

    Raises:
        DataMissing: A bundled table is damaged.
    """
    clock = SystemClock()
    places = PlaceService(paths.find("places.sqlite"))
    rates = BundledRates(paths.resources / "currency" / "rates.json")
    facts = paths.resources / "facts"
    trip_store = SqliteTrips(paths.conversations, clock.now)
    trips = TripDesk(trip_store, clock, new_id, _read_hours)
    interpreting = InterpreterAtHand()
    translator = EngineTranslator(InstalledModels(paths))
    barred = environment.get("WANDERLUST_OFFLINE", "") not in ("", "0")
    online = Online(paths, clock, places, barred)
    context = ToolContext(
        OnlinePlaces(places, online),
        rates,
        clock,
        Focus(),
        BundledCountries(facts),
        BundledClimate(facts / "climate.npz"),
        trips,
        names=read_foreign_names(facts / "names.json"),
        # The surer first: what the phrasebook knows was written for travellers.
        translator=InTurn((phrasebook_translator(paths.resources / "phrases", places), translator)),
        interpreter=interpreting,
        calls=calls,
        online=online,
    )
    dispatch = ToolDispatch(standard_tools(calls is not None), context)
    return Services(paths, clock, places, online, dispatch, trips, trip_store, translator, interpreting)


def engine_process(llm: str = "off") -> EngineProcess:
    """The embedded engine, not yet started; ``llm`` is what answers harder questions, see ``Preferences.brain``."""
    # All are read before the libraries load. Idle OpenMP threads would spin and take the cores from the voice; an
    # arena of memory for each thread that ever allocated held 160 of the engine's 620 MB after ten turns. oneDNN keeps
    # a program for each length of sound it ever met, up to 1,024: over an hour of recording that was 240 MB; with 32
    # a turn takes as long as before.
    command = own_command("engine", "--llm", llm)
    environment = {"OMP_WAIT_POLICY": "PASSIVE", "MALLOC_ARENA_MAX": "1", "ONEDNN_PRIMITIVE_CACHE_CAPACITY": "32"}
    return EngineProcess(command, environment)


def new_id(prefix: str) -> str:
    """An id for things we make on the wire: ``item_`` and 21 random characters."""
    return f"{prefix}_{secrets.token_urlsafe(16)[:21]}"


def _read_hours(
    hours: str, moment: datetime, zone: str, country: str, lat: float, lon: float
) -> tuple[Openness, datetime | None]:
    from wanderlust.web.opening import openness  # only a trip with opening hours is worth its import

    return openness(hours, moment, zone, country, lat, lon)
