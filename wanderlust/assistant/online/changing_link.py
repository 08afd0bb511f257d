"""One link for the whole talk: on the server while it is there, on this computer when not, and nothing said is lost."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Literal

from wanderlust.assistant.online.heard_talk import HeardTalk
from wanderlust.assistant.online.ports import InterpreterLink, OpenLink, Pair
from wanderlust.assistant.online.sentences import Situation, said_to_both
from wanderlust.assistant.ports import Clock, EventSink
from wanderlust.assistant.recent_sound import RecentSound
from wanderlust.domain.connection_trouble import LOST, Recourse, Trouble
from wanderlust.domain.errors import ConnectionFailed, EngineFailed
from wanderlust.domain.events import Notice, NoticeCleared
from wanderlust.domain.interpreting import WAY_BACK, InterpreterNotice
from wanderlust.wire import translation_events as tr

log = logging.getLogger(__name__)

BYTES_PER_MS = 48
PIECE = 9_600
TAIL_MS = 1_200
"""Silence after an utterance that had ended, so that whoever is given it notices the end."""
QUIET_S = 1.0
"""A pause this long is no breath: the talk may change hands in it."""
QUIET_WITHIN_S = 10.0
LOOK_S = 0.1
LOOK_BACK_S, LOOK_BACK_LONGEST_S = 10.0, 160.0
"""Before the server is looked for again; twice as long after each return, lest two people hear of every change."""
NOT_HERE = 400  # HTTP status of the engine for a pair it cannot do

NETWORK = frozenset({"lost", "no_network", "no_name", "timeout", "captive_portal", "tls"})

SILENT = frozenset({"no_network", "no_name", "timeout"})
"""A server that was silent for 4 s would be waited for as long again."""

Utters = tr.Caption | tr.SideUnclear | tr.UtteranceDone


WayBack = Literal["go", "ask", "wait"]
"""Go back unasked once it can be reached, ask the traveller then, or wait for whoever else looks for it."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the talk can be held.

    Attributes:
        cloud: Opens it on the server; None where none is wanted.
        engine: Opens it on this computer; status 400 means that it cannot do the pair.
        wait_s: Seconds to the next attempt, from how long the server has been away and what it asked for.
        way_back: What to do about a lost server while this computer goes on.
    """

    cloud: OpenLink | None
    engine: OpenLink
    wait_s: Callable[[float, float | None], float]
    way_back: Callable[[], WayBack] = lambda: "wait"


class ChangingLink:
    """Fills ``InterpreterLink`` once :meth:`open` returned.

    Args:
        pair: The two languages.
        ways: Where the talk can be held.
        recent: Keeps the sound that is not translated yet; the links of ``ways.cloud`` share it.
        clock: Time.
        sink: Is told what both people should know.
    """

    def __init__(self, pair: Pair, ways: Ways, recent: RecentSound, clock: Clock, sink: EventSink) -> None:
        self._pair, self._ways, self._recent, self._clock, self._sink = pair, ways, recent, clock, sink
        self._link: InterpreterLink | None = None
        self._meanwhile: list[bytes] | None = None  # what is said while another link is given what came before
        self._sent_bytes = 0
        self._handed_ms = 0
        self._tail_ms = 0
        self._offset_ms = 0
        self._held = ""
        self._shown: set[str] = set()
        self._cut: deque[str] = deque()
        self._names: dict[str, str] = {}
        self._awake = asyncio.Event()
        self._ending = False
        self._leaving: set[asyncio.Task[None]] = set()
        self._told: Situation | None = None
        self._returning: asyncio.Task[None] | None = None
        self._looking: asyncio.Task[None] | None = None
        self._offered = False
        self._returns = 0
        self._next: InterpreterLink | None = None  # the server's, while this computer says the rest of what it heard
        self.online = False
        """Whether the server holds the talk."""

    async def open(self) -> None:
        """Begin on the server, or on this computer where that is not to be had.

        Raises:
            ConnectionFailed: Neither can do it; the server's reason stands before the computer's.
        """
        if self._ways.cloud is not None:
            try:
                self._link, self.online = await self._ways.cloud(), True
                return
            except ConnectionFailed as error:
                log.warning("interpreter: %s", error)
                self._link = await self._engine()
                if self._link is None:
                    raise
                self._tell(_situation(error.trouble or LOST, here=True))
                self._look_later(error.trouble or LOST)
                return
        self._link = await self._ways.engine()

    # -- the link -------------------------------------------------------------------------------------------

    async def send(self, event: tr.TranslationClientEvent) -> None:
        """See ``InterpreterLink``; between two links the sound is kept for the next."""
        match event:
            case tr.TranslationAppend():
                self._recent.hear(event.audio)
                self._sent_bytes += len(event.audio)
                if self._meanwhile is not None:
                    self._meanwhile.append(event.audio)
            case tr.SideHeld():
                self._held = event.language
            case tr.SideChosen():
                own = {old: new for new, old in self._names.items()}
                event = replace(event, utterance_id=own.get(event.utterance_id, event.utterance_id))
            case tr.TranslationClose():
                self._ending = True
                self._awake.set()
        if self._link is not None and self._next is None:
            with suppress(ConnectionFailed):  # whoever reads the events meets the same end, and changes the link
                await self._link.send(event)

    async def events(self) -> AsyncIterator[tr.TranslationServerEvent]:
        """See ``InterpreterLink``.

        Raises:
            ConnectionFailed: Neither the server nor this computer can go on.
        """
        greeted = False
        while self._link is not None:
            try:
                async for event in self._link.events():
                    if isinstance(event, tr.TranslationCreated):
                        if greeted:
                            continue
                        greeted = True
                    if isinstance(event, tr.TranslationClosed) and self._next is not None:
                        break
                    yield self._as_told(event)
                    if isinstance(event, tr.TranslationClosed):
                        return
            except ConnectionFailed as error:
                if self._next is None:
                    await self._change(error)
                    continue
            await self._go_over()
        yield tr.TranslationClosed()  # it was to end while nobody was there to end it

    async def close(self) -> None:
        """See ``InterpreterLink``."""
        self._end_offer()
        tasks = [task for task in (self._returning, self._looking) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        links, self._link, self._next = (self._link, self._next), None, None
        for link in links:
            if link is not None:
                await link.close()
        await asyncio.gather(*self._leaving, return_exceptions=True)

    def network_up(self) -> None:
        """The system says that a network is there: try at once."""
        self._awake.set()

    def go_back(self) -> None:
        """The server is wanted again: from the next pause on the talk is held there, if it can be reached."""
        self._end_offer()
        here = self._link
        on_its_way = self._returning is not None and not self._returning.done()
        if here is not None and self._ways.cloud is not None and not (self.online or self._ending or on_its_way):
            self._returning = asyncio.create_task(self._return(here))

    # -- from one to the next -------------------------------------------------------------------------------

    async def _change(self, error: ConnectionFailed) -> None:
        """Go on elsewhere; raises ConnectionFailed where there is nowhere."""
        trouble, was_online = error.trouble or LOST, self.online
        log.warning("interpreter: %s (%s)", error, trouble.details)
        self._leave()
        next_link = await self._elsewhere(error, trouble, was_online)
        if next_link is not None:
            await self._hand_over(next_link)
            self._look_later(trouble)

    def _look_later(self, trouble: Trouble) -> None:
        """This computer goes on: look for a server that is lost, not for one that nobody may use."""
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
        here = self._link
        if here is not None and self._ways.cloud is not None and not self.online and trouble.recourse is Recourse.AGAIN:
            self._looking = asyncio.create_task(self._look_for_cloud(here, trouble.wait_s))

    async def _look_for_cloud(self, here: InterpreterLink, asked_s: float | None) -> None:
        """Until it is found; then the talk goes back in a pause, or the traveller is asked once."""
        lost_at = self._clock.monotonic()
        least = min(LOOK_BACK_LONGEST_S, LOOK_BACK_S * 2**self._returns)
        while True:
            await self._pause(max(least, self._ways.wait_s(self._clock.monotonic() - lost_at, asked_s)))
            if self._link is not here or self._ending:
                return
            way = self._ways.way_back()
            found = await self._reached() if way != "wait" else None
            if found is None:
                continue
            await found.close()
            if way == "go":
                self.go_back()
            else:
                self._offered = True
                self._sink(Notice("info", "OpenAI is there again.", "The talk can go on there.", WAY_BACK))
            return

    def _end_offer(self) -> None:
        if self._offered:
            self._offered = False
            self._sink(NoticeCleared(WAY_BACK))

    async def _return(self, here: InterpreterLink) -> None:
        """Open the server's link; in a pause this computer hears no more, and says the rest."""
        link = await self._reached()
        if link is None:
            if self._link is here:
                self._look_later(LOST)
            return
        try:
            for _ in range(round(QUIET_WITHIN_S / LOOK_S)):
                if self._recent.quiet_s >= QUIET_S:
                    break
                await asyncio.sleep(LOOK_S)
            if self._link is here and not self._ending:
                self._next, link = link, None
        finally:
            if link is not None:
                await link.close()
        if self._next is not None:
            self._recent.forget()
            self._recent.holding = True
            with suppress(ConnectionFailed):  # whoever reads the events meets the same end
                await here.send(tr.TranslationClose())

    async def _go_over(self) -> None:
        """This computer has said all that it heard; the server takes over from where it stopped."""
        link, self._next = self._next, None
        assert link is not None
        self._leave()
        self.online = True
        self._returns += 1
        if self._told in ("here", "wait"):
            self._tell("back")
        await self._hand_over(link)

    def _leave(self) -> None:
        link, self._link = self._link, None
        self._recent.server_gone()
        self._recent.holding = True
        if isinstance(link, HeardTalk):
            self._cut.extend(self._names.get(name, name) for name in link.unfinished if name in self._shown)
        self._names.clear()
        if link is not None:
            leaving = asyncio.ensure_future(link.close())
            self._leaving.add(leaving)
            leaving.add_done_callback(self._leaving.discard)

    async def _elsewhere(self, error: ConnectionFailed, trouble: Trouble, was_online: bool) -> InterpreterLink | None:
        """The next link; None when the talk was to end meanwhile."""
        if was_online and trouble.recourse is Recourse.AGAIN and trouble.name not in SILENT:
            again = await self._cloud()
            if again is not None:
                return again
        here = await self._engine()
        if here is not None:
            if was_online:
                self._tell(_situation(trouble, here=True))
            self.online = False
            return here
        if self._ways.cloud is None or trouble.recourse is Recourse.ASK:
            self._tell(_situation(trouble, here=False))
            raise error
        self._tell("wait")
        return await self._wait_for_cloud(trouble.wait_s)

    async def _wait_for_cloud(self, asked_s: float | None) -> InterpreterLink | None:
        lost_at = self._clock.monotonic()
        link: InterpreterLink | None = None
        while link is None:
            await self._pause(self._ways.wait_s(self._clock.monotonic() - lost_at, asked_s))
            if self._ending:
                return None
            link = await self._cloud()
        self._tell("back")
        return link

    async def _pause(self, seconds: float) -> None:
        """Wait, but not past the moment a network comes or the talk is to end."""
        if not self._ending:
            self._awake.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._awake.wait()

    async def _cloud(self) -> InterpreterLink | None:
        link = await self._reached()
        if link is not None:
            self.online = True
        return link

    async def _reached(self) -> InterpreterLink | None:
        """A link on the server; None where there is none to be had now."""
        if self._ways.cloud is None:
            return None
        try:
            return await self._ways.cloud()
        except ConnectionFailed as error:
            if error.trouble is not None and error.trouble.recourse is Recourse.ASK:
                log.warning("interpreter: %s", error)
            return None

    async def _engine(self) -> InterpreterLink | None:
        try:
            return await self._ways.engine()
        except (ConnectionFailed, EngineFailed) as error:
            if getattr(error, "code", None) != NOT_HERE:
                log.warning("interpreter on this computer: %s", error)
            return None

    async def _hand_over(self, link: InterpreterLink) -> None:
        """Give it what nobody translated yet, then all that was said since."""
        utterance = self._recent.utterance()
        self._recent.holding = False
        self._meanwhile = []
        pcm = utterance.pcm if utterance is not None else b""
        ended = utterance is not None and utterance.ended
        self._handed_ms = len(pcm) // BYTES_PER_MS
        self._tail_ms = TAIL_MS if pcm and ended else 0
        self._offset_ms = self._sent_bytes // BYTES_PER_MS - self._handed_ms
        try:
            if self._held:
                await link.send(tr.SideHeld(self._held))
            for start in range(0, len(pcm), PIECE):
                await link.send(tr.TranslationAppend(pcm[start : start + PIECE]))
            if self._tail_ms:
                await link.send(tr.TranslationAppend(bytes(self._tail_ms * BYTES_PER_MS)))
            while self._meanwhile:
                await link.send(tr.TranslationAppend(self._meanwhile.pop(0)))
            if self._ending:
                await link.send(tr.TranslationClose())
        except ConnectionFailed:
            pass  # its events end the same way
        self._link, self._meanwhile = link, None

    # -- what is told ---------------------------------------------------------------------------------------

    def _tell(self, situation: Situation) -> None:
        self._told = situation
        self._sink(InterpreterNotice(said_to_both(situation, self._pair)))

    def _as_told(self, event: tr.TranslationServerEvent) -> tr.TranslationServerEvent:
        """The event with the talk's own ids and times."""
        if not isinstance(event, Utters):
            return event
        if isinstance(event, tr.UtteranceDone | tr.SideUnclear) and not self.online and self._next is None:
            # This computer told all of it: should the engine end, the next begins behind it.
            self._recent.ended(event.utterance_id)
            self._recent.written(event.utterance_id)
        if event.utterance_id not in self._names and event.utterance_id not in self._shown and self._cut:
            self._names[event.utterance_id] = self._cut.popleft()  # the one that was cut, told again
        name = self._names.get(event.utterance_id, event.utterance_id)
        self._shown.add(name)
        if isinstance(event, tr.SideUnclear):
            return replace(event, utterance_id=name)
        if isinstance(event, tr.Caption):
            return replace(
                event,
                utterance_id=name,
                start_ms=self._in_talk(event.start_ms),
                end_ms=self._in_talk(event.end_ms),
            )
        start, end = self._in_talk(event.start_ms), self._in_talk(event.end_ms)
        return replace(event, utterance_id=name, start_ms=start or 0, end_ms=end or 0)

    def _in_talk(self, ms: int | None) -> int | None:
        """A time of the link's sound in that of the talk, of which it missed the beginning."""
        if ms is None:
            return None
        return ms + self._offset_ms - (self._tail_ms if ms > self._handed_ms else 0)


def _situation(trouble: Trouble, here: bool) -> Situation:
    if trouble.name == "limit":
        return "limit" if here else "limit_end"
    if not here:
        return "end"
    return "here" if trouble.name in NETWORK else "instead"
