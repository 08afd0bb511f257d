"""The bar over the transcript that finds words in the talk: a field, which of how many, and the ways on."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wanderlust.domain.history import Moment
from wanderlust.domain.word_search import marks
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import IconButton, Label
from wanderlust.ui.formats import number
from wanderlust.ui.preferences.entry_box import EntryBox
from wanderlust.ui.transcript_view import TranscriptView
from wanderlust.ui.view_models.conversation import ConversationViewModel
from wanderlust.ui.view_models.transcript import WINDOW

HEIGHT, TYPED_MS = 52, 150


class FindBar(QWidget):
    """Hidden until Ctrl+F; Enter goes to the next place, Shift+Enter to the one before, Escape ends it.

    Signals:
        find_wanted: Words to find in what is on disk of this talk.
        moment_wanted: A ``Moment`` of it that is not laid out yet.
        closed: The focus should go back to the text.
    """

    find_wanted = Signal(str)
    moment_wanted = Signal(object)
    closed = Signal()

    def __init__(
        self, appearance: Appearance, model: ConversationViewModel, view: TranscriptView, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._model, self._view = appearance, model, view
        self._hits: list[Moment] = []
        self._at = -1
        self._seeking = False
        self.setAccessibleName(self.tr("Find in the talk"))
        self.entry = EntryBox(appearance, self.tr("Find in the talk"), self, icon="magnifying-glass")
        self.count = Label(appearance, "label", self, ink="ink2")
        self.previous = IconButton(appearance, "arrow-up", self.tr("The place before"), self, key="Shift+F3")
        self.next = IconButton(appearance, "arrow-down", self.tr("The next place"), self, key="F3")
        self.close_button = IconButton(appearance, "x", self.tr("Close the search"), self, key="Esc")
        self._row = QHBoxLayout(self)
        self._row.setSpacing(4)
        self._row.addWidget(self.entry, 1)
        self._row.addSpacing(6)
        self._row.addWidget(self.count, 0)
        for button in (self.previous, self.next, self.close_button):
            self._row.addWidget(button, 0)
        self._soon = QTimer(self, singleShot=True, interval=TYPED_MS)
        self._soon.timeout.connect(self._search)
        self.entry.field.textChanged.connect(lambda _text: self._soon.start())
        self.previous.clicked.connect(lambda: self.go(-1))
        self.next.clicked.connect(lambda: self.go(1))
        self.close_button.clicked.connect(self.close_bar)
        model.found_changed.connect(self._found)
        model.moment_shown.connect(self._place_shown)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self._tell()
        self.hide()

    @property
    def words(self) -> str:
        """What is sought."""
        return self.entry.field.text().strip()

    def open(self) -> None:
        """Show it, with what was sought last chosen to be typed over."""
        self.show()
        self.entry.field.selectAll()
        self.entry.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.words:
            self._search()

    def seek(self, words: str) -> None:
        """Show it with these words, of which one place is about to come into sight."""
        self.entry.field.setText(words)
        self._soon.stop()
        self._seeking = True
        self.show()
        self._view.found.mark(words)

    def close_bar(self) -> bool:
        """Hide it; says whether it was there."""
        if self.isHidden():
            return False
        self.hide()
        self._soon.stop()
        self._view.found.mark("")
        self.closed.emit()
        return True

    def go(self, step: int) -> None:
        """To the next place, or with -1 to the one before; after the last comes the first."""
        if self._soon.isActive():
            self._soon.stop()
            self._search()
            return
        if self._hits:
            self._show((self._at + step) % len(self._hits))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("window"))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), self._look.color("line"))

    def _search(self) -> None:
        self._view.found.mark(self.words)
        if self.words:
            self.find_wanted.emit(self.words)
        else:
            self._hits, self._at = [], -1
            self._tell()

    def _place_shown(self, _turn_id: str) -> None:
        if self._seeking:
            self._seeking = False
            self.find_wanted.emit(self.words)

    def _found(self) -> None:
        """The store has answered: what it knows, and what is only here, in the order of the talk."""
        found = self._model.found
        if self.isHidden() or found is None or found.words != self.words:
            return
        entries = self._model.transcript.in_order()
        here, stored = {entry.id for entry in entries}, {moment.turn for moment in found.moments}
        # What nobody stored is looked through here; of a stored talk that is at most what is being said now.
        fresh = entries[-WINDOW:] if found.conversation else entries
        unstored = {entry.id for entry in fresh if entry.id not in stored and marks(entry.text, found.words)}
        self._hits = [moment for moment in found.moments if moment.turn not in here]
        self._hits += [Moment(entry.id, entry.at) for entry in entries if entry.id in stored or entry.id in unstored]
        self._at = next((at for at, hit in enumerate(self._hits) if hit.turn == self._view.found.turn), -1)
        if self._at >= 0:
            self._tell()
        elif self._hits:
            self._show(len(self._hits) - 1)  # the latest, where the eye is
        else:
            self._tell()

    def _show(self, at: int) -> None:
        self._at = at
        moment = self._hits[at]
        if not self._model.show_moment(moment):
            self.moment_wanted.emit(moment)
        self._tell()

    def _tell(self) -> None:
        some = bool(self._hits)
        if some:
            words = self.tr("{n} of {count}").format(n=number(self._at + 1), count=number(len(self._hits)))
        else:
            words = self.tr("Nothing found") if self.words and self._model.found is not None else ""
        self.count.set_text(words)
        self.count.setFixedWidth(self.count.sizeHint().width() + 4)
        self.previous.setEnabled(some)
        self.next.setEnabled(some)

    def _restyle(self) -> None:
        self.setFixedHeight(self._look.px(HEIGHT))
        self._row.setContentsMargins(16, 0, 8, 0)
        self._tell()
        self.update()
