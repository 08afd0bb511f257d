"""Turns that only make sense after others: answers, corrections, results pointed at, and what must not be carried."""

from __future__ import annotations

from typing import Any

import pytest

from wanderlust.domain.tool_catalogue import CATALOGUE
from wanderlust.engine.router import HistoryItem, Router, ToolCall

TOOLS = tuple(spec.definition() for spec in CATALOGUE)


def called(name: str, **arguments: Any) -> HistoryItem:
    return HistoryItem("tool_call", name=name, data=arguments)


def found(*names: str) -> HistoryItem:
    return HistoryItem("tool_result", name="find_places", data={"places": [{"name": name} for name in names]})


def asked(request: str, question: str) -> list[HistoryItem]:
    return [HistoryItem("user", text=request), HistoryItem("assistant", text=question)]


@pytest.mark.parametrize(
    ("request_", "question", "answer", "call"),
    [
        ("Find a good ramen place", "Which city?", "Fukuoka", ("find_places", "near", "Fukuoka")),
        ("How far is Zermatt?", "From where?", "from Geneva airport", ("distance", "origin", "Geneva airport")),
        ("Translate see you tomorrow", "In which language?", "Icelandic", ("translate", "target", "Icelandic")),
        ("Add the Louvre to my trip", "For which day?", "Tuesday", ("itinerary_add", "day", "Tuesday")),
    ],
)
def test_a_question_in_any_wording_is_answered(
    router: Router, request_: str, question: str, answer: str, call: tuple[str, str, str]
) -> None:
    routed = router.route(answer, TOOLS, asked(request_, question)).calls
    assert [(c.name, c.arguments.get(call[1])) for c in routed] == [(call[0], call[2])]


def test_the_other_way_round_changes_the_ends_over(router: Router) -> None:
    history = [called("convert_currency", **{"amount": 45, "from": "CAD", "to": "MXN"})]
    assert router.route("now the other way round", TOOLS, history).calls == (
        ToolCall("convert_currency", {"amount": 45, "from": "MXN", "to": "CAD"}),
    )


def test_something_fancier_keeps_the_search(router: Router) -> None:
    history = [called("find_places", query="sushi", near="Shibuya"), found("Uobei", "Midori")]
    assert router.route("something a lot fancier", TOOLS, history).calls == (
        ToolCall("find_places", {"query": "sushi", "near": "Shibuya", "price": "expensive"}),
    )


def test_a_correction_replaces_the_place(router: Router) -> None:
    history = [called("get_weather", place="Seattle")]
    assert router.route("Not Seattle, I said Sittwe.", TOOLS, history).calls == (
        ToolCall("get_weather", {"place": "Sittwe"}),
    )


@pytest.mark.parametrize("words", ["them", "it"])
def test_a_pronoun_is_the_only_result(router: Router, words: str) -> None:
    history = [called("find_places", query="vet", near="Ljubljana"), found("Klinika Loka")]
    call = router.route(f"Call {words} and ask if they are open", TOOLS, history).calls[0]
    assert (call.name, call.arguments["business"]) == ("place_call", "Klinika Loka")


def test_a_result_is_meant_by_a_word_of_its_name(router: Router) -> None:
    history = [called("find_places", query="laundromat", near="Split"), found("Modrulj Laundrette", "Laundry Lounge")]
    assert router.route("where is the lounge one", TOOLS, history).calls == (
        ToolCall("show_on_map", {"place": "Laundry Lounge"}),
    )


def test_words_that_steer_the_talk_change_no_request(router: Router) -> None:
    history = [called("translate", text="where is the station", target="Swahili")]
    assert router.route("sorry, didn't catch that", TOOLS, history).calls == (
        ToolCall("control", {"action": "repeat"}),
    )


def test_the_rest_of_a_calls_purpose_is_no_second_request(router: Router) -> None:
    calls = router.route("Call the hotel and ask if they have parking", TOOLS, []).calls
    assert [call.name for call in calls] == ["place_call"]


def test_the_second_request_is_about_the_firsts_place(router: Router) -> None:
    calls = router.route("Tell me what time it is in Rome and whether it's raining there.", TOOLS, []).calls
    assert calls == (ToolCall("local_time", {"place": "Rome"}), ToolCall("get_weather", {"place": "Rome"}))


def test_a_town_stands_for_its_country(router: Router) -> None:
    assert router.route("Do people tip in Havana?", TOOLS, []).calls == (
        ToolCall("country_facts", {"topic": "tipping", "country": "Cuba"}),
    )


def test_a_place_in_another_language_gets_its_english_name(router: Router) -> None:
    call = router.route("Che tempo fa a Cracovia?", TOOLS, [], "it").calls[0]
    assert call.arguments["place"] in ("Kraków", "Krakow")


def test_an_incomplete_request_still_has_a_best_guess_and_ranked_tools(router: Router) -> None:
    routing = router.route("Translate good morning", TOOLS, [])
    assert (routing.kind, routing.guess) == ("ask", (ToolCall("translate", {"text": "good morning"}),))
    assert routing.ranked[0][0] == "translate"
    assert len(routing.ranked) == 3
