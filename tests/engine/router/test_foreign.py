"""Tools of other clients are matched by their description; the fitted weights never apply to another schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from wanderlust.domain.tool_catalogue import CATALOGUE, CONVERT_CURRENCY
from wanderlust.engine.router import Router

LINES = Path(__file__).resolve().parents[2] / "data" / "router_foreign.tsv"


def tool(name: str, description: str, required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    parameters = {"type": "object", "properties": properties, "required": list(required)}
    return {"type": "function", "name": name, "description": description, "parameters": parameters}


TEXT, WHOLE = {"type": "string"}, {"type": "integer"}
OTHERS = (
    tool("get_current_weather", "Get the weather for a location", ("location",), location=TEXT),
    tool("book_table", "Book a table at the restaurant", ("people",), people=WHOLE, time=TEXT),
    tool(
        "set_lights",
        "Turn the lights of a room on or off",
        ("room", "state"),
        room={"type": "string", "enum": ["kitchen", "bedroom", "hall"]},
        state={"type": "string", "enum": ["on", "off"]},
    ),
    tool("start_timer", "Start a countdown timer", ("minutes",), minutes=WHOLE),
    tool("web_search", "Search the web and look things up on the internet", ("query",), query=TEXT),
    tool("play_music", "Play a song, an artist or a kind of music", ("what",), what=TEXT),
    tool("send_message", "Send a text message to a person", ("text",), text=TEXT),
    tool("get_stock_price", "Get the share price of a company on the stock market", ("company",), company=TEXT),
    tool("search_flights", "Search for flights", ("origin", "destination"), origin=TEXT, destination=TEXT, date=TEXT),
    tool("hotel_availability", "Check which hotel rooms are free on a date", (), date=TEXT),
    tool("track_order", "Track an order or parcel and say where it is", (), order_number=WHOLE),
)


def lines() -> list[tuple[str, str, dict[str, Any] | None]]:
    rows = [row.split("\t") for row in LINES.read_text(encoding="utf-8").splitlines() if not row.startswith("#")]
    return [(said, name, None if arguments == "*" else json.loads(arguments)) for said, name, arguments in rows]


def test_foreign_tools_are_chosen_by_description_and_filled(router: Router) -> None:
    judged = lines()
    wrong_tool, wrong_call = [], []
    for utterance, name, arguments in judged:
        routing = router.route(utterance, OTHERS, [])
        call = routing.calls[0] if routing.calls else None
        if (call.name if call else "none") != name:
            wrong_tool.append((utterance, routing))
        elif call and arguments is not None and call.arguments != arguments:
            wrong_call.append((utterance, call))
    assert len(judged) >= 20
    assert 1 - len(wrong_tool) / len(judged) >= 0.85, wrong_tool
    assert 1 - (len(wrong_tool) + len(wrong_call)) / len(judged) >= 0.7, wrong_tool + wrong_call


def test_a_required_argument_that_was_not_said_is_asked_for(router: Router) -> None:
    routing = router.route("Turn the lights on", OTHERS, [])
    assert (routing.kind, routing.reply) == ("ask", "What should I use for room?")


def test_our_name_with_another_schema_is_filled_by_that_schema(router: Router) -> None:
    theirs = tool(
        "convert_currency",
        "Converts money between currencies",
        ("value", "source_currency", "target_currency"),
        value={"type": "number"},
        source_currency=TEXT,
        target_currency=TEXT,
    )
    routing = router.route("20 euros in yen", [theirs], [])
    assert [(call.name, call.arguments) for call in routing.calls] == [
        ("convert_currency", {"value": 20, "source_currency": "EUR", "target_currency": "JPY"})
    ]


def test_a_nested_chat_completions_tool_is_understood(router: Router) -> None:
    flat = CONVERT_CURRENCY.definition()
    nested = {"type": "function", "function": {key: flat[key] for key in ("name", "description", "parameters")}}
    routing = router.route("20 euros in yen", [nested], [])
    assert routing.calls[0].arguments == {"amount": 20, "from": "EUR", "to": "JPY"}


@pytest.mark.parametrize("utterance", ["Where is Kyoto?", "How far is it from Lisbon to Porto?", "20 euros in yen"])
def test_our_tools_win_over_foreign_ones_when_the_request_is_ours(router: Router, utterance: str) -> None:
    ours = tuple(spec.definition() for spec in CATALOGUE)
    call = router.route(utterance, [*OTHERS, *ours], []).calls[0]
    assert call.name in {spec.name for spec in CATALOGUE}


@pytest.mark.parametrize("broken", [{}, {"name": "x"}, {"type": "function", "name": "y", "parameters": None}])
def test_a_tool_without_description_or_parameters_does_no_harm(router: Router, broken: dict[str, Any]) -> None:
    assert router.route("Where is Kyoto?", [broken], []).confidence >= 0.0
