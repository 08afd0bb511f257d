"""The ledger of the cloud's costs on disk: sums by talk, day and month, what was sent, and the CSV."""

from __future__ import annotations

import csv
import sqlite3
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from io import StringIO
from pathlib import Path

import pytest

from tests.store.turns import NOON
from wanderlust.domain.cost.caps import Totals
from wanderlust.domain.cost.ledger import LedgerEntry, SentRecord
from wanderlust.domain.cost.usage import ModelUsage, Tokens
from wanderlust.domain.errors import StorageFailed
from wanderlust.store.database import MIGRATIONS
from wanderlust.store.spending import SqliteSpending

USAGE = ModelUsage("gpt-realtime-2.1", Tokens(10, 20, 30), Tokens(1, 2, 3), Tokens(4, 5), 1.5, 250)


def entry(at: datetime, talk: str = "a", nanodollars: int = 1_000_000_001) -> LedgerEntry:
    return LedgerEntry(at, talk, "api.openai.com", USAGE, nanodollars, False, date(2026, 11, 22))


async def test_sums_are_exact_and_survive_a_restart(path: Path) -> None:
    ledger = SqliteSpending(path, lambda: NOON)
    for at, talk in ((NOON, "a"), (NOON, "b"), (NOON - timedelta(days=3), "b"), (NOON - timedelta(days=40), "b")):
        await ledger.add(entry(at, talk))
    ledger.close()
    again = SqliteSpending(path, lambda: NOON)
    one = Totals(1_000_000_001, 60, 6, 250)
    assert await again.totals("a", NOON.date()) == (one, one + one, one + one + one)
    assert await again.totals("none", date(2020, 1, 1)) == (Totals(), Totals(), Totals())
    again.close()


async def test_the_day_is_the_travellers_own_not_greenwichs(path: Path) -> None:
    tokyo = timezone(timedelta(hours=9))
    ledger = SqliteSpending(path, lambda: NOON)
    await ledger.add(entry(datetime(2026, 12, 1, 0, 30, tzinfo=tokyo)))  # still 30 November in Greenwich
    _, day, month = await ledger.totals("a", date(2026, 12, 1))
    assert day.nanodollars == month.nanodollars == 1_000_000_001
    ledger.close()


async def test_a_record_of_what_was_sent_grows_and_is_not_doubled(path: Path) -> None:
    ledger = SqliteSpending(path, lambda: NOON)
    record = SentRecord("one", "api.openai.com", "conversation", NOON, NOON, 1200, 40)
    later = replace(record, ended=NOON + timedelta(minutes=2), audio_ms=61_000, pictures=1)
    other = SentRecord("two", "gate.example", "models", NOON + timedelta(hours=1), NOON + timedelta(hours=1))
    for each in (record, later, other):
        await ledger.record_sent(each)
    assert await ledger.sent() == (other, later)
    ledger.close()


async def test_the_csv_has_names_and_exact_dollars_and_no_formulas(path: Path) -> None:
    ledger = SqliteSpending(path, lambda: NOON)
    await ledger.add(entry(NOON, nanodollars=60))
    await ledger.add(replace(entry(NOON), usage=replace(USAGE, model="=1+1")))
    rows = list(csv.DictReader(StringIO(await ledger.as_csv())))
    ledger.close()
    assert rows[0]["dollars"] == "0.000000060" and rows[0]["audio_cached"] == "2" and rows[0]["day"] == "2026-11-22"
    assert rows[1]["model"] == "'=1+1"


async def test_a_file_from_before_there_were_costs_takes_them(path: Path) -> None:
    path.parent.mkdir(parents=True)
    with sqlite3.connect(path) as old:
        for step in MIGRATIONS[:2]:
            for statement in step:
                old.execute(statement)
        old.execute("PRAGMA user_version=2")
    old.close()
    ledger = SqliteSpending(path, lambda: NOON)
    await ledger.add(entry(NOON))
    assert (await ledger.totals("a", NOON.date()))[0].nanodollars == 1_000_000_001
    ledger.close()


async def test_a_folder_that_is_a_file_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    ledger = SqliteSpending(tmp_path / "taken" / "x.sqlite", lambda: NOON)
    with pytest.raises(StorageFailed, match="cannot"):
        await ledger.add(entry(NOON))
    ledger.close()
