"""Keeps what the cloud cost and what it was sent, in the same file as the conversations."""

from __future__ import annotations

import csv
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

from wanderlust.domain.cost.caps import Totals
from wanderlust.domain.cost.ledger import LedgerEntry, SentRecord
from wanderlust.domain.cost.prices import NANO
from wanderlust.store.database import Now
from wanderlust.store.table import Table
from wanderlust.store.worker import TIME_LIMIT_S

_COLUMNS = (
    "at, day, talk, host, model, text_in, audio_in, image_in, text_cached, audio_cached, image_cached, text_out, "
    "audio_out, seconds, unheard_ms, guessed, nanodollars, prices_of"
)
_SUMS = """SELECT coalesce(sum(nanodollars), 0), coalesce(sum(text_in + audio_in + image_in), 0),
    coalesce(sum(text_cached + audio_cached + image_cached), 0), coalesce(sum(unheard_ms), 0),
    coalesce(max(guessed), 0) FROM spending WHERE"""
_SENT = "id, host, purpose, began, ended, audio_ms, characters, pictures"
_RECORD = f"INSERT OR REPLACE INTO sent ({_SENT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


class SqliteSpending:
    """Fills ``ports.SpendingLedger``."""

    def __init__(self, path: Path, now: Now, time_limit_s: float = TIME_LIMIT_S) -> None:
        self._table = Table(path, now, "Mend that first.", time_limit_s)

    async def add(self, entry: LedgerEntry) -> None:
        """Keep an entry; it is on disk when this returns. Raises StorageFailed."""
        marks = ", ".join("?" * 18)
        await self._table.do(f"INSERT INTO spending ({_COLUMNS}) VALUES ({marks})", *_row(entry))

    async def totals(self, talk: str, day: date) -> tuple[Totals, Totals, Totals]:
        """Of that talk, of that day, and of that day's month; raises StorageFailed."""
        of_talk, of_day, of_month = await self._table.ask_all(
            (f"{_SUMS} talk = ?", (talk,)),
            (f"{_SUMS} day = ?", (day.isoformat(),)),
            (f"{_SUMS} day LIKE ?", (f"{day:%Y-%m}-%",)),
        )
        return _totals(of_talk), _totals(of_day), _totals(of_month)

    async def record_sent(self, record: SentRecord) -> None:
        """Keep a record; a later one of the same id takes its place. Raises StorageFailed."""
        await self._table.do(_RECORD, *_sent_row(record))

    def note_sent(self, record: SentRecord) -> None:
        """Keep a record without waiting for it; one that cannot be kept is logged."""
        self._table.note(_RECORD, *_sent_row(record), lost="What left this computer is not recorded")

    async def sent(self, limit: int = 200) -> tuple[SentRecord, ...]:
        """What left this computer, the latest first; raises StorageFailed."""
        rows = await self._table.ask(f"SELECT {_SENT} FROM sent ORDER BY began DESC LIMIT ?", limit)
        return tuple(
            SentRecord(row[0], row[1], row[2], datetime.fromisoformat(row[3]), datetime.fromisoformat(row[4]), *row[5:])
            for row in rows
        )

    async def as_csv(self) -> str:
        """Every entry as comma-separated values with a first line of names; money in dollars. Raises StorageFailed."""
        rows = await self._table.ask(f"SELECT {_COLUMNS} FROM spending ORDER BY id")
        text = StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        names = _COLUMNS.replace("nanodollars", "dollars").split(", ")
        writer.writerow(names)
        money = names.index("dollars")
        for row in rows:
            values = [_harmless(value) for value in row]
            values[money] = f"{row[money] / NANO:.9f}"
            writer.writerow(values)
        return text.getvalue()

    def close(self) -> None:
        """Let go of the file; the ledger is of no use afterwards."""
        self._table.close()


def _totals(rows: list[tuple[Any, ...]]) -> Totals:
    ((nanodollars, fresh, cached, unheard_ms, guessed),) = rows
    return Totals(nanodollars, fresh, cached, unheard_ms, bool(guessed))


def _row(entry: LedgerEntry) -> tuple[object, ...]:
    usage = entry.usage
    return (
        entry.at.isoformat(),
        entry.at.date().isoformat(),
        entry.talk,
        entry.host,
        usage.model,
        usage.fresh.text,
        usage.fresh.audio,
        usage.fresh.image,
        usage.cached.text,
        usage.cached.audio,
        usage.cached.image,
        usage.output.text,
        usage.output.audio,
        usage.seconds,
        usage.unheard_ms,
        int(entry.guessed),
        entry.nanodollars,
        entry.prices_of.isoformat(),
    )


def _sent_row(record: SentRecord) -> tuple[object, ...]:
    return (
        record.id,
        record.host,
        record.purpose,
        record.began.isoformat(),
        record.ended.isoformat(),
        record.audio_ms,
        record.characters,
        record.pictures,
    )


def _harmless(value: object) -> object:
    """A model's or host's name is the server's word: one that begins like a formula must not run in a spreadsheet."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value
