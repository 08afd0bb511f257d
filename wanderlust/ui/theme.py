"""Every colour, type style, space and radius of the window."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from PySide6.QtGui import QColor, QFont, QPalette


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours, as ``#RRGGBB`` or ``#AARRGGBB``; each name says what it is for, not how it looks.

    Attributes:
        edge: 1 px outline of floating surfaces; transparent in light, where the shadow is enough.
        gold_edge: Outline of gold things, which alone do not stand out from white.
        shadow: Colour of a shadow at its darkest.
    """

    name: Literal["light", "dark"]
    window: str
    surface: str
    raised: str
    sunk: str
    line: str
    strong: str
    ink: str
    ink2: str
    ink3: str
    pine: str
    on_pine: str
    pine_tint: str
    gold: str
    on_gold: str
    gold_edge: str
    gold_halo: str
    gold_tint: str
    gold_ink: str
    indigo: str
    indigo_tint: str
    rust: str
    red: str
    on_red: str
    red_tint: str
    rail: str
    rail_label: str
    rail_chosen: str
    rail_on_chosen: str
    edge: str
    shadow: str

    @property
    def dark(self) -> bool:
        return self.name == "dark"


LIGHT = Theme(
    name="light",
    window="#F3F5F1",
    surface="#FFFFFF",
    raised="#FFFFFF",
    sunk="#EAEEE9",
    line="#D8DFD9",
    strong="#7C8A84",
    ink="#14211E",
    ink2="#45544F",
    ink3="#5E6D67",
    pine="#0B5D52",
    on_pine="#FFFFFF",
    pine_tint="#DFEFEA",
    gold="#FFC021",
    on_gold="#1B1600",
    gold_edge="#1B1600",
    gold_halo="#4DFFC021",
    gold_tint="#FFF2CC",
    gold_ink="#744E00",
    indigo="#4A45B8",
    indigo_tint="#E8E7FA",
    rust="#B4500B",
    red="#B42318",
    on_red="#FFFFFF",
    red_tint="#FCE8E5",
    rail="#10312C",
    rail_label="#C9DAD4",
    rail_chosen="#1E4740",
    rail_on_chosen="#FFFFFF",
    edge="#00FFFFFF",
    shadow="#1A0A2620",
)

DARK = Theme(
    name="dark",
    window="#0F1715",
    surface="#161F1C",
    raised="#222E2A",
    sunk="#0F1715",
    line="#2C3935",
    strong="#6F8079",
    ink="#ECF2EF",
    ink2="#B6C4BE",
    ink3="#93A29C",
    pine="#5FD0B8",
    on_pine="#06201B",
    pine_tint="#17372F",
    gold="#FFC94A",
    on_gold="#1B1600",
    gold_edge="#FFC94A",
    gold_halo="#52FFC94A",
    gold_tint="#382D10",
    gold_ink="#FFD678",
    indigo="#ABA8FF",
    indigo_tint="#2A2A55",
    rust="#FFA766",
    red="#FF9C8F",
    on_red="#2B0703",
    red_tint="#43201B",
    rail="#0A110F",
    rail_label="#A5B7B0",
    rail_chosen="#1B2A26",
    rail_on_chosen="#FFFFFF",
    edge="#3A4843",
    shadow="#6E000000",
)


def _in_high_contrast(theme: Theme) -> Theme:
    """Black and white with full outlines and no tints; what has a colour keeps one that stands out 7 to 1."""
    ground, ink = ("#000000", "#FFFFFF") if theme.dark else ("#FFFFFF", "#000000")
    grounds: dict[str, Any] = dict.fromkeys(
        ("window", "surface", "raised", "sunk", "pine_tint", "indigo_tint", "red_tint"), ground
    )
    inks: dict[str, Any] = dict.fromkeys(("ink", "ink2", "ink3", "line", "strong", "gold_ink", "edge"), ink)
    rail: dict[str, Any] = {
        "rail": "#000000",
        "rail_label": "#FFFFFF",
        "rail_chosen": "#3A3A3A",
        "rail_on_chosen": "#FFFFFF",
    }
    red = theme.red if theme.dark else "#8C1009"
    return replace(theme, **grounds, **inks, **rail, gold_tint=ground, red=red, shadow="#00000000")


