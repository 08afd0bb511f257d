"""What stands in a place card between its name and its buttons: facts, the week, a few sentences, a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath

from wanderlust.domain.place_details import CreditedPicture, DayHours, PlaceSummary
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.place_facts import Fact, hours_of
from wanderlust.ui.text_paint import draw_line, draw_wrapped, text_width, wrapped_height
from wanderlust.ui.theme import RADIUS_RESULT, StyleName

ICON, GAP, DAY_WIDTH = 28.0, 10.0, 64.0
PICTURE, LARGEST_SIDE = 132.0, 4000
SUMMARY_STYLE: StyleName = "caption"


def tr(text: str) -> str:
    return QCoreApplication.translate("PlaceBody", text)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a line of the body lies, from its top: for the buttons that belong to it."""

    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


class PlaceBody:
    """Painted content in blocks; the least needed leave first when there is little room.

    Args:
        appearance: Colours and type.
    """

    def __init__(self, appearance: Appearance) -> None:
        self._look = appearance
        self.facts: Sequence[Fact] = ()
        self._week: Sequence[DayHours] = ()
        self._summary: PlaceSummary | None = None
        self._told = ""
        self._picture = QImage()
        self._picture_of: bytes | None = None
        self._shows_picture = self._shows_summary = False
        self._folds = False

    def set_facts(self, facts: Sequence[Fact], week: Sequence[DayHours], folds: bool) -> None:
        """The lines, the days of the week while they are unfolded, and whether there is a week to unfold."""
        self.facts, self._week, self._folds = facts, week, folds

    def set_summary(self, summary: PlaceSummary | None, told: str) -> None:
        """Sentences with who says so in one line; None when there are none."""
        self._summary, self._told = summary, told
        body = summary.picture.body if summary is not None and summary.picture is not None else None
        if body is not self._picture_of:
            self._picture_of = body
            found = QImage.fromData(body) if body is not None else QImage()
            self._picture = found if max(found.width(), found.height()) <= LARGEST_SIDE else QImage()

    @property
    def summary(self) -> PlaceSummary | None:
        """The sentences, while there is room for them."""
        return self._summary if self._shows_summary else None

    def spoken(self) -> str:
        """All of it for a screen reader."""
        lines = [f"{fact.words} {fact.beside}".strip() for fact in self.facts]
        lines += [" ".join(hours_of(day)) for day in self._week]
        if self._summary is not None:
            lines += [self._summary.text.rstrip("."), self._told]
            if self._summary.picture is not None:
                lines.append(credit(self._summary.picture))
        return ". ".join(lines)

    def fit(self, room: float, most: float) -> float:
        """Height at a width; at more than ``most`` the picture goes, then the sentences."""
        facts = self._facts_height(room)
        self._shows_summary = self._summary is not None and bool(self._summary.text)
        self._shows_picture = self._shows_summary and not self._picture.isNull()
        if facts + self._summary_height(room) > most:
            self._shows_picture = False
        if facts + self._summary_height(room) > most:
            self._shows_summary = False
        return facts + self._summary_height(room)

    def spots(self, room: float) -> tuple[Spot | None, Spot | None]:
        """The line of the hours where a week belongs to it, and the line that names the article."""
        caption = self._look.line("caption")
        hours = Spot(0, self._look.line("strong")) if self._folds else None
        if self.summary is None or not self.summary.link:
            return hours, None
        end = self._facts_height(room) + self._summary_height(room) - GAP
        return hours, Spot(end - caption, caption)

    def paint(self, painter: QPainter, corner: QPointF, room: float, mirrored: bool) -> None:
        """Paint it from ``corner`` down."""
        y = corner.y()
        for index, fact in enumerate(self.facts):
            y += self._paint_fact(painter, fact, corner.x(), y, room, mirrored)
            if index == 0:
                y = self._paint_week(painter, corner.x(), y, room, mirrored)
        if self.summary is not None:
            self._paint_summary(painter, self.summary, QPointF(corner.x(), y + 2), room, mirrored)

    # -- facts

    def _facts_height(self, room: float) -> float:
        strong = self._look.line("strong")
        rows = sum(strong * (2 if self._below(fact, room) else 1) + GAP for fact in self.facts)
        return rows + len(self._week) * self._look.line("caption") + (GAP if self._week else 0)

    def _below(self, fact: Fact, room: float) -> bool:
        """Whether the words beside do not fit beside."""
        if not fact.beside:
            return False
        wide = text_width(self._look, "strong", fact.words) + text_width(self._look, "caption", fact.beside)
        return wide > room - ICON - 10

    def _paint_fact(self, painter: QPainter, fact: Fact, left: float, y: float, room: float, mirrored: bool) -> float:
        look, height = self._look, float(self._look.line("strong"))
        spot = QRectF(left + room - 18 if mirrored else left, y, 18, height)
        look.draw_icon(painter, fact.icon, "ink2", spot, 18)
        inner = room - ICON
        strong = min(inner, text_width(look, "strong", fact.words) + 1)

        def line(words: str, style: StyleName, ink: str, start: float, top: float, width: float) -> None:
            x = left + room - start - width if mirrored else left + start
            draw_line(painter, look, QRectF(x, top, width, look.line(style)), words, style, ink, right=mirrored)

        line(fact.words, "strong", "ink", ICON, y, strong)
        if fact.beside and not self._below(fact, room):
            line(fact.beside, "caption", "ink2", ICON + strong + 10, y + 1, inner - strong - 10)
        elif fact.beside:
            line(fact.beside, "caption", "ink2", ICON, y + height, inner)
            height *= 2
        return height + GAP

    def _paint_week(self, painter: QPainter, left: float, y: float, room: float, mirrored: bool) -> float:
        look, height = self._look, self._look.line("caption")
        for day in self._week:
            name, hours = hours_of(day)
            wide = look.px(round(DAY_WIDTH))
            for words, start, width in ((name, ICON, wide), (hours, ICON + wide, room - ICON - wide)):
                x = left + room - start - width if mirrored else left + start
                draw_line(painter, look, QRectF(x, y, width, height), words, "caption", "ink", right=mirrored)
            y += height
        return y + (GAP if self._week else 0)

    # -- sentences

    def _summary_height(self, room: float) -> float:
        if not self._shows_summary or self._summary is None:
            return 0.0
        look = self._look
        height = 2 + wrapped_height(look, self._summary.text, SUMMARY_STYLE, room) + 4 + look.line("caption") + GAP
        return height + (PICTURE + 4 + look.line("caption") + 6 if self._shows_picture else 0)

    def _paint_summary(
        self, painter: QPainter, summary: PlaceSummary, at: QPointF, room: float, mirrored: bool
    ) -> None:
        look, y = self._look, at.y()
        caption = look.line("caption")
        if self._shows_picture and summary.picture is not None:
            self._paint_picture(painter, QRectF(at.x(), y, room, PICTURE))
            y += PICTURE + 4
            words = credit(summary.picture)
            draw_line(painter, look, QRectF(at.x(), y, room, caption), words, "caption", "ink2", right=mirrored)
            y += caption + 6
        y += draw_wrapped_in(painter, look, QPointF(at.x(), y), room, summary.text) + 4
        wide = room - 34
        x = at.x() + 34 if mirrored else at.x()
        draw_line(painter, look, QRectF(x, y, wide, caption), self._told, "caption", "ink2", right=mirrored)

    def _paint_picture(self, painter: QPainter, box: QRectF) -> None:
        whole = QRectF(self._picture.rect())
        scale = max(box.width() / whole.width(), box.height() / whole.height())
        part = QRectF(0, 0, box.width() / scale, box.height() / scale)
        part.moveCenter(whole.center())
        frame = QPainterPath()
        frame.addRoundedRect(box, RADIUS_RESULT, RADIUS_RESULT)
        painter.save()
        painter.setClipPath(frame)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(box, self._picture, part)
        painter.restore()


def credit(picture: CreditedPicture) -> str:
    """Whose picture it is, and by which licence it is shown."""
    return tr("Picture: {by}").format(by=", ".join(part for part in (picture.author, picture.licence) if part))


def draw_wrapped_in(painter: QPainter, look: Appearance, corner: QPointF, room: float, words: str) -> int:
    """The sentences in their style; says their height."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    return draw_wrapped(painter, look, corner, room, words, SUMMARY_STYLE, "ink")
