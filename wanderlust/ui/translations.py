"""The language of the window: Qt's translator over our catalogues, Qt's own words, the locale and its direction."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QGuiApplication

from wanderlust.domain.language_names import WINDOW_LANGUAGES
from wanderlust.ui.catalogue import SOURCE, Catalogue
from wanderlust.ui.formats import number

_QT_NAMES = {"zh": "zh_CN", "pt": "pt_BR"}  # as Qt's own catalogues are named


class CatalogueTranslator(QTranslator):
    """Answers every ``tr`` from a catalogue; contexts are not told apart, as one English text means one thing."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue

    def isEmpty(self) -> bool:
        return False

    def translate(
        self,
        context: str | bytes,
        sourceText: str | bytes,
        disambiguation: str | bytes | None = None,
        n: int = -1,
    ) -> str | None:  # None is Qt's null string: the next translator is asked
        source = sourceText.decode() if isinstance(sourceText, bytes) else sourceText
        if n < 0 or disambiguation is None:
            return self._catalogue.words(source)
        many = disambiguation.decode() if isinstance(disambiguation, bytes) else disambiguation
        return self._catalogue.counted(source, many, n)


class WindowLanguage:
    """What language the window is in, installed into the running application.

    Args:
        folder: ``resources/translations``, with a compiled catalogue for each language.

    Attributes:
        code: ISO 639-1 code of the language in use.
        trouble: Why its words are not there, or empty.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._installed: list[QTranslator] = []
        self.code = SOURCE
        self.trouble = ""
        self.catalogue: Catalogue | None = None

    def use(self, wanted: str) -> bool:
        """Put the window in a language, or in the system's for an empty code; whether that changed anything.

        What was already made keeps its words: the window is built anew.
        """
        code = self.would_be(wanted)
        changed = code != self.code
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
        self._installed = []
        self.code, self.catalogue, self.trouble = code, None, ""
        QLocale.setDefault(_locale(code))
        if code != SOURCE and (catalogue := self._read(code)) is not None:
            self.catalogue = catalogue
            qt_words = QTranslator()
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            if qt_words.load(f"qtbase_{_QT_NAMES.get(code, code)}", folder):
                self._install(qt_words)
            self._install(CatalogueTranslator(catalogue))
        direction = Qt.LayoutDirection.RightToLeft if code == "ar" else Qt.LayoutDirection.LeftToRight
        QGuiApplication.setLayoutDirection(direction)
        return changed

    @staticmethod
    def would_be(wanted: str) -> str:
        """The language that a wish leads to: itself, or the system's for an empty code."""
        return wanted if wanted in WINDOW_LANGUAGES else system_language()

    def sentence(self, text: str) -> str:
        """A sentence of another part of the app, in the window's language."""
        return self.catalogue.sentence(text) if self.catalogue is not None else text

    def _read(self, code: str) -> Catalogue | None:
        try:
            return Catalogue.read(self._folder / f"{code}.mo")
        except OSError:
            self.trouble = "The words of this language cannot be read, so I stay in English. Install Wanderlust again."
            return None

    def _install(self, translator: QTranslator) -> None:
        QCoreApplication.installTranslator(translator)
        self._installed.append(translator)  # Qt does not keep them


def counted(one: str, many: str, count: int) -> str:
    """Words with a count in them, in the form the language has for that count; ``{count}`` stands for the number.

    Args:
        one: English for a single one, as ``"{count} line"``.
        many: English for any other count.
        count: The number.
    """
    words = QCoreApplication.translate("counted", one, many, count)
    if words == one and count != 1:  # nobody translates: English has two forms
        words = many
    return words.replace("{count}", number(count))


def system_language() -> str:
    """The first of the system's languages the window can be in, else English."""
    for name in QLocale.system().uiLanguages():
        code = name.partition("-")[0]
        if code in WINDOW_LANGUAGES:
            return code
    return SOURCE


def _locale(code: str) -> QLocale:
    """The system's own locale where it has the window's language, so that its dates and numbers stay."""
    system = QLocale.system()
    if QLocale.languageToCode(system.language()) == code or (
        code == SOURCE and system.language() is QLocale.Language.C
    ):
        return system
    return QLocale(code)
