"""``pipecat-ai`` as a whole local assistant: its turn taking and pipeline round the engine's weights, tools and voice.

Reads a line a question on stdin, ``{"clip", "seed", "hearing"}``, speaks the question at a microphone's pace into the
pipeline, and prints one line of what came of it. Its own settings are what its makers recommend or better:

- Silero VAD with 0.2 s of silence and smart-turn v3, their defaults for local turn taking; where smart-turn says
  unfinished, the fallback is our longest wait of 1.1 s instead of their 3 s.
- ``hearing`` "own" is their WhisperSTTService on our weights in int8, with two threads; "engine" is our recogniser in
  their SegmentedSTTService, without the silence theirs adds, as ours adds its own.
- Language model and tools are our router and tools, called in one step; a language model's two would take longer.
- The voice gets the whole answer at once instead of sentence by sentence, and cuts it itself.

Their eager end of turn needs a recognition service that ends turns itself, and withdraws whenever a tool is called.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import AsyncGenerator
from functools import partial
from typing import Any

import numpy as np
from loguru import logger
from pipecat.audio.turn.smart_turn.base_smart_turn import SmartTurnParams
from pipecat.audio.turn.smart_turn.local_smart_turn_v3 import LocalSmartTurnAnalyzerV3
from pipecat.audio.vad.silero import SileroVADAnalyzer
from pipecat.frames.frames import (
    EndFrame,
    Frame,
    InputAudioRawFrame,
    LLMContextFrame,
    LLMFullResponseEndFrame,
    LLMFullResponseStartFrame,
    LLMTextFrame,
    TranscriptionFrame,
    TTSAudioRawFrame,
)
from pipecat.pipeline.pipeline import Pipeline
from pipecat.pipeline.worker import PipelineWorker
from pipecat.processors.aggregators.llm_context import LLMContext
from pipecat.processors.aggregators.llm_response_universal import LLMContextAggregatorPair, LLMUserAggregatorParams
from pipecat.processors.frame_processor import FrameDirection, FrameProcessor
from pipecat.services.settings import STTSettings, TTSSettings
from pipecat.services.stt_service import SegmentedSTTService
from pipecat.services.tts_service import TextAggregationMode, TTSService
from pipecat.services.whisper.stt import WhisperSTTService
from pipecat.transcriptions.language import Language
from pipecat.turns.user_stop import TurnAnalyzerUserTurnStopStrategy
from pipecat.turns.user_turn_strategies import UserTurnStrategies
from pipecat.utils.time import time_now_iso8601
from pipecat.workers.runner import WorkerRunner

from tests.benchmarks.spoken_questions import RATE, spoken_questions, with_noise
from wanderlust.application.engine import model_loaders
from wanderlust.application.services import Services, build_services
from wanderlust.dsp.level import speech_end, to_float, to_int16
from wanderlust.dsp.resample import resample
from wanderlust.engine.end_of_turn import patience_for
from wanderlust.settings.paths import discover_paths

HEARD_RATE = 16_000  # what both Silero and Whisper take
STEP = 0.020
ANSWER_LIMIT_S = 15.0


class EngineHearing(SegmentedSTTService):
    """Our recogniser as a service of theirs."""

    def __init__(self, recognizer: Any) -> None:
        settings = STTSettings(model="whisper-base", language=Language.EN)
        super().__init__(settings=settings, sample_rate=HEARD_RATE, trailing_silence_secs=0.0)
        self._recognizer = recognizer

    @property
    def wants_wav_segments(self) -> bool:
        return False

    async def run_stt(self, audio: bytes) -> AsyncGenerator[Frame, None]:
        samples = to_float(np.frombuffer(audio, "<i2"))
        heard = await asyncio.to_thread(self._recognizer.transcribe, samples, ("en",))
        if heard.text:
            yield TranscriptionFrame(heard.text, self._user_id, time_now_iso8601(), Language.EN)


class OwnHearing(WhisperSTTService):
    """Their service with its model loaded once for all questions, and warmed up as ours is."""

    loaded: Any = None

    def _load(self) -> None:
        if OwnHearing.loaded is None:
            super()._load()
            OwnHearing.loaded = self._model
        self._model = OwnHearing.loaded


class RouterInPlaceOfModel(FrameProcessor):
    """Answers a context as a language model would: the router chooses, the tools run, their sentences are said."""

    def __init__(self, router: Any, services: Services) -> None:
        super().__init__()
        self._router, self._dispatch = router, services.dispatch
        self._tools = [spec.definition() for spec in services.dispatch.registry.specs]
        self.called: list[str] = []
        self.given_back = ""

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        await super().process_frame(frame, direction)
        if not isinstance(frame, LLMContextFrame):
            await self.push_frame(frame, direction)
            return
        await self.push_frame(LLMFullResponseStartFrame())
        await self.push_frame(LLMTextFrame(await self._answer(frame.context.get_messages())))
        await self.push_frame(LLMFullResponseEndFrame())

    async def _answer(self, messages: list[Any]) -> str:
        asked = next(str(message["content"]) for message in reversed(messages) if message["role"] == "user")
        routing = self._router.route(asked, self._tools, (), "en")  # 8 ms; its tables belong to one thread
        sentences = []
        for number, call in enumerate(routing.calls):
            run = await self._dispatch.run(f"call_{number}", call.name, json.dumps(call.arguments))
            self.called.append(call.name)
            self.given_back += run.output_text
            sentences.append(str(run.output["say"]["en"]))
        return " ".join(sentences) or routing.reply or "I did not get that."


class EngineVoice(TTSService):
    """Our voice as a service of theirs."""

    def __init__(self, synthesizer: Any) -> None:
        super().__init__(
            push_start_frame=True,
            push_stop_frames=True,
            text_aggregation_mode=TextAggregationMode.TOKEN,
            sample_rate=RATE,
            settings=TTSSettings(model="hibari", voice="heart", language=Language.EN),
        )
        self._synthesizer = synthesizer

    async def run_tts(self, text: str, context_id: str) -> AsyncGenerator[Frame, None]:
        pieces = self._synthesizer.pieces(text, "en")
        while (piece := await asyncio.to_thread(next, pieces, None)) is not None:
            yield TTSAudioRawFrame(piece.samples.astype("<i2").tobytes(), RATE, 1, context_id=context_id)


class Ear(FrameProcessor):
    """Notes when the first sound of an answer passes, and what was heard."""

    def __init__(self) -> None:
        super().__init__()
        self.answered = asyncio.Event()
        self.first_audio: float | None = None

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        await super().process_frame(frame, direction)
        if isinstance(frame, TTSAudioRawFrame) and self.first_audio is None:
            self.first_audio = time.monotonic()
            self.answered.set()
        await self.push_frame(frame, direction)


class Assistant:
    """One conversation's pipeline; the models behind it are shared."""

    def __init__(self, hearing: FrameProcessor, router: Any, synthesizer: Any, services: Services) -> None:
        longest = patience_for(None).longest_ms / 1000
        analyzer = LocalSmartTurnAnalyzerV3(params=SmartTurnParams(stop_secs=longest))
        turns = UserTurnStrategies(stop=[TurnAnalyzerUserTurnStopStrategy(turn_analyzer=analyzer)])
        user = LLMUserAggregatorParams(user_turn_strategies=turns, vad_analyzer=SileroVADAnalyzer())
        self.context = LLMContext()
        pair = LLMContextAggregatorPair(self.context, user_params=user)
        self.model, self.ear = RouterInPlaceOfModel(router, services), Ear()
        stages = [hearing, pair.user(), self.model, EngineVoice(synthesizer), self.ear, pair.assistant()]
        self.worker = PipelineWorker(Pipeline(stages), cancel_on_idle_timeout=False, enable_rtvi=False)
        self.started = asyncio.Event()

        @self.worker.event_handler("on_pipeline_started")
        async def _on_started(_worker: Any, _frame: Any) -> None:
            self.started.set()

    async def run(self) -> None:
        runner = WorkerRunner(handle_sigint=False)
        await runner.add_workers(self.worker)
        await runner.run()

    async def ask(self, pcm: bytes) -> dict[str, Any]:
        """Speak a question at a microphone's pace, then silence until it is answered."""
        whole = np.frombuffer(pcm, "<i2")
        heard = to_int16(resample(to_float(whole), RATE, HEARD_RATE))
        step, heard_step = round(RATE * STEP), round(HEARD_RATE * STEP)
        silence = np.zeros(heard_step, np.int16)
        began, count, ended = time.monotonic(), 0, 0.0
        while not self.ear.answered.is_set() and time.monotonic() < began + len(whole) / RATE + ANSWER_LIMIT_S:
            await asyncio.sleep(max(0.0, began + (count + 1) * STEP - time.monotonic()))
            now = time.monotonic()
            chunk = whole[count * step : (count + 1) * step]
            end = speech_end(to_float(chunk), RATE) if len(chunk) else None
            if end is not None:
                ended = now - (len(chunk) - end) / RATE
            part = heard[count * heard_step : (count + 1) * heard_step]
            part = np.concatenate([part, silence[len(part) :]])
            await self.worker.queue_frame(InputAudioRawFrame(part.astype("<i2").tobytes(), HEARD_RATE, 1))
            count += 1
        said = [message["content"] for message in self.context.get_messages() if message["role"] == "user"]
        found: dict[str, Any] = {"heard": " ".join(map(str, said)).strip(), "tools": self.model.called}
        found["given_back"] = self.model.given_back
        if self.ear.first_audio is None:
            return found | {"trouble": "no answer"}
        return found | {"speech_end_to_first_audio_ms": round((self.ear.first_audio - ended) * 1000, 1)}


