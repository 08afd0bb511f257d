"""The map's pins as a real list, for keyboard and screen reader: it shows while it has the focus."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.shadows import FloatingSurface, shadow_margins
from wanderlust.ui.theme import RADIUS_RESULT
from wanderlust.ui.view_models.conversation import ConversationViewModel

WIDTH, ROW, SHOWN = 300, 34, 8


class _Rows(QListWidget):
    """A list that says when the focus has left it, and leaves Escape and the function keys to the window."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F8):
            event.ignore()
            return
        super().keyPressEvent(event)


class PinList(FloatingSurface):
    """Numbered places in the order of their pins; Enter, a click or the number chooses one."""

    def __init__(self, appearance: Appearance, model: ConversationViewModel, parent: QWidget) -> None:
        super().__init__(appearance, 2, RADIUS_RESULT, parent)
        self._model = model
        self.rows = _Rows(self)
        self.rows.setFrameShape(QFrame.Shape.NoFrame)
        self.rows.setAccessibleName(self.tr("Results"))
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.rows.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.rows.setProperty("focusRadius", RADIUS_RESULT)
        self.rows.left.connect(self.hide)
        self.rows.itemActivated.connect(self._choose)
        self.rows.itemClicked.connect(self._choose)
        model.map_changed.connect(self._follow)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    @property
    def available(self) -> bool:
        """Whether there is anything to list."""
        return bool(self._model.map.places)

    def open(self) -> None:
        """Show it with the focus on the chosen place, or the first."""
        self.show()
        self.raise_()
        self.rows.setCurrentRow(self._model.map.chosen or 0)
        self.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def sizeHint(self) -> QSize:
        left, top, right, bottom = shadow_margins(2)
        count = max(1, min(SHOWN, self.rows.count()))
        return QSize(WIDTH + left + right, count * self.appearance.px(ROW) + 12 + top + bottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.rows.setGeometry(self.surface().adjusted(6, 6, -6, -6).toRect())

    def _choose(self, item: QListWidgetItem) -> None:
        self._model.choose(self.rows.row(item))

    def _follow(self) -> None:
        state = self._model.map
        labels = [f"{pin.number}. {pin.place.label}" for pin in state.pins]
        if labels != [self.rows.item(i).text() for i in range(self.rows.count())]:
            self.rows.clear()
            for label in labels:
                item = QListWidgetItem(label, self.rows)
                item.setSizeHint(QSize(10, self.appearance.px(ROW)))
                item.setToolTip(label)
            self.resize(self.sizeHint())
        if state.chosen is not None:
            self.rows.setCurrentRow(state.chosen)

    def _restyle(self) -> None:
        theme = self.appearance.theme
        self.rows.setFont(self.appearance.font("label"))
        self.rows.setStyleSheet(
            f"QListWidget {{ background: transparent; color: {theme.ink}; outline: 0; }}"
            f"QListWidget::item {{ padding: 0 10px; border-radius: 8px; }}"
            f"QListWidget::item:selected {{ background: {theme.gold_tint}; color: {theme.ink}; }}"
        )
        for i in range(self.rows.count()):
            self.rows.item(i).setSizeHint(QSize(10, self.appearance.px(ROW)))
        self.resize(self.sizeHint())
