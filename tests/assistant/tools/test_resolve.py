"""Words that point at a place already spoken of."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from wanderlust.assistant.tools.resolve import Unclear, distinctions, resolve
from wanderlust.assistant.tools.tool import ToolContext
from wanderlust.domain.errors import ToolFailed
from wanderlust.domain.places import Place

TalkOf = Callable[..., Awaitable[None]]


@pytest.mark.parametrize("words", [None, "there", "here", "It", "that place"])
async def test_there_is_the_place_last_spoken_of(context: ToolContext, talk_of: TalkOf, words: str | None) -> None:
    await talk_of("Paris")
    assert (await resolve(words, context)).name == "Paris"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the second one", "Rome"),
        ("Second", "Rome"),
        ("the first", "Paris"),
        ("the last one", "Lima"),
        ("number three", "Lima"),
        ("number 2", "Rome"),
        ("the second place", "Rome"),
    ],
)
async def test_an_ordinal_is_the_pin_of_that_number(
    context: ToolContext, talk_of: TalkOf, words: str, name: str
) -> None:
    await talk_of("Paris", "Rome", "Lima")
    assert (await resolve(words, context)).name == name


async def test_of_several_pins_there_is_the_chosen_one(context: ToolContext, talk_of: TalkOf) -> None:
    await talk_of("Paris", "Rome")
    with pytest.raises(ToolFailed, match="Which place do you mean"):
        await resolve("there", context)
    context.focus.show(context.focus.places, 1)
    assert (await resolve("there", context)).name == "Rome"


@pytest.mark.parametrize("words", [None, "there", "the second one"])
async def test_before_any_place_was_named_it_is_asked_which(context: ToolContext, words: str | None) -> None:
    with pytest.raises(ToolFailed, match="Which place do you mean"):
        await resolve(words, context)


async def test_a_number_beyond_the_pins_is_said_so(context: ToolContext, talk_of: TalkOf) -> None:
    await talk_of("Paris")
    with pytest.raises(ToolFailed, match="only one place on the map"):
        await resolve("the second one", context)
    await talk_of("Paris", "Rome", "Lima")
    with pytest.raises(ToolFailed, match="only 3 places on the map"):
        await resolve("the fourth", context)


async def test_nearness_to_the_talk_settles_a_shared_name(context: ToolContext, talk_of: TalkOf) -> None:
    await talk_of("London")
    assert (await resolve("Cambridge", context)).admin == "England"


async def test_the_question_travels_with_the_exception(context: ToolContext) -> None:
    with pytest.raises(Unclear, match="Which Cambridge") as caught:
        await resolve("Cambridge", context)
    assert len(caught.value.outcome.places or ()) == 3


def test_places_of_one_name_are_told_apart_by_what_people_say() -> None:
    def place(country: str, name: str, admin: str) -> Place:
        return Place(f"x:{country}{admin}", "Santiago", "city", 10.0, 20.0, country, name, admin)

    assert distinctions([place("CL", "Chile", "Metropolitana"), place("US", "United States", "Texas")]) == [
        "Chile",
        "Texas",
    ]
    assert distinctions([place("MX", "Mexico", "Jalisco"), place("MX", "Mexico", "Oaxaca")]) == ["Jalisco", "Oaxaca"]
    assert distinctions([place("", "", "")]) == ["at 10.0, 20.0"]
