"""The interpreter as a mode of the window: which page is shown, its keys, and the ways in and out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from wanderlust.domain.events import DomainEvent
from wanderlust.domain.interpreting import Direction, LanguagesOffered, PairsSurveyed
from wanderlust.domain.phrases import PHRASE_LANGUAGES
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.intents import Intents
from wanderlust.ui.interpreter.side_keys import SideKeys
from wanderlust.ui.preferences.downloads import Downloads
from wanderlust.ui.rail import Rail
from wanderlust.ui.talk_bar import Announce
from wanderlust.ui.talk_keys import HOLD_KEYS
from wanderlust.ui.view_models.conversation import ConversationViewModel
from wanderlust.ui.view_models.interpreter import InterpreterModel

if TYPE_CHECKING:
    from wanderlust.ui.interpreter.view import InterpreterView


class InterpreterMode(QObject):
    """Switches the window's pages between talk and interpreter, as the session opens and closes it.

    Args:
        appearance: Colours and type.
        pages: Holds the talk's page first; the interpreter's is added when it is first opened.
        rail: Shows which mode it is.
        talk: The conversation's model.
        intents: Where wishes go.
        announcer: Says changes to a screen reader.
    """

    def __init__(
        self,
        appearance: Appearance,
        pages: QStackedWidget,
        rail: Rail,
        talk: ConversationViewModel,
        intents: Intents,
        announcer: Announce,
    ) -> None:
        super().__init__(pages)
        self._look, self._pages, self._rail, self._talk = appearance, pages, rail, talk
        self._intents, self._announcer = intents, announcer
        self._turned = True
        self._languages: tuple[str, ...] = PHRASE_LANGUAGES
        self._pairs: tuple[tuple[Direction, Direction], ...] = ()
        self.downloads = Downloads(self)
        """The packs that a pair of languages may lack; the app puts its own here before the first talk."""
        self._left: QWidget | None = None
        self.model = InterpreterModel(self)
        self.view: InterpreterView | None = None
        self._letter_keys = True
        self.keys = SideKeys(intents, self)
        self.model.opened.connect(self._open)
        self.model.closed.connect(self._close)
        self.model.changed.connect(self._follow)
        self.model.levels_changed.connect(self._push_level)
        rail.talk.clicked.connect(self.leave)
        rail.interpret.clicked.connect(self.enter)
        window = pages.window()
        for key, act in (("Ctrl+1", self.leave), ("Ctrl+3", self.enter)):
            QShortcut(QKeySequence(key), window).activated.connect(act)

    @property
    def active(self) -> bool:
        """Whether the interpreter is on the screen."""
        return self.view is not None and self._pages.currentWidget() is self.view

    @property
    def turned(self) -> bool:
        """Whether the far pane faces the person across the table."""
        return self._turned

    def apply(self, events: Sequence[DomainEvent]) -> None:
        """Take a batch of domain events."""
        for event in events:
            if isinstance(event, LanguagesOffered):
                self.set_languages(event.codes)
            elif isinstance(event, PairsSurveyed):
                self.set_pairs(event.pairs)
        self.model.apply(events)

    def set_far_turned(self, turned: bool) -> None:
        """Whether the far pane faces the person across the table."""
        self._turned = turned
        if self.view is not None:
            self.view.set_far_turned(turned)

    def set_languages(self, codes: Sequence[str]) -> None:
        """Languages that can be chosen."""
        self._languages = tuple(codes)
        if self.view is not None:
            self.view.set_languages(codes)

    def set_pairs(self, pairs: Sequence[tuple[Direction, Direction]]) -> None:
        """How the pairs that could be chosen would go."""
        self._pairs = tuple(pairs)
        if self.view is not None:
            self.view.chooser.set_pairs(pairs)

    # -- in and out

    def toggle(self) -> None:
        """Ctrl+T."""
        if self.active:
            self.leave()
        else:
            self.enter()

    def enter(self) -> None:
        """Ask for the interpreter between the languages used last; the session opens it."""
        self._show_mode()
        if not self.active:
            self._intents.interpret.emit("", "")

    def set_letter_keys(self, on: bool) -> None:
        """Whether letters are held to talk; off, the two Shift keys are, and the keys on the screen follow when the
        next talk begins."""
        self._letter_keys = on
        if self.view is not None:
            self.view.letter_keys = on
        near, far = self.model.near, self.model.far
        if not on and near is not None and far is not None:
            self.keys.set_pair(near.language, far.language, ("", ""))

    def leave(self) -> None:
        """Ask to go back to the conversation."""
        self._show_mode()
        if self.active:
            self._intents.interpret_left.emit()

    def _open(self) -> None:
        if self.view is None:
            from wanderlust.ui.interpreter.view import InterpreterView  # 45 ms that the first paint need not wait for

            self.view = InterpreterView(
                self._look, self.model, self._talk, self._intents, self.downloads, self._announcer
            )
            self.view.set_far_turned(self._turned)
            self.view.letter_keys = self._letter_keys
            self.view.set_languages(self._languages)
            self.view.chooser.set_pairs(self._pairs)
            self._pages.addWidget(self.view)
        entering = not self.active
        if entering:
            self._left = self._pages.window().focusWidget()
        self._pages.setCurrentWidget(self.view)
        self.view.open()
        near, far = self.model.near, self.model.far
        if near is not None and far is not None:
            self.keys.set_pair(near.language, far.language, self.view.letters)
        if entering:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_mode()

    def _close(self) -> None:
        self.keys.let_go()
        if self.view is not None:
            self.view.chooser.hide()
            self.view.strip.stop_asking()
        self._pages.setCurrentIndex(0)
        left = self._left
        if left is not None and isValid(left) and left.isVisible():
            left.setFocus(Qt.FocusReason.OtherFocusReason)
        self._left = None
        self._show_mode()

    def _show_mode(self) -> None:
        """A click has chosen an entry of the rail already; what is chosen is what is shown."""
        chosen = self._rail.interpret if self.active else self._rail.talk
        chosen.setChecked(True)

    def _follow(self) -> None:
        if self.view is not None and self.model.is_open:
            self.view.follow()

    def _push_level(self, language: str, level: float) -> None:
        if self.view is not None:
            self.view.push_level(language, level)

    def export(self) -> bool:
        """Ctrl+E: the interpreted talk as a file; False while there is none on the screen."""
        if not self.active or self.view is None:
            return False
        self.view.export()
        return True

    # -- keys

    def regions(self) -> list[QWidget]:
        """Where F6 goes while the interpreter is shown."""
        return self.view.regions() if self.view is not None else []

    def pressed(self, event: QKeyEvent) -> bool:
        """A key no control wanted; says whether it was one of the interpreter's."""
        if not self.active or self.view is None:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.view.escape()
            return True
        # Space would talk to Wanderlust, which is not asked here.
        return self.keys.pressed(event) or event.key() in HOLD_KEYS

    def released(self, event: QKeyEvent) -> bool:
        """A key came up; says whether it ended a hold."""
        return self.active and self.keys.released(event)
