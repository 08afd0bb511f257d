"""Keeps the calls that were made, what was said in them, and the numbers never to be called again."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from wanderlust.domain.calls.card import CallCard
from wanderlust.domain.calls.events import Outcome, Side
from wanderlust.domain.calls.logged_call import LoggedCall, NeverCalled
from wanderlust.domain.calls.policy import CallsToday
from wanderlust.domain.errors import StorageFailed
from wanderlust.store.database import Database, Now, storage_failure
from wanderlust.store.erasing import leave_no_trace
from wanderlust.store.worker import TIME_LIMIT_S, StoreThread

Result = TypeVar("Result")
_SELECT = "SELECT id, at, line, name, number, goal, kind, sentence, seconds, dollars, form, captions FROM calls"
_HOLDS = r"(name || ' ' || number || ' ' || goal || ' ' || sentence || ' ' || said) LIKE ? ESCAPE '\'"


class SqliteCalls:
    """Fills ``ports.CallLog``; the file is opened at the first question, on the thread that will use it."""

    def __init__(self, path: Path, now: Now, time_limit_s: float = TIME_LIMIT_S) -> None:
        self._path = path
        self._now = now
        self._thread = StoreThread(time_limit_s)
        self._database: Database | None = None
        self._keeping = True

    def set_keeping(self, keeping: bool) -> None:
        """Whether who is called and what is said is kept; without it a call leaves its price, for the day's limits."""
        self._keeping = keeping

    async def add(
        self, card: CallCard, outcome: Outcome, at: datetime, captions: Sequence[tuple[Side, str]] = ()
    ) -> None:
        """Keep a call that is over, with what was said in it; raises StorageFailed."""
        form = json.dumps([[field.label, field.value] for field in outcome.form.fields], ensure_ascii=False)
        if not self._keeping:
            of_day = (at.isoformat(), at.date().isoformat(), card.line, "", "", "", outcome.kind.value, "", 0.0)
            await self._insert((*of_day, card.price.high, "[]", "[]", ""))
            return
        values = (
            at.isoformat(),
            at.date().isoformat(),
            card.line,
            card.callee.name,
            card.callee.number,
            card.goal.words,
            outcome.kind.value,
            outcome.sentence,
            outcome.seconds,
            card.tariff.cost(outcome.seconds) if card.tariff is not None else card.price.high,
            form,
            json.dumps([list(caption) for caption in captions], ensure_ascii=False),
            " ".join(text for _, text in captions),
        )
        await self._insert(values)

    async def _insert(self, values: tuple[object, ...]) -> None:
        columns = "at, day, line, name, number, goal, kind, sentence, seconds, dollars, form, captions, said"
        marks = ", ".join("?" * len(values))
        await self._run(f"INSERT INTO calls ({columns}) VALUES ({marks})", values)

    async def today(self, day: date) -> CallsToday:
        """Calls of a day on lines that ring someone; raises StorageFailed."""
        statement = "SELECT count(*), coalesce(sum(dollars), 0) FROM calls WHERE day = ? AND line != 'rehearsal'"
        ((calls, dollars),) = await self._run(statement, (day.isoformat(),))
        return CallsToday(calls, dollars)

    async def is_listed(self, number: str) -> bool:
        """Whether a number asked not to be called again; raises StorageFailed."""
        return bool(await self._run("SELECT 1 FROM do_not_call WHERE number = ?", (number,)))

    async def list_number(self, number: str, at: datetime, reason: str) -> None:
        """Never call a number again; the first reason stays. Raises StorageFailed."""
        values = (number, at.isoformat(), reason)
        await self._run("INSERT OR IGNORE INTO do_not_call (number, at, reason) VALUES (?, ?, ?)", values)

    async def never_called(self) -> tuple[NeverCalled, ...]:
        """The numbers that are not called again, the latest first; raises StorageFailed."""
        rows = await self._run("SELECT number, at, reason FROM do_not_call ORDER BY at DESC", ())
        return tuple(NeverCalled(number, datetime.fromisoformat(at), reason) for number, at, reason in rows)

    async def take_off_list(self, number: str) -> None:
        """The traveller may call a number again; raises StorageFailed."""
        await self._run("DELETE FROM do_not_call WHERE number = ?", (number,))

    async def search(self, words: str = "", limit: int = 200) -> tuple[LoggedCall, ...]:
        """Calls that hold all the words, the latest first; raises StorageFailed."""
        terms = words.split()
        where = " AND ".join([_HOLDS] * len(terms))
        escaped = ["%" + re.sub(r"([%_\\])", r"\\\1", term) + "%" for term in terms]
        rows = await self._run(
            f"{_SELECT} {'WHERE ' + where if where else ''} ORDER BY id DESC LIMIT ?", (*escaped, limit)
        )
        return tuple(_logged(row) for row in rows)

    async def call(self, number: int) -> LoggedCall:
        """One call; raises StorageFailed when there is none of that number."""
        rows = await self._run(f"{_SELECT} WHERE id = ?", (number,))
        if not rows:
            raise StorageFailed("That call is not there any more.", "Choose another one.")
        return _logged(rows[0])

    async def delete(self, ids: tuple[int, ...]) -> None:
        """Forget calls; the list of those never to be called stays. Raises StorageFailed."""
        marks = ", ".join("?" * len(ids))
        statement = f"DELETE FROM calls WHERE id IN ({marks})"

        def delete(connection: sqlite3.Connection) -> None:
            connection.execute(statement, ids)
            leave_no_trace(connection)

        await self._thread.run(lambda: self._guarded(delete))

    def close(self) -> None:
        """Let go of the file; the log is of no use afterwards."""
        self._thread.submit(self._close)
        self._thread.stop()

    async def _run(self, statement: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        return await self._thread.run(lambda: self._guarded(lambda c: c.execute(statement, values).fetchall()))

    def _guarded(self, job: Callable[[sqlite3.Connection], Result]) -> Result:
        try:
            if self._database is None:
                self._database = Database.open(self._path, self._now)
            return job(self._database.connection)
        except sqlite3.Error as error:
            reason = storage_failure(error, self._path)
            sentence = reason.sentence.replace(" This talk stays in memory.", "")
            raise StorageFailed(sentence, "Mend that first.") from error

    def _close(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None


def _logged(row: tuple[Any, ...]) -> LoggedCall:
    form = tuple((str(label), str(value)) for label, value in json.loads(row[10]))
    captions = tuple((side, str(text)) for side, text in json.loads(row[11]))
    number, at, line, name, called, goal, kind, sentence, seconds, dollars = row[:10]
    when = datetime.fromisoformat(at)
    return LoggedCall(number, when, line, name, called, goal, kind, sentence, seconds, dollars, form, captions)
