"""The small picture at the start of the text field, until it is sent."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.theme import RADIUS_KEY
from wanderlust.ui.transcript_objects import rounded

SIZE, CROSS = 28, 14


class AttachedPicture(QAbstractButton):
    """A picture and a cross; a click lets go of it."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._image = QImage()
        self.data = b""
        self.setFixedSize(SIZE + CROSS + 6, SIZE)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("focusRadius", RADIUS_KEY)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Leave the picture out"))
        self.setToolTip(self.tr("Leave the picture out"))
        appearance.changed.connect(self.update)

    def show_picture(self, data: bytes) -> None:
        """Hold this picture; one Qt cannot read is shown as an icon."""
        self.data, self._image = data, rounded(data, SIZE, RADIUS_KEY)
        self.show()
        self.update()

    def forget(self) -> None:
        """Hold none."""
        self.data, self._image = b"", QImage()
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, mirrored = QPainter(self), self.isRightToLeft()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.width() - SIZE if mirrored else 0, 0, SIZE, SIZE)
        if self._image.isNull():
            self._look.draw_icon(painter, "image", "ink2", box, 18)
        else:
            size = self._image.size().toSizeF().scaled(SIZE, SIZE, Qt.AspectRatioMode.KeepAspectRatio)
            shown = QRectF(box.center().x() - size.width() / 2, (SIZE - size.height()) / 2, size.width(), size.height())
            painter.drawImage(shown, self._image)
        cross = QRectF(0 if mirrored else SIZE + 2, 0, CROSS, SIZE)
        self._look.draw_icon(painter, "x", "ink2", cross, 12)
