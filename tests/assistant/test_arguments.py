"""Arguments a model sends are held to the tool's schema before anything runs."""

from __future__ import annotations

import json

import pytest

from wanderlust.assistant.arguments import parsed_arguments
from wanderlust.domain.errors import BadArguments
from wanderlust.domain.tool_catalogue import CONVERT_CURRENCY, DISTANCE, FIND_PLACES, LOCAL_TIME, SHOW_ON_MAP

HUGE = 10**400  # JSON allows it; a float does not


def test_good_arguments_come_through_with_their_white_space_mended() -> None:
    assert parsed_arguments(SHOW_ON_MAP, '{"place": "  New \\n York "}') == {"place": "New York"}


@pytest.mark.parametrize("text", ["", "{}", '{"place": null}', '{"place": ""}'])
def test_an_optional_argument_may_be_left_out_or_null_or_empty(text: str) -> None:
    assert parsed_arguments(LOCAL_TIME, text) == {}


@pytest.mark.parametrize("number", [20, 20.0, "20"])
def test_a_number_may_come_as_text(number: object) -> None:
    text = json.dumps({"amount": number, "from": "USD", "to": "EUR"})
    assert parsed_arguments(CONVERT_CURRENCY, text)["amount"] == 20.0


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("{", "not JSON"),
        ("[]", "not an object"),
        ('"Kyoto"', "not an object"),
        ("{}", "'place' is missing"),
        ('{"place": null}', "'place' is missing"),
        ('{"place": "  "}', "'place' is missing"),
        ('{"place": 5}', "'place' is not text"),
        ('{"place": ["Kyoto"]}', "'place' is not text"),
        ('{"place": "Kyoto", "zoom": 3}', "no argument 'zoom'"),
        (json.dumps({"place": "x" * 301}), "longer than 300"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_what_does_not_fit_is_named(text: str, detail: str) -> None:
    with pytest.raises(BadArguments, match=detail) as caught:
        parsed_arguments(SHOW_ON_MAP, text)
    assert caught.value.tool == "show_on_map"


@pytest.mark.parametrize(
    "amount", ids=lambda _: "amount", argvalues=[True, "lots", "NaN", 1e300, "Infinity", [], {}, HUGE]
)
def test_an_amount_that_is_no_usable_number_is_refused(amount: object) -> None:
    text = json.dumps({"amount": amount, "from": "USD", "to": "EUR"})
    with pytest.raises(BadArguments, match="'amount' is not a number"):
        parsed_arguments(CONVERT_CURRENCY, text)


def test_a_choice_is_one_of_its_choices() -> None:
    assert parsed_arguments(DISTANCE, '{"destination": "Porto", "mode": "train"}')["mode"] == "train"
    with pytest.raises(BadArguments, match="none of walk, bike"):
        parsed_arguments(DISTANCE, '{"destination": "Porto", "mode": "camel"}')


def test_a_flag_is_true_or_false() -> None:
    assert parsed_arguments(FIND_PLACES, '{"query": "museums", "open_now": false}')["open_now"] is False
    with pytest.raises(BadArguments, match="neither true nor false"):
        parsed_arguments(FIND_PLACES, '{"query": "museums", "open_now": "yes"}')
