"""What the map asks for beside the talk: details of a place, the trip with its undo, and the choice of streets."""

from __future__ import annotations

import itertools
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.fakes.hand_clock import HandClock
from wanderlust.application.map_desk import MapDesk
from wanderlust.assistant.focus import Focus
from wanderlust.assistant.tool_dispatch import ToolRun
from wanderlust.assistant.tools.tool import ToolOutcome
from wanderlust.assistant.trips.desk import TripDesk
from wanderlust.domain.errors import WebFailed
from wanderlust.domain.events import DomainEvent, MapOffered, Notice, NoticeCleared, PlaceDetailsShown, PlacesShown
from wanderlust.domain.map_tiles import TileOffer
from wanderlust.domain.online import Provenance
from wanderlust.domain.place_details import PlaceDetails, PlaceSummary
from wanderlust.domain.places import Coordinates, Place, PlaceAnswer, PlaceMatch
from wanderlust.domain.trip.edits import add_stop
from wanderlust.domain.trip.model import DayKey, Stop
from wanderlust.domain.trip.orders import TRIP_ADDED
from wanderlust.store.trips import SqliteTrips

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CAFE = Place("osm:n1", "Café Central", "business", 38.71, -9.14, admin="Rua do Ouro 12, Lisbon")
LISBON = Place("gn:2267057", "Lisbon", "city", 38.7253, -9.15)
SUMMARY = PlaceSummary("Café Central", "Old.", "https://x.example", Provenance("W", NOON - timedelta(days=1)))


@dataclass
class Internet:
    """Answers of the services, given at once."""

    wished: bool = True
    contact: str = ""
    summary_of: PlaceSummary | WebFailed | None = None
    asked: list[str] = field(default_factory=list)

    async def tile_offer(self, choice: str) -> TileOffer | None:
        return None if choice == "off" else TileOffer("one", "© one", 19, live=self.wished)

    async def details(self, place: Place) -> PlaceDetails:
        return PlaceDetails(place.id)

    async def summary(self, place: Place) -> PlaceSummary | None:
        self.asked.append(place.name)
        if isinstance(self.summary_of, WebFailed):
            raise self.summary_of
        return self.summary_of


@dataclass
class Desk:
    desk: MapDesk
    internet: Internet
    trips: TripDesk
    events: list[DomainEvent]
    tools: Measuring

    def told(self) -> list[PlaceDetails]:
        return [event.details for event in self.events if isinstance(event, PlaceDetailsShown)]

    def notices(self) -> list[Notice]:
        return [event for event in self.events if isinstance(event, Notice)]


class Towns:
    """Knows one town."""

    async def find(self, name: str, **_: object) -> PlaceAnswer:
        return PlaceAnswer(name, (PlaceMatch(LISBON, 1.2, name),) if name == "Lisbon" else ())

    async def nearest(self, _point: Coordinates) -> Place | None:
        return LISBON


@dataclass
class Measuring:
    """Stands for the tools: measures between the two places that are shown."""

    context: Any = field(
        default_factory=lambda: SimpleNamespace(whereabouts=SimpleNamespace(place=None), focus=Focus())
    )
    works: bool = True

    async def run(self, call_id: str, name: str, arguments: str) -> ToolRun:
        assert name == "distance" and json.loads(arguments) == {
            "origin": "the first one",
            "destination": "the second one",
        }
        places = self.context.focus.places
        if not self.works:
            return ToolRun(call_id, name, {"say": {"en": "That took too long."}}, None, False, 1.0)
        line = tuple(place.coordinates for place in places)
        said = f"From {places[0].name} to {places[1].name} it is 2 km."
        outcome = ToolOutcome({"en": said}, {}, "Measured", places=places, chosen=1, line=line)
        return ToolRun(call_id, name, outcome.output(), outcome, True, 1.0)


@dataclass
class Parts:
    """The services that the desk uses."""

    online: Any
    trips: TripDesk
    dispatch: Measuring = field(default_factory=Measuring)
    places: Towns = field(default_factory=Towns)


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Desk]:
    events: list[DomainEvent] = []
    internet, store, numbers = Internet(), SqliteTrips(tmp_path / "trip.sqlite", lambda: NOON), itertools.count(1)
    trips = TripDesk(store, HandClock(), lambda prefix: f"{prefix}-{next(numbers)}")
    parts = Parts(internet, trips)
    desk = MapDesk(parts, events.append)  # type: ignore[arg-type]
    yield Desk(desk, internet, trips, events, parts.dispatch)
    await desk.close()
    store.close()


async def test_what_is_known_is_shown_at_once_and_the_rest_when_it_comes(here: Desk) -> None:
    here.internet.summary_of = SUMMARY
    await here.desk.tell_about(CAFE)
    first, last = here.told()
    assert (first.looking, first.summary) == (True, None) and (last.looking, last.summary) == (False, SUMMARY)


async def test_an_encyclopedia_that_does_not_answer_is_no_trouble(here: Desk) -> None:
    here.internet.summary_of = WebFailed("timeout", "The encyclopedia did not answer in time.")
    await here.desk.tell_about(CAFE)
    assert here.told()[-1] == PlaceDetails(CAFE.id) and here.notices() == []


async def test_a_place_goes_on_the_trip_and_off_again(here: Desk) -> None:
    await here.desk.add_to_trip(CAFE)
    (notice,) = here.notices()
    assert (notice.sentence, notice.topic) == ("I put Café Central on your trip.", TRIP_ADDED)
    assert [stop.name for stop in await here.trips.stops()] == ["Café Central"]
    await here.desk.undo_trip()
    assert await here.trips.stops() == () and here.events[-1] == NoticeCleared(TRIP_ADDED)
    await here.trips.edit(lambda trip: add_stop(trip, Stop("s", "Lunch"), DayKey()))
    await here.desk.undo_trip()  # a second click undoes nothing else
    assert [stop.name for stop in await here.trips.stops()] == ["Lunch"]


async def test_a_place_is_not_put_on_the_trip_twice(here: Desk) -> None:
    await here.desk.add_to_trip(CAFE)
    await here.desk.add_to_trip(CAFE)
    assert here.notices()[-1].sentence == "Café Central is on your trip already."
    assert len(await here.trips.stops()) == 1


async def test_the_map_is_offered_anew_when_the_internet_is_allowed_or_forbidden(here: Desk) -> None:
    for wished, choice in ((True, "auto"), (True, "auto"), (False, "auto"), (False, "off")):
        here.internet.wished = wished
        await here.desk.choose(choice)
    offers = [event.offer for event in here.events if isinstance(event, MapOffered)]
    assert [offer.live if offer is not None else None for offer in offers] == [True, False, None]


async def test_the_way_is_drawn_from_the_middle_of_the_town_and_said(here: Desk) -> None:
    await here.desk.way_to(CAFE)
    shown = next(event for event in here.events if isinstance(event, PlacesShown))
    assert shown.places == (LISBON, CAFE) and shown.chosen == 1 and len(shown.line) == 2
    assert here.notices()[-1].sentence == "From Lisbon to Café Central it is 2 km."
    assert here.tools.context.focus.place == CAFE


async def test_where_no_way_is_found_the_talk_stays_where_it_was(here: Desk) -> None:
    here.tools.works = False
    here.tools.context.focus.show((CAFE,), 0)
    await here.desk.way_to(CAFE)
    assert here.notices()[-1].kind == "warning" and here.tools.context.focus.places == (CAFE,)


async def test_to_a_town_itself_it_is_asked_from_where(here: Desk) -> None:
    await here.desk.way_to(LISBON)
    assert here.notices()[-1].sentence == "From where to Lisbon?"
