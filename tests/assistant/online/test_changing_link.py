"""The talk goes on over one link: on the server, after a cut on this computer, and what was being said goes with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from tests.fakes.fault_proxy import FaultProxy
from tests.fakes.hand_clock import HandClock
from tests.fakes.online_talk import QUESTION, SENTENCE, SILENCE, OnlineTalk, ToldWitness, sure, talk_over
from tests.fakes.translation_peer import TranslationPeer
from wanderlust.assistant.cost import CostMeter
from wanderlust.assistant.online.changing_link import ChangingLink, WayBack, Ways
from wanderlust.assistant.online.cloud_talk import CloudParts, CloudTalk
from wanderlust.assistant.online.heard_talk import HearingParts
from wanderlust.assistant.online.minutes import Billing, SessionMinutes
from wanderlust.assistant.online.ports import InterpreterLink, SideWitness
from wanderlust.assistant.recent_sound import RecentSound
from wanderlust.domain.cost.caps import Caps
from wanderlust.domain.errors import ConnectionFailed
from wanderlust.domain.events import DomainEvent, Notice, NoticeCleared
from wanderlust.domain.interpreting import WAY_BACK, InterpreterNotice
from wanderlust.realtime.cloud_translation import TRANSLATE_MODEL, open_translation
from wanderlust.realtime.endpoint import Endpoint
from wanderlust.wire import translation_events as tr


class Here:
    """The engine's link as the test plays it."""

    def __init__(self) -> None:
        self.pcm = bytearray()
        self.sent: list[tr.TranslationClientEvent] = []
        self.closed = False
        self.drains = True
        self._coming: asyncio.Queue[tr.TranslationServerEvent | ConnectionFailed] = asyncio.Queue()
        self.give(tr.TranslationCreated({}))

    def give(self, *events: tr.TranslationServerEvent | ConnectionFailed) -> None:
        for event in events:
            self._coming.put_nowait(event)

    def translate(self, name: str, start_ms: int, end_ms: int) -> None:
        """Tell an utterance as the engine does."""
        about = ("en", "pt", "speech", "Hello.", "Olá.", "local", ())
        self.give(
            tr.Caption(name, "Hello.", "Olá.", "pt", True, "local", (), start_ms, end_ms),
            tr.TranslatedSound(b"\1\0"),
            tr.UtteranceDone(name, *about, start_ms, end_ms, {}),
        )

    async def send(self, event: tr.TranslationClientEvent) -> None:
        self.sent.append(event)
        if isinstance(event, tr.TranslationAppend):
            self.pcm += event.audio
        if isinstance(event, tr.TranslationClose) and self.drains:
            self.give(tr.TranslationClosed())

    async def events(self) -> AsyncIterator[tr.TranslationServerEvent]:
        while True:
            event = await self._coming.get()
            if isinstance(event, ConnectionFailed):
                raise event
            yield event

    async def close(self) -> None:
        self.closed = True


@dataclass
class Changing:
    """A talk that changes sides, and what it did."""

    talk: OnlineTalk
    peer: TranslationPeer
    proxy: FaultProxy
    here: list[Here]
    told: list[DomainEvent] = field(default_factory=list)

    @property
    def link(self) -> ChangingLink:
        assert isinstance(self.talk.link, ChangingLink)
        return self.talk.link

    def notices(self) -> list[dict[str, str]]:
        return [event.sentences for event in self.told if isinstance(event, InterpreterNotice)]


@asynccontextmanager
async def changing(
    *,
    here: bool = True,
    caps: Caps | None = None,
    witness: SideWitness | None = None,
    way_back: Callable[[], WayBack] = lambda: "wait",
) -> AsyncIterator[Changing]:
    """A talk of English and Portuguese; ``here`` says whether this computer can do it too."""
    told: list[DomainEvent] = []
    links: list[Here] = []

    async def engine() -> InterpreterLink:
        if not here:
            raise ConnectionFailed("I cannot interpret between those two on this computer.", code=400)
        links.append(Here())
        return links[-1]

    async with TranslationPeer() as peer, FaultProxy(peer.port) as proxy:
        endpoint = Endpoint(proxy.base_url, "sk-test", TRANSLATE_MODEL)
        billing = Billing("127.0.0.1", TRANSLATE_MODEL)

        async def make(hearing: HearingParts, _: RecentSound, meter: CostMeter) -> InterpreterLink:
            recent = RecentSound()
            parts = CloudParts(
                lambda: open_translation(endpoint, 1.0, lost_after_s=1.0),
                lambda name: SessionMinutes(meter, HandClock(), billing, name),
            )

            async def cloud() -> InterpreterLink:
                return CloudTalk(("en", "pt"), hearing, recent, parts, await parts.open())

            ways = Ways(cloud, engine, lambda lost_s, asked_s: 0.05, way_back)
            link = ChangingLink(("en", "pt"), ways, recent, HandClock(), told.append)
            await link.open()
            return link

        async with talk_over(make, witness or ToldWitness(sure("en")), caps) as talk:
            yield Changing(talk, peer, proxy, links, told)


