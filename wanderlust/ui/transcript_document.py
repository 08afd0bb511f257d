"""Writes turns into a text document and follows their changes with as few edits as possible."""

from __future__ import annotations

import os.path
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
)

from wanderlust.domain.conversation import Card, Speaker
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.formats import clock, foreign_language
from wanderlust.ui.text_direction import runs_right_to_left
from wanderlust.ui.theme import RESULT_GAP, TURN_GAP, StyleName
from wanderlust.ui.transcript_cards import card_format
from wanderlust.ui.transcript_objects import control_format, picture_format
from wanderlust.ui.view_models.transcript import Entry

_PROPERTY = QTextFormat.Property.UserProperty.value
TURN, ROLE, BACKEND, ICON = (_PROPERTY + i for i in range(1, 5))
HEADER_USER, HEADER_ASSISTANT, BODY = "header-user", "header-assistant", "body"
ACTIVITY, CUT, CARD, MORE = "activity", "cut", "card", "more"
PICTURE, NOTICE, NOTICE_HEAD = "picture", "notice", "notice-head"

OBJECT = "\ufffc"
INTERCHANGE_ROOM = 26  # above the first turn of another voice
NOTICE_PADDING = 16
NOTICE_BELOW = 14 + TURN_GAP  # the larger of two margins that meet is the one that counts
ICON_ROOM = 22  # from the text's edge to the words after an icon
TOOL_ICONS = {
    "find_places": "magnifying-glass",
    "show_on_map": "map-pin",
    "distance": "path",
    "local_time": "clock",
    "convert_currency": "coins",
    "place_call": "phone-call",
    "start_interpreter": "translate",
}


def tr(text: str) -> str:
    return QCoreApplication.translate("Transcript", text)


def clock_time(entry: Entry) -> str:
    """When a turn began, on the traveller's clock, in the locale's way; ``now`` while it is going on."""
    if not entry.finished and entry.speaker is not Speaker.ACTIVITY:
        return tr("now")
    return clock(entry.at.astimezone())


def meta_words(entry: Entry) -> str:
    """What stands beside the name: what goes on, the language when it is another, or the source."""
    if not entry.finished:
        return tr("hearing you") if entry.speaker is Speaker.USER else tr("speaking")
    if entry.speaker is Speaker.USER:
        return foreign_language(entry.language)
    return entry.source


def spoken_card(card: Card) -> str:
    """A card as one line, for tooltips and screen readers."""
    number = f"{card.number}." if card.number is not None else ""
    head = f"{number} {card.heading}".strip()
    return ", ".join(part for part in (head, card.facts, card.figure, card.detail) if part)


@dataclass(slots=True)
class _Drawn:
    """What the document shows of a turn, to find the smallest edit."""

    frame: tuple[object, ...]
    text: str
    settled: int


