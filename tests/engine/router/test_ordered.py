"""An order from somebody is a call to them; other turns with those words are not."""

from __future__ import annotations

import pytest

from wanderlust.engine.router.ordered import order_call


@pytest.mark.parametrize(
    ("words", "business", "goal"),
    [
        ("Order a dozen roses from the florist.", "florist", "Order a dozen roses"),
        (
            "Can you order 400 chocolate strawberries from the strawberry shop to the Gateway Pavilion, under $1,500?",
            "strawberry shop",
            "order 400 chocolate strawberries to the Gateway Pavilion, under $1,500",
        ),
        ("I'd like to order two pizzas from Luigi's for tonight please", "Luigi's", "order two pizzas for tonight"),
    ],
)
def test_whom_to_call_and_what_for(words: str, business: str, goal: str) -> None:
    call = order_call(words)
    assert call is not None and call.name == "place_call"
    assert call.arguments == {"business": business, "goal": goal}


@pytest.mark.parametrize(
    "words",
    [
        "Where can I order sushi from here?",
        "What did we order from them?",
        "Order of the days from Monday",
        "from the florist",
    ],
)
def test_other_turns_are_left_alone(words: str) -> None:
    assert order_call(words) is None
