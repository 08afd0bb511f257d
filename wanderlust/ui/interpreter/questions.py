"""What a pane asks: who spoke, and whether a careful sentence may be said; and what it says where it cannot help."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from wanderlust.domain.interpreting import CareAsked, Direction, Means, SideAsked
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.interpreter.pane_controls import HIGH, BigChoice, PaneButton
from wanderlust.ui.interpreter.pane_words import PaneWords
from wanderlust.ui.interpreter.text_scroll import Paragraph, Run, TextScroll
from wanderlust.ui.text_paint import draw_line
from wanderlust.ui.theme import RADIUS_NOTICE, StyleName
from wanderlust.ui.turning import is_turned, painter_for

CHOICE_HIGH, PAD = 96, 16


def place(inside: QWidget, widget: QWidget, x: float, y: float, wide: float, high: float) -> None:
    """Put a part of a pane where it stands for its reader, who may read from right to left or from the other side."""
    if inside.isRightToLeft() is not is_turned(inside):
        x = inside.width() - x - wide
    if is_turned(inside):
        y = inside.height() - y - high
    widget.setGeometry(round(x), round(y), round(wide), round(high))


def logical_box(inside: QWidget, widget: QWidget) -> QRectF:
    """Where a part stands for the pane's reader: what ``place`` was given."""
    box = QRectF(widget.geometry())
    if inside.isRightToLeft() is not is_turned(inside):
        box.moveLeft(inside.width() - box.x() - box.width())
    if is_turned(inside):
        box.moveTop(inside.height() - box.y() - box.height())
    return box


