"""Small things the transcript's document lays out as one character: a button, a box to tick, a picture."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QObject, QRect, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
    QTextImageFormat,
)

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.text_paint import text_width
from wanderlust.ui.theme import RADIUS_BUTTON, RADIUS_RESULT

CONTROL_OBJECT = QTextFormat.ObjectTypes.UserObject.value + 2
_PROPERTY = QTextFormat.Property.UserProperty.value
WORDS, ICON, TICKED = (_PROPERTY + i for i in range(20, 23))
THUMBNAIL = 160
HIGH, ICON_SIZE, PADDING, GAP = 34, 18, 14, 8
SHARPNESS = 2  # pixels a point, so that a picture is sharp on a dense screen too


class ControlObject(QPyTextObject):
    """Sizes and paints buttons and ticked boxes; what they say is in their character's format."""

    def __init__(self, appearance: Appearance, parent: QObject) -> None:
        super().__init__(parent)
        self._look = appearance

    def intrinsicSize(self, doc: QTextDocument, position: int, format: QTextFormat) -> QSizeF:
        boxed = format.hasProperty(TICKED)
        width = text_width(self._look, "label" if boxed else "strong", str(format.property(WORDS)))
        icon = ICON_SIZE + GAP if boxed or format.property(ICON) else 0
        return QSizeF(width + icon + (0 if boxed else 2 * PADDING) + 1, max(HIGH, self._look.px(HIGH)))

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument, position: int, format: QTextFormat
    ) -> None:
        look, boxed, box = self._look, format.hasProperty(TICKED), QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        icon = str(format.property(ICON) or "")
        if boxed:
            icon = "check-square" if format.property(TICKED) else "square"
        else:
            painter.setPen(QPen(look.color("strong"), 1))
            painter.setBrush(look.color("raised"))
            painter.drawRoundedRect(box, RADIUS_BUTTON, RADIUS_BUTTON)
            box.adjust(PADDING, 0, -PADDING, 0)
        mirrored = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
        if icon:
            left = box.right() - ICON_SIZE if mirrored else box.left()
            look.draw_icon(painter, icon, "ink", QRectF(left, box.top(), ICON_SIZE, box.height()), ICON_SIZE)
            room = ICON_SIZE + GAP
            box.adjust(0, 0, -room, 0) if mirrored else box.adjust(room, 0, 0, 0)
        painter.setFont(look.font("label" if boxed else "strong"))
        painter.setPen(look.color("ink"))
        painter.drawText(box.adjusted(-1, 0, 1, 0), Qt.AlignmentFlag.AlignCenter, str(format.property(WORDS)))
        painter.restore()


def control_format(href: str, words: str, icon: str = "", ticked: bool | None = None) -> QTextCharFormat:
    """The character format of a button, or with ``ticked`` of a box to tick; an anchor, so it can be tabbed to."""
    form = QTextCharFormat()
    form.setObjectType(CONTROL_OBJECT)
    form.setAnchor(True)
    form.setAnchorHref(href)
    form.setToolTip(words)
    form.setProperty(WORDS, words)
    form.setProperty(ICON, icon)
    if ticked is not None:
        form.setProperty(TICKED, ticked)
    form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
    return form


def picture_format(document: QTextDocument, turn_id: str, jpeg: bytes, words: str) -> QTextImageFormat:
    """The character format of a picture, round at its corners and at most 160 pixels on its longer side."""
    name = f"picture:{turn_id}"
    image = rounded(jpeg)
    document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), image)
    form = QTextImageFormat()
    form.setName(name)
    form.setWidth(image.width() / SHARPNESS)
    form.setHeight(image.height() / SHARPNESS)
    form.setToolTip(words)
    return form


def rounded(data: bytes, side: int = THUMBNAIL, radius: float = RADIUS_RESULT) -> QImage:
    """A picture as it is shown small; empty where Qt cannot read it."""
    whole = QImage.fromData(QByteArray(data))
    if whole.isNull():
        return whole
    most = side * SHARPNESS
    small = whole.scaled(most, most, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    shown = QImage(small.size(), QImage.Format.Format_ARGB32_Premultiplied)
    shown.fill(Qt.GlobalColor.transparent)
    painter, shape = QPainter(shown), QPainterPath()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape.addRoundedRect(QRectF(shown.rect()), radius * SHARPNESS, radius * SHARPNESS)
    painter.setClipPath(shape)
    painter.drawImage(0, 0, small)
    painter.end()
    return shown
