"""What both online interpreters have in common: whose an utterance is, and a link that looks like the engine's.

Nothing is paid before it is known who speaks: by a held key, or by a witness on this computer that listens to the
first second. Captions come while somebody speaks; the voice follows when the whole sentence is known, so that it can
be looked at before it is heard.
"""

from __future__ import annotations

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from wanderlust.assistant.metered_link import limit_reached
from wanderlust.assistant.online.line import Line, Place
from wanderlust.assistant.online.one_way import FRAME_S, Spoken
from wanderlust.assistant.online.ports import Losses, Pair, SideOpinion, SideWitness, nothing_lost
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
class HearingParts:
    """What hearing two people takes.

    Attributes:
        spending: What is spent now.
        new_id: Makes ids.
        witness: Tells who speaks; None asks the people each time.
        losses: What may not have survived.
        frame_s: How long a frame of sound lasts; tests take less.
    """

    spending: Callable[[], Spending]
    new_id: Callable[[str], str]
    witness: SideWitness | None = None
    losses: Losses = nothing_lost
    frame_s: float = FRAME_S


@dataclass(slots=True, eq=False)
class Utterance:
    """One stretch of speech.

    Attributes:
        name: Its id.
        start_ms: Where it began in the talk's sound; ``end_ms`` is where its last word ended.
        held: The language whose key is down, or an empty string.
        language: Whose it is, once that is known.
        spoken: Its sound.
        stalls: Frames for which the microphone has sent nothing.
        silent: Whether a key was held and nothing said.
        sources: Its words by language, as far as anybody wrote them down.
    """

    name: str
    start_ms: int
    held: str
    language: str = ""
    spoken: Spoken = field(default_factory=Spoken)
    end_ms: int = 0
    stalls: int = 0
    silent: bool = False
    sources: dict[str, str] = field(default_factory=dict)


