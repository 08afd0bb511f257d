"""Reads and changes the history in an open database, synchronously, on one thread."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from wanderlust.domain.conversation import Turn
from wanderlust.domain.history import HistoryEntry, Key, Kind, Moment
from wanderlust.domain.language_names import code_of
from wanderlust.domain.word_search import Term, excerpt, terms
from wanderlust.store.conversation_table import SELECT_TURNS
from wanderlust.store.erasing import leave_no_trace
from wanderlust.store.history_schema import INTERPRETED
from wanderlust.store.turn_rows import from_row

_ENTRIES = f"""SELECT h.kind, h.number, h.name, h.said_last, h.turns, coalesce(c.title, ''),
    coalesce(k.name, ''), coalesce(k.kind, ''), coalesce(k.line, ''),
    CASE WHEN h.kind = 'interpreted' THEN (SELECT text || char(10) || language FROM turns
        WHERE conversation = h.number AND {INTERPRETED} ORDER BY position LIMIT 1) END
    FROM history h
    LEFT JOIN conversations c ON h.kind != 'call' AND c.id = h.number
    LEFT JOIN calls k ON h.kind = 'call' AND k.id = h.number"""
BUSY_WITH = 2_000  # turns deleted in one go: another connection may write in between


class HistoryTable:
    """Talks, interpreted talks and calls, the one with the latest word first."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    # -- reading ----------------------------------------------------------------------------------------------

    def page(self, skip: int, limit: int) -> list[HistoryEntry]:
        """Entries by their last word, the latest first."""
        order = "ORDER BY h.said_last DESC, h.kind, h.number LIMIT ? OFFSET ?"
        return [_entry(row) for row in self._connection.execute(f"{_ENTRIES} {order}", (limit, skip))]

    def search(self, query: str, skip: int, limit: int) -> list[HistoryEntry]:
        """Turns, calls and names that hold every part of a query, the latest first, with the line around it."""
        match, most = fts_query(terms(query)), skip + limit
        if not match:
            return []
        found = [*self._turns_with(match, query, most), *self._calls_with(match, query, most)]
        found += self._named(query)
        found.sort(key=lambda entry: entry.at, reverse=True)
        return found[skip:most]

    def find(self, conversation: int, query: str) -> list[Moment]:
        """Turns of one conversation that hold every part of a query, oldest first."""
        match = fts_query(terms(query))
        if not match:
            return []
        rows = self._connection.execute(
            "SELECT turn, at FROM turns WHERE conversation = ? AND position IN "
            "(SELECT rowid FROM turn_words WHERE turn_words MATCH ?) ORDER BY position",
            (conversation, match),
        )
        return [Moment(turn, datetime.fromisoformat(at)) for turn, at in rows]

    def before(self, conversation: int, moment: Moment, limit: int) -> list[Turn]:
        """The turns right before one, oldest first; none when that one is not there."""
        position = self._position(conversation, moment)
        if position is None:
            return []
        rows = self._connection.execute(
            f"{SELECT_TURNS} AND position < ? ORDER BY position DESC LIMIT ?", (conversation, position, limit)
        ).fetchall()
        return [from_row(row) for row in reversed(rows)]

    def back_to(self, conversation: int, first: Moment | None, wanted: Moment, room: int) -> list[Turn]:
        """From ``room`` turns before the wanted one up to right before ``first`` (or the last), oldest first."""
        position = self._position(conversation, wanted)
        if position is None:
            return []
        end = self._position(conversation, first) if first is not None else None
        began = self._connection.execute(
            "SELECT min(position) FROM (SELECT position FROM turns WHERE conversation = ? AND position <= ? "
            "ORDER BY position DESC LIMIT ?)",
            (conversation, position, room + 1),
        ).fetchone()[0]
        until = "" if end is None else " AND position < ?"
        values = (conversation, began) if end is None else (conversation, began, end)
        rows = self._connection.execute(f"{SELECT_TURNS} AND position >= ?{until} ORDER BY position", values)
        return [from_row(row) for row in rows]

    def turns(self, key: Key) -> list[Turn]:
        """What an entry of a conversation holds, oldest first."""
        where = _part_of(key)
        rows = self._connection.execute(f"{SELECT_TURNS} AND {where} ORDER BY position", (key.number,))
        return [from_row(row) for row in rows]

    def name(self, key: Key) -> str:
        """What an entry was called by the traveller, or empty."""
        row = self._connection.execute(
            "SELECT name FROM history WHERE kind = ? AND number = ?", (key.kind, key.number)
        ).fetchone()
        return "" if row is None else str(row[0])

    # -- changing ---------------------------------------------------------------------------------------------

    def rename(self, key: Key, name: str) -> None:
        """Call an entry so; an empty name gives it back its first words."""
        self._connection.execute(
            "UPDATE history SET name = ? WHERE kind = ? AND number = ?", (name, key.kind, key.number)
        )

    def delete(self, keys: Iterable[Key]) -> None:
        """Forget entries; their bytes are overwritten in the file, and the write-ahead log is emptied."""
        for key in keys:
            self._delete(key)
        leave_no_trace(self._connection)

    def delete_all(self) -> None:
        """Forget everything."""
        self.delete(Key(kind, number) for kind, number in self._connection.execute("SELECT kind, number FROM history"))

    def older_than(self, moment: datetime) -> list[Key]:
        """Entries whose last word was said before a moment."""
        rows = self._connection.execute(
            "SELECT kind, number FROM history WHERE said_last < ?", (int(moment.timestamp()),)
        )
        return [Key(kind, number) for kind, number in rows]

    # -- inside -----------------------------------------------------------------------------------------------

    def _position(self, conversation: int, moment: Moment) -> int | None:
        row = self._connection.execute(
            "SELECT position FROM turns WHERE conversation = ? AND turn = ? AND at = ?",
            (conversation, moment.turn, moment.at.isoformat()),
        ).fetchone()
        return None if row is None else int(row[0])

    def _delete(self, key: Key) -> None:
        connection = self._connection
        if key.kind == Kind.CALL.value:
            connection.execute("DELETE FROM calls WHERE id = ?", (key.number,))
            return
        while True:
            gone = connection.execute(
                f"DELETE FROM turns WHERE position IN (SELECT position FROM turns WHERE conversation = ? "
                f"AND {_part_of(key)} LIMIT ?)",
                (key.number, BUSY_WITH),
            ).rowcount
            if gone < BUSY_WITH:
                break
        connection.execute(
            "DELETE FROM conversations WHERE id = ? AND NOT EXISTS (SELECT 1 FROM turns WHERE conversation = ?)",
            (key.number, key.number),
        )
        # What is left, an interpreted talk, is not called by the first words of what is gone.
        if key.kind == Kind.TALK.value:
            connection.execute("UPDATE conversations SET title = '' WHERE id = ?", (key.number,))

    def _turns_with(self, match: str, query: str, limit: int) -> list[HistoryEntry]:
        rows = self._connection.execute(
            f"SELECT t.turn, t.at, t.text, t.language, t.conversation, {INTERPRETED}, c.title, "
            f"coalesce(h.name, '') FROM turn_words w JOIN turns t ON t.position = w.rowid "
            "JOIN conversations c ON c.id = t.conversation LEFT JOIN history h ON h.number = t.conversation "
            f"AND h.kind = CASE WHEN {INTERPRETED} THEN 'interpreted' ELSE 'talk' END "
            "WHERE turn_words MATCH ? ORDER BY w.rowid DESC LIMIT ?",
            (match, limit),
        )
        found = []
        for turn, at, text, language, number, interpreted, title, name in rows:
            when, (words, places) = datetime.fromisoformat(at), excerpt(text, query)
            kind = Kind.INTERPRETED if interpreted else Kind.TALK
            languages = languages_of(text, language) if interpreted else ()
            key, moment = Key.of(kind, number), Moment(turn, when)
            called = name or ("" if interpreted else title)
            found.append(HistoryEntry(key, called, when, 0, languages, "", False, words, tuple(places), moment))
        return found

    def _calls_with(self, match: str, query: str, limit: int) -> list[HistoryEntry]:
        rows = self._connection.execute(
            "SELECT k.id, k.at, k.name, k.kind, k.line, k.goal, k.sentence, k.captions, coalesce(h.name, '') "
            "FROM call_words w JOIN calls k ON k.id = w.rowid LEFT JOIN history h ON h.kind = 'call' "
            "AND h.number = k.id WHERE call_words MATCH ? ORDER BY w.rowid DESC LIMIT ?",
            (match, limit),
        )
        found = []
        for number, at, called, outcome, line, goal, sentence, said, name in rows:
            captions = [text for _, text in _captions(said)]
            # The captions one by one: the first that holds all of it is the line to show.
            whole = " ".join((goal, sentence, *captions))
            lines = (called, goal, sentence, *captions, whole)
            shown, places = next(filter(lambda pair: pair[1], (excerpt(one, query) for one in lines)), (goal, []))
            key, when = Key.of(Kind.CALL, number), datetime.fromisoformat(at)
            rehearsal = line == "rehearsal"
            found.append(HistoryEntry(key, name or called, when, 0, (), outcome, rehearsal, shown, tuple(places)))
        return found

    def _named(self, query: str) -> list[HistoryEntry]:
        """Entries whose given name holds all of it."""
        rows = self._connection.execute(f"{_ENTRIES} WHERE h.name != ''").fetchall()
        found = []
        for entry in map(_entry, rows):
            words, places = excerpt(entry.title, query)
            if places:
                found.append(
                    HistoryEntry(
                        entry.key, entry.title, entry.at, entry.turns, entry.languages, entry.detail,
                        entry.rehearsal, words, tuple(places),
                    )
                )  # fmt: skip
        return found


