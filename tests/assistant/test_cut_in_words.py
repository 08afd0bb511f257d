"""A short word over an answer asks for silence, or only says that somebody listens."""

from __future__ import annotations

import pytest

from wanderlust.assistant.cut_in_words import stops_an_answer


@pytest.mark.parametrize(
    "words", ["Stop.", "stop, stop!", "No", "no no no", "Wait a minute.", "¡Para!", "Não.", "Arrête"]
)
def test_a_word_that_asks_for_silence_stops_an_answer(words: str) -> None:
    assert stops_an_answer(words)


@pytest.mark.parametrize(
    "words", ["", "...", "Mm-hm", "yeah", "OK.", "okay okay", "No problem", "stop sign", "uh", "sí"]
)
def test_any_other_does_not(words: str) -> None:
    assert not stops_an_answer(words)
