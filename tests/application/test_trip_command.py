"""``wanderlust trip``: written to every form, taken back in, one undo, and sentences for what cannot be."""

from __future__ import annotations

import asyncio
import io
import json
from pathlib import Path

import pytest

from wanderlust.application.services import build_services
from wanderlust.application.trip_command import export_command, import_command
from wanderlust.domain.errors import BadInput
from wanderlust.domain.trip.book import TripBook
from wanderlust.settings.paths import Paths, discover_paths

UFFIZI = {
    "id": "wl:uffizi",
    "name": "Uffizi Gallery",
    "kind": "museum",
    "lat": 43.7678,
    "lon": 11.2553,
    "timezone": "Europe/Rome",
}
WHOLE = {
    "wanderlust": "trip",
    "version": 1,
    "name": "Tuscany",
    "days": [
        {"day": "2026-12-03", "stops": [{"name": "Uffizi", "start": "10:00", "place": UFFIZI}]},
        {"day": "2026-12-04", "stops": []},
    ],
}


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """A home without a table of places: nothing here has to be looked up."""
    return discover_paths({"WANDERLUST_DATA_DIR": str(tmp_path / "home")}, None)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "tuscany.wander"
    path.write_text(json.dumps(WHOLE), encoding="utf-8")
    return path


def book(paths: Paths) -> TripBook:
    services = build_services(paths)
    try:
        return asyncio.run(services.trips.book())
    finally:
        services.close()


def test_a_whole_trip_becomes_a_trip_with_its_free_days(paths: Paths, file: Path) -> None:
    told = io.StringIO()
    assert import_command(paths, file, "", told) == 0
    trip = book(paths).trip
    assert trip is not None and trip.name == "Tuscany"
    assert [(day.key.text, len(day.stops)) for day in trip.days] == [("2026-12-03", 1), ("2026-12-04", 0)]
    assert "Uffizi" in told.getvalue() and "I put 1 stop on Tuscany." in told.getvalue()


def test_one_undo_takes_all_of_it_back(paths: Paths, file: Path) -> None:
    import_command(paths, file, "", io.StringIO())
    services = build_services(paths)
    try:
        deed = asyncio.run(services.trips.undo())
        assert deed is not None and (deed.kind, deed.what) == ("imported", "Tuscany")
        assert asyncio.run(services.trips.book()).trips == ()
    finally:
        services.close()


def test_what_is_there_already_is_not_put_twice(paths: Paths, file: Path) -> None:
    import_command(paths, file, "", io.StringIO())
    told = io.StringIO()
    import_command(paths, file, "tuscany", told)
    assert "All of it is on the trip already." in told.getvalue() and len(book(paths).trips) == 1


@pytest.mark.parametrize("suffix", [".ics", ".gpx", ".kml", ".geojson", ".md", ".wander"])
def test_a_trip_is_written_in_every_form(paths: Paths, file: Path, tmp_path: Path, suffix: str) -> None:
    import_command(paths, file, "", io.StringIO())
    out = tmp_path / f"out{suffix}"
    assert export_command(paths, out, "Tuscany", io.StringIO()) == 0
    assert "Uffizi" in out.read_text(encoding="utf-8")


def test_a_trip_that_is_not_there_is_named_with_those_that_are(paths: Paths, file: Path, tmp_path: Path) -> None:
    import_command(paths, file, "", io.StringIO())
    with pytest.raises(BadInput, match=r"no trip called Rome. There is: Tuscany"):
        export_command(paths, tmp_path / "a.ics", "Rome", io.StringIO())


def test_an_empty_trip_is_not_written(paths: Paths, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="nothing on this trip"):
        export_command(paths, tmp_path / "a.ics", "", io.StringIO())
    assert not (tmp_path / "a.ics").exists()


def test_a_broken_file_changes_nothing(paths: Paths, tmp_path: Path) -> None:
    bad = tmp_path / "bad.wander"
    bad.write_bytes(b"{")
    with pytest.raises(BadInput, match="JSON"):
        import_command(paths, bad, "", io.StringIO())
    assert book(paths).trips == ()
