"""The phrasebook's window put together: the book, which languages have a voice, and the traveller's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from wanderlust.domain.errors import DataMissing, VoiceMissing
from wanderlust.domain.events import DomainEvent, Notice
from wanderlust.engine.pack_manifest import read_manifest
from wanderlust.engine.packs import PackStore
from wanderlust.engine.voices import Voices, installed_engines
from wanderlust.settings.paths import Paths
from wanderlust.travel.phrases import Phrasebook
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.phrases.window import PhrasesWindow


class Phrases:
    """Opens the window; the book is read when it is first opened.

    Args:
        paths: Where the book, the voices and the packs lie.
        appearance: The look.
        languages: What the traveller speaks, first language first.
        say: Told words and their language, to speak them.
        notify: Shows a notice.
    """

    def __init__(
        self,
        paths: Paths,
        appearance: Appearance,
        languages: Callable[[], Sequence[str]],
        say: Callable[[str, str], None],
        notify: Callable[[DomainEvent], None],
    ) -> None:
        self._paths, self._look, self._languages = paths, appearance, languages
        self._say, self._notify = say, notify
        self._window: PhrasesWindow | None = None

    def show(self, over: QWidget, talk: tuple[str, str] | None = None) -> PhrasesWindow | None:
        """Open it or bring it forward; None when the book cannot be read, which is said.

        Args:
            over: The window it belongs to.
            talk: The languages two people are interpreted between just now: the phrases are for them.
        """
        if self._window is None:
            try:
                book = Phrasebook.read(self._paths.resources / "phrases")
                voices = self._voices()
            except DataMissing as error:
                self._notify(Notice("error", error.sentence, error.remedy, "phrases"))
                return None
            self._window = PhrasesWindow(self._look, book, has_voice(voices), self._pair(book), over)
            self._window.say_wanted.connect(self._say)
        if talk is not None:
            self._window.show_pair(*talk)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        return self._window

    def say_anew(self, over: QWidget) -> None:
        """The app has another language: an open window is built again."""
        old, self._window = self._window, None
        if old is not None:
            shown, box = old.isVisible(), old.geometry()
            old.hide()
            old.deleteLater()
            if shown and (window := self.show(over)) is not None:
                window.setGeometry(box)

    def _pair(self, book: Phrasebook) -> tuple[str, str]:
        own = next((code for code in self._languages() if code in book.languages), "en")
        return own, next(code for code in ("es", "en") if code != own)

    def _voices(self) -> Voices:
        packs = PackStore(
            self._paths.packs,
            read_manifest(self._paths.resources / "packs" / "manifest.toml"),
            self._paths.bundled_packs,
        )
        from wanderlust.application.voice import heavy_engines  # brings numpy, which waits for the first paint

        engines = installed_engines() | heavy_engines(packs.installed)
        return Voices.read(self._paths.resources / "voices" / "voices.toml", engines)


def has_voice(voices: Voices) -> Callable[[str], bool]:
    """Whether a language has a voice clear enough to speak to another person."""

    def known(language: str) -> bool:
        try:
            voices.voice(language, for_person=True)
        except VoiceMissing:
            return False
        return True

    return known
