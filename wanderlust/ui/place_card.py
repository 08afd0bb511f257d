"""The card of the chosen place, floating at the map's lower corner; a strip where the window is low."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from wanderlust.domain.places import Place
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import IconButton
from wanderlust.ui.place_facts import Fact, facts, subtitle
from wanderlust.ui.shadows import FloatingSurface, shadow_margins
from wanderlust.ui.text_paint import draw_line, text_width
from wanderlust.ui.theme import RADIUS_PLACE, StyleName

WIDTH, STRIP, PADDING, ROUNDEL = 364, 92, 18, 32
DEPTH = 3


class PlaceCard(FloatingSurface):
    """Shows one place.

    Args:
        appearance: Colours and type.
        now: The clock, for the local time there.

    Signals:
        closed: The traveller closed it.
    """

    closed = Signal()

    def __init__(self, appearance: Appearance, now: Callable[[], datetime], parent: QWidget) -> None:
        super().__init__(appearance, DEPTH, RADIUS_PLACE, parent)
        self._now = now
        self._place: Place | None = None
        self._number: int | None = None
        self._strip = False
        self._facts: list[Fact] = []
        self.close_button = IconButton(appearance, "x", self.tr("Close"), self, key=self.tr("Esc"), size=34)
        self.close_button.clicked.connect(self.closed)
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
        return self._facts

    def show_place(self, place: Place | None, number: int | None) -> None:
        """Show a place with its pin's number, or hide the card."""
        self._place, self._number = place, number
        if place is None:
            self._minute.stop()
            self.hide()
            return
        self._tick()
        self._minute.start()
        self._fit()
        self.show()

    def set_strip(self, strip: bool, width: int) -> None:
        """In a low window: one strip of that width instead of a card."""
        self._strip = strip
        self._fit(width)

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
            self._paint_facts(painter, self._place)

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
            self._strip_line() if self._strip else subtitle(place),
            "caption" if self._strip else "label",
            "ink2",
            self._text_left(),
            top + look.line("state") + 1,
            self._head_room(),
        )

    def _paint_facts(self, painter: QPainter, place: Place) -> None:
        box, look = self.surface(), self.appearance
        y = box.top() + self._head_height()
        for fact in self._facts:
            height = look.line("strong")
            spot = QRectF(self._x(box, PADDING + 9) - 9, y, 18, height)
            look.draw_icon(painter, fact.icon, "ink2", spot, 18)
            room = box.width() - 2 * PADDING - 28
            strong = min(room, text_width(look, "strong", fact.words) + 1)
            self._line(painter, fact.words, "strong", "ink", PADDING + 28, y, strong)
            if fact.beside and not self._below(fact):
                beside = PADDING + 28 + strong + 10
                self._line(painter, fact.beside, "caption", "ink2", beside, y + 1, room - strong - 10)
            elif fact.beside:
                y += height
                self._line(painter, fact.beside, "caption", "ink2", PADDING + 28, y, room)
            y += height + 10
        y += 2
        painter.fillRect(QRectF(box.left() + PADDING, y, box.width() - 2 * PADDING, 1), look.color("line"))
        self._line(painter, place.source, "caption", "ink2", PADDING, y + 10, box.width() - 2 * PADDING)

    def _paint_strip(self, painter: QPainter) -> None:
        box, look = self.surface(), self.appearance
        words = " · ".join(f"{f.words} {f.beside}".strip() if f.icon == "clock" else f.words for f in self._facts)
        y = box.top() + 14 + look.line("state") + look.line("caption") + 2
        self._line(painter, words, "caption", "ink", self._text_left(), y, self._head_room())

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
        box = self.surface()
        x = box.left() + 10 if self.isRightToLeft() else box.right() - 10 - self.close_button.width()
        self.close_button.move(round(x), round(box.top() + 10))

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

    def _x(self, box: QRectF, from_leading: float) -> float:
        return box.right() - from_leading if self.isRightToLeft() else box.left() + from_leading

    def _text_left(self) -> float:
        return PADDING + ROUNDEL + 12

    def _head_room(self) -> float:
        return self.surface().width() - self._text_left() - 48

    def _head_height(self) -> int:
        return PADDING + self.appearance.line("state") + self.appearance.line("label") + 18

    def _strip_line(self) -> str:
        place = self._place
        return "" if place is None else " · ".join((subtitle(place), place.source))

    def _below(self, fact: Fact) -> bool:
        """Whether the words beside do not fit beside."""
        room = WIDTH - 2 * PADDING - 28 - 10
        look = self.appearance
        wide = text_width(look, "strong", fact.words) + text_width(look, "caption", fact.beside)
        return wide > room

    def _size(self, width: int) -> QSize:
        left, top, right, bottom = shadow_margins(DEPTH)
        look = self.appearance
        if self._strip:
            height = look.px(STRIP)
        else:
            rows = len(self._facts) + sum(bool(f.beside) and self._below(f) for f in self._facts)
            gaps = 10 * len(self._facts) + 2
            height = self._head_height() + rows * look.line("strong") + gaps + 10 + look.line("caption") + 14
        return QSize(width + left + right, height + top + bottom)

    def _fit(self, width: int = WIDTH) -> None:
        self.resize(self._size(width if self._strip else WIDTH))
        self.update()

    def _tick(self) -> None:
        if self._place is None:
            return
        self._facts = facts(self._place, self._now())
        spoken = ". ".join(f"{f.words} {f.beside}".strip() for f in self._facts)
        number = f"{self._number}. " if self._number is not None else ""
        self.setAccessibleName(f"{number}{self._place.name}")
        self.setAccessibleDescription(f"{subtitle(self._place)}. {spoken}. {self._place.source}")
        self.update()
