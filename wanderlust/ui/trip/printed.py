"""The trip on paper: the map as a picture, then the days with their stops, as PDF."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF, Qt, QUrl
from PySide6.QtGui import QFont, QImage, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from wanderlust.domain.trip.model import Stop, Trip
from wanderlust.domain.trip.outlook import DayOutlook
from wanderlust.ui.trip.words import day_sum, day_title, lasting, time_words, tr

MARGIN_MM = 16
DPI = 96  # a document counts in pixels; the writer draws as finely as it can
INK, SOFT = "#1d2a26", "#55615d"


def printed(trip: Trip, outlook: tuple[DayOutlook, ...], picture: QImage | None, family: str) -> bytes:
    """A trip as the bytes of a PDF on A4.

    Args:
        trip: What to print.
        outlook: One for each day, for its sum.
        picture: The map, or None where no stop has a place.
        family: The type's name.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(trip.name or tr("My trip"))
    writer.setCreator("Wanderlust")
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Portrait,
        QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM),
        QPageLayout.Unit.Millimeter,
    )
    writer.setPageLayout(layout)
    paper = layout.paintRectPixels(DPI).size()
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(QFont(family, 10))
    document.setPageSize(QSizeF(paper))
    shown = ""
    if picture is not None and not picture.isNull():
        scaled = picture.scaledToWidth(paper.width() * 2, Qt.TransformationMode.SmoothTransformation)
        document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl("map"), scaled)
        shown = f'<p><img src="map" width="{paper.width()}"></p>'
    document.setHtml(_html(trip, outlook, shown))
    document.print_(writer)
    del writer  # writes the end of the file
    return bytes(buffer.data().data())


def _html(trip: Trip, outlook: tuple[DayOutlook, ...], picture: str) -> str:
    sums = {day.key: day_sum(day) for day in outlook}
    parts = [f'<h1 style="color:{INK}">{escape(trip.name or tr("My trip"))}</h1>', picture]
    number = 0
    for day in trip.days:
        parts.append(f'<h2 style="color:{INK}">{escape(day_title(day.key))}</h2>')
        if sums.get(day.key):
            parts.append(f'<p style="color:{SOFT}">{escape(sums[day.key])}</p>')
        rows = []
        for stop in day.stops:
            number += 1
            rows.append(_row(number, stop))
        if rows:
            parts.append(f'<table width="100%" cellspacing="0" cellpadding="4">{"".join(rows)}</table>')
        else:
            parts.append(f'<p style="color:{SOFT}">{escape(tr("Nothing planned."))}</p>')
    return "".join(parts)


def _row(number: int, stop: Stop) -> str:
    facts = [stop.place.label] if stop.place is not None and stop.place.label != stop.name else []
    facts += [lasting(stop.minutes)] if stop.minutes else []
    facts += [tr("Reference {reference}").format(reference=stop.reference)] if stop.reference else []
    lines = [f"<b>{escape(stop.name)}</b>", *(escape(fact) for fact in facts), *map(escape, stop.note.splitlines())]
    return (
        f'<tr><td width="26" align="right"><b>{number}</b></td>'
        f'<td width="74">{escape(time_words(stop.start, stop.part))}</td><td>{"<br>".join(lines)}</td></tr>'
    )
