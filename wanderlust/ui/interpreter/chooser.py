"""The card with the two languages: who speaks which, how that goes, and what each other choice would bring."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from wanderlust.domain.interpreting import Direction, Means
from wanderlust.domain.phrases import PHRASE_LANGUAGES
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import Button, IconButton
from wanderlust.ui.interpreter.pair_box import PairBox
from wanderlust.ui.interpreter.pair_packs import PairPacks
from wanderlust.ui.interpreter.pane_words import PaneWords
from wanderlust.ui.preferences.downloads import Downloads
from wanderlust.ui.preferences.language_list import language_name
from wanderlust.ui.preferences.words import Words
from wanderlust.ui.shadows import FloatingSurface
from wanderlust.ui.theme import RADIUS_PLACE

WIDE = 560


class LanguageChooser(FloatingSurface):
    """Floats over the panes; a choice holds at once.

    Signals:
        pair_chosen: The traveller's language and the other's.
        wanted: ``downloads``, ``cloud`` or ``phrases``: the way on for what is missing.
        done: It is to be closed.
        resized: It needs another height.

    Args:
        appearance: Colours and type.
        downloads: The packs that a pair may lack.
    """

    pair_chosen = Signal(str, str)
    wanted = Signal(str)
    done = Signal()
    resized = Signal()

    def __init__(self, appearance: Appearance, downloads: Downloads, parent: QWidget) -> None:
        super().__init__(appearance, 3, RADIUS_PLACE, parent)
        self._words = PaneWords(appearance.resources / "interpreter", "en")
        self._known: tuple[str, ...] = ()
        self._shown: tuple[Direction, Direction] | None = None
        self._pairs: dict[tuple[str, str], tuple[Direction, Direction]] = {}
        self.setAccessibleName(self.tr("Languages"))
        title = Words(appearance, "heading", self.tr("Who speaks what?"), self, wraps=False)
        self.near, self.far = PairBox(appearance, self._words, self), PairBox(appearance, self._words, self)
        self.near.setAccessibleName(self.tr("My language"))
        self.far.setAccessibleName(self.tr("Their language"))
        self.swap = IconButton(appearance, "swap", self.tr("Swap the languages"), self)
        self.ways = [Words(appearance, "caption", "", self, ink="ink2") for _ in range(2)]
        self.packs = PairPacks(appearance, downloads, self)
        self.packs.resized.connect(self._fit)
        self.get = Button(appearance, self.tr("Get it"), self, icon="download-simple")
        self.online = Button(appearance, self.tr("Use OpenAI"), self, icon="cloud")
        self.phrases = Button(appearance, self.tr("Phrases"), self, icon="book-open")
        self.close_button = Button(appearance, self.tr("Done"), self, kind="primary")
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.addWidget(Words(appearance, "source", self.tr("I speak"), self, ink="ink2", wraps=False), 0, 0)
        grid.addWidget(Words(appearance, "source", self.tr("They speak"), self, ink="ink2", wraps=False), 0, 2)
        grid.addWidget(self.near, 1, 0)
        grid.addWidget(self.swap, 1, 1)
        grid.addWidget(self.far, 1, 2)
        grid.addWidget(self.ways[0], 2, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.ways[1], 2, 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.get, self.phrases, self.online):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(title)
        column.addLayout(grid)
        column.addWidget(self.packs)
        column.addLayout(row)
        self.near.activated.connect(lambda _index: self._choose(self.near))
        self.far.activated.connect(lambda _index: self._choose(self.far))
        self.swap.clicked.connect(self._swap)
        self.close_button.clicked.connect(self.done)
        for way, page in ((self.get, "downloads"), (self.online, "cloud"), (self.phrases, "phrases")):
            way.clicked.connect(lambda _checked=False, page=page: self.wanted.emit(page))
        self.set_languages(PHRASE_LANGUAGES)

    def set_languages(self, codes: Sequence[str]) -> None:
        """Offer these, beside those that are chosen."""
        self._known = tuple(codes)
        for box in (self.near, self.far):
            chosen = box.currentData()
            box.clear()
            for code in self._known:
                box.addItem(language_name(code), code)
            if chosen:
                self._select(box, chosen)
            box.fit_states()

    def set_pairs(self, pairs: Sequence[tuple[Direction, Direction]]) -> None:
        """How the pairs that could be chosen would go, each from the traveller's language and back."""
        self._pairs = {(there.source, there.target): (there, back) for there, back in pairs}
        self._show_states()

    def show_directions(self, near: Direction, far: Direction) -> None:
        """Show this pair and what it can do."""
        self._shown = (near, far)
        self._select(self.near, near.source)
        self._select(self.far, far.source)
        for words, direction in zip(self.ways, (near, far), strict=True):
            gap = self._words.gap(direction)
            words.setText(f"{self._words.way(direction)}. {gap}" if gap else self._words.way(direction))
        self._show_states()
        both = (near.means, far.means)
        lacks = not all(means.works for means in both)
        self.packs.show_packs(tuple(dict.fromkeys((*near.packs, *far.packs))), lacks)
        self.online.setVisible(lacks)
        self.phrases.setVisible(lacks)
        self._fit()

    def sizeHint(self) -> QSize:
        look = self.appearance
        layout = self.layout()
        around = self.parentWidget()
        inner = min(look.px(WIDE), (around.width() if around is not None else 9_999) - 80)
        margins = self.contentsMargins()
        wide = inner + margins.left() + margins.right()
        return QSize(wide, layout.totalHeightForWidth(wide) if layout is not None else 200)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.packs.look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        """Where the packs have rows of their own, no button leads to them."""
        shown = self._shown
        downloadable = shown is not None and Means.DOWNLOADABLE in (shown[0].means, shown[1].means)
        self.get.setVisible(downloadable and not self.packs.offers)
        self.adjustSize()
        self.resized.emit()

    def _show_states(self) -> None:
        """Beside each language of a box: the pair it makes with what the other box has."""
        if self._shown is None:
            return
        near, far = self._shown[0].source, self._shown[1].source
        self.near.show_states({one: pair for (one, other), pair in self._pairs.items() if other == far})
        self.far.show_states({other: pair for (one, other), pair in self._pairs.items() if one == near})

    def _select(self, box: PairBox, code: str) -> None:
        if box.findData(code) < 0:
            box.addItem(language_name(code), code)
        box.choose(code)

    def _choose(self, changed: PairBox) -> None:
        other = self.far if changed is self.near else self.near
        if changed.currentData() == other.currentData() and self._shown is not None:
            # Both cannot be the same: the other takes the one that was given up.
            before = self._shown[0 if changed is self.near else 1].source
            self._select(other, before)
        self._tell()

    def _swap(self) -> None:
        near, far = self.near.currentData(), self.far.currentData()
        self._select(self.near, far)
        self._select(self.far, near)
        self._tell()

    def _tell(self) -> None:
        for words in self.ways:
            words.setText(self.tr("Looking."))
        self.pair_chosen.emit(self.near.currentData(), self.far.currentData())
