"""When the person called does not want the call."""

from __future__ import annotations

import pytest

from wanderlust.domain.calls.refusals import declines, forbids


@pytest.mark.parametrize(
    "text",
    [
        "Stop calling here!",
        "Don't call us again, please.",
        "Take us off your list.",
        "Please remove this number from your list.",
        "I don't talk to robots, sorry.",
        "We're not going to talk to a machine.",
        "I will not speak with a computer.",
        "I won't deal with your bot.",
        "Have a real person call us.",
        "I only talk to real people.",
        "Stop.",
        "Stop it!",
        "This is harassment.",
        "I'm hanging up now.",
        "Go away.",
        "Not interested.",
        "I’ll report you.",
        "I'm calling the police.",
    ],
)
def test_a_stop_counts_at_any_time(text: str) -> None:
    assert forbids(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "We don't have any today.",
        "You can stop by at eight.",
        "The last stop is Market Street.",
        "Don't call before nine, we open late.",
        "No, we close at six.",
        "I'll call you back when it is ready.",
        "We never deliver on Sundays.",
        "Sorry, the machine is broken, no coffee.",
        "Enough for twenty people?",
        "I can't talk right now, hold on.",
    ],
)
def test_ordinary_talk_is_no_stop(text: str) -> None:
    assert not forbids(text, "en")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "No vuelva a llamar."),
        ("fr", "Ne me rappelez plus."),
        ("de", "Rufen Sie nicht wieder an."),
        ("it", "Non mi chiami più."),
        ("pt", "Não ligue mais."),
        ("ja", "もう電話しないでください"),
        ("zh", "不要再打了"),
        ("de", "Stop calling me."),
    ],
)
def test_a_stop_is_understood_in_their_language_and_in_english(language: str, text: str) -> None:
    assert forbids(text, language)


@pytest.mark.parametrize("text", ["No.", "No, thank you.", "No thanks, goodbye.", "I'd rather not.", "Nope, sorry."])
def test_a_no_to_the_question_declines(text: str) -> None:
    assert declines(text, "en")


@pytest.mark.parametrize(
    "text", ["Sorry?", "Thanks.", "No problem.", "Not at all, go ahead.", "No, go on, it's fine.", ""]
)
def test_what_is_no_whole_no_does_not(text: str) -> None:
    assert not declines(text, "en")
