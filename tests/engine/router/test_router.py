"""What the traveller says becomes the right call, a question, or an honest sentence."""

from __future__ import annotations

from typing import Any

import pytest

from wanderlust.domain.tool_catalogue import CATALOGUE, CONVERT_CURRENCY, DISTANCE
from wanderlust.engine.router import HistoryItem, Router, ToolCall

TOOLS = tuple(spec.definition() for spec in CATALOGUE)


def user(text: str) -> HistoryItem:
    return HistoryItem("user", text=text)


def said(text: str) -> HistoryItem:
    return HistoryItem("assistant", text=text)


def called(name: str, **arguments: Any) -> HistoryItem:
    return HistoryItem("tool_call", name=name, data=arguments)


def found(*names: str) -> HistoryItem:
    places = [{"name": name, "country_name": "France"} for name in names]
    return HistoryItem("tool_result", name="find_places", data={"say": {"en": "Two."}, "data": {"places": places}})


@pytest.mark.parametrize(
    ("utterance", "call"),
    [
        ("Where is Kyoto?", ToolCall("show_on_map", {"place": "Kyoto"})),
        ("where is kyoto", ToolCall("show_on_map", {"place": "Kyoto"})),
        ("Where's the Louvre?", ToolCall("show_on_map", {"place": "Louvre"})),
        ("Where is Key Auto?", ToolCall("show_on_map", {"place": "Key Auto"})),
        ("where is Kioto", ToolCall("show_on_map", {"place": "Kioto"})),
        ("How far is it from Lisbon to Porto?", ToolCall("distance", {"origin": "Lisbon", "destination": "Porto"})),
        ("How far is Lisbon from Porto?", ToolCall("distance", {"origin": "Porto", "destination": "Lisbon"})),
        ("museums in Paris", ToolCall("find_places", {"query": "museums", "near": "Paris"})),
        ("airports near Lisbon", ToolCall("find_places", {"query": "airports", "near": "Lisbon"})),
        ("What time is it in New York?", ToolCall("local_time", {"place": "New York"})),
        (
            "How much is 20 Swiss francs in pounds?",
            ToolCall("convert_currency", {"amount": 20, "from": "CHF", "to": "GBP"}),
        ),
    ],
)
def test_a_plain_request_becomes_its_call(router: Router, utterance: str, call: ToolCall) -> None:
    routing = router.route(utterance, TOOLS, [])
    assert (routing.kind, routing.calls, routing.reply) == ("act", (call,), None)


def test_a_missing_destination_is_asked_for_and_the_answer_completes_the_call(router: Router) -> None:
    first = router.route("How far is it from Lisbon?", TOOLS, [])
    assert (first.kind, first.reply, first.calls) == ("ask", "Where to?", ())
    second = router.route("Porto", TOOLS, [user("How far is it from Lisbon?"), said("Where to?")])
    assert second.calls == (ToolCall("distance", {"origin": "Lisbon", "destination": "Porto"}),)


def test_a_missing_currency_is_asked_for_and_the_answer_completes_the_call(router: Router) -> None:
    first = router.route("How much is 20 euros?", TOOLS, [])
    assert (first.kind, first.reply) == ("ask", "Into which currency?")
    second = router.route("yen", TOOLS, [user("How much is 20 euros?"), said("Into which currency?")])
    assert second.calls == (ToolCall("convert_currency", {"amount": 20, "from": "EUR", "to": "JPY"}),)


def test_a_new_request_after_a_question_is_a_new_request(router: Router) -> None:
    history = [user("How far is it from Lisbon?"), said("Where to?")]
    routing = router.route("What time is it in Tokyo?", TOOLS, history)
    assert routing.calls == (ToolCall("local_time", {"place": "Tokyo"}),)


def test_the_name_picked_from_which_cambridge_completes_the_last_call(router: Router) -> None:
    history = [
        user("Where is Cambridge?"),
        called("show_on_map", place="Cambridge"),
        said("Which Cambridge: England or Massachusetts?"),
    ]
    expected = (ToolCall("show_on_map", {"place": "Cambridge, Massachusetts"}),)
    assert router.route("Massachusetts", TOOLS, history).calls == expected
    assert router.route("The second one.", TOOLS, history).calls == expected


def test_the_second_one_is_the_second_result(router: Router) -> None:
    history = [called("find_places", query="museums", near="Paris"), found("Louvre Museum", "Orsay Museum")]
    assert router.route("the second one", TOOLS, history).calls == (
        ToolCall("show_on_map", {"place": "Orsay Museum, France"}),
    )


