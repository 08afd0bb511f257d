"""The place card: what it says, what it does not know, and that nothing is lost where room is short."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.fakes import scripted_talk as talk
from tests.fakes.tile_world import plain_png
from wanderlust.domain.events import PlaceDetailsShown, PlacesShown
from wanderlust.domain.online import Provenance
from wanderlust.domain.place_details import CreditedPicture, PlaceDetails, PlaceSummary
from wanderlust.domain.places import Place
from wanderlust.domain.points import PointOfInterest
from wanderlust.ui.main_window import MainWindow
from wanderlust.ui.place_facts import coordinates, facts, hours_of, local_time, subtitle, where
from wanderlust.web.opening import openness, week

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


CAFE = Place("osm:n1", "Café Central", "business", 38.71, -9.14, "PT", "Portugal", "Rua do Ouro 12, Lisbon", 0,
             "Europe/Lisbon", source="© OpenStreetMap contributors")  # fmt: skip
HOURS = "Mo-Fr 08:00-12:30,14:00-19:00; Sa 09:00-13:00"
PHONE = "+351 21 555 0100"


def told(
    hours: str = HOURS, phone: str = PHONE, now: datetime = NOON, summary: PlaceSummary | None = None
) -> PlaceDetails:
    where_ = (CAFE.timezone, CAFE.country, CAFE.lat, CAFE.lon)
    state, changes = openness(hours, now, *where_)
    point = PointOfInterest(CAFE, "cafe", (), hours, state, changes, None, "Rua do Ouro 12", phone)
    source = Provenance("© OpenStreetMap contributors", now - timedelta(days=3))
    return PlaceDetails(CAFE.id, point, source, week(hours, now, *where_), summary)


def lines(details: PlaceDetails, now: datetime = NOON) -> list[str]:
    return [f"{fact.words} {fact.beside}".strip() for fact in facts(CAFE, now, details)]


MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def test_open_or_closed_comes_first_and_in_words(qapp: QApplication) -> None:
    assert lines(told(now=MONDAY), MONDAY)[0] == "Open until 12:30"
    assert lines(told())[0] == "Closed opens Mon 08:00"
    assert lines(told(now=MONDAY.replace(hour=13)), MONDAY.replace(hour=13))[0] == "Closed opens 14:00"
    assert lines(told("24/7"))[0] == "Open day and night"


def test_the_telephone_comes_with_the_time_there(qapp: QApplication) -> None:
    assert lines(told(now=MONDAY), MONDAY)[1:] == ["Rua do Ouro 12 Lisbon", f"{PHONE} 10:00 there now"]


def test_what_nobody_wrote_down_is_said_to_be_unknown(qapp: QApplication) -> None:
    unknown = lines(told("", ""))
    assert unknown[0] == "Hours unknown Nobody wrote them down." and unknown[2].startswith("Phone unknown")
    assert lines(told("by appointment"))[0] == "Hours unknown by appointment"


def test_the_week_starts_today_and_says_when_it_is_closed(qapp: QApplication) -> None:
    days = [hours_of(day) for day in told(now=MONDAY).week]
    assert days[0] == ("Mon", "08:00–12:30, 14:00–19:00")
    assert days[5:] == [("Sat", "09:00–13:00"), ("Sun", "closed")]
    assert [hours_of(day)[1] for day in told("24/7", now=MONDAY).week] == ["all day"] * 7


@pytest.fixture
def cafe(window: MainWindow) -> MainWindow:
    window.apply([PlacesShown((CAFE, talk.LISBON), 0)])
    window.apply([PlaceDetailsShown(told())])
    return window


def test_opening_a_card_asks_once_for_what_is_known(window: MainWindow, qtbot: QtBot) -> None:
    opened: list[Place] = []
    window.intents.place_opened.connect(opened.append)
    window.apply([PlacesShown((CAFE, talk.LISBON), 0)])
    window.apply([PlacesShown((CAFE, talk.LISBON), 0)])
    window.model.choose(1)
    window.model.choose(None)
    window.model.choose(0)
    assert [place.id for place in opened] == [CAFE.id, talk.LISBON.id, CAFE.id]


def test_details_of_another_place_are_not_shown(window: MainWindow) -> None:
    window.apply([PlacesShown((talk.KYOTO,), 0)])
    window.apply([PlaceDetailsShown(told())])
    assert not any("Closed" in fact.words for fact in window.stage.card.lines)
    assert window.stage.card.source == "GeoNames"


def test_source_and_age_stand_last(cafe: MainWindow) -> None:
    assert cafe.stage.card.source == "© OpenStreetMap contributors, 3 days ago"
    assert cafe.stage.card.accessibleDescription().endswith("3 days ago")


def test_the_week_is_shown_on_request(cafe: MainWindow) -> None:
    card = cafe.stage.card
    before, bottom = card.surface().height(), cafe.stage.card_box().bottom()
    assert "Sat" not in card.accessibleDescription()
    QTest.mouseClick(card.week_button, Qt.MouseButton.LeftButton)
    assert card.surface().height() > before and cafe.stage.card_box().bottom() == bottom
    assert "Sat 09:00–13:00" in card.accessibleDescription()


def test_the_buttons_say_what_is_wanted(cafe: MainWindow) -> None:
    card, wanted = cafe.stage.card, []
    cafe.intents.way_to.connect(lambda place: wanted.append(("way", place.name)))
    cafe.intents.add_to_trip.connect(lambda place: wanted.append(place.name))
    cafe.intents.calls.proposed.connect(lambda whom, goal: wanted.append((whom, goal)))
    for button in (card.way_button, card.trip_button, card.call_button):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wanted == [
        ("way", "Café Central"),
        "Café Central",
        ("Café Central", f"ask whether they are open today {PHONE}"),
    ]
    assert card.call_button.accessibleName() == "Call them for me"


def test_nobody_is_called_where_no_number_is_known(window: MainWindow) -> None:
    window.apply([PlacesShown((CAFE,), 0)])
    window.apply([PlaceDetailsShown(told(phone=""))])
    assert not window.stage.card.call_button.isVisible() and window.stage.card.way_button.isVisible()


def test_sentences_come_with_their_source_and_a_picture_with_its_licence(window: MainWindow) -> None:
    picture = CreditedPicture(plain_png(330, 90, 90, 200), "Ana", "CC BY-SA 4.0", "https://commons.example/f")
    source = Provenance("Wikipedia, CC BY-SA 4.0", NOON)
    summary = PlaceSummary("Café Central", "It is an old café.", "https://en.example/wiki/C", source, picture)
    window.apply([PlacesShown((CAFE,), 0)])
    window.apply([PlaceDetailsShown(told())])
    plain = window.stage.card.surface().height()
    window.apply([PlaceDetailsShown(told(summary=summary))])
    card = window.stage.card
    assert card.surface().height() > plain + 132 and card.article_button.isVisible()
    assert "It is an old café. Wikipedia, CC BY-SA 4.0" in card.accessibleDescription()
    assert "Picture: Ana, CC BY-SA 4.0" in card.accessibleDescription()


def test_in_a_low_window_the_strip_keeps_its_buttons_and_the_whole_number(cafe: MainWindow) -> None:
    cafe.resize(1000, 650)
    card = cafe.stage.card
    assert card.surface().height() == 92
    for button in (card.way_button, card.trip_button, card.call_button):
        assert button.isVisible() and card.surface().contains(button.geometry().toRectF())
    assert not card.week_button.isVisible()


def test_the_card_never_grows_over_the_search_field(window: MainWindow) -> None:
    picture = CreditedPicture(plain_png(330, 90, 90, 200), "Ana", "CC0", "https://commons.example/f")
    summary = PlaceSummary("Café", "Long words. " * 30, "https://x.example", Provenance("W", NOON), picture)
    window.resize(1280, 720)
    window.apply([PlacesShown((CAFE,), 0)])
    window.apply([PlaceDetailsShown(told(summary=summary))])
    QTest.mouseClick(window.stage.card.week_button, Qt.MouseButton.LeftButton)
    search = window.stage.search.geometry().bottom()
    assert window.stage.card_box().top() > search - 20
