"""The phrasebook's window: topics and a search, the phrases in two languages, and the chosen one to show or say."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from wanderlust.assistant.ports import PhraseCollection
from wanderlust.domain.phrases import TOPICS, Phrase, Topic
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import IconButton
from wanderlust.ui.focus_ring import FocusRing
from wanderlust.ui.large_text import LargeText
from wanderlust.ui.phrases.phrase_card import PhraseCard
from wanderlust.ui.phrases.two_line_list import Entry, TwoLineList
from wanderlust.ui.preferences.choice_box import ChoiceBox
from wanderlust.ui.preferences.entry_box import EntryBox
from wanderlust.ui.preferences.language_list import language_name
from wanderlust.ui.preferences.words import Words
from wanderlust.ui.text_paint import text_width

SIDE, WIDEST_SIDE = 216, 300  # grows with the longest topic, in languages that need more room
AROUND_TOPIC = 44  # the room beside it and the list's own edges


class PhrasesWindow(QDialog):
    """A window of its own, never in the way of the talk.

    Args:
        appearance: Colours, type, icons.
        book: The phrases.
        has_voice: Whether a language can be spoken here to another person.
        languages: What the traveller speaks, and what is to be shown at first.

    Signals:
        say_wanted: Words and their language, to be spoken.
    """

    say_wanted = Signal(str, str)

    def __init__(
        self,
        appearance: Appearance,
        book: PhraseCollection,
        has_voice: Callable[[str], bool],
        languages: tuple[str, str] = ("en", "es"),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._book = appearance, book
        self._topic: Topic = TOPICS[0]
        self._phrase: Phrase | None = None
        self.setWindowTitle(self.tr("Phrases"))
        self.setModal(False)
        self.search = EntryBox(appearance, self.tr("Search phrases"), self, icon="magnifying-glass")
        self.search.field.setToolTip(self.tr("Search phrases, in any of the languages (Ctrl+F)"))
        self.topics = TwoLineList(appearance, self.tr("Topics"), "window", self)
        self.phrases = TwoLineList(appearance, self.tr("Phrases"), "surface", self)
        self.source = self._language_box(self.tr("My language"), languages[0])
        self.target = self._language_box(self.tr("Their language"), languages[1])
        swap = self.tr("Swap the languages")
        self.swap = IconButton(appearance, "arrow-counter-clockwise", swap, self)
        self.card = PhraseCard(appearance, book, has_voice, self)
        self.nothing = Words(appearance, "caption", parent=self, ink="ink2")
        self.large = LargeText(appearance, self)
        self._side = QWidget(self)
        self._lay_out()
        self._connect()
        self._ring = FocusRing(appearance, self)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self.topics.show_entries([Entry(topic, self.topic_name(topic)) for topic in TOPICS], self._topic)
        self._list_phrases()
        self.resize(self.sizeHint())

    def topic_name(self, topic: Topic) -> str:
        """What a topic is called."""
        names: dict[Topic, str] = {
            "emergency": self.tr("Emergency"),
            "allergy": self.tr("Allergies"),
            "health": self.tr("Health"),
            "directions": self.tr("Finding the way"),
            "transport": self.tr("Trains, buses, taxis"),
            "hotel": self.tr("Hotel"),
            "restaurant": self.tr("Eating and drinking"),
            "money": self.tr("Money"),
            "repair": self.tr("Repairs"),
            "courtesy": self.tr("Courtesy"),
        }
        return names[topic]

    def sizeHint(self) -> QSize:
        return QSize(920, 660)

    def _language_box(self, name: str, language: str) -> ChoiceBox:
        box = ChoiceBox(self._look, [(code, language_name(code)) for code in self._book.languages], self)
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.choose(language)
        box.currentIndexChanged.connect(self._list_phrases)
        return box

    def _lay_out(self) -> None:
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 16, 0, 12)
        side.setSpacing(10)
        field = QHBoxLayout()
        field.setContentsMargins(16, 0, 16, 0)
        field.addWidget(self.search)
        side.addLayout(field)
        side.addWidget(self.topics, 1)
        pair = QHBoxLayout()
        pair.setContentsMargins(20, 16, 20, 0)
        pair.setSpacing(8)
        pair.addWidget(self.source)
        pair.addWidget(self.swap)
        pair.addWidget(self.target)
        pair.addStretch(1)
        below = QHBoxLayout()
        below.setContentsMargins(20, 0, 20, 20)
        below.addWidget(self.card)
        self.nothing.setContentsMargins(20, 8, 20, 8)
        main = QVBoxLayout()
        main.setSpacing(10)
        main.addLayout(pair)
        main.addWidget(self.nothing)
        main.addWidget(self.phrases, 1)
        main.addLayout(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addLayout(main, 1)

    def _connect(self) -> None:
        self.search.field.textChanged.connect(self._list_phrases)
        self.search.field.returnPressed.connect(self._to_first)
        self.topics.entry_chosen.connect(self._choose_topic)
        self.phrases.entry_chosen.connect(self._choose_phrase)
        self.phrases.entry_opened.connect(lambda _key: self.card.show_large())
        self.swap.clicked.connect(self._swap)
        self.card.large_wanted.connect(self.large.show_words)
        self.card.say_wanted.connect(self.say_wanted)
        for key, act in (
            ("Ctrl+F", lambda: self.search.field.setFocus(Qt.FocusReason.ShortcutFocusReason)),
            ("F6", self._next_region),
            ("Shift+F6", lambda: self._next_region(-1)),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(act)

    # -- what is shown

    def show_pair(self, source: str, target: str) -> None:
        """Phrases of one language with those of another; languages the book does not have change nothing."""
        if source in self._book.languages and target in self._book.languages:
            self.source.choose(source)
            self.target.choose(target)

    def _list_phrases(self) -> None:
        query = self.search.field.text().strip()
        found = self._book.search(query) if query else self._book.phrases(self._topic)
        source, target = self.source.currentData(), self.target.currentData()
        entries = [Entry(phrase.key, phrase.texts[source], phrase.texts[target]) for phrase in found]
        self._found = {phrase.key: phrase for phrase in found}
        if self._phrase is None or self._phrase.key not in self._found:
            self._phrase = found[0] if found else None
        self.phrases.show_entries(entries, self._phrase.key if self._phrase else "")
        self.topics.choose("" if query else self._topic)
        self.nothing.setVisible(not found)
        self.nothing.setText("" if found else self.tr("I have no phrase with “{words}”.").format(words=query))
        self.card.show_phrase(self._phrase, source, target)

    def _choose_topic(self, topic: str) -> None:
        self._topic = next(known for known in TOPICS if known == topic)
        if self.search.field.text():
            self.search.field.clear()  # which lists the topic
        else:
            self._list_phrases()
        self.phrases.scrollToTop()

    def _choose_phrase(self, key: str) -> None:
        self._phrase = self._found[key]
        self.card.show_phrase(self._phrase, self.source.currentData(), self.target.currentData())

    def _swap(self) -> None:
        source, target = self.source.currentData(), self.target.currentData()
        before = self.source.blockSignals(True)
        self.source.choose(target)
        self.source.blockSignals(before)
        self.target.choose(source)
        self._list_phrases()

    def _to_first(self) -> None:
        if self.phrases.count():
            self.phrases.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- the window

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties the search first, then closes the window; Enter closes nothing."""
        if event.key() == Qt.Key.Key_Escape and self.search.field.text():
            self.search.field.clear()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.large.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, side = QPainter(self), self._side.geometry()
        painter.fillRect(self.rect(), self._look.color("surface"))
        painter.fillRect(side, self._look.color("window"))
        painter.setPen(self._look.color("line"))
        edge = side.left() if self.isRightToLeft() else side.right()
        painter.drawLine(edge, 0, edge, self.height())

    def _next_region(self, step: int = 1) -> None:
        regions: list[QWidget] = [self.search.field, self.topics, self.source, self.phrases, self.card.large]
        now = self.focusWidget()
        index = regions.index(now) if now in regions else -1
        regions[(index + step) % len(regions)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _restyle(self) -> None:
        longest = max(text_width(self._look, "strong", self.topic_name(topic)) for topic in TOPICS)
        wide = min(max(self._look.px(SIDE), round(longest) + AROUND_TOPIC), self._look.px(WIDEST_SIDE))
        self._side.setFixedWidth(wide)
        self.setMinimumSize(wide + 420, 460)
        self.update()