def fault(way: str, proxy: FaultProxy) -> None:
    proxy.shut() if way == "reset" else proxy.swallow()


async def test_the_server_holds_the_talk_while_it_is_there() -> None:
    async with changing() as it:
        await it.talk.hear(SILENCE, QUESTION, SILENCE)
        assert (await it.talk.until(tr.UtteranceDone)).route == "openai"
        assert it.here == [] and it.notices() == [] and it.peer.problems == []


@pytest.mark.parametrize("way", ["reset", "black hole"])
async def test_a_cut_in_the_middle_of_a_sentence_hands_all_of_it_to_this_computer(way: str) -> None:
    async with changing() as it:
        await it.talk.hear(SILENCE, SENTENCE)
        await it.talk.met(lambda: bool(it.talk.of(tr.Caption)))
        shown = it.talk.of(tr.Caption)[0].utterance_id
        fault(way, it.proxy)
        await it.talk.hear(QUESTION)
        await it.talk.met(lambda: bool(it.here) and bool(it.notices()))
        await it.talk.hear(QUESTION)
        (here,) = it.here
        for piece in (SENTENCE, QUESTION + QUESTION):
            assert piece in bytes(here.pcm), "from its first word on, once, and in order"
        here.translate("utt_h1", 300, 900)
        done = await it.talk.until(tr.UtteranceDone)
        assert done.utterance_id == shown, "it takes the place of the one that was cut"
        assert (done.route, done.target) == ("local", "Olá.")
        assert it.notices() == [
            {"en": "The network is gone. I carry on here.", "pt": "A rede caiu. Continuo aqui, sem conexão."}
        ]
        here.translate("utt_h2", 4_000, 5_000)
        assert (await it.talk.until(tr.UtteranceDone, 2)).utterance_id == "utt_h2"


async def test_the_times_stay_those_of_the_talk() -> None:
    async with changing() as it:
        await it.talk.hear(SILENCE * 10, SENTENCE)
        await it.talk.met(lambda: bool(it.talk.of(tr.Caption)))
        start_ms = it.talk.of(tr.Caption)[0].start_ms
        it.proxy.shut()
        await it.talk.met(lambda: bool(it.here) and len(it.here[0].pcm) >= len(SENTENCE))
        it.here[0].translate("utt_h1", 0, 2_000)
        done = await it.talk.until(tr.UtteranceDone)
        assert start_ms is not None and abs(done.start_ms - start_ms) <= 500


async def test_an_utterance_that_had_ended_is_ended_for_the_next_too() -> None:
    async with changing() as it:
        it.peer.drains = False
        await it.talk.hear(SILENCE, QUESTION, SILENCE)
        it.proxy.shut()
        await it.talk.met(lambda: bool(it.here) and len(it.here[0].pcm) >= len(QUESTION) + 57_600)
        assert bytes(it.here[0].pcm).endswith(bytes(57_600)), "1.2 s of silence"


async def test_what_was_translated_is_not_said_again() -> None:
    async with changing() as it:
        await it.talk.hear(SILENCE, QUESTION, SILENCE)
        await it.talk.until(tr.UtteranceDone)
        it.proxy.shut()
        await it.talk.hear(SENTENCE)
        await it.talk.met(lambda: bool(it.here) and len(it.here[0].pcm) >= len(SENTENCE))
        assert len(it.here[0].pcm) < len(SENTENCE) + len(QUESTION) + len(SILENCE)


async def test_a_short_cut_is_mended_with_a_new_session_and_nobody_is_told() -> None:
    async with changing() as it:
        await it.talk.hear(SILENCE, SENTENCE)
        await it.talk.met(lambda: bool(it.talk.of(tr.Caption)))
        it.proxy.cut()
        await it.talk.hear(SILENCE)
        done = await it.talk.until(tr.UtteranceDone)
        assert (done.route, done.target) == ("openai", "Onde fica a estação?")
        assert SENTENCE in bytes(it.peer.used[-1].pcm) and it.notices() == [] and it.here == []
        assert done.utterance_id == it.talk.of(tr.Caption)[0].utterance_id


