"""Listens to one turn at a time while it is spoken: its words as they come, and whether it is over."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol

from wanderlust.domain.errors import WanderlustError
from wanderlust.engine.end_of_turn import Patience, Words, judged, silence_to_wait
from wanderlust.engine.models import Heard, Samples
from wanderlust.engine.partial_words import SettledWords
from wanderlust.engine.router import Routing


class Hears(Protocol):
    """What is asked about a turn; the engine's models, or a face of them."""

    async def transcribe(self, sound: Samples, languages: tuple[str, ...] | None, before: str = "") -> Heard: ...

    async def transcribe_draft(self, sound: Samples, languages: tuple[str, ...] | None, before: str = "") -> Heard: ...

    async def sounds_finished(self, sound: Samples) -> float: ...


class TurnListener:
    """Asks the models about the turn under way and tells the session what follows.

    A pause is decoded at once: if the turn ends there, its text is ready. Smart-turn and the router judge the pause as
    soon as it has gone on a little, and the wait for its end follows them (see ``end_of_turn``).

    Args:
        models: The engine's.
        route: What would be done about words that are not final yet.
        settled: Takes words that are certain, to be appended to those before.
        wait_for: Takes the silence, in milliseconds, after which the pause under way ends the turn.
    """

    def __init__(
        self,
        models: Hears,
        route: Callable[[Heard], Awaitable[Routing]],
        settled: Callable[[str], Awaitable[None]],
        wait_for: Callable[[int], None],
    ) -> None:
        self._models = models
        self._route = route
        self._settled = settled
        self._wait_for = wait_for
        self._words = SettledWords()
        self._hearing: asyncio.Task[Heard] | None = None
        self._earlier: asyncio.Task[Heard] | None = None
        self._weighing: asyncio.Task[None] | None = None
        self._settling: set[asyncio.Task[None]] = set()
        self.languages: tuple[str, ...] | None = None
        self.language = ""
        self.patience: Patience | None = None

    @property
    def hearing(self) -> asyncio.Task[Heard] | None:
        """The decode of the turn up to the pause under way; None while the speaker speaks."""
        return self._hearing

    async def catch_up(self) -> None:
        """Wait until what was given so far has brought its words."""
        await asyncio.gather(*self._settling, return_exceptions=True)

    def begin(self) -> None:
        """A new turn: nothing of it is known."""
        self.drop()
        self._words = SettledWords()

    def grow(self, sound: Samples) -> None:
        """The speaker goes on; this is the turn so far."""
        self._settle(lambda: self._models.transcribe_draft(sound, self.languages, self.language))

    def pause(self, sound: Samples) -> None:
        """The speaker paused; this is the turn so far."""
        self.resume()
        self._forget_earlier()
        hearing = self._hearing = self._transcribe(sound)
        self._settle(lambda: asyncio.shield(hearing))

    def weigh(self, sound: Samples) -> None:
        """The pause goes on; this is the turn so far, the pause included."""
        if self.patience is not None and self._hearing is not None:
            self._weighing = asyncio.create_task(self._weigh(sound, self._hearing, self.patience))

    def resume(self) -> None:
        """The speaker went on: the turn is not over, though the words up to the pause may still settle."""
        if self._weighing is not None:
            self._weighing.cancel()
        if self._hearing is not None:
            self._earlier, self._hearing = self._hearing, None

    def end(self, sound: Samples) -> tuple[asyncio.Task[Heard], SettledWords]:
        """The turn is over: its text, decoded from the pause on, and the words already told."""
        hearing, self._hearing = self._hearing, None
        words, self._words = self._words, SettledWords()
        self.drop()
        return hearing or self._transcribe(sound), words

    def drop(self) -> None:
        """Forget what is being asked."""
        self.resume()
        self._forget_earlier()
        for task in self._settling:
            task.cancel()

    async def close(self) -> None:
        """Stop everything, and wait until it has."""
        tasks = [*self._settling, *(t for t in (self._hearing, self._earlier, self._weighing) if t is not None)]
        self.drop()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _transcribe(self, sound: Samples) -> asyncio.Task[Heard]:
        return asyncio.create_task(self._models.transcribe(sound, self.languages, self.language))

    def _settle(self, decoding: Callable[[], Awaitable[Heard]]) -> None:
        task = asyncio.create_task(self._settled_by(decoding))
        self._settling.add(task)
        task.add_done_callback(self._settling.discard)

    async def _settled_by(self, decoding: Callable[[], Awaitable[Heard]]) -> None:
        try:
            heard = await decoding()
        except WanderlustError:
            return  # the final text meets the same error and reports it
        if heard.text and (added := self._words.agree(heard.text, heard.language)):
            await self._settled(added)

    async def _weigh(self, sound: Samples, hearing: asyncio.Task[Heard], patience: Patience) -> None:
        finished = await self._models.sounds_finished(sound)
        self._wait_for(silence_to_wait(patience, finished, Words.OPEN))
        try:
            heard = await asyncio.shield(hearing)
            routing = await self._route(heard)
        except WanderlustError:
            return
        words = judged(heard.text, heard.language, routing.kind, routing.chance)
        self._wait_for(silence_to_wait(patience, finished, words))

    def _forget_earlier(self) -> None:
        """Let go of a decode that a newer one makes useless: it stops half-way and frees the recogniser."""
        if self._earlier is not None:
            self._earlier.cancel()
            self._earlier = None
