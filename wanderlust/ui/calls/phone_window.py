"""The telephone of a rehearsal that the traveller answers as the business: it rings, is picked up, and put down."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QWidget

from wanderlust.domain.calls.events import BEFORE_ANSWER
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.calls.band import Band
from wanderlust.ui.calls.buttons import CallButton
from wanderlust.ui.calls.call_intents import CallIntents
from wanderlust.ui.calls.captions import Captions
from wanderlust.ui.calls.model import CallsModel
from wanderlust.ui.focus_ring import FocusRing
from wanderlust.ui.preferences.entry_box import EntryBox
from wanderlust.ui.text_paint import draw_line, draw_wrapped

WIDTH, HEIGHT, PADDING, DISC = 380, 600, 20, 56


class PhoneWindow(QDialog):
    """A window of its own beside the call's card; what it shows is the same call, seen from the other end.

    Args:
        appearance: Colours and type.
        model: The call.
        intents: Where wishes go.
    """

    def __init__(self, appearance: Appearance, model: CallsModel, intents: CallIntents, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._model, self._intents = appearance, model, intents
        self.setWindowTitle(self.tr("Phone"))
        self.setModal(False)
        self.band = Band(appearance, 0, self)
        self.captions = Captions(appearance, self)
        self.say = EntryBox(appearance, self.tr("Say it as the business"), self)
        self.say.field.setAccessibleName(self.tr("Say it as the business"))
        self.speak = CallButton(appearance, self.tr("Speak"), self, icon="microphone")
        self.pick_up = CallButton(appearance, self.tr("Answer"), self, icon="phone", kind="primary", least=130)
        self.decline = CallButton(appearance, self.tr("Decline"), self, icon="x", least=130)
        self.put_down = CallButton(appearance, self.tr("Hang up"), self, icon="phone-disconnect", kind="red", least=130)
        self.close_button = CallButton(appearance, self.tr("Close"), self, icon="x")
        self.speak.setCheckable(True)
        self.speak.setToolTip(self.tr("Your microphone is the business's"))
        self.pick_up.clicked.connect(intents.phone_picked_up)
        # pressed and not clicked, as on the card: it ends when the finger goes down
        self.decline.pressed.connect(intents.phone_put_down)
        self.put_down.pressed.connect(intents.phone_put_down)
        self.speak.clicked.connect(intents.phone_spoken)
        self.close_button.clicked.connect(self.close)
        self.say.field.returnPressed.connect(self._say)
        model.call_changed.connect(self.follow)
        model.captions_changed.connect(self._follow_captions)
        self._ring = FocusRing(appearance, self)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self.resize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(max(WIDTH, self._look.px(WIDTH)), max(HEIGHT, self._look.px(HEIGHT)))

    def follow(self) -> None:
        """Show where the call is; it opens when it rings here, and stays until it is closed."""
        model, call = self._model, self._model.call
        if call is None or call.answered_by != "traveller":
            self.hide()
            return
        rings = model.running and model.state in BEFORE_ANSWER
        talks = model.running and not rings
        had = self.pick_up.isVisibleTo(self)
        for widget, seen in (
            (self.pick_up, rings),
            (self.decline, rings),
            (self.speak, talks),
            (self.put_down, talks),
            (self.say, talks),
            (self.captions, not rings),
            (self.close_button, not model.running),
        ):
            widget.setVisible(seen)
        self.band.show_card(call, there=True)
        self.speak.setChecked(model.sound.answering)
        self.speak.set_kind("gold" if model.sound.answering else "outlined")
        self.speak.set_words(self.tr("Speaking") if model.sound.answering else self.tr("Speak"))
        self.setAccessibleName(f"{self.windowTitle()}. {self.band.words} {self._title()}. {self._line()}")
        self._follow_captions()
        self._place()
        if self.isHidden() and model.running:
            self._stand_aside()
            self.show()
            self.activateWindow()
            self.pick_up.setFocus(Qt.FocusReason.OtherFocusReason)
        elif had and talks:
            self.say.field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not model.running and self.isActiveWindow():
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        """A closed window is a telephone put down."""
        if self._model.running and self._model.call is not None and self._model.call.answered_by == "traveller":
            self._intents.phone_put_down.emit()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return  # in the field it says what is typed, and nothing else
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, mirrored = self._look, QPainter(self), self.isRightToLeft()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.color("raised"))
        top = self.band.height() + PADDING
        disc = QRectF(self.width() - PADDING - DISC if mirrored else PADDING, top, DISC, DISC)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("pine" if self._model.running else "sunk"))
        painter.drawEllipse(disc)
        icon = "phone-call-fill" if self._model.running else "phone-disconnect-fill"
        look.draw_icon(painter, icon, "on_pine" if self._model.running else "ink2", disc, 26)
        left = PADDING if mirrored else PADDING + DISC + 14
        room = self.width() - 2 * PADDING - DISC - 14.0
        title = QRectF(left, top, room, look.line("title"))
        draw_line(painter, look, title, self._title(), "title", "ink", right=mirrored)
        below = QRectF(left, top + look.line("title") + 2, room, look.line("label"))
        draw_line(painter, look, below, self._line(), "label", "ink2", right=mirrored)
        if self.captions.isHidden():
            y = self._head_bottom() + 8.0
            wide = self.width() - 2.0 * PADDING
            y += draw_wrapped(painter, look, QPointF(PADDING, y), wide, self._role(), "heading", "ink") + 6
            draw_wrapped(painter, look, QPointF(PADDING, y), wide, self._hint(), "label", "ink2")

    # -- inside

    def _stand_aside(self) -> None:
        """Over the talk and not over the card, which shows the same call from the other end."""
        parent = self.parentWidget()
        over = parent.window().geometry() if parent is not None else self.geometry()
        self.resize(self.width(), min(self.sizeHint().height(), max(self.minimumHeight(), over.height() - 180)))
        x = over.left() + 16 if self.isRightToLeft() else over.right() - self.width() - 16
        self.move(x, over.top() + 40)

    def _title(self) -> str:
        return self.tr("Wanderlust")

    def _line(self) -> str:
        model = self._model
        if not model.running:
            return self.tr("The call is over")
        return self.tr("It rings") if model.state in BEFORE_ANSWER else self.tr("On the line")

    def _role(self) -> str:
        call = self._model.call
        return self.tr("You are {name}.").format(name=call.callee.name) if call is not None else ""

    def _hint(self) -> str:
        return self.tr("Answer as they would: say yes, ask back, name a price, or say that it cannot be done.")

    def _say(self) -> None:
        if text := self.say.field.text().strip():
            self.say.field.clear()
            self._intents.phone_said.emit(text)

    def _follow_captions(self) -> None:
        if (call := self._model.call) is not None and call.answered_by == "traveller":
            lines = [self._model.captions[number] for number in sorted(self._model.captions)]
            self.captions.show_captions(
                lines, self.tr("Wanderlust"), self.tr("You, as {name}").format(name=call.callee.name)
            )

    def _restyle(self) -> None:
        self.setMinimumSize(self._look.px(320), self._look.px(420))
        self._place()
        self.update()

    def _head_bottom(self) -> int:
        words = self._look.line("title") + 2 + self._look.line("label")
        return self.band.height() + PADDING + max(DISC, words) + 16

    def _place(self) -> None:
        wide = self.width() - 2 * PADDING
        self.band.setGeometry(0, 0, self.width(), self.band.sizeHint().height())
        foot = self.height() - PADDING - self.put_down.height()
        buttons = (self.pick_up, self.decline, self.speak, self.put_down, self.close_button)
        seen = [button for button in buttons if button.isVisibleTo(self)]
        if self.isRightToLeft():
            seen.reverse()
        ends = (PADDING, self.width() - PADDING)
        for i, button in enumerate(seen):
            button.move(ends[0] if i == 0 else ends[1] - button.width(), foot)
        high = self.say.sizeHint().height()
        self.say.setGeometry(PADDING, foot - 12 - high, wide, high)
        top = self._head_bottom()
        bottom = foot - 12 - (high + 12 if self.say.isVisibleTo(self) else 0)
        self.captions.setGeometry(PADDING, top, wide + 10, max(0, bottom - top))
        self.update()
