"""Airports lend their subdivision's name to the division of the towns around them."""

from __future__ import annotations

from wanderlust.geo.divisions import TownPoint, division_names
from wanderlust.geo.place_sources import Airport


def airport(lat: float, lon: float, subdivision: str, country: str = "IT") -> Airport:
    return Airport(
        icao="", iata="", name="", city="", subd=subdivision, country=country, lat=str(lat), lon=str(lon), tz=""
    )


FLORENCE = TownPoint(43.77, 11.25, "IT", "16")
ROME = TownPoint(41.89, 12.48, "IT", "07")


def test_a_division_takes_the_name_of_the_airport_at_its_towns() -> None:
    names = division_names([FLORENCE, ROME], [airport(43.81, 11.20, "Tuscany"), airport(41.8, 12.24, "Latium")], {})
    assert names == {("IT", "16"): "Tuscany", ("IT", "07"): "Latium"}


def test_one_stray_airport_does_not_outvote_the_others() -> None:
    airports = [airport(43.8, 11.2, "Tuscany"), airport(43.7, 11.3, "Tuscany"), airport(43.9, 11.2, "Umbria")]
    assert division_names([FLORENCE], airports, {}) == {("IT", "16"): "Tuscany"}


def test_a_name_belongs_to_one_division_only() -> None:
    airports = [airport(43.8, 11.2, "Tuscany"), airport(43.7, 11.3, "Tuscany"), airport(41.9, 12.5, "Tuscany")]
    assert division_names([FLORENCE, ROME], airports, {}) == {("IT", "16"): "Tuscany"}


def test_an_airport_far_from_every_town_has_no_vote() -> None:
    assert division_names([FLORENCE], [airport(39.0, 9.0, "Sardinia")], {}) == {}


def test_names_known_beforehand_stand() -> None:
    paris = TownPoint(33.66, -95.55, "US", "TX")
    names = division_names([paris], [airport(33.6, -95.5, "Oklahoma", "US")], {("US", "TX"): "Texas"})
    assert names == {("US", "TX"): "Texas"}
