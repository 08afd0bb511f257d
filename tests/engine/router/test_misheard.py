"""Words that a recogniser broke up are put back, and nothing else is touched."""

import pytest

from wanderlust.engine.router.misheard import put_right, sound


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("will it snow in sap oh row on sunday", "will it snow in sapporo on sunday"),
        ("where is mara cash", "where is marrakesh"),
        ("how many people live in ice land", "how many people live in iceland"),
        ("could you re peat that", "could you repeat that"),
        ("add the zoo on sat her day", "add the zoo on saturday"),
        ("how do you say thanks in jar man", "how do you say thanks in german"),
        ("read me everything on the a gender", "read me everything on the agenda"),
        ("two thousand bought in dollars", "two thousand baht in dollars"),
        ("how's the wether in lima", "how's the weather in lima"),
    ],
)
def test_broken_words_are_joined_by_their_sound(heard: str, meant: str) -> None:
    assert put_right(heard) == meant


@pytest.mark.parametrize(
    "said",
    [
        "mute the sound",
        "book a table for two at eight",
        "show me where that is",
        "what's planned for the weekend",
        "have we got a free day",
        "a place for tea in york",
        "i bought a ticket to rome",
        "how long on the train to edinburgh",
    ],
)
def test_plain_words_stay(said: str) -> None:
    assert put_right(said) == said


def test_words_that_sound_alike_have_one_sound() -> None:
    assert sound("poleend") == sound("poland")
    assert sound("telaveev") == sound("tel aviv")
    assert sound("lisbon") != sound("london")
