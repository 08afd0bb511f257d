"""The phrasebook as a translator: from any of its languages, known or not, and nothing by likeness."""

from __future__ import annotations

import pytest

from wanderlust.domain.errors import CannotTranslate
from wanderlust.travel.phrase_translator import PhrasebookTranslator
from wanderlust.travel.phrases import Phrasebook


@pytest.fixture
def translator(book: Phrasebook) -> PhrasebookTranslator:
    """Knows one place by name."""

    async def is_place(name: str) -> bool:
        return name == "京都"

    return PhrasebookTranslator(lambda: book, is_place)


async def test_a_phrase_is_translated_from_whichever_language_it_is_in(translator: PhrasebookTranslator) -> None:
    found = await translator.translate("Wo ist die Toilette?", "", "ja")
    assert (found.text, found.source, found.route, found.checked) == ("トイレはどこですか。", "de", "phrasebook", False)


async def test_words_of_two_languages_are_taken_in_the_one_they_were_said_in(translator: PhrasebookTranslator) -> None:
    assert (await translator.translate("No", "", "it")).source == "en"
    assert (await translator.translate("No", "it", "en")).source == "it"


async def test_a_name_in_japanese_counts_only_when_a_gazetteer_knows_it(translator: PhrasebookTranslator) -> None:
    assert (await translator.translate("京都はどこですか", "ja", "es")).text == "¿Dónde está 京都?"
    with pytest.raises(CannotTranslate):
        await translator.translate("財布はどこですか", "ja", "es")


async def test_what_is_only_alike_is_offered_with_the_refusal(translator: PhrasebookTranslator) -> None:
    with pytest.raises(CannotTranslate, match="not in my phrasebook word for word") as refusal:
        await translator.translate("Where is the bathrom?", "en", "fr")
    assert refusal.value.near[0] == "Where is the bathroom"


async def test_a_language_that_is_not_in_the_book_is_refused(translator: PhrasebookTranslator) -> None:
    for source, target in (("en", "sw"), ("sw", "en")):
        with pytest.raises(CannotTranslate, match="does not have that language"):
            await translator.translate("Help!", source, target)