async def test_where_this_computer_cannot_both_are_told_and_what_is_said_waits_for_the_network() -> None:
    async with changing(here=False) as it:
        await it.talk.hear(SILENCE, SENTENCE)
        await it.talk.met(lambda: bool(it.talk.of(tr.Caption)))
        it.proxy.shut()
        await it.talk.hear(QUESTION)
        await it.talk.met(lambda: bool(it.notices()))
        await it.talk.hear(QUESTION, SILENCE)
        it.proxy.way = "open"
        done = await it.talk.until(tr.UtteranceDone)
        assert done.target == "Onde fica a estação?"
        assert SENTENCE in bytes(it.peer.used[-1].pcm) and QUESTION + QUESTION in bytes(it.peer.used[-1].pcm)
        said = it.notices()
        assert [sorted(notice) for notice in said] == [["en", "pt"], ["en", "pt"]]
        assert said[0]["en"].startswith("The network is gone") and said[1]["pt"].startswith("A rede voltou")


async def test_a_talk_can_end_while_it_waits_for_the_network() -> None:
    async with changing(here=False) as it:
        it.proxy.shut()
        await it.talk.hear(SILENCE, SENTENCE)
        await it.talk.met(lambda: bool(it.notices()))
        await it.talk.link.send(tr.TranslationClose())
        await it.talk.until(tr.TranslationClosed)


async def test_a_limit_of_spending_goes_on_here_after_the_sentence() -> None:
    async with changing(caps=Caps(0.001)) as it:
        await it.talk.hear(SILENCE, QUESTION, SILENCE)
        assert (await it.talk.until(tr.UtteranceDone)).target == "Onde fica a estação?"
        await it.talk.met(lambda: bool(it.here))
        await it.talk.hear(QUESTION, SILENCE)
        assert QUESTION in bytes(it.here[0].pcm) and bytes(it.here[0].pcm).count(QUESTION) == 1
        assert it.notices()[0]["en"] == "The spending limit is reached. I carry on here."


async def test_without_this_computer_a_limit_ends_the_talk() -> None:
    async with changing(here=False, caps=Caps(0.001)) as it:
        await it.talk.hear(SILENCE, QUESTION, SILENCE)
        await it.talk.met(lambda: it.talk.failed is not None)
        assert it.notices()[0]["pt"].startswith("O limite de gastos foi atingido, por isso")


async def test_a_key_that_is_down_stays_down_for_the_next() -> None:
    async with changing() as it:
        await it.talk.link.send(tr.SideHeld("pt"))
        await it.talk.hear(SENTENCE)
        await it.talk.met(lambda: bool(it.talk.of(tr.Caption)))
        it.proxy.shut()
        await it.talk.met(lambda: bool(it.here) and bool(it.here[0].pcm))
        assert it.here[0].sent[0] == tr.SideHeld("pt")


async def test_a_choice_of_side_reaches_the_one_that_knows_the_utterance() -> None:
    async with changing() as it:
        await it.talk.hear(SILENCE, SENTENCE)
        await it.talk.met(lambda: bool(it.talk.of(tr.Caption)))
        it.proxy.shut()
        await it.talk.met(lambda: bool(it.here) and bool(it.here[0].pcm))
        it.here[0].translate("utt_h1", 0, 2_000)
        done = await it.talk.until(tr.UtteranceDone)
        assert done.utterance_id != "utt_h1"
        await it.talk.link.send(tr.SideChosen(done.utterance_id, "pt"))
        assert it.here[0].sent[-1] == tr.SideChosen("utt_h1", "pt")


async def test_an_engine_that_ends_is_begun_again_with_what_was_being_said() -> None:
    async with changing() as it:
        it.proxy.shut()
        await it.talk.hear(SILENCE, SENTENCE)
        await it.talk.met(lambda: bool(it.here) and len(it.here[0].pcm) >= len(SENTENCE))
        it.here[0].give(ConnectionFailed("The connection ended."))
        await it.talk.met(lambda: len(it.here) == 2 and SENTENCE in bytes(it.here[1].pcm))
        assert len(it.notices()) == 1, "it changed sides once"


async def test_wanted_again_the_server_takes_over_in_a_pause_and_both_are_told() -> None:
    async with changing() as it:
        it.proxy.shut()
        await it.talk.hear(SILENCE, QUESTION)
        await it.talk.met(lambda: bool(it.here) and len(it.here[0].pcm) >= len(QUESTION))
        it.proxy.way = "open"
        it.link.go_back()
        it.link.go_back()
        await it.talk.hear(SILENCE * 4)
        await it.talk.met(lambda: it.link.online)
        assert it.here[0].closed and it.here[0].sent.count(tr.TranslationClose()) == 1
        await it.talk.hear(QUESTION, SILENCE)
        assert (await it.talk.until(tr.UtteranceDone)).route == "openai"
        assert [notice["pt"][:12] for notice in it.notices()] == ["A rede caiu.", "A rede volto"]
        assert it.talk.failed is None and it.talk.of(tr.TranslationClosed) == []


