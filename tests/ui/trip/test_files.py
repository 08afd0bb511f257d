"""Files of the trip in the window: dropped, looked over, accepted, written, printed; photographs only after a yes."""

from __future__ import annotations

import io
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.fakes.plain_map import PlainMap
from wanderlust.domain.events import BackendChanged
from wanderlust.domain.places import Place
from wanderlust.domain.trip import orders as od
from wanderlust.domain.trip.found import Proposal, StopsFound
from wanderlust.domain.trip.model import Day, DayKey, Stop, Trip
from wanderlust.domain.trip.outlook import DayOutlook, TripsChanged
from wanderlust.ui.main_window import MainWindow
from wanderlust.ui.trip.printed import printed
from wanderlust.ui.trip.words import source_words

THURSDAY = DayKey(date(2026, 12, 3))
UFFIZI = Stop("u", "Uffizi", Place("2", "Uffizi Gallery", "museum", 43.7678, 11.2553, "IT", "Italy"), time(10))
TRIP = Trip("t", "Tuscany", (Day(THURSDAY, (UFFIZI,)),))
STATE = TripsChanged((("t", "Tuscany"),), TRIP, (DayOutlook(THURSDAY),))
FLIGHT = Proposal(THURSDAY, Stop("found_0", "Flight LH 1870", start=time(9, 15), source="booked", reference="X7K2QP"))
AGAIN = Proposal(THURSDAY, Stop("found_1", "Uffizi", source="booked"), known=True)
FOUND = StopsFound("ticket.pdf", "ticket", (FLIGHT, AGAIN), ticket=True, left_out=2)


@pytest.fixture
def orders(window: MainWindow) -> list[od.TripOrder]:
    """What was wanted of the trips."""
    found: list[od.TripOrder] = []
    window.intents.trip.connect(found.append)
    return found


