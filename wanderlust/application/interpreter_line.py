"""Opens the interpreter in the app: borrows the ears from the conversation, holds the talk, and gives them back."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from wanderlust.application.interpreting import cannot_interpret
from wanderlust.application.lent_sound import LentSound
from wanderlust.application.talk_exports import write_talk
from wanderlust.assistant.interpreter.ports import CareJudge, InterpreterLink, TalkStore
from wanderlust.assistant.interpreter.sentences import NOT_HERE, TRYING
from wanderlust.assistant.interpreter.session import BackTranslate, InterpreterParts, InterpreterSession
from wanderlust.assistant.ports import Clock, EventSink
from wanderlust.domain import events as ev
from wanderlust.domain import interpreting as it
from wanderlust.domain.errors import BadInput, WanderlustError

log = logging.getLogger(__name__)

RETRY_S = (0.2, 1.0, 3.0)  # waited before each new connection; after the last the talk waits for ``retry``

Pair = tuple[str, str]
Directions = Callable[[tuple[str, str]], Awaitable[tuple[it.Direction, it.Direction]]]
"""How each way between the traveller's language and the other's can be interpreted now; raises WanderlustError."""

LONG_HELD_S = 10.0  # a connection that held so long was a good one

OpenLink = Callable[[it.Direction, it.Direction], Awaitable[InterpreterLink]]
"""A translation session for these two directions; raises WanderlustError."""


class Conversation(Protocol):
    """What the interpreter tells the conversation beside it."""

    async def stop(self) -> None:
        """Stop the answer being given."""
        ...

    def tell(self, text: str) -> None:
        """What was found out here, appended for the model."""
        ...


@dataclass(frozen=True, slots=True)
class InterpreterServices:
    """What the line works with.

    Attributes:
        sound: The app's sound, of which the ears are borrowed.
        clock: Time.
        sink: Takes domain events.
        store: Keeps what was said.
        care: Reads the table of careful words when it is first wanted.
        directions: How each way can be interpreted now.
        open_link: Opens a session.
        back: Translates back, for the question before careful sentences.
        delays: Told of delays; see :class:`InterpreterParts`.
        languages: Finds the languages there is something for.
        survey: How each of many pairs can be interpreted now; raises WanderlustError.
        network_up: Has a link that waits for the network try at once.
        go_back: Has a talk that went on here without its server go back to it.
    """

    sound: LentSound
    clock: Clock
    sink: EventSink
    store: TalkStore
    care: Callable[[], CareJudge]
    directions: Directions
    open_link: OpenLink
    back: BackTranslate | None = None
    delays: Callable[[str, dict[str, float]], None] = lambda utterance_id, ms: None
    languages: Callable[[], Awaitable[tuple[str, ...]]] | None = None
    survey: Callable[[Sequence[Pair]], Awaitable[tuple[tuple[it.Direction, it.Direction], ...]]] | None = None
    network_up: Callable[[], None] = lambda: None
    go_back: Callable[[], None] = lambda: None


class InterpreterLine:
    """The interpreter of one run of the app; every method is called on the conversation's loop."""

    def __init__(self, services: InterpreterServices, conversation: Conversation, careful: bool = True) -> None:
        self._services = services
        self._sink = services.sink
        self._conversation = conversation
        self._session: InterpreterSession | None = None
        self._pair: tuple[str, str] | None = None
        self._directions: tuple[it.Direction, it.Direction] | None = None
        self._running: asyncio.Task[None] | None = None
        self._again = asyncio.Event()
        self._changing = asyncio.Lock()  # one Ctrl+T after the other
        self._wanted: tuple[str, str] | None = None
        self._leaving: asyncio.Task[None] | None = None
        self.careful = careful
        self.own_language = "en"
        services.sound.speaker.on_progress(self._progress)
        self._loop = asyncio.get_running_loop()

    @property
    def session(self) -> InterpreterSession | None:
        """The talk under way, or None."""
        return self._session

    # -- opening and leaving ----------------------------------------------------------------------------------

    async def open(self, near: str, far: str) -> None:
        """Interpret between two languages from now on; with another pair open, that talk ends first.

        Raises:
            BadInput: They are the same.
            DataMissing: The table of careful words cannot be read.
        """
        if near == far:
            raise BadInput("An interpreter is between two languages.", "Choose another one.")
        async with self._changing:
            if self._pair == (near, far):
                return
            another = self._session is not None
            await self._leave(for_another=True)
            try:
                await self._open((near, far))
            except WanderlustError:
                if another:
                    self._sink(it.InterpreterClosed(0))
                raise
        await self._offer()

    async def _open(self, pair: tuple[str, str]) -> None:
        one, other = self._directions = await self._services.directions(pair)
        care = await asyncio.to_thread(self._services.care)
        await self._conversation.stop()
        microphone, voice = self._services.sound.lend()
        services = self._services
        parts = InterpreterParts(
            services.sound.speaker, microphone, services.clock, self._sink, services.store, care, voice,
            services.sound.full_duplex, services.back, services.delays, leave=self._leave_soon,
        )  # fmt: skip
        self._pair = pair
        self._session = InterpreterSession(parts, pair, self.careful)
        self._sink(it.InterpreterOpened(one, other))
        try:
            self._session.open()
        except WanderlustError as error:
            self._sink(ev.Notice("error", error.sentence, error.remedy, "microphone"))
        self._running = asyncio.create_task(self._hold(self._session, one, other))

    async def leave(self) -> None:
        """Back to the conversation, which is told what was said."""
        async with self._changing:
            await self._leave()

    async def _leave(self, for_another: bool = False) -> None:
        """End the talk; ``for_another``, the panes stay for the next, and the conversation is not back in between."""
        session, running = self._session, self._running
        if session is None or running is None:
            return
        self._session = self._running = self._pair = None
        await session.finish()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        trouble = self._services.sound.take_back()
        summary = session.talk.record.summary()
        if summary:
            self._conversation.tell(summary)
        self._sink(ev.NoticeCleared("interpreter"))
        if not for_another:
            self._sink(it.InterpreterClosed(len(session.talk.record.utterances)))
        if trouble is not None:
            self._sink(ev.Notice("error", trouble.sentence, trouble.remedy, "microphone"))

    async def close(self) -> None:
        """The app ends."""
        if self._leaving is not None:
            self._leaving.cancel()
        await self.leave()

    def set_careful(self, careful: bool) -> None:
        """Whether careful sentences wait for a yes from now on."""
        self.careful = careful
        if self._session is not None:
            self._session.talk.careful = careful

    async def changed(self) -> None:
        """Packs came or went, or the network did: look again at what can be done, and try."""
        if self._pair is not None:
            await self._look_again(self._pair)
            self._again.set()
            await self._offer()

    async def network_up(self) -> None:
        """The system says that a network is there."""
        self._services.network_up()
        await self.changed()

    def go_back(self) -> None:
        """The conversation is on its server again: so is a talk that was to be."""
        self._services.go_back()

    async def _offer(self) -> None:
        """Tell what else could be chosen, and how each pair with one of these two languages would go."""
        services, pair = self._services, self._pair
        if services.languages is None or pair is None:
            return
        codes = await services.languages()
        self._sink(it.LanguagesOffered(codes))
        if services.survey is None:
            return
        near, far = pair
        wanted = [(near, code) for code in codes if code != near] + [(code, far) for code in codes if code != far]
        try:
            surveyed = await services.survey(list(dict.fromkeys(wanted)))
        except WanderlustError as error:
            log.warning("the languages are shown without what they can do: %s", error)
            return
        if self._pair == pair:
            self._sink(it.PairsSurveyed(surveyed))

    async def _look_again(self, pair: tuple[str, str]) -> tuple[it.Direction, it.Direction]:
        before, self._directions = self._directions, await self._services.directions(pair)
        if self._directions != before:
            self._sink(it.DirectionsChanged(*self._directions))
        return self._directions

    def _leave_soon(self) -> None:
        """Somebody asked for it aloud, on a path that must not wait for itself."""
        self._leaving = asyncio.ensure_future(self.leave())

    # -- opened by the conversation ---------------------------------------------------------------------------

    async def check(self, near: str, far: str) -> None:
        """See ``ports.Interpreter``."""
        one, other = await self._services.directions((near, far))
        if not (one.means.works and other.means.works):
            raise cannot_interpret((one, other))

    def open_after_answer(self, near: str, far: str) -> None:
        """Open it once the answer now being given is over."""
        self._wanted = (near, far)

    async def answer_over(self) -> None:
        """The conversation has finished an answer."""
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            await self.open(*wanted)

    # -- what people do with the talk -------------------------------------------------------------------------

    async def export(self, path: str) -> None:
        """Write what was kept to a file; raises BadInput and StorageFailed."""
        if self._session is not None:
            await asyncio.to_thread(write_talk, self._session.talk.record.utterances, Path(path))

    def _progress(self, item_id: str, _played_ms: int, finished: bool) -> None:
        """On the speaker's thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._played, item_id, finished)

    def _played(self, item_id: str, finished: bool) -> None:
        if self._session is not None:
            self._session.played(item_id, finished)

    # -- holding ----------------------------------------------------------------------------------------------

    async def _hold(self, session: InterpreterSession, near: it.Direction, far: it.Direction) -> None:
        """Keep a connection for the talk; ends by being cancelled."""
        failures = 0
        while True:
            self._again.clear()
            if not (near.means.works and far.means.works):
                self._sink(it.InterpreterNotice(dict(NOT_HERE)))  # what is missing stands there too
                await self._again.wait()
            else:
                began = self._services.clock.monotonic()
                try:
                    await self._hold_once(session, near, far)
                except WanderlustError as error:
                    if self._session is not session:
                        return
                    log.warning("interpreter: %s", error)
                    held = self._services.clock.monotonic() - began > LONG_HELD_S
                    failures = await self._pause(error, 0 if held else failures)
            if self._session is not session:
                return
            near, far = await self._look_again((near.source, far.source))

    async def _hold_once(self, session: InterpreterSession, near: it.Direction, far: it.Direction) -> None:
        link = await self._services.open_link(near, far)
        try:
            self._sink(ev.NoticeCleared("interpreter"))
            await session.hold(link)
        finally:
            await link.close()

    async def _pause(self, error: WanderlustError, failures: int) -> int:
        """Wait before the next attempt; after the last one, until something changed."""
        self._sink(it.InterpreterNotice(dict(TRYING)))
        if failures < len(RETRY_S):
            self._sink(ev.Notice("warning", error.sentence, "I try again.", "interpreter"))
            await asyncio.sleep(RETRY_S[failures])
            return failures + 1
        self._sink(ev.Notice("error", error.sentence, error.remedy or "Try again.", "interpreter"))
        await self._again.wait()
        return 0
