"""What the cloud has cost: this talk, today and this month, against the limits."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from wanderlust.domain.cost.caps import WARN_SHARE, Spending, Totals
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.formats import dollars, long_day, number
from wanderlust.ui.preferences.words import Words
from wanderlust.ui.text_paint import draw_line, text_width

BAR = 6


class SpendingLine(QWidget):
    """One stretch of time: its name, the money, and a bar where there is a limit."""

    def __init__(self, appearance: Appearance, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._name = appearance, name
        self._money, self._share, self._limited = dollars(0), 0.0, False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.updateGeometry)

    def show_totals(self, totals: Totals, cap: float = 0.0) -> None:
        """Show this much, of this limit if there is one."""
        spent = dollars(totals.dollars)
        about = self.tr("about {money}").format(money=spent) if totals.guessed else spent
        self._limited, self._share = cap > 0, totals.dollars / cap if cap > 0 else 0.0
        self._money = self.tr("{spent} of {limit}").format(spent=about, limit=dollars(cap)) if cap > 0 else about
        self.setAccessibleName(f"{self._name}: {self._money}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = text_width(self._look, "label", self._name) + text_width(self._look, "strong", self._money) + 24
        return QSize(round(width), self._look.line("label") + (BAR + 6 if self._limited else 0))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, mirrored = QPainter(self), self._look, self.isRightToLeft()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = QRectF(0, 0, self.width(), look.line("label"))
        draw_line(painter, look, row, self._name, "label", "ink2", right=mirrored)
        draw_line(painter, look, row, self._money, "strong", "ink", right=not mirrored)
        if not self._limited:
            return
        track = QRectF(0, row.bottom() + 4, self.width(), BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("sunk"))
        painter.drawRoundedRect(track, BAR / 2, BAR / 2)
        # A reached limit also says so in the figures above: "$1.00 of $1.00".
        ink = "red" if self._share >= 1 else "gold_ink" if self._share >= WARN_SHARE else "pine"
        full = max(BAR, track.width() * min(1.0, self._share)) if self._share > 0 else 0.0
        painter.setBrush(look.color(ink))
        painter.drawRoundedRect(QRectF(track.right() - full if mirrored else 0, track.y(), full, BAR), BAR / 2, BAR / 2)


class SpendingView(QWidget):
    """The three lines, and what stands behind them in small type."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.talk = SpendingLine(appearance, self.tr("This talk"), self)
        self.today = SpendingLine(appearance, self.tr("Today"), self)
        self.month = SpendingLine(appearance, self.tr("This month"), self)
        self.behind = Words(appearance, "caption", parent=self, ink="ink2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (self.talk, self.today, self.month, self.behind):
            column.addWidget(widget)
        self.show_spending(None)

    def show_spending(self, spending: Spending | None) -> None:
        """Show this, or that nothing is known yet."""
        if spending is None:
            self.behind.setText(self.tr("Nothing was sent to the cloud since I started."))
            for line in (self.talk, self.today, self.month):
                line.hide()
            return
        self.talk.show_totals(spending.talk, spending.caps.talk)
        self.today.show_totals(spending.today, spending.caps.day)
        self.month.show_totals(spending.month)
        for line in (self.talk, self.today, self.month):
            line.show()
        day = spending.prices_of
        words = [self.tr("Reckoned with the prices of {day}.").format(day=long_day(day))]
        if spending.month.fresh or spending.month.cached:
            share = number(spending.month.cached_share * 100)
            remembered = self.tr("{share} % of what it read this month was remembered, at a lower price.")
            words.append(remembered.format(share=share))
        if spending.month.unheard_ms >= 1000:
            seconds = number(spending.month.unheard_ms / 1000)
            unheard = self.tr("{seconds} s of voice were paid for and cut off before you heard them.")
            words.append(unheard.format(seconds=seconds))
        self.behind.setText(" ".join(words))