def test_there_is_the_place_last_spoken_of(router: Router) -> None:
    history = [user("Where is Kyoto?"), called("show_on_map", place="Kyoto")]
    assert router.route("What time is it there?", TOOLS, history).calls == (ToolCall("local_time", {"place": "Kyoto"}),)


@pytest.mark.parametrize(
    ("last", "utterance", "changed"),
    [
        ({"origin": "Lisbon", "destination": "Porto"}, "And to Madrid?", {"origin": "Lisbon", "destination": "Madrid"}),
        ({"origin": "Lisbon", "destination": "Porto"}, "and from Faro?", {"origin": "Faro", "destination": "Porto"}),
    ],
)
def test_a_short_turn_changes_the_last_distance(
    router: Router, last: dict[str, object], utterance: str, changed: dict[str, object]
) -> None:
    assert router.route(utterance, TOOLS, [called("distance", **last)]).calls == (ToolCall("distance", changed),)


def test_and_in_yen_keeps_the_amount(router: Router) -> None:
    history = [called("convert_currency", **{"amount": 20, "from": "GBP", "to": "EUR"})]
    assert router.route("and in yen?", TOOLS, history).calls == (
        ToolCall("convert_currency", {"amount": 20, "from": "GBP", "to": "JPY"}),
    )


def test_what_about_pounds_is_money_after_a_conversion(router: Router) -> None:
    history = [called("convert_currency", **{"amount": 20, "from": "EUR", "to": "JPY"})]
    assert router.route("what about pounds", TOOLS, history).calls == (
        ToolCall("convert_currency", {"amount": 20, "from": "EUR", "to": "GBP"}),
    )


def test_where_is_understood_in_other_scripts(router: Router) -> None:
    assert router.route("京都はどこ", TOOLS, [], "ja").calls == (ToolCall("show_on_map", {"place": "京都"}),)


def test_from_there_is_from_the_place_last_spoken_of(router: Router) -> None:
    routing = router.route("How far is Osaka from there?", TOOLS, [called("show_on_map", place="Kyoto")])
    assert routing.calls == (ToolCall("distance", {"origin": "Kyoto", "destination": "Osaka"}),)


def test_two_requests_become_two_calls(router: Router) -> None:
    routing = router.route("Where is Kyoto and what time is it in Lisbon?", TOOLS, [])
    assert routing.calls == (
        ToolCall("show_on_map", {"place": "Kyoto"}),
        ToolCall("local_time", {"place": "Lisbon"}),
    )


def test_a_tool_the_session_does_not_offer_is_never_called(router: Router) -> None:
    offered = [tool for tool in TOOLS if tool["name"] != "translate"]
    routing = router.route("How do you say thank you in Japanese?", offered, [])
    assert (routing.calls, routing.kind, routing.intent) == ((), "lost", "translate")
    assert routing.reply == "I cannot translate yet."
    without_money = [DISTANCE.definition()]
    assert router.route("20 euros in yen", without_money, []).calls == ()


def test_the_same_sentence_comes_in_the_travellers_language(router: Router) -> None:
    routing = router.route("Traduis bonjour en anglais", [DISTANCE.definition()], [], "fr")
    assert routing.reply == "Je ne peux pas encore traduire."


@pytest.mark.parametrize(
    ("utterance", "intent"),
    [("Hello", "chat_greeting"), ("Thank you", "chat_thanks"), ("What can you do?", "chat_help")],
)
def test_small_talk_is_answered_without_a_tool(router: Router, utterance: str, intent: str) -> None:
    routing = router.route(utterance, TOOLS, [])
    assert (routing.calls, routing.kind, routing.intent) == ((), "chat", intent)
    assert routing.reply


def test_what_it_can_do_names_only_what_the_session_offers(router: Router) -> None:
    reply = router.route("What can you do?", [CONVERT_CURRENCY.definition()], []).reply
    assert reply == "I am Wanderlust, a travel companion. I can convert money."


@pytest.mark.parametrize("utterance", ["", "   ", "?!", "…"])
def test_nothing_said_is_no_call(router: Router, utterance: str) -> None:
    routing = router.route(utterance, TOOLS, [])
    assert (routing.calls, routing.kind, routing.confidence) == ((), "lost", 0.0)


def test_a_very_long_text_is_routed_without_harm(router: Router) -> None:
    routing = router.route("well I was thinking about it and then " * 400, TOOLS, [])
    assert 0.0 <= routing.confidence <= 1.0
