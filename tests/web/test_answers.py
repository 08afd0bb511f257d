"""Each service's answers become our values; what is damaged in them is left out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.fakes.online_bench import OnlineBench, online_bench, services_of
from tests.fakes.online_world import Thing, polyline
from wanderlust.domain.errors import WebFailed
from wanderlust.domain.places import Coordinates, Place
from wanderlust.domain.point_kinds import wish_in
from wanderlust.domain.points import Openness, PointsAnswer
from wanderlust.web.found_place import from_nominatim, from_photon
from wanderlust.web.opening import openness
from wanderlust.web.osrm import decoded
from wanderlust.web.overpass import written
from wanderlust.web.service_file import read_services
from wanderlust.web.services import WebServices

TOWN = Place("gn:1", "Lund", "city", 55.7, 13.19, "SE", "Sweden", timezone="Europe/Stockholm")
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)  # a Sunday, 13:00 in Lund


def cafe(number: int, name: str, metres: float, kind: str = "N", **tags: str) -> Thing:
    lat = TOWN.lat + metres / 111_195
    return Thing(
        number, name, "amenity", "cafe", lat, TOWN.lon, kind, {k.replace("__", ":"): v for k, v in tags.items()}
    )


CAFES = (
    cafe(1, "Patisserie Nord", 200, opening_hours="Mo-Su 08:00-20:00", addr__street="Bredgatan"),
    cafe(2, "Patisserie Nord", 230, "W"),
    cafe(3, "Closed Kettle", 50, opening_hours="Mo-Fr 08:00-16:00"),
    cafe(4, "Nobody Knows", 100),
    cafe(5, "Golden Spoon", 150, fine_dining="yes", opening_hours="24/7"),
    cafe(6, "Far Cup", 2000, opening_hours="24/7"),
)


class Towns:
    async def nearest(self, point: Coordinates) -> Place | None:
        return TOWN


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[OnlineBench]:
    async with online_bench(tmp_path, CAFES) as ready:
        yield ready


async def cafes(bench: OnlineBench, **wishes: object) -> PointsAnswer:
    wish = wish_in("coffee")
    assert wish is not None
    services: WebServices = services_of(bench, Towns())
    return await services.points.near(wish.kind, TOWN, 2.5, NOON, **wishes)  # type: ignore[arg-type]


async def test_points_are_merged_and_ranked_from_the_nearest_with_their_hours(bench: OnlineBench) -> None:
    answer = await cafes(bench)
    assert [p.place.name for p in answer.points] == [
        "Closed Kettle", "Golden Spoon", "Nobody Knows", "Patisserie Nord", "Far Cup",
    ]  # fmt: skip
    nord = answer.points[3]
    assert (nord.openness, nord.address) == ("open", "Bredgatan")
    assert nord.changes_at is not None and f"{nord.changes_at:%a %H:%M %z}" == "Sun 20:00 +0100"
    assert answer.points[0].openness == "closed"


async def test_open_now_leaves_the_closed_out_and_the_unknown_behind(bench: OnlineBench) -> None:
    answer = await cafes(bench, open_now=True)
    assert [p.place.name for p in answer.points] == ["Golden Spoon", "Patisserie Nord", "Nobody Knows", "Far Cup"]
    assert answer.left_out == 1 and not answer.unsure


async def test_a_price_leaves_out_what_is_known_to_be_another(bench: OnlineBench) -> None:
    assert (await cafes(bench, price="expensive")).points[0].place.name == "Golden Spoon"
    assert "Golden Spoon" not in [p.place.name for p in (await cafes(bench, price="moderate")).points]


async def test_a_mirror_answers_when_the_first_does_not(bench: OnlineBench) -> None:
    from tests.fakes.strict_service import raw

    bench.servers["overpass"].troubles.append(raw("500 Oops", b"no"))
    assert (await cafes(bench)).points and len(bench.servers["mirror"].asked) == 1


async def test_a_broken_off_answer_of_overpass_is_none(bench: OnlineBench) -> None:
    from tests.fakes.strict_service import raw

    body = b'{"elements": [], "remark": "runtime error: Query timed out"}'
    for name in ("overpass", "mirror"):
        bench.servers[name].troubles.append(raw("200 OK", body))
    with pytest.raises(WebFailed) as caught:
        await cafes(bench)
    assert caught.value.reason == "garbled"


def test_the_question_to_overpass_is_the_same_for_the_same_wish() -> None:
    wish = wish_in("vegan food")
    assert wish is not None
    assert written(wish.kind, Coordinates(1.23456789, 2), 0.8) == (
        '[out:json][timeout:8];(nwr(around:800,1.2346,2.0000)["diet:vegan"~"^(yes|only)$"];'
        'nwr(around:800,1.2346,2.0000)["cuisine"~"vegan",i];);out center tags 60;'
    )


@pytest.mark.parametrize(
    ("hours", "zone", "state"),
    [
        ("24/7", "Europe/Stockholm", "open"),
        ("Mo-Fr 08:00-18:00", "Europe/Stockholm", "closed"),
        ("Mo-Su 22:00-02:00", "Pacific/Auckland", "open"),  # 01:00 of Monday there
        ("Su 12:30-13:30", "Europe/Stockholm", "open"),
        ("Su 12:30-13:30", "Asia/Tokyo", "closed"),
        ("by appointment", "Europe/Stockholm", "unknown"),
        ('"by appointment"', "Europe/Stockholm", "unknown"),
        ("Mo-Fr 25:99", "Europe/Stockholm", "unknown"),
        ("24/7", "", "unknown"),
        ("24/7", "Nowhere/Land", "unknown"),
        ("x" * 5000, "Europe/Stockholm", "unknown"),
    ],
)
def test_opening_hours_hold_by_the_places_own_clock(hours: str, zone: str, state: Openness) -> None:
    assert openness(hours, NOON, zone, "SE", 55.7, 13.2)[0] == state


def test_public_holidays_are_those_of_the_country() -> None:
    christmas = datetime(2026, 12, 25, 12, 0, tzinfo=UTC)
    assert openness("Mo-Fr 08:00-18:00; PH off", christmas, "Europe/Stockholm", "SE", 55.7, 13.2)[0] == "closed"
    assert openness("Mo-Fr 08:00-18:00; PH off", christmas, "Asia/Tokyo", "JP", 35.6, 139.7)[0] == "closed"
    assert openness("Mo-Fr 08:00-23:00; PH off", christmas, "Asia/Tokyo", "JP", 35.6, 139.7)[0] == "open"


async def test_the_forecast_has_now_hours_and_days_in_the_places_time(bench: OnlineBench) -> None:
    found = await services_of(bench, Towns()).forecast(Coordinates(55.70312, 13.19))
    assert found.now is not None and (found.now.sky, found.now.celsius) == ("cloudy", 2.1)
    tomorrow = found.on(date(2026, 11, 23))
    assert tomorrow is not None and (tomorrow.sky, tomorrow.rain_percent) == ("rain", 10)
    assert found.days[0].day == date(2026, 11, 22) and len(found.hours) == 48
    # Near enough for the same answer.
    await services_of(bench, Towns()).forecast(Coordinates(55.7049, 13.1901))
    assert len(bench.servers["weather"].asked) == 1


async def test_a_rate_comes_with_its_day(bench: OnlineBench) -> None:
    rate, provenance = await services_of(bench, Towns()).rate("USD", "JPY")
    assert (rate.day, round(rate.value, 2), rate.source) == (date(2026, 11, 22), 155.45, "Test bank")
    assert provenance.told(bench.clock.now()) == "Test bank, just now"
    with pytest.raises(WebFailed):
        await services_of(bench, Towns()).rate("USD", "XYZ")


async def test_a_way_has_its_line_its_length_and_its_turns(bench: OnlineBench) -> None:
    start, end = Coordinates(55.70, 13.19), Coordinates(55.71, 13.21)
    way = await services_of(bench, Towns()).route(start, end, "walk")
    assert way is not None and 2300 < way.metres < 2450 and way.seconds == pytest.approx(way.metres / 1.3)
    assert (way.line[0], way.line[-1], len(way.line)) == (start, end, 3)
    assert [step.action for step in way.steps] == ["depart", "turn left", "arrive"]
    assert bench.servers["route"].asked[0].path.startswith("/routed-foot/route/v1/driving/13.19000,55.70000;")


async def test_no_way_is_no_trouble(bench: OnlineBench) -> None:
    from tests.fakes.strict_service import raw

    bench.servers["route"].troubles.append(raw("400 Bad Request", b'{"code":"NoRoute","message":"Impossible route"}'))
    assert await services_of(bench, Towns()).route(Coordinates(1, 1), Coordinates(2, 2), "car") is None


def test_a_line_is_decoded_as_it_was_written() -> None:
    points = [(55.7, 13.19), (-33.86881, 151.20929), (0.0, -0.00001)]
    assert [(p.lat, p.lon) for p in decoded(polyline(points))] == points
    for damaged in ("_p~iF~ps|U_", "\x00\x01", "~~~~~~~~~~~~", "é"):
        assert decoded(damaged) == ()


def test_photon_and_nominatim_say_the_same_place() -> None:
    photon = {
        "geometry": {"type": "Point", "coordinates": [13.19, 55.7]},
        "properties": {
            "osm_type": "N", "osm_id": 9, "osm_key": "railway", "osm_value": "station", "name": "Lund C",
            "city": "Lund", "country": "Sweden", "countrycode": "SE",
        },
    }  # fmt: skip
    row = {
        "lat": "55.7", "lon": "13.19", "osm_type": "node", "osm_id": "9", "class": "railway", "type": "station",
        "name": "Lund C", "display_name": "Lund C, Lund, Sweden",
        "address": {"city": "Lund", "country": "Sweden", "country_code": "se"},
    }  # fmt: skip
    one, other = from_photon(photon, 0, "osm"), from_nominatim(row, 0, "osm")
    assert one is not None and other is not None and one.place == other.place
    assert (one.place.id, one.place.kind, one.place.label) == ("osm:n9", "station", "Lund C, Sweden")


@pytest.mark.parametrize("feature", [None, 5, {}, {"geometry": {"coordinates": ["x", 1]}, "properties": {"name": "A"}}])
def test_what_is_no_place_is_left_out(feature: object) -> None:
    assert from_photon(feature, 0, "osm") is None and from_nominatim(feature, 0, "osm") is None


def test_the_bundled_services_are_read_and_one_without_contact_is_not_asked(tmp_path: Path) -> None:
    from wanderlust.settings.paths import PROJECT

    bundled, own = PROJECT / "resources" / "services" / "services.toml", tmp_path / "services.toml"
    assert "nominatim" not in [s.name for s in read_services(bundled, own).services]
    assert read_services(bundled, own, "maya@example.org").of("geocoder")[1].name == "nominatim"
    own.write_text(
        'contact = "me@example.org"\n[photon]\nuse = false\n'
        '[mine]\nfamily = "geocoder"\nkind = "opencage"\naddress = "https://api.example.org"\nkey = "k"\n',
        encoding="utf-8",
    )
    table = read_services(bundled, own)
    assert [s.name for s in table.of("geocoder")] == ["mine", "nominatim"] and table.notes == ()


@pytest.mark.parametrize(
    "text",
    [
        "not toml [",
        '[photon]\naddress = "http://plain.example"\n',
        "[photon]\nper_second = 50\n",
        "[photon]\nspeed = 3\n",
        '[photon]\nlimit_s = "long"\n',
    ],
)
def test_a_mistake_in_the_travellers_own_file_is_told_and_ours_stand(tmp_path: Path, text: str) -> None:
    from wanderlust.settings.paths import PROJECT

    own = tmp_path / "services.toml"
    own.write_text(text, encoding="utf-8")
    table = read_services(PROJECT / "resources" / "services" / "services.toml", own)
    assert len(table.notes) == 1 and table.of("geocoder")[0].address == "https://photon.komoot.io"
