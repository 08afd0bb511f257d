"""The bundled Inter: loaded once from a folder, with tabular figures and the single-storey a."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from wanderlust.ui.theme import TypeStyle

log = logging.getLogger(__name__)

TEXT_FAMILY, DISPLAY_FAMILY = "Inter", "Inter Display"
FILES = (
    "Inter-Regular.otf",
    "Inter-Medium.otf",
    "Inter-SemiBold.otf",
    "Inter-Bold.otf",
    "InterDisplay-Medium.otf",
    "InterDisplay-SemiBold.otf",
)


class Fonts:
    """Fonts for the window's type styles; other scripts fall to the system, then to Noto Sans.

    Args:
        folder: Where the OTF files lie; when they are missing the system's font is used instead.
    """

    def __init__(self, folder: Path) -> None:
        general = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
        # All six take 6 ms together, so they load before the first paint and no text jumps later.
        loaded = [QFontDatabase.addApplicationFont(str(folder / name)) for name in FILES]
        if -1 in loaded:
            log.warning("The bundled fonts in %s are incomplete; the system's font is used.", folder)
        families = {family for i in loaded if i >= 0 for family in QFontDatabase.applicationFontFamilies(i)}
        self._text = [f for f in (TEXT_FAMILY,) if f in families] + [general, "Noto Sans"]
        self._system = [general, "Noto Sans"]
        self.system = False
        self._display = [f for f in (DISPLAY_FAMILY,) if f in families] + self._text

    def font(self, style: TypeStyle, factor: float) -> QFont:
        """The font of a style, its size multiplied by ``factor``."""
        font = QFont()
        bundled = self._display if style.display else self._text
        font.setFamilies(self._system if self.system else bundled)
        font.setPixelSize(max(1, round(style.px * factor)))
        font.setWeight(style.weight)
        font.setFeature(QFont.Tag("tnum"), 1)
        font.setFeature(QFont.Tag("cv11"), 1)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font
