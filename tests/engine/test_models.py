"""Models are loaded once, each on its own thread, and each asked one thing at a time."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from tests.fakes.scripted_judge import ScriptedJudge, stretches
from wanderlust.domain.errors import DataMissing
from wanderlust.engine.models import DELTA_BYTES, EngineModels, Judges, ModelLoaders
from wanderlust.engine.router import HistoryItem, Routing, ToolCall
from wanderlust.engine.synthesizer import SpokenPiece

Samples = npt.NDArray[np.float32]
SOUND = np.full(16_000, 0.1, np.float32)


@dataclass
class Words:
    text: str
    language: str = "en"
    language_log_probs: dict[str, float] = field(default_factory=dict)
    score: float = -0.2


@dataclass
class Recognizer:
    """Counts how many it hears at once, and on which threads."""

    hold: threading.Event | None = None
    begun: threading.Event = field(default_factory=threading.Event)
    at_once: int = 0
    most: int = 0
    threads: set[int] = field(default_factory=set)
    heard: list[tuple[int, tuple[str, ...] | None]] = field(default_factory=list)

    def transcribe(
        self,
        samples: Samples,
        languages: tuple[str, ...] | None = None,
        *,
        before: str = "",
        draft: bool = False,
        stale: Callable[[], bool] = lambda: False,
    ) -> Words:
        self.threads.add(threading.get_ident())
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        self.begun.set()
        if self.hold is not None:
            assert self.hold.wait(10)
        self.heard.append((len(samples), languages))
        self.at_once -= 1
        return Words(f"  {len(samples)} samples ")


class TurnEnd:
    def finished(self, samples: Samples) -> float:
        return 0.5


class Router:
    def route(
        self,
        utterance: str,
        tools: Sequence[Mapping[str, Any]],
        history: Sequence[HistoryItem],
        language: str = "en",
    ) -> Routing:
        return Routing((), 1.0, f"{utterance} in {language}", "chat", "chat_test")

    def call_for(
        self,
        utterance: str,
        tools: Sequence[Mapping[str, Any]],
        history: Sequence[HistoryItem],
        language: str = "en",
    ) -> Routing:
        call = ToolCall(str(tools[0]["name"]), {"words": utterance})
        return Routing((call,), 0.1, None, "act", call.name)

    def likely(
        self,
        utterance: str,
        tools: Sequence[Mapping[str, Any]],
        history: Sequence[HistoryItem],
        language: str = "en",
    ) -> tuple[tuple[str, float], ...]:
        return ()


class Synthesizer:
    def __init__(self) -> None:
        self.prepared: list[str] = []
        self.asked = threading.Event()

    def pieces(
        self, text: str, language: str, speed: float = 1.0, wanted: Collection[str] = (), for_person: bool = False
    ) -> Iterator[SpokenPiece]:
        for word in text.split():
            yield SpokenPiece(word, np.full(6000, 7, np.int16))

    def prepare(self, language: str) -> None:
        self.prepared.append(language)
        self.asked.set()

    def close(self) -> None:
        return


def loaders(recognizer: Recognizer | None = None) -> ModelLoaders:
    def judges() -> Judges:
        return ScriptedJudge(stretches((0.0, 500), (0.9, 320)))

    return ModelLoaders(lambda: recognizer or Recognizer(), lambda: judges, TurnEnd, Router, Synthesizer)


async def test_each_model_is_loaded_once() -> None:
    count = 0

    def recognizer() -> Recognizer:
        nonlocal count
        count += 1
        return Recognizer()

    models = EngineModels(replace(loaders(), recognizer=recognizer))
    models.load()
    await asyncio.gather(models.ready(), models.ready())
    await models.ready()
    assert count == 1
    models.close()


async def test_what_loading_raised_reaches_everyone_who_waits() -> None:
    def broken() -> Recognizer:
        raise DataMissing("whisper-base", "The weights are not here.", "Run setup.")

    models = EngineModels(replace(loaders(), recognizer=broken))
    for _ in range(2):
        with pytest.raises(DataMissing, match="weights are not here"):
            await models.complete()
    models.close()


async def test_one_who_stops_waiting_does_not_stop_the_loading() -> None:
    go = threading.Event()

    def slow() -> Recognizer:
        assert go.wait(10)
        return Recognizer()

    models = EngineModels(replace(loaders(), recognizer=slow))
    impatient = asyncio.create_task(models.complete())
    await asyncio.sleep(0)
    impatient.cancel()
    await asyncio.gather(impatient, return_exceptions=True)
    go.set()
    await models.complete()
    assert (await models.transcribe(SOUND, None)).text == "16000 samples"
    models.close()


async def test_words_are_answered_before_the_recogniser_stands_and_sound_waits_for_it() -> None:
    go = threading.Event()

    def slow() -> Recognizer:
        assert go.wait(10)
        return Recognizer()

    models = EngineModels(replace(loaders(), recognizer=slow))
    await models.ready()
    hearing = asyncio.create_task(models.transcribe(SOUND, None))
    assert (await models.transcribe_draft(SOUND, None)).text == ""
    assert (await models.route("Hello", [], [], "en")).reply == "Hello in en"
    assert [words async for words, _ in models.speak("Hello", "en", 1.0)] == ["Hello", ""]
    assert not hearing.done()
    go.set()
    assert (await hearing).text == "16000 samples"
    models.close()


async def test_questions_are_heard_one_after_the_other_on_one_thread() -> None:
    recognizer = Recognizer()
    models = EngineModels(loaders(recognizer))
    await models.ready()
    heard = await asyncio.gather(*(models.transcribe(SOUND[:size], ("en",)) for size in (100, 200, 300)))
    assert [h.text for h in heard] == ["100 samples", "200 samples", "300 samples"]
    assert recognizer.most == 1 and len(recognizer.threads) == 1
    assert recognizer.heard == [(100, ("en",)), (200, ("en",)), (300, ("en",))]
    models.close()


async def test_routing_does_not_wait_for_hearing() -> None:
    recognizer = Recognizer(hold=threading.Event())
    models = EngineModels(loaders(recognizer))
    await models.ready()
    hearing = asyncio.create_task(models.transcribe(SOUND, None))
    await asyncio.to_thread(recognizer.begun.wait, 10)
    routing = await models.route("Hello", [], [], "en")
    assert routing.reply == "Hello in en" and not hearing.done()
    assert recognizer.hold is not None
    recognizer.hold.set()
    await hearing
    models.close()


async def test_no_sound_is_no_words_and_asks_no_model() -> None:
    recognizer = Recognizer()
    models = EngineModels(loaders(recognizer))
    await models.ready()
    heard = await models.transcribe(SOUND[:0], None)
    assert (heard.text, heard.language, recognizer.heard) == ("", "", [])
    models.close()


async def test_a_recording_without_speech_is_not_written_down() -> None:
    recognizer = Recognizer()
    models = EngineModels(loaders(recognizer))
    await models.ready()
    # The judge of this test hears speech from 512 ms on.
    assert (await models.transcribe_recording(SOUND[:6000], None)).text == ""
    assert (await models.transcribe_recording(SOUND, None)).text == "16000 samples"
    models.close()


async def test_speech_comes_word_by_word_in_pieces_of_a_fifth_of_a_second() -> None:
    models = EngineModels(loaders())
    await models.ready()
    chunks = [chunk async for chunk in models.speak("Hello there", "en", 1.0)]
    assert [words for words, _ in chunks if words] == ["Hello", "there"]
    assert [len(pcm) for _, pcm in chunks] == [DELTA_BYTES, 12_000 - DELTA_BYTES] * 2
    assert b"".join(pcm for _, pcm in chunks) == np.full(12_000, 7, "<i2").tobytes()
    models.close()


async def test_a_client_that_wants_a_call_gets_one() -> None:
    models = EngineModels(loaders())
    await models.ready()
    routing = await models.route("Hello", [{"name": "f"}], [], "en", must_call=True)
    assert routing.calls == (ToolCall("f", {"words": "Hello"}),)
    models.close()


async def test_the_same_words_in_the_same_talk_are_routed_once() -> None:
    models = EngineModels(loaders())
    await models.ready()
    talk: list[HistoryItem] = []
    first = await models.route("Hello", [{"name": "f"}], talk, "en")
    assert await models.route("Hello", [{"name": "f"}], list(talk), "en") is first
    assert await models.route("Hello", [{"name": "f"}], [HistoryItem("user", text="Where?")], "en") is not first
    assert (await models.route("Hello", [], talk, "fr")).reply == "Hello in fr"
    models.close()


async def test_a_recording_is_written_down_between_its_pauses() -> None:
    """Two seconds of speech, two of silence, two of speech, and the times are those of the speech."""
    judge = ScriptedJudge(stretches((0.9, 2000), (0.0, 2000), (0.9, 2000), (0.0, 1000)))
    recognizer = Recognizer()
    models = EngineModels(ModelLoaders(lambda: recognizer, lambda: lambda: judge, TurnEnd, Router, Synthesizer))
    await models.ready()
    recording = await models.transcribe_segments(np.zeros(7 * 16_000, np.float32), ("en",))
    assert [(round(s.start), round(s.end)) for s in recording.segments] == [(0, 2), (4, 6)]
    assert recording.language == "en"
    models.close()


async def test_the_voices_of_the_travellers_languages_load_while_the_traveller_talks() -> None:
    synthesizer = Synthesizer()
    models = EngineModels(replace(loaders(), synthesizer=lambda: synthesizer))
    await models.complete()
    await models.transcribe_draft(np.zeros(16_000, np.float32), ("en", "ja"))
    await asyncio.to_thread(synthesizer.asked.wait, 10)
    assert synthesizer.prepared == ["ja"]
    models.close()


async def test_the_voice_of_a_translation_loads_while_it_is_made() -> None:
    class Translating(Router):
        def route(
            self,
            utterance: str,
            tools: Sequence[Mapping[str, Any]],
            history: Sequence[HistoryItem],
            language: str = "en",
        ) -> Routing:
            call = ToolCall("translate", {"text": utterance, "target": "Japanese"})
            return Routing((call,), 0.9, None, "act", call.name)

    synthesizer = Synthesizer()
    models = EngineModels(replace(loaders(), router=Translating, synthesizer=lambda: synthesizer))
    await models.ready()
    await models.route("Good morning", (), (), "en")
    await asyncio.to_thread(synthesizer.asked.wait, 10)
    assert synthesizer.prepared == ["ja"]
    models.close()
