"""The interpreter is opened beside a conversation, held through broken connections, and left with a summary."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.assistant.interpreter.talk_bench import NumbersMatter
from tests.fakes.hand_clock import HandClock
from tests.fakes.one_sound import OneSound
from tests.fakes.scripted_interpreter import ScriptedInterpreter
from wanderlust.application.interpreter_line import InterpreterLine, InterpreterServices
from wanderlust.application.lent_sound import LentSound
from wanderlust.assistant.interpreter.ports import InterpreterLink
from wanderlust.domain import events as ev
from wanderlust.domain import interpreting as it
from wanderlust.domain.errors import BadInput, ConnectionFailed, EngineFailed
from wanderlust.store.memory import MemoryConversation


class Conversation:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.stopped = 0
        self.told: list[str] = []

    async def stop(self) -> None:
        self.stopped += 1

    def tell(self, text: str) -> None:
        self.told.append(text)


@dataclass(slots=True)
class Beside:
    """The line and everything around it."""

    sound: OneSound = field(default_factory=OneSound)
    conversation: Conversation = field(default_factory=Conversation)
    events: list[ev.DomainEvent] = field(default_factory=list)
    links: list[ScriptedInterpreter] = field(default_factory=list)
    broken: int = 0
    means: dict[str, it.Means] = field(default_factory=dict)
    told_link: list[str] = field(default_factory=list)
    surveyed: list[list[tuple[str, str]]] = field(default_factory=list)
    silent: bool = False
    deaf: bool = False
    line: InterpreterLine = field(init=False)

    async def directions(self, pair: tuple[str, str]) -> tuple[it.Direction, it.Direction]:
        if self.silent:
            raise EngineFailed("The engine did not say what it can interpret.")
        one, other = pair
        bundled = it.Means.BUNDLED
        return (
            it.Direction(one, other, self.means.get(other, bundled)),
            it.Direction(other, one, self.means.get(one, bundled)),
        )

    async def languages(self) -> tuple[str, ...]:
        return ("en", "pt", *sorted(self.means))

    async def survey(self, pairs: Sequence[tuple[str, str]]) -> tuple[tuple[it.Direction, it.Direction], ...]:
        if self.deaf:
            raise EngineFailed("The engine did not say what it can interpret.")
        self.surveyed.append(list(pairs))
        return tuple([await self.directions(pair) for pair in pairs])

    async def open_link(self, near: it.Direction, far: it.Direction) -> InterpreterLink:
        if self.broken:
            self.broken -= 1
            raise ConnectionFailed("The interpreter does not answer.")
        self.links.append(ScriptedInterpreter())
        return self.links[-1]

    def of(self, kind: type) -> list[ev.DomainEvent]:
        return [event for event in self.events if isinstance(event, kind)]

    async def until(self, seen: Callable[[], object]) -> None:
        for _ in range(2_000):
            if seen():
                return
            await asyncio.sleep(0.005)
        raise AssertionError("that did not happen within ten seconds")


@asynccontextmanager
async def beside() -> AsyncIterator[Beside]:
    all_ = Beside()
    services = InterpreterServices(
        LentSound(all_.sound), HandClock(), all_.events.append, MemoryConversation(), NumbersMatter,
        all_.directions, all_.open_link, languages=all_.languages, survey=all_.survey,
        network_up=lambda: all_.told_link.append("network up"), go_back=lambda: all_.told_link.append("go back"),
    )  # fmt: skip
    all_.line = InterpreterLine(services, all_.conversation)
    yield all_
    await all_.line.close()


async def test_it_opens_interprets_and_leaves_with_what_was_said() -> None:
    async with beside() as at:
        await at.line.open("en", "pt")
        assert at.conversation.stopped == 1
        (opened,) = at.of(it.InterpreterOpened)
        assert isinstance(opened, it.InterpreterOpened) and opened.far.source == "pt"
        await at.until(lambda: at.links)
        at.links[0].utterance("a", "Hello.", "Olá.")
        await at.until(lambda: at.of(ev.TurnFinished))
        await at.line.leave()
        assert at.of(it.InterpreterClosed) == [it.InterpreterClosed(1)]
        assert at.conversation.told[0].endswith("English: Hello. = Olá.")
        assert at.links[0].closed and at.sound.microphone.on_audio is None


async def test_off_the_record_the_conversation_learns_nothing() -> None:
    async with beside() as at:
        await at.line.open("en", "pt")
        assert at.line.session is not None
        at.line.session.talk.set_off_the_record(True)
        await at.until(lambda: at.links)
        at.links[0].utterance("a", "Hello.", "Olá.")
        await at.until(lambda: at.of(it.UtteranceInterpreted))
        await at.line.leave()
        assert at.conversation.told == [] and at.of(it.InterpreterClosed) == [it.InterpreterClosed(0)]


async def test_a_broken_connection_is_opened_again_and_the_record_goes_on() -> None:
    async with beside() as at:
        await at.line.open("en", "pt")
        await at.until(lambda: at.links)
        at.links[0].utterance("a", "Hello.", "Olá.")
        await at.until(lambda: at.of(ev.TurnFinished))
        at.broken = 1
        at.links[0].cut()
        await at.until(lambda: len(at.links) == 2)
        at.links[1].utterance("b", "Bom dia.", "Good morning.", "en")
        await at.until(lambda: len(at.of(ev.TurnFinished)) == 2)
        sentences = [notice.sentence for notice in at.of(ev.Notice) if isinstance(notice, ev.Notice)]
        assert "The interpreter does not answer." in sentences
        (told,) = at.of(it.InterpreterNotice)[:1]
        assert isinstance(told, it.InterpreterNotice) and told.sentences["pt"].startswith("O intérprete parou")
        assert ev.NoticeCleared("interpreter") in at.events


async def test_a_pair_that_does_not_work_is_shown_and_begins_when_it_does() -> None:
    async with beside() as at:
        at.means["ja"] = it.Means.PHRASES_ONLY
        await at.line.open("en", "ja")
        await at.until(lambda: at.of(it.InterpreterNotice))
        assert at.links == [] and at.of(ev.Notice) == [], "the panes say it, with the ways on"
        del at.means["ja"]
        await at.line.changed()
        await at.until(lambda: at.links)
        assert len(at.of(it.DirectionsChanged)) == 1


async def test_another_pair_ends_the_talk_before() -> None:
    async with beside() as at:
        await at.line.open("en", "pt")
        await at.line.open("en", "pt")
        assert len(at.of(it.InterpreterOpened)) == 1
        await at.line.open("en", "es")
        assert len(at.of(it.InterpreterOpened)) == 2
        assert at.of(it.InterpreterClosed) == [], "the conversation is not back in between"
        with pytest.raises(BadInput, match="two languages"):
            await at.line.open("en", "en")


async def test_another_pair_that_cannot_be_opened_brings_the_conversation_back() -> None:
    async with beside() as at:
        await at.line.open("en", "pt")
        at.silent = True
        with pytest.raises(EngineFailed):
            await at.line.open("en", "es")
        assert at.of(it.InterpreterClosed) == [it.InterpreterClosed(0)] and at.line.session is None


async def test_wishes_that_come_at_once_are_done_one_after_the_other() -> None:
    async with beside() as at:
        await asyncio.gather(
            at.line.open("en", "pt"), at.line.open("en", "pt"), at.line.leave(), at.line.open("en", "es")
        )
        kinds = [type(event) for event in at.events if isinstance(event, it.InterpreterOpened | it.InterpreterClosed)]
        assert kinds == [it.InterpreterOpened, it.InterpreterClosed, it.InterpreterOpened]
        assert at.of(ev.Notice) == []


async def test_leaving_while_the_connection_breaks_is_quiet_and_quick() -> None:
    async with beside() as at:
        await at.line.open("en", "pt")
        await at.until(lambda: at.links)
        at.links[0].cut()
        await at.line.leave()
        assert at.of(ev.Notice) == [] and len(at.links) == 1


async def test_asked_for_in_the_conversation_it_opens_after_the_answer() -> None:
    async with beside() as at:
        await at.line.check("en", "pt")
        at.line.open_after_answer("en", "pt")
        assert at.of(it.InterpreterOpened) == []
        await at.line.answer_over()
        assert len(at.of(it.InterpreterOpened)) == 1
        await at.line.answer_over()
        assert len(at.of(it.InterpreterOpened)) == 1
        at.means["ja"] = it.Means.PHRASES_ONLY
        with pytest.raises(BadInput, match="between English and Japanese"):
            await at.line.check("en", "ja")


async def test_who_asks_aloud_for_the_end_gets_it() -> None:
    async with beside() as at:
        await at.line.open("en", "pt")
        await at.until(lambda: at.links)
        at.links[0].utterance("a", "Stop interpreting.", "Pare de interpretar.")
        await at.until(lambda: at.of(it.InterpreterClosed))
        assert at.sound.speaker.order == [] and at.line.session is None


async def test_the_talk_is_written_to_a_file(tmp_path: Path) -> None:
    async with beside() as at:
        await at.line.open("en", "pt")
        await at.until(lambda: at.links)
        at.links[0].utterance("a", "Hello.", "Olá.")
        await at.until(lambda: at.of(ev.TurnFinished))
        await at.line.export(str(tmp_path / "talk.txt"))
        assert "Portuguese: Olá." in (tmp_path / "talk.txt").read_text(encoding="utf-8")


async def test_questions_before_careful_sentences_can_be_switched_off_in_the_middle() -> None:
    async with beside() as at:
        await at.line.open("en", "pt")
        await at.until(lambda: at.links)
        at.line.set_careful(False)
        at.links[0].utterance("a", "It is 30 euros.", "São 30 euros.")
        await at.until(lambda: at.sound.speaker.order)
        assert at.of(it.CareAsked) == []


async def test_the_languages_that_can_be_chosen_are_told_and_again_when_packs_come() -> None:
    async with beside() as at:
        await at.line.open("en", "pt")
        at.means["ru"] = it.Means.DOWNLOADED
        await at.line.changed()
        assert at.of(it.LanguagesOffered) == [
            it.LanguagesOffered(("en", "pt")),
            it.LanguagesOffered(("en", "pt", "ru")),
        ]


async def test_a_network_that_comes_is_told_to_the_link_and_looked_at_anew() -> None:
    async with beside() as at:
        await at.line.open("en", "ru")
        at.means["ru"] = it.Means.ONLINE
        await at.line.network_up()
        at.line.go_back()
        assert at.told_link == ["network up", "go back"]
        (changed,) = at.of(it.DirectionsChanged)
        assert isinstance(changed, it.DirectionsChanged) and changed.near.means is it.Means.ONLINE


async def test_every_pair_with_one_of_the_two_languages_is_surveyed_before_one_is_chosen() -> None:
    async with beside() as at:
        at.means["ru"] = it.Means.DOWNLOADABLE
        await at.line.open("en", "pt")
        assert at.surveyed == [[("en", "pt"), ("en", "ru"), ("ru", "pt")]]
        (surveyed,) = at.of(it.PairsSurveyed)
        assert isinstance(surveyed, it.PairsSurveyed)
        assert [(there.target, there.means) for there, _ in surveyed.pairs if there.source == "en"] == [
            ("pt", it.Means.BUNDLED),
            ("ru", it.Means.DOWNLOADABLE),
        ]


async def test_a_survey_that_fails_leaves_the_talk_alone() -> None:
    async with beside() as at:
        await at.line.open("en", "pt")
        await at.until(lambda: at.links)
        at.events.clear()
        at.deaf = True
        await at.line.changed()
        assert at.of(it.LanguagesOffered) and at.of(it.PairsSurveyed) == [] and at.of(ev.Notice) == []
