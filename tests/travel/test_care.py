"""Which sentences ask for a tap before they are said aloud."""

from __future__ import annotations

import pytest

from wanderlust.domain.interpreting import CareKind
from wanderlust.domain.phrases import PHRASE_LANGUAGES, ClockTime, SlotKind, SlotValue, Sum
from wanderlust.travel.care import Care
from wanderlust.travel.phrases import Phrasebook

VALUES: dict[SlotKind, SlotValue] = {
    "number": 5.0,
    "time": ClockTime(8),
    "money": Sum(20.0, "EUR"),
    "allergen": "milk",
    "place": "Porto",
}
# Nothing in these is about money or health in so many words.
PASSED = {"broken_bone", "my_insurance", "service_included"}


@pytest.mark.parametrize(
    ("language", "text", "kinds"),
    [
        ("en", "Where is the station?", set()),
        ("en", "I take insulin.", {"medicine"}),
        ("en", "I have a headache.", {"health"}),
        ("en", "I am allergic to nuts.", {"allergy"}),
        ("en", "Is there milk in this?", {"allergy"}),
        ("en", "The train leaves at 7:15.", {"number"}),
        ("en", "There are seventeen of us.", {"number"}),
        ("es", "¿Cuánto cuesta?", {"money"}),
        ("es", "Me duele la cabeza.", {"health"}),
        ("fr", "Je ne peux pas manger de lait.", {"allergy"}),
        ("de", "Ich habe starke Kopfschmerzen.", {"health"}),
        ("de", "Nehmen Sie zwei Tabletten.", {"medicine", "number"}),
        ("it", "Il conto, per favore.", {"money"}),
        ("pt", "Tome cinco mililitros.", {"medicine", "number"}),
        ("ja", "駅はどこですか。", set()),
        ("ja", "頭が痛いです。", {"health"}),
        ("ko", "약국이 어디예요?", {"medicine"}),
        ("zh", "您贵姓？", set()),
        ("zh", "太贵了。", {"money"}),
        ("zh", "一共三十元。", {"money", "number"}),
    ],
)
def test_a_sentence_is_careful_by_what_it_is_about(care: Care, language: str, text: str, kinds: set[CareKind]) -> None:
    assert care.of(text, language) == kinds


@pytest.mark.parametrize("language", PHRASE_LANGUAGES)
def test_every_phrase_about_health_allergies_and_money_is_careful(care: Care, book: Phrasebook, language: str) -> None:
    wanted: dict[str, set[CareKind]] = {
        "allergy": {"allergy"},
        "health": {"health", "medicine"},
        "money": {"money"},
    }
    for phrase in book.phrases():
        if phrase.topic in wanted and phrase.key not in PASSED:
            text = book.text(phrase.key, language, {kind: VALUES[kind] for kind in phrase.slots})
            assert care.of(text, language) & wanted[phrase.topic], text


@pytest.mark.parametrize("language", PHRASE_LANGUAGES)
def test_greetings_and_thanks_are_said_at_once(care: Care, book: Phrasebook, language: str) -> None:
    for phrase in book.phrases("courtesy"):
        assert not care.of(phrase.texts[language], language), phrase.texts[language]