class TranscriptDocument:
    """The document of a transcript.

    Each block carries the turn it belongs to and its role, which the view reads to paint the line's stops.

    Args:
        document: Written to; its handler for cards is the view's business.
        appearance: Type and colours.
        text_width: Gives the width of the text column in pixels.
    """

    def __init__(self, document: QTextDocument, appearance: Appearance, text_width: Callable[[], float]) -> None:
        self._document, self._look, self._text_width = document, appearance, text_width
        self.unasked = False
        self._drawn: dict[str, _Drawn] = {}

    def reset(self, entries: list[Entry]) -> None:
        """Write these turns anew."""
        self._drawn.clear()
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        for entry in entries:
            self.append(entry)
        cursor.endEditBlock()

    def append(self, entry: Entry) -> None:
        cursor = QTextCursor(self._document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if self._drawn:
            cursor.insertBlock()
        self._write(cursor, entry)

    def prepend(self, entry: Entry) -> None:
        cursor = QTextCursor(self._document)
        if self._drawn:
            cursor.insertBlock(cursor.blockFormat())
            cursor.movePosition(QTextCursor.MoveOperation.Start)
        self._write(cursor, entry)

    def update(self, entry: Entry) -> None:
        """Follow a turn: only the words that changed, or the whole turn when more than words did."""
        drawn = self._drawn.get(entry.id)
        if drawn is None:
            return
        text, settled = entry.settled + entry.tentative, len(entry.settled)
        if drawn.frame == self._frame(entry) and not entry.finished:
            self._stream(entry, drawn, text, settled)
            return
        first, last = self.blocks(entry.id)
        cursor = QTextCursor(first)
        cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self._write(cursor, entry)

    def remove(self, turn_id: str) -> None:
        if turn_id not in self._drawn:
            return
        first, last = self.blocks(turn_id)
        following = last.next()
        del self._drawn[turn_id]
        cursor = QTextCursor(first)
        if following.isValid():
            kept = following.blockFormat()
            cursor.setPosition(following.position(), QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            cursor.setBlockFormat(kept)
        else:
            if first.previous().isValid():
                cursor.setPosition(first.position() - 1)
            cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()

    def blocks(self, turn_id: str) -> tuple[QTextBlock, QTextBlock]:
        """First and last block of a turn; looked for from the end, where changes happen."""
        last = self._document.lastBlock()
        while last.isValid() and last.blockFormat().property(TURN) != turn_id:
            last = last.previous()
        first = last
        while first.previous().isValid() and first.previous().blockFormat().property(TURN) == turn_id:
            first = first.previous()
        return first, last

    def refit(self) -> None:
        """The column has another width: move the tab stops at which the times stand."""
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        block = self._document.begin()
        while block.isValid():
            form = block.blockFormat()
            if str(form.property(ROLE)).startswith("header"):
                form.setTabPositions(self._tabs(form.layoutDirection()))
                QTextCursor(block).setBlockFormat(form)
            block = block.next()
        cursor.endEditBlock()

    def _frame(self, entry: Entry) -> tuple[object, ...]:
        """All of a turn that is not its running words: when this changes, the turn is written anew."""
        direction = runs_right_to_left(entry.text, entry.language)
        shown = (entry.cards, entry.expanded, entry.unheard, entry.source, entry.places, bool(entry.picture))
        return (entry.finished, direction, bool(entry.text), *shown)

    def _write(self, cursor: QTextCursor, entry: Entry) -> None:
        """Write a turn into the empty block at the cursor."""
        self._drawn[entry.id] = _Drawn(self._frame(entry), entry.settled + entry.tentative, len(entry.settled))
        if entry.failover is not None:
            self._write_failover(cursor, entry)
        elif entry.speaker is Speaker.ACTIVITY:
            icon = TOOL_ICONS.get(entry.tool, "magnifying-glass")
            form = self._block(entry, ACTIVITY, "caption", top=TURN_GAP, icon=icon)
            self._start(cursor, form, "caption", first=True)
            cursor.insertText(entry.text, self._chars("caption", "ink2"))
        else:
            self._write_header(cursor, entry)
            style = _body_style(entry)
            self._start(cursor, self._block(entry, BODY, style, top=4), style)
            self._insert_words(cursor, entry, 0)
            if entry.unheard:
                struck = self._chars(style, "ink3")
                struck.setFontStrikeOut(True)
                cursor.insertText(_lines(entry.unheard), struck)
            if entry.finished:
                self._link_places(cursor.block(), entry)
        if entry.picture:
            self._write_picture(cursor, entry)
        if entry.unheard:
            self._write_cut(cursor, entry)
        self._write_cards(cursor, entry)

    def _write_header(self, cursor: QTextCursor, entry: Entry) -> None:
        user = entry.speaker is Speaker.USER
        previous = cursor.block().previous()
        top = TURN_GAP
        if previous.isValid():
            before = previous.blockFormat()
            if before.property(ROLE) == ACTIVITY:
                top -= 5
            if before.property(BACKEND) != entry.backend:
                top += INTERCHANGE_ROOM
        role = HEADER_USER if user else HEADER_ASSISTANT
        form = self._block(entry, role, "caption", top=top)
        form.setTabPositions(self._tabs(form.layoutDirection()))
        self._start(cursor, form, "caption", first=True)
        cursor.insertText(tr("You") if user else "Wanderlust", self._chars("source", "ink2"))
        if meta := meta_words(entry):
            cursor.insertText(f"  {meta}", self._chars("caption", "ink2"))
        cursor.insertText(f"\t{clock_time(entry)}", self._chars("caption", "ink3"))

    def _write_cut(self, cursor: QTextCursor, entry: Entry) -> None:
        self._start(
            cursor,
            self._block(entry, CUT, "caption", top=6, icon="warning-fill" if entry.lost else "hand-palm"),
            "caption",
        )
        cut_in, broke_off = tr("You cut in here. You did not hear the rest."), tr("My voice broke off here.")
        words = broke_off if entry.lost else cut_in
        cursor.insertText(f"{words}\u2002", self._chars("note", "gold_ink"))
        cursor.insertText(tr("Say it"), self._link("source", f"rest:{entry.id}"))

    def _write_picture(self, cursor: QTextCursor, entry: Entry) -> None:
        words = tr("location removed")
        self._start(cursor, self._block(entry, PICTURE, None, top=8), "caption")
        cursor.insertImage(picture_format(self._document, entry.id, entry.picture, words))
        self._start(cursor, self._block(entry, PICTURE, "caption", top=2), "caption")
        cursor.insertText(words, self._chars("caption", "ink2"))

    def _write_failover(self, cursor: QTextCursor, entry: Entry) -> None:
        card = entry.failover
        assert card is not None
        head = self._notice_block(entry, NOTICE_HEAD, "heading", top=TURN_GAP + 14)
        self._start(cursor, head, "heading", first=True)
        cursor.insertText(card.sentence, self._chars("heading", "ink"))
        body = self._notice_block(entry, NOTICE, "caption", top=3)
        if not card.live:
            body.setBottomMargin(NOTICE_BELOW)
        self._start(cursor, body, "caption")
        cursor.insertText(f"{clock_time(entry)} · {card.follow_up}", self._chars("caption", "ink2"))
        if not card.live:
            return
        last = self._notice_block(entry, NOTICE, None, top=10)
        last.setBottomMargin(NOTICE_BELOW)
        self._start(cursor, last, "caption")
        cursor.insertText(OBJECT, control_format(f"fix:{card.topic}", card.mend, card.icon))
        if card.topic == "cloud_lost":
            cursor.insertText("\u2003", self._chars("caption", "ink2"))
            cursor.insertText(OBJECT, control_format("unasked:", tr("Go back without asking"), ticked=self.unasked))

    def _notice_block(self, entry: Entry, role: str, style: StyleName | None, *, top: int) -> QTextBlockFormat:
        form = self._block(entry, role, style, top=top)
        form.setLeftMargin(NOTICE_PADDING)
        form.setRightMargin(NOTICE_PADDING)
        return form

    def _write_cards(self, cursor: QTextCursor, entry: Entry) -> None:
        for i, card in enumerate(entry.shown_cards):
            form = self._block(entry, CARD, None, top=12 if i == 0 else RESULT_GAP)
            form.setLayoutDirection(QGuiApplication.layoutDirection())
            self._start(cursor, form, "caption")
            key = f"{entry.id}/{i}"
            cursor.insertText(OBJECT, card_format(key, f"card:{key}", spoken_card(card)))
        if entry.hidden_cards:
            self._start(cursor, self._block(entry, MORE, "label", top=RESULT_GAP), "label")
            more = tr("More: {count}").format(count=entry.hidden_cards)
            cursor.insertText(more, self._link("strong", f"more:{entry.id}"))

    def _stream(self, entry: Entry, drawn: _Drawn, text: str, settled: int) -> None:
        kept = len(os.path.commonprefix((drawn.text, text)))
        first, _ = self.blocks(entry.id)
        body = first.next() if entry.speaker is not Speaker.ACTIVITY else first
        start = body.position()
        cursor = QTextCursor(self._document)
        cursor.setPosition(start + utf16_length(text[:kept]))
        if kept < len(drawn.text):
            cursor.setPosition(start + utf16_length(drawn.text), QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
        if kept < len(text):
            self._insert_words(cursor, entry, kept)
        if drawn.settled < min(settled, kept):
            cursor.setPosition(start + utf16_length(text[: drawn.settled]))
            cursor.setPosition(start + utf16_length(text[: min(settled, kept)]), QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(self._ink("ink"))
        drawn.text, drawn.settled = text, settled

    def _insert_words(self, cursor: QTextCursor, entry: Entry, start: int) -> None:
        """The running words from ``start`` on: settled in ink, the rest paler."""
        style = _body_style(entry)
        if settled := entry.settled[start:]:
            cursor.insertText(_lines(settled), self._chars(style, "ink"))
        if tentative := entry.tentative[max(0, start - len(entry.settled)) :]:
            cursor.insertText(_lines(tentative), self._chars(style, "ink3"))

    def _link_places(self, block: QTextBlock, entry: Entry) -> None:
        """Each place's name, where it stands first, becomes a link."""
        taken: list[tuple[int, int]] = []
        for i, place in sorted(enumerate(entry.places), key=lambda item: -len(item[1].name)):
            names = [name for name in (place.name, place.native_name) if name]
            at, name = next(((entry.settled.find(n), n) for n in names if n in entry.settled), (-1, ""))
            if at < 0 or any(at < last and at + len(name) > first for first, last in taken):
                continue
            taken.append((at, at + len(name)))
            cursor = QTextCursor(block)
            begin = block.position() + utf16_length(entry.settled[:at])
            cursor.setPosition(begin)
            cursor.setPosition(begin + utf16_length(name), QTextCursor.MoveMode.KeepAnchor)
            link = QTextCharFormat()
            link.setAnchor(True)
            link.setAnchorHref(f"place:{entry.id}/{i}")
            link.setForeground(self._look.color("pine"))
            link.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            cursor.mergeCharFormat(link)

    def _start(self, cursor: QTextCursor, form: QTextBlockFormat, style: StyleName, *, first: bool = False) -> None:
        if first:
            cursor.setBlockFormat(form)
        else:
            cursor.insertBlock(form)
        cursor.setBlockCharFormat(self._chars(style, "ink"))

    def _block(self, entry: Entry, role: str, style: StyleName | None, *, top: int, icon: str = "") -> QTextBlockFormat:
        form = QTextBlockFormat()
        form.setProperty(TURN, entry.id)
        form.setProperty(ROLE, role)
        form.setProperty(BACKEND, entry.backend)
        form.setTopMargin(top)
        if style is not None:
            height = self._look.line(style)
            form.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        right_to_left = runs_right_to_left(entry.text, entry.language)
        way = Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        form.setLayoutDirection(way)
        if icon:
            form.setProperty(ICON, icon)
            form.setRightMargin(ICON_ROOM) if right_to_left else form.setLeftMargin(ICON_ROOM)
        return form

    def _chars(self, style: StyleName, ink: str) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFont(self._look.font(style))
        form.setForeground(self._look.color(ink))
        return form

    def _ink(self, token: str) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setForeground(self._look.color(token))
        return form

    def _link(self, style: StyleName, href: str) -> QTextCharFormat:
        form = self._chars(style, "pine")
        form.setAnchor(True)
        form.setAnchorHref(href)
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        return form

    def _tabs(self, direction: Qt.LayoutDirection) -> list[QTextOption.Tab]:
        """One stop at the column's far edge, where the time ends; Qt swaps the two kinds right to left."""
        kinds = QTextOption.TabType
        kind = kinds.LeftTab if direction is Qt.LayoutDirection.RightToLeft else kinds.RightTab
        return [QTextOption.Tab(self._text_width(), kind)]


def _body_style(entry: Entry) -> StyleName:
    return "said" if entry.speaker is Speaker.USER else "body"


def utf16_length(text: str) -> int:
    """Length as a text document counts it: UTF-16 units, so an emoji is two."""
    return len(text.encode("utf-16-le")) // 2


def _lines(text: str) -> str:
    """Line ends as line separators, which stay inside one block."""
    return text.replace("\n", "\u2028")
