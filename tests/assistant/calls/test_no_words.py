"""Words that begin with a no."""

from __future__ import annotations

import pytest

from wanderlust.assistant.calls.no_words import says_no, starts_with_no


@pytest.mark.parametrize("text", ["No, sorry.", "Ah no, it's a disaster.", "Yeah, no, we called it off.", "Nah mate."])
def test_a_no_is_known_behind_a_sigh(text: str) -> None:
    assert says_no(text) and starts_with_no(text)


@pytest.mark.parametrize("text", ["No problem.", "Yeah nah, that's fine.", "No worries at all.", "Not before noon."])
def test_words_that_only_sound_like_a_no_are_none(text: str) -> None:
    assert not says_no(text)


def test_an_objection_may_do_without_a_no() -> None:
    assert starts_with_no("Wait, that was Saturday.") and not says_no("Wait, that was Saturday.")
