"""Words about whole days of a trip become calls; words that only look like them do not."""

from __future__ import annotations

import pytest

from wanderlust.engine.router.trip_requests import trip_request


@pytest.mark.parametrize(
    ("words", "arguments"),
    [
        ("swap day two and three", {"item": "swap day two and day three"}),
        ("please swap Monday and Tuesday", {"item": "swap Monday and Tuesday"}),
        ("three days in Florence", {"item": "three days in Florence"}),
        ("Can you plan three days in Florence for me?", {"item": "three days in Florence"}),
        ("make me an itinerary for four days in Kyoto", {"item": "an itinerary for four days in Kyoto"}),
        ("plan a weekend in Rome", {"item": "a weekend in Rome"}),
        ("move the Uffizi to Wednesday at ten", {"item": "the Uffizi", "day": "Wednesday", "time": "ten"}),
    ],
)
def test_whole_days_are_asked_of_the_trip(words: str, arguments: dict[str, str]) -> None:
    call = trip_request(words)
    assert call is not None and (call.name, dict(call.arguments)) == ("itinerary_add", arguments)


@pytest.mark.parametrize(
    "words",
    [
        "swap dollars for euros",
        "what's the weather in Rome for three days",
        "how far is it to walk around Rome for a weekend",
        "I spent three days in Florence",
        "find a hotel for three days in Florence",
        "move the map to Kyoto",
        "move it to Wednesday",
        "move the Uffizi to Wednesday Street",
        "put the Uffizi on Tuesday at ten",
    ],
)
def test_other_words_are_left_to_the_weights(words: str) -> None:
    assert trip_request(words) is None
