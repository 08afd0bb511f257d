"""Only a clear yes after the question lets a deed through, and only once."""

from __future__ import annotations

import pytest

from wanderlust.assistant.consent import Consent, is_yes


@pytest.mark.parametrize("words", ["yes", "Yes, please.", "ok do it", "Sí", "oui", "ja bitte", "sim", "va bene"])
def test_a_clear_yes_is_one(words: str) -> None:
    assert is_yes(words)


@pytest.mark.parametrize("words", ["yes but not today", "no", "maybe", "remove the Louvre", "", "yes or no"])
def test_anything_more_or_less_is_not(words: str) -> None:
    assert not is_yes(words)


def test_a_yes_after_the_question_counts_once() -> None:
    consent = Consent()
    consent.ask("remove 1")
    assert not consent.granted("remove 1")
    consent.heard("yes")
    assert not consent.granted("remove 2")
    assert consent.granted("remove 1")
    assert not consent.granted("remove 1")


def test_a_yes_from_before_the_question_does_not_count() -> None:
    consent = Consent()
    consent.heard("yes")
    consent.ask("remove 1")
    assert not consent.granted("remove 1")


def test_other_words_withdraw_the_question() -> None:
    consent = Consent()
    consent.ask("remove 1")
    consent.heard("what time is it")
    consent.heard("yes")
    assert not consent.granted("remove 1")
