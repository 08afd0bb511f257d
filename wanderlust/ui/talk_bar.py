"""The bar below the transcript: microphone button, state in words, level, one action, and typing instead."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.attached_picture import AttachedPicture
from wanderlust.ui.controls import Button, IconButton, Label
from wanderlust.ui.entry_field import EntryField
from wanderlust.ui.level_meter import LevelMeter
from wanderlust.ui.line_painter import LinePainter
from wanderlust.ui.line_turnover import LineTurnover
from wanderlust.ui.talk_button import ROOM, SIZE, TalkButton
from wanderlust.ui.text_paint import text_width
from wanderlust.ui.theme import LINE_X, PANEL_FIELD, RADIUS_BUTTON
from wanderlust.ui.view_models.conversation import ConversationViewModel

HEIGHT, BUTTON_Y, TEXT_X = 132, 40, 84
Announce = Callable[[QWidget, str, bool], None]


def announce(widget: QWidget, words: str, urgent: bool) -> None:
    """Have a screen reader say something; ``urgent`` interrupts what it says."""
    event = QAccessibleAnnouncementEvent(widget, words)
    manner = QAccessible.AnnouncementPoliteness
    event.setPoliteness(manner.Assertive if urgent else manner.Polite)
    QAccessible.updateAccessibility(event)


class TalkBar(QWidget):
    """Shows the talk state; its signals are what the traveller asks for.

    Args:
        appearance: Colours and type.
        model: Whose talk state, level and line colour are shown.
        announcer: Says state changes to a screen reader.
    """

    mic_toggled = Signal()
    mute_toggled = Signal()
    stop_requested = Signal()
    fix_requested = Signal(str)
    text_submitted = Signal(str)
    picture_submitted = Signal(str, bytes)
    picture_wanted = Signal()

    def __init__(
        self,
        appearance: Appearance,
        model: ConversationViewModel,
        turnover: LineTurnover,
        parent: QWidget | None = None,
        *,
        announcer: Announce = announce,
    ) -> None:
        super().__init__(parent)
        self._look, self._model, self._announce = appearance, model, announcer
        self._turnover = turnover
        turnover.moved.connect(self.update)
        self._compact = False
        self._spoken = ""
        self.setAccessibleName(self.tr("Talk bar"))
        self.mic = TalkButton(appearance, model.talk.current, self)
        self._word = Label(appearance, "state", self)
        self._hint = Label(appearance, "caption", self, ink="ink2")
        self.meter = LevelMeter(appearance, self)
        self.action = Button(appearance, "", self)
        self.field = EntryField(appearance, self.tr("Type instead"), self)
        self.send = IconButton(
            appearance, "paper-plane-right-fill", self.tr("Send"), self, key=self.tr("Enter"), ink="ink3"
        )
        self.pick = IconButton(appearance, "image", self.tr("Show me a picture"), self, ink="ink3")
        self.picture = AttachedPicture(appearance, self)
        self.picture.hide()
        self.pick.clicked.connect(self.picture_wanted)
        self.picture.clicked.connect(self.detach)
        self.mic.clicked.connect(self.mic_toggled)
        self.action.clicked.connect(self._act)
        self.field.returnPressed.connect(self._submit)
        self.send.clicked.connect(self._submit)
        self.field.textChanged.connect(self._typing)
        model.talk.changed.connect(self._show)
        model.levels_changed.connect(self._levels)
        model.transcript_changed.connect(self.update)
        appearance.changed.connect(self._restyle)
        self._restyle()

    @property
    def word(self) -> str:
        """The state as it is shown."""
        return self._word.text()

    @property
    def word_elided(self) -> bool:
        """Whether the state's word is cut off, which it never should be."""
        return self._word.elided()

    @property
    def hint(self) -> str:
        """The line below it."""
        return self._hint.text()

    def attach(self, data: bytes) -> None:
        """Hold a picture until the words about it are sent."""
        self.picture.show_picture(data)
        self.field.setPlaceholderText(self.tr("Ask about this picture"))
        self.field.setFocus()
        self._typing(self.field.text())
        self._arrange()

    def detach(self) -> None:
        """Let go of the picture."""
        self.picture.forget()
        self.field.setPlaceholderText(self.tr("Type instead"))
        self._typing(self.field.text())
        self._arrange()

    def set_compact(self, compact: bool) -> None:
        """In a narrow window the action keeps its icon and key, and loses its words."""
        self._compact = compact
        self._show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface"))
        painter.fillRect(QRectF(0, 0, self.width(), 1), self._look.color("line"))
        x = self.width() - LINE_X if self.isRightToLeft() else LINE_X
        line = LinePainter(painter, self._look, x)
        line.segment(0, self._button_y() - SIZE / 2, self._turnover.backend)
        box = QRectF(self._field_box()).adjusted(0.5, 0.5, -0.5, -0.5)
        focused = self.field.hasFocus()
        painter.setPen(QPen(self._look.color("pine" if focused else "strong"), 2 if focused else 1))
        painter.setBrush(self._look.color("window"))
        painter.drawRoundedRect(box, RADIUS_BUTTON, RADIUS_BUTTON)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    # -- inside

    def _button_y(self) -> float:
        return self._look.px(BUTTON_Y)

    def _field_box(self) -> QRectF:
        height = self._look.px(36)
        return QRectF(PANEL_FIELD, self.height() - height - 12, self.width() - 2 * PANEL_FIELD, height)

    def _arrange(self) -> None:
        look, width = self._look, self.width()
        state = self._model.talk.current
        middle = round(self._button_y())

        def place(widget: QWidget, x: float, y: float, wide: float, high: float) -> None:
            left = width - x - wide if self.isRightToLeft() else x
            widget.setGeometry(round(left), round(y), round(wide), round(high))

        place(self.mic, LINE_X - ROOM / 2, middle - ROOM / 2, ROOM, ROOM)
        end = float(width - PANEL_FIELD)
        size = self.action.sizeHint()
        # A state is never cut off: where its word needs the room, muting is left to its key.
        needed = text_width(look, "state", state.word) + 2 + size.width() + 12
        self.action.setVisible(bool(state.action) and (state.busy or state.look != "asking" or TEXT_X + needed <= end))
        if self.action.isVisibleTo(self):
            end -= size.width()
            place(self.action, end, middle - size.height() / 2, size.width(), size.height())
            end -= 12
        word, hint = look.line("state"), look.line("caption")
        top = middle - (word + hint + 2) / 2
        wide = min(text_width(look, "state", state.word) + 2, end - TEXT_X)
        place(self._word, TEXT_X, top, wide, word)
        place(self._hint, TEXT_X, top + word + 2, end - TEXT_X, hint)
        room = end - TEXT_X - wide - 14
        place(self.meter, TEXT_X + wide + 14, top + (word - 20) / 2, min(room, 24 * 6), 20)
        self.meter.setVisible(bool(state.meter) and room > 30)
        box = self._field_box()
        send = min(34.0, box.height())
        place(self.send, box.right() - send - 3, box.center().y() - send / 2, send, send)
        place(self.pick, box.right() - 2 * send - 5, box.center().y() - send / 2, send, send)
        near, held = box.left() + 10, self.picture
        if held.data:
            place(held, box.left() + 4, box.center().y() - held.height() / 2, held.width(), held.height())
            near += held.width()
        place(self.field, near, box.top() + 1, box.right() - 2 * send - 10 - near, box.height() - 2)

    def _show(self) -> None:
        state = self._model.talk.current
        self.mic.show_state(state)
        self._word.set_text(state.word)
        self._hint.set_text(state.hint)
        self.meter.set_ink("pine" if state.meter == "speaker" else "ink")
        words, icon, key = {
            "": ("", "", ""),
            "mute": (self.tr("Mute"), "microphone-slash", "M"),
            "unmute": (self.tr("Unmute"), "microphone", "M"),
            "stop": (self.tr("Stop"), "stop", "Esc"),
            "fix": (self.tr("Fix"), "wrench", ""),
        }[state.action]
        self.action.setVisible(bool(state.action))
        if state.action:
            self.action.set_words(words, icon, key)
            self.action.set_compact(self._compact)
        self._arrange()
        if state.word != self._spoken:
            self._spoken = state.word
            self._announce(self, f"{state.word}. {state.hint}", state.look == "trouble")
        self.update()

    def _act(self) -> None:
        match self._model.talk.current.action:
            case "mute" | "unmute":
                self.mute_toggled.emit()
            case "stop":
                self.stop_requested.emit()
            case "fix":
                self.fix_requested.emit(self._model.talk.trouble_topic)

    def _submit(self) -> None:
        words = self.field.text().strip()
        if data := self.picture.data:
            self.field.clear()
            self.detach()
            self.picture_submitted.emit(words, data)
        elif words:
            self.field.clear()
            self.text_submitted.emit(words)

    def _typing(self, words: str) -> None:
        self.send.set_ink("pine" if words.strip() or self.picture.data else "ink3")

    def _levels(self, microphone: float, speaker: float) -> None:
        meter = self._model.talk.current.meter
        if meter:
            self.meter.push(speaker if meter == "speaker" else microphone)

    def _restyle(self) -> None:
        self.setFixedHeight(self._look.px(HEIGHT))
        self._show()
