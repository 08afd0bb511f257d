"""Which theme, text size and motion hold now, with the fonts and icons that go with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter
from PySide6.QtWidgets import QApplication, QToolTip

from wanderlust.ui.fonts import Fonts
from wanderlust.ui.icons import Icons
from wanderlust.ui.theme import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT, STYLES, StyleName, Theme, palette

Preference = Literal["system", "light", "dark"]


def wants_high_contrast() -> bool:
    """Whether the system's settings ask for high contrast, where Qt can tell."""
    hints = QGuiApplication.styleHints()  # held: what it hands out goes with it
    return hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


class Appearance(QObject):
    """The look of the application; its one signal tells every widget to look again.

    Args:
        resources: Folder with ``fonts/``, ``icons/`` and what other parts of the window read.
        preference: ``system`` follows the desktop, ``light`` and ``dark`` force.
        text_factor: 0.9 to 1.6, multiplies type and the row heights that hold it.
        reduced_motion: Whether moves become jumps.
        high_contrast: Whether the system asks for more contrast than either theme has.
    """

    changed = Signal()

    def __init__(
        self,
        resources: Path,
        *,
        preference: Preference = "system",
        text_factor: float = 1.0,
        reduced_motion: bool = False,
        high_contrast: Callable[[], bool] = wants_high_contrast,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.resources = resources
        self._typefaces = Fonts(resources / "fonts")
        self.icons = Icons(resources / "icons")
        self._preference: Preference = preference
        self._factor = min(1.6, max(0.9, text_factor))
        self.reduced_motion = reduced_motion
        self._fonts: dict[tuple[StyleName, float], QFont] = {}
        self._high_contrast = high_contrast
        self._theme = self._resolve()
        hints = self._hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)
        self._apply()

    @property
    def theme(self) -> Theme:
        return self._theme

    @property
    def preference(self) -> Preference:
        return self._preference

    @property
    def text_factor(self) -> float:
        return self._factor

    def set_preference(self, preference: Preference) -> None:
        """Force a theme, or follow the system again."""
        self._preference = preference
        self._follow_system()

    def set_text_factor(self, factor: float) -> None:
        """Text size, 0.9 to 1.6."""
        factor = min(1.6, max(0.9, factor))
        if factor != self._factor:
            self._factor = factor
            self._fonts.clear()
            self._tell()

    def set_system_font(self, system: bool) -> None:
        """Write in the system's font instead of the bundled one."""
        if system != self._typefaces.system:
            self._typefaces.system = system
            self._fonts.clear()
            self._tell()

    def set_reduced_motion(self, reduced: bool) -> None:
        """Whether moves become jumps."""
        if reduced != self.reduced_motion:
            self.reduced_motion = reduced
            self._tell()

    def font(self, style: StyleName) -> QFont:
        """The font of a style at today's text size; a copy, so callers may change it."""
        key = (style, self._factor)
        if key not in self._fonts:
            self._fonts[key] = self._typefaces.font(STYLES[style], self._factor)
        return QFont(self._fonts[key])

    def px(self, value: float) -> int:
        """A height that holds text, at today's text size."""
        return round(value * self._factor)

    def line(self, style: StyleName) -> int:
        """Height of a line of that style in pixels."""
        return self.px(STYLES[style].line)

    def color(self, token: str) -> QColor:
        """A token of the theme as a colour."""
        return QColor(getattr(self._theme, token))

    def draw_icon(
        self, painter: QPainter, name: str, token: str, box: QRectF, size: int, *, right_to_left: bool = False
    ) -> None:
        """Draw an icon in a token's colour in the middle of ``box``."""
        self.icons.draw(painter, name, self.color(token), box, size, right_to_left=right_to_left)

    def _apply(self) -> None:
        """Give the application this theme's palette and text: for menus, dialogs and tooltips."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        app.setFont(self.font("label"))
        colours = palette(self._theme)
        app.setPalette(colours)
        QToolTip.setPalette(colours)
        QToolTip.setFont(self.font("caption"))

    def _resolve(self) -> Theme:
        dark = self._preference == "dark"
        if self._preference == "system":
            dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        if self._high_contrast():
            return HIGH_DARK if dark else HIGH_LIGHT
        return DARK if dark else LIGHT

    def _follow_system(self) -> None:
        theme = self._resolve()
        if theme is not self._theme:
            self._theme = theme
            self._tell()

    def _tell(self) -> None:
        self._apply()
        self.changed.emit()
