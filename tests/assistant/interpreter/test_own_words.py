"""The interpreter knows its own words when they come back, and leaves people theirs."""

from __future__ import annotations

import pytest

from wanderlust.assistant.interpreter.own_words import OwnWords


@pytest.fixture
def own() -> OwnWords:
    made = OwnWords()
    made.said("Onde fica a estação de trem?", "pt", 10.0)
    return made


@pytest.mark.parametrize("heard", ["Onde fica a estação de trem?", "onde fica a estacao de", "Fica a estação de trem."])
def test_our_words_come_back_whole_or_in_part(own: OwnWords, heard: str) -> None:
    assert own.is_ours(heard, "pt", 12.0)


@pytest.mark.parametrize("heard", ["A estação fica ali à direita, depois da ponte.", "Obrigado.", "Sim, claro.", ""])
def test_an_answer_is_not_ours(own: OwnWords, heard: str) -> None:
    assert not own.is_ours(heard, "pt", 12.0)


def test_the_same_words_in_the_other_language_or_much_later_are_a_persons(own: OwnWords) -> None:
    assert not own.is_ours("Onde fica a estação de trem?", "en", 12.0)
    assert not own.is_ours("Onde fica a estação de trem?", "pt", 60.0)


def test_sound_over_our_voice_is_found_by_the_sessions_clock(own: OwnWords) -> None:
    own.sent(1000, False)
    own.sent(500, True)
    own.sent(500, True)
    own.sent(1000, False)
    assert own.sent_ms == 3000
    assert own.over_our_voice(1200, 1900) and own.over_our_voice(500, 1600)
    assert not own.over_our_voice(0, 1100) and not own.over_our_voice(2000, 3000)
    own.new_session()
    assert own.sent_ms == 0 and not own.over_our_voice(1200, 1900)
