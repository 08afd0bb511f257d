"""A street map for dark rooms: what was light becomes dark, and green stays green."""

from __future__ import annotations

from PySide6.QtGui import QColor, QImage

# Of 255: white letters on a black map glare as much as a white map does.
BRIGHTEST = 214
_DEPTH = 12  # the darkest ground, below the palette's land, so that streets show on it


def at_night(picture: QImage, land: QColor) -> QImage:
    """The picture with its lightness turned over; hue and saturation stay (the L of HSL becomes 1 - L).

    Args:
        picture: Any format; each pixel is taken as opaque.
        land: The ground of the dark palette, which the light ground of a street map comes close to.
    """
    import numpy as np  # only a dark map needs it

    source = picture.convertToFormat(QImage.Format.Format_RGB32)
    wide, high = source.width(), source.height()
    seen = np.frombuffer(source.constBits(), np.uint8).reshape(high, source.bytesPerLine() // 4, 4)[:, :wide, :3]
    # One sum for all three colours: the brightest and the darkest of them change places around the middle.
    shift = 255 - seen.max(axis=2).astype(np.int16) - seen.min(axis=2)
    turned = seen + shift[:, :, None]
    low = np.array([max(0, c - _DEPTH) for c in (land.blue(), land.green(), land.red())], np.int16)
    made = QImage(wide, high, QImage.Format.Format_RGB32)
    target = np.frombuffer(made.bits(), np.uint8).reshape(high, made.bytesPerLine() // 4, 4)
    target[:, :, :3] = low + turned * (BRIGHTEST - low) // 255
    target[:, :, 3] = 255
    return made