class SideQuestion(QWidget):
    """Who spoke? Two large buttons.

    Signals:
        answered: Utterance id and the language it was said in.
    """

    answered = Signal(str, str)

    def __init__(self, appearance: Appearance, words: PaneWords, other: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._words, self._other = appearance, words, other
        self._asked: SideAsked | None = None
        self.setAccessibleName(words("who"))
        self.me, self.them = BigChoice(appearance, self), BigChoice(appearance, self)
        self.me.clicked.connect(lambda: self._answer(words.language))
        self.them.clicked.connect(lambda: self._answer(self._other))

    def show_question(self, asked: SideAsked) -> None:
        """Ask about this utterance."""
        self._asked = asked
        for button, key, code in ((self.me, "me", self._words.language), (self.them, "them", self._other)):
            heard = asked.sources.get(code, "")
            name = self._words.name(code)
            button.show_words(self._words(key), f"{name[:1].upper()}{name[1:]}: “{heard}”" if heard else name)
        self.arrange()

    def arrange(self) -> None:
        """Put the parts where they belong."""
        head = self._look.line("title")
        high = min(self._look.px(CHOICE_HIGH), max(HIGH, self.height() - head - 12))
        wide = (self.width() - 12) / 2
        y = head + 12
        place(self, self.me, 0, y, wide, high)
        place(self, self.them, wide + 12, y, wide, high)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRectF(0, 0, self.width(), self._look.line("title"))
        draw_line(painter_for(self), self._look, box, self._words("who"), "title", "ink", right=self.isRightToLeft())

    def _answer(self, language: str) -> None:
        if self._asked is not None:
            self.answered.emit(self._asked.utterance_id, language)


class CareText(TextScroll):
    """What was understood, what would be said, and that put back."""

    def __init__(self, appearance: Appearance, words: PaneWords, parent: QWidget) -> None:
        super().__init__(appearance, words.language, parent, self.paragraphs)
        self._words = words
        self._asked: CareAsked | None = None
        self._since = ""
        self._following = False
        self.setAccessibleName(words("care"))

    def show_question(self, asked: CareAsked, since: str = "") -> None:
        """Show this sentence from its beginning, and what the other has said since."""
        if asked != self._asked:
            self._offset = 0.0
        self._asked, self._since, self._following = asked, since, False
        self.rearrange()

    def paragraphs(self) -> Sequence[Paragraph]:
        """What is to be shown in the present size."""
        if self._asked is None:
            return ()
        told = self._asked.utterance
        sizes: tuple[tuple[StyleName, StyleName], ...] = (
            ("speech_least", "title"),
            ("title", "exchange"),
            ("heading", "body"),
            ("body", "label"),
        )
        for large, small in sizes:
            rows = [("understood", told.source, small, "ink"), ("will_say", told.target, large, "ink")]
            if self._asked.back:
                rows.append(("think", self._asked.back, small, "ink2"))
            if self._since:
                rows.append(("they_said", self._since, small, "ink2"))
            if told.lost:
                rows.append(("check", ", ".join(told.lost), small, "gold_ink"))
            shown = [
                Paragraph((Run(f"{self._words(key)}  ", "source", "ink2"), Run(text, style, ink)), 6)
                for key, text, style, ink in rows
            ]
            if self.height_of(shown) <= self.height():
                break
        return shown


class CareCard(QWidget):
    """Say this? With what was understood, and two answers of the same height.

    Args:
        appearance: Colours and type.
        words: The reader's.
        pane: Holds the card and, where the card is too low for them, its answers.

    Signals:
        answered: Utterance id and whether it may be said.
    """

    answered = Signal(str, bool)

    def __init__(self, appearance: Appearance, words: PaneWords, pane: QWidget) -> None:
        super().__init__(pane)
        self._look, self._words = appearance, words
        self._asked: CareAsked | None = None
        self._since = ""
        self.setAccessibleName(words("care"))
        self.text = CareText(appearance, words, self)
        self.yes = PaneButton(appearance, words("yes"), pane, kind="primary")
        self.change = PaneButton(appearance, words("change"), pane)
        self.yes.clicked.connect(lambda: self.answer(True))
        self.change.clicked.connect(lambda: self.answer(False))

    def show_question(self, asked: CareAsked, since: str = "") -> None:
        """Ask about this sentence; ``since`` is what the other has said meanwhile."""
        if (asked, since) != (self._asked, self._since):
            self._asked, self._since = asked, since
            self.text.show_question(asked, since)

    def answer(self, yes: bool) -> None:
        """The reader's answer."""
        if self._asked is not None:
            self.answered.emit(self._asked.utterance.utterance_id, yes)

    def arrange(self, pane: QWidget, foot: tuple[float, float] | None) -> None:
        """Put the parts where they belong.

        Args:
            pane: In which the answers stand.
            foot: Middle and right end of a row for the answers outside; None for the lower end of the card.
        """
        box, high = logical_box(pane, self), self.yes.height()
        below = 0.0 if foot else high + 12.0
        middle, end = foot or (box.bottom() - 12 - high / 2, box.right() - PAD)
        for button in (self.yes, self.change):
            end -= button.width()
            place(pane, button, end, middle - high / 2, button.width(), high)
            end -= 8
            button.raise_()
        top = 10.0 + self._look.line("heading")
        place(self, self.text, PAD, top, self.width() - 2 * PAD + 8, self.height() - top - below - 8)
        self.update()

    def setVisible(self, visible: bool) -> None:
        """With its answers."""
        super().setVisible(visible)
        for button in (self.yes, self.change):
            button.setVisible(visible)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.color("gold_edge"), 1.5))
        painter.setBrush(self._look.color("raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_NOTICE, RADIUS_NOTICE)
        box = QRectF(PAD, 8, self.width() - 2 * PAD, self._look.line("heading"))
        mirrored = self.isRightToLeft()
        draw_line(painter, self._look, box, self._words("care"), "heading", "ink", right=mirrored)


class GapText(TextScroll):
    """Why a direction cannot be interpreted."""

    def __init__(self, appearance: Appearance, language: str, parent: QWidget | None = None) -> None:
        super().__init__(appearance, language, parent, self.paragraphs)
        self.sentence = ""

    def show_sentence(self, sentence: str) -> None:
        self.sentence, self._following = sentence, False
        self.setAccessibleName(sentence)
        self.rearrange()

    def paragraphs(self) -> Sequence[Paragraph]:
        """What is to be shown in the present size."""
        sizes: tuple[StyleName, ...] = ("speech_least", "title", "exchange")
        for size in sizes:
            shown = (Paragraph((Run(self.sentence, size, "ink"),)),)
            if self.height_of(shown) <= self.height():
                break
        return shown


class GapCard(QWidget):
    """What is missing for a direction, and the ways on.

    Signals:
        wanted: ``downloads``, ``cloud`` (pages of the settings) or ``phrases``.
    """

    wanted = Signal(str)

    def __init__(self, appearance: Appearance, words: PaneWords, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._words = appearance, words
        self.text = GapText(appearance, words.language, self)
        self.get = PaneButton(appearance, words("get"), self, icon="download-simple", kind="primary")
        self.phrases = PaneButton(appearance, words("phrases"), self, icon="book-open")
        self.key = PaneButton(appearance, words("key_online"), self, icon="cloud")
        for button, page in ((self.get, "downloads"), (self.phrases, "phrases"), (self.key, "cloud")):
            button.clicked.connect(lambda _checked=False, page=page: self.wanted.emit(page))
        appearance.changed.connect(self.arrange)

    def show_gap(self, direction: Direction) -> None:
        """Show what this direction needs."""
        self.text.show_sentence(self._words.gap(direction))
        self.get.setVisible(direction.means is Means.DOWNLOADABLE)
        self.arrange()

    def arrange(self) -> None:
        """Put the parts where they belong."""
        high, x = self.phrases.height(), 0.0
        place(self, self.text, 0, 0, self.width(), self.height() - high - 8)
        for button in (self.get, self.phrases, self.key):
            if not button.isHidden():
                place(self, button, x, self.height() - high, button.width(), high)
                x += button.width() + 8

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.arrange()


class PaneNotice(QWidget):
    """One line or two both people should know."""

    def __init__(self, appearance: Appearance, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = appearance
        self.text = _NoticeText(appearance, language, self)
        self.text.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_sentence(self, sentence: str) -> None:
        """Show another sentence."""
        self.text.sentence = sentence
        self.setAccessibleName(sentence)
        self.text.rearrange()

    def height_for(self, width: float) -> float:
        """How high it has to be."""
        return self.text.height_of(self.text.paragraphs(), width - 60) + 16

    def resizeEvent(self, event: QResizeEvent) -> None:
        place(self, self.text, 48, 8, self.width() - 60, self.height() - 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("gold_tint"))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS_NOTICE, RADIUS_NOTICE)
        x = self.width() - 38 if self.isRightToLeft() else 16
        self._look.draw_icon(painter, "warning-fill", "gold_ink", QRectF(x, 0, 22, self.height()), 20)


class _NoticeText(TextScroll):
    def __init__(self, appearance: Appearance, language: str, parent: QWidget | None = None) -> None:
        super().__init__(appearance, language, parent, self.paragraphs)
        self.sentence = ""

    def paragraphs(self) -> Sequence[Paragraph]:
        """What is to be shown in the present size."""
        return (Paragraph((Run(self.sentence, "body", "ink"),)),)
