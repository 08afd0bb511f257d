"""Turns that say or ask where the traveller is, and the steps of the way last told."""

from __future__ import annotations

import pytest

from wanderlust.domain.tool_catalogue import CATALOGUE
from wanderlust.engine.router.router import Router
from wanderlust.engine.router.values import HistoryItem

TOOLS = tuple(spec.definition() for spec in CATALOGUE)
WALK = (
    HistoryItem("user", text="How do I walk to the Louvre?"),
    HistoryItem("tool_call", name="distance", data={"destination": "the Louvre", "mode": "walk"}),
    HistoryItem("tool_result", name="distance", data={"route_km": 2.1}),
    HistoryItem("assistant", text="2.1 kilometres on foot, about 27 minutes."),
)


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("I'm at Gare de Lyon", "Gare de Lyon"),
        ("I am in Lisbon", "Lisbon"),
        ("We're in Kyoto now.", "Kyoto"),
        ("I'm at Rua Augusta 5", "Rua Augusta 5"),
    ],
)
def test_a_stated_place_is_shown(router: Router, words: str, place: str) -> None:
    (call,) = router.route(words, TOOLS, ()).calls
    assert call.name == "show_on_map" and str(call.arguments["place"]).startswith(place)


@pytest.mark.parametrize("words", ["Where am I?", "Forget where I am."])
def test_where_am_i_asks_for_ones_own_place(router: Router, words: str) -> None:
    (call,) = router.route(words, TOOLS, ()).calls
    assert (call.name, call.arguments) == ("show_on_map", {"place": "my location"})


@pytest.mark.parametrize(
    "words", ["Give me the steps", "and the steps?", "step by step please", "turn by turn directions"]
)
def test_the_steps_are_those_of_the_way_last_told(router: Router, words: str) -> None:
    (call,) = router.route(words, TOOLS, WALK).calls
    assert (call.name, call.arguments) == ("distance", {"destination": "the Louvre", "mode": "walk"})


@pytest.mark.parametrize("words", ["I'm in a hurry", "We're in Porto and want to get to Coimbra, how far is that?"])
def test_other_turns_are_left_to_the_rest(router: Router, words: str) -> None:
    calls = router.route(words, TOOLS, ()).calls
    assert all(call.name != "show_on_map" for call in calls)
