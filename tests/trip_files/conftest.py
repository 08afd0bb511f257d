"""Files made for the tests: PDFs of words, wallet passes."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from wanderlust.domain.places import Place
from wanderlust.domain.trip.model import ANY_DAY, Day, DayKey, Stop, Trip

THURSDAY, FRIDAY = DayKey(date(2026, 12, 3)), DayKey(date(2026, 12, 4))


@pytest.fixture
def tuscany() -> Trip:
    """Two dated days, one without a stop, and a wish without a day."""
    uffizi = Place(
        "wl:uffizi", "Uffizi Gallery", "museum", 43.7678, 11.2553, "IT", "Italy", "Florence", 0, "Europe/Rome"
    )
    fiesole = Place("gn:1", "Fiesole", "city", 43.8065, 11.2933, "IT", "Italy", timezone="Europe/Rome")
    return Trip(
        "t",
        "Tuscany <& more>",
        (
            Day(
                THURSDAY,
                (
                    Stop(
                        "u", "Uffizi; rooms 1, 2", uffizi, time(10), "", 120, "two tickets\nside door", reference="UF-1"
                    ),
                    Stop("r", "مطعم السلام", fiesole, None, "evening", source="booked"),
                ),
            ),
            Day(FRIDAY),
            Day(ANY_DAY, (Stop("w", "wine_tasting"),)),
        ),
    )


@pytest.fixture
def wallet_pass() -> Callable[[dict[str, Any]], bytes]:
    """Makes a pass of what its ``pass.json`` says."""

    def make(value: dict[str, Any]) -> bytes:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("pass.json", json.dumps(value))
        return packed.getvalue()

    return make


@pytest.fixture
def pdf() -> Callable[[str], bytes]:
    """Makes a PDF of a page of lines in the PDF's own Helvetica."""

    def make(text: str) -> bytes:
        from pypdf import PdfWriter
        from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

        writer = PdfWriter()
        page = writer.add_blank_page(595, 842)
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
                NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
            }
        )
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        drawn = ["BT /F1 11 Tf 14 TL 50 800 Td"]
        for line in text.splitlines():
            escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            drawn.append(f"({escaped}) Tj T*")
        drawn.append("ET")
        stream = DecodedStreamObject()
        stream.set_data("\n".join(drawn).encode("cp1252"))
        page[NameObject("/Contents")] = writer._add_object(stream)
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    return make
