"""The card of a running call: captions, the form, the question to the traveller, and a hang-up that never moves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from wanderlust.domain.calls.events import BEFORE_ANSWER, CallState
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.calls import words
from wanderlust.ui.calls.band import Band
from wanderlust.ui.calls.buttons import CallButton
from wanderlust.ui.calls.call_head import CallHead
from wanderlust.ui.calls.call_intents import CallIntents
from wanderlust.ui.calls.captions import Captions
from wanderlust.ui.calls.form_view import FormView
from wanderlust.ui.calls.keypad import Keypad
from wanderlust.ui.calls.model import CallsModel
from wanderlust.ui.calls.outcome_view import OutcomeView
from wanderlust.ui.calls.question import Question
from wanderlust.ui.preferences.entry_box import EntryBox
from wanderlust.ui.shadows import FloatingSurface, shadow_margins
from wanderlust.ui.text_paint import draw_line, text_width

WIDTH, HEIGHT, RADIUS, PADDING = 686, 744, 18, 24
NARROW = 620  # below this width the form stands under the captions
FORM = 0.42
DEPTH = 3


class CallCard(FloatingSurface):
    """Shows the model's call.

    Args:
        appearance: Colours and type.
        model: The call.
        intents: Where wishes go.
        now: The clock.

    Signals:
        closed: The ended call is put away.
        resized: It wants another height.
    """

    closed = Signal()
    resized = Signal()

    def __init__(
        self,
        appearance: Appearance,
        model: CallsModel,
        intents: CallIntents,
        now: Callable[[], datetime],
        parent: QWidget,
    ) -> None:
        super().__init__(appearance, DEPTH, RADIUS, parent)
        self._model, self._intents = model, intents
        self._shown = ""
        self._foot_top = self._body_bottom = 0
        self._cramped = False
        self.setAccessibleName(self.tr("Call"))
        self.band = Band(appearance, RADIUS, self)
        self.head = CallHead(appearance, model, now, self)
        self.captions = Captions(appearance, self)
        self.form = FormView(appearance, self)
        self.say = EntryBox(appearance, self.tr("Say it to them"), self)
        self.say.field.setAccessibleName(self.tr("Say it to them"))
        self.question = Question(appearance, now, self)
        self.outcome = OutcomeView(appearance, self)
        self.take_over = CallButton(appearance, self.tr("Take over"), self, icon="user")
        self.keys = CallButton(appearance, self.tr("Keypad"), self, icon="dots-nine")
        self.mute = CallButton(appearance, self.tr("Mute"), self, icon="microphone-slash")
        self.listen = CallButton(appearance, self.tr("Listen in"), self, icon="speaker-high")
        self.close_button = CallButton(appearance, self.tr("Close"), self, icon="x")
        self.hang_up = CallButton(appearance, self.tr("Hang up"), self, icon="phone-disconnect", kind="red", least=150)
        self.keypad = Keypad(appearance, self)
        self._connect()
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._tick)
        appearance.changed.connect(self._place)
        self.hide()

    def _connect(self) -> None:
        for button in (self.keys, self.mute, self.listen):
            button.setCheckable(True)
        self.hang_up.setToolTip(self.tr("Hang up ({key})").format(key="Ctrl+Shift+H"))
        # pressed and not clicked: the line is cut when the finger goes down
        self.hang_up.pressed.connect(self._hang_up)
        self.take_over.clicked.connect(self._take_over)
        self.mute.clicked.connect(self._intents.mute)
        self.listen.clicked.connect(self._intents.listen)
        self.keys.toggled.connect(self._show_keys)
        self.keypad.pressed.connect(self._intents.keys)
        self.keypad.closed.connect(lambda: self.keys.setChecked(False))
        self.close_button.clicked.connect(self.closed)
        self.question.replied.connect(self._intents.reply)
        self.question.resized.connect(self._place)
        self.say.field.returnPressed.connect(self._say)
        self._model.call_changed.connect(self.follow)
        self._model.captions_changed.connect(self._follow_captions)

    def follow(self) -> None:
        """State, form, question or outcome are others."""
        model, call = self._model, self._model.call
        if call is None:
            self._second.stop()
            self.hide()
            self._shown = ""
            return
        if call.id != self._shown:
            self._begin(call.id)
        self.setAccessibleDescription(self._state())
        running = model.outcome is None
        before = model.state in BEFORE_ANSWER
        taken = model.state is CallState.TAKEN_OVER
        had = self.question.asked
        self.question.show_question(model.asked)
        if had is not None and model.asked is None and self.isAncestorOf(self.focusWidget() or self):
            self.head.setFocus()
        self.outcome.show_outcome(call, model.outcome)
        self.form.show_form(model.form, not running)
        self.take_over.setEnabled(running and not before)
        self.keys.setEnabled(running and not before)
        self._follow_sound(taken)
        self.hang_up.setEnabled(running)
        for widget, seen in (
            (self.take_over, running and call.answered_by != "traveller"),
            (self.keys, running),
            (self.mute, running),
            (self.listen, running and call.answered_by != "traveller"),
            (self.close_button, not running),
            (self.say, taken and running),
        ):
            widget.setVisible(seen)
        if not running:
            self.keys.setChecked(False)
            self._second.stop()
        elif not self._second.isActive():
            self._second.start()
        self.head.tell()
        self._place()
        self.show()

    def fit(self, width: int, height: int) -> None:
        """Take this much at most, without the shadow."""
        left, top, right, bottom = shadow_margins(DEPTH)
        wide, high = max(WIDTH, self.appearance.px(WIDTH)), max(HEIGHT, self.appearance.px(HEIGHT))
        self.resize(min(wide, width) + left + right, min(high, height) + top + bottom)

    def escape(self) -> bool:
        """Esc puts the keypad or an ended call away; a running one goes on."""
        if self.keys.isChecked():
            self.keys.setChecked(False)
            return True
        if self._model.outcome is not None and self.isVisible():
            self.closed.emit()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.escape():
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:  # type: ignore[override]
        super().paintEvent(event)
        call = self._model.call
        if call is None:
            return
        look, painter, box = self.appearance, QPainter(self), self.surface()
        line, mirrored = look.color("line"), self.isRightToLeft()
        for y in (self.head.geometry().bottom() + 1, self._foot_top, self._body_bottom):
            painter.fillRect(QRectF(box.left() + 1, y, box.width() - 2, 1), line)
        body = self.head.geometry().bottom() + 2
        left, form = self.captions.geometry(), self.form.geometry()
        if self._beside():
            x = (form.left() - 20) if not mirrored else form.right() + 20
            painter.fillRect(QRectF(x, body, 1, self._body_bottom - body), line)
        elif not self._cramped:
            painter.fillRect(QRectF(box.left() + 1, form.top() - self._heading() - 6, box.width() - 2, 1), line)
        state = self._state()
        settled = self.tr("{done} of {all}").format(done=self._model.form.done, all=len(self._model.form.fields))
        title = {"order": self.tr("The order"), "book": self.tr("The booking"), "ask": self.tr("The question")}
        headings = ((left, state, ""), (form, title[call.goal.kind], settled))
        for area, words_, end in headings[:1] if self._cramped else headings:
            row = QRectF(area.left(), area.top() - self._heading(), area.width(), self._heading() - 6)
            draw_line(painter, look, row, words_, "strong", "ink2", right=mirrored)
            wide = text_width(look, "label", end) + 12
            if end:
                row = QRectF(row.left() if mirrored else row.right() - wide, row.top(), wide - 10, row.height())
                draw_line(painter, look, row, end, "label", "ink2", right=not mirrored)

    # -- inside

    def _begin(self, card_id: str) -> None:
        self._shown = card_id
        call = self._model.call
        assert call is not None
        self.band.show_card(call)
        self.keys.setChecked(False)
        if call.rehearses is not None:
            self.close_button.set_words(self.tr("To the real call"), "phone")
        else:
            self.close_button.set_words(self.tr("Close"), "x")
        self.say.field.clear()
        self._follow_captions()

    def _follow_captions(self) -> None:
        if (call := self._model.call) is not None:
            lines = [self._model.captions[number] for number in sorted(self._model.captions)]
            self.captions.show_captions(lines, self.tr("Wanderlust"), call.callee.name)

    def _state(self) -> str:
        """Where the call is, and whether they hear us."""
        call, model = self._model.call, self._model
        state = words.state_words(model.state, call.callee.name if call is not None else "")
        silent = model.sound.muted and model.outcome is None
        return self.tr("{state}, muted").format(state=state) if silent else state

    def _follow_sound(self, taken: bool) -> None:
        sound = self._model.sound
        self.take_over.set_words(self.tr("Give back") if taken else self.tr("Take over"), "user")
        self.take_over.set_kind("gold" if sound.speaking and not sound.muted else "outlined")
        told = self.tr("I go on, and know what you both said") if taken else self.tr("You talk to them, I am silent")
        self.take_over.setToolTip(told)
        self.mute.setChecked(sound.muted)
        self.mute.set_words(self.tr("Muted") if sound.muted else self.tr("Mute"))
        self.mute.setToolTip(
            self.tr("They hear nothing from here now") if sound.muted else self.tr("They hear nothing from here")
        )
        self.listen.setChecked(sound.listening)
        self.listen.setEnabled(not taken)
        self.listen.setToolTip(self.tr("Play the call here, both sides"))

    def _take_over(self) -> None:
        self._intents.take_over.emit(self._model.state is not CallState.TAKEN_OVER)

    def _hang_up(self) -> None:
        if self._model.running:
            self._intents.hang_up.emit()

    def _say(self) -> None:
        if text := self.say.field.text().strip():
            self.say.field.clear()
            self._intents.say.emit(text)

    def _show_keys(self, shown: bool) -> None:
        self.keypad.setVisible(shown)
        if shown:
            self.keypad.raise_()
            self.keypad.keys["1"].setFocus(Qt.FocusReason.OtherFocusReason)
            self._place()

    def _tick(self) -> None:
        self.head.tell()
        self.question.tick()

    def _heading(self) -> int:
        return self.appearance.line("strong") + 10

    def _beside(self) -> bool:
        return self.surface().width() >= max(NARROW, self.appearance.px(NARROW))

    def _extra_height(self, width: int) -> int:
        """Height of the question or the outcome, with the room around it; 0 for neither."""
        inner = width - 2 * PADDING
        if self._model.outcome is not None:
            return self.outcome.height_for(inner) + 32
        if self._model.asked is not None:
            return self.question.height_for(inner) + 32
        return 0

    def _place(self) -> None:
        if self._model.call is None:
            return
        box = self.surface().toRect()
        band, head = self.band.sizeHint().height(), self.head.height_needed()
        foot = self.hang_up.height() + 32
        self.band.setGeometry(box.x(), box.y(), box.width(), band)
        self.head.setGeometry(box.x(), box.y() + band, box.width(), head)
        self._foot_top = box.bottom() + 1 - foot
        extra = self._extra_height(box.width())
        self._body_bottom = self._foot_top - extra
        panel = box.adjusted(PADDING, 0, -PADDING, 0)
        top = self._body_bottom + 16
        for widget in (self.question, self.outcome):
            widget.setGeometry(panel.x(), top, panel.width(), max(0, extra - 32))
        self._place_body(box.y() + band + head + 1)
        self._place_foot()
        self.update()

    def _place_body(self, top: int) -> None:
        box = self.surface().toRect()
        heading, bottom = self._heading(), self._body_bottom
        say = self.say.sizeHint().height() + 10 if self.say.isVisibleTo(self) else 0
        mirrored = self.isRightToLeft()
        self._cramped = False
        if self._beside():
            self.form.show()
            form = round((box.width() - 2 * PADDING) * FORM) - 20
            near = box.width() - 2 * PADDING - form - 40
            a, b = box.x() + PADDING, box.right() + 1 - PADDING - form
            if mirrored:
                a, b = box.right() + 1 - PADDING - near, box.x() + PADDING
            y, high = top + 12 + heading, bottom - top - 12 - heading
            self.captions.setGeometry(a, y, near + 10, max(0, high - say - 6))
            self.say.setGeometry(a, bottom - say, near, say - 10)
            self.form.set_columns(1)
            self.form.setGeometry(b, y, form + 12, max(0, high - 6))
            return
        wide, room = box.width() - 2 * PADDING, bottom - top - 2 * (heading + 8) - say
        self.form.set_columns(2 if wide >= 420 * self.appearance.text_factor else 1)
        self._cramped = room < self.appearance.px(120)
        self.form.setVisible(not self._cramped)
        if self._cramped:
            # Two lines of each would say less than four of one: the talk, which holds what was settled too.
            self.captions.setGeometry(box.x() + PADDING, top + 8 + heading, wide + 10, max(0, room + heading + 8))
            self.say.setGeometry(box.x() + PADDING, bottom - say, wide, max(0, say - 10))
            return
        upper = max(room // 2, room - self.form.content_height(wide) - 8)
        self.captions.setGeometry(box.x() + PADDING, top + 8 + heading, wide + 10, max(0, upper))
        y = top + 8 + heading + upper
        self.say.setGeometry(box.x() + PADDING, y, wide, max(0, say - 10))
        y += say + 8 + heading
        self.form.setGeometry(box.x() + PADDING, y, wide + 10, max(0, bottom - y))

    def _place_foot(self) -> None:
        surface = self.surface().toRect()
        mirrored = self.isRightToLeft()
        y = self._foot_top + 16
        room = surface.width() - 2 * PADDING - self.hang_up.width() - 16
        seen = [
            b for b in (self.take_over, self.keys, self.mute, self.listen, self.close_button) if b.isVisibleTo(self)
        ]
        compact = sum(b.width_with_words() + 8 for b in seen) > room
        x = float(PADDING)
        for button in seen:
            button.set_compact(compact)
            at = surface.right() + 1 - x - button.width() if mirrored else surface.x() + x
            button.move(round(at), y)
            x += button.width() + 8
        end = surface.x() + PADDING if mirrored else surface.right() + 1 - PADDING - self.hang_up.width()
        self.hang_up.move(end, y)
        left, _, _, bottom = shadow_margins(3)
        self.keypad.move(self.keys.x() - left, y - 8 - self.keypad.height() + bottom)
