"""``pipecat-ai``: a pipeline of its aggregators round OpenAIRealtimeLLMService, fed with microphone frames."""

from __future__ import annotations

import asyncio
from typing import Any

from pipecat.adapters.schemas.function_schema import FunctionSchema
from pipecat.adapters.schemas.tools_schema import ToolsSchema
from pipecat.frames.frames import (
    EndFrame,
    ErrorFrame,
    InputAudioRawFrame,
    InterruptionFrame,
    LLMRunFrame,
    LLMTextFrame,
    TranscriptionFrame,
    TTSAudioRawFrame,
)
from pipecat.pipeline.pipeline import Pipeline
from pipecat.pipeline.worker import PipelineWorker
from pipecat.processors.aggregators.llm_context import LLMContext
from pipecat.processors.aggregators.llm_response_universal import LLMContextAggregatorPair
from pipecat.processors.frame_processor import FrameDirection, FrameProcessor
from pipecat.services.openai.realtime.events import (
    AudioConfiguration,
    AudioInput,
    InputAudioNoiseReduction,
    InputAudioTranscription,
    SessionProperties,
)
from pipecat.services.openai.realtime.llm import OpenAIRealtimeLLMService
from pipecat.workers.runner import WorkerRunner
from script import FRAME, LONG_TEXT, MODEL, SECOND, SHOW_ON_MAP, SILENCE, Trial, run, until


class Listener(FrameProcessor):
    """Keeps what passes."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[Any] = []

    async def process_frame(self, frame: Any, direction: FrameDirection) -> None:
        await super().process_frame(frame, direction)
        self.seen.append(frame)
        await self.push_frame(frame, direction)

    def of(self, kind: type) -> list[Any]:
        return [frame for frame in self.seen if isinstance(frame, kind)]


class Conversation:
    """A running pipeline."""

    def __init__(self, trial: Trial, modality: Any, messages: list[Any]) -> None:
        function = SHOW_ON_MAP
        schema = FunctionSchema(
            function["name"], function["description"], function["parameters"]["properties"], ["place"]
        )
        hearing = AudioInput(
            transcription=InputAudioTranscription(model="gpt-realtime-whisper"),
            noise_reduction=InputAudioNoiseReduction(type="near_field"),
        )
        properties = SessionProperties(
            instructions="You help travellers.",
            output_modalities=[modality],
            audio=AudioConfiguration(input=hearing),
        )
        settings = OpenAIRealtimeLLMService.Settings(model=MODEL, session_properties=properties)
        service = OpenAIRealtimeLLMService(api_key=trial.key, base_url=trial.socket_url, settings=settings)
        self.calls: list[dict[str, Any]] = []

        async def show_on_map(params: Any) -> None:
            self.calls.append(dict(params.arguments))
            await params.result_callback({"text": LONG_TEXT})

        service.register_function("show_on_map", show_on_map, cancel_on_interruption=False)
        context = LLMContext(messages, ToolsSchema(standard_tools=[schema]))
        pair = LLMContextAggregatorPair(context)
        self.heard, self.out = Listener(), Listener()
        pipeline = Pipeline([pair.user(), self.heard, service, self.out, pair.assistant()])
        self.worker = PipelineWorker(pipeline, cancel_on_idle_timeout=False, enable_rtvi=False)
        self.service = service
        self.started = asyncio.Event()

        @self.worker.event_handler("on_pipeline_started")
        async def _on_started(_worker: Any, _frame: Any) -> None:
            self.started.set()

    async def run(self) -> None:
        runner = WorkerRunner(handle_sigint=False)
        await runner.add_workers(self.worker)
        await runner.run()

    async def speak(self, pcm: bytes) -> None:
        """At twice the pace of speech: frames must not pile up behind the pipeline's queues."""
        for start in range(0, len(pcm), FRAME):
            await self.worker.queue_frame(InputAudioRawFrame(pcm[start : start + FRAME], 24_000, 1))
            await asyncio.sleep(0.01)

    @property
    def errors(self) -> list[str]:
        return [frame.error for listener in (self.heard, self.out) for frame in listener.of(ErrorFrame)]

    @property
    def text(self) -> str:
        return "".join(frame.text for frame in self.out.of(LLMTextFrame))

    @property
    def audio_bytes(self) -> int:
        return sum(len(frame.audio) for frame in self.out.of(TTSAudioRawFrame))


async def trial(trial: Trial) -> None:
    talk = Conversation(trial, "audio", [])
    running = asyncio.create_task(talk.run())
    await talk.started.wait()
    await talk.worker.queue_frame(LLMRunFrame())
    trial.check("connect", await until(lambda: not talk.service._llm_needs_conversation_setup), talk.errors)
    await talk.speak(SILENCE + trial.question + SILENCE)
    trial.check("tool call", await until(lambda: talk.calls) and talk.calls[0] == {"place": "Kyoto"}, talk.calls)
    heard = talk.heard.of(TranscriptionFrame)  # they travel up to the user's aggregator
    trial.check("speak", bool(heard) and "kyoto" in heard[0].text.casefold(), heard)
    trial.check("tool answer", await until(lambda: talk.audio_bytes > SECOND), talk.audio_bytes)
    await talk.speak(trial.question + SILENCE)
    trial.check("barge-in", await until(lambda: talk.out.of(InterruptionFrame)), talk.out.seen[-10:])
    cut = next((i for i, frame in enumerate(talk.out.seen) if isinstance(frame, InterruptionFrame)), 0)
    again = await until(
        lambda: len(talk.calls) == 2 and any(isinstance(frame, TTSAudioRawFrame) for frame in talk.out.seen[cut:])
    )
    trial.check("asked again", again, talk.calls)
    await until(lambda: not talk.service._response_active)
    trial.check("no error", not talk.errors, talk.errors)
    await talk.worker.queue_frame(EndFrame())
    await running

    chat = Conversation(trial, "text", [{"role": "user", "content": "Hello"}])
    running = asyncio.create_task(chat.run())
    await chat.started.wait()
    await chat.worker.queue_frame(LLMRunFrame())
    answered = await until(lambda: chat.text and not chat.service._response_active)
    trial.check("text only", answered and not chat.audio_bytes and not chat.errors, (chat.text, chat.errors))
    await chat.worker.queue_frame(EndFrame())
    await running


run(trial)