class HeardTalk(ABC):
    """Fills ``InterpreterLink``; whoever owns it keeps the sound in ``recent`` before sending it here.

    Args:
        pair: The two languages.
        hearing: What hearing them takes.
        recent: Holds the sound of what is not translated yet.
    """

    def __init__(self, pair: Pair, hearing: HearingParts, recent: RecentSound) -> None:
        self.pair = pair
        self._hearing, self._recent = hearing, recent
        self._utterances = Utterances()
        self._out: asyncio.Queue[tr.TranslationServerEvent | ConnectionFailed] = asyncio.Queue()
        self._line = Line(self._out.put_nowait)
        self._now: Utterance | None = None
        self._kept: dict[str, Utterance] = {}
        self._jobs: set[asyncio.Task[None]] = set()
        self._held = ""
        self._before = ""
        self._over: ConnectionFailed | None = None
        self.unfinished: list[str] = []
        """Ids of the utterances that are not translated yet, in order."""

    # -- what the two kinds do differently ------------------------------------------------------------------

    @abstractmethod
    async def _translate(self, utterance: Utterance, witness: str, place: Place) -> None:
        """Put an utterance of ``utterance.language`` into the other one and tell all of it."""

    @abstractmethod
    def _began(self, utterance: Utterance) -> None:
        """Somebody begins to speak."""

    @abstractmethod
    def _grew(self, utterance: Utterance, pcm: bytes) -> None:
        """More of it."""

    @abstractmethod
    def _ended(self, utterance: Utterance) -> None:
        """It is over."""

    @abstractmethod
    async def _left(self, utterance: Utterance) -> None:
        """It is translated, or will not be."""

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
        yield tr.TranslationCreated({"type": "translation", "between": list(self.pair)})
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

    # -- who speaks -----------------------------------------------------------------------------------------

    def _take(self, marks: list[Mark]) -> None:
        for mark in marks:
            match mark:
                case Began(at_ms):
                    self._begin(at_ms)
                case Sound(pcm) if self._now is not None:
                    self._now.stalls = 0
                    self._now.spoken.add(pcm)
                    self._grew(self._now, pcm)
                case Ended(at_ms, spoken) if self._now is not None:
                    utterance, self._now = self._now, None
                    self._recent.ended(utterance.name)
                    utterance.end_ms, utterance.silent = at_ms, not spoken
                    utterance.spoken.end()
                    self._ended(utterance)

    def _begin(self, at_ms: int) -> None:
        utterance = self._now = Utterance(self._hearing.new_id("utt"), at_ms, self._held)
        self._recent.began(utterance.name)
        self.unfinished.append(utterance.name)
        self._began(utterance)
        self._start(self._interpret(utterance, self._line.join()))

    def _hold(self, event: tr.SideHeld) -> None:
        if event.language and event.language not in self.pair:
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
        if utterance is None or event.language not in self.pair:
            self._refuse("invalid_value", "There is no such utterance in that language.", event.event_id)
            return
        utterance.language = event.language
        self._start(self._again(utterance, self._line.join()))

    async def _decide(self, utterance: Utterance) -> SideOpinion:
        """Whose it is, as soon as that is sure, or at its end."""
        for look_ms in LOOKS_MS:
            await self._reaches(utterance, lambda size=look_ms * BYTES_PER_MS: _has(utterance, size))  # type: ignore[misc]
            if utterance.held:
                return await self._held_by(utterance)
            if utterance.spoken.ended:
                break
            opinion = await self._ask(utterance)
            if opinion.sure and not utterance.held:
                return opinion
        await self._reaches(utterance, lambda: bool(utterance.held))
        return await (self._held_by(utterance) if utterance.held else self._ask(utterance))

    async def _held_by(self, utterance: Utterance) -> SideOpinion:
        """Whoever holds a key and says nothing is neither translated nor paid for."""
        await self._reaches(utterance, lambda: utterance is self._now and self._utterances.spoken)
        return SideOpinion(utterance.held, True, "key")

    async def _reaches(self, utterance: Utterance, enough: Callable[[], bool]) -> None:
        """Wait until there is enough of it, or it ends."""
        while not utterance.spoken.ended and not enough():
            if not await utterance.spoken.more(self._hearing.frame_s):
                self._stalled(utterance)

    async def _ask(self, utterance: Utterance) -> SideOpinion:
        guess = next((language for language in self.pair if language != self._before), self.pair[0])
        if self._hearing.witness is None:
            return SideOpinion(guess, False, "none")
        try:
            opinion = await self._hearing.witness.side(bytes(utterance.spoken.pcm), self.pair, self._before)
        except EngineFailed as error:
            log.warning("nobody tells who speaks: %s", error)
            return SideOpinion(guess, False, "none")
        utterance.sources.update(opinion.sources)
        return opinion

    def _stalled(self, utterance: Utterance) -> None:
        """The microphone sends nothing for a frame: closed, or muted while a voice plays. That is a pause too."""
        utterance.stalls += 1
        if utterance is self._now and not utterance.held and utterance.stalls * FRAME_S * 1000 >= PAUSE_MS:
            self._take(self._utterances.end())

    # -- what becomes of it ---------------------------------------------------------------------------------

    async def _interpret(self, utterance: Utterance, place: Place) -> None:
        try:
            opinion = await self._decide(utterance)
            if not utterance.silent:
                self._keep(utterance)
                if opinion.sure:
                    utterance.language = opinion.language
                    await self._translate(utterance, opinion.witness, place)
                    self._before = opinion.language
                else:
                    guess, margin = opinion.language, round(opinion.margin, 2)
                    place.say(tr.SideUnclear(utterance.name, dict(opinion.sources), guess, margin))
            self._recent.written(utterance.name)
            self.unfinished.remove(utterance.name)
            self.check_limit()
        except ConnectionFailed as error:
            self._break(error)
        finally:
            place.leave()
            await self._left(utterance)

    async def _again(self, utterance: Utterance, place: Place) -> None:
        """Somebody said whose it is."""
        try:
            await self._translate(utterance, "chosen", place)
            self._before = utterance.language
            self.check_limit()
        except ConnectionFailed as error:
            self._break(error)
        finally:
            place.leave()
            await self._left(utterance)

    def _target_of(self, utterance: Utterance) -> str:
        first, second = self.pair
        return second if utterance.language == first else first

    def _caption(self, utterance: Utterance, source: str, text: str) -> None:
        """So far; shown at once, whoever is being said aloud."""
        target, start_ms = self._target_of(utterance), utterance.start_ms
        self._out.put_nowait(tr.Caption(utterance.name, source, text, target, False, start_ms=start_ms))

    def _tell(
        self, utterance: Utterance, witness: str, source: str, text: str, sound: list[bytes], place: Place
    ) -> None:
        """All that came of an utterance, words before sound."""
        language, target = utterance.language, self._target_of(utterance)
        source = source.strip() or utterance.sources.get(language, "")
        text = text.strip()
        lost: tuple[str, ...] = ()
        utterance.sources[language] = source
        span = utterance.start_ms, utterance.end_ms
        if text:
            lost = self._hearing.losses(source, text, (language, target))
            place.say(tr.Caption(utterance.name, source, text, target, True, ROUTE, lost, *span))
            place.say(tr.TranslationDelta(text))
            for pcm in sound:
                place.say(tr.TranslatedSound(pcm))
        else:
            detail = ErrorDetail("OpenAI sent no translation of that.", "server_error", "no_translation")
            place.say(tr.TranslationError(detail))
        done = tr.UtteranceDone(utterance.name, language, target, witness, source, text, ROUTE, lost, *span, ms={})
        place.say(done)

    def check_limit(self) -> None:
        """Raises LimitReached when no more may be paid."""
        if (spending := self._hearing.spending()).reached:
            raise limit_reached(spending)

    def _keep(self, utterance: Utterance) -> None:
        self._kept[utterance.name] = utterance
        while len(self._kept) > KEPT_UTTERANCES:
            del self._kept[next(iter(self._kept))]

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

    def _failed(self, error: ErrorDetail) -> None:
        """An error after which the talk goes on."""
        self._out.put_nowait(tr.TranslationError(error))


def _has(utterance: Utterance, size: int) -> bool:
    return bool(utterance.held) or len(utterance.spoken.pcm) >= size
