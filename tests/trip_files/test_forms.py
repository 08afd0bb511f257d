"""Every form a trip is written in: what comes back is what went out, and strangers' files are read too."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from icalendar import Calendar

from wanderlust.domain.errors import BadInput, StorageFailed
from wanderlust.domain.places import Coordinates
from wanderlust.domain.trip.model import ANY_DAY, Day, DayKey, Trip
from wanderlust.trip_files import forms

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = NOW.date()
THURSDAY = DayKey(date(2026, 12, 3))
FULL = [".ics", ".kml", ".geojson", ".wander"]


@pytest.mark.parametrize("suffix", FULL)
def test_a_trip_written_and_read_again_is_the_same_trip(tuscany: Trip, suffix: str) -> None:
    found = forms.read(f"trip{suffix}", forms.written(tuscany, suffix, NOW), TODAY)
    assert found.name == tuscany.name and found.left_out == 0
    uffizi, dinner, wine = found.stops
    assert (uffizi.name, uffizi.key, uffizi.start, uffizi.minutes) == ("Uffizi; rooms 1, 2", THURSDAY, time(10), 120)
    assert (uffizi.note, uffizi.reference) == ("two tickets\nside door", "UF-1")
    assert (dinner.name, dinner.start, dinner.part, dinner.source) == ("مطعم السلام", None, "evening", "booked")
    assert (wine.name, wine.key, wine.point, wine.place) == ("wine_tasting", ANY_DAY, None, None)
    at = uffizi.point or (uffizi.place.coordinates if uffizi.place is not None else None)
    assert at == Coordinates(43.7678, 11.2553)


def test_our_own_form_keeps_places_and_free_days_too(tuscany: Trip) -> None:
    found = forms.read("t.wander", forms.written(tuscany, ".wander", NOW), TODAY)
    assert [stop.place for stop in found.stops] == [stop.place for stop in tuscany.stops()]
    assert found.days == tuple(day.key for day in tuscany.days)


def test_gpx_holds_the_stops_on_the_map_with_their_plan(tuscany: Trip) -> None:
    found = forms.read("t.gpx", forms.written(tuscany, ".gpx", NOW), TODAY)
    assert [(stop.name, stop.key) for stop in found.stops] == [
        ("Uffizi; rooms 1, 2", THURSDAY),
        ("مطعم السلام", THURSDAY),
    ]
    assert (found.stops[0].start, found.stops[0].reference) == (time(10), "UF-1")


def test_a_calendar_has_the_place_s_clock_and_whole_days_where_no_time_is(tuscany: Trip) -> None:
    calendar = Calendar.from_ical(forms.written(tuscany, ".ics", NOW))
    uffizi, dinner = calendar.events
    assert uffizi.start == datetime(2026, 12, 3, 9, tzinfo=UTC)
    assert str(uffizi["dtstart"].params["TZID"]) == "Europe/Rome" and calendar.timezones
    assert dinner.start == date(2026, 12, 3)
    assert [str(todo["summary"]) for todo in calendar.todos] == ["wine_tasting"]


def test_a_calendar_of_days_without_dates_asks_for_the_first_day(tuscany: Trip) -> None:
    undated = Trip("t", "Draft", (Day(DayKey(number=1), tuscany.days[0].stops),))
    with pytest.raises(BadInput, match="Set its first day"):
        forms.written(undated, ".ics", NOW)


def test_markdown_escapes_words_and_isolates_what_runs_from_right_to_left(tuscany: Trip) -> None:
    text = forms.written(tuscany, ".md", NOW).decode()
    assert "# Tuscany \\<& more\\>" in text and "## Thursday, 3 December 2026" in text
    assert "- **10:00** Uffizi; rooms 1, 2 (120 min)" in text and "Reference UF-1" in text
    assert "\u2068مطعم السلام\u2069" in text and "wine\\_tasting" in text


def test_an_unknown_ending_names_those_that_are_known(tuscany: Trip) -> None:
    with pytest.raises(BadInput, match=r"\.docx.*\.ics"):
        forms.written(tuscany, ".docx", NOW)
    with pytest.raises(BadInput, match=r"cannot read trip\.docx"):
        forms.read("trip.docx", b"", TODAY)


def test_a_stranger_s_calendar_gives_times_zones_and_skips_what_is_cancelled() -> None:
    text = """BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:Opera
DTSTART:20261203T180000Z
DTEND:20261203T210000Z
LOCATION:Teatro del Maggio\\, Florence
END:VEVENT
BEGIN:VEVENT
SUMMARY:Market
DTSTART;VALUE=DATE:20261204
END:VEVENT
BEGIN:VEVENT
SUMMARY:Off
STATUS:CANCELLED
DTSTART:20261205T100000
END:VEVENT
END:VCALENDAR
"""
    found = forms.read("a.ics", text.replace("\n", "\r\n").encode(), TODAY)
    opera, market = found.stops
    assert (opera.start, opera.zone, opera.minutes) == (time(18), "UTC", 180)
    assert opera.where == "Teatro del Maggio, Florence"
    assert (market.key, market.start) == (DayKey(date(2026, 12, 4)), None)
    assert found.left_out == 1


def test_a_stranger_s_gpx_gives_waypoints_and_not_the_time_they_were_recorded() -> None:
    text = """<gpx xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="43.77" lon="11.25">
    <time>2020-01-01T00:00:00Z</time>
    <name>Duomo</name><desc>Climb it</desc></wpt><wpt lat="95" lon="0"><name>Nowhere</name></wpt><trk/></gpx>"""
    found = forms.read("a.gpx", text.encode(), TODAY)
    assert [(s.name, s.key, s.start, s.note) for s in found.stops] == [("Duomo", ANY_DAY, None, "Climb it")]
    assert found.left_out == 2


def test_a_stranger_s_kml_gives_points_in_folders_and_plain_notes() -> None:
    text = """<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Rome</name><Folder><Placemark>
    <name>Pantheon</name><description><![CDATA[<b>Go</b> early]]></description>
    <Point><coordinates>12.4769,41.8986,0</coordinates></Point></Placemark>
    <Placemark><name>Way</name><LineString><coordinates>1,1 2,2</coordinates></LineString></Placemark>
    </Folder></Document></kml>"""
    found = forms.read("a.kml", text.encode(), TODAY)
    assert found.name == "Rome" and found.left_out == 1
    assert (found.stops[0].note, found.stops[0].point) == ("Go early", Coordinates(41.8986, 12.4769))


def test_a_stranger_s_geojson_gives_named_points() -> None:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [2.33, 48.86]},
            "properties": {"title": "Louvre"},
        },
        {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": []}, "properties": {"name": "Park"}},
        {"type": "Feature", "geometry": None, "properties": {"name": "Idea"}},
    ]
    data = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    found = forms.read("a.geojson", data, TODAY)
    assert [(s.name, s.point) for s in found.stops] == [("Louvre", Coordinates(48.86, 2.33))] and found.left_out == 2


def test_a_file_of_a_thousand_and_one_stops_gives_a_thousand_and_says_so(tuscany: Trip) -> None:
    stop = next(tuscany.stops())
    many = Trip("t", "Long", (Day(THURSDAY, tuple(replace(stop, id=str(i)) for i in range(1001))),))
    found = forms.read("a.wander", forms.written(many, ".wander", NOW), TODAY)
    assert len(found.stops) == 1000 and found.left_out == 1


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("old")
    (tmp_path / ".a.md.part").mkdir()  # in the way of the new one
    with pytest.raises((StorageFailed, OSError)):
        forms.put(tmp_path / "a.md", b"new")
    assert (tmp_path / "a.md").read_text() == "old"
