"""The log of calls and the numbers never to be called again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from wanderlust.domain.calls.card import CallCard, Callee, PriceRange
from wanderlust.domain.calls.events import Outcome, OutcomeKind
from wanderlust.domain.calls.goal import read_goal
from wanderlust.domain.calls.policy import CallsToday
from wanderlust.domain.calls.tariff import Tariff
from wanderlust.store.calls import SqliteCalls

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
GOAL = read_goal("order 400 strawberries to the pier, under 1,500 dollars", NOW.date())
CARD = CallCard(
    "c", Callee("Golden Gate Strawberries", "+14155550134"), GOAL, "Maya", price=PriceRange(0.1, 0.2), line="sip"
)
DONE = Outcome(OutcomeKind.DONE, "400 strawberries: agreed for $1,380.", GOAL.form().filled("price", "$1,380"), 61.5)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[SqliteCalls]:
    calls = SqliteCalls(tmp_path / "conversations.sqlite", lambda: NOW)
    yield calls
    calls.close()


async def test_a_call_is_kept_with_its_form(log: SqliteCalls) -> None:
    await log.add(CARD, DONE, NOW)
    (kept,) = await log.search()
    assert (kept.name, kept.kind, kept.seconds, kept.at) == ("Golden Gate Strawberries", "done", 61.5, NOW)
    assert ("Price", "$1,380") in kept.form


async def test_the_day_counts_calls_that_rang_someone(log: SqliteCalls) -> None:
    await log.add(CARD, DONE, NOW)
    await log.add(CARD, DONE, NOW - timedelta(days=1))
    await log.add(replace(CARD, line="rehearsal"), DONE, NOW)
    assert await log.today(NOW.date()) == CallsToday(1, 0.2)


async def test_a_priced_call_counts_as_what_it_cost(log: SqliteCalls) -> None:
    priced = replace(CARD, tariff=Tariff(0.05))
    await log.add(priced, DONE, NOW)
    await log.add(priced, replace(DONE, kind=OutcomeKind.NO_ANSWER, seconds=0.0), NOW)
    assert await log.today(NOW.date()) == CallsToday(2, 0.1)


async def test_calls_are_found_by_all_words_the_latest_first(log: SqliteCalls) -> None:
    await log.add(CARD, DONE, NOW)
    await log.add(
        replace(CARD, callee=Callee("Swift Cabs", "+442079460018")), replace(DONE, sentence="50 % off_peak"), NOW
    )
    assert [call.name for call in await log.search()] == ["Swift Cabs", "Golden Gate Strawberries"]
    assert [call.name for call in await log.search("strawberries pier gate")] == ["Golden Gate Strawberries"]
    assert [call.name for call in await log.search("0 %")] == ["Swift Cabs"]
    assert [call.name for call in await log.search("off_peak")] == ["Swift Cabs"]
    assert await log.search("f_f") == ()


async def test_deleted_calls_are_gone_and_the_list_stays(log: SqliteCalls) -> None:
    await log.add(CARD, DONE, NOW)
    await log.list_number("+14155550134", NOW, "They said stop.")
    (kept,) = await log.search()
    await log.delete((kept.id,))
    assert await log.search() == ()
    assert await log.is_listed("+14155550134") and not await log.is_listed("+14155550135")


async def test_a_number_is_listed_once(log: SqliteCalls) -> None:
    await log.list_number("+14155550134", NOW, "first")
    await log.list_number("+14155550134", NOW, "second")
    assert await log.is_listed("+14155550134")


async def test_what_was_said_is_kept_and_found(log: SqliteCalls) -> None:
    await log.add(CARD, DONE, NOW, (("us", "Dark or milk?"), ("them", "We are sold out of milk.")))
    await log.add(CARD, DONE, NOW)
    (kept,) = await log.search("sold milk")
    assert kept.captions == (("us", "Dark or milk?"), ("them", "We are sold out of milk."))


async def test_a_number_is_taken_off_the_list(log: SqliteCalls) -> None:
    await log.list_number("+14155550134", NOW, "They do not want calls.")
    (entry,) = await log.never_called()
    assert (entry.number, entry.reason) == ("+14155550134", "They do not want calls.")
    await log.take_off_list("+14155550134")
    assert await log.never_called() == () and not await log.is_listed("+14155550134")
