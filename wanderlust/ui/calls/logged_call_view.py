"""One call of the log: who, when, how it ended, the form and every caption."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from wanderlust.domain.calls.events import Outcome, OutcomeKind
from wanderlust.domain.calls.form import Form
from wanderlust.domain.calls.logged_call import LoggedCall
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.calls import words
from wanderlust.ui.calls.quiet_area import QuietArea
from wanderlust.ui.formats import day_and_time
from wanderlust.ui.text_paint import draw_wrapped, wrapped_height
from wanderlust.ui.theme import StyleName

INDENT, LABELS = 14, 110


def outcome_words(call: LoggedCall) -> str:
    """How it came out, in a few words."""
    return words.outcome_title(Outcome(OutcomeKind(call.kind), "", Form()))


def when_and_how(call: LoggedCall) -> str:
    """The line below a call's name: ``22/11/26 22:41 · Done · rehearsal``."""
    parts = [day_and_time(call.at), outcome_words(call)]
    if call.line == "rehearsal":
        parts.append(QCoreApplication.translate("Calls", "rehearsal"))
    return " · ".join(parts)


class _Sheet(QWidget):
    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._look = appearance
        self.call: LoggedCall | None = None

    def height_for(self, width: int) -> int:
        return round(self._draw(None, width))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw(painter, self.width())

    def _draw(self, painter: QPainter | None, width: int) -> float:
        call, look, mirrored = self.call, self._look, self.isRightToLeft()
        if call is None:
            return 1.0
        y = 4.0

        def text(words_: str, style: StyleName, ink: str, left: float = 0.0, room: float | None = None) -> float:
            wide = (width - left) if room is None else room
            if painter is not None:
                x = width - left - wide if mirrored else left
                draw_wrapped(painter, look, QPointF(x, y), wide, words_, style, ink)
            return float(wrapped_height(look, words_, style, wide))

        y += text(call.name, "title", "ink") + 2
        line = f"{words.shown_number(call.number)} · {when_and_how(call)} · {words.minutes(round(call.seconds))}"
        y += text(line, "label", "ink2") + 14
        y += text(call.sentence, "said", "ink") + 6
        y += text(self.tr("You asked: {goal}").format(goal=call.goal), "label", "ink2") + 18
        if call.form:
            y += text(self.tr("What was settled"), "strong", "ink2") + 6
            labels = min(LABELS * look.text_factor, width * 0.36)
            for label, value in call.form:
                high = text(label, "label", "ink2", 0, labels - 8)
                y += max(high, text(words.one_line(value) or "–", "strong", "ink", labels)) + 4
            y += 14
        if call.captions:
            y += text(self.tr("What was said"), "strong", "ink2") + 8
        for side, said in call.captions:
            ink = "pine" if side == "us" else "indigo"
            top = y
            y += text(self.tr("Wanderlust") if side == "us" else call.name, "strong", ink, INDENT)
            y += text(said, "label", "ink", INDENT)
            if painter is not None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.color(ink))
                painter.drawRoundedRect(QRectF(width - 4 if mirrored else 1, top + 2, 3, y - top - 4), 1.5, 1.5)
            y += 11
        return y


class LoggedCallView(QuietArea):
    """Scrolls one call."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        self._sheet = _Sheet(appearance)
        super().__init__(appearance, self._sheet, self._sheet.height_for, "", "surface", parent, follows=False)
        self.setAccessibleName(self.tr("The call"))
        appearance.changed.connect(self.grow)

    def show_call(self, call: LoggedCall | None) -> None:
        """Show this one, or nothing."""
        self._sheet.call = call
        if call is not None:
            said = [f"{'Wanderlust' if side == 'us' else call.name}: {text}" for side, text in call.captions]
            form = [f"{label}: {value}." for label, value in call.form]
            self.setAccessibleName(f"{call.name}. {when_and_how(call)}")
            self.setAccessibleDescription(" ".join((call.sentence, *form, *said)))
        self.verticalScrollBar().setValue(0)
        self.grow()
        self._sheet.update()
