"""The trip in the window: days, stops and their keys, what is done by hand, and what can be undone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.fakes.plain_map import PlainMap
from wanderlust.domain.events import PlacesShown
from wanderlust.domain.places import Place
from wanderlust.domain.trip import orders as od
from wanderlust.domain.trip.book import Deed
from wanderlust.domain.trip.model import Day, DayKey, Stop, Trip
from wanderlust.domain.trip.outlook import Conflict, DayOutlook, Mending, TripsChanged, Way
from wanderlust.ui.main_window import MainWindow
from wanderlust.ui.trip.panel import TripPanel
from wanderlust.ui.trip.row_painter import HANDLE

MONDAY, TUESDAY = DayKey(date(2026, 11, 23)), DayKey(date(2026, 11, 24))
UFFIZI_PLACE = Place("2", "Uffizi Gallery", "museum", 43.7678, 11.2553, "IT", "Italy", "Florence")
PISA_PLACE = Place("3", "Pisa", "city", 43.7167, 10.3966, "IT", "Italy")
UFFIZI = Stop("u", "Uffizi", UFFIZI_PLACE, time(10), note="two tickets")
LUNCH = Stop("l", "lunch", start=time(13), minutes=60)
PISA = Stop("p", "Pisa", PISA_PLACE)
TRIP = Trip("t", "Tuscany", (Day(MONDAY, (UFFIZI, LUNCH)), Day(TUESDAY, (PISA,))))
STATE = TripsChanged(
    (("t", "Tuscany"), ("r", "Rome")),
    TRIP,
    (
        DayOutlook(
            MONDAY,
            (Way("walk", 0.85, 11, "u"),),
            0.85,
            "walk",
            sunset=datetime(2026, 11, 23, 16, 42, tzinfo=UTC),
            conflicts=(Conflict("closed", "u", mending=Mending("u", TUESDAY)),),
        ),
        DayOutlook(TUESDAY),
    ),
    Deed("moved", "Uffizi", MONDAY, time(10)),
)


@pytest.fixture
def orders(window: MainWindow) -> list[od.TripOrder]:
    """What was wanted of the trips."""
    found: list[od.TripOrder] = []
    window.intents.trip.connect(found.append)
    return found


def entered(window: MainWindow, state: TripsChanged = STATE) -> TripPanel:
    window.apply([state])
    window.trip.enter()
    assert window.trip.page is not None
    return window.trip.page


def spoken(page: TripPanel) -> list[str]:
    rows = page.list
    return [rows.item(i).data(Qt.ItemDataRole.AccessibleTextRole) for i in range(rows.count())]


def test_the_rail_and_ctrl_2_show_the_trip_over_the_same_talk_bar(window: MainWindow, qtbot: QtBot) -> None:
    window.apply([STATE])
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.panel.covered_by is window.trip.page and window.rail.trip.isChecked()
    assert window.panel.talk_bar.isVisible()
    window.rail.talk.click()
    assert window.panel.covered_by is None


def test_a_screen_reader_hears_days_stops_ways_and_what_is_wrong(window: MainWindow) -> None:
    assert spoken(entered(window)) == [
        "Monday 23 November. 850 m on foot · sunset 16:42",
        "1. Uffizi. 10:00, two tickets",
        "Closed that day. Enter: Move to Tuesday",
        "About 11 min on foot, 850 m straight",
        "2. lunch. 13:00, 1 h · Not on the map",
        "Tuesday 24 November",
        "3. Pisa. Italy",
    ]


def test_the_map_shows_a_route_a_day_and_leaves_with_the_trip(window: MainWindow, plain_map: PlainMap) -> None:
    entered(window)
    assert [(day.style, [s.number for s in day.stops]) for day in plain_map.days] == [(0, [1]), (1, [3])]
    assert window.trip.legend is not None and window.trip.legend.days == ("Mon 23", "Tue 24")
    window.rail.talk.click()
    assert plain_map.days == [] and window.trip.legend.isHidden()


def test_without_a_day_it_offers_only_what_this_computer_can_do(window: MainWindow, qtbot: QtBot) -> None:
    page = entered(window, TripsChanged())
    said: list[str] = []
    window.intents.text.connect(said.append)
    qtbot.mouseClick(page.empty.sayings[0], Qt.MouseButton.LeftButton)
    assert said == ["Plan three days in Florence"] and page.empty.isVisible()


@pytest.mark.parametrize(
    ("row", "key", "order"),
    [
        (1, Qt.Key.Key_Down, od.MoveStop("u", MONDAY, 1)),
        (4, Qt.Key.Key_Up, od.MoveStop("l", MONDAY, 0)),
        (4, Qt.Key.Key_Down, od.MoveStop("l", TUESDAY, 0)),
        (6, Qt.Key.Key_Up, od.MoveStop("p", MONDAY, 2)),
        (0, Qt.Key.Key_Down, od.MoveDay(MONDAY, 1)),
    ],
)
def test_alt_and_the_arrows_move_stops_and_days(
    window: MainWindow, qtbot: QtBot, orders: list[od.TripOrder], row: int, key: Qt.Key, order: od.TripOrder
) -> None:
    page = entered(window)
    page.list.setCurrentRow(row)
    qtbot.keyClick(page.list, key, Qt.KeyboardModifier.AltModifier)
    assert orders == [order]


def test_enter_mends_a_conflict_and_delete_takes_a_stop_off(
    window: MainWindow, qtbot: QtBot, orders: list[od.TripOrder]
) -> None:
    page = entered(window)
    page.list.setCurrentRow(2)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    page.list.setCurrentRow(1)
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    assert orders == [od.MoveStop("u", TUESDAY), od.RemoveStop("u")]


def test_a_click_on_the_mending_mends(window: MainWindow, qtbot: QtBot, orders: list[od.TripOrder]) -> None:
    page = entered(window)
    box = page.list.visualItemRect(page.list.item(2))
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.right() - 40, box.center().y()))
    assert orders == [od.MoveStop("u", TUESDAY)]


def test_a_stop_is_dragged_by_its_handle(window: MainWindow, orders: list[od.TripOrder]) -> None:
    page = entered(window)
    view, first, last = page.list.viewport(), page.list.item(1), page.list.item(6)
    box = page.list.visualItemRect(first)
    hold = QPoint(box.right() - HANDLE // 2, box.top() + 12)
    target = page.list.visualItemRect(last)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=hold)
    QTest.mouseMove(view, QPoint(hold.x(), target.bottom() - 2))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(hold.x(), target.bottom() - 2))
    assert orders == [od.MoveStop("u", TUESDAY, 1)]


def test_a_stop_let_go_where_it_was_is_not_moved(window: MainWindow, orders: list[od.TripOrder]) -> None:
    page = entered(window)
    view, box = page.list.viewport(), page.list.visualItemRect(page.list.item(1))
    hold = QPoint(box.right() - HANDLE // 2, box.top() + 12)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=hold)
    QTest.mouseMove(view, hold + QPoint(0, 2))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=hold + QPoint(0, 2))
    assert orders == []


def test_a_stop_is_changed_in_its_sheet_and_only_what_changed_is_wanted(
    window: MainWindow, qtbot: QtBot, orders: list[od.TripOrder]
) -> None:
    page = entered(window)
    page.list.setCurrentRow(1)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    sheet = page.stop_sheet
    assert sheet.isVisible() and sheet.name.field.text() == "Uffizi" and sheet.time.field.text() == "10:00"
    sheet.note.field.setText("by the side door")
    sheet.day.choose(TUESDAY.text)
    qtbot.mouseClick(sheet.done_button, Qt.MouseButton.LeftButton)
    assert orders == [od.MoveStop("u", TUESDAY), od.ChangeStop("u", note="by the side door")]
    assert not page.asking and page.list.isVisible()


def test_escape_leaves_a_sheet_as_it_was(window: MainWindow, qtbot: QtBot, orders: list[od.TripOrder]) -> None:
    page = entered(window)
    page.open_stop("u")
    page.stop_sheet.name.field.setText("Prado")
    qtbot.keyClick(page.stop_sheet.name.field, Qt.Key.Key_Escape)
    assert not page.asking and orders == [] and window.trip.active


def test_undo_names_what_it_undoes_and_has_its_key(
    window: MainWindow, qtbot: QtBot, orders: list[od.TripOrder]
) -> None:
    page = entered(window)
    assert page.undo.accessibleName() == "Undo: moved Uffizi to Monday 10:00"
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert orders == [od.Undo()]


def test_ctrl_z_in_a_field_undoes_the_typing_first(
    window: MainWindow, qtbot: QtBot, orders: list[od.TripOrder]
) -> None:
    entered(window)
    field = window.panel.talk_bar.field
    assert isinstance(field, QLineEdit)
    field.setFocus()
    qtbot.keyClicks(field, "abc")
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "" and orders == []


def test_what_was_done_is_announced(window: MainWindow, announcements: list[tuple[str, bool]]) -> None:
    entered(window)
    window.apply([TripsChanged(STATE.trips, TRIP, STATE.outlook, Deed("removed", "lunch"), news=True)])
    assert announcements[-1] == ("Took off lunch", False)


def test_a_place_open_on_the_map_is_offered_until_it_is_on_the_trip(
    window: MainWindow, qtbot: QtBot, orders: list[od.TripOrder]
) -> None:
    page = entered(window)
    rome = Place("4", "Rome", "city", 41.9, 12.5, "IT", "Italy")
    window.apply([PlacesShown((rome,), 0)])
    assert page.offer.isVisible() and page.offer.accessibleName() == "Add Rome"
    qtbot.mouseClick(page.offer, Qt.MouseButton.LeftButton)
    assert orders == [od.AddPlace(rome)]
    window.apply([PlacesShown((UFFIZI_PLACE,), 0)])
    assert page.offer.isHidden()


def test_the_trips_own_pins_give_way_to_its_rings(window: MainWindow, plain_map: PlainMap) -> None:
    window.apply([PlacesShown((UFFIZI_PLACE, PISA_PLACE), None)])
    entered(window)
    assert plain_map.pins == []
    window.rail.talk.click()
    assert len(plain_map.pins) == 2


def test_a_stop_chosen_on_the_map_is_chosen_in_the_list(window: MainWindow, plain_map: PlainMap) -> None:
    page = entered(window)
    plain_map.stopChosen.emit("p")
    row = page.list.current()
    assert row is not None and row.stop == PISA
    assert plain_map.calls[-1][0] == "bring" and ("set_trip", 2, "p") in plain_map.calls


def test_what_is_chosen_stays_chosen_when_the_trip_changes(window: MainWindow) -> None:
    page = entered(window)
    page.list.choose("p")
    window.apply([TripsChanged(STATE.trips, Trip("t", "T", (Day(TUESDAY, (PISA,)),)), (DayOutlook(TUESDAY),))])
    row = page.list.current()
    assert row is not None and row.stop == PISA


def test_a_trip_is_named_and_its_first_day_set_by_one_question(
    window: MainWindow, qtbot: QtBot, orders: list[od.TripOrder]
) -> None:
    page = entered(window)
    page._rename()
    page.ask_sheet.answer.field.setText("Toscana")
    qtbot.keyClick(page.ask_sheet.answer.field, Qt.Key.Key_Return)
    page._ask_first_day()
    page.ask_sheet.answer.field.setText("whenever")
    qtbot.keyClick(page.ask_sheet.answer.field, Qt.Key.Key_Return)
    assert page.asking and page.ask_sheet.complaint.text() == "Write a day, such as 3 December."
    page.ask_sheet.answer.field.setText("3 December")
    qtbot.keyClick(page.ask_sheet.answer.field, Qt.Key.Key_Return)
    assert orders[0] == od.NameTrip("t", "Toscana") and isinstance(orders[1], od.BeginOn)
    assert (orders[1].day.day, orders[1].day.month) == (3, 12)


def test_a_draft_says_so_and_is_kept_with_enter(window: MainWindow, qtbot: QtBot, orders: list[od.TripOrder]) -> None:
    draft = Trip("t", "Three days", TRIP.days, draft=True)
    page = entered(window, TripsChanged((("t", "Three days"),), draft, STATE.outlook))
    assert spoken(page)[0] == "A draft, from my own list of sights. Enter: Keep it"
    page.list.setCurrentRow(0)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert orders == [od.KeepDraft()]
