"""Two languages through OpenAI's translation sessions behind one link that looks like the engine's.

A session is opened when somebody begins to speak, and told its direction once it is known who: by a held key, or by a
witness on this computer that listens to the first second. Until then the sound waits, and nothing is paid. The words
come as captions while they are said; the voice follows when the whole sentence is known, so that it can be looked at
before it is heard.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from wanderlust.assistant.metered_link import limit_reached
from wanderlust.assistant.online.line import Line, Place
from wanderlust.assistant.online.minutes import SessionMinutes
from wanderlust.assistant.online.one_way import FRAME_S, OneWay, Settings, Spoken
from wanderlust.assistant.online.ports import (
    Losses,
    OpenSocket,
    Pair,
    SideOpinion,
    SideWitness,
    TranslationSocket,
    nothing_lost,
)
from wanderlust.assistant.online.speech import BYTES_PER_MS, PAUSE_MS, Began, Ended, Mark, Sound, Utterances
from wanderlust.assistant.recent_sound import RecentSound
from wanderlust.domain.cost.caps import Spending
from wanderlust.domain.errors import ConnectionFailed, EngineFailed
from wanderlust.wire import translation_events as tr
from wanderlust.wire.items import ErrorDetail

log = logging.getLogger(__name__)

ROUTE = "openai"
LOOKS_MS = (1_200, 2_400)
"""How much of an utterance the witness hears before it says whose it is; what is shorter is heard whole."""
KEPT_UTTERANCES = 8
"""Whose side can still be told: 30 s of sound each are 1.4 MB."""


@dataclass(frozen=True, slots=True)
class TalkParts:
    """What the talk is made of.

    Attributes:
        open: Opens a translation session.
        minutes: Makes the account of a session from an id.
        spending: What is spent now.
        new_id: Makes ids.
        witness: Tells who speaks; None asks the people each time.
        settings: What the sessions are told.
        losses: What may not have survived.
        frame_s: How long a frame of sound lasts; tests take less.
    """

    open: OpenSocket
    minutes: Callable[[str], SessionMinutes]
    spending: Callable[[], Spending]
    new_id: Callable[[str], str]
    witness: SideWitness | None = None
    settings: Settings = Settings()
    losses: Losses = nothing_lost
    frame_s: float = FRAME_S


@dataclass(slots=True)
class _Utterance:
    name: str
    start_ms: int
    held: str
    language: str = ""
    spoken: Spoken = field(default_factory=Spoken)
    end_ms: int = 0
    stalls: int = 0
    silent: bool = False
    sources: dict[str, str] = field(default_factory=dict)


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


class CloudTalk:
    """Fills ``InterpreterLink``; whoever owns it keeps the sound in ``recent`` before sending it here.

    Args:
        pair: The two languages, both of which the server speaks.
        parts: What it is made of.
        recent: Holds the sound of what is not translated yet.
        first: A session that is open already, for the first utterance.
    """

    def __init__(
        self, pair: Pair, parts: TalkParts, recent: RecentSound, first: TranslationSocket | None = None
    ) -> None:
        self._pair, self._parts, self._recent, self._spare = pair, parts, recent, first
        self._utterances = Utterances()
        self._out: asyncio.Queue[tr.TranslationServerEvent | ConnectionFailed] = asyncio.Queue()
        self._line = Line(self._out.put_nowait)
        self._now: _Utterance | None = None
        self._kept: dict[str, _Utterance] = {}
        self._jobs: set[asyncio.Task[None]] = set()
        self._held = ""
        self._before = ""
        self._over: ConnectionFailed | None = None
        self.unfinished: list[str] = []
        """Ids of the utterances that are not translated yet, in order."""

    # -- the link -------------------------------------------------------------------------------------------

    async def send(self, event: tr.TranslationClientEvent) -> None:
        """See ``InterpreterLink``; what direction a session has is not the caller's to set."""
        if self._over is not None:
            raise self._over
        match event:
            case tr.TranslationAppend():
                self._take(self._utterances.feed(event.audio))
            case tr.SideHeld():
                self._hold(event)
            case tr.SideChosen():
                self._choose(event)
            case tr.TranslationClose():
                self._take(self._utterances.end())
                self._start(self._finish())
            case tr.TranslationUpdate():
                self._refuse("unknown_parameter", "This talk goes both ways: it has no one language.", event.event_id)

    async def events(self) -> AsyncIterator[tr.TranslationServerEvent]:
        """See ``InterpreterLink``."""
        yield tr.TranslationCreated({"type": "translation", "between": list(self._pair)})
        while True:
            event = await self._out.get()
            if isinstance(event, ConnectionFailed):
                raise event
            yield event
            if isinstance(event, tr.TranslationClosed):
                return

    async def close(self) -> None:
        """Leave at once; what is being translated is lost here, and still in ``recent``."""
        jobs = tuple(self._jobs)
        for job in jobs:
            job.cancel()
        await asyncio.gather(*jobs, return_exceptions=True)
        spare, self._spare = self._spare, None
        if spare is not None:
            await spare.close()

    # -- who speaks -----------------------------------------------------------------------------------------

    def _take(self, marks: list[Mark]) -> None:
        for mark in marks:
            match mark:
                case Began(at_ms):
                    self._begin(at_ms)
                case Sound(pcm) if self._now is not None:
                    self._now.stalls = 0
                    self._now.spoken.add(pcm)
                case Ended(at_ms, spoken) if self._now is not None:
                    utterance, self._now = self._now, None
                    self._recent.ended(utterance.name)
                    utterance.end_ms, utterance.silent = at_ms, not spoken
                    utterance.spoken.end()

    def _begin(self, at_ms: int) -> None:
        utterance = self._now = _Utterance(self._parts.new_id("utt"), at_ms, self._held)
        self._recent.began(utterance.name)
        self.unfinished.append(utterance.name)
        self._start(self._interpret(utterance, self._line.join()))

    def _hold(self, event: tr.SideHeld) -> None:
        if event.language and event.language not in self._pair:
            self._refuse("invalid_value", "Nobody here speaks that language.", event.event_id)
            return
        self._held = event.language
        now = self._now
        if event.language and now is not None and not (now.language or now.held):
            now.held = event.language  # a word said before the key went down is theirs too
            self._utterances.held = True
            return
        self._take(self._utterances.end())
        if event.language:
            self._take(self._utterances.hold())

    def _choose(self, event: tr.SideChosen) -> None:
        utterance = self._kept.get(event.utterance_id)
        if utterance is None or event.language not in self._pair:
            self._refuse("invalid_value", "There is no such utterance in that language.", event.event_id)
            return
        self._start(self._again(utterance, event.language, self._line.join()))

    async def _decide(self, utterance: _Utterance) -> SideOpinion:
        """Whose it is, as soon as that is sure, or at its end."""
        for look_ms in LOOKS_MS:
            enough = look_ms * BYTES_PER_MS
            await self._reaches(utterance, lambda: bool(utterance.held) or len(utterance.spoken.pcm) >= enough)  # noqa: B023
            if utterance.held:
                return await self._held_by(utterance)
            if utterance.spoken.ended:
                break
            opinion = await self._ask(utterance)
            if opinion.sure and not utterance.held:
                return opinion
        await self._reaches(utterance, lambda: bool(utterance.held))
        return await (self._held_by(utterance) if utterance.held else self._ask(utterance))

    async def _held_by(self, utterance: _Utterance) -> SideOpinion:
        """Whoever holds a key and says nothing is neither translated nor paid for."""
        await self._reaches(utterance, lambda: utterance is self._now and self._utterances.spoken)
        return SideOpinion(utterance.held, True, "key")

    async def _reaches(self, utterance: _Utterance, enough: Callable[[], bool]) -> None:
        """Wait until there is enough of it, or it ends."""
        while not utterance.spoken.ended and not enough():
            if not await utterance.spoken.more(self._parts.frame_s):
                self._stalled(utterance)

    async def _ask(self, utterance: _Utterance) -> SideOpinion:
        guess = next((language for language in self._pair if language != self._before), self._pair[0])
        if self._parts.witness is None:
            return SideOpinion(guess, False, "none")
        try:
            opinion = await self._parts.witness.side(bytes(utterance.spoken.pcm), self._pair, self._before)
        except EngineFailed as error:
            log.warning("nobody tells who speaks: %s", error)
            return SideOpinion(guess, False, "none")
        utterance.sources.update(opinion.sources)
        return opinion

    def _stalled(self, utterance: _Utterance) -> None:
        """The microphone sends nothing for a frame: closed, or muted while a voice plays. That is a pause too."""
        utterance.stalls += 1
        if utterance is self._now and not utterance.held and utterance.stalls * FRAME_S * 1000 >= PAUSE_MS:
            self._take(self._utterances.end())

    # -- putting it into the other language -----------------------------------------------------------------

    async def _interpret(self, utterance: _Utterance, place: Place) -> None:
        opening = _Opening(self._socket())
        try:
            opinion = await self._decide(utterance)
            if not utterance.silent:
                self._keep(utterance)
                if opinion.sure:
                    utterance.language = opinion.language
                    await self._translate(utterance, opinion.language, opinion.witness, place, opening)
                else:
                    guess, margin = opinion.language, round(opinion.margin, 2)
                    place.say(tr.SideUnclear(utterance.name, dict(opinion.sources), guess, margin))
            self._done(utterance)
            self._check_limit()
        except ConnectionFailed as error:
            self._break(error)
        finally:
            place.leave()
            await self._put_back(opening)

    async def _again(self, utterance: _Utterance, language: str, place: Place) -> None:
        opening = _Opening(self._socket())
        try:
            await self._translate(utterance, language, "chosen", place, opening)
            self._check_limit()
        except ConnectionFailed as error:
            self._break(error)
        finally:
            place.leave()
            await self._put_back(opening)

    async def _translate(
        self,
        utterance: _Utterance,
        language: str,
        witness: str,
        place: Place,
        opening: _Opening,
    ) -> None:
        first, second = self._pair
        target = second if language == first else first
        minutes = self._parts.minutes(utterance.name)
        socket = await opening.take()
        try:
            way = self._way(socket, utterance, target, minutes)
            try:
                await way.configure(target, self._parts.settings, self._parts.new_id)
            except ConnectionFailed:
                # One that had been open for long may have died unseen.
                await socket.close()
                socket = await self._parts.open()
                way = self._way(socket, utterance, target, minutes)
                await way.configure(target, self._parts.settings, self._parts.new_id)
            await way.run()
        finally:
            minutes.settle()
            await socket.close()
        self._before = language
        self._tell(utterance, (language, target), witness, way, place)

    def _way(self, socket: TranslationSocket, utterance: _Utterance, target: str, minutes: SessionMinutes) -> OneWay:
        def caption() -> None:
            start_ms = utterance.start_ms
            event = tr.Caption(utterance.name, way.source.strip(), way.target.strip(), target, False, start_ms=start_ms)
            self._out.put_nowait(event)

        def stalled() -> None:
            self._stalled(utterance)

        def failed(error: ErrorDetail) -> None:
            self._out.put_nowait(tr.TranslationError(error))

        way = OneWay(socket, utterance.spoken, minutes, caption, stalled, failed, self._parts.frame_s)
        return way

    def _tell(self, utterance: _Utterance, direction: Pair, witness: str, way: OneWay, place: Place) -> None:
        """All that came of an utterance, words before sound."""
        language, target = direction
        source = way.source.strip() or utterance.sources.get(language, "")
        text = way.target.strip()
        lost: tuple[str, ...] = ()
        utterance.sources[language] = source
        if text:
            lost = self._parts.losses(source, text, direction)
            span = utterance.start_ms, utterance.end_ms
            place.say(tr.Caption(utterance.name, source, text, target, True, ROUTE, lost, *span))
            place.say(tr.TranslationDelta(text))
            for pcm in way.sound:
                place.say(tr.TranslatedSound(pcm))
        else:
            detail = ErrorDetail("OpenAI sent no translation of that.", "server_error", "no_translation")
            place.say(tr.TranslationError(detail))
        span = utterance.start_ms, utterance.end_ms
        place.say(tr.UtteranceDone(utterance.name, language, target, witness, source, text, ROUTE, lost, *span, ms={}))

    # -- sessions and jobs ----------------------------------------------------------------------------------

    async def _socket(self) -> TranslationSocket:
        """A session in which nothing was said yet."""
        self._check_limit()
        if self._spare is not None:
            spare, self._spare = self._spare, None
            return spare
        return await self._parts.open()

    async def _put_back(self, opening: _Opening) -> None:
        """A session that nothing was said in serves the next utterance."""
        unused = await opening.leave()
        if unused is not None and self._spare is not None:
            await unused.close()
        elif unused is not None:
            self._spare = unused

    def _check_limit(self) -> None:
        if (spending := self._parts.spending()).reached:
            raise limit_reached(spending)

    def _keep(self, utterance: _Utterance) -> None:
        self._kept[utterance.name] = utterance
        while len(self._kept) > KEPT_UTTERANCES:
            del self._kept[next(iter(self._kept))]

    def _done(self, utterance: _Utterance) -> None:
        self._recent.written(utterance.name)
        self.unfinished.remove(utterance.name)

    def _start(self, job: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(job)
        self._jobs.add(task)
        task.add_done_callback(self._jobs.discard)

    def _break(self, error: ConnectionFailed) -> None:
        if self._over is None:
            self._over = error
            self._out.put_nowait(error)

    async def _finish(self) -> None:
        """The caller has no more sound: everything under way is said first."""
        rest = [job for job in self._jobs if job is not asyncio.current_task()]
        await asyncio.gather(*rest, return_exceptions=True)
        self._out.put_nowait(tr.TranslationClosed())

    def _refuse(self, code: str, message: str, event_id: str | None) -> None:
        detail = ErrorDetail(message, "invalid_request_error", code, event_id)
        self._out.put_nowait(tr.TranslationError(detail))
