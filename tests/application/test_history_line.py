"""The history of a run: talks opened again, paged, deleted with what their lookups left, kept as long as wished."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from wanderlust.application.history_line import MONTH, PAGE, SHOWN_TURNS, HistoryLine
from wanderlust.application.services import build_services
from wanderlust.domain import events as ev
from wanderlust.domain import history as hi
from wanderlust.domain.conversation import Speaker, Turn
from wanderlust.domain.errors import BadInput, StorageFailed
from wanderlust.domain.places import Place
from wanderlust.settings.paths import PROJECT, Paths
from wanderlust.store.conversations import SqliteConversations
from wanderlust.travel.clock import SystemClock

NOW = SystemClock().now()
NARA = Place("gn:1855612", "Nara", "city", 34.68, 135.8, "JP", "Japan")


@dataclass
class Room:
    """A history with what it told and asked for."""

    line: HistoryLine
    store: SqliteConversations
    paths: Paths
    told: list[ev.DomainEvent]
    asked: list[str] = field(default_factory=list)

    def last(self, kind: type[ev.DomainEvent]) -> ev.DomainEvent:
        return [event for event in self.told if isinstance(event, kind)][-1]

    async def say(self, turn: str, text: str, ago: timedelta = timedelta(), *places: Place) -> None:
        who = Speaker.ASSISTANT if places else Speaker.USER
        await self.store.append(Turn(turn, who, text, NOW - ago, places=places))


class _Session:
    def __init__(self, asked: list[str]) -> None:
        self._asked = asked

    async def begin_anew(self) -> None:
        self._asked.append("forget")


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    data = tmp_path / "data"
    paths = Paths(data, None, PROJECT / "resources", tmp_path / "config", tmp_path / "cache", tmp_path / "log")
    services = build_services(paths)
    store = SqliteConversations(paths.conversations, services.clock.now)
    told: list[ev.DomainEvent] = []
    asked: list[str] = []

    async def leave() -> None:
        asked.append("leave")

    async def renew() -> None:
        asked.append("renew")

    line = HistoryLine(services, store, _Session(asked), told.append, leave, renew)
    yield Room(line, store, paths, told, asked)
    line.close()
    await store.close()
    services.close()


async def test_the_last_talk_is_there_at_the_start(room: Room) -> None:
    await room.say("a", "Where is Nara?")
    await room.say("b", "In Japan.", timedelta(), NARA)
    await room.line.restore()
    opened = room.last(ev.ConversationOpened)
    assert isinstance(opened, ev.ConversationOpened)
    assert ([turn.id for turn in opened.turns], opened.number, opened.older) == (["a", "b"], 1, False)
    assert room.told[-1] == ev.PlacesShown((NARA,), 0)


async def test_an_earlier_talk_goes_on(room: Room) -> None:
    await room.say("a", "First talk", timedelta(days=2))
    await room.line.begin_anew()
    await room.say("b", "Second talk")
    room.asked.clear()
    await room.line.reopen(hi.Key("talk", 1))
    assert room.asked == ["leave", "forget", "renew"]
    opened = room.last(ev.ConversationOpened)
    assert isinstance(opened, ev.ConversationOpened) and opened.title == "First talk"
    # The server that is reached now is told this talk, and further turns belong to it.
    assert [turn.text for turn in await room.store.last(9)] == ["First talk"]
    await room.say("c", "And on")
    await room.line.show()
    shown = room.last(hi.HistoryShown)
    assert isinstance(shown, hi.HistoryShown)
    assert [(entry.title, entry.turns) for entry in shown.entries] == [("First talk", 2), ("Second talk", 1)]


async def test_a_long_talk_shows_its_end_or_the_moment_that_was_found(room: Room) -> None:
    count = SHOWN_TURNS + 200
    for number in range(count):
        await room.say(f"t{number}", f"Turn {number}", timedelta(seconds=count - number))
    await room.line.begin_anew()
    await room.line.reopen(hi.Key("talk", 1))
    opened = room.last(ev.ConversationOpened)
    assert isinstance(opened, ev.ConversationOpened)
    assert len(opened.turns) == SHOWN_TURNS and opened.older and opened.show is None
    first = hi.Moment(opened.turns[0].id, opened.turns[0].at)
    await room.line.older(first)
    older = room.last(hi.OlderTurns)
    assert isinstance(older, hi.OlderTurns) and [len(older.turns), older.more] == [200, False]
    await room.line.find("turn 5")
    found = room.last(hi.FoundInTalk)
    assert isinstance(found, hi.FoundInTalk) and found.moments[0].turn == "t5" and found.conversation == 1
    await room.line.begin_anew()
    await room.line.reopen(hi.Key("talk", 1), found.moments[0])
    opened = room.last(ev.ConversationOpened)
    assert isinstance(opened, ev.ConversationOpened)
    assert opened.turns[0].id == "t0" and opened.show == found.moments[0] and not opened.older


async def test_the_open_talk_is_not_opened_again_but_gone_to(room: Room) -> None:
    await room.say("a", "First talk")
    await room.line.reopen(hi.Key("talk", 1), hi.Moment("a", NOW))
    assert room.asked == [] and room.told == [hi.OlderTurns(1, (), False, hi.Moment("a", NOW))]


async def test_deleting_the_open_talk_begins_a_new_one_and_empties_the_cache(room: Room) -> None:
    await room.say("a", "Zanzibar")
    room.paths.cache.mkdir()
    with sqlite3.connect(room.paths.answers) as cache:
        cache.execute("CREATE TABLE answer (key TEXT PRIMARY KEY)")
        cache.execute("INSERT INTO answer VALUES ('zanzibar hotels')")
    cache.close()
    await room.line.delete((hi.Key("talk", 1),))
    assert room.asked == ["leave", "forget", "renew"] and room.told[-1] == hi.HistoryChanged()
    everything = b"".join(file.read_bytes() for file in room.paths.data.parent.rglob("*") if file.is_file())
    assert b"anzibar" not in everything
    await room.say("b", "Kyoto")  # the talk that is open now can be written
    assert room.store.number


async def test_renaming_the_open_talk_renames_its_head(room: Room) -> None:
    await room.say("a", "First words")
    await room.line.rename(hi.Key("talk", 1), "  Autumn \n in Japan ")
    assert room.told == [hi.TalkNamed("Autumn in Japan"), hi.HistoryChanged()]
    await room.line.begin_anew()
    await room.line.reopen(hi.Key("talk", 1))
    opened = room.last(ev.ConversationOpened)
    assert isinstance(opened, ev.ConversationOpened) and opened.title == "Autumn in Japan"


async def test_the_list_comes_in_pages(room: Room) -> None:
    for number in range(PAGE + 1):
        await room.say(f"t{number}", f"Talk {number}", timedelta(minutes=number))
        await room.store.new_conversation()
    await room.line.show("", 0)
    await room.line.show("", PAGE)
    first, second = (event for event in room.told if isinstance(event, hi.HistoryShown))
    assert (len(first.entries), first.more) == (PAGE, True)
    assert ([entry.title for entry in second.entries], second.more) == ([f"Talk {PAGE}"], False)


async def test_after_30_days_a_talk_is_forgotten_where_that_is_wished(room: Room) -> None:
    await room.say("a", "Long ago", MONTH + timedelta(hours=1))
    await room.store.new_conversation()
    await room.say("b", "Lately", timedelta(days=29))
    await room.line.restore()
    room.line.keep("month")
    assert room.line._upkeep is not None
    while not room.told or room.told[-1] != hi.HistoryChanged():
        await room.store.last(1)  # a turn on the store's thread each time round
    await room.line.show()
    shown = room.last(hi.HistoryShown)
    assert isinstance(shown, hi.HistoryShown) and [entry.title for entry in shown.entries] == ["Lately"]


async def test_what_is_not_to_be_kept_is_not_written(room: Room) -> None:
    room.line.keep("never")
    await room.say("a", "Zanzibar")
    assert room.store.number == 0 and [turn.text for turn in await room.store.last(9)] == ["Zanzibar"]
    await room.line.export_open("Zanzibar", str(room.paths.data.parent / "kept.txt"))
    assert "You: Zanzibar" in (room.paths.data.parent / "kept.txt").read_text(encoding="utf-8")


async def test_a_talk_is_written_in_four_forms(room: Room, tmp_path: Path) -> None:
    await room.say("a", "Where is *Nara*?", timedelta(seconds=30))
    await room.say("b", "In Japan.", timedelta(), NARA)
    for ending in ("txt", "md", "srt", "json"):
        await room.line.export(hi.Key("talk", 1), "Nara", str(tmp_path / f"talk.{ending}"))
    text, marked, subtitles = ((tmp_path / f"talk.{end}").read_text(encoding="utf-8") for end in ("txt", "md", "srt"))
    assert "You: Where is *Nara*?" in text and "Wanderlust: In Japan." in text
    assert r"Where is \*Nara\*?" in marked and marked.startswith("# Nara")
    assert subtitles.startswith("1\n00:00:00,000 --> 00:00:01,000\nYou: Where") and "00:00:30,000" in subtitles
    kept = json.loads((tmp_path / "talk.json").read_text(encoding="utf-8"))
    assert [turn["text"] for turn in kept["turns"]] == ["Where is *Nara*?", "In Japan."]
    with pytest.raises(BadInput, match="cannot write"):
        await room.line.export(hi.Key("talk", 1), "Nara", str(tmp_path / "talk.pdf"))
    with pytest.raises(StorageFailed, match="not there any more"):
        await room.line.export(hi.Key("call", 1), "", str(tmp_path / "call.txt"))


async def test_an_interpreted_talk_is_written_as_the_interpreter_writes_it(room: Room, tmp_path: Path) -> None:
    said = "12:00 English: Where is it?\u2028Portuguese: Onde fica?"
    turn = Turn("u", Speaker.ACTIVITY, said, NOW, language="en", source="phrasebook", tool="start_interpreter")
    await room.store.append(turn)
    await room.line.export(hi.Key("interpreted", 1), "", str(tmp_path / "talk.srt"))
    written = (tmp_path / "talk.srt").read_text(encoding="utf-8")
    assert written == "1\n00:00:00,000 --> 00:00:01,000\nWhere is it?\nOnde fica?\n\n"
