"""One person's half of the table: everything in it is in their language, and it can be turned to them."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from wanderlust.domain.interpreting import Means, SideState
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import IconButton, Label
from wanderlust.ui.interpreter.pane_controls import HIGH, Chip, HoldKey, PaneButton
from wanderlust.ui.interpreter.pane_words import PaneWords
from wanderlust.ui.interpreter.questions import CareCard, GapCard, PaneNotice, SideQuestion, place
from wanderlust.ui.interpreter.spoken_words import SpokenWords
from wanderlust.ui.level_meter import LevelMeter
from wanderlust.ui.text_direction import RIGHT_TO_LEFT_LANGUAGES
from wanderlust.ui.text_paint import text_width
from wanderlust.ui.turning import is_turned, painter_for, set_turned
from wanderlust.ui.view_models.interpreter import Pane

Side = Literal["near", "far"]
EDGE, MARGIN, TOP = 6, 44, 18
LOW = 320  # below this height at 100 % there is no room for a head and a question
STATES: dict[SideState, tuple[str, str, str]] = {  # key of the word, icon, ink of the icon
    SideState.READY: ("ready", "check-circle-fill", "ink3"),
    SideState.HEARING: ("hearing", "ear-fill", "own"),
    SideState.HELD: ("held", "hand-pointing-fill", "own"),
    SideState.TRANSLATING: ("translating", "translate-fill", "own"),
    SideState.SPEAKING: ("speaking", "speaker-high-fill", "own"),
    SideState.MUTED: ("muted", "microphone-slash-fill", "red"),
}
MEANS_ICONS = {
    Means.BUNDLED: "check-circle-fill",
    Means.DOWNLOADED: "check-circle-fill",
    Means.DOWNLOADABLE: "download-simple",
    Means.ONLINE: "cloud",
    Means.PHRASES_ONLY: "book-open",
    Means.UNAVAILABLE: "warning-fill",
}


class SpeakerPane(QWidget):
    """Shows one ``Pane`` of the model.

    Args:
        appearance: Colours and type.
        words: In the reader's language.
        other: The other person's language.
        side: ``near`` is on the surface with a pine edge, ``far`` on indigo.
        key: Name of the key held to talk, as the reader calls it.

    Signals:
        held, let_go: The hold key went down and came up.
        again_wanted, wrong_side: The buttons.
        side_answered: Utterance id and language.
        care_answered: Utterance id and yes or no.
        wanted: ``downloads``, ``cloud`` or ``phrases``.
    """

    held = Signal()
    let_go = Signal()
    again_wanted = Signal()
    wrong_side = Signal()
    side_answered = Signal(str, str)
    care_answered = Signal(str, bool)
    wanted = Signal(str)

    def __init__(
        self, appearance: Appearance, words: PaneWords, other: str, side: Side, key: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._side, self._key, self.words = appearance, side, key, words
        self.shown: Pane | None = None
        backwards = words.reads in RIGHT_TO_LEFT_LANGUAGES
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if backwards else Qt.LayoutDirection.LeftToRight)
        self.setAccessibleName(words.own_name)
        ground = "surface" if side == "far" else "sunk"
        self.key = HoldKey(appearance, self)
        self.again = PaneButton(appearance, words("again"), self, icon="speaker-high")
        self.wrong = PaneButton(appearance, words("wrong"), self, icon="swap")
        self.whole = IconButton(appearance, "scroll", words("whole"), self, size=HIGH, ink="ink2", icon_size=22)
        self.name = Label(appearance, "title", self)
        self.name.set_text(words.own_name)
        self.means = Chip(appearance, self, ground=ground)
        self.get = PaneButton(appearance, words("get"), self, icon="download-simple")
        self.off = Chip(appearance, self, ground="ink")
        self.off.show_words(words("off"), "eye-slash-fill", "surface", ground="ink")
        self.state = Chip(appearance, self, style="strong")
        self.spoken = SpokenWords(appearance, words, self)
        self.notice = PaneNotice(appearance, words.language, self)
        self.question = SideQuestion(appearance, words, other, self)
        self.care = CareCard(appearance, words, self)
        self.gap = GapCard(appearance, words, self)
        self.meter = LevelMeter(appearance, self)
        for part in (self.get, self.off, self.notice, self.question, self.care, self.gap):
            part.hide()
        self.key.pressed.connect(self.held)
        self.key.released.connect(self.let_go)
        self.again.clicked.connect(self.again_wanted)
        self.wrong.clicked.connect(self.wrong_side)
        self.whole.clicked.connect(self._toggle_whole)
        self.get.clicked.connect(lambda: self.wanted.emit("downloads"))
        self.question.answered.connect(self.side_answered)
        self.care.answered.connect(self.care_answered)
        self.gap.wanted.connect(self.wanted)
        appearance.changed.connect(self.arrange)

    # -- what it shows

    @property
    def turned(self) -> bool:
        return is_turned(self)

    @property
    def first_control(self) -> QWidget:
        """Where F6 goes: to the safe answer of a question, else to the hold key."""
        if self.care.isVisible():
            return self.care.change
        return self.question.me if self.question.isVisible() else self.key

    def controls(self) -> list[QWidget]:
        """All that Tab goes to, in order."""
        questions = [self.question.me, self.question.them, self.care.text, self.care.change, self.care.yes]
        gap = [self.gap.text, self.gap.get, self.gap.phrases, self.gap.key]
        return [self.get, *questions, *gap, self.spoken, self.key, self.whole, self.again, self.wrong]

    def turn(self, turned: bool) -> None:
        """To the person across the table, or upright."""
        set_turned(self, turned)
        self.arrange()

    def show_pane(self, pane: Pane) -> None:
        """Follow the model."""
        self.shown, words = pane, self.words
        name = words.name(pane.language)
        way = words.gap(pane.direction)
        hint = "key_down" if pane.state is SideState.HELD else "key_free" if pane.hands_free else "key_only"
        self.key.show_state(
            words("key_heard" if pane.heard else "key", language=name), words(hint, key=self._key), pane.heard
        )
        key, icon, ink = STATES[pane.state]
        if pane.other_asked and pane.state in (SideState.READY, SideState.TRANSLATING):
            key, icon, ink = "checking", "hand-palm", "own"
        own = "pine" if self._side == "near" else "indigo"
        self.state.show_words(words(key), icon, "ink", own if ink == "own" else ink)
        self.means.show_words(words.way(pane.direction), MEANS_ICONS[pane.direction.means])
        self.means.setToolTip("" if self.turned else words.missing(pane.direction))
        self.again.setEnabled(pane.can_repeat)
        self.wrong.setEnabled(bool(pane.lines))
        empty = words("empty_free" if pane.hands_free else "empty_key", language=words.name(pane.other))
        self.spoken.show_lines(pane.lines, empty)
        if pane.asked is not None:
            self.question.show_question(pane.asked)
        if pane.care is not None:
            self.care.show_question(pane.care, pane.since_care)
        if way:
            self.gap.show_gap(pane.direction)
        if pane.notice:
            self.notice.show_sentence(pane.notice)
        body = self._body(pane)
        self._save_focus(body)
        for part in (self.spoken, self.question, self.care, self.gap):
            part.setVisible(part is body)
        self.notice.setVisible(bool(pane.notice))
        self.whole.setEnabled(len(pane.lines) > 1)
        if not pane.heard and pane.state is not SideState.SPEAKING:
            self.meter.reset()
        self.arrange()

    def push_level(self, level: float) -> None:
        """How loud this person is, or the voice in their language."""
        self.meter.push(level)

    def _body(self, pane: Pane) -> QWidget:
        """What stands in the middle: a question comes before words, words before what is missing."""
        if pane.care is not None:
            return self.care
        if pane.asked is not None:
            return self.question
        return self.gap if not pane.direction.means.works and not pane.lines else self.spoken

    def _save_focus(self, body: QWidget) -> None:
        """The focus of a card that goes would fall on whatever is next; it goes back to the view instead."""
        held, around = self.focusWidget(), self.parentWidget()
        if held is None or not held.hasFocus() or around is None:
            return
        goes = [part for part in (self.question, self.care, self.gap) if part is not body]
        answers = (self.care.yes, self.care.change) if body is not self.care else ()
        if held in answers or any(part.isAncestorOf(held) for part in goes):
            around.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle_whole(self) -> None:
        whole = not self.spoken.whole
        self.spoken.show_whole(whole)
        name = self.words("now" if whole else "whole")
        self.whole.setAccessibleName(name)
        self.whole.setToolTip(name)
        self.whole.set_ink("pine" if whole else "ink2")

    # -- where it stands

    def arrange(self) -> None:
        """Put the parts where they belong; places are given as the reader sees them."""
        if self.shown is None or self.width() < 200:
            return
        look, height = self._look, self.height()
        right, row = self.width() - MARGIN, float(max(34, look.px(34)))
        bodies: tuple[QWidget, ...] = (self.spoken, self.question, self.care, self.gap)
        # A question is more than a name: in a low pane it takes the head's place, and its answers the foot's.
        low = height < look.px(LOW) and (self.spoken.isHidden() or bool(self.shown.notice))
        answers = low and not self.care.isHidden()
        self._show_parts(self.shown, low, answers)
        high = max(row, float(self.get.height())) if not self.get.isHidden() else row
        self._arrange_head(right, TOP - 4, high)
        foot = float(self.key.sizeHint().height())
        bottom = height - TOP - foot
        self._arrange_foot(right, bottom, foot)
        top = TOP - 6.0 if low else TOP + high + 10
        room = bottom - top - 10
        if not self.notice.isHidden():
            tall = min(self.notice.height_for(right - MARGIN), room - look.line("speech_least") - 8)
            place(self, self.notice, MARGIN, top, right - MARGIN, tall)
            top, room = top + tall + 8, room - tall - 8
        for part in bodies:
            place(self, part, MARGIN, top, right - MARGIN, room)
        self.care.arrange(self, (bottom + foot / 2, right) if answers else None)
        self.update()

    def _show_parts(self, pane: Pane, low: bool, answers: bool) -> None:
        """What there is room for beside the words: in a low pane no head, and answers in place of the buttons."""
        offers = pane.direction.means is Means.DOWNLOADABLE and self.gap.isHidden()
        shown: tuple[tuple[QWidget, bool], ...] = (
            (self.name, not low),
            (self.means, not low),
            (self.state, not low),
            (self.get, offers and not low),
            (self.off, pane.off_the_record and not low),
            (self.again, not answers),
            (self.wrong, not answers),
            (self.whole, not answers),
            (self.meter, not answers and (pane.heard or pane.state is SideState.SPEAKING)),
        )
        for part, wanted in shown:
            part.setVisible(wanted)

    def _arrange_head(self, right: float, top: float, high: float) -> None:
        look, x = self._look, float(MARGIN)

        def middle(widget: QWidget, x: float, wide: float, tall: float) -> None:
            place(self, widget, x, top + (high - tall) / 2, wide, tall)

        state = self.state.sizeHint()
        middle(self.state, right - state.width(), state.width(), state.height())
        end = right - state.width() - 16
        name = min(text_width(look, "title", self.name.text()) + 2, end - x)
        middle(self.name, x, name, look.line("title"))
        x += name + 16
        taken = 0
        if not self.off.isHidden():
            taken += self.off.sizeHint().width() + 8
        if not self.get.isHidden():
            taken += self.get.width() + 8
        assert self.shown is not None
        direction, icon = self.shown.direction, MEANS_ICONS[self.shown.direction.means]
        whole, short = self.words.way(direction), self.words.means(direction)
        shown = whole if self.means.width_of(whole) <= end - x - taken else short
        self.means.show_words(shown, icon)
        self.means.setAccessibleName(whole)
        size = self.means.sizeHint()
        wide = max(0.0, min(float(size.width()), end - x - taken))
        middle(self.means, x, wide, size.height())
        x += wide + 8
        for part in (self.get, self.off):
            if not part.isHidden():
                size = part.size() if part is self.get else part.sizeHint()
                middle(part, x, size.width(), size.height())
                x += size.width() + 8

    def _arrange_foot(self, right: float, top: float, high: float) -> None:
        least = self.key.minimumSizeHint().width()
        for compact in (False, True):
            for button in (self.again, self.wrong):
                button.set_compact(compact)
            buttons = self.again.width() + self.wrong.width() + self.whole.width() + 24
            if MARGIN + least + 16 + buttons <= right:
                break
        end = right
        for widget in (self.wrong, self.again, self.whole):
            end -= widget.width()
            place(self, widget, end, top + (high - widget.height()) / 2, widget.width(), widget.height())
            end -= 8
        wide = min(float(self.key.sizeHint().width()), end - MARGIN - 8)
        place(self, self.key, MARGIN, top, wide, high)
        x = MARGIN + wide + 20
        tall = self.meter.sizeHint().height()
        place(self, self.meter, x, top + (high - tall) / 2, max(0.0, min(150.0, end - x - 8)), tall)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, far = painter_for(self), self._look, self._side == "far"
        painter.fillRect(self.rect(), look.color("indigo_tint" if far else "surface"))
        x = self.width() - EDGE if self.isRightToLeft() else 0
        painter.fillRect(QRectF(x, 0, EDGE, self.height()), look.color("indigo" if far else "pine"))
