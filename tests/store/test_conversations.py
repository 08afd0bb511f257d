"""Conversations survive the end of the app, and a disk that refuses."""

from __future__ import annotations

import asyncio
import os
import resource
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.store.turns import NOON, a_rich_turn, a_turn
from wanderlust.domain.conversation import Speaker
from wanderlust.domain.errors import StorageFailed
from wanderlust.store.conversations import SqliteConversations

OpenStore = Callable[[Path], SqliteConversations]


async def test_the_last_conversation_is_there_at_the_next_start(path: Path, open_store: OpenStore) -> None:
    first = open_store(path)
    await first.start()
    turns = (a_turn(1), a_rich_turn())
    for turn in turns:
        await first.append(turn)
    await first.close()
    second = open_store(path)
    assert await second.start() == ""
    assert await second.last(10) == turns


async def test_a_turn_is_in_the_file_when_append_returns(path: Path, open_store: OpenStore) -> None:
    store = open_store(path)
    await store.start()
    await store.append(a_turn(1, "Where is Kyoto?"))
    with sqlite3.connect(path) as reader:
        assert reader.execute("SELECT text FROM turns").fetchall() == [("Where is Kyoto?",)]
    reader.close()


async def test_every_part_of_a_turn_comes_back(path: Path, open_store: OpenStore) -> None:
    store = open_store(path)
    await store.start()
    await store.append(a_rich_turn())
    (kept,) = await store.last(1)
    assert kept == a_rich_turn()
    assert kept.at.utcoffset() == a_rich_turn().at.utcoffset()


async def test_last_gives_the_latest_turns_oldest_first(path: Path, open_store: OpenStore) -> None:
    store = open_store(path)
    await store.start()
    for number in range(5):
        await store.append(a_turn(number))
    assert [turn.text for turn in await store.last(2)] == ["Turn 3", "Turn 4"]


async def test_a_turn_stored_again_is_replaced_in_its_place(path: Path, open_store: OpenStore) -> None:
    store = open_store(path)
    await store.start()
    first = a_turn(1, "An answer cut short", Speaker.ASSISTANT)
    await store.append(first)
    await store.append(a_turn(2))
    await store.append(replace(first, heard=9))
    assert [(turn.id, turn.heard) for turn in await store.last(9)] == [("item_1", 9), ("item_2", None)]


async def test_ids_that_begin_again_after_a_reconnect_lose_no_turn(path: Path, open_store: OpenStore) -> None:
    store = open_store(path)
    await store.start()
    await store.append(a_turn(1, "Before"))
    await store.append(replace(a_turn(2, "After"), id="item_1"))
    assert [turn.text for turn in await store.last(9)] == ["Before", "After"]


async def test_a_new_conversation_begins_empty_and_the_old_one_can_be_opened(path: Path, open_store: OpenStore) -> None:
    store = open_store(path)
    await store.start()
    await store.append(a_turn(1, "Where is Kyoto?"))
    await store.append(a_turn(2, "In Japan.", Speaker.ASSISTANT))
    await store.new_conversation()
    assert await store.last(9) == ()
    await store.append(a_turn(3, "And   Porto?\n" + "Tell me all of it. " * 9))
    second, first = await store.list_conversations()
    assert (first.title, first.turns, first.started) == ("Where is Kyoto?", 2, NOON.replace(second=1))
    assert second.title == "And Porto? Tell me all of it. Tell me all of it. Tell me…"
    opened = await store.open_conversation(first.id)
    assert [turn.text for turn in opened.turns] == ["Where is Kyoto?", "In Japan."]
    await store.append(a_turn(4))
    assert len((await store.open_conversation(first.id)).turns) == 3


async def test_a_conversation_that_is_gone_is_named(path: Path, open_store: OpenStore) -> None:
    store = open_store(path)
    with pytest.raises(StorageFailed, match="not there any more"):
        await store.open_conversation(7)


async def test_a_full_disk_is_said_and_the_turn_is_saved_when_there_is_room(path: Path, open_store: OpenStore) -> None:
    store = open_store(path)
    await store.start()
    await store.append(a_turn(1))
    # The process may write no file longer than this: the log cannot grow, as on a full disk.
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(StorageFailed, match=r"^I cannot save: .* This talk stays in memory\."):
            await store.append(a_turn(2, "Said while the disk was full"))
        assert [turn.id for turn in await store.last(9)] == ["item_1", "item_2"]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    await store.append(a_turn(3))
    await store.close()
    again = open_store(path)
    await again.start()
    assert [turn.id for turn in await again.last(9)] == ["item_1", "item_2", "item_3"]


async def test_turns_that_wait_stay_with_their_conversation(read_only_folder: Path, open_store: OpenStore) -> None:
    store = open_store(read_only_folder / "conversations.sqlite")
    with pytest.raises(StorageFailed, match="cannot be written"):
        await store.start()
    with pytest.raises(StorageFailed, match="stays in memory"):
        await store.append(a_turn(1, "First talk"))
    await store.new_conversation()
    with pytest.raises(StorageFailed, match="stays in memory"):
        await store.append(a_turn(2, "Second talk"))
    assert [turn.text for turn in await store.last(9)] == ["Second talk"]
    os.seteuid(os.getuid())
    read_only_folder.chmod(0o755)
    await store.append(a_turn(3))
    assert [(entry.title, entry.turns) for entry in await store.list_conversations()] == [
        ("Second talk", 2),
        ("First talk", 1),
    ]


async def test_turns_lost_at_the_end_are_not_lost_in_silence(read_only_folder: Path, open_store: OpenStore) -> None:
    store = open_store(read_only_folder / "conversations.sqlite")
    with pytest.raises(StorageFailed):
        await store.append(a_turn(1))
    with pytest.raises(StorageFailed, match="cannot be written"):
        await store.close()


async def test_a_cancelled_append_still_reaches_the_disk(path: Path, open_store: OpenStore) -> None:
    store = open_store(path)
    await store.start()
    appending = asyncio.create_task(store.append(a_turn(1)))
    await asyncio.sleep(0)
    appending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await appending
    assert [turn.id for turn in await store.last(9)] == ["item_1"]


async def test_turns_that_are_removed_leave_no_byte_in_the_file(path: Path, open_store: OpenStore) -> None:
    store = open_store(path)
    await store.start()
    secret, other = a_turn(1, "The door code is quartz"), a_turn(2, "Where is Kyoto?")
    for turn in (secret, other):
        await store.append(turn)
    await store.remove([secret])
    assert [turn.text for turn in await store.last(10)] == ["Where is Kyoto?"]
    files = [file for file in path.parent.iterdir() if file.name.startswith(path.name)]
    assert files and not any(b"quartz" in file.read_bytes() for file in files)


async def test_a_conversation_goes_with_its_last_turn(path: Path, open_store: OpenStore) -> None:
    store = open_store(path)
    await store.start()
    await store.append(a_turn(1))
    await store.remove([a_turn(1)])
    assert await store.list_conversations() == ()
    await store.append(a_turn(2))
    assert [turn.text for turn in await store.last(10)] == ["Turn 2"]


async def test_turns_that_wait_for_the_disk_are_removed_too(tmp_path: Path, open_store: OpenStore) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    store = open_store(blocked / "talk.sqlite")
    with pytest.raises(StorageFailed):
        await store.append(a_turn(1))
    await store.remove([a_turn(1)])
    assert await store.last(10) == ()
