"""The engine's models behind one asynchronous face: loaded once, one queue each, shared by every session."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from wanderlust.domain.language_names import LANGUAGES
from wanderlust.domain.tool_catalogue import TRANSLATE
from wanderlust.engine.brain.second_opinion import SecondOpinion
from wanderlust.engine.model_queue import ModelQueue, Priority
from wanderlust.engine.router import HistoryItem, Routing
from wanderlust.engine.speech_segments import stretches
from wanderlust.engine.synthesizer import SpokenPiece

log = logging.getLogger(__name__)

Samples = npt.NDArray[np.float32]
RATE = 16_000
CHUNK = 512  # samples at 16 kHz that one probability of speech stands for
SPEECH_PROBABILITY = 0.5
DELTA_BYTES = 9600  # 200 ms, the size OpenAI's own deltas have
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said.

    Attributes:
        text: The words; empty when it was no speech.
        language: The one they were said in.
        language_log_probs: How likely each language was that it could have been; empty when there was only one.
        score: Mean log probability of the words' tokens.
    """

    text: str
    language: str
    language_log_probs: Mapping[str, float] = field(default_factory=dict, compare=False)
    score: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class HeardSegment:
    """The words of a stretch of a recording, with its times in seconds."""

    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class HeardRecording:
    """A recording written down: its language (empty when nobody spoke) and its segments in order."""

    language: str
    segments: tuple[HeardSegment, ...]


class Recognizes(Protocol):
    """Speech recognition: mono float32 at 16 kHz in, words out."""

    def transcribe(
        self,
        samples: Samples,
        languages: tuple[str, ...] | None = None,
        *,
        before: str = "",
        draft: bool = False,
        stale: Callable[[], bool] = ...,
    ) -> Any: ...


class Judges(Protocol):
    """Voice activity over one stream."""

    def feed(self, chunk: Samples) -> float: ...


class HearsEnds(Protocol):
    """How finished speech sounds: mono float32 at 16 kHz in, a probability out."""

    def finished(self, samples: Samples) -> float: ...


class Speaks(Protocol):
    """Speech synthesis: text in, pieces of it with their sound (int16 at 24 kHz) out, each as soon as it is made."""

    def pieces(
        self, text: str, language: str, speed: float = 1.0, wanted: Collection[str] = (), for_person: bool = False
    ) -> Iterator[SpokenPiece]: ...

    def prepare(self, language: str) -> None:
        """Load what a language needs before its first words, from any thread."""
        ...

    def close(self) -> None: ...


class Chooses(Protocol):
    """The language router, as far as a choice of tools needs it."""

    def route(
        self,
        utterance: str,
        tools: Sequence[Mapping[str, Any]],
        history: Sequence[HistoryItem],
        language: str = "en",
    ) -> Routing: ...

    def likely(
        self,
        utterance: str,
        tools: Sequence[Mapping[str, Any]],
        history: Sequence[HistoryItem],
        language: str = "en",
    ) -> tuple[tuple[str, float], ...]: ...


class Routes(Chooses, Protocol):
    """The language router."""

    def call_for(
        self,
        utterance: str,
        tools: Sequence[Mapping[str, Any]],
        history: Sequence[HistoryItem],
        language: str = "en",
    ) -> Routing: ...


@dataclass(frozen=True, slots=True)
class ModelLoaders:
    """How to load each model; each is called once, on the thread that will use it."""

    recognizer: Callable[[], Recognizes]
    voice_activity: Callable[[], Callable[[], Judges]]
    turn_end: Callable[[], HearsEnds]
    router: Callable[[], Routes]
    synthesizer: Callable[[], Speaks]


