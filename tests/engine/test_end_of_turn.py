"""How long a silence is waited for: pure decisions over what was heard and what was said."""

from __future__ import annotations

import pytest

from wanderlust.engine.end_of_turn import Words, ends_open, judged, patience_for, silence_to_wait

AUTO = patience_for("auto")


def test_a_complete_request_that_sounds_finished_ends_soonest() -> None:
    waits = [silence_to_wait(AUTO, p, words) for p in (0.95, 0.2) for words in Words]
    assert min(waits) == silence_to_wait(AUTO, 0.95, Words.COMPLETE)
    assert waits.count(min(waits)) == 1


def test_either_sign_alone_shortens_the_wait() -> None:
    nothing = silence_to_wait(AUTO, 0.1, Words.OPEN)
    assert silence_to_wait(AUTO, 0.9, Words.OPEN) < nothing
    assert silence_to_wait(AUTO, 0.1, Words.COMPLETE) < nothing


def test_the_longest_wait_holds_when_both_say_unfinished() -> None:
    assert silence_to_wait(AUTO, 0.1, Words.UNFINISHED) == AUTO.longest_ms
    assert silence_to_wait(AUTO, None, Words.OPEN) == AUTO.longest_ms


def test_smart_turn_never_lengthens_a_wait() -> None:
    for words in Words:
        assert silence_to_wait(AUTO, 0.0, words) <= silence_to_wait(AUTO, None, words)


def test_nothing_waits_longer_than_the_session_allows() -> None:
    for eagerness in ("low", "medium", "high", "auto"):
        patience = patience_for(eagerness)
        assert 900 <= AUTO.longest_ms <= 1200
        for words in Words:
            for sounds in (None, 0.0, 1.0):
                assert silence_to_wait(patience, sounds, words) <= patience.longest_ms


def test_slow_speakers_are_waited_for_longer_and_eager_sessions_shorter() -> None:
    for words in Words:
        for sounds in (None, 0.1, 0.9):
            low, medium, high = (silence_to_wait(patience_for(e), sounds, words) for e in ("low", "medium", "high"))
            assert high <= medium < low


def test_auto_and_an_unnamed_eagerness_are_medium() -> None:
    assert patience_for("auto") == patience_for(None) == patience_for("medium")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("How far is it from Lisbon to", "en"),
        ("Find museums and", "en"),
        ("Show me the...", "en"),
        ("Where is the", "en"),
        ("I would like to go, ", "en"),
        ("¿Dónde está el", "es"),
        ("Où est la", "fr"),
        ("Wie weit ist es von Berlin nach", "de"),
        ("Dov'è il", "it"),
        ("Onde fica o", "pt"),
    ],
)
def test_words_that_lead_on_are_unfinished_however_sure_the_router_is(text: str, language: str) -> None:
    assert ends_open(text, language)
    assert judged(text, language, "act", 0.99) is Words.UNFINISHED


@pytest.mark.parametrize("text", ["Where is Kyoto?", "Stop", "What time is it in Rome", "Thank you."])
def test_a_sure_request_is_complete_with_or_without_its_full_stop(text: str) -> None:
    assert judged(text, "en", "act", 0.9) is Words.COMPLETE


def test_a_request_that_lacks_something_is_not_complete() -> None:
    assert judged("How far is it from Lisbon?", "en", "ask", 0.95) is Words.OPEN


def test_a_doubtful_request_is_not_complete() -> None:
    assert judged("At the sound of the town.", "en", "act", 0.49) is Words.OPEN


def test_no_words_at_all_are_not_unfinished() -> None:
    assert judged("", "en", "lost", 0.0) is Words.OPEN


def test_a_spanish_a_leads_on_but_an_italian_name_does_not() -> None:
    assert ends_open("Quiero ir a", "es")
    assert not ends_open("Portami a Roma", "it")


def test_please_leads_on_unless_a_request_stands_before_it() -> None:
    assert ends_open("Could you please", "en") and ends_open("Please", "en")
    assert not ends_open("Could you show me Lake Como on the map, please?", "en")
