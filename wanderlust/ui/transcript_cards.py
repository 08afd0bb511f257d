"""Result cards inside the transcript: text objects the document lays out and we paint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QPainter,
    QPen,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from wanderlust.domain.conversation import Card
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.text_paint import draw_line, text_width
from wanderlust.ui.theme import CARD_HEIGHT, RADIUS_RESULT, StyleName

CARD_OBJECT = QTextFormat.ObjectTypes.UserObject.value + 1
CARD_KEY = QTextFormat.Property.UserProperty.value + 10
PADDING, ICON_ROOM = 14, 30


@dataclass(frozen=True, slots=True)
class CardLook:
    """A card with how it stands now.

    Attributes:
        card: What it says.
        chosen: It stands for the chosen place.
        hovered: The pointer is over it.
        pinned: Its number is on the map now; an older answer's numbers are not.
    """

    card: Card
    chosen: bool
    hovered: bool = False
    pinned: bool = True


CardSource = Callable[[str], CardLook | None]


def card_height(appearance: Appearance) -> int:
    """Height of a result card at today's text size."""
    return appearance.px(CARD_HEIGHT)


class CardObject(QPyTextObject):
    """Sizes and paints cards; which card a character stands for is asked by its key.

    Args:
        appearance: Colours and type.
        source: Gives the card of a key, or None when it is gone.
        width: Gives the width of a card in pixels.
    """

    def __init__(self, appearance: Appearance, source: CardSource, width: Callable[[], float], parent: QObject) -> None:
        super().__init__(parent)
        self._appearance, self._source, self._width = appearance, source, width

    def intrinsicSize(self, doc: QTextDocument, position: int, format: QTextFormat) -> QSizeF:
        return QSizeF(self._width(), card_height(self._appearance))

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        position: int,
        format: QTextFormat,
    ) -> None:
        look = self._source(str(format.property(CARD_KEY)))
        if look is not None:
            paint_card(painter, self._appearance, QRectF(rect), look)


def _room(appearance: Appearance, card: Card, width: float, style: StyleName, beside: str) -> float:
    """Width left for the near side of a row, beside the words at its far side."""
    icon = ICON_ROOM if card.icon and card.number is None else 0
    taken = text_width(appearance, style, beside)
    return width - 2 * PADDING - icon - (taken + 12 if taken else 0)


def is_elided(appearance: Appearance, card: Card, width: float) -> bool:
    """Whether a card's heading or facts do not fit, so that a tooltip must say them."""
    rows: tuple[tuple[StyleName, str, str], ...] = (
        ("heading", card.heading, card.figure),
        ("caption", card.facts, card.detail),
    )
    return any(
        text_width(appearance, style, words) > _room(appearance, card, width, style, beside)
        for style, words, beside in rows
    )


def paint_card(painter: QPainter, appearance: Appearance, rect: QRectF, look: CardLook) -> None:
    """A card of two lines: heading and facts at the near side, figure and detail at the far side."""
    card, theme = look.card, appearance.theme
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if look.chosen:
        edge = QPen(appearance.color("gold" if theme.dark else "ink"), 1.5)
        inset = 0.75
    else:
        edge = QPen(appearance.color("strong" if look.hovered else "line"), 1)
        inset = 0.5
    painter.setPen(edge)
    painter.setBrush(appearance.color("gold_tint" if look.chosen else "window"))
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), RADIUS_RESULT, RADIUS_RESULT)

    mirrored = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
    top = rect.top() + (rect.height() - appearance.line("heading") - appearance.line("caption") - 1) / 2
    below = top + appearance.line("heading") + 1
    rows: tuple[tuple[float, int, str, str, StyleName, str], ...] = (
        (top, appearance.line("heading"), card.heading, card.figure, "heading", "ink"),
        (below, appearance.line("caption"), card.facts, card.detail, "caption", "ink2"),
    )
    inner = rect.adjusted(PADDING, 0, -PADDING, 0)
    if card.icon and card.number is None:
        box = QRectF(inner.right() - 20 if mirrored else inner.left(), rect.top(), 20, rect.height())
        appearance.draw_icon(painter, card.icon, "pine", box, 20)
        inner = inner.adjusted(0, 0, -ICON_ROOM, 0) if mirrored else inner.adjusted(ICON_ROOM, 0, 0, 0)
    for y, height, left, right, style, ink in rows:
        room = _room(appearance, card, rect.width(), style, right)
        near = QRectF(inner.right() - room if mirrored else inner.left(), y, room, height)
        rest = inner.width() - room
        far = QRectF(inner.left() if mirrored else inner.right() - rest, y, rest, height)
        draw_line(painter, appearance, near, left, style, ink, right=mirrored)
        draw_line(painter, appearance, far, right, style, ink, right=not mirrored)
    painter.restore()


def card_format(key: str, href: str, spoken: str) -> QTextCharFormat:
    """The character format that stands for a card: an anchor, so it can be clicked and tabbed to."""
    form = QTextCharFormat()
    form.setObjectType(CARD_OBJECT)
    form.setProperty(CARD_KEY, key)
    form.setAnchor(True)
    form.setAnchorHref(href)
    form.setToolTip(spoken)
    # The object stands on the base line; a font of 1 px leaves no room for descenders below it.
    form.setProperty(QTextFormat.Property.FontPixelSize.value, 1)
    return form
