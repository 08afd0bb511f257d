"""Text that steps down in size to fit, and scrolls where even the smallest does not; readable from both sides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.text_direction import runs_right_to_left
from wanderlust.ui.theme import StyleName
from wanderlust.ui.turning import is_turned, painter_for

BAR = 10  # room of the scroll handle at the trailing edge


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style and colour."""

    words: str
    style: StyleName
    ink: str
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs set one after the other, wrapped at the height of the last run's style; ``gap`` is the space above."""

    runs: tuple[Run, ...]
    gap: int = 0

    @property
    def text(self) -> str:
        return "".join(run.words for run in self.runs)


@dataclass(frozen=True, slots=True)
class _Set:
    """A paragraph laid out: where it begins and how high it is."""

    layout: QTextLayout
    top: float
    height: float


class TextScroll(QWidget):
    """Shows paragraphs.

    Args:
        appearance: Type and colours.
        language: Of the words, for their direction where they have no letters.
        paragraphs: Gives what is to be shown in the present size.

    Signals:
        scrolled: The traveller moved it; tells whether the newest words are in sight.
    """

    scrolled = Signal(bool)

    def __init__(
        self,
        appearance: Appearance,
        language: str,
        parent: QWidget | None,
        paragraphs: Callable[[], Sequence[Paragraph]],
    ) -> None:
        super().__init__(parent)
        self._look, self._language, self._written = appearance, language, paragraphs
        self._sets: list[_Set] = []
        # After an hour there are hundreds of paragraphs, and a caption changes one of them.
        self._laid_out: dict[Paragraph, QTextLayout] = {}
        self._laid_out_for = 0.0
        self._offset, self._end = 0.0, 0.0
        self._overflows = False  # even what is to be in sight
        self._following = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusRadius", 6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        appearance.changed.connect(self._restyle)

    def first_in_sight(self, count: int) -> int:
        """Index of the paragraph that stands at the top where there is room for it and all after it."""
        return 0

    # -- scrolling

    @property
    def offset(self) -> float:
        """Pixels above the part in sight."""
        return self._offset

    @property
    def can_scroll(self) -> bool:
        return self._end > 0.5

    @property
    def following(self) -> bool:
        """Whether new words come into sight by themselves."""
        return self._following

    def follow(self) -> None:
        """Back to the newest words."""
        self._following = True
        self._move(self._end)

    def scroll_by(self, pixels: float) -> None:
        """Move by so much; negative towards the beginning."""
        if not self.can_scroll:
            return
        self._move(self._offset + pixels)
        self._following = self._offset >= self._end - 0.5
        self.scrolled.emit(self._following)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = max(40.0, self.height() - 40.0)
        steps = {
            Qt.Key.Key_Up: -40.0,
            Qt.Key.Key_Down: 40.0,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Home: -self._end,
            Qt.Key.Key_End: self._end,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.scroll_by(step)

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels = event.pixelDelta().y() or event.angleDelta().y() / 120 * 60
        # What turns with the pane turns under the wheel too: the words go the way the finger goes.
        self.scroll_by(pixels if is_turned(self) else -pixels)
        event.accept()

    # -- laying out and painting

    def height_of(self, paragraphs: Sequence[Paragraph], width: float | None = None) -> float:
        """How high these would be, in the present width or another."""
        room = self._room() if width is None else width - BAR - 4
        return sum((p.gap if i else 0) + _height(self._look, self._set(p, room), p) for i, p in enumerate(paragraphs))

    def rearrange(self) -> None:
        """Lay the words out anew."""
        if self.width() <= BAR or self.height() <= 0:
            return
        shown = self._written()
        self._sets, y = [], 0.0
        for i, paragraph in enumerate(shown):
            y += paragraph.gap if i else 0
            layout = self._set(paragraph, self._room())
            height = _height(self._look, layout, paragraph)
            self._sets.append(_Set(layout, y, height))
            y += height
        first = self._sets[self.first_in_sight(len(shown))].top if shown else 0.0
        self._end = max(0.0, first, y - self.height())
        self._overflows = y - first > self.height() + 0.5
        if self._overflows:
            # No line is cut through at the top; what is left over stands empty below.
            tops = (part.top + part.layout.lineAt(i).y() for part in self._sets for i in range(part.layout.lineCount()))
            self._end = min((top for top in tops if top >= self._end - 8), default=self._end)
        self._move(self._end if self._following else self._offset)
        self._laid_out = {p: part.layout for p, part in zip(shown, self._sets, strict=True)}
        self.setAccessibleDescription("\n".join(p.text for p in shown[-2:]))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 60)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.rearrange()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        painter.setRenderHint(painter.RenderHint.Antialiasing)
        painter.setPen(self._look.color("ink"))
        mirrored = self.isRightToLeft()
        left = BAR + 4 if mirrored else 0
        for part in self._sets:
            y = part.top - self._offset
            if y + part.height >= 0 and y <= self.height():
                part.layout.draw(painter, QPointF(left, y))
        if self.can_scroll and (not self._following or self._overflows or self.hasFocus() or self.underMouse()):
            whole = self._end + self.height()
            color = self._look.color("strong")
            color.setAlphaF(0.6)
            tall = max(20.0, self.height() * self.height() / whole)
            top = (self.height() - tall) * self._offset / self._end
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            x = 1 if mirrored else self.width() - 5
            painter.drawRoundedRect(QRectF(x, top, 4, tall), 2, 2)

    def _restyle(self) -> None:
        self._laid_out.clear()
        self.rearrange()

    def _set(self, paragraph: Paragraph, room: float) -> QTextLayout:
        """A paragraph laid out in this width, once."""
        if room != self._laid_out_for:
            self._laid_out.clear()
            self._laid_out_for = room
        if paragraph not in self._laid_out:
            self._laid_out[paragraph] = _lay_out(self._look, paragraph, room, self._language)
        return self._laid_out[paragraph]

    def _room(self) -> float:
        return float(self.width() - BAR - 4)

    def _move(self, offset: float) -> None:
        offset = min(self._end, max(0.0, offset))
        if offset != self._offset:
            self._offset = offset
            self.update()


def _lay_out(look: Appearance, paragraph: Paragraph, width: float, language: str) -> QTextLayout:
    backwards = runs_right_to_left(paragraph.runs[-1].words.strip() or paragraph.text, language)
    # Of a layout of its own, Qt does not take the leading edge to be the right one.
    option = QTextOption(Qt.AlignmentFlag.AlignRight if backwards else Qt.AlignmentFlag.AlignLeft)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if backwards else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(paragraph.text, look.font(paragraph.runs[-1].style))
    layout.setTextOption(option)
    formats, start = [], 0
    for run in paragraph.runs:
        form = QTextCharFormat()
        form.setFont(look.font(run.style))
        form.setForeground(look.color(run.ink))
        form.setFontStrikeOut(run.struck)
        part = QTextLayout.FormatRange()
        # Counted as Qt counts: letters beyond the first 65,536 (rare Han, emoji) are two.
        part.start, part.length = start, len(run.words.encode("utf-16-le")) // 2
        part.format = form
        start += part.length
        formats.append(part)
    layout.setFormats(formats)
    height = look.line(paragraph.runs[-1].style)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        # Another script's letters may be taller than the style's line, which they then widen.
        line.setPosition(QPointF(0, line.lineNumber() * height + (height - line.height()) / 2))
    layout.endLayout()
    return layout


def _height(look: Appearance, layout: QTextLayout, paragraph: Paragraph) -> float:
    return float(layout.lineCount() * look.line(paragraph.runs[-1].style))
