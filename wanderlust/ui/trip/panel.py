"""The trip's page in the panel: which trip, what can be undone, and its days and stops or how to begin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from wanderlust.domain.places import Place
from wanderlust.domain.trip import orders as od
from wanderlust.domain.trip.model import DayKey
from wanderlust.domain.when import day_meant
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import Button
from wanderlust.ui.empty_state import CARD, GAP, Saying
from wanderlust.ui.text_paint import draw_wrapped, text_width, wrapped_height
from wanderlust.ui.theme import PANEL_FIELD, PANEL_TEXT, TEXT_X, menu_style
from wanderlust.ui.trip.model import TripModel
from wanderlust.ui.trip.sheets import AskSheet, Sheet, StopSheet
from wanderlust.ui.trip.stop_list import StopList
from wanderlust.ui.trip.words import day_title, deed_words

BUTTON_AIR = 58  # of a button around its words: edges, icon and gap


class TripPanel(QWidget):
    """Shows the open trip.

    Args:
        appearance: Colours and type.
        model: The trips.
        today: What "Tuesday" is counted from.

    Signals:
        wanted: A ``TripOrder``.
        said: A saying that was clicked, to be sent as if typed.
        stop_chosen: Id of the stop that was moved to in the list, or empty.
    """

    wanted = Signal(object)
    said = Signal(str)
    stop_chosen = Signal(str)

    def __init__(
        self, appearance: Appearance, model: TripModel, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._model, self._today = appearance, model, today
        self._offered: Place | None = None
        self.setAccessibleName(self.tr("Trip"))
        self.chooser = Button(appearance, self.tr("Trips"), self, icon="caret-down")
        self.undo = Button(appearance, self.tr("Undo"), self, icon="arrow-counter-clockwise", kind="quiet")
        self.offer = Button(appearance, self.tr("Add"), self, icon="plus")
        self.offer.hide()
        self.list = StopList(appearance)
        self.empty = _NoDays(appearance)
        self.stop_sheet = StopSheet(appearance)
        self.ask_sheet = AskSheet(appearance)
        self._pages = QStackedWidget(self)
        for page in (self.empty, self.list, self.stop_sheet, self.ask_sheet):
            self._pages.addWidget(page)
        self._head = QWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._pages, 1)
        for button in (self.chooser, self.undo, self.offer):
            button.setParent(self._head)
        self.chooser.clicked.connect(self._open_trips)
        self.undo.clicked.connect(lambda: self.wanted.emit(od.Undo()))
        self.offer.clicked.connect(self._add_offered)
        self.list.wanted.connect(self.wanted)
        self.list.stop_opened.connect(self.open_stop)
        self.list.stop_chosen.connect(self.stop_chosen)
        self.list.day_opened.connect(self._open_day)
        self.empty.said.connect(self.said)
        self.stop_sheet.wanted.connect(self.wanted)
        for sheet in (self.stop_sheet, self.ask_sheet):
            sheet.left.connect(self._show_list)
        model.changed.connect(self._follow)
        appearance.changed.connect(self._arrange)
        self._follow()

    @property
    def asking(self) -> bool:
        """Whether a sheet is open."""
        return isinstance(self._pages.currentWidget(), Sheet)

    def offer_place(self, place: Place | None) -> None:
        """A place that is open on the map and could be put on the trip."""
        self._offered = place if place is not None and not self._model.holds(place.id) else None
        self._arrange()

    def open_stop(self, stop_id: str) -> None:
        """Show what can be changed about a stop."""
        stop, key = self._model.stop(stop_id), self._model.day_of(stop_id)
        if stop is not None and key is not None:
            self._pages.setCurrentWidget(self.stop_sheet)
            self.stop_sheet.show_stop(stop, key, self._model.days)

    def choose(self, stop_id: str) -> None:
        """Choose a stop that was clicked on the map."""
        if not self.asking:
            self.list.choose(stop_id)

    def focus_list(self) -> None:
        """Give the keyboard to the list, or to the first saying where there is none."""
        target = self.empty.sayings[0] if self._model.empty else self.list
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def escape(self) -> bool:
        """Put a sheet away; says whether one was open."""
        if not self.asking:
            return False
        self._show_list()
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._look.color("surface"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    # -- inside

    def _follow(self) -> None:
        self.list.show_rows(self._model.rows)
        stop = self.stop_sheet.stop_id
        if not self.asking or (self._pages.currentWidget() is self.stop_sheet and self._model.stop(stop) is None):
            self._show_list(focus=False)
        self.offer_place(self._offered)

    def _show_list(self, focus: bool = True) -> None:
        self._pages.setCurrentWidget(self.empty if self._model.empty else self.list)
        if focus:
            self.focus_list()

    def _add_offered(self) -> None:
        if self._offered is not None:
            self.wanted.emit(od.AddPlace(self._offered))

    def _trip_name(self) -> str:
        trip = self._model.state.trip
        return (trip.name if trip is not None else "") or self.tr("My trip")

    def _arrange(self) -> None:
        look, state, width = self._look, self._model.state, self._head.width() or self.width()
        undo = self.tr("Undo: {deed}").format(deed=deed_words(state.undo)) if state.undo is not None else ""
        room = width - 2 * PANEL_FIELD
        name = self._trip_name()
        wide = text_width(look, "strong", name) + text_width(look, "strong", undo) + 2 * BUTTON_AIR + 8
        own_row = bool(undo) and wide > room
        self.chooser.set_words(_cut(look, name, room - BUTTON_AIR), "caret-down")
        self.chooser.setAccessibleName(self.tr("Trip: {name}").format(name=name))
        self.chooser.setToolTip(self.tr("Choose, rename or delete a trip"))
        self.undo.setVisible(bool(undo))
        self.undo.set_words(_cut(look, undo, room - BUTTON_AIR), "arrow-counter-clockwise")
        self.undo.setAccessibleName(undo)
        self.undo.setToolTip(f"{undo} (Ctrl+Z)" if undo else "")
        self.offer.setVisible(self._offered is not None)
        if self._offered is not None:
            words = self.tr("Add {place}").format(place=self._offered.name)
            self.offer.set_words(_cut(look, words, room - BUTTON_AIR), "plus")
            self.offer.setAccessibleName(words)
        high, y = self.chooser.height(), 10
        bottom = y + high + 6
        places = [(self.chooser, PANEL_FIELD, y)]
        if own_row:
            places.append((self.undo, PANEL_FIELD, bottom))
            bottom += high + 4
        else:
            places.append((self.undo, PANEL_FIELD + self.chooser.width() + 8, y))
        if self._offered is not None:
            places.append((self.offer, PANEL_FIELD, bottom + 2))
            bottom += high + 8
        for button, x, top in places:
            button.move(width - x - button.width() if self.isRightToLeft() else x, top)
        self._head.setFixedHeight(bottom)
        self.update()

    # -- menus

    def _open_trips(self) -> None:
        menu = self._menu()
        state = self._model.state
        for trip_id, name in state.trips:
            shown = name or self.tr("My trip")
            action = menu.addAction(shown)
            action.setCheckable(True)
            action.setChecked(state.trip is not None and trip_id == state.trip.id)
            action.triggered.connect(partial(self._want, od.OpenTrip(trip_id)))
        if state.trips:
            menu.addSeparator()
        self._add(menu, self.tr("New trip"), self._name_new)
        if state.trip is not None:
            self._add(menu, self.tr("Rename this trip"), self._rename)
            self._add(menu, self.tr("Set the first day"), self._ask_first_day)
            self._add(menu, self.tr("Add a day"), partial(self._want, od.AddDay()))
            if state.redo is not None:
                words = self.tr("Do again: {deed}").format(deed=deed_words(state.redo))
                self._add(menu, words, partial(self._want, od.Redo()))
            menu.addSeparator()
            self._add(menu, self.tr("Delete this trip"), partial(self._want, od.RemoveTrip(state.trip.id)))
        menu.popup(self.chooser.mapToGlobal(QPoint(0, self.chooser.height() + 4)))

    def _open_day(self, key: DayKey, corner: QPoint) -> None:
        menu = self._menu()
        days = [day for day in self._model.days if not day.open]
        if key in days:
            place = days.index(key)
            if place:
                self._add(menu, self.tr("Swap with the day before"), partial(self._want, od.MoveDay(key, -1)))
            if place < len(days) - 1:
                self._add(menu, self.tr("Swap with the day after"), partial(self._want, od.MoveDay(key, 1)))
            self._add(menu, self.tr("Set the first day"), self._ask_first_day)
        self._add(menu, self.tr("Take off {day}").format(day=day_title(key)), partial(self._want, od.RemoveDay(key)))
        menu.popup(corner)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setStyleSheet(menu_style(self._look.theme))
        menu.setFont(self._look.font("label"))
        return menu

    @staticmethod
    def _add(menu: QMenu, words: str, act: Callable[[], None]) -> QAction:
        action = menu.addAction(words)
        action.triggered.connect(lambda _checked=False: act())
        return action

    def _want(self, order: od.TripOrder, _checked: bool = False) -> None:
        self.wanted.emit(order)

    def _ask(self, question: str, example: str, text: str, take: Callable[[str], str]) -> None:
        self._pages.setCurrentWidget(self.ask_sheet)
        self.ask_sheet.ask(question, example, text, take)

    def _name_new(self) -> None:
        def take(name: str) -> str:
            self.wanted.emit(od.NewTrip(name))
            return ""

        self._ask(self.tr("What is the new trip called?"), self.tr("Such as Tuscany in spring"), "", take)

    def _rename(self) -> None:
        trip = self._model.state.trip
        if trip is None:
            return

        def take(name: str) -> str:
            self.wanted.emit(od.NameTrip(trip.id, name))
            return ""

        self._ask(self.tr("What is this trip called?"), self.tr("Such as Tuscany in spring"), trip.name, take)

    def _ask_first_day(self) -> None:
        def take(words: str) -> str:
            day = day_meant(words, self._today())
            if day is None:
                return self.tr("Write a day, such as 3 December.")
            self.wanted.emit(od.BeginOn(day))
            return ""

        self._ask(self.tr("When does it begin?"), self.tr("Such as 3 December"), "", take)


def _cut(look: Appearance, words: str, room: float) -> str:
    """Words cut off at their end where they do not fit; a button shows the whole in its tooltip."""
    if text_width(look, "strong", words) <= room:
        return words
    while words and text_width(look, "strong", f"{words}…") > room:
        words = words[:-1]
    return f"{words.rstrip()}…"


class _NoDays(QWidget):
    """What to do while there is no day: nothing that this computer could not do now."""

    said = Signal(str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._look = appearance
        self.sayings = [
            Saying(appearance, icon, words, does, self)
            for icon, words, does in (
                ("path", self.tr("Plan three days in Florence"), self.tr("Drafts days over the sights I know")),
                ("map-pin", self.tr("Put the Louvre on Tuesday"), self.tr("Puts it on your trip and the map")),
            )
        ]
        for saying in self.sayings:
            saying.clicked.connect(partial(self._say, saying))
        appearance.changed.connect(self._arrange)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.fillRect(self.rect(), look.color("surface"))
        corner = self._column().topLeft()
        corner = QPointF(corner.x(), corner.y() + self._top())
        corner.setY(
            corner.y() + draw_wrapped(painter, look, corner, self._column().width(), self._head(), "display", "ink")
        )
        corner.setY(corner.y() + 8)
        draw_wrapped(painter, look, corner, self._column().width(), self._words(), "body", "ink2")

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def _head(self) -> str:
        return self.tr("No days yet.")

    def _words(self) -> str:
        return self.tr("Say “three days in Tuscany”, or add a place from the map.")

    def _say(self, saying: Saying, _checked: bool = False) -> None:
        self.said.emit(saying.text())

    def _column(self) -> QRectF:
        left = PANEL_TEXT if self.isRightToLeft() else TEXT_X
        return QRectF(left, 0, max(60, self.width() - TEXT_X - PANEL_TEXT), self.height())

    def _text_height(self) -> int:
        look, width = self._look, self._column().width()
        return (
            wrapped_height(look, self._head(), "display", width)
            + 8
            + wrapped_height(look, self._words(), "body", width)
        )

    def _top(self) -> float:
        cards = len(self.sayings) * (self._look.px(CARD) + GAP)
        return max(8.0, (self.height() - self._text_height() - 20 - cards) / 2)

    def _arrange(self) -> None:
        column, y = self._column(), self._top() + self._text_height() + 20
        for saying in self.sayings:
            saying.setGeometry(round(column.left()), round(y), round(column.width()), self._look.px(CARD))
            y += self._look.px(CARD) + GAP
        self.update()
