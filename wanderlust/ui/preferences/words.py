"""Text on a page of the settings: wrapped, in the theme's type and colours."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.theme import StyleName


class Words(QLabel):
    """A text that follows theme and text size; it wraps unless told not to."""

    def __init__(
        self,
        appearance: Appearance,
        style: StyleName,
        text: str = "",
        parent: QWidget | None = None,
        *,
        ink: str = "ink",
        wraps: bool = True,
    ) -> None:
        super().__init__(text, parent)
        self._look, self._style, self._ink = appearance, style, ink
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        if wraps:
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        appearance.changed.connect(self._restyle)
        self._align()
        self._restyle()

    def set_ink(self, token: str) -> None:
        """Another colour."""
        self._ink = token
        self._restyle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        # Qt aligns a label by the direction of its text; in a mirrored window all text stands at the same edge.
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)

    def _restyle(self) -> None:
        self.setFont(self._look.font(self._style))
        colours = QPalette(self.palette())
        colours.setColor(QPalette.ColorRole.WindowText, self._look.color(self._ink))
        self.setPalette(colours)
