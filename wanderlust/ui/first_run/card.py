"""The first minute over the map: the line of steps, the step itself, and Skip and Next under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import Button
from wanderlust.ui.first_run.step import Step
from wanderlust.ui.first_run.step_line import BARE, StepLine
from wanderlust.ui.quiet_scroll_bar import QuietScrollBar

WORDS_FROM = 640  # width from which, times the text size, the steps have their names beside them
LINE_WIDTH = 210
MARGIN, WIDEST = 28, 620


class FirstRunCard(QWidget):
    """Covers the map's area and nothing else, so that the talk bar beside it works; it never takes the focus itself.

    Signals:
        finished: The last step was left, or the rest was skipped.
    """

    finished = Signal()

    def __init__(self, appearance: Appearance, steps: Sequence[Step], stage: QWidget) -> None:
        super().__init__(stage)
        self._look, self.steps = appearance, tuple(steps)
        self._covered: list[QWidget] = []
        self.index = 0
        self.setAccessibleName(self.tr("Set up Wanderlust"))
        self.line = StepLine(appearance, [(step.name, step.asks) for step in steps], self)
        self._pages = QStackedWidget(self)
        for step in self.steps:
            self._pages.addWidget(_Page(appearance, step, self))
        self.skip = Button(appearance, self.tr("Skip set-up"), self, kind="quiet")
        self.back = Button(appearance, self.tr("Back"), self)
        self.next = Button(appearance, self.tr("Next"), self, kind="primary")
        self.setFocusProxy(self.next)
        foot = QHBoxLayout()
        foot.setContentsMargins(MARGIN - 14, 12, MARGIN, 16)
        foot.setSpacing(8)
        foot.addWidget(self.skip)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        self._foot = foot
        side = QVBoxLayout()
        side.setSpacing(0)
        side.addWidget(self._pages, 1)
        side.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.line)
        row.addLayout(side, 1)
        self.line.chosen.connect(self.go)
        self.skip.clicked.connect(self.leave)
        self.back.clicked.connect(lambda: self.go(self.index - 1))
        self.next.clicked.connect(lambda: self.go(self.index + 1))
        appearance.changed.connect(self._fit)
        stage.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show the first step; what lies under the card is out of reach of Tab."""
        stage = self.parentWidget()
        assert stage is not None
        beside = stage.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        self._covered = [widget for widget in beside if widget is not self and widget.isEnabled()]
        for widget in self._covered:
            widget.setEnabled(False)
        self._fit()
        self.go(0)
        self.show()
        self.raise_()

    def go(self, index: int) -> None:
        """Stand at a step; after the last one all is done."""
        if index >= len(self.steps):
            self.leave()
            return
        if index != self.index:
            self.steps[self.index].left()
        self.index = max(0, index)
        self._pages.setCurrentIndex(self.index)
        self.back.setVisible(self.index > 0)
        self.next.set_words(self.tr("Done") if self.index == len(self.steps) - 1 else self.tr("Next"))
        self._show_line()

    def leave(self) -> None:
        """Close it; the rest is in the settings."""
        if self.isHidden():
            return
        self.steps[self.index].left()
        for widget in self._covered:
            widget.setEnabled(True)
        self._covered.clear()
        self.hide()
        self.finished.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and watched is self.parentWidget():
            self._fit()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface"))
        painter.setPen(self._look.color("line"))
        top = self._pages.geometry().bottom() + 1
        painter.drawLine(self._pages.x(), top, self._pages.geometry().right(), top)

    def _fit(self) -> None:
        stage = self.parentWidget()
        if stage is None:
            return
        self.setGeometry(stage.rect())
        self._show_line()

    def _show_line(self) -> None:
        bare = self.width() < self._look.px(WORDS_FROM)
        self.line.setFixedWidth(BARE if bare else self._look.px(LINE_WIDTH))
        self.line.show_step(self.index, bare)


class _Page(QScrollArea):
    """A step that scrolls where it does not fit."""

    def __init__(self, appearance: Appearance, step: Step, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = appearance
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = QuietScrollBar(appearance, self)
        bar.setAccessibleName(self.tr("Scroll this step"))
        self.setVerticalScrollBar(bar)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sheet = QWidget()
        step.setMaximumWidth(WIDEST)
        row = QHBoxLayout(self._sheet)
        row.setContentsMargins(MARGIN, 28, MARGIN, 16)
        row.addWidget(step)
        self.setWidget(self._sheet)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        for widget in (self, self.viewport(), self._sheet):
            colours = QPalette(widget.palette())
            colours.setColor(QPalette.ColorRole.Window, self._look.color("surface"))
            widget.setPalette(colours)
            widget.setAutoFillBackground(True)
