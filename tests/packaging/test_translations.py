"""Every sentence a traveller may see is collected and translated, with its gaps, and compiled as it stands."""

from __future__ import annotations

import gettext
import importlib.util
import sys
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
LANGUAGES = ("es", "fr", "de", "it", "pt", "ja", "zh", "ko", "ar")


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations_script", ROOT / "packaging" / "translations.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def said(script: ModuleType) -> set[object]:
    return {message.id for message in script.collected() if message.id}


def test_words_of_the_window_and_sentences_of_other_parts_are_found(said: set[object]) -> None:
    assert "Settings" in said and "I found no microphone and no speaker." in said
    assert any("{0}" in str(words) for words in said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_untranslated(script: ModuleType, said: set[object], language: str) -> None:
    catalog = script.read(language)
    done = {message.id for message in catalog if message.id and script._whole(message.string)}
    assert not said - done, f"packaging/translations.py collect, then missing {language}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_gap_is_kept(script: ModuleType, language: str) -> None:
    wrong = [m.id for m in script.read(language) if m.id and m.string and script.gaps(m.id) != script.gaps(m.string)]
    assert wrong == []


def words_in(compiled: bytes) -> dict[object, str]:
    """All but the header, which tells when it was made and by what."""
    told = dict(gettext.GNUTranslations(BytesIO(compiled))._catalog)  # type: ignore[attr-defined]
    told.pop("", None)
    return told


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_the_written_one(script: ModuleType, language: str) -> None:
    compiled = (ROOT / "resources" / "translations" / f"{language}.mo").read_bytes()
    assert words_in(compiled) == words_in(script.compiled(language)), "packaging/translations.py compile"
