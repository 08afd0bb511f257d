"""Two languages through OpenAI's translation sessions: one session an utterance, in the direction it is spoken.

The session is opened when somebody begins to speak, and told its direction once it is known who; by then it stands.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from wanderlust.assistant.online.heard_talk import HeardTalk, HearingParts, Utterance
from wanderlust.assistant.online.line import Place
from wanderlust.assistant.online.minutes import SessionMinutes
from wanderlust.assistant.online.one_way import DRAIN_S, OneWay, Settings
from wanderlust.assistant.online.ports import OpenSocket, Pair, TranslationSocket
from wanderlust.assistant.recent_sound import RecentSound
from wanderlust.domain.errors import ConnectionFailed


@dataclass(frozen=True, slots=True)
class CloudParts:
    """What the talk is made of.

    Attributes:
        open: Opens a translation session.
        minutes: Makes the account of a session from an id.
        settings: What the sessions are told.
        drain_s: Longest silence of a server that was asked to close.
    """

    open: OpenSocket
    minutes: Callable[[str], SessionMinutes]
    settings: Settings = Settings()
    drain_s: float = DRAIN_S


class _Opening:
    """A session on its way, from the moment somebody begins to speak."""

    def __init__(self, job: Coroutine[Any, Any, TranslationSocket]) -> None:
        self._task = asyncio.ensure_future(job)
        self._taken = False

    async def take(self) -> TranslationSocket:
        """The session, to be used and closed; raises ConnectionFailed when there is none."""
        self._taken = True
        return await self._task

    async def leave(self) -> TranslationSocket | None:
        """The session if it is open and nobody took it."""
        if not self._task.done():
            self._task.cancel()
        (result,) = await asyncio.gather(self._task, return_exceptions=True)
        return None if self._taken or isinstance(result, BaseException) else result


class CloudTalk(HeardTalk):
    """The interpreter over translation sessions; see :class:`HeardTalk`.

    Args:
        pair: The two languages, both of which the server speaks.
        hearing: What hearing them takes.
        recent: Holds the sound of what is not translated yet.
        parts: What it is made of.
        first: A session that is open already, for the first utterance.
    """

    def __init__(
        self,
        pair: Pair,
        hearing: HearingParts,
        recent: RecentSound,
        parts: CloudParts,
        first: TranslationSocket | None = None,
    ) -> None:
        super().__init__(pair, hearing, recent)
        self._parts, self._spare = parts, first
        self._openings: dict[str, _Opening] = {}

    async def close(self) -> None:
        """See :class:`HeardTalk`."""
        await super().close()
        spare, self._spare = self._spare, None
        if spare is not None:
            await spare.close()

    def _began(self, utterance: Utterance) -> None:
        self._openings[utterance.name] = _Opening(self._socket())

    def _grew(self, utterance: Utterance, pcm: bytes) -> None:
        """Its session takes the sound from the utterance."""

    def _ended(self, utterance: Utterance) -> None:
        """Its session closes when it has all of the sound."""

    async def _left(self, utterance: Utterance) -> None:
        """A session that nothing was said in serves the next utterance."""
        opening = self._openings.pop(utterance.name, None)
        unused = await opening.leave() if opening is not None else None
        if unused is not None and self._spare is not None:
            await unused.close()
        elif unused is not None:
            self._spare = unused

    async def _socket(self) -> TranslationSocket:
        """A session in which nothing was said yet."""
        self.check_limit()
        if self._spare is not None:
            spare, self._spare = self._spare, None
            return spare
        return await self._parts.open()

    async def _translate(self, utterance: Utterance, witness: str, place: Place) -> None:
        opening = self._openings.get(utterance.name)
        if opening is None:
            opening = self._openings[utterance.name] = _Opening(self._socket())
        target = self._target_of(utterance)
        minutes = self._parts.minutes(utterance.name)
        settings, new_id = self._parts.settings, self._hearing.new_id
        socket = await opening.take()
        try:
            way = self._way(socket, utterance, minutes)
            try:
                await way.configure(target, settings, new_id)
            except ConnectionFailed:
                # One that had been open for long may have died unseen.
                await socket.close()
                socket = await self._parts.open()
                way = self._way(socket, utterance, minutes)
                await way.configure(target, settings, new_id)
            await way.run()
        finally:
            minutes.settle()
            await socket.close()
        self._tell(utterance, witness, way.source, way.target, way.sound, place)

    def _way(self, socket: TranslationSocket, utterance: Utterance, minutes: SessionMinutes) -> OneWay:
        return OneWay(
            socket,
            utterance.spoken,
            minutes,
            on_words=lambda source, target: self._caption(utterance, source, target),
            on_stall=lambda: self._stalled(utterance),
            on_error=self._failed,
            frame_s=self._hearing.frame_s,
            drain_s=self._parts.drain_s,
        )
