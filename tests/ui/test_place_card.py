"""The place card: what it says, what it does not know, and that nothing is lost where room is short."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication

from tests.fakes import scripted_talk as talk
from wanderlust.domain.events import PlacesShown
from wanderlust.domain.places import Place
from wanderlust.ui.main_window import MainWindow
from wanderlust.ui.place_facts import coordinates, facts, local_time, subtitle, where

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def words(place: Place) -> list[str]:
    return [f"{fact.words} {fact.beside}".strip() for fact in facts(place, NOON)]


def test_a_city_says_where_how_many_and_what_time(qapp: QApplication) -> None:
    assert subtitle(talk.KYOTO) == "京都 · City"
    assert words(talk.KYOTO) == ["Japan 35.02° N, 135.75° E", "1,459,640 people", "21:00 local time"]


def test_hours_are_said_to_be_unknown_only_where_there_are_hours(qapp: QApplication) -> None:
    assert words(talk.LOUVRE)[0] == "Hours unknown I cannot know them without a network."
    assert not any("Hours" in line for line in words(talk.KYOTO))


def test_a_place_of_which_little_is_known_claims_nothing(qapp: QApplication) -> None:
    rock = Place("x", "Rockall", "island", 57.6, -13.69)
    assert words(rock) == ["57.60° N, 13.69° W"]
    assert subtitle(rock) == "Island"


def test_a_region_is_not_said_twice() -> None:
    assert where(Place("x", "Singapore", "country", 1, 103, "SG", "Singapore", "Singapore")) == ""


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../etc/passwd"])
def test_an_unknown_zone_gives_no_time(zone: str) -> None:
    assert local_time(Place("x", "X", "city", 0, 0, timezone=zone), NOON) == ""


def test_south_and_west_have_their_letters() -> None:
    assert coordinates(Place("x", "X", "city", -33.87, -70.6)) == "33.87° S, 70.60° W"


def test_a_long_name_is_whole_in_the_tooltip_and_for_screen_readers(window: MainWindow) -> None:
    window.apply([PlacesShown((talk.VILLAGE,), 0)])
    card = window.stage.card
    assert card.tip() == talk.VILLAGE.name
    assert card.accessibleName() == f"1. {talk.VILLAGE.name}"
    window.apply([PlacesShown((talk.PORTO,), 0)])
    assert card.tip() == ""


def test_in_a_low_window_the_card_is_a_strip_of_92_pixels(window: MainWindow) -> None:
    window.apply([PlacesShown((talk.KYOTO,), 0)])
    assert window.stage.card.surface().width() == 364
    window.resize(1000, 650)
    assert window.stage.card.surface().height() == 92
    assert window.stage.card_box().bottom() < window.stage.height() - 16


def test_a_place_without_a_pin_has_a_card_without_a_number(window: MainWindow) -> None:
    window.model.visit(talk.LOUVRE)
    assert window.stage.card.accessibleName() == "Louvre"
