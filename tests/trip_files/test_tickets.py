"""Tickets in several languages: flights, trains, nights and entries, with their times and numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from wanderlust.domain.errors import BadInput
from wanderlust.domain.trip.model import DayKey
from wanderlust.trip_files import forms
from wanderlust.trip_files.bookings import bookings_in, reference_in
from wanderlust.trip_files.written_dates import dates_in, times_in

TODAY = date(2026, 11, 23)
FLIGHTS = """Lufthansa e-ticket receipt
Booking reference: X7K2QP
Thu 03DEC26
Flight LH 1870  Frankfurt (FRA) 09:15  Florence (FLR) 10:45
Sun 06DEC26
Flight LH 1871  Florence (FLR) 11:30  Frankfurt (FRA) 13:05
"""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-03", (2026, 12, 3)),
        ("03.12.2026", (2026, 12, 3)),
        ("3/12/26", (2026, 12, 3)),
        ("Thu 03DEC26", (2026, 12, 3)),
        ("3 December 2026", (2026, 12, 3)),
        ("December 3rd, 2026", (2026, 12, 3)),
        ("Donnerstag, 3. Dezember 2026", (2026, 12, 3)),
        ("jeudi 3 décembre 2026", (2026, 12, 3)),
        ("1er février 2027", (2027, 2, 1)),
        ("3 de diciembre de 2026", (2026, 12, 3)),
        ("giovedì 3 dicembre 2026", (2026, 12, 3)),
        ("3 de dezembro de 2026", (2026, 12, 3)),
        ("2026年12月3日", (2026, 12, 3)),
        ("2026년 12월 3일", (2026, 12, 3)),
        ("12/31/2026", (2026, 12, 31)),
        ("04/05/2027 9:00 AM", (2027, 4, 5)),
        ("04/05/2027 21:00", (2027, 5, 4)),
        ("20 Nov", (2026, 11, 20)),
        ("3 March", (2027, 3, 3)),
    ],
)
def test_a_date_is_read_as_its_country_writes_it(text: str, day: tuple[int, int, int]) -> None:
    assert [one.date for one in dates_in(text, TODAY)] == [date(*day)]


@pytest.mark.parametrize("text", ["45.13.2026", "31 February 2026", "room 12 of 40", "version 1.2.3", "€ 12.50"])
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert dates_in(text, TODAY) == []


@pytest.mark.parametrize(
    ("text", "at"),
    [("10:30", (10, 30)), ("9:05 PM", (21, 5)), ("10h30", (10, 30)), ("15h", (15, 0)), ("10.30 Uhr", (10, 30)),
     ("11 AM", (11, 0)), ("12 a.m.", (0, 0)), ("19時30分", (19, 30))],
)  # fmt: skip
def test_a_time_is_read_as_its_country_writes_it(text: str, at: tuple[int, int]) -> None:
    assert [one.time for one in times_in(text)] == [time(*at)]


@pytest.mark.parametrize("text", ["12.50 EUR", "1:234", "25:00", "row 15"])
def test_a_price_or_a_row_is_no_time(text: str) -> None:
    assert times_in(text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Booking reference: X7K2QP", "X7K2QP"),
        ("Confirmation number 99128831", "99128831"),
        ("PNR QWERTZ", "QWERTZ"),
        ("Buchungsnummer: 4711-AB", "4711-AB"),
        ("Numéro de réservation : 4482913", "4482913"),
        ("Localizador: ABC12D", "ABC12D"),
        ("Codice di prenotazione: UFZ-88231", "UFZ-88231"),
        ("予約番号: 12345", "12345"),
        ("Your booking is confirmed. Thank you.", ""),
        ("Reference 2026-12-03", ""),
    ],
)
def test_the_number_of_a_booking_follows_its_label(text: str, number: str) -> None:
    assert reference_in(text) == number


def test_each_flight_of_a_ticket_becomes_a_stop_with_both_ends() -> None:
    there, back = bookings_in(FLIGHTS, TODAY)
    assert (there.name, there.key) == ("Flight LH 1870, FRA to FLR", DayKey(date(2026, 12, 3)))
    assert (there.start, there.ends, there.where, there.until) == (time(9, 15), time(10, 45), "iata:FRA", "iata:FLR")
    assert (back.key, back.start, back.reference) == (DayKey(date(2026, 12, 6)), time(11, 30), "X7K2QP")
    assert there.source == "booked"


def test_a_german_train_has_its_stations() -> None:
    text = (
        "Auftragsnummer: ABC123XYZ\nICE 579 am 04.12.2026\nVon: Frankfurt Hbf\nNach: München Hbf\n"
        "ab 08:54 Gleis 7\nan 12:06"
    )
    (train,) = bookings_in(text, TODAY)
    assert (train.name, train.start, train.ends) == ("ICE 579, Frankfurt Hbf to München Hbf", time(8, 54), time(12, 6))
    assert (train.where, train.until) == ("station:Frankfurt Hbf", "station:München Hbf")
    assert train.reference == "ABC123XYZ"


def test_a_french_hotel_becomes_its_check_in_and_its_check_out() -> None:
    text = (
        "Votre réservation\nNuméro de réservation : 4482913\nHôtel Panorama\nAdresse : 12 rue de la Paix, Paris\n"
        "Arrivée : jeudi 3 décembre 2026 à partir de 15h00\nDépart : dimanche 6 décembre 2026 avant 11h"
    )
    arrive, leave = bookings_in(text, TODAY)
    assert (arrive.name, arrive.start) == ("Check in: Hôtel Panorama", time(15))
    assert (leave.name, leave.key, leave.start) == ("Check out: Hôtel Panorama", DayKey(date(2026, 12, 6)), time(11))
    assert arrive.where == "12 rue de la Paix, Paris" and leave.reference == "4482913"


def test_an_american_hotel_counts_months_first() -> None:
    text = "Your stay\nHotel Sunrise\nCheck-in: 12/03/2026 3:00 PM\nCheck-out: 12/13/2026 11 AM"
    arrive, leave = bookings_in(text, TODAY)
    assert (arrive.key, arrive.start) == (DayKey(date(2026, 12, 3)), time(15))
    assert (leave.key, leave.start) == (DayKey(date(2026, 12, 13)), time(11))


def test_an_entry_has_a_title_a_day_and_a_time() -> None:
    (entry,) = bookings_in("Galleria degli Uffizi\nPrenotazione 2 persone\n4 dicembre 2026 ore 10:30", TODAY)
    assert (entry.name, entry.start) == ("Galleria degli Uffizi", time(10, 30))


def test_words_without_a_day_or_a_number_are_no_booking() -> None:
    assert bookings_in("Dear guest, thank you for your visit. Come again at 10:30.", TODAY) == ()


def test_the_words_of_a_pdf_are_taken_out_here(pdf: Callable[[str], bytes]) -> None:
    found = forms.read("ticket.pdf", pdf(FLIGHTS), TODAY)
    assert found.ticket and [stop.name for stop in found.stops] == [
        "Flight LH 1870, FRA to FLR",
        "Flight LH 1871, FLR to FRA",
    ]


def test_a_pdf_of_a_picture_says_so(pdf: Callable[[str], bytes]) -> None:
    with pytest.raises(BadInput, match="only a picture"):
        forms.read("scan.pdf", pdf(""), TODAY)


def test_a_pdf_without_a_booking_leaves_the_trip_as_it_was(pdf: Callable[[str], bytes]) -> None:
    with pytest.raises(BadInput, match=r"no time and no booking in letter\.pdf"):
        forms.read("letter.pdf", pdf("Dear guest, thank you."), TODAY)


def test_a_locked_pdf_says_so(pdf: Callable[[str], bytes]) -> None:
    import io

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(FLIGHTS))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(BadInput, match="locked with a password"):
        forms.read("a.pdf", out.getvalue(), TODAY)


def test_a_boarding_pass_of_a_wallet_has_both_airports(wallet_pass: Callable[[dict[str, Any]], bytes]) -> None:
    value = {
        "description": "Boarding pass",
        "organizationName": "Lufthansa",
        "relevantDate": "2026-12-03T09:15+01:00",
        "boardingPass": {
            "transitType": "PKTransitTypeAir",
            "primaryFields": [
                {"key": "o", "label": "Frankfurt", "value": "FRA"},
                {"key": "d", "label": "Florence", "value": "FLR"},
            ],
            "secondaryFields": [{"key": "r", "label": "Booking reference", "value": "X7K2QP"}],
        },
    }
    (flight,) = forms.read("a.pkpass", wallet_pass(value), TODAY).stops
    assert (flight.name, flight.where, flight.until) == ("Flight from FRA to FLR", "iata:FRA", "iata:FLR")
    assert (flight.key, flight.start, flight.reference) == (DayKey(date(2026, 12, 3)), time(9, 15), "X7K2QP")


def test_an_event_of_a_wallet_has_its_title_and_its_point(wallet_pass: Callable[[dict[str, Any]], bytes]) -> None:
    value = {
        "description": "Ticket",
        "relevantDate": "2026-12-04T20:00:00+01:00",
        "locations": [{"latitude": 43.77, "longitude": 11.25}],
        "eventTicket": {"primaryFields": [{"key": "e", "label": "Event", "value": "La traviata"}]},
    }
    (opera,) = forms.read("a.pkpass", wallet_pass(value), TODAY).stops
    assert (opera.name, opera.start) == ("La traviata", time(20))
    assert opera.point is not None and opera.point.lat == 43.77