async def test_what_is_said_while_this_computer_says_the_rest_is_the_servers() -> None:
    async with changing() as it:
        it.proxy.shut()
        await it.talk.hear(SILENCE, QUESTION)
        await it.talk.met(lambda: bool(it.here) and len(it.here[0].pcm) >= len(QUESTION))
        here = it.here[0]
        here.drains, it.proxy.way = False, "open"
        it.link.go_back()
        await it.talk.hear(SILENCE * 4)
        await it.talk.met(lambda: tr.TranslationClose() in here.sent)
        heard = len(here.pcm)
        await it.talk.hear(SENTENCE)
        here.translate("utt_h1", 300, 900)
        assert (await it.talk.until(tr.UtteranceDone)).route == "local"
        here.give(tr.TranslationClosed())
        await it.talk.hear(SILENCE)
        done = await it.talk.until(tr.UtteranceDone, 2)
        assert done.route == "openai" and len(here.pcm) == heard
        assert SENTENCE in bytes(it.peer.used[-1].pcm)


async def test_a_server_that_is_not_there_leaves_the_talk_where_it_is() -> None:
    async with changing() as it:
        it.proxy.shut()
        await it.talk.hear(SILENCE, QUESTION)
        await it.talk.met(lambda: bool(it.here) and len(it.here[0].pcm) >= len(QUESTION))
        it.link.go_back()
        await it.talk.hear(SILENCE * 4)
        it.here[0].translate("utt_h1", 300, 900)
        assert (await it.talk.until(tr.UtteranceDone)).route == "local"
        assert not it.link.online and tr.TranslationClose() not in it.here[0].sent


async def test_the_talk_can_end_while_the_server_is_about_to_take_over() -> None:
    async with changing() as it:
        it.proxy.shut()
        await it.talk.hear(SILENCE, QUESTION)
        await it.talk.met(lambda: bool(it.here) and len(it.here[0].pcm) >= len(QUESTION))
        here = it.here[0]
        here.drains, it.proxy.way = False, "open"
        it.link.go_back()
        await it.talk.hear(SILENCE * 4)
        await it.talk.met(lambda: tr.TranslationClose() in here.sent)
        await it.talk.link.send(tr.TranslationClose())
        here.give(tr.TranslationClosed())
        await it.talk.until(tr.TranslationClosed)


# -- back again by itself


async def lost(it: Changing) -> None:
    """The talk goes on on this computer, and then the server is there again."""
    it.proxy.shut()
    await it.talk.hear(SILENCE, QUESTION)
    await it.talk.met(lambda: bool(it.here) and len(it.here[0].pcm) >= len(QUESTION))
    it.proxy.way = "open"


async def tried_until(it: Changing, seen: Callable[[], bool]) -> None:
    """The system tells of the network, so that the link does not wait for its time, until that happened."""

    def done() -> bool:
        it.link.network_up()
        return seen()

    await it.talk.met(done)


def offers(it: Changing) -> list[Notice]:
    return [event for event in it.told if isinstance(event, Notice) and event.topic == WAY_BACK]


async def test_alone_off_the_server_it_goes_back_in_a_pause_where_the_traveller_wants_that() -> None:
    async with changing(way_back=lambda: "go") as it:
        await lost(it)
        await it.talk.hear(SILENCE * 4)
        await tried_until(it, lambda: it.link.online)
        await it.talk.hear(QUESTION, SILENCE)
        assert (await it.talk.until(tr.UtteranceDone)).route == "openai"
        assert offers(it) == [] and it.peer.problems == []


async def test_alone_off_the_server_it_asks_once_and_goes_back_on_the_travellers_word() -> None:
    async with changing(way_back=lambda: "ask") as it:
        await lost(it)
        await tried_until(it, lambda: bool(offers(it)))
        it.link.network_up()
        assert not it.link.online
        it.link.go_back()
        await it.talk.hear(SILENCE * 4)
        await it.talk.met(lambda: it.link.online)
        assert len(offers(it)) == 1 and NoticeCleared(WAY_BACK) in it.told


async def test_what_the_conversation_lost_too_is_looked_for_by_the_conversation_alone() -> None:
    asked: list[bool] = []

    def wait() -> WayBack:
        asked.append(True)
        return "wait"

    async with changing(way_back=wait) as it:
        await lost(it)
        sessions = len(it.peer.used)
        await tried_until(it, lambda: len(asked) >= 3)
        assert len(it.peer.used) == sessions and not it.link.online and offers(it) == []


async def test_a_limit_that_is_reached_is_nothing_to_come_back_from_by_itself() -> None:
    asked: list[bool] = []

    def go() -> WayBack:
        asked.append(True)
        return "go"

    async with changing(way_back=go, caps=Caps(0.001)) as it:
        await it.talk.hear(SILENCE, QUESTION, SILENCE)
        await it.talk.met(lambda: bool(it.here))
        it.link.network_up()
        await it.talk.hear(SILENCE)
        assert asked == [] and not it.link.online