async def serve() -> None:
    paths = discover_paths(os.environ)
    loaders, services = model_loaders(paths), build_services(paths)
    router, synthesizer, recognizer = loaders.router(), loaders.synthesizer(), loaders.recognizer()
    settings = WhisperSTTService.Settings(model=str(paths.packs / "whisper-base"), language=Language.EN)
    questions = {question.expected.clip: question for question in spoken_questions()}
    own = partial(OwnHearing, device="cpu", compute_type="int8", settings=settings)
    some = to_float(np.frombuffer(questions["01"].pcm, "<i2"))
    list(own()._model.transcribe(resample(some, RATE, HEARD_RATE), language="en")[0])
    loop = asyncio.get_running_loop()
    sys.stdout.write(json.dumps({"ready": True}) + "\n")
    sys.stdout.flush()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        asked = json.loads(line)
        services.dispatch.context.focus.show((), None)
        hearing = own() if asked["hearing"] == "own" else EngineHearing(recognizer)
        assistant = Assistant(hearing, router, synthesizer, services)
        running = asyncio.create_task(assistant.run())
        await assistant.started.wait()
        found = await assistant.ask(with_noise(questions[asked["clip"]].pcm, asked["seed"]))
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
        sys.stdout.flush()
        await assistant.worker.queue_frame(EndFrame())
        await running
    services.close()
    synthesizer.close()


logger.remove()
logger.add(sys.stderr, level="ERROR")
asyncio.run(serve())
