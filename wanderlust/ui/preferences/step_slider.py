"""A slider over a few steps, with its value in words beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.page import MakeControl
from wanderlust.ui.preferences.words import Words
from wanderlust.ui.text_paint import text_width

KNOB, GROOVE, WIDTH = 18, 4, 170


class Slider(QSlider):
    """Painted from the theme; the wheel turns the page under it, never the value."""

    def __init__(self, appearance: Appearance, steps: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = appearance
        self.setRange(0, steps - 1)
        self.setPageStep(max(1, steps // 4))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusRadius", 9)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, max(34, self._look.px(34)))

    def minimumSizeHint(self) -> QSize:
        return QSize(90, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        share = (self.value() - self.minimum()) / max(1, self.maximum() - self.minimum())
        if self.isRightToLeft():
            share = 1 - share
        way = self.width() - KNOB
        middle, x = self.height() / 2, KNOB / 2 + share * way
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("strong"))
        painter.drawRoundedRect(QRectF(KNOB / 2, middle - GROOVE / 2, way, GROOVE), 2, 2)
        painter.setBrush(look.color("pine"))
        filled = QRectF(x, middle - GROOVE / 2, KNOB / 2 + way - x, GROOVE)
        if not self.isRightToLeft():
            filled = QRectF(KNOB / 2, middle - GROOVE / 2, x - KNOB / 2, GROOVE)
        painter.drawRoundedRect(filled, 2, 2)
        painter.setPen(QPen(look.color("raised"), 2))
        painter.drawEllipse(QRectF(x - KNOB / 2 + 1, middle - KNOB / 2 + 1, KNOB - 2, KNOB - 2))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class StepSlider(QWidget):
    """The slider and its value in words.

    Args:
        appearance: Colours and type.
        values: What the steps stand for, in rising order.
        words: How a value is written.
        chosen: Told the value the traveller moved to; while the knob is dragged only when it is let go.
    """

    def __init__(
        self,
        appearance: Appearance,
        values: Sequence[Any],
        words: Callable[[Any], str],
        chosen: Callable[[Any], None],
    ) -> None:
        super().__init__()
        self._look, self._values, self._words, self._chosen = appearance, tuple(values), words, chosen
        self.slider = Slider(appearance, len(self._values), self)
        self._label = Words(appearance, "label", parent=self, wraps=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.slider, 1)
        row.addWidget(self._label)
        self.setFocusProxy(self.slider)
        self.slider.valueChanged.connect(self._moved)
        self.slider.sliderReleased.connect(self._settle)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def show_value(self, value: Any) -> None:
        """Move to the step nearest a value."""
        step = min(range(len(self._values)), key=lambda i: abs(self._values[i] - value))
        before = self.slider.blockSignals(True)
        self.slider.setValue(step)
        self.slider.blockSignals(before)
        self._tell()

    def setAccessibleName(self, name: str) -> None:
        """The slider is what a screen reader meets."""
        self.slider.setAccessibleName(name)

    def setAccessibleDescription(self, words: str) -> None:
        self.slider.setAccessibleDescription(words)

    def _moved(self) -> None:
        self._tell()
        if not self.slider.isSliderDown():
            self._settle()

    def _settle(self) -> None:
        self._chosen(self._values[self.slider.value()])

    def _tell(self) -> None:
        words = self._words(self._values[self.slider.value()])
        self._label.setText(words)
        self.slider.setToolTip(words)
        self.slider.update()

    def _restyle(self) -> None:
        widest = max(text_width(self._look, "label", self._words(value)) for value in self._values)
        self._label.setMinimumWidth(round(widest) + 2)


def steps(name: str, values: Sequence[Any], words: Callable[[Any], str]) -> MakeControl:
    """A control for a field with a number in it."""

    def make(appearance: Appearance, model: PreferencesModel) -> QWidget:
        control = StepSlider(appearance, values, words, lambda value: model.set(name, value))
        model.follow(name, control.show_value, control)
        return control

    return make
