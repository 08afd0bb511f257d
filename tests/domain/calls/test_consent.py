"""A yes and a no to a card of a call, in every language the window can be in."""

from __future__ import annotations

import pytest

from wanderlust.domain.calls.consent import says_no, types_yes_to_call


@pytest.mark.parametrize(
    "words", ["yes", "Ja, anrufen.", "sí, llama", "はい。", "네, 전화해 주세요", "نعم، اتصل", "好的"]
)
def test_a_typed_yes_counts_in_the_language_of_the_window(words: str) -> None:
    assert types_yes_to_call(words) and not says_no(words)


@pytest.mark.parametrize("words", ["no", "Nein.", "いいえ", "不要", "아니요", "لا"])
def test_a_no_is_a_no_in_each_of_them(words: str) -> None:
    assert says_no(words) and not types_yes_to_call(words)


@pytest.mark.parametrize("words", ["yes but later", "はい、でも", "نعم غدا", "", "yes yes yes"])
def test_what_is_no_whole_yes_dials_nothing(words: str) -> None:
    assert not types_yes_to_call(words)
