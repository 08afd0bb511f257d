"""What the interpreter says about itself is said to each in their own language."""

from __future__ import annotations

from typing import get_args

import pytest

from wanderlust.assistant.online.sentences import Situation, said_to_both
from wanderlust.domain.phrases import PHRASE_LANGUAGES


@pytest.mark.parametrize("situation", get_args(Situation))
def test_each_situation_has_a_sentence_of_its_own_in_every_language_of_the_phrasebook(situation: Situation) -> None:
    said = [said_to_both(situation, (language, "en"))[language] for language in PHRASE_LANGUAGES]
    assert len(set(said)) == len(PHRASE_LANGUAGES)
    assert all(sentence.endswith((".", "。")) and len(sentence) <= 110 for sentence in said)


def test_a_language_i_cannot_say_it_in_gets_english() -> None:
    said = said_to_both("back", ("pl", "ja"))
    assert said == {"pl": "The network is back. I go on.", "ja": "ネットワークが戻りました。続けます。"}