def drop(window: MainWindow, path: Path) -> bool:
    """Drop a file on the window; says whether it was taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), action, data, button, none)
    enter.setAccepted(False)
    QApplication.sendEvent(window, enter)
    event = QDropEvent(QPointF(9, 9), action, data, button, none)
    QApplication.sendEvent(window, event)
    return enter.isAccepted()


def photo(folder: Path) -> Path:
    path = folder / "ticket.png"
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    image.save(str(path))
    return path


def test_a_ticket_dropped_on_the_window_is_read_and_the_trip_shown(
    window: MainWindow, tmp_path: Path, orders: list[od.TripOrder]
) -> None:
    path = tmp_path / "ticket.pdf"
    path.write_bytes(b"%PDF")
    assert drop(window, path) and orders == [od.ReadStops(str(path))]
    assert window.trip.active


def test_a_file_of_no_trip_is_not_taken(window: MainWindow, tmp_path: Path, orders: list[od.TripOrder]) -> None:
    path = tmp_path / "song.mp3"
    path.write_bytes(b"x")
    assert not drop(window, path) and orders == []


def test_what_is_found_has_ticks_and_nothing_is_on_the_trip_before_it_is_accepted(
    window: MainWindow, qtbot: QtBot, orders: list[od.TripOrder]
) -> None:
    window.apply([STATE, FOUND])
    assert window.trip.page is not None
    sheet = window.trip.page.found_sheet
    assert sheet.isVisible() and orders == []
    assert [(row.isChecked(), row.accessibleName()) for row in sheet.rows] == [
        (True, "Flight LH 1870. Thursday 3 December · 09:15. Reference X7K2QP · Not on the map"),
        (False, "Uffizi. Thursday 3 December. On the trip already"),
    ]
    assert sheet.accept.text() == "Add 1 stop" and "2 entries" in sheet.rest.text()
    qtbot.keyClick(sheet.rows[1], Qt.Key.Key_Space)
    assert sheet.accept.text() == "Add 2 stops"
    sheet.rows[1].click()
    sheet.accept.click()
    assert orders == [od.AcceptStops("ticket.pdf", (FLIGHT,))]
    assert not window.trip.page.asking


def test_a_whole_trip_can_become_a_trip_of_its_own(window: MainWindow, orders: list[od.TripOrder]) -> None:
    whole = StopsFound("rome.wander", "Rome", (FLIGHT,), (THURSDAY,))
    window.apply([STATE, whole])
    assert window.trip.page is not None
    window.trip.page.found_sheet.as_new.click()
    assert orders == [od.AcceptStops("rome.wander", (FLIGHT,), "Rome", (THURSDAY,))]


def test_without_a_tick_there_is_nothing_to_add_and_esc_leaves_all_as_it_was(
    window: MainWindow, orders: list[od.TripOrder]
) -> None:
    window.apply([STATE, FOUND])
    assert window.trip.page is not None
    sheet = window.trip.page.found_sheet
    sheet.rows[0].click()
    assert not sheet.accept.isEnabled() and not sheet.as_new.isEnabled()
    assert window.trip.escape() and orders == []


def test_a_second_file_waits_until_the_first_is_looked_over(window: MainWindow) -> None:
    second = StopsFound("b.ics", "b", (FLIGHT,))
    window.apply([STATE, FOUND, second])
    assert window.trip.page is not None
    sheet = window.trip.page.found_sheet
    assert sheet.found is FOUND
    sheet.cancel.click()
    assert sheet.found is second and sheet.isVisible()


def test_a_photo_is_sent_only_after_a_yes(window: MainWindow, tmp_path: Path) -> None:
    sent: list[bytes] = []
    window.intents.picture.connect(lambda _words, data: sent.append(data))
    window.apply([STATE, BackendChanged("openai")])
    window.trip.enter()
    path = photo(tmp_path)
    assert drop(window, path) and window.trip.page is not None
    sheet = window.trip.page.picture_sheet
    assert sheet.isVisible() and sent == [] and "send this picture to OpenAI" in sheet.shown.words
    sheet.send.click()
    assert sent == [path.read_bytes()]


def test_on_this_computer_a_photo_says_that_it_needs_openai(window: MainWindow, tmp_path: Path) -> None:
    sent: list[bytes] = []
    pages: list[str] = []
    window.intents.picture.connect(lambda _words, data: sent.append(data))
    window.intents.settings.connect(pages.append)
    window.apply([STATE])
    window.trip.enter()
    assert drop(window, photo(tmp_path)) and window.trip.page is not None
    sheet = window.trip.page.picture_sheet
    assert sheet.heading.text() == "Photos need OpenAI" and "cannot read photos" in sheet.shown.words
    sheet.send.click()
    assert pages == ["cloud"] and sent == []


def test_the_trip_is_written_where_the_traveller_says(window: MainWindow, orders: list[od.TripOrder]) -> None:
    window.apply([STATE])
    window.trip.files.write_to("/somewhere/tuscany.ics")
    assert orders == [od.WriteTrip("/somewhere/tuscany.ics")]


def test_a_pdf_is_drawn_here_with_the_map_in_it(
    window: MainWindow, orders: list[od.TripOrder], plain_map: PlainMap
) -> None:
    window.apply([STATE])
    window.trip.files.write_to("/somewhere/tuscany.pdf")
    (order,) = orders
    assert isinstance(order, od.WriteTrip) and order.printed.startswith(b"%PDF")
    assert "paper" in plain_map.names()


def test_a_printed_trip_has_every_day_and_stop(window: MainWindow) -> None:
    from pypdf import PdfReader

    names = [f"Stop {number}" for number in range(90)]
    days = tuple(
        Day(DayKey(date(2026, 12, 1 + index)), tuple(Stop(name, name) for name in names[index * 9 : index * 9 + 9]))
        for index in range(10)
    )
    data = printed(Trip("t", "A <long> trip", days), (), None, "DejaVu Sans")
    pages = PdfReader(io.BytesIO(data)).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    assert len(pages) > 1 and "A <long> trip" in text
    assert all(name in text for name in names)


def test_the_sheet_of_a_stop_says_where_it_came_from() -> None:
    assert source_words(FLIGHT.stop) == "From a ticket · Reference X7K2QP"


def test_the_empty_page_speaks_of_tickets(window: MainWindow) -> None:
    window.apply([TripsChanged()])
    window.trip.enter()
    assert window.trip.page is not None
    assert "drop a ticket here" in window.trip.page.empty._words()
