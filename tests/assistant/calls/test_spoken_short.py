"""Words run together."""

from __future__ import annotations

import pytest

from wanderlust.assistant.calls.spoken_short import spelled_out


@pytest.mark.parametrize(
    ("said", "long"),
    [
        ("Whaddya need?", "What do you need?"),
        ("Lemme see, I'm gonna put ’em in.", "Let me see, I'm going to put them in."),
        ("How you doin' today?", "How you doing today?"),
        ("How many y'all got?", "How many you all got?"),
        ("It's Martin's gimmick, gonnae no.", "It's Martin's gimmick, gonnae no."),
    ],
)
def test_words_run_together_are_taken_apart(said: str, long: str) -> None:
    assert spelled_out(said) == long
