"""Two opinions become one call: what either heard is kept, and the router's words stand unless they are too many."""

from __future__ import annotations

import pytest

from wanderlust.engine.brain.cascade import agreed
from wanderlust.engine.brain.merging import merged
from wanderlust.engine.brain.question import Decision
from wanderlust.engine.router.values import Routing, ToolCall


def one(name: str, **arguments: object) -> tuple[ToolCall, ...]:
    return (ToolCall(name, arguments),)


@pytest.mark.parametrize(
    ("said", "router", "model", "both"),
    [
        ("is it hot in August", {"when": "August"}, {"place": "Petra"}, {"when": "August", "place": "Petra"}),
        ("rain on Friday in Ghent", {"place": "Ghent", "when": "Friday"}, {"place": "Ghent"}, None),
        ("will it rain tomorrow", {"when": "tomorrow"}, {"place": "tomorrow"}, None),
        ("weather in Bari", {"place": "Bari"}, {"place": "Paris"}, None),
        ("Bari gets cold does it", {"place": "Bari gets cold"}, {"place": "Bari"}, {"place": "Bari"}),
        ("is Koeln cold", {"place": "Cologne"}, {"place": "Koeln"}, {"place": "Koeln"}),
    ],
)
def test_the_weather_of_two_opinions(
    said: str, router: dict[str, object], model: dict[str, object], both: dict[str, object] | None
) -> None:
    (call,) = merged(one("get_weather", **router), one("get_weather", **model), said)
    assert call.arguments == (router if both is None else both)


def test_amounts_and_codes_are_the_routers() -> None:
    ours = one("convert_currency", amount=30, **{"from": "THB"}, to="GBP")
    theirs = one("convert_currency", amount=20, **{"from": "EUR"}, to="GBP")
    assert merged(ours, theirs, "twenty, no thirty baht in pounds") == ours


SHOW = Routing(one("show_on_map", place="Italy"), 0.5, None, "act", "show_on_map")
PLUG = one("country_facts", country="Italy", topic="plug")


def test_a_router_that_would_ask_gives_way_to_another_tool() -> None:
    torn = Routing((), 0.5, "On the map, or a fact?", "choose", "show_on_map", guess=SHOW.calls)
    assert agreed(torn, Decision(PLUG, chances={"country_facts": 0.8}), "my shaver in Italy").calls == PLUG


def test_what_the_router_would_do_no_other_tool_replaces() -> None:
    assert agreed(SHOW, Decision(PLUG, chances={"country_facts": 0.8}), "my shaver in Italy") is SHOW
    assert agreed(SHOW, Decision((), "Hello."), "my shaver in Italy") is SHOW


def test_a_sure_router_keeps_its_tool() -> None:
    sure = Routing(SHOW.calls, 0.97, None, "act", "show_on_map")
    assert agreed(sure, Decision(PLUG, chances={"country_facts": 0.8}), "Italy") is sure
    assert agreed(sure, Decision((), "Hello."), "Italy") is sure


def test_the_same_two_requests_stay_in_the_order_of_the_words() -> None:
    both = Routing((*SHOW.calls, *PLUG), 0.9, None, "act", "show_on_map")
    assert agreed(both, Decision((*PLUG, *SHOW.calls)), "show me Italy, and its plugs") is both


def test_talk_stays_talk_unless_the_model_is_sure_of_a_tool() -> None:
    talk = Routing((), 0.7, "I cannot help with that.", "lost", "out_of_scope")
    far = one("distance", destination="Mount Everest")
    assert agreed(talk, Decision(far, chances={"distance": 0.45}), "how tall is Everest") is talk
    assert agreed(talk, Decision(far, chances={"distance": 0.95}), "how far off is Everest").calls == far
