"""Files made to hurt: each gives a clear sentence, none takes long, none raises anything else."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from wanderlust.domain.errors import BadInput
from wanderlust.domain.trip.model import Trip
from wanderlust.trip_files import forms, guarded
from wanderlust.trip_files.bookings import bookings_in

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<gpx><wpt lat="1" lon="1"><name>&b;</name></wpt></gpx>"""
ABROAD = b"""<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/hostname">]>
<kml><Placemark><name>&x;</name><Point><coordinates>1,1</coordinates></Point></Placemark></kml>"""
MANY_DAYS = b", ".join([b'{"day": "day 1", "stops": []}'] * 1001)


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.gpx", LAUGHS, "entities"),
        ("a.kml", ABROAD, "entities"),
        ("a.gpx", b"<gpx>", "only a part"),
        ("a.gpx", b"<html></html>", "is not"),
        ("a.gpx", b"<?xml version='1.0' encoding='no-such'?><gpx/>", "not the XML"),
        ("a.kml", b"PK\x03\x04 broken", "archive"),
        ("a.geojson", b"[" * 100_000, "not the JSON"),
        ("a.geojson", b"[1, 2]", "is not"),
        ("a.geojson", b'{"type": "FeatureCollection", "features": 7}', "no list"),
        ("a.wander", b"{}", "no trip of Wanderlust"),
        ("a.wander", b'{"wanderlust": "trip", "version": 9}', "newer Wanderlust"),
        ("a.wander", b'{"wanderlust": "trip", "version": 1, "days": "x"}', "damaged.*days"),
        ("a.wander", b'{"wanderlust": "trip", "version": 1, "days": [%s]}' % MANY_DAYS, "more than 1000 days"),
        ("a.ics", "BEGIN:VCALENDAR\nSUMMARY:Größe".encode("latin-1"), "UTF-8"),
        ("a.ics", b"hello", "is not"),
        ("a.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "no stop"),
        ("a.pdf", b"%PDF-1.7 and no more", "damaged"),
        ("a.pkpass", b"not a zip", "archive"),
        ("a.ics", b" " * 5_000_001, "5 MB"),
        ("a.ics", b" " * (guarded.MOST_BYTES + 1), "20 MB"),
    ],
)
def test_a_hostile_file_gives_a_clear_sentence(name: str, data: bytes, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        forms.read(name, data, TODAY)


def test_deep_xml_gives_a_sentence() -> None:
    with pytest.raises(BadInput):
        forms.read("a.kml", b"<kml>" + b"<Folder>" * 300_000, TODAY)


def test_a_packed_file_that_grows_a_thousandfold_is_not_unpacked() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pass.json", b" " * (guarded.MOST_UNPACKED + 1))
    with pytest.raises(BadInput, match="larger than 20 MB"):
        forms.read("a.pkpass", packed.getvalue(), TODAY)


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", 7), ("start", "25:99"), ("place", "Rome"), ("place", {"lat": 1e999}), ("note", ["x"]), ("minutes", {})],
)
def test_a_wrong_type_in_our_own_form_is_named(field: str, value: object) -> None:
    stop = {"name": "Uffizi", "place": None, field: value}
    data = json.dumps({"wanderlust": "trip", "version": 1, "days": [{"day": "", "stops": [stop]}]}).encode()
    with pytest.raises(BadInput, match="damaged"):
        forms.read("a.wander", data, TODAY)


@pytest.mark.parametrize("suffix", [".ics", ".gpx", ".kml", ".geojson", ".wander", ".pdf", ".pkpass"])
def test_forty_files_with_bytes_changed_give_stops_or_a_sentence(
    tuscany: Trip,
    pdf: Callable[[str], bytes],
    wallet_pass: Callable[[dict[str, object]], bytes],
    suffix: str,
) -> None:
    if suffix == ".pdf":
        whole = pdf("Flight LH 1870\n3 December 2026 09:15\nBooking reference X7K2QP")
    elif suffix == ".pkpass":
        whole = wallet_pass({"description": "Ticket", "relevantDate": "2026-12-03T10:00+01:00", "eventTicket": {}})
    else:
        whole = forms.written(tuscany, suffix, NOW)
    chance = random.Random(7)
    for _ in range(40):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        cut = bytes(data[: chance.randrange(len(data))]) if chance.random() < 0.3 else bytes(data)
        try:
            found = forms.read(f"a{suffix}", cut, TODAY)
        except BadInput as error:
            assert error.sentence
        else:
            assert found.stops or found.days


@pytest.mark.parametrize(
    "words", ["check in ", "confirmation \n", "Flight LH 1 ", "3 May ", "Hotel (((", "12:30 ", "Zug 1 > a ", "从 > "]
)
def test_a_ticket_of_one_phrase_ten_thousand_times_is_read_to_its_end(words: str) -> None:
    assert len(bookings_in(words * 10_000, TODAY)) <= 30
