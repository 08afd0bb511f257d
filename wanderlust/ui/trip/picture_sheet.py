"""Asks before a photograph of a ticket leaves this computer, and says plainly where photographs cannot be read."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import Button
from wanderlust.ui.text_paint import draw_wrapped, wrapped_height
from wanderlust.ui.trip.sheets import Sheet

PICTURE = 160


class _Shown(QWidget):
    """The picture, and what would be sent, in words."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._image = QImage()
        self.words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_all(self, image: QImage, words: str) -> None:
        scaled = Qt.AspectRatioMode.KeepAspectRatio
        self._image = image if image.isNull() else image.scaled(480, PICTURE, scaled)
        self.words = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self._high())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._high(width)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = 0.0
        if not self._image.isNull():
            painter.drawImage(0, 0, self._image)
            painter.setPen(self._look.color("line"))
            painter.drawRect(0, 0, self._image.width() - 1, self._image.height() - 1)
            top = self._image.height() + 10.0
        box = QRectF(0, top, self.width(), self.height() - top)
        draw_wrapped(painter, self._look, box.topLeft(), box.width(), self.words, "body", "ink")

    def _high(self, width: int = 0) -> int:
        picture = 0 if self._image.isNull() else self._image.height() + 10
        return picture + wrapped_height(self._look, self.words, "body", max(200, width or self.width()))


class PictureSheet(Sheet):
    """A photograph of a ticket.

    Signals:
        agreed: It may be sent: its bytes.
        settings_wanted: Open the page where OpenAI is set up.
    """

    agreed = Signal(bytes)
    settings_wanted = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, parent)
        self._data, self._sendable = b"", False
        self.shown = _Shown(appearance, self)
        self.column.addWidget(self.shown)
        self.send = Button(appearance, self.tr("Yes, send it"), self)
        self.cancel = Button(appearance, self.tr("No"), self)
        self.add_buttons((self.send, self.cancel))
        self.send.clicked.connect(self.done)
        self.cancel.clicked.connect(self.left)

    def ask(self, data: bytes, sendable: bool) -> None:
        """Ask whether a picture may be sent, or say why it cannot be.

        Args:
            data: The picture as it came.
            sendable: Whether OpenAI answers now.
        """
        self._data, self._sendable = data, sendable
        self.heading.set_text(self.tr("A photo of a ticket") if sendable else self.tr("Photos need OpenAI"))
        words = (
            self.tr(
                "I would send this picture to OpenAI, made smaller and without the place and time it was taken, "
                "so that it reads the times, places and numbers. What it puts on the trip can be undone."
            )
            if sendable
            else self.tr(
                "I cannot read photos on this computer. Drop the ticket as PDF, calendar or wallet pass, "
                "or set up OpenAI."
            )
        )
        self.shown.show_all(QImage.fromData(data), words)
        self.send.set_words(self.tr("Yes, send it") if sendable else self.tr("Set up OpenAI"))
        self.cancel.set_words(self.tr("No") if sendable else self.tr("Close"))
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def done(self) -> None:
        data, self._data = self._data, b""
        self.left.emit()
        if self._sendable:
            self.agreed.emit(data)
        else:
            self.settings_wanted.emit()