def fts_query(sought: Sequence[Term]) -> str:
    """A query of FTS5: phrases that must all be found; empty for nothing."""
    return " AND ".join(f'"{" ".join(term.words)}"{" *" if term.begins else ""}' for term in sought)


def languages_of(text: str, speaker: str) -> tuple[str, ...]:
    """Who spoke and who listened in a turn of an interpreted talk, as ISO 639-1 codes."""
    listener = text.partition("\u2028")[2].partition(": ")[0]
    return (speaker, code_of(listener))


def _part_of(key: Key) -> str:
    return INTERPRETED if key.kind == Kind.INTERPRETED.value else f"NOT {INTERPRETED}"


def _captions(said: str) -> list[tuple[str, str]]:
    return [(side, text) for side, text in json.loads(said)]


def _entry(row: tuple[Any, ...]) -> HistoryEntry:
    kind, number, name, last, turns, title, called, outcome, line, interpreted = row
    at = datetime.fromtimestamp(last, tz=UTC)
    languages: tuple[str, ...] = ()
    if interpreted:
        text, _, language = interpreted.rpartition("\n")
        languages = languages_of(text, language)
    own = {"call": called, "talk": title}.get(kind, "")
    return HistoryEntry(Key(kind, number), name or own, at, turns, languages, outcome, line == "rehearsal")
