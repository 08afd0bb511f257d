"""The card that asks before a call: everything it will do and say is on it, and nothing is dialled without its yes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from wanderlust.domain.calls.card import CallCard
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.calls.band import Band
from wanderlust.ui.calls.buttons import CallButton, TextLink, Tick
from wanderlust.ui.calls.consent_body import ConsentBody
from wanderlust.ui.quiet_scroll_bar import QuietScrollBar
from wanderlust.ui.shadows import FloatingSurface, shadow_margins
from wanderlust.ui.text_paint import draw_line, draw_wrapped, wrapped_height

WIDTH, RADIUS, PADDING, DISC, BUTTON = 588, 20, 28, 50, 48
DEPTH = 3


class CardTitle(QWidget):
    """The question, which has the focus first: a screen reader reads the card, and Enter does nothing there."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = appearance
        self._title, self._line = self.tr("May I call for you?"), self.tr("Nothing is dialled until you say yes here.")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusRadius", 9)
        self.setAccessibleName(f"{self._title} {self._line}")
        appearance.changed.connect(self.update)

    def height_for(self, width: int) -> int:
        """How high it is at a width."""
        look, room = self._look, width - DISC - 16
        return max(DISC, look.line("title") + 2 + wrapped_height(look, self._line, "label", room))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirrored = self.isRightToLeft()
        disc = QRectF(self.width() - DISC if mirrored else 0, 0, DISC, DISC)
        painter.setPen(QPen(look.color("gold_edge"), 1.75))
        painter.setBrush(look.color("gold"))
        painter.drawEllipse(disc.adjusted(1, 1, -1, -1))
        look.draw_icon(painter, "phone-fill", "on_gold", disc, 24)
        left, room = 0.0 if mirrored else DISC + 16.0, self.width() - DISC - 16.0
        high = look.line("title") + 2 + wrapped_height(look, self._line, "label", room)
        top = max(0.0, (DISC - high) / 2)
        draw_line(painter, look, QRectF(left, top, room, look.line("title")), self._title, "title", "ink")
        draw_wrapped(painter, look, QPointF(left, top + look.line("title") + 2), room, self._line, "label", "ink2")


