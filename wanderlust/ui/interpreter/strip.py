"""The dark strip between the panes: which languages, and everything that concerns the whole talk."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.text_paint import draw_line, text_width
from wanderlust.ui.theme import RADIUS_BUTTON

HIGH, BUTTON, ICON, MARGIN, GAP = 56, 36, 18, 44, 8
ROOMY = 1400  # from here on all buttons may have words


class StripButton(QAbstractButton):
    """A button on dark ground.

    Args:
        appearance: Colours and type.
        icon: Its icon.
        text: Its words, also its name; in the tooltip where there is no room for them.
        key: Its key, told in the tooltip.
        look: ``plain``; ``microphone`` is gold while checked; ``badge`` is filled while checked; ``red`` deletes.
        caret: Whether it opens something below.
    """

    def __init__(
        self,
        appearance: Appearance,
        icon: str,
        text: str,
        parent: QWidget,
        *,
        key: str = "",
        look: str = "plain",
        caret: bool = False,
    ) -> None:
        super().__init__(parent)
        self._look, self._icon, self._key, self._kind, self._caret = appearance, icon, key, look, caret
        self._compact = False
        self.setCheckable(look in ("microphone", "badge"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("focusRadius", RADIUS_BUTTON)
        self.setProperty("focusInk", "rail_on_chosen")
        appearance.changed.connect(self.update)
        self.set_words(text)

    @property
    def compact(self) -> bool:
        """Whether it shows its icon alone."""
        return self._compact

    def set_words(self, text: str) -> None:
        """Say something else."""
        self.setText(text)
        self.setAccessibleName(text)
        self.set_compact(self._compact)

    def set_compact(self, compact: bool) -> None:
        """Without its words."""
        self._compact = compact
        tip = f"{self.text()} ({self._key})" if self._key else self.text()
        self.setToolTip(tip if compact or self._key else "")
        self.update()

    def sizeHint(self) -> QSize:
        width = 18.0 + ICON
        if not self._compact:
            width += text_width(self._look, "strong", self.text()) + 10
        if self._caret:
            width += 16
        return QSize(round(width), max(BUTTON, self._look.px(BUTTON)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        fill, edge, ink, icon = "rail_chosen", "", "rail_on_chosen", "rail_on_chosen"
        if self._kind == "badge" and on:
            fill, ink, icon = "rail_on_chosen", "rail", "rail"
        elif self._kind == "microphone" and on:
            edge, icon = "gold", "gold"
        elif self._kind == "red":
            fill, ink, icon = "red", "on_red", "on_red"
        if not self.isEnabled():
            ink = icon = "rail_label"
        box = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        painter.setPen(QPen(look.color(edge), 1.5) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(look.color(fill))
        painter.drawRoundedRect(box, RADIUS_BUTTON, RADIUS_BUTTON)
        if (self.underMouse() or self.isDown()) and self.isEnabled():
            wash = QColor(look.color(ink))
            wash.setAlphaF(0.18 if self.isDown() else 0.1)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(wash)
            painter.drawRoundedRect(box, RADIUS_BUTTON, RADIUS_BUTTON)
        mirrored = self.isRightToLeft()

        def at(x: float, wide: float) -> QRectF:
            return QRectF(self.width() - x - wide if mirrored else x, 0, wide, self.height())

        look.draw_icon(painter, self._icon, icon, at(10 if not self._compact else 9, ICON), ICON)
        if not self._compact:
            room = self.width() - 10 - ICON - 6 - (26 if self._caret else 8)
            box = at(10 + ICON + 6, room)
            draw_line(painter, look, box, self.text(), "strong", ink, right=mirrored)
        if self._caret:
            look.draw_icon(painter, "caret-down", ink, at(self.width() - 24, 16), 14)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()


class Strip(QWidget):
    """Title, the two languages, and the buttons.

    Signals:
        turn_wanted, phrases_wanted, export_wanted, leave_wanted, languages_wanted: The buttons.
        delete_confirmed: Asked once, and answered yes.
        hands_free_chosen, off_chosen: The switches, with what they are to be.
    """

    turn_wanted = Signal()
    phrases_wanted = Signal()
    export_wanted = Signal()
    leave_wanted = Signal()
    languages_wanted = Signal()
    delete_confirmed = Signal()
    hands_free_chosen = Signal(bool)
    off_chosen = Signal(bool)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self.setAccessibleName(self.tr("Interpreter"))
        self.pair = StripButton(appearance, "users", "", self, caret=True)
        self.hands_free = StripButton(appearance, "microphone-fill", self.tr("Hands-free"), self, look="microphone")
        self.phrases = StripButton(appearance, "book-open", self.tr("Phrases"), self, key="Ctrl+P")
        self.turn = StripButton(appearance, "arrows-clockwise", self.tr("Turn far side"), self)
        self.off = StripButton(appearance, "eye-slash", self.tr("Off the record"), self, look="badge")
        self.export = StripButton(appearance, "export", self.tr("Export"), self, key="Ctrl+E")
        self.delete = StripButton(appearance, "trash", self.tr("Delete this talk"), self)
        self.leave = StripButton(appearance, "x", self.tr("Leave"), self, key="Ctrl+T")
        self.keep = StripButton(appearance, "x", self.tr("Keep"), self, key=self.tr("Esc"))
        self.really = StripButton(appearance, "trash", self.tr("Delete"), self, look="red")
        self._asking = False
        self.hands_free.clicked.connect(self.hands_free_chosen)
        self.off.clicked.connect(self.off_chosen)
        for button, told in (
            (self.pair, self.languages_wanted),
            (self.phrases, self.phrases_wanted),
            (self.turn, self.turn_wanted),
            (self.export, self.export_wanted),
            (self.leave, self.leave_wanted),
        ):
            button.clicked.connect(told)
        self.delete.clicked.connect(self.ask_to_delete)
        self.keep.clicked.connect(self.stop_asking)
        self.really.clicked.connect(self._delete)
        appearance.changed.connect(self.arrange)
        self._show_row()

    @property
    def asking(self) -> bool:
        """Whether it asks if the talk is to be deleted."""
        return self._asking

    @property
    def wanted_height(self) -> int:
        return max(HIGH, self._look.px(HIGH - 12))

    def show_pair(self, words: str) -> None:
        """Name the two languages."""
        self.pair.set_words(words)
        self.arrange()

    def show_switches(self, hands_free: bool, off_the_record: bool, has_lines: bool) -> None:
        """Where the switches stand, and whether there is anything to export or delete."""
        self.hands_free.setChecked(hands_free)
        self.off.setChecked(off_the_record)
        self.export.setEnabled(has_lines)
        self.delete.setEnabled(has_lines)
        if not has_lines and self._asking:
            self.stop_asking()

    def ask_to_delete(self) -> None:
        """Ask once; the safe answer has the focus."""
        self._asking = True
        self._show_row()
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop_asking(self) -> None:
        """The talk stays."""
        if self._asking:
            self._asking = False
            self._show_row()
            self.delete.setFocus(Qt.FocusReason.OtherFocusReason)

    def _delete(self) -> None:
        self.stop_asking()
        self.delete_confirmed.emit()

    def _usual(self) -> tuple[StripButton, ...]:
        return self.phrases, self.turn, self.off, self.export, self.delete, self.leave

    def _show_row(self) -> None:
        for button in (self.pair, self.hands_free, *self._usual()):
            button.setVisible(not self._asking)
        for button in (self.keep, self.really):
            button.setVisible(self._asking)
        self.arrange()

    # -- where it stands

    def arrange(self) -> None:
        """Words leave the buttons one after the other until all fit; those that matter most leave last."""
        if self.width() < 200:
            return
        self.update()
        if self._asking:
            self._from_the_end((self.really, self.keep))
            return
        buttons = (self.pair, self.hands_free, *self._usual())
        for button in buttons:
            button.set_compact(False)
        shrinking = (self.export, self.delete, self.phrases, self.turn, self.leave, self.hands_free, self.off)
        start = self._head()
        room = self.width() - MARGIN - start
        wordless = 0 if self.width() >= self._look.px(ROOMY) else 2  # always both of the rare ones
        for i, button in enumerate(shrinking):
            if i >= wordless and sum(b.sizeHint().width() + GAP for b in buttons) + 16 <= room:
                break
            button.set_compact(True)
        left = self._from_the_end(self._usual()[::-1])
        x = float(start)
        rest = left - x - 16 - self.hands_free.sizeHint().width() - GAP
        for button in (self.pair, self.hands_free):
            size = button.sizeHint()
            wide = min(size.width(), max(120.0, rest)) if button is self.pair else size.width()
            self._put(button, x, wide, size.height())
            x += wide + GAP

    def _from_the_end(self, buttons: tuple[StripButton, ...]) -> float:
        end = float(self.width() - MARGIN)
        for button in buttons:
            size = button.sizeHint()
            end -= size.width()
            self._put(button, end, size.width(), size.height())
            end -= GAP
        return end

    def _put(self, widget: QWidget, x: float, wide: float, high: float) -> None:
        left = self.width() - x - wide if self.isRightToLeft() else x
        widget.setGeometry(round(left), round((self.height() - high) / 2), round(wide), round(high))

    def _title(self) -> bool:
        return self.width() >= self._look.px(1100)

    def _head(self) -> int:
        """Where the buttons begin."""
        if not self._title():
            return MARGIN + 28
        return MARGIN + 32 + round(text_width(self._look, "strong", self.tr("Interpreter"))) + 16

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, mirrored = QPainter(self), self._look, self.isRightToLeft()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.color("rail"))

        def at(x: float, wide: float) -> QRectF:
            return QRectF(self.width() - x - wide if mirrored else x, 0, wide, self.height())

        look.draw_icon(painter, "translate-fill", "gold", at(MARGIN, 22), 20)
        if self._asking:
            words = self.tr("Delete this talk? What both of you said is forgotten.")
            room = self.width() - 2 * MARGIN - 32 - self.keep.width() - self.really.width() - 3 * GAP
            draw_line(painter, look, at(MARGIN + 32, room), words, "strong", "rail_on_chosen", right=mirrored)
        elif self._title():
            box = at(MARGIN + 32, self._head() - MARGIN - 40)
            draw_line(painter, look, box, self.tr("Interpreter"), "strong", "rail_on_chosen", right=mirrored)
