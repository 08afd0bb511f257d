"""The words that are fixed on every call."""

from __future__ import annotations

import pytest

from wanderlust.domain.calls.first_words import FIXED_WORDS, disclosure
from wanderlust.domain.calls.policy import CallRules


def test_the_first_words_tell_who_calls_for_whom_and_ask_for_leave() -> None:
    assert disclosure("en", "Maya") == (
        "Hello, I am an automated assistant calling for Maya. Is it all right to continue?"
    )


@pytest.mark.parametrize("language", sorted(FIXED_WORDS))
def test_every_language_names_the_person_wherever_it_must(language: str) -> None:
    fixed = FIXED_WORDS[language]
    for text in (fixed.disclosure, fixed.again, fixed.machine):
        assert "Maya" in text.format(name="Maya")


def test_only_languages_with_first_words_can_be_allowed_by_default() -> None:
    assert CallRules().languages <= set(FIXED_WORDS)
