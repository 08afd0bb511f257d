"""The transcript: a text browser with the conversation's line painted in its gutter."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QToolTip, QWidget

from wanderlust.domain.conversation import Speaker
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import Button
from wanderlust.ui.found_words import FoundWords
from wanderlust.ui.line_painter import LinePainter
from wanderlust.ui.line_turnover import LineTurnover
from wanderlust.ui.quiet_scroll_bar import WIDTH as BAR
from wanderlust.ui.quiet_scroll_bar import QuietScrollBar
from wanderlust.ui.theme import (
    LINE_X,
    MAX_CHARACTERS,
    PANEL_TEXT,
    RADIUS_BUTTON,
    RADIUS_KEY,
    RADIUS_NOTICE,
    RADIUS_RESULT,
    TEXT_X,
)
from wanderlust.ui.transcript_cards import CARD_OBJECT, CardLook, CardObject, is_elided
from wanderlust.ui.transcript_document import (
    ACTIVITY,
    BACKEND,
    CARD,
    CUT,
    HEADER_ASSISTANT,
    HEADER_USER,
    ICON,
    NOTICE,
    NOTICE_HEAD,
    ROLE,
    TURN,
    TranscriptDocument,
    spoken_card,
)
from wanderlust.ui.transcript_objects import CONTROL_OBJECT, ControlObject
from wanderlust.ui.view_models.conversation import ConversationViewModel
from wanderlust.ui.view_models.transcript import Change

INTERCHANGE_ABOVE = 30  # from a turn's stop up to the middle of the interchange before it
TOP_ROOM, BOTTOM_ROOM = 28, 22
FAR = PANEL_TEXT - BAR  # the scroll bar stands in the padding beside the text


class TranscriptView(QTextBrowser):
    """Shows the view model's transcript and follows its changes; sends the traveller's choices back to it.

    Signals:
        rest_wanted: Turn id and the words of an interrupted answer that should be said after all.
        fix_wanted: The trouble of this topic should be mended.
        unasked_toggled: Whether to go back to the cloud without asking was ticked or not.
        large_wanted: The words of a turn to be shown as large as the window.
    """

    rest_wanted = Signal(str, str)
    large_wanted = Signal(str)
    fix_wanted = Signal(str)
    unasked_toggled = Signal(bool)

    def __init__(
        self,
        appearance: Appearance,
        model: ConversationViewModel,
        turnover: LineTurnover,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._model, self._turnover = appearance, model, turnover
        self._hovered = ""
        self._width = 0
        self._paging = False
        self.setAccessibleName(self.tr("Conversation"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self._cards = CardObject(appearance, self._card_look, self._column, self)
        self.document().documentLayout().registerHandler(CARD_OBJECT, self._cards)
        self._controls = ControlObject(appearance, self)
        self.document().documentLayout().registerHandler(CONTROL_OBJECT, self._controls)
        self.found = FoundWords(self, appearance)
        self._text = TranscriptDocument(self.document(), appearance, self._column)
        self.setVerticalScrollBar(QuietScrollBar(appearance, self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._latest = Button(appearance, self.tr("Latest"), self.viewport(), icon="arrow-down")
        self._latest.setAccessibleName(self.tr("Jump to the latest words"))
        self._latest.hide()
        self._latest.clicked.connect(self.to_latest)
        self.anchorClicked.connect(self._follow)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        model.transcript_changed.connect(self._apply)
        model.map_changed.connect(self.viewport().update)
        model.moment_shown.connect(self.show_turn)
        turnover.moved.connect(self.viewport().update)
        appearance.changed.connect(self._restyle)
        self._restyle()

    # -- following the model

    def _apply(self, changes: tuple[Change, ...]) -> None:
        self._paging = True  # laying out moves the bar, which is no scrolling
        self._write(changes)
        self._paging = False
        self._show_latest_button()

    def _write(self, changes: tuple[Change, ...]) -> None:
        at_end = self.at_end()
        self._text.unasked = self._model.unasked
        entries = self._model.transcript.entries
        read = None if at_end else self._in_sight()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for change in changes:
            entry = entries.get(change.turn_id)
            if change.kind == "reset":
                self._text.reset(list(entries.values()))
                at_end = True
            elif change.kind == "removed":
                self._text.remove(change.turn_id)
            elif entry is None:
                continue  # came and went within one batch
            elif change.kind == "appended":
                self._text.append(entry)
            elif change.kind == "prepended":
                self._text.prepend(entry)
            else:
                self._text.update(entry)
        cursor.endEditBlock()
        self._settle()
        if at_end:
            self.to_end()
        elif read is not None and any(change.kind in ("prepended", "removed") for change in changes):
            self._keep_in_sight(*read)
        self.found.mark_again()

    def _in_sight(self) -> tuple[str, float] | None:
        """The first turn in sight and how far below the top it begins."""
        for block, _ in self._visible(QRectF(self.viewport().rect())):
            turn_id = str(block.blockFormat().property(TURN))
            return turn_id, self._top_of(turn_id) - self.verticalScrollBar().value()
        return None

    def _keep_in_sight(self, turn_id: str, below: float) -> None:
        """What was read stays where it was."""
        if turn_id in self._model.transcript.entries:
            self.verticalScrollBar().setValue(round(self._top_of(turn_id) - below))

    def _top_of(self, turn_id: str) -> float:
        first, _ = self._text.blocks(turn_id)
        return self.document().documentLayout().blockBoundingRect(first).top() if first.isValid() else 0.0

    def at_end(self) -> bool:
        """Whether the last words are in sight, so that new ones are followed."""
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - 8 and not self._model.transcript.newer

    def to_latest(self) -> None:
        """Show the last words."""
        self._model.show_latest()
        self.to_end()

    def to_end(self) -> None:
        """Scroll to the last words laid out."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())
        self._show_latest_button()

    def show_turn(self, turn_id: str) -> None:
        """Scroll so that a turn begins a third from the top."""
        self.verticalScrollBar().setValue(round(self._top_of(turn_id) - self.viewport().height() / 3))
        self.found.choose(turn_id)
        self._show_latest_button()

    def focused_link(self) -> str:
        """The address of the link that has the keyboard's focus, or an empty string."""
        cursor = self.textCursor()
        if not self.hasFocus() or not cursor.hasSelection():
            return ""
        probe = QTextCursor(cursor)
        probe.setPosition(cursor.selectionStart() + 1)
        return str(probe.charFormat().anchorHref())

    # -- geometry

    def _column(self) -> float:
        """Width of the text column: to the panel's padding, at most 72 characters."""
        room = self.viewport().width() - TEXT_X - FAR
        widest = QFontMetricsF(self._look.font("body")).averageCharWidth() * MAX_CHARACTERS
        return max(120.0, min(room, widest))

    def _line_x(self) -> float:
        return self.viewport().width() - LINE_X if self.isRightToLeft() else LINE_X

    def _settle(self) -> None:
        """Put a short talk at the bottom, beside the microphone: the room above it is the frame's margin."""
        root = self.document().rootFrame()
        form = root.frameFormat()
        content = self.document().size().height() - form.topMargin() - form.bottomMargin()
        top = max(TOP_ROOM, self.viewport().height() - BOTTOM_ROOM - content)
        near, far = TEXT_X, self.viewport().width() - TEXT_X - self._column()
        left, right = (far, near) if self.isRightToLeft() else (near, far)
        wanted = (left, right, top, BOTTOM_ROOM)
        if wanted != (form.leftMargin(), form.rightMargin(), form.topMargin(), form.bottomMargin()):
            form.setLeftMargin(left)
            form.setRightMargin(right)
            form.setTopMargin(top)
            form.setBottomMargin(BOTTOM_ROOM)
            root.setFrameFormat(form)

    def resizeEvent(self, event: QResizeEvent) -> None:
        at_end = self.at_end()
        super().resizeEvent(event)
        if self.viewport().width() != self._width:
            self._width = self.viewport().width()
            self._settle()
            self._text.refit()
        self._settle()
        if at_end:
            self.to_end()
        hint = self._latest.sizeHint()
        x = TEXT_X + (self._column() - hint.width()) / 2
        self._latest.move(round(x), self.viewport().height() - hint.height() - 12)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._look.color("surface"))
        self._paint_line(painter, QRectF(event.rect()))
        painter.end()
        super().paintEvent(event)
        self._paint_focus()

    def _paint_line(self, painter: QPainter, clip: QRectF) -> None:
        line = LinePainter(painter, self._look, self._line_x())
        blocks = list(self._visible(clip))
        backend = str(blocks[0][0].blockFormat().property(BACKEND)) if blocks else self._model.backend
        top = clip.top()
        changes: list[tuple[float, str, str]] = []
        for block, y in blocks:
            now = str(block.blockFormat().property(BACKEND))
            if now != backend:
                carded = block.blockFormat().property(ROLE) == NOTICE_HEAD
                change = y + 6 if carded else y - INTERCHANGE_ABOVE
                line.segment(top, change, backend)
                changes.append((change, backend, now))
                top, backend = change, now
        end = clip.bottom() + 1
        if backend == self._model.backend:
            reached = min(max(self._turnover.reached(top, self.viewport().height()), top), end)
            line.segment(reached, end, self._turnover.backend)
            end = reached
        line.segment(top, end, backend)
        for y, before, after in changes:
            line.interchange(y, before, after)
        for block, y in blocks:
            self._paint_stop(painter, line, block, y)
        roles = {str(block.blockFormat().property(TURN)): block.blockFormat().property(ROLE) for block, _ in blocks}
        for turn_id in [turn_id for turn_id, role in roles.items() if role in (NOTICE, NOTICE_HEAD)]:
            self._paint_notice(painter, turn_id)

    def _paint_notice(self, painter: QPainter, turn_id: str) -> None:
        """The ground of a card of words, behind its blocks."""
        first, last = self._text.blocks(turn_id)
        layout, offset = self.document().documentLayout(), self.verticalScrollBar().value()
        top, bottom = layout.blockBoundingRect(first).top() - 14, layout.blockBoundingRect(last).bottom() + 14
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("gold_tint"))
        box = QRectF(self._left(), top - offset, self._column(), bottom - top)
        painter.drawRoundedRect(box, RADIUS_NOTICE, RADIUS_NOTICE)

    def _paint_stop(self, painter: QPainter, line: LinePainter, block: QTextBlock, y: float) -> None:
        form = block.blockFormat()
        backend = str(form.property(BACKEND))
        match form.property(ROLE):
            case role if role == HEADER_USER:
                line.user_stop(y)
            case role if role == HEADER_ASSISTANT:
                line.ring(y, backend)
            case role if role == ACTIVITY:
                line.small_ring(y, backend)
            case role if role == CUT:
                line.gap(y, backend)
            case role if role == CARD:
                self._paint_card_stop(line, block, y, backend)
        if icon := form.property(ICON):
            mirrored = form.layoutDirection() is Qt.LayoutDirection.RightToLeft
            left = self._left()
            box = QRectF(left + self._column() - 16 if mirrored else left, y - 8, 16, 16)
            token = "gold_ink" if form.property(ROLE) == CUT else "ink2"
            self._look.draw_icon(painter, str(icon), token, box, 16)

    def _paint_card_stop(self, line: LinePainter, block: QTextBlock, y: float, backend: str) -> None:
        look = self._card_look(_card_key(block))
        if look is None:
            return
        edge = self._left() + (self._column() if self.isRightToLeft() else 0)
        if look.card.number is None:
            line.branch(y, edge, backend)
        else:
            number = str(look.card.number)
            line.roundel(y, number, edge, backend, chosen=look.chosen, pinned=look.pinned)

    def _left(self) -> float:
        """Left edge of the text column."""
        return self.viewport().width() - TEXT_X - self._column() if self.isRightToLeft() else TEXT_X

    def _visible(self, clip: QRectF) -> Iterator[tuple[QTextBlock, float]]:
        """Blocks whose stops may show in ``clip``, each with the y of its first line's middle."""
        if self.document().isEmpty():
            return
        layout = self.document().documentLayout()
        offset = self.verticalScrollBar().value()
        at = layout.hitTest(QPointF(TEXT_X, clip.top() + offset - 40), Qt.HitTestAccuracy.FuzzyHit)
        block = self.document().findBlock(max(0, at))
        while block.isValid():
            if block.layout().lineCount():
                first = block.layout().lineAt(0)
                y = block.layout().position().y() + first.y() + first.height() / 2 - offset
                if y - first.height() / 2 > clip.bottom() + 40:
                    return
                yield block, y
            block = block.next()

    def _paint_focus(self) -> None:
        """A ring around the card or link that has the keyboard's focus."""
        link = self.focused_link()
        if not link:
            return
        box, radius = self._focus_box(link)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.color("pine"), 2.5))
        painter.drawRoundedRect(box.adjusted(-4, -4, 4, 4), radius + 4, radius + 4)

    def _focus_box(self, link: str) -> tuple[QRectF, float]:
        """Where the focused link is, in the viewport, and the radius of its corners."""
        for block, y in self._visible(QRectF(self.viewport().rect())):
            if f"card:{_card_key(block)}" == link:
                height = block.layout().lineAt(0).height()
                return QRectF(self._left(), y - height / 2, self._column(), height), RADIUS_RESULT
        cursor = self.textCursor()
        start, end = QTextCursor(cursor), QTextCursor(cursor)
        start.setPosition(cursor.selectionStart())
        end.setPosition(cursor.selectionEnd())
        first, last = self.cursorRect(start), self.cursorRect(end)
        if first.top() != last.top():  # the link runs over a line's end: the whole lines
            first.setLeft(round(self._left()))
            last.setRight(round(self._left() + self._column()))
        if link.startswith(("fix:", "unasked:")):
            return QRectF(first.united(last)).adjusted(2, 2, -2, -2), RADIUS_BUTTON
        return QRectF(first.united(last)).adjusted(1, 3, -1, -3), RADIUS_KEY

    def _card_look(self, key: str) -> CardLook | None:
        turn_id, _, index = key.rpartition("/")
        entry = self._model.entry(turn_id)
        if entry is None or not index.isdigit() or int(index) >= len(entry.cards):
            return None
        card = entry.cards[int(index)]
        hovered = self._hovered == f"card:{key}"
        return CardLook(card, self._model.is_chosen(card), hovered, self._model.is_pinned(card))

    # -- the traveller's hands

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        words = self.words_at(event.pos())
        if words:
            menu.addSeparator()
            menu.addAction(self.tr("Show large")).triggered.connect(lambda: self.large_wanted.emit(words))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def words_at(self, point: QPoint) -> str:
        """The words of the turn at a point of the viewport, or an empty string."""
        turn_id = self.cursorForPosition(point).block().blockFormat().property(TURN)
        entry = self._model.entry(str(turn_id)) if turn_id else None
        return entry.text.strip() if entry is not None else ""

    def last_words(self) -> str:
        """The newest words that somebody said."""
        entries = reversed(list(self._model.transcript.entries.values()))
        said = (entry.text.strip() for entry in entries if entry.speaker in (Speaker.USER, Speaker.ASSISTANT))
        return next((words for words in said if words), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose a result; Space is left to the window, which talks with it."""
        if event.key() == Qt.Key.Key_Space and not self.focused_link():
            event.ignore()
            return
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_5:
            self._model.choose(event.key() - Qt.Key.Key_1)
            return
        if plain and event.key() in (Qt.Key.Key_M, Qt.Key.Key_Escape, Qt.Key.Key_F8):
            event.ignore()
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        hovered = self.anchorAt(event.position().toPoint())
        if hovered != self._hovered:
            self._hovered = hovered
            self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            tip = self.tip_at(event.pos())
            QToolTip.showText(event.globalPos(), tip, self.viewport()) if tip else QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def tip_at(self, point: QPoint) -> str:
        """The whole of a card whose words were cut off, or an empty string."""
        link = self.anchorAt(point)
        look = self._card_look(link.removeprefix("card:")) if link.startswith("card:") else None
        if look is None or not is_elided(self._look, look.card, self._column()):
            return ""
        return spoken_card(look.card)

    def _follow(self, url: QUrl) -> None:
        kind, _, target = url.toString().partition(":")
        turn_id, _, index = target.rpartition("/")
        if kind == "card":
            self._model.choose_card(turn_id, int(index))
        elif kind == "place" and (entry := self._model.entry(turn_id)) is not None:
            self._model.visit(entry.places[int(index)])
        elif kind == "more":
            self._model.expand(target)
        elif kind == "fix":
            self.fix_wanted.emit(target)
        elif kind == "unasked":
            self.unasked_toggled.emit(not self._model.unasked)
        elif kind == "rest" and (entry := self._model.entry(target)) is not None:
            self.rest_wanted.emit(target, entry.unheard.strip())

    def _scrolled(self, value: int) -> None:
        self._show_latest_button()
        bar = self.verticalScrollBar()
        if self._paging or bar.maximum() <= 0:
            return
        if value == bar.minimum():
            self._model.reveal_older()
        elif value == bar.maximum() and self._model.transcript.newer:
            self._model.reveal_newer()

    def _show_latest_button(self) -> None:
        self._latest.setVisible(not self.at_end())

    def _restyle(self) -> None:
        colours = QPalette(self.palette())
        # Qt outlines a focused link with dots in this colour; every word has a colour of its own, and the
        # ring is ours.
        colours.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.transparent)
        colours.setColor(QPalette.ColorRole.Highlight, self._look.color("pine_tint"))
        colours.setColor(QPalette.ColorRole.HighlightedText, self._look.color("ink"))
        self.setPalette(colours)
        self.document().setDefaultFont(self._look.font("body"))
        self._text.unasked = self._model.unasked
        self._text.reset(list(self._model.transcript.entries.values()))
        self._settle()
        self.to_end()
        self.found.mark_again()


def _card_key(block: QTextBlock) -> str:
    """Key of the card in a card's block."""
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.Right)
    return str(cursor.charFormat().anchorHref()).removeprefix("card:")