class EngineModels:
    """Owns the models and the threads they run on.

    Each model has a thread of its own: a long answer being spoken does not hold up the next question being heard.
    Models are thread-confined, so each is made where it is used.
    """

    def __init__(self, loaders: ModelLoaders, second_opinion: SecondOpinion | None = None) -> None:
        """Nothing is loaded yet.

        Args:
            loaders: How to load each model.
            second_opinion: The language model that helps the router; without one the router is alone.
        """
        self._loaders = loaders
        self.second_opinion = second_opinion
        self._hearing = ModelQueue("recognizer")
        self._ending = ThreadPoolExecutor(1, "turn-end")
        self._routing = ThreadPoolExecutor(1, "router")
        self._speaking = ThreadPoolExecutor(1, "synthesizer")
        self._loaded: asyncio.Task[None] | None = None
        self._recognizer: asyncio.Task[Recognizes] | None = None
        self._turn_end: HearsEnds | None = None
        self._router: Routes | None = None
        self._synthesizer: Speaks | None = None
        self._judge: Callable[[], Judges] | None = None
        self._routed: tuple[tuple[Any, ...], Routing] | None = None

    def load(self) -> None:
        """Begin loading, once."""
        if self._loaded is None:
            loop = asyncio.get_running_loop()
            self._recognizer = loop.create_task(self._hearing.run(lambda stale: self._loaders.recognizer()))
            self._loaded = loop.create_task(self._load())

    async def ready(self) -> None:
        """Wait until questions in words are answered aloud; raises what loading raised.

        The recogniser takes as long to load as everything else together, and words that a lost server left unanswered
        need none: sound that comes before it is there is heard as soon as it is.
        """
        self.load()
        assert self._loaded is not None
        await asyncio.shield(self._loaded)

    async def complete(self) -> None:
        """Wait until everything stands; raises what loading raised."""
        await self.ready()
        await self._recognizing()

    async def _recognizing(self) -> Recognizes:
        assert self._recognizer is not None
        return await asyncio.shield(self._recognizer)

    async def _load(self) -> None:
        loop = asyncio.get_running_loop()
        self._turn_end, self._router, self._synthesizer, self._judge = await asyncio.gather(
            loop.run_in_executor(self._ending, self._loaders.turn_end),
            loop.run_in_executor(self._routing, self._loaders.router),
            loop.run_in_executor(self._speaking, self._loaders.synthesizer),
            loop.run_in_executor(None, self._loaders.voice_activity),
        )

    def new_voice_activity(self) -> Judges:
        """A stream of its own for a session; call after :meth:`ready`."""
        assert self._judge is not None
        return self._judge()

    async def transcribe(self, sound: Samples, languages: tuple[str, ...] | None, before: str = "") -> Heard:
        """The words in mono float32 sound at 16 kHz; ``before`` is the language spoken last."""
        return await self._transcribe(sound, languages, before, Priority.FINAL)

    async def transcribe_draft(self, sound: Samples, languages: tuple[str, ...] | None, before: str = "") -> Heard:
        """The words of speech that goes on; empty when the recogniser has anything else to do, then or meanwhile."""
        for language in languages or ():
            self.prepare_voice(language)
        if not self._hearing.idle:
            return Heard("", "")
        return await self._transcribe(sound, languages, before, Priority.PARTIAL)

    async def _transcribe(
        self, sound: Samples, languages: tuple[str, ...] | None, before: str, priority: Priority
    ) -> Heard:
        if not len(sound):
            return Heard("", "")
        recognizer = await self._recognizing()
        draft = priority is Priority.PARTIAL
        result = await self._hearing.run(
            lambda stale: recognizer.transcribe(sound, languages, before=before, draft=draft, stale=stale), priority
        )
        return Heard(result.text.strip(), result.language, result.language_log_probs, result.score)

    async def sounds_finished(self, sound: Samples) -> float:
        """The probability that whoever spoke this (mono float32 at 16 kHz, its pause included) has finished."""
        turn_end = self._turn_end
        assert turn_end is not None
        return await asyncio.get_running_loop().run_in_executor(self._ending, turn_end.finished, sound)

    async def transcribe_recording(self, sound: Samples, languages: tuple[str, ...] | None) -> Heard:
        """As :meth:`transcribe`, for sound that no turn detection has looked at: without speech there are no words.

        Ungated, Whisper invents a sentence for silence, hum and noise alike; Silero stays below 0.2 on all of them.
        """
        spoken = await asyncio.to_thread(self._holds_speech, sound)
        return await self.transcribe(sound, languages) if spoken else Heard("", "")

    async def transcribe_segments(self, sound: Samples, languages: tuple[str, ...] | None) -> HeardRecording:
        """A recording written down stretch by stretch, cut at its pauses; silence between them is not listened to."""
        probabilities = await asyncio.to_thread(self._probabilities, sound)
        parts = [
            (stretch, sound[round(stretch.start * RATE) : round(stretch.end * RATE)])
            for stretch in stretches(probabilities, len(sound) / RATE)
        ]
        if not parts:
            return HeardRecording("", ())
        # The longest stretch tells the language best; one word alone is often taken for another's.
        longest = max(range(len(parts)), key=lambda number: len(parts[number][1]))
        first = await self.transcribe(parts[longest][1], languages)
        language = first.language
        segments = []
        for number, (stretch, part) in enumerate(parts):
            # The longest is written down already; hearing it twice cost a short answer on the telephone 200 ms.
            heard = first if number == longest else await self.transcribe(part, (language,))
            if heard.text:
                segments.append(HeardSegment(stretch.start, stretch.end, heard.text))
        return HeardRecording(language, tuple(segments))

    def _holds_speech(self, sound: Samples) -> bool:
        return any(probability >= SPEECH_PROBABILITY for probability in self._probabilities(sound))

    def _probabilities(self, sound: Samples) -> list[float]:
        judge = self.new_voice_activity()
        padded = np.concatenate([sound, np.zeros(CHUNK, np.float32)])
        return [judge.feed(padded[start : start + CHUNK]) for start in range(0, len(padded) - CHUNK + 1, CHUNK)]

    async def route(
        self,
        utterance: str,
        tools: Sequence[Mapping[str, Any]],
        history: Sequence[HistoryItem],
        language: str,
        must_call: bool = False,
    ) -> Routing:
        """What to do about an utterance; with ``must_call`` always a call, when there are tools."""
        router = self._router
        assert router is not None
        loop = asyncio.get_running_loop()
        if must_call:
            return await loop.run_in_executor(self._routing, router.call_for, utterance, tools, history, language)
        # Words are routed when a pause is judged, and nearly always the same ones again when it has ended the turn.
        asked = (utterance, tuple(tools), tuple(history), language)
        if self._routed is None or self._routed[0] != asked:
            routing = await loop.run_in_executor(self._routing, router.route, utterance, tools, history, language)
            self._routed = (asked, routing)
            for spoken in (language, *_translated_into(routing)):
                self.prepare_voice(spoken)
            return routing
        return self._routed[1]

    def prepare_voice(self, language: str) -> None:
        """Load the voice an answer will likely have, meanwhile; most are loaded already."""
        if self._synthesizer is not None and language != "en":
            asyncio.get_running_loop().run_in_executor(None, self._synthesizer.prepare, language)

    def reconsiders(self, routing: Routing) -> bool:
        """Whether :meth:`reconsider` could better this routing."""
        return self.second_opinion is not None and self.second_opinion.wanted(routing)

    async def reconsider(
        self,
        routing: Routing,
        utterance: str,
        tools: Sequence[Mapping[str, Any]],
        history: Sequence[HistoryItem],
        language: str,
    ) -> Routing:
        """The routing after a language model was asked too; it may take seconds, and the same one may come back."""
        router, second = self._router, self.second_opinion
        assert router is not None and second is not None
        loop = asyncio.get_running_loop()

        async def likely() -> tuple[tuple[str, float], ...]:
            return await loop.run_in_executor(self._routing, router.likely, utterance, tools, history, language)

        return (await second.on(routing, utterance, tools, history, language, likely)).routing

    async def speak(
        self, text: str, language: str, speed: float, wanted: Collection[str] = (), for_person: bool = False
    ) -> AsyncGenerator[tuple[str, bytes], None]:
        """Words and their sound (PCM16 mono 24 kHz), chunk by chunk, by a ``wanted`` voice if any.

        ``for_person`` wants a voice that is clear enough to say one person's words to another.
        """
        synthesizer = self._synthesizer
        assert synthesizer is not None
        loop = asyncio.get_running_loop()
        pieces = synthesizer.pieces(text, language, speed, wanted, for_person)
        while (piece := await loop.run_in_executor(self._speaking, _next, pieces)) is not None:
            pcm = piece.samples.astype("<i2", copy=False).tobytes()
            yield piece.text, pcm[:DELTA_BYTES]
            for start in range(DELTA_BYTES, len(pcm), DELTA_BYTES):
                yield "", pcm[start : start + DELTA_BYTES]

    def close(self) -> None:
        """Let the threads end; what they are doing is finished first."""
        if self._synthesizer is not None:
            self._synthesizer.close()
        self._hearing.close()
        for pool in (self._ending, self._routing, self._speaking):
            pool.shutdown(wait=False, cancel_futures=True)


def _translated_into(routing: Routing) -> list[str]:
    """The languages that the tools called will answer in."""
    targets = [str(call.arguments.get("target", "")) for call in routing.calls if call.name == TRANSLATE.name]
    return [code for code, name in LANGUAGES.items() if name in targets or code in targets]


def _next(chunks: Iterator[T]) -> T | None:
    return next(chunks, None)
