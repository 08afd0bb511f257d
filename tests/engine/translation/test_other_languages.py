"""Languages without tables of ours: written as they are written, cut where they are cut, and nothing is made up."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pytest

from wanderlust.engine.models import Heard, Samples
from wanderlust.engine.translation.captions import Captions, word_count
from wanderlust.engine.translation.kept import Loss, losses
from wanderlust.engine.translation.pair_hearing import RATE, HeardSide, PairHearing
from wanderlust.engine.translation.tidying import tidied_sentences
from wanderlust.engine.translation.translator import TextTranslator
from wanderlust.engine.translation.wording import LONGEST_LETTERS, bounded, reworded
from wanderlust.engine.translation.worker import Direction

SENTENCES = {
    "de": "Wo ist der nächste Bahnhof? Ich habe zwei Koffer.",
    "fr": "Où est la gare ? J'ai deux valises.",
    "ru": "Где находится вокзал? У меня два чемодана.",
    "el": "Πού είναι ο σταθμός; Έχω δύο βαλίτσες.",
    "ja": "駅はどこですか。荷物が二つあります。",
    "zh": "车站在哪里？我有两个箱子。",
    "ko": "역이 어디예요? 가방이 두 개 있어요.",
    "ar": "أين المحطة؟ لدي حقيبتان.",
    "hi": "स्टेशन कहाँ है? मेरे पास दो बैग हैं।",
    "th": "สถานีอยู่ที่ไหน ฉันมีกระเป๋าสองใบ",
    "he": "איפה התחנה? יש לי שתי מזוודות.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_text_keeps_its_words_and_its_sentences(language: str) -> None:
    text = SENTENCES[language]
    found = tidied_sentences(text, language)
    letters = [letter for letter in "".join(found) if letter.isalnum()]
    assert letters == [letter for letter in text if letter.isalnum()]
    assert len(found) == (1 if language in ("th", "el") else 2)  # Greek asks with a semicolon, Thai ends with a space
    assert [part for sentence in found for part in bounded(reworded(sentence, language), language)] == found


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ("駅はどこですか", "ja", "駅はどこですか。"),
        ("我有两个箱子", "zh", "我有两个箱子。"),
        ("मेरे पास दो बैग हैं", "hi", "मेरे पास दो बैग हैं।"),
        ("wo ist der bahnhof", "de", "Wo ist der bahnhof."),
        ("أين المحطة؟", "ar", "أين المحطة؟"),
    ],
)
def test_a_sentence_ends_as_its_language_ends_one(text: str, language: str, written: str) -> None:
    assert tidied_sentences(text, language) == [written]


def test_a_long_sentence_without_spaces_is_cut_before_the_model_would_lose_its_end() -> None:
    clause = "これはとても長い文ですから、"
    parts = bounded(clause * 30, "ja")
    assert "".join(parts) == clause * 30
    assert all(len(part) <= LONGEST_LETTERS and part.endswith("、") for part in parts)
    parts = bounded("长" * 300, "zh")
    assert "".join(parts) == "长" * 300 and max(map(len, parts)) <= LONGEST_LETTERS


def test_sentences_are_joined_as_the_language_is_written() -> None:
    class Echo:
        def translate(self, sentence: str, direction: Direction) -> str:
            return sentence

    translator = TextTranslator([("zh", "ja"), ("ja", "ko")], Echo())
    assert translator.translate("你好。再见。", ("zh", "ja")).text == "你好。再见。"
    assert translator.translate("はい。いいえ。", ("ja", "ko")).text == "はい。 いいえ。"


@pytest.mark.parametrize(
    ("source", "translation", "languages"),
    [
        ("I have two bags.", "Ich habe zwei Koffer.", ("en", "de")),
        ("Der Bahnhof ist in München.", "The station is in Munich.", ("de", "en")),
        ("I want to go to Kyoto.", "京都に行きたいです。", ("en", "ja")),
        ("أريد 25 تذكرة", "I want 25 tickets.", ("ar", "en")),
        ("أريد ٢٥ تذكرة", "I want 25 tickets.", ("ar", "en")),
        ("I am not allergic.", "Ich bin nicht allergisch.", ("en", "de")),
    ],
)
def test_nothing_is_called_lost_for_want_of_a_table(source: str, translation: str, languages: Direction) -> None:
    assert losses(source, translation, languages) == ()


def test_figures_and_names_are_compared_in_any_language() -> None:
    assert losses("Das kostet 13 Euro.", "That is 30 euros.", ("de", "en")) == (Loss("number", "13"),)
    assert losses("Je vais à Marseille.", "Ich fahre weg.", ("fr", "de")) == (Loss("name", "Marseille"),)


def test_captions_hold_back_letters_where_words_are_not_spaced() -> None:
    captions = Captions()
    assert captions.take("駅はどこですか。", "ja") == "駅はど"
    assert captions.take("駅", "ja") is None
    assert word_count("駅はどこですか", "ja") == 3 and word_count("Wo ist er", "de") == 3


# -- hearing ------------------------------------------------------------------------------------------------------


class Ears:
    """Hears what it is told to, in whatever language it is asked for."""

    def __init__(self, odds: Mapping[str, float], texts: Mapping[str, tuple[str, float]]) -> None:
        self._odds, self._texts = odds, texts
        self.asked: list[tuple[str, ...] | None] = []

    async def transcribe(self, sound: Samples, languages: tuple[str, ...] | None, before: str = "") -> Heard:
        self.asked.append(languages)
        known = {code: math.log(self._odds[code]) for code in languages or ()}
        language = max(known, key=known.__getitem__)
        text, score = self._texts[language]
        return Heard(text, language, known if len(known) > 1 else {}, score)

    async def transcribe_draft(self, sound: Samples, languages: tuple[str, ...] | None, before: str = "") -> Heard:
        return await self.transcribe(sound, languages, before)

    async def sounds_finished(self, sound: Samples) -> float:
        return 1.0


SOUND = np.zeros(2 * RATE, np.float32)


async def test_the_side_is_decided_between_any_two_languages() -> None:
    ears = Ears({"de": 0.9, "ja": 0.1}, {"de": ("Guten Tag.", -0.2), "ja": ("グーテンターク", -2.0)})
    heard = await PairHearing(ears, ("ja", "de")).transcribe(SOUND, None)
    assert isinstance(heard, HeardSide) and (heard.side.language, heard.side.witness) == ("de", "speech")
    assert ears.asked == [("ja", "de")]


async def test_close_sounds_are_written_down_in_the_two_likeliest_of_many() -> None:
    odds = {"no": 0.4, "sv": 0.35, "da": 0.2, "en": 0.05}
    texts = {"no": ("God dag.", -0.3), "sv": ("God dag.", -1.6), "da": ("Goddag.", -0.9), "en": ("Good dog.", -2.0)}
    ears = Ears(odds, texts)
    heard = await PairHearing(ears, ("en", "no", "sv", "da")).transcribe(SOUND, None)
    assert isinstance(heard, HeardSide) and heard.side.sure and heard.side.language == "no"
    assert set(heard.sources) == {"no", "sv"} and ears.asked[1:] == [("no",), ("sv",)]


async def test_words_in_neither_language_leave_it_open() -> None:
    ears = Ears({"de": 0.5, "fr": 0.5}, {"de": ("Hm.", -1.0), "fr": ("Hm.", -1.0)})
    heard = await PairHearing(ears, ("de", "fr")).transcribe(SOUND, None)
    assert isinstance(heard, HeardSide) and not heard.side.sure
