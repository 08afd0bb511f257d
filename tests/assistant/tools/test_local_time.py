"""What the clock shows elsewhere, seen from noon in UTC on 22 November 2026, a Sunday."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from tests.assistant.tools.conftest import Ask, outcome, said
from wanderlust.assistant.focus import Focus
from wanderlust.assistant.tools.local_time import LocalTimeTool
from wanderlust.assistant.tools.tool import ToolContext
from wanderlust.domain.errors import ToolFailed
from wanderlust.domain.places import Place


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("Tokyo", "It is 21:00 in Tokyo. That is 9 hours ahead of you."),
        ("New York", "It is 07:00 in New York City. That is 5 hours behind you."),
        ("Kathmandu", "It is 17:45 in Kathmandu. That is 5 and three quarter hours ahead of you."),
        ("Auckland", "It is 01:00 in Auckland, already Monday. That is 13 hours ahead of you."),
        ("London", "It is 12:00 in London. That is the same time as here."),
        ("the Eiffel Tower", "It is 13:00 at the Eiffel Tower. That is 1 hour ahead of you."),
        ("Australia", "Australia has several time zones. In Sydney it is 23:00. That is 11 hours ahead of you."),
    ],
)
async def test_the_time_there_its_day_and_the_difference(ask: Ask, place: str, sentence: str) -> None:
    assert said(await ask("local_time", place=place)) == sentence


async def test_the_day_before_is_said_after_midnight(ask: Ask, context: ToolContext) -> None:
    context.clock.advance(-10 * 3600)  # type: ignore[attr-defined]  # the clock of this test is one moved by hand
    assert said(await ask("local_time", place="New York")).startswith("It is 21:00 in New York City, still Saturday.")


async def test_without_a_place_it_is_the_one_last_spoken_of(ask: Ask, talk_of: Callable[..., Awaitable[None]]) -> None:
    assert said(await ask("local_time")) == "Which place do you mean?"
    await talk_of("Kyoto")
    assert said(await ask("local_time")).startswith("It is 21:00 in Kyoto.")


async def test_the_card_shows_the_clock_whole(ask: Ask) -> None:
    (card,) = outcome(await ask("local_time", place="Tokyo")).cards
    assert (card.heading, card.facts) == ("21:00 in Tokyo", "Sunday · 9 hours ahead")


async def test_a_place_without_a_zone_is_said_so(context: ToolContext) -> None:
    focus = Focus()
    focus.show((Place("x:1", "Point Nemo", "water", -48.9, -123.4),), 0)
    at_sea = ToolContext(context.places, context.rates, context.clock, focus)
    with pytest.raises(ToolFailed, match="time zone of Point Nemo"):
        await LocalTimeTool().run({}, at_sea)
