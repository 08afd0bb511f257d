"""The card of the chosen place, floating at the map's lower corner; a strip where the window is low."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHelpEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from wanderlust.domain.place_details import PlaceDetails
from wanderlust.domain.places import Place
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import Button, IconButton
from wanderlust.ui.place_body import PlaceBody
from wanderlust.ui.place_facts import Fact, facts, source_of, subtitle
from wanderlust.ui.shadows import FloatingSurface, shadow_margins
from wanderlust.ui.text_paint import draw_line, text_width
from wanderlust.ui.theme import RADIUS_PLACE, StyleName

WIDTH, STRIP, PADDING, ROUNDEL = 364, 92, 18, 32
BUTTON_GAP = 8
DEPTH = 3
CALL_GOAL = "ask whether they are open today"  # the card that follows can be changed before anybody is called


class PlaceCard(FloatingSurface):
    """Shows one place.

    Args:
        appearance: Colours and type.
        now: The clock, for the local time there.

    Signals:
        closed: The traveller closed it.
        resized: It needs another height: its lower edge stays where it is.
        trip_wanted, way_wanted: The place is wanted on the trip, or the way there.
        call_wanted: Somebody there is to be called: whom, and what for with the number.
    """

    closed = Signal()
    resized = Signal()
    trip_wanted = Signal(object)
    way_wanted = Signal(object)
    call_wanted = Signal(str, str)

    def __init__(self, appearance: Appearance, now: Callable[[], datetime], parent: QWidget) -> None:
        super().__init__(appearance, DEPTH, RADIUS_PLACE, parent)
        self._now = now
        self._place: Place | None = None
        self._details: PlaceDetails | None = None
        self._number: int | None = None
        self._strip = self._unfolded = False
        self._most = 600.0
        self._body = PlaceBody(appearance)
        self._source = ""
        self.close_button = IconButton(appearance, "x", self.tr("Close"), self, key=self.tr("Esc"), size=34)
        self.close_button.clicked.connect(self.closed)
        self.way_button = Button(appearance, self.tr("Directions"), self, icon="path", kind="primary")
        self.trip_button = Button(appearance, self.tr("Add to trip"), self)
        self.call_button = Button(appearance, self.tr("Call"), self, icon="phone")
        self.call_button.setAccessibleName(self.tr("Call them for me"))
        self.call_button.setToolTip(self.tr("Call them for me"))
        self.week_button = IconButton(appearance, "caret-down", self.tr("Hours of the week"), self, size=28)
        self.article_button = IconButton(appearance, "export", self.tr("Read the article"), self, size=28)
        self.way_button.clicked.connect(lambda: self.way_wanted.emit(self._place))
        self.trip_button.clicked.connect(lambda: self.trip_wanted.emit(self._place))
        self.call_button.clicked.connect(self._call)
        self.week_button.clicked.connect(self._fold)
        self.article_button.clicked.connect(self._read_on)
        # The local time moves once a minute, and only while the card is open.
        self._minute = QTimer(self, interval=60_000)
        self._minute.timeout.connect(self._tick)
        appearance.changed.connect(self._fit)
        self.hide()

    @property
    def place(self) -> Place | None:
        return self._place

    @property
    def lines(self) -> list[Fact]:
        """The facts it shows."""
        return list(self._body.facts)

    @property
    def source(self) -> str:
        """Who says so, and how old it is."""
        return self._source

    def show_place(self, place: Place | None, number: int | None) -> None:
        """Show a place with its pin's number, or hide the card."""
        if place is None or self._place is None or place.id != self._place.id:
            self._details, self._unfolded = None, False
        self._place, self._number = place, number
        if place is None:
            self._minute.stop()
            self.hide()
            return
        self._tick()
        self._minute.start()
        self._fit(self._wide())
        self.show()

    def show_details(self, details: PlaceDetails | None) -> None:
        """Show what is known of the place by now."""
        if details == self._details:
            return
        self._details = details
        self._tick()
        self._fit(self._wide())

    def set_strip(self, strip: bool, width: int) -> None:
        """In a low window: one strip of that width instead of a card."""
        self._strip = strip
        self._fit(width)

    def set_room(self, height: float) -> None:
        """How high it may become."""
        self._most = height

    def sizeHint(self) -> QSize:
        return self._size(WIDTH)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:  # type: ignore[override]
        super().paintEvent(event)
        if self._place is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_head(painter, self._place)
        if self._strip:
            self._paint_strip(painter)
        else:
            box = self.surface()
            corner = QPointF(box.left() + PADDING, box.top() + self._head_height())
            self._body.paint(painter, corner, box.width() - 2 * PADDING, self.isRightToLeft())
            y = box.bottom() - 14 - self.appearance.line("caption")
            painter.fillRect(
                QRectF(box.left() + PADDING, y - 10, box.width() - 2 * PADDING, 1), self.appearance.color("line")
            )
            self._line(painter, self._source, "caption", "ink2", PADDING, y, box.width() - 2 * PADDING)

    def _paint_head(self, painter: QPainter, place: Place) -> None:
        box, look = self.surface(), self.appearance
        y = box.top() + (14 if self._strip else PADDING)
        middle = QPointF(self._x(box, PADDING + ROUNDEL / 2), y + ROUNDEL / 2)
        chosen = self._number is not None
        painter.setPen(QPen(look.color("gold_edge" if chosen else "strong"), 1.75 if chosen else 1))
        painter.setBrush(look.color("gold" if chosen else "raised"))
        painter.drawEllipse(middle, ROUNDEL / 2 - 0.9, ROUNDEL / 2 - 0.9)
        disc = QRectF(middle.x() - 16, middle.y() - 16, 32, 32)
        if chosen:
            painter.setFont(look.font("heading"))
            painter.setPen(look.color("on_gold"))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))
        else:
            look.draw_icon(painter, "map-pin", "pine", disc, 18)
        top = y - 4
        self._line(painter, place.name, "state", "ink", self._text_left(), top, self._head_room())
        self._line(
            painter,
            self._strip_lines()[0] if self._strip else subtitle(place, self._details),
            "caption" if self._strip else "label",
            "ink2",
            self._text_left(),
            top + look.line("state") + 1,
            self._head_room(),
        )

    def _paint_strip(self, painter: QPainter) -> None:
        box, look = self.surface(), self.appearance
        y = box.top() + 14 + look.line("state") + look.line("caption") + 2
        self._line(painter, self._strip_lines()[1], "caption", "ink", self._text_left(), y, self._head_room())

    def _line(
        self, painter: QPainter, words: str, style: StyleName, ink: str, left: float, y: float, room: float
    ) -> None:
        """One elided line, ``left`` from the surface's leading edge."""
        box, mirrored = self.surface(), self.isRightToLeft()
        x = box.right() - left - room if mirrored else box.left() + left
        rect = QRectF(x, y, room, self.appearance.line(style))
        draw_line(painter, self.appearance, rect, words, style, ink, right=mirrored)

    # -- geometry

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_buttons()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            tip = self.tip()
            QToolTip.showText(event.globalPos(), tip, self) if tip else QToolTip.hideText()
            return True
        return super().event(event)

    def tip(self) -> str:
        """The whole name when it is cut off, else an empty string."""
        name = self._place.name if self._place is not None else ""
        return name if text_width(self.appearance, "state", name) > self._head_room() else ""

    def _wide(self) -> int:
        return round(self.surface().width())

    def _x(self, box: QRectF, from_leading: float) -> float:
        return box.right() - from_leading if self.isRightToLeft() else box.left() + from_leading

    def _text_left(self) -> float:
        return PADDING + ROUNDEL + 12

    def _head_room(self) -> float:
        taken = 48.0
        if self._strip:
            taken += sum(button.width() + BUTTON_GAP for button in self._actions())
        return self.surface().width() - self._text_left() - taken

    def _head_height(self) -> int:
        return PADDING + self.appearance.line("state") + self.appearance.line("label") + 18

    def _strip_lines(self) -> tuple[str, str]:
        """What the strip says below the name; what may be cut off stands last, and a number never does."""
        place, details, lines = self._place, self._details, self._body.facts
        if place is None:
            return "", ""
        kind = subtitle(place, details)
        if details is not None and details.point is not None and len(lines) > 2:
            state, address, phone = lines[0], lines[1], lines[2]
            return f"{state.words} {state.beside}".strip(), " · ".join((phone.words, address.words))
        words = (f"{f.words} {f.beside}".strip() if f.icon == "clock" else f.words for f in lines)
        return " · ".join((kind, self._source)), " · ".join(words)

    def _actions(self) -> list[Button]:
        """The buttons there are, in order."""
        point = self._details.point if self._details is not None else None
        phone = point is not None and bool(point.phone)
        return [self.way_button, self.trip_button, *([self.call_button] if phone else [])]

    def _rows(self) -> list[list[Button]]:
        """The buttons in as many rows as they need."""
        rows: list[list[Button]] = [[]]
        left = 0.0
        for button in self._actions():
            if rows[-1] and left + button.width() > WIDTH - 2 * PADDING:
                rows.append([])
                left = 0.0
            rows[-1].append(button)
            left += button.width() + BUTTON_GAP
        return rows

    def _place_buttons(self) -> None:
        box, mirrored = self.surface(), self.isRightToLeft()

        def put(widget: QWidget, from_leading: float, y: float) -> None:
            x = box.right() - from_leading - widget.width() if mirrored else box.left() + from_leading
            widget.move(round(x), round(y))

        put(self.close_button, box.width() - 10 - self.close_button.width(), box.top() + 10)
        actions = self._actions()
        self.call_button.setVisible(self.call_button in actions)
        if self._strip:
            x = box.width() - 10 - self.close_button.width()
            for button in reversed(actions):
                x -= button.width() + BUTTON_GAP
                put(button, x, box.center().y() - button.height() / 2)
        else:
            y = box.bottom() - 14 - self.appearance.line("caption") - 20
            for row in reversed(self._rows()):
                x = float(PADDING)
                y -= row[0].height() + 4
                for button in row:
                    put(button, x, y)
                    x += button.width() + BUTTON_GAP
        top = box.top() + self._head_height()
        hours, article = self._body.spots(box.width() - 2 * PADDING)
        for widget, spot in ((self.week_button, hours), (self.article_button, article)):
            shown = spot is not None and not self._strip
            widget.setVisible(shown)
            if spot is not None:
                put(widget, box.width() - PADDING - widget.width(), top + spot.middle - widget.height() / 2)

    def _size(self, width: int) -> QSize:
        left, top, right, bottom = shadow_margins(DEPTH)
        look = self.appearance
        if self._strip:
            height = float(look.px(STRIP))
        else:
            rows = self._rows()
            foot = len(rows) * (rows[0][0].height() + 4) + 20 + look.line("caption") + 14
            head = self._head_height()
            height = head + self._body.fit(WIDTH - 2 * PADDING, self._most - head - foot) + foot
        return QSize(width + left + right, round(height) + top + bottom)

    def _fit(self, width: int = WIDTH) -> None:
        self.trip_button.set_words(self.trip_button.text(), "plus" if self._strip else "")
        for button in (self.way_button, self.trip_button, self.call_button):
            button.set_compact(self._strip)
        before = self.size()
        self.resize(self._size(width if self._strip else WIDTH))
        self._place_buttons()
        self.update()
        if self.size() != before:
            self.resized.emit()

    # -- what is known and wanted

    def _tick(self) -> None:
        place, details = self._place, self._details
        if place is None:
            return
        now = self._now()
        week = details.week if details is not None else ()
        self._source = source_of(place, now, details)
        self._body.set_facts(facts(place, now, details), week if self._unfolded else (), bool(week))
        summary = details.summary if details is not None else None
        self._body.set_summary(summary, summary.provenance.told(now) if summary is not None else "")
        number = f"{self._number}. " if self._number is not None else ""
        self.setAccessibleName(f"{number}{place.name}")
        self.setAccessibleDescription(f"{subtitle(place, details)}. {self._body.spoken()}. {self._source}")
        self.update()

    def _fold(self) -> None:
        self._unfolded = not self._unfolded
        self._tick()
        self._fit(self._wide())

    def _call(self) -> None:
        if self._place is not None and self._details is not None and self._details.point is not None:
            self.call_wanted.emit(self._place.name, f"{CALL_GOAL} {self._details.point.phone}")

    def _read_on(self) -> None:
        if self._details is not None and self._details.summary is not None and self._details.summary.link:
            QDesktopServices.openUrl(QUrl(self._details.summary.link))
