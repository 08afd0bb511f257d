"""Notices in the map's upper corner: what happened, what I do, what you can do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from wanderlust.domain.events import Notice
from wanderlust.domain.interpreting import WAY_BACK
from wanderlust.domain.trip.orders import TRIP_ADDED
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import Button, IconButton
from wanderlust.ui.shadows import FloatingSurface, shadow_margins
from wanderlust.ui.text_paint import draw_wrapped, wrapped_height
from wanderlust.ui.theme import RADIUS_NOTICE
from wanderlust.ui.view_models.conversation import CLOUD_BACK, CLOUD_LOST, ConversationViewModel

WIDTH, SHOWN_MS = 380, 6_000
KEEP_AREA, FETCHING_AREA = "keep_area", "area"
STAY = "stay_here"  # asked for in place of a mending: the traveller stays on this computer
KINDS = {
    "info": ("info-fill", "ink2", "raised"),
    "warning": ("warning-fill", "gold_ink", "gold_tint"),
    "error": ("warning-fill", "red", "red_tint"),
}


class NoticeCard(FloatingSurface):
    """One notice; news leaves by itself unless the pointer or the keyboard is on it, errors stay.

    Signals:
        closed: It was closed, or had its time.
        fix_requested: The traveller wants its trouble mended; carries the topic.
    """

    closed = Signal(object)
    fix_requested = Signal(str)

    def __init__(self, appearance: Appearance, notice: Notice, parent: QWidget, shown_ms: int = SHOWN_MS) -> None:
        super().__init__(appearance, 3, RADIUS_NOTICE, parent, fill=KINDS[notice.kind][2])
        self.notice = notice
        self.setAccessibleName(f"{notice.sentence} {notice.follow_up}".strip())
        self.setToolTip(notice.details)
        self._close = IconButton(appearance, "x", self.tr("Close"), self, key=self.tr("Esc"), size=34)
        self._close.clicked.connect(self._leave)
        self._fix: Button | None = None
        asking = (CLOUD_LOST, CLOUD_BACK, WAY_BACK, KEEP_AREA, FETCHING_AREA)
        self._lasting = notice.kind == "error" or notice.topic in asking
        labels = {
            CLOUD_LOST: self.tr("Try again"),
            CLOUD_BACK: self.tr("Go back"),
            WAY_BACK: self.tr("Go back"),
            "spending": self.tr("Change limits"),
            KEEP_AREA: self.tr("Keep it"),
            FETCHING_AREA: self.tr("Stop"),
            TRIP_ADDED: self.tr("Undo"),
        }
        if notice.topic and (self._lasting or notice.topic in ("spending", TRIP_ADDED)):
            self._fix = Button(appearance, labels.get(notice.topic, self.tr("Fix")), self)
            self._fix.clicked.connect(lambda: self.fix_requested.emit(notice.topic))
        if notice.topic in (CLOUD_BACK, WAY_BACK):
            self._close.setToolTip(self.tr("Stay here"))
            self._close.setAccessibleName(self.tr("Stay here"))
        if notice.topic == CLOUD_BACK:
            self._close.clicked.connect(lambda: self.fix_requested.emit(STAY))
        self._time = QTimer(self, singleShot=True, interval=shown_ms)
        self._time.timeout.connect(self._time_over)
        if not self._lasting:
            self._time.start()
        for control in (self._close, self._fix):
            if control is not None:
                control.installEventFilter(self)
        self._fit()
        appearance.changed.connect(self._fit)

    def counting(self) -> bool:
        """Whether its time is running out."""
        return self._time.isActive()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self._time.stop()
        elif event.type() is QEvent.Type.FocusOut:
            self._resume()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        self._time.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._resume()

    def _resume(self) -> None:
        if not self._lasting:
            self._time.start()

    def _time_over(self) -> None:
        # The same notice stands on another page too; only where it is seen does its time run out.
        if self.isVisible():
            self._leave()

    def _leave(self) -> None:
        self.closed.emit(self.notice)

    def sizeHint(self) -> QSize:
        left, top, right, bottom = shadow_margins(3)
        room = self._words_width()
        look = self.appearance
        head = wrapped_height(look, self.notice.sentence, "heading", room)
        tail = wrapped_height(look, self.notice.follow_up, "caption", room)
        height = 24 + head + (tail + 2 if tail else 0)
        return QSize(WIDTH + left + right, max(look.px(60), height) + top + bottom)

    def paintEvent(self, event: QPaintEvent) -> None:  # type: ignore[override]
        super().paintEvent(event)
        painter, look, box = QPainter(self), self.appearance, self.surface()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        icon, ink, _ = KINDS[self.notice.kind]
        mirrored = self.isRightToLeft()
        spot = QRectF(box.right() - 40 if mirrored else box.left() + 16, box.top(), 24, box.height())
        look.draw_icon(painter, icon, ink, spot, 22)
        room = self._words_width()
        left = box.right() - 52 - room if mirrored else box.left() + 52
        head = wrapped_height(look, self.notice.sentence, "heading", room)
        tail = wrapped_height(look, self.notice.follow_up, "caption", room)
        y = box.top() + (box.height() - head - (tail + 2 if tail else 0)) / 2
        draw_wrapped(painter, look, QPointF(left, y), room, self.notice.sentence, "heading", "ink")
        below = QPointF(left, y + head + 2)
        draw_wrapped(painter, look, below, room, self.notice.follow_up, "caption", "ink2")

    def resizeEvent(self, event: QResizeEvent) -> None:
        box, mirrored = self.surface(), self.isRightToLeft()

        def place(widget: QWidget, right: float) -> float:
            wide, high = widget.width(), widget.height()
            x = box.left() + (box.right() - right) if mirrored else right - wide
            widget.move(round(x), round(box.center().y() - high / 2))
            return right - wide - 4

        end = place(self._close, box.right() - 8)
        if self._fix is not None:
            place(self._fix, end)

    def _words_width(self) -> float:
        taken = 52 + 8 + self._close.width() + 8
        return float(WIDTH - taken - (self._fix.width() + 8 if self._fix is not None else 0))

    def _fit(self) -> None:
        self.resize(self.sizeHint())
        self.update()


class Notices(QObject):
    """Keeps the cards of the view model's notices, newest below.

    Signals:
        arranged: The cards are others, so they have to be placed.
    """

    arranged = Signal()
    fix_requested = Signal(str)

    def __init__(self, appearance: Appearance, model: ConversationViewModel, stage: QWidget) -> None:
        super().__init__(stage)
        self._look, self._model, self._stage = appearance, model, stage
        self.cards: list[NoticeCard] = []
        model.notices_changed.connect(self._follow)

    def _follow(self) -> None:
        wanted = self._model.notices
        for card in [c for c in self.cards if c.notice not in wanted]:
            self.cards.remove(card)
            card.hide()
            card.deleteLater()
        shown = {id(card.notice) for card in self.cards}
        for notice in wanted:
            if id(notice) not in shown and notice not in [c.notice for c in self.cards]:
                card = NoticeCard(self._look, notice, self._stage)
                card.closed.connect(self._model.dismiss)
                card.fix_requested.connect(self.fix_requested)
                self.cards.append(card)
                card.show()
        self.arranged.emit()
