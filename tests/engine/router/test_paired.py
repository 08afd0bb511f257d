"""One request for two things becomes two calls; names, dishes and corrections with an "and" in them stay one."""

from __future__ import annotations

import pytest

from wanderlust.domain.tool_catalogue import CATALOGUE
from wanderlust.engine.router.router import Router
from wanderlust.engine.router.values import HistoryItem

TOOLS = tuple(spec.definition() for spec in CATALOGUE)


def calls(router: Router, said: str, history: tuple[HistoryItem, ...] = ()) -> list[dict[str, object]]:
    return [{"tool": call.name, **call.arguments} for call in router.route(said, TOOLS, history).calls]


@pytest.mark.parametrize(
    ("said", "tool", "key", "values"),
    [
        ("weather in Paris and Rome tomorrow", "get_weather", "place", ["Paris", "Rome"]),
        ("tell me the time in Delhi and in Sydney", "local_time", "place", ["Delhi", "Sydney"]),
        ("where are Nice and Cannes", "show_on_map", "place", ["Nice", "Cannes"]),
        ("translate good night into Danish then Swedish", "translate", "target", ["Danish", "Swedish"]),
        ("plugs in Kenya, and voltage too", "country_facts", "topic", ["plug", "voltage"]),
        ("what's the voltage and do I tip in Peru", "country_facts", "topic", ["voltage", "tipping"]),
        ("convert 100 dollars to yen and to zloty", "convert_currency", "to", ["JPY", "PLN"]),
        ("how far is it from Pisa to Lucca and Siena", "distance", "destination", ["Lucca", "Siena"]),
        ("get rid of the castle and the vineyard", "itinerary_remove", "item", ["castle", "vineyard"]),
        ("add the zoo for Sunday, and the aquarium for Monday", "itinerary_add", "item", ["zoo", "aquarium"]),
        ("I need a bakery and a cash machine near the port", "find_places", "query", ["bakery", "cash machine"]),
    ],
)
def test_a_request_for_two_things_is_two_calls(
    router: Router, said: str, tool: str, key: str, values: list[str]
) -> None:
    found = calls(router, said)
    assert [call["tool"] for call in found] == [tool, tool]
    assert [call[key] for call in found] == values


def test_what_both_share_stands_in_both(router: Router) -> None:
    assert [call["when"] for call in calls(router, "weather in Paris and Rome tomorrow")] == ["tomorrow", "tomorrow"]
    entries = calls(router, "add the zoo for Sunday, and the aquarium for Monday")
    assert [entry["day"] for entry in entries] == ["Sunday", "Monday"]


@pytest.mark.parametrize(
    "said",
    [
        "fish and chips in Whitby",
        "where is Trinidad and Tobago",
        "what's the capital of Bosnia and Herzegovina",
        "weather for Cambridge, Massachusetts",
        "how far is it between Rome and Naples",
        "how do I say I am allergic to nuts and eggs in Dutch",
    ],
)
def test_an_and_inside_a_name_or_a_text_is_one_request(router: Router, said: str) -> None:
    assert len(calls(router, said)) == 1


def test_a_search_after_a_place_is_near_it(router: Router) -> None:
    first, second = calls(router, "Where is Kotor and find a campsite nearby")
    assert (first["place"], second["near"]) == ("Kotor", "Kotor")


@pytest.mark.parametrize(
    ("said", "query", "near"),
    [("a bakery near the station", "bakery", "Station"), ("toilets by the harbour", "toilets", "Harbour")],
)
def test_a_search_may_be_near_a_certain_place_without_a_name(router: Router, said: str, query: str, near: str) -> None:
    (found,) = calls(router, said)
    assert (found["query"], found["near"]) == (query, near)


def test_an_answer_may_say_more_than_was_asked(router: Router) -> None:
    asked = (
        HistoryItem("user", text="What's the weather going to be like?"),
        HistoryItem("assistant", text="Which city?"),
    )
    assert calls(router, "Edinburgh, on Sunday", asked) == [
        {"tool": "get_weather", "place": "Edinburgh", "when": "Sunday"}
    ]


def test_show_me_on_the_map_is_what_was_spoken_of(router: Router) -> None:
    talk = (
        HistoryItem("user", text="what time is it in Toronto"),
        HistoryItem("tool_call", name="local_time", data={"place": "Toronto"}),
        HistoryItem("assistant", text="It is nine."),
    )
    assert calls(router, "show me on the map", talk) == [{"tool": "show_on_map", "place": "Toronto"}]


def test_after_a_countrys_money_that_is_that_money(router: Router) -> None:
    talk = (
        HistoryItem("user", text="what money do they have in Albania"),
        HistoryItem("tool_call", name="country_facts", data={"country": "Albania", "topic": "currency"}),
        HistoryItem("assistant", text="The Albanian lek."),
    )
    (found,) = calls(router, "So what's twenty euros in that?", talk)
    assert (found["amount"], found["from"], found["to"]) == (20, "EUR", "ALL")
