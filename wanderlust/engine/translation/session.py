"""One client's translation session: sound in, the other language's words and sound out, utterance after utterance."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncGenerator, AsyncIterable, Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

from wanderlust.domain.errors import VoiceMissing, WanderlustError, WireError
from wanderlust.engine.input_sound import (
    PER_MS,
    TAIL_MS,
    InputSound,
    SpeechBegan,
    SpeechEnded,
    SpeechGrew,
    SpeechPaused,
)
from wanderlust.engine.models import EngineModels, Heard, Samples
from wanderlust.engine.partial_words import SettledWords
from wanderlust.engine.router import Routing
from wanderlust.engine.session_settings import Refusal
from wanderlust.engine.translation.captions import Captions, word_count
from wanderlust.engine.translation.foresight import Chunk, Foresight
from wanderlust.engine.translation.kept import losses
from wanderlust.engine.translation.pair_hearing import HeardSide, PairHearing
from wanderlust.engine.translation.service import TranslationService
from wanderlust.engine.translation.settings import default_translation_session, updated_translation_session
from wanderlust.engine.translation.translator import Translated
from wanderlust.engine.turn_listener import TurnListener
from wanderlust.wire import translation_events as tr
from wanderlust.wire.codec import EventReader
from wanderlust.wire.items import ErrorDetail
from wanderlust.wire.server_events import UnknownEvent

log = logging.getLogger(__name__)

# An utterance that sounds finished ends sooner; one that does not may pause for a breath. Cut too early, a sentence is
# translated in halves.
FINISHED = 0.6
FINISHED_MS, LONGEST_MS = 400, 800
FRAME_MS = 200  # what ``elapsed_ms`` counts in
KEPT_UTTERANCES = 8  # whose side can still be told: 30 s of sound each are 2 MB
HANDS_FREE = {"type": "server_vad", "silence_duration_ms": LONGEST_MS}


@dataclass(frozen=True, slots=True)
class Talk:
    """What a session was opened for.

    Attributes:
        model: As the client calls it.
        between: Two languages that are put into each other, or None for one direction as OpenAI has it.
        extensions: Whether the client wants more events than OpenAI's.
    """

    model: str = ""
    between: tuple[str, str] | None = None
    extensions: bool = False


@dataclass(slots=True)
class _Utterance:
    """One stretch of speech on its way."""

    name: str
    start_ms: int
    captions: Captions
    end_ms: int = 0
    heard_so_far: str = ""
    sources: dict[str, str] | None = None
    sound: Samples | None = None


class TranslationSession:
    """Serves OpenAI's translation contract to one connection; utterances are done one after the other."""

    def __init__(
        self,
        models: EngineModels,
        translation: TranslationService,
        send: Callable[[tr.TranslationServerEvent], Awaitable[None]],
        new_id: Callable[[str], str],
        now: Callable[[], float],
        talk: Talk,
    ) -> None:
        self._models = models
        self._translation = translation
        self._send = send
        self._new_id = new_id
        self._talk = talk
        self._reader = EventReader(tr.TRANSLATION_CLIENT_EVENTS)
        self._targets = sorted({target for _, target in translation.directions})
        language = talk.between[1] if talk.between else (self._targets[0] if self._targets else "")
        self._settings = default_translation_session(new_id("sess"), now(), talk.model, language)
        self._sound = InputSound(models.new_voice_activity())
        self._sound.configure(HANDS_FREE)
        self._hearing = PairHearing(models, ())
        self._listener = TurnListener(self._hearing, _no_call, self._settled, self._sound.wait_for)
        self._utterance: _Utterance | None = None
        self._done: dict[str, _Utterance] = {}
        self._held = ""  # the language whose key is down
        self._by_key = False  # whether it alone ends the utterance
        self._heard_before = False
        self._said_before = False
        self._last: asyncio.Task[None] | None = None
        self._weighing: asyncio.Task[None] | None = None
        self._beside: set[asyncio.Task[None]] = set()  # captions on their way, and what nobody waits for
        self._foresight: Foresight | None = None
        self.closed = False
        self._configure()

    @property
    def _output_language(self) -> str:
        return str(self._settings["audio"]["output"]["language"])

    @property
    def _transcribes(self) -> bool:
        return self._settings["audio"]["input"]["transcription"] is not None

    @property
    def _elapsed(self) -> int:
        return self._sound.received_ms // FRAME_MS * FRAME_MS

    def _configure(self) -> None:
        if self._talk.between:
            self._hearing.languages = self._talk.between
        else:
            target = self._output_language
            # Speech that is in the target language already is heard as such, and nothing is said.
            heard = self._translation.recognised
            sources = self._translation.sources_for(target)
            self._hearing.languages = (target, *(code for code in sources if not heard or code in heard))

    def _target_of(self, language: str) -> str:
        """The language to put an utterance into; empty when it needs none."""
        if self._talk.between:
            first, second = self._talk.between
            return second if language == first else first
        return self._output_language if language != self._output_language else ""

    # -- the connection -------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Greet with ``session.created``; models and voices load meanwhile."""
        await self._send(tr.TranslationCreated(self._settings))
        if self._talk.between:
            self._do_beside(self._warm_up(self._talk.between))

    async def _warm_up(self, pair: tuple[str, str]) -> None:
        """Load what the first utterance would wait for: a heavy voice takes 2 s, a direction 0.1 s."""
        for language in pair:
            with contextlib.suppress(WanderlustError):  # whoever speaks meets the same error and is told
                await self._translation.translate("1", (language, self._target_of(language)))
                async for _ in self._models.speak("1", language, 1.0, for_person=True):
                    pass

    def preset(self, audio: Mapping[str, Any]) -> None:
        """Begin with the settings of the client secret that opened this session."""
        result = updated_translation_session(self._settings, {"audio": audio}, self._targets)
        if not isinstance(result, Refusal):
            self._settings = result
            self._configure()

    async def close(self) -> None:
        """Stop whatever still runs for this client."""
        await self._drop_foresight()
        tasks = [*self._beside, *(t for t in (self._last, self._weighing) if t is not None)]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, self._listener.close(), return_exceptions=True)

    async def receive(self, message: str | bytes) -> None:
        """Handle one message; what is wrong with it is answered by an error event."""
        try:
            event = self._reader.read(message)
        except WireError as error:
            await self._refuse(Refusal("invalid_event", error.sentence, ""), None)
            return
        match event:
            case tr.TranslationAppend():
                if len(event.audio) % 2:
                    await self._refuse(
                        Refusal("invalid_value", "The sound is PCM16: two bytes a sample.", "audio"), event
                    )
                else:
                    await self._append(event.audio)
            case tr.TranslationUpdate():
                await self._update(event)
            case tr.TranslationClose():
                await self._finish()
            case tr.SideChosen() if self._talk.extensions:
                await self._choose(event)
            case tr.SideHeld() if self._talk.extensions:
                await self._hold(event)
            case UnknownEvent() | tr.SideChosen() | tr.SideHeld():
                name = event.name if isinstance(event, UnknownEvent) else event.TYPE
                await self._refuse(Refusal("unknown_event", f"There is no client event '{name}' here.", "type"), event)

    async def _update(self, event: tr.TranslationUpdate) -> None:
        result = updated_translation_session(self._settings, event.session, self._targets)
        if isinstance(result, Refusal):
            await self._refuse(result, event)
            return
        self._settings = result
        self._configure()
        await self._send(tr.TranslationUpdated(self._settings))

    async def _refuse(self, refusal: Refusal, event: Any) -> None:
        event_id = getattr(event, "event_id", None)
        detail = ErrorDetail(refusal.message, "invalid_request_error", refusal.code, event_id, refusal.param or None)
        await self._send(tr.TranslationError(detail))

    # -- hearing --------------------------------------------------------------------------------------------

    async def _append(self, pcm: bytes) -> None:
        for mark in self._sound.append(pcm):
            match mark:
                case SpeechBegan(at_ms):
                    self._stop_weighing()
                    await self._drop_foresight()
                    self._listener.resume()
                    if self._utterance is None:
                        self._utterance = _Utterance(self._new_id("utt"), at_ms, Captions())
                        self._hearing.draft_language = ""
                        self._listener.begin()
                case SpeechGrew(sound):
                    self._listener.grow(sound)
                case SpeechPaused(sound):
                    self._listener.pause(sound)
                    self._stop_weighing()
                    await self._foresee()
                    self._weighing = asyncio.create_task(self._weigh(sound))
                case SpeechEnded() if self._by_key:
                    pass  # who holds a key may pause as long as they like
                case SpeechEnded(_, sound):
                    self._stop_weighing()
                    self._end_utterance(sound)
                    if self._held:
                        self._listen_to_key()

    def _stop_weighing(self) -> None:
        if self._weighing is not None:
            self._weighing.cancel()
            self._weighing = None

    async def _weigh(self, sound: Samples) -> None:
        if await self._models.sounds_finished(sound) >= FINISHED:
            self._sound.wait_for(FINISHED_MS)

    async def _foresee(self) -> None:
        """Make ready what follows if this pause is the end."""
        await self._drop_foresight()
        if (hearing := self._listener.hearing) is not None:
            self._foresight = Foresight(hearing, self._translated, self._spoken)

    async def _drop_foresight(self) -> None:
        foresight, self._foresight = self._foresight, None
        if foresight is not None:
            await foresight.drop()

    async def _translated(self, text: str, language: str) -> Translated | None:
        target = self._target_of(language)
        return await self._translation.translate(text, (language, target)) if target else None

    def _spoken(self, text: str, language: str) -> AsyncGenerator[Chunk, None]:
        return self._models.speak(text, self._target_of(language), 1.0, for_person=True)

    def _do_beside(self, job: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(job)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    def _end_utterance(self, sound: Samples) -> None:
        utterance, self._utterance = self._utterance, None
        if utterance is None:
            utterance = _Utterance(self._new_id("utt"), self._sound.received_ms, Captions())
        utterance.end_ms = utterance.start_ms + len(sound) // PER_MS - TAIL_MS
        utterance.sound = sound
        hearing, told = self._listener.end(sound)
        foresight, self._foresight = self._foresight, None
        self._last = asyncio.create_task(self._in_turn(self._last, utterance, hearing, told, foresight))

    async def _finish(self) -> None:
        """The client has no more sound: end the utterance under way, say everything, and close."""
        self._take_rest()
        if self._last is not None:
            await asyncio.gather(self._last, return_exceptions=True)
        self.closed = True
        await self._send(tr.TranslationClosed())

    def _take_rest(self) -> None:
        """What was said up to now is all of the utterance under way."""
        self._stop_weighing()
        rest = self._sound.take_all()
        if self._utterance is not None:
            if not self._sound.took_one_stretch:
                self._listener.drop()  # a decode begun in the last pause does not hold what came after it
            self._end_utterance(self._sound.spoken_part(rest))

    async def _hold(self, event: tr.SideHeld) -> None:
        """A key went down or came up."""
        if event.language and event.language not in self._hearing.languages:
            await self._refuse(Refusal("invalid_value", "Nobody here speaks that language.", "language"), event)
            return
        if self._held:
            self._take_rest()
        self._held = event.language
        if not self._held:
            self._listener.languages, self._by_key = None, False
            self._sound.configure(HANDS_FREE)
            return
        self._listener.languages = (self._held,)
        if self._utterance is None:
            self._listen_to_key()
        else:
            self._listener.resume()  # a word said before the key went down is theirs too, and is decoded as such

    def _listen_to_key(self) -> None:
        self._by_key = True
        self._sound.configure(None)

    async def _settled(self, words: str) -> None:
        utterance = self._utterance
        if utterance is None:
            return
        first = not utterance.heard_so_far
        utterance.heard_so_far += words
        if self._transcribes:
            await self._tell_source(words, first)
        source = utterance.heard_so_far
        language = self._hearing.draft_language
        target = self._target_of(language) if language else ""
        if not (self._talk.extensions and target and utterance.captions.wants(word_count(source, language))):
            return
        self._do_beside(self._caption(utterance, source, (language, target)))

    async def _caption(self, utterance: _Utterance, source: str, direction: tuple[str, str]) -> None:
        try:
            translated = await self._translation.translate(source, direction)
        except WanderlustError:
            return  # the whole utterance meets the same error and reports it
        if utterance is self._utterance and (shown := utterance.captions.take(translated.text, direction[1])):
            started = utterance.start_ms
            await self._send(tr.Caption(utterance.name, source, shown, direction[1], False, start_ms=started))

    async def _tell_source(self, words: str, first: bool) -> None:
        if words:
            # Deltas are appended as they are: the space between utterances is ours to send.
            lead = " " if first and self._heard_before else ""
            self._heard_before = True
            await self._send(tr.SourceDelta(lead + words, self._elapsed))

    # -- speaking -------------------------------------------------------------------------------------------

    async def _in_turn(
        self,
        before: asyncio.Task[None] | None,
        utterance: _Utterance,
        hearing: asyncio.Task[Heard],
        told: SettledWords,
        foresight: Foresight | None,
    ) -> None:
        """Say what an utterance means after the one before; ``foresight`` is that of the pause that ended it."""
        noticed = time.perf_counter()
        try:
            heard = await hearing
            if before is not None:
                await asyncio.wait((before,))
            assert isinstance(heard, HeardSide)
            if not heard.text:
                return
            if self._transcribes:
                await self._tell_source(told.rest(heard.text), first=not told.text)
            utterance.sources = {**heard.sources, heard.side.language: heard.text}
            self._done[utterance.name] = utterance
            while len(self._done) > KEPT_UTTERANCES:
                del self._done[next(iter(self._done))]
            if not heard.side.sure:
                if self._talk.extensions:
                    guess, margin = heard.side.language, round(heard.side.margin, 2)
                    await self._send(tr.SideUnclear(utterance.name, utterance.sources, guess, margin))
                return
            self._hearing.before = heard.side.language
            ms = {"recognised": (time.perf_counter() - noticed) * 1000}
            known = foresight if foresight is not None and foresight.hearing is hearing else None
            await self._interpret(utterance, heard.side.language, heard.side.witness, ms, known)
        except WanderlustError as error:
            await self._send(tr.TranslationError(ErrorDetail(error.sentence, "server_error", "server_error")))
        finally:
            if foresight is not None:
                await foresight.drop()

    async def _choose(self, event: tr.SideChosen) -> None:
        """Somebody says whose words an utterance was."""
        utterance = self._done.get(event.utterance_id)
        if utterance is None or event.language not in self._hearing.languages:
            await self._refuse(
                Refusal("invalid_value", "There is no such utterance in that language.", "language"), event
            )
            return
        self._hearing.before = event.language
        self._last = asyncio.create_task(self._chosen(self._last, utterance, event.language))

    async def _chosen(self, before: asyncio.Task[None] | None, utterance: _Utterance, language: str) -> None:
        if before is not None:
            await asyncio.wait((before,))
        try:
            sources = utterance.sources = utterance.sources or {}
            if language not in sources and utterance.sound is not None:
                sources[language] = (await self._models.transcribe(utterance.sound, (language,))).text
            if not sources.get(language):
                detail = ErrorDetail("I heard no words in that language.", "server_error", "no_words")
                await self._send(tr.TranslationError(detail))
                return
            await self._interpret(utterance, language, "chosen", {})
        except WanderlustError as error:
            await self._send(tr.TranslationError(ErrorDetail(error.sentence, "server_error", "server_error")))

    async def _interpret(
        self,
        utterance: _Utterance,
        language: str,
        witness: str,
        ms: dict[str, float],
        foresight: Foresight | None = None,
    ) -> None:
        source, target = (utterance.sources or {})[language], self._target_of(language)
        text = route = ""
        lost: tuple[str, ...] = ()
        if target:
            foreseen = await foresight.translated() if foresight is not None else None
            translated = foreseen or await self._translation.translate(source, (language, target))
            text, route = translated.text, translated.route
            ms["translated"] = translated.ms
            if self._talk.extensions:
                utterance.captions.finish(text)
                lost = tuple(f"{loss.kind} {loss.what}" for loss in losses(source, text, (language, target)))
                span = utterance.start_ms, utterance.end_ms
                await self._send(tr.Caption(utterance.name, source, text, target, True, route, lost, *span))
            begun = foresight.take_sound() if foresight is not None else None
            ms["first_sound"] = await self._say(text, target, begun)
        if self._talk.extensions:
            await self._send(
                tr.UtteranceDone(
                    utterance.name,
                    language,
                    target,
                    witness,
                    source,
                    text,
                    route,
                    lost,
                    utterance.start_ms,
                    utterance.end_ms,
                    {name: round(value, 1) for name, value in ms.items()},
                )
            )

    async def _say(self, text: str, language: str, begun: AsyncIterable[Chunk] | None = None) -> float:
        """Send the words and their sound, clause by clause; returns milliseconds to the first sound."""
        began = time.perf_counter()
        first = 0.0
        try:
            async for piece, pcm in begun or self._models.speak(text, language, 1.0, for_person=True):
                first = first or (time.perf_counter() - began) * 1000
                if piece:
                    await self._tell_target(piece)
                await self._send(tr.TranslatedSound(pcm, elapsed_ms=self._elapsed))
        except VoiceMissing:
            await self._tell_target(text)  # it can still be read
        return first

    async def _tell_target(self, words: str) -> None:
        lead = " " if self._said_before else ""
        self._said_before = True
        await self._send(tr.TranslationDelta(lead + words, self._elapsed))


async def _no_call(heard: Heard) -> Routing:
    """What is said here is for the other person: it asks nothing of us."""
    return Routing((), 1.0, None, "chat", "")
