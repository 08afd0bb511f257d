"""What files tell becomes proposals: places found, times on the clock of the place, what is known already marked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, time

import pytest

from wanderlust.application.trip_intake import proposed
from wanderlust.domain.places import Coordinates, Place, PlaceAnswer, PlaceKind, PlaceMatch
from wanderlust.domain.trip.found import FoundStop, FoundTrip
from wanderlust.domain.trip.model import ANY_DAY, Day, DayKey, Stop, Trip

FRANKFURT = Place("iata:FRA", "Frankfurt Airport", "airport", 50.03, 8.57, "DE", timezone="Europe/Berlin")
TOKYO = Place("iata:HND", "Haneda Airport", "airport", 35.55, 139.78, "JP", timezone="Asia/Tokyo")
FLORENCE = Place("gn:3176959", "Florence", "city", 43.77, 11.26, "IT", "Italy", "Tuscany", 349_296, "Europe/Rome")
THURSDAY = DayKey(date(2026, 12, 3))
EMPTY = Trip("t")


class ThreePlaces:
    """A gazetteer of three places, which knows each by its exact name or code."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def find(
        self,
        name: str,
        *,
        near: Coordinates | None = None,
        country: str | None = None,
        kinds: Collection[PlaceKind] | None = None,
        limit: int = 5,
    ) -> PlaceAnswer:
        self.asked.append(name)
        fits = [p for p in (FRANKFURT, TOKYO, FLORENCE) if name in (p.name, p.id.removeprefix("iata:"))]
        matches = tuple(PlaceMatch(place, 1.0, name) for place in fits if kinds is None or place.kind in kinds)
        return PlaceAnswer(name, matches, exact=bool(matches))

    async def around(
        self, point: Coordinates, kinds: Collection[PlaceKind], radius_km: float, limit: int
    ) -> tuple[Place, ...]:
        return ()

    async def nearest(self, point: Coordinates) -> Place | None:
        return FLORENCE


async def one(found: FoundStop, trip: Trip = EMPTY) -> tuple[DayKey, Stop, bool]:
    result = await proposed(FoundTrip(stops=(found,)), "file.ics", ThreePlaces(), trip)
    (proposal,) = result.proposals
    return proposal.key, proposal.stop, proposal.known


async def test_a_flight_is_at_its_airport_and_lasts_from_clock_to_clock() -> None:
    flight = FoundStop(
        "Flight LH 716", THURSDAY, time(13), where="iata:FRA", ends=time(9), ends_on=date(2026, 12, 4), until="iata:HND"
    )
    key, stop, _ = await one(flight)
    assert (key, stop.place, stop.start, stop.minutes) == (THURSDAY, FRANKFURT, time(13), 12 * 60)


async def test_what_arrives_before_it_left_has_arrived_the_day_after() -> None:
    night = FoundStop("Night train", THURSDAY, time(22), where="iata:FRA", ends=time(6), ends_on=THURSDAY.date)
    assert (await one(night))[1].minutes == 8 * 60


async def test_a_moment_of_another_clock_is_told_on_the_clock_of_the_place_and_may_change_the_day() -> None:
    opera = FoundStop("Opera", THURSDAY, time(23, 30), "UTC", where="Teatro, Florence")
    key, stop, _ = await one(opera)
    assert (key.date, stop.start, stop.place) == (date(2026, 12, 4), time(0, 30), FLORENCE)


async def test_a_point_has_the_name_of_the_stop_and_the_clock_of_the_nearest_town() -> None:
    _, stop, _ = await one(FoundStop("Villa", point=Coordinates(43.8, 11.2)))
    assert stop.place is not None
    assert (stop.place.name, stop.place.admin, stop.place.timezone) == ("Villa", "Florence", "Europe/Rome")
    assert stop.place.source == "file.ics"


@pytest.mark.parametrize(
    "where", ["Via Cavour 60, 50129 Florence, Italie", "station:Florence S. M. Novella", "Florence"]
)
async def test_an_address_and_a_station_are_in_their_town(where: str) -> None:
    assert (await one(FoundStop("Hotel", where=where)))[1].place == FLORENCE


async def test_words_that_name_no_place_for_sure_leave_the_stop_without_one() -> None:
    assert (await one(FoundStop("Dinner", where="Luigi's back room")))[1].place is None


async def test_what_the_trip_has_on_that_day_is_known() -> None:
    trip = Trip("t", days=(Day(THURSDAY, (Stop("a", "Uffizi"),)),))
    assert (await one(FoundStop("uffizi", THURSDAY), trip))[2]
    assert not (await one(FoundStop("uffizi", ANY_DAY), trip))[2]


async def test_days_come_in_their_order_and_a_name_is_looked_up_once() -> None:
    places = ThreePlaces()
    stops = tuple(FoundStop(f"Walk {day}", DayKey(date(2026, 12, day)), where="Florence") for day in (5, 3, 4))
    result = await proposed(FoundTrip(stops=stops), "rome trip.ics", places, EMPTY)
    assert [proposal.stop.name for proposal in result.proposals] == ["Walk 3", "Walk 4", "Walk 5"]
    assert places.asked == ["Florence"] and result.name == "rome trip"
