"""The window's language: Qt's translator, the locale, the direction, and counts, changed while the app runs."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt
from PySide6.QtWidgets import QApplication

from wanderlust.domain.events import CloudChanged, Notice
from wanderlust.ui.translated_events import translated
from wanderlust.ui.translations import WindowLanguage, counted


@pytest.fixture
def language(qapp: QApplication, tmp_path: Path) -> Iterator[WindowLanguage]:
    for code, word, lines in (("de", "Einstellungen", ("{count} Zeile", "{count} Zeilen")), ("ar", "الإعدادات", ())):
        catalog = Catalog(locale=code, charset="utf-8", fuzzy=False)
        catalog.add("Settings", word)
        catalog.add("I found no microphone.", "Ich habe kein Mikrofon gefunden.")
        if lines:
            catalog.add(("{count} line", "{count} lines"), lines)
        out = BytesIO()
        write_mo(out, catalog)
        (tmp_path / f"{code}.mo").write_bytes(out.getvalue())
    before = QLocale()
    language = WindowLanguage(tmp_path)
    yield language
    language.use("en")
    QLocale.setDefault(before)


def test_words_change_with_the_language_and_change_back(language: WindowLanguage) -> None:
    thing = QObject()
    assert language.use("de") and thing.tr("Settings") == "Einstellungen"
    assert QCoreApplication.translate("Anything", "Settings") == "Einstellungen"
    assert not language.use("de") and language.use("en")
    assert thing.tr("Settings") == "Settings"


def test_words_without_a_translation_stay_english(language: WindowLanguage) -> None:
    language.use("de")
    assert QObject().tr("Nobody translated this") == "Nobody translated this"


def test_arabic_mirrors_the_window(language: WindowLanguage) -> None:
    language.use("ar")
    assert QApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    language.use("de")
    assert QApplication.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_numbers_are_written_as_the_language_writes_them(language: WindowLanguage) -> None:
    language.use("de")
    assert QLocale().toString(1234567) == "1.234.567"


@pytest.mark.parametrize(("count", "english", "german"), [(1, "1 line", "1 Zeile"), (3, "3 lines", "3 Zeilen")])
def test_counts_take_their_form_in_each_language(
    language: WindowLanguage, count: int, english: str, german: str
) -> None:
    assert counted("{count} line", "{count} lines", count) == english
    language.use("de")
    assert counted("{count} line", "{count} lines", count) == german


def test_a_language_whose_words_are_missing_leaves_english_and_says_so(language: WindowLanguage) -> None:
    language.use("fr")
    assert QObject().tr("Settings") == "Settings" and "stay in English" in language.trouble


def test_sentences_of_events_are_translated_and_their_details_are_not(language: WindowLanguage) -> None:
    language.use("de")
    notice = Notice("error", "I found no microphone.", "", "microphone", "I found no microphone.")
    told = translated(notice, language.sentence)
    assert told == Notice("error", "Ich habe kein Mikrofon gefunden.", "", "microphone", "I found no microphone.")
    assert translated(CloudChanged("held"), language.sentence) == CloudChanged("held")
