"""The colours keep the contrast that the visual language states for them."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from wanderlust.ui.theme import DARK, LIGHT, STYLES, Theme

# Ink, ground, and the ratio stated for light and for dark.
STATED = [
    ("ink", "surface", 16.6, 14.9),
    ("ink2", "surface", 8.0, 9.3),
    ("ink3", "surface", 5.4, 6.3),
    ("strong", "raised", 3.6, 3.4),
    ("pine", "surface", 7.8, 9.0),
    ("on_pine", "pine", 7.8, 9.1),
    ("pine", "pine_tint", 6.5, 6.9),
    ("on_gold", "gold", 11.0, 11.8),
    ("ink", "gold_tint", 14.9, 11.9),
    ("gold_ink", "gold_tint", 6.7, 9.8),
    ("indigo", "surface", 7.4, 7.8),
    ("indigo", "indigo_tint", 6.1, 6.3),
    ("red", "surface", 6.6, 8.3),
    ("on_red", "red", 6.6, 9.2),
    ("red", "red_tint", 5.6, 7.1),
    ("rail_label", "rail", 9.7, 9.1),
    ("rail_on_chosen", "rail_chosen", 10.3, 14.9),
]


def luminance(color: str) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    c = QColor(color)
    return 0.2126 * linear(c.red()) + 0.7152 * linear(c.green()) + 0.0722 * linear(c.blue())


def contrast(theme: Theme, ink: str, ground: str) -> float:
    a, b = sorted((luminance(getattr(theme, ink)), luminance(getattr(theme, ground))))
    return (b + 0.05) / (a + 0.05)


@pytest.mark.parametrize(("ink", "ground", "light", "dark"), STATED)
def test_each_pair_has_the_stated_contrast(ink: str, ground: str, light: float, dark: float) -> None:
    assert contrast(LIGHT, ink, ground) == pytest.approx(light, abs=0.06)
    assert contrast(DARK, ink, ground) == pytest.approx(dark, abs=0.06)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_hints_are_readable_on_every_ground_they_stand_on(theme: Theme) -> None:
    for ground in ("surface", "window", "sunk"):
        assert contrast(theme, "ink3", ground) >= 4.5
    for ground in ("window", "raised", "gold_tint", "red_tint"):
        assert contrast(theme, "ink2", ground) >= 4.5


def test_display_type_starts_at_17_pixels() -> None:
    assert {name for name, style in STYLES.items() if style.display} == {
        name for name, style in STYLES.items() if style.px >= 17
    }
