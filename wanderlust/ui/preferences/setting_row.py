"""A setting on its page: words at the leading edge, control at the other, and a button that resets it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import IconButton
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.page import Section, Setting
from wanderlust.ui.preferences.words import Words
from wanderlust.ui.theme import RADIUS_RESULT

NARROW = 520  # below this width, times the text size, the control stands under the words
MARKED_MS = 1_600
RESET = 38  # what the button takes, kept free where there is none


class SettingRow(QWidget):
    """One setting; ``control`` is its widget and ``reset`` its button, or None where there is nothing to reset."""

    def __init__(self, appearance: Appearance, model: PreferencesModel, setting: Setting, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._model, self.setting = appearance, model, setting
        self.control = setting.control(appearance, model)
        self.control.setAccessibleName(setting.label)
        self.control.setAccessibleDescription(setting.explanation)
        self.reset: IconButton | None = None
        self._marked = False
        texts = QVBoxLayout()
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(2)
        label = Words(appearance, "strong", setting.label, self)
        # On Linux Qt names a box by what is chosen in it; what it is for comes from the label that is its own.
        label.setBuddy(self.control.focusProxy() or self.control)
        texts.addWidget(label)
        texts.addWidget(Words(appearance, "caption", setting.explanation, self, ink="ink2"))
        texts.addStretch(1)
        handles = QHBoxLayout()
        handles.setContentsMargins(0, 0, 0, 0)
        handles.setSpacing(4)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(16, 12, 16, 12)
        self._box.setSpacing(8)
        self._box.addLayout(texts, 1)
        self._box.addLayout(handles)
        whole = self.control.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Expanding or setting.below
        handles.addWidget(self.control, 1, Qt.AlignmentFlag(0) if whole else Qt.AlignmentFlag.AlignLeading)
        if setting.name:
            name = self.tr("Reset: {setting}").format(setting=setting.label)
            self.reset = IconButton(appearance, "arrow-counter-clockwise", name, self)
            kept = self.reset.sizePolicy()
            kept.setRetainSizeWhenHidden(True)
            self.reset.setSizePolicy(kept)
            self.reset.clicked.connect(self._reset)
            handles.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignTop)
            model.follow(setting.name, lambda _value: self._follow(), self)
        else:
            handles.addSpacing(0 if setting.below else RESET)
        appearance.changed.connect(self._arrange)
        self._arrange()

    def mark(self) -> None:
        """Show where it is, for a moment: it was searched for."""
        self._marked = True
        self.update()
        QTimer.singleShot(MARKED_MS, self, self._unmark)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._marked:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._look.color("gold_edge"), 1))
            painter.setBrush(self._look.color("gold_tint"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3.5, 3.5, -3.5, -3.5), 9, 9)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.setting.below or self.width() < self._look.px(NARROW)
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._box.direction() is not wanted:
            self._box.setDirection(wanted)
        self.control.setMaximumWidth(16_777_215 if narrow else self._look.px(320))

    def _follow(self) -> None:
        if self.reset is not None:
            self.reset.setVisible(not self._model.is_usual(self.setting.name))

    def _reset(self) -> None:
        self.control.setFocus(Qt.FocusReason.OtherFocusReason)  # the button goes away under the finger
        self._model.reset(self.setting.name)

    def _unmark(self) -> None:
        self._marked = False
        self.update()


class SectionCard(QWidget):
    """The settings of a section on one card, with hairlines between them."""

    def __init__(self, appearance: Appearance, model: PreferencesModel, section: Section, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = appearance
        self.setAccessibleName(section.title)
        self.rows = [SettingRow(appearance, model, setting, self) for setting in section.settings]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in self.rows:
            column.addWidget(row)
        appearance.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.color("line"), 1))
        painter.setBrush(self._look.color("window"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS_RESULT, RADIUS_RESULT)
        for row in self.rows[1:]:
            painter.drawLine(16, row.y(), self.width() - 16, row.y())
