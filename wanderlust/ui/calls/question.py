"""What only the traveller can say, asked in the middle of a call: short answers, or their own words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from wanderlust.domain.calls.events import CallAsked
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.calls import words
from wanderlust.ui.calls.buttons import CallButton
from wanderlust.ui.preferences.entry_box import EntryBox
from wanderlust.ui.text_paint import draw_line, draw_wrapped, text_width, wrapped_height

PADDING, INDENT, MOST = 20, 30, 4


class Question(QWidget):
    """Shows one question until it is answered.

    Args:
        appearance: Colours and type.
        now: The clock: they hold the line meanwhile.

    Signals:
        replied: Question id and the answer.
        resized: It needs another height.
    """

    replied = Signal(str, str)
    resized = Signal()

    def __init__(self, appearance: Appearance, now: Callable[[], datetime], parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._now = appearance, now
        self.asked: CallAsked | None = None
        self.choices: list[CallButton] = []
        self.own = CallButton(appearance, self.tr("Say it myself"), self, icon="microphone")
        self.own.clicked.connect(self._open_field)
        self.entry = EntryBox(appearance, self.tr("Your answer, in your own words"), self)
        self.entry.field.setAccessibleName(self.tr("Your answer"))
        self.entry.field.returnPressed.connect(self._send)
        self.send = CallButton(appearance, self.tr("Send"), self, icon="paper-plane-right-fill", kind="primary")
        self.send.clicked.connect(self._send)
        self._typing = False
        self.hide()

    def show_question(self, asked: CallAsked | None) -> None:
        """Ask this; None closes."""
        if asked is not None and self.asked is not None and asked.question_id == self.asked.question_id:
            return
        self.asked = asked
        for button in self.choices:
            button.hide()
            button.deleteLater()
        self.choices = []
        self._typing = asked is not None and not asked.choices
        self.entry.field.clear()
        if asked is None:
            self.hide()
            return
        for answer in asked.choices[:MOST]:
            button = CallButton(self._look, words.one_line(answer), self)
            button.clicked.connect(lambda _checked=False, answer=answer: self._reply(answer))
            button.show()
            self.choices.append(button)
        self.setAccessibleName(self.title)
        self._arrange()
        self.show()
        self.resized.emit()

    def focus_first(self) -> None:
        """Give the first answer the focus."""
        (self.choices[0] if self.choices else self.entry.field).setFocus(Qt.FocusReason.OtherFocusReason)

    def tick(self) -> None:
        """A second has passed."""
        if self.asked is not None:
            self.update()

    def height_for(self, width: int) -> int:
        """How high it is at a width."""
        return round(self._lay(width, move=False))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._typing and self.choices:
            self._typing = False
            self._arrange()
            self.resized.emit()
            self.own.setFocus()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.asked is None:
            return
        look, painter, mirrored = self._look, QPainter(self), self.isRightToLeft()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("gold_edge"), 1.75))
        painter.setBrush(look.color("gold_tint"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)
        icon = QRectF(self.width() - PADDING - 22 if mirrored else PADDING, 14, 22, look.line("state"))
        look.draw_icon(painter, "question-fill", "gold_ink", icon, 22)
        hold = self._hold()
        wide = text_width(look, "strong", hold) + 2
        at = PADDING if mirrored else self.width() - PADDING - wide
        draw_line(painter, look, QRectF(at, 14, wide, look.line("state")), hold, "strong", "ink2", right=not mirrored)
        room = self._room(self.width())
        left = PADDING + wide + 12 if mirrored else PADDING + INDENT
        draw_wrapped(painter, look, QPointF(left, 14), room, self.title, "state", "ink")

    @property
    def title(self) -> str:
        """The question as it is shown."""
        return self.asked.question if self.asked else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay(self.width(), move=True)

    # -- inside

    def _hold(self) -> str:
        assert self.asked is not None
        seconds = max(0, int((self._now() - self.asked.since).total_seconds()))
        return self.tr("holding {time}").format(time=words.held(seconds))

    def _room(self, width: int) -> float:
        return width - 2 * PADDING - INDENT - 12 - text_width(self._look, "strong", self.tr("holding 00:00"))

    def _arrange(self) -> None:
        for button in self.choices:
            button.setVisible(not self._typing)
        self.own.setVisible(not self._typing)
        self.entry.setVisible(self._typing)
        self.send.setVisible(self._typing)
        self._lay(self.width(), move=True)

    def _lay(self, width: int, *, move: bool) -> float:
        y = 14.0 + wrapped_height(self._look, self.title, "state", self._room(width)) + 10
        left, room = float(PADDING + INDENT), max(80.0, width - 2.0 * PADDING - INDENT)

        def put(widget: QWidget, x: float, y: float, wide: float, high: float) -> None:
            at = width - x - wide if self.isRightToLeft() else x
            widget.setGeometry(round(at), round(y), round(wide), round(high))

        if self._typing:
            high = self.send.height()
            if move:
                put(self.entry, left, y, room - self.send.width() - 8, high)
                put(self.send, left + room - self.send.width(), y, self.send.width(), high)
            return y + high + 16
        x, high = 0.0, self.own.height()
        for button in (*self.choices, self.own):
            wide = min(room, button.sizeHint().width())
            if x and x + wide > room:
                x, y = 0.0, y + high + 8
            if move:
                button.setFixedWidth(round(wide))
                put(button, left + x, y, wide, high)
            x += wide + 8
        return y + high + 16

    def _open_field(self) -> None:
        self._typing = True
        self._arrange()
        self.resized.emit()
        self.entry.field.setFocus()

    def _send(self) -> None:
        if answer := self.entry.field.text().strip():
            self._reply(answer)

    def _reply(self, answer: str) -> None:
        if self.asked is not None:
            self.replied.emit(self.asked.question_id, answer)