class ConsentCard(FloatingSurface):
    """Shows one card until it is answered.

    Args:
        appearance: Colours and type.
        now: The clock, for the time there.

    Signals:
        answered: Card id, yes or no, and whether the second box is ticked.
        rehearsal_wanted: Card id: the same call, with nobody called; ``business`` or ``traveller`` answers.
    """

    answered = Signal(str, bool, bool)
    rehearsal_wanted = Signal(str, str)

    def __init__(self, appearance: Appearance, now: Callable[[], datetime], parent: QWidget) -> None:
        super().__init__(appearance, DEPTH, RADIUS, parent)
        self._now = now
        self.card: CallCard | None = None
        self._room = (WIDTH, 700)
        self.setAccessibleName(self.tr("Question before a call"))
        self._band = Band(appearance, RADIUS, self)
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._scroll.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }")
        self._scroll.viewport().setAutoFillBackground(False)
        bar = QuietScrollBar(appearance, self, ground="raised")
        bar.setAccessibleName(self.tr("Scroll the card"))
        self._scroll.setVerticalScrollBar(bar)
        sheet = QWidget()
        self.title = CardTitle(appearance, sheet)
        self.body = ConsentBody(appearance, now, sheet)
        self.tick = Tick(appearance, self.tr("They agreed to be called by an assistant"), sheet)
        self._sheet = sheet
        self._scroll.setWidget(sheet)
        self.rehearse = TextLink(appearance, self.tr("Rehearse first"), self)
        self.rehearse.setToolTip(self.tr("Same call, nobody is called: a business on this computer answers"))
        self.answer = TextLink(appearance, self.tr("Rehearse, I answer"), self)
        self.answer.setToolTip(self.tr("Nobody is called: a phone rings in a second window, and you are the business"))
        self.no = CallButton(appearance, self.tr("No"), self, height=BUTTON, least=92, style="heading")
        yes = self.tr("Yes, call now")
        self.yes = CallButton(appearance, yes, self, icon="phone", kind="primary", height=BUTTON, style="heading")
        self.no.clicked.connect(lambda: self._answer(False))
        self.yes.clicked.connect(lambda: self._answer(True))
        self.rehearse.clicked.connect(lambda: self._rehearse("business"))
        self.answer.clicked.connect(lambda: self._rehearse("traveller"))
        self.tick.toggled.connect(lambda _on: self._allow())
        self._minute = QTimer(self, interval=60_000)
        self._minute.timeout.connect(self.body.update)
        order = (self.title, self.tick, self.rehearse, self.answer, self.no, self.yes)
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)
        appearance.changed.connect(self._arrange)
        self.hide()

    def show_card(self, card: CallCard | None) -> None:
        """Ask about this card, with nothing ticked; None closes."""
        self.card = card
        if card is None:
            self._minute.stop()
            self.hide()
            return
        self.tick.setChecked(False)
        self.tick.setVisible(card.needs_agreement)
        self.rehearse.setVisible(card.line != "rehearsal")
        self._band.show_card(card)
        self._band.setVisible(card.line == "rehearsal")
        self.body.show_card(card)
        self.title.setAccessibleDescription(self.body.spoken())
        self._scroll.verticalScrollBar().setValue(0)
        self._allow()
        self._arrange()
        self._minute.start()
        self.show()
        self.title.setFocus(Qt.FocusReason.PopupFocusReason)

    def fit(self, width: int, height: int) -> None:
        """Be no larger than this, without the shadow."""
        self._room = (width, height)
        self._arrange()

    def escape(self) -> bool:
        """Esc is no; says whether there was something to answer."""
        if self.card is None:
            return False
        self._answer(False)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escape()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # type: ignore[override]
        super().paintEvent(event)
        painter, box, look = QPainter(self), self.surface(), self.appearance
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = box.bottom() - self._foot_height()
        shape, foot = QPainterPath(), QPainterPath()
        shape.addRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS - 1, RADIUS - 1)
        foot.addRect(QRectF(box.left(), top, box.width(), box.bottom() - top))
        painter.fillPath(shape & foot, look.color("window"))
        painter.fillRect(QRectF(box.left() + 1, top, box.width() - 2, 1), look.color("line"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    # -- inside

    def _answer(self, yes: bool) -> None:
        if self.card is not None and not (yes and not self.yes.isEnabled()):
            self.answered.emit(self.card.id, yes, self.tick.isChecked())

    def _rehearse(self, answerer: str) -> None:
        if self.card is not None:
            self.rehearsal_wanted.emit(self.card.id, answerer)

    def _allow(self) -> None:
        card = self.card
        self.yes.setEnabled(card is not None and (not card.needs_agreement or self.tick.isChecked()))
        self.yes.setToolTip("" if self.yes.isEnabled() else self.tr("Tick the box above first"))

    def _stacked(self) -> bool:
        """Whether "Rehearse first" stands above the buttons, for want of room beside them."""
        links = max(link.width() for link in self._links())
        return self.no.width() + self.yes.width() + links + 2 * PADDING + 24 > self._wide()

    def _links(self) -> list[TextLink]:
        """The ways to rehearse that there are."""
        return [link for link in (self.rehearse, self.answer) if link.isVisibleTo(self)]

    def _wide(self) -> int:
        return min(max(WIDTH, self.appearance.px(WIDTH)), self._room[0])

    def _foot_height(self) -> int:
        links = sum(link.height() for link in self._links())
        if self._stacked():
            return 2 * 22 + self.no.height() + links + 6
        return max(2 * 22 + self.no.height(), links + 2 * 12)

    def _band_height(self) -> int:
        return self._band.sizeHint().height() if self._band.isVisibleTo(self) else 0

    def _arrange(self) -> None:
        if self.card is None:
            return
        inner = self._wide() - 2 * PADDING
        head, body = self.title.height_for(inner), self.body.height_for(inner)
        tick = self.tick.height() + 14 if self.card.needs_agreement else 0
        content = PADDING + head + 20 + 1 + 20 + body + tick + 20
        high = min(self._band_height() + content + self._foot_height(), self._room[1])
        left, top, right, bottom = shadow_margins(DEPTH)
        self._sheet.resize(self._wide(), content)
        self.title.setGeometry(PADDING, PADDING, inner, head)
        self.body.setGeometry(PADDING, PADDING + head + 20, inner, 21 + body)
        self.tick.move(PADDING - 2, PADDING + head + 41 + body + 14)
        self.resize(self._wide() + left + right, high + top + bottom)
        self._place()
        self.update()

    def _place(self) -> None:
        box = self.surface().toRect()
        band, foot = self._band_height(), self._foot_height()
        self._band.setGeometry(box.x(), box.y(), box.width(), band)
        self._scroll.setGeometry(box.x(), box.y() + band, box.width(), max(0, box.height() - band - foot))
        y = box.bottom() + 1 - (22 if self._stacked() else (foot - self.no.height()) // 2) - self.no.height()
        mirrored = self.isRightToLeft()

        def at(widget: QWidget, from_leading: float, y: float) -> None:
            x = box.right() + 1 - from_leading - widget.width() if mirrored else box.x() + from_leading
            widget.move(round(x), round(y))

        end = box.width() - PADDING
        at(self.yes, end - self.yes.width(), y)
        at(self.no, end - self.yes.width() - 10 - self.no.width(), y)
        links = self._links()
        high = sum(link.height() for link in links)
        top = y - high - 6 if self._stacked() else y + (self.no.height() - high) / 2
        for link in links:
            at(link, PADDING, top)
            top += link.height()