HIGH_LIGHT, HIGH_DARK = _in_high_contrast(LIGHT), _in_high_contrast(DARK)


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """A size and weight of text: pixels at 100 %, the height of its line, and whether it is Inter Display."""

    px: int
    line: int
    weight: QFont.Weight
    display: bool = False


REGULAR, MEDIUM = QFont.Weight.Normal, QFont.Weight.Medium
SEMIBOLD, BOLD = QFont.Weight.DemiBold, QFont.Weight.Bold

StyleName = Literal[
    "speech",
    "speech_less",
    "speech_least",
    "exchange",
    "display",
    "title",
    "state",
    "heading",
    "body",
    "said",
    "label",
    "strong",
    "caption",
    "note",
    "source",
    "micro",
]
STYLES: dict[StyleName, TypeStyle] = {
    "speech": TypeStyle(44, 54, MEDIUM, display=True),  # the interpreter's present words
    "speech_less": TypeStyle(34, 42, MEDIUM, display=True),
    "speech_least": TypeStyle(26, 33, MEDIUM, display=True),
    "exchange": TypeStyle(17, 25, MEDIUM, display=True),  # and those before them
    "display": TypeStyle(30, 38, SEMIBOLD, display=True),
    "title": TypeStyle(20, 26, SEMIBOLD, display=True),
    "state": TypeStyle(17, 23, SEMIBOLD, display=True),
    "heading": TypeStyle(15, 21, SEMIBOLD),
    "body": TypeStyle(15, 23, REGULAR),  # Wanderlust's words
    "said": TypeStyle(15, 23, MEDIUM),  # the traveller's words
    "label": TypeStyle(13, 18, MEDIUM),
    "strong": TypeStyle(13, 18, SEMIBOLD),
    "caption": TypeStyle(12, 16, REGULAR),
    "note": TypeStyle(12, 16, MEDIUM),
    "source": TypeStyle(12, 16, SEMIBOLD),
    "micro": TypeStyle(11, 14, MEDIUM),
}

SPACE = (4, 8, 12, 16, 20, 28, 44)
PANEL_FIELD, PANEL_TEXT = 16, 20  # padding beside fields, beside text
LINE_X, LINE_WIDTH, TEXT_X = 41, 3, 72  # the conversation's line and its text, from the panel's edge
TURN_GAP, RESULT_GAP, CARD_HEIGHT = 18, 8, 60
MAX_CHARACTERS = 72  # of transcript text in one line

RADIUS_KEY, RADIUS_BUTTON, RADIUS_SEARCH, RADIUS_RESULT = 5, 9, 11, 12
RADIUS_NOTICE, RADIUS_PLACE = 14, 16
DEPTH = {1: (6, 2), 2: (14, 4), 3: (26, 7)}  # shadow: blur, offset downwards


def palette(theme: Theme) -> QPalette:
    """The theme for widgets that Qt draws itself: menus, dialogs, tooltips, text selection."""
    result = QPalette()
    role = QPalette.ColorRole
    for key, token in (
        (role.Window, theme.surface),
        (role.WindowText, theme.ink),
        (role.Base, theme.window),
        (role.AlternateBase, theme.sunk),
        (role.Text, theme.ink),
        (role.Button, theme.raised),
        (role.ButtonText, theme.ink),
        (role.BrightText, theme.on_red),
        (role.ToolTipBase, theme.raised),
        (role.ToolTipText, theme.ink),
        (role.PlaceholderText, theme.ink3),
        (role.Highlight, theme.pine),
        (role.HighlightedText, theme.on_pine),
        (role.Accent, theme.pine),
        (role.Link, theme.pine),
        (role.LinkVisited, theme.pine),
        (role.Mid, theme.strong),
    ):
        result.setColor(key, QColor(token))
    for key in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, key, QColor(theme.ink3))
    return result


def menu_style(theme: Theme) -> str:
    """Style sheet of a menu; menus alone are drawn by Qt's style and keep its rules for keys and placing."""
    return (
        f"QMenu {{ background: {theme.raised}; color: {theme.ink}; border: 1px solid {theme.line};"
        f" padding: 6px; }}"
        f"QMenu::item {{ padding: 7px 28px 7px 12px; border-radius: 6px; }}"
        f"QMenu::item:selected {{ background: {theme.pine_tint}; color: {theme.ink}; }}"
        f"QMenu::separator {{ height: 1px; background: {theme.line}; margin: 6px 4px; }}"
    )
