"""One step of the first run: a title, a line under it, and whatever the step tries or asks."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.preferences.words import Words


class Step(QWidget):
    """Steps derive from it and add their parts to ``column``.

    Attributes:
        name: On the line of steps, such as ``Microphone``.
        asks: Under the name, such as ``Can I hear you?``.
    """

    def __init__(self, appearance: Appearance, name: str, asks: str, title: str, summary: str) -> None:
        super().__init__()
        self.look, self.name, self.asks = appearance, name, asks
        self.title = Words(appearance, "display", title, self)
        self.summary = Words(appearance, "body", summary, self, ink="ink2")
        self.setAccessibleName(title)
        self.setAccessibleDescription(summary)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.addWidget(self.title)
        self.column.addWidget(self.summary)
        self.column.addSpacing(4)

    def left(self) -> None:
        """The step is no longer in sight; one that keeps a device open closes it now."""
