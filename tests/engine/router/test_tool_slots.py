"""Arguments of the weather, country, trip and talk tools; follow-ups to them; and leave asked before a removal."""

from __future__ import annotations

from typing import Any

import pytest

from wanderlust.domain.tool_catalogue import CATALOGUE
from wanderlust.engine.router import HistoryItem, Router, ToolCall

TOOLS = tuple(spec.definition() for spec in CATALOGUE)
WITHOUT_CONTROL = tuple(tool for tool in TOOLS if tool["name"] != "control")


def called(name: str, **arguments: Any) -> HistoryItem:
    return HistoryItem("tool_call", name=name, data=arguments)


@pytest.mark.parametrize(
    ("utterance", "call"),
    [
        ("What's the weather like in Kyoto in May?", ToolCall("get_weather", {"place": "Kyoto", "when": "May"})),
        ("What plugs do they use in Italy?", ToolCall("country_facts", {"country": "Italy", "topic": "plug"})),
        ("Should I tip in Japan?", ToolCall("country_facts", {"country": "Japan", "topic": "tipping"})),
        (
            "Add the Louvre to my trip on Tuesday at nine am",
            ToolCall("itinerary_add", {"item": "Louvre", "day": "Tuesday", "time": "nine am"}),
        ),
        ("Remove the Louvre from my trip", ToolCall("itinerary_remove", {"item": "Louvre"})),
        ("What's on my itinerary for Friday?", ToolCall("itinerary_show", {"day": "Friday"})),
        (
            "How do you say thank you in Japanese?",
            ToolCall("translate", {"text": "thank you", "target": "Japanese"}),
        ),
        (
            "Start interpreting between English and Spanish",
            ToolCall("start_interpreter", {"lang_a": "English", "lang_b": "Spanish"}),
        ),
        (
            "Call the hotel and ask for a late checkout",
            ToolCall("place_call", {"business": "hotel", "goal": "ask for a late checkout"}),
        ),
        ("Louder please", ToolCall("control", {"action": "louder"})),
    ],
)
def test_a_plain_request_becomes_its_call(router: Router, utterance: str, call: ToolCall) -> None:
    assert router.route(utterance, TOOLS, []).calls == (call,)


@pytest.mark.parametrize(
    ("last", "utterance", "changed"),
    [
        (
            called("get_weather", place="Cusco", when="July"),
            "and in August?",
            ToolCall("get_weather", {"place": "Cusco", "when": "August"}),
        ),
        (
            called("country_facts", country="Japan", topic="plug"),
            "and the tap water?",
            ToolCall("country_facts", {"country": "Japan", "topic": "tap_water"}),
        ),
        (
            called("itinerary_add", item="Prado", day="Wednesday"),
            "make it Thursday",
            ToolCall("itinerary_add", {"item": "Prado", "day": "Thursday"}),
        ),
        (
            called("translate", text="cheers", target="Dutch"),
            "and in Czech?",
            ToolCall("translate", {"text": "cheers", "target": "Czech"}),
        ),
    ],
)
def test_a_short_turn_changes_the_last_call(
    router: Router, last: HistoryItem, utterance: str, changed: ToolCall
) -> None:
    assert router.route(utterance, TOOLS, [last]).calls == (changed,)


def test_a_missing_target_language_is_asked_for_and_the_answer_completes_the_call(router: Router) -> None:
    asked = "Translate good morning"
    first = router.route(asked, TOOLS, [])
    assert (first.kind, first.reply) == ("ask", "Into which language?")
    history = [HistoryItem("user", text=asked), HistoryItem("assistant", text="Into which language?")]
    call = router.route("Greek", TOOLS, history).calls[0]
    assert (call.name, call.arguments["target"]) == ("translate", "Greek")


REMOVAL = [
    HistoryItem("user", text="Remove the Louvre"),
    called("itinerary_remove", item="Louvre"),
    HistoryItem("assistant", text="Shall I take the Louvre off your trip?"),
]


def test_a_yes_after_the_question_repeats_the_removal(router: Router) -> None:
    assert router.route("Yes please", WITHOUT_CONTROL, REMOVAL).calls == (
        ToolCall("itinerary_remove", {"item": "Louvre"}),
    )


def test_a_no_after_the_question_leaves_everything_as_it_is(router: Router) -> None:
    routing = router.route("No, keep it", WITHOUT_CONTROL, REMOVAL)
    assert (routing.calls, routing.reply) == ((), "All right, I leave it as it is.")


def test_a_yes_goes_to_control_where_that_is_offered(router: Router) -> None:
    assert router.route("yes", TOOLS, REMOVAL).calls == (ToolCall("control", {"action": "yes"}),)


def test_a_yes_without_a_question_removes_nothing(router: Router) -> None:
    assert "itinerary_remove" not in {call.name for call in router.route("yes", WITHOUT_CONTROL, []).calls}
