"""The history in the file: listed, found, renamed, deleted so that no byte of it can be read."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.store.turns import NOON
from wanderlust.domain.calls.card import CallCard, Callee
from wanderlust.domain.calls.events import Outcome, OutcomeKind
from wanderlust.domain.calls.goal import read_goal
from wanderlust.domain.conversation import Speaker, Turn
from wanderlust.domain.errors import StorageFailed
from wanderlust.domain.history import Key, Kind, Moment
from wanderlust.store import database
from wanderlust.store.backup import backup_path
from wanderlust.store.calls import SqliteCalls
from wanderlust.store.conversations import SqliteConversations
from wanderlust.store.history import SqliteHistory

OpenStore = Callable[[Path], SqliteConversations]
LINE = "\u2028"
CARD = CallCard("c", Callee("Luigi", "+14155550134"), read_goal("a table for four", NOON.date()), "Maya")
DONE = Outcome(OutcomeKind.DONE, "It is booked.", CARD.goal.form(), 61.5)


@pytest.fixture
async def history(path: Path) -> AsyncIterator[SqliteHistory]:
    history = SqliteHistory(path, lambda: NOON)
    yield history
    history.close()


def said(turn: str, text: str, minutes: float = 0, speaker: Speaker = Speaker.USER) -> Turn:
    return Turn(turn, speaker, text, NOON + timedelta(minutes=minutes))


def interpreted(turn: str, source: str, target: str, minutes: float = 0) -> Turn:
    text = f"12:00 English: {source}{LINE}Portuguese: {target}"
    at = NOON + timedelta(minutes=minutes)
    return Turn(turn, Speaker.ACTIVITY, text, at, language="en", source="phrasebook", tool="start_interpreter")


def bytes_on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.rglob("*") if file.is_file())


async def test_talks_stand_by_their_last_word_the_latest_first(
    open_store: OpenStore, path: Path, history: SqliteHistory
) -> None:
    store = open_store(path)
    await store.append(said("a", "First talk"))
    await store.new_conversation()
    await store.append(said("b", "Second talk", 5))
    await store.reopen(1, 10)
    await store.append(said("c", "First again", 9))
    entries = await history.page(0, 10)
    assert [(entry.title, entry.turns) for entry in entries] == [("First talk", 2), ("Second talk", 1)]
    assert entries[0].at == NOON + timedelta(minutes=9)
    assert [entry.title for entry in await history.page(1, 10)] == ["Second talk"]


async def test_a_word_said_elsewhere_in_the_world_counts_by_its_moment(
    open_store: OpenStore, path: Path, history: SqliteHistory
) -> None:
    store = open_store(path)
    tokyo = datetime.fromisoformat("2026-11-22T20:00:00+09:00")
    await store.append(Turn("a", Speaker.USER, "In Tokyo", tokyo))
    await store.new_conversation()
    await store.append(Turn("b", Speaker.USER, "In London", datetime(2026, 11, 22, 12, tzinfo=UTC)))
    assert [entry.title for entry in await history.page(0, 9)] == ["In London", "In Tokyo"]


async def test_an_interpreted_talk_is_an_entry_of_its_own(
    open_store: OpenStore, path: Path, history: SqliteHistory
) -> None:
    store = open_store(path)
    await store.append(said("a", "Hello"))
    await store.append(Turn("t", Speaker.ACTIVITY, "Opened the interpreter", NOON, tool="start_interpreter"))
    await store.append(interpreted("u", "the airport", "o aeroporto", 1))
    first, second = await history.page(0, 9)
    assert (first.kind, first.languages, first.turns) == (Kind.INTERPRETED, ("en", "pt"), 1)
    assert (second.kind, second.turns) == (Kind.TALK, 2)
    assert [turn.id for turn in await history.turns(first.key)] == ["u"]
    assert [turn.id for turn in await history.turns(second.key)] == ["a", "t"]


@pytest.mark.parametrize("query", ["京都", "lodz", "KYOTO", "المطار", "cafe", "o aeropor"])
async def test_it_is_found_in_any_script(open_store: OpenStore, path: Path, history: SqliteHistory, query: str) -> None:
    store = open_store(path)
    await store.append(said("a", "東京都 and Łódź, a café"))
    await store.append(said("b", "In Kyoto. أين مطار المدينة؟", 1, Speaker.ASSISTANT))
    await store.append(interpreted("u", "the airport", "o aeroporto", 2))
    (found,) = await history.search(query, 0, 9)
    assert found.marks and found.moment is not None


async def test_what_is_found_says_where_it_was_said(open_store: OpenStore, path: Path, history: SqliteHistory) -> None:
    store = open_store(path)
    await store.append(said("a", "Where is Kyoto?"))
    await store.append(said("b", "Kyoto is in Japan.", 1, Speaker.ASSISTANT))
    latest, first = await history.search("kyoto", 0, 9)
    assert latest.moment == Moment("b", NOON + timedelta(minutes=1)) and first.title == "Where is Kyoto?"
    assert [entry.moment for entry in await history.search("kyoto", 1, 9)] == [first.moment]
    assert await history.find(1, "kyoto") == [first.moment, latest.moment]
    assert await history.search("osaka", 0, 9) == [] == await history.search("?!", 0, 9)


async def test_a_turn_whose_words_changed_is_found_by_the_new_ones(
    open_store: OpenStore, path: Path, history: SqliteHistory
) -> None:
    store = open_store(path)
    await store.append(said("a", "Where is Tokio?"))
    await store.append(said("a", "Where is Kyoto?"))
    assert await history.search("tokio", 0, 9) == []
    assert len(await history.search("kyoto", 0, 9)) == 1


async def test_calls_are_listed_found_and_deleted(path: Path, history: SqliteHistory) -> None:
    calls = SqliteCalls(path, lambda: NOON)
    await calls.add(CARD, DONE, NOON, [("us", "Good evening, zanzibar")])
    (entry,) = await history.page(0, 9)
    assert (entry.kind, entry.title, entry.turns, entry.rehearsal) == (Kind.CALL, "Luigi", 1, True)
    (found,) = await history.search("zanzibar", 0, 9)
    assert found.key == entry.key and "zanzibar" in found.words
    await calls.delete((entry.key.number,))
    assert await history.page(0, 9) == []
    calls.close()
    assert b"zanzibar" not in bytes_on_disk(path)


async def test_a_name_given_by_hand_is_shown_and_found(
    open_store: OpenStore, path: Path, history: SqliteHistory
) -> None:
    await open_store(path).append(said("a", "Where is Kyoto?"))
    key = Key.of(Kind.TALK, 1)
    await history.rename(key, "Autumn in Japan")
    assert (await history.page(0, 9))[0].title == "Autumn in Japan"
    assert (await history.search("autumn", 0, 9))[0].key == key
    await history.rename(key, "")
    assert (await history.page(0, 9))[0].title == "Where is Kyoto?"


async def test_a_deleted_talk_is_in_no_byte_of_any_file(
    open_store: OpenStore, path: Path, history: SqliteHistory
) -> None:
    store = open_store(path)
    for number in range(40):
        await store.append(said(f"a{number}", f"Zanzibar {number} and the quagga 秘密旅館", number))
    await store.new_conversation()
    await store.append(said("b", "Where is Kyoto?", 90))
    (path.parent / f"{path.name}.before-version-7").write_bytes(b"Zanzibar of before")
    await history.rename(Key.of(Kind.TALK, 1), "Wombats")
    for word in ("Zanzibar", "quagga", "秘密", "Wombats"):
        assert word.encode() in bytes_on_disk(path)
    await history.delete([Key.of(Kind.TALK, 1)])
    left = bytes_on_disk(path)
    for word in ("anzibar", "uagga", "秘密", "旅", "ombats"):
        assert word.encode() not in left
    assert [entry.title for entry in await history.search("kyoto", 0, 9)] == ["Where is Kyoto?"]


async def test_deleting_the_talk_leaves_what_was_interpreted_in_it(
    open_store: OpenStore, path: Path, history: SqliteHistory
) -> None:
    store = open_store(path)
    await store.append(said("a", "Zanzibar"))
    await store.append(interpreted("u", "the airport", "o aeroporto", 1))
    await history.delete([Key.of(Kind.TALK, 1)])
    (left,) = await history.page(0, 9)
    assert left.kind is Kind.INTERPRETED and b"anzibar" not in bytes_on_disk(path)
    await history.delete([left.key])
    assert await history.page(0, 9) == [] and b"aeroporto" not in bytes_on_disk(path)


async def test_deleting_all_leaves_nothing(open_store: OpenStore, path: Path, history: SqliteHistory) -> None:
    store = open_store(path)
    await store.append(said("a", "Zanzibar"))
    await store.append(interpreted("u", "the airport", "o aeroporto", 1))
    damaged = path.parent / f"{path.name}.damaged-2026-11-01-100000"
    damaged.write_bytes(b"Zanzibar of a damaged file")
    await history.delete_all()
    assert await history.page(0, 9) == [] and not damaged.exists()
    assert b"anzibar" not in bytes_on_disk(path) and b"aeroporto" not in bytes_on_disk(path)


async def test_what_is_older_than_a_moment_goes_but_not_the_open_talk(
    open_store: OpenStore, path: Path, history: SqliteHistory
) -> None:
    store = open_store(path)
    for day in range(3):
        await store.append(said(f"t{day}", f"Day {day}", day * 24 * 60))
        await store.new_conversation()
    assert await history.forget_before(NOON + timedelta(days=1, hours=1), but=1) == 1
    assert [entry.title for entry in await history.page(0, 9)] == ["Day 2", "Day 0"]


async def test_turns_before_a_moment_come_in_order(open_store: OpenStore, path: Path, history: SqliteHistory) -> None:
    store = open_store(path)
    turns = [said(f"t{n}", f"Turn {n}", n) for n in range(30)]
    for turn in turns:
        await store.append(turn)
    moments = [Moment(turn.id, turn.at) for turn in turns]
    assert await history.before(1, moments[20], 3) == turns[17:20]
    assert await history.before(1, moments[1], 9) == turns[:1]
    assert await history.before(1, Moment("nobody", NOON), 9) == []
    assert await history.back_to(1, moments[20], moments[10], 2) == turns[8:20]
    assert await history.back_to(1, None, moments[28], 1) == turns[27:]


async def test_talks_that_are_not_to_be_kept_never_reach_the_disk(
    open_store: OpenStore, path: Path, history: SqliteHistory
) -> None:
    store = open_store(path)
    await store.start()
    store.set_keeping(False)
    await store.append(said("a", "Zanzibar"))
    assert [turn.text for turn in await store.last(9)] == ["Zanzibar"] and store.number == 0
    store.set_keeping(True)
    await store.append(said("b", "Kyoto", 1))
    assert [turn.text for turn in await store.last(9)] == ["Kyoto", "Zanzibar"]
    await store.close()
    assert b"anzibar" not in bytes_on_disk(path)
    assert [entry.title for entry in await history.page(0, 9)] == ["Kyoto"]


async def test_a_talk_that_is_gone_cannot_be_opened(open_store: OpenStore, path: Path) -> None:
    with pytest.raises(StorageFailed, match="not there any more"):
        await open_store(path).reopen(7, 10)


async def test_an_older_file_is_copied_before_it_is_changed_and_its_talks_are_found(
    path: Path, history: SqliteHistory, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(database, "MIGRATIONS", database.MIGRATIONS[:6])
        old = database.Database.open(path, lambda: NOON)
        old.connection.execute("INSERT INTO conversations (id, title, started) VALUES (3, 'Kyoto?', '')")
        values = (3, "a", "user", "Where is Kyoto?", NOON.isoformat())
        old.connection.execute(
            "INSERT INTO turns (conversation, turn, speaker, text, at, language, source, tool, backend, places, cards) "
            "VALUES (?, ?, ?, ?, ?, '', '', '', 'engine', '[]', '[]')",
            values,
        )
        old.close()
    (found,) = await history.search("kyoto", 0, 9)
    assert found.key == Key.of(Kind.TALK, 3)
    copy = backup_path(path, len(database.MIGRATIONS))
    connection = sqlite3.connect(copy)
    assert connection.execute("SELECT text FROM turns").fetchone() == ("Where is Kyoto?",)
    assert connection.execute("PRAGMA user_version").fetchone() == (6,)
    connection.close()
    assert sorted(file.name for file in path.parent.iterdir() if "before" in file.name) == [copy.name]


async def test_of_a_call_that_is_not_to_be_kept_only_the_price_is_written(path: Path, history: SqliteHistory) -> None:
    calls = SqliteCalls(path, lambda: NOON)
    calls.set_keeping(False)
    await calls.add(replace(CARD, line="sip"), DONE, NOON, [("us", "Good evening, zanzibar")])
    assert (await calls.today(NOON.date())).calls == 1
    calls.close()
    left = bytes_on_disk(path)
    assert b"zanzibar" not in left and b"Luigi" not in left and b"table for four" not in left
    assert await history.forget_before(NOON + timedelta(hours=12), calls_only=True) == 1
    assert await history.page(0, 9) == []
