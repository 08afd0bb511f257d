"""How long a spoken question waits for its spoken answer, on one running engine: prints JSON lines.

python -m tests.benchmarks.bench_voice_to_voice [--rounds 1]

Each question is a conversation of its own, spoken at a microphone's pace into the session that the app uses. Speech
ends with its last 10 ms above -45 dBFS; the first audio is the answer's first sound handed to the speaker.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from tests.benchmarks.machine import machine, median, percentile_95, tell
from tests.benchmarks.spoken_questions import SpokenQuestion, spoken_questions, with_noise
from wanderlust.application.services import ENGINE_MODEL, Services, build_services, engine_process, new_id
from wanderlust.assistant.session import Session
from wanderlust.assistant.session_parts import SessionParts
from wanderlust.audio.wave_sound import WaveMicrophone, WaveSpeaker
from wanderlust.domain import events as ev
from wanderlust.domain.conversation import Speaker as Who
from wanderlust.realtime.connection import RealtimeConnection, open_connection
from wanderlust.realtime.engine_process import EngineProcess
from wanderlust.settings.paths import discover_paths
from wanderlust.store.memory import MemoryConversation
from wanderlust.wire import server_events as sv
from wanderlust.wire.client_events import ClientEvent

ANSWER_LIMIT_S = 30.0
PARTS = ("end_of_turn_ms", "decode_left_ms", "routing_ms", "tool_ms", "first_speech_ms")


class TimedLink:
    """A connection that notes when the events came that end one part of the wait and begin the next."""

    def __init__(self, link: RealtimeConnection) -> None:
        self._link = link
        self.at: dict[str, float] = {}

    async def send(self, event: ClientEvent) -> None:
        await self._link.send(event)

    async def events(self) -> AsyncIterator[sv.ServerEvent]:
        async for event in self._link.events():
            match event:
                case sv.InputAudioCommitted():
                    self.at["committed"] = time.monotonic()
                case sv.TranscriptionCompleted():
                    self.at["transcribed"] = time.monotonic()
                case sv.ResponseDone():
                    self.at.setdefault("routed", time.monotonic())
                case sv.OutputAudioDelta():
                    self.at.setdefault("voice", time.monotonic())
                case _:
                    pass
            yield event

    async def close(self) -> None:
        await self._link.close()


@dataclass
class Answer:
    """What one question brought about."""

    tools: list[str] = field(default_factory=list)
    given_back: str = ""
    heard: str = ""
    tool_finished_at: float | None = None
    timing: ev.Timing | None = None
    trouble: str = ""
    over: asyncio.Event = field(default_factory=asyncio.Event)

    def take(self, event: ev.DomainEvent) -> None:
        match event:
            case ev.ToolStarted():
                self.tools.append(event.name)
            case ev.ToolFinished():
                self.tool_finished_at = time.monotonic()
                self.given_back += json.dumps(event.output, ensure_ascii=False)
            case ev.TurnFinished(turn) if turn.speaker is Who.USER:
                self.heard = turn.text
            case ev.AnswerFinished():
                self.timing = event.timing
                self.over.set()
            case ev.Notice(kind="error"):
                self.trouble = event.sentence
                self.over.set()
            case _:
                pass


async def ask(services: Services, engine: EngineProcess, question: SpokenQuestion, seed: int) -> dict[str, object]:
    """One conversation; the figures of its answer."""
    services.dispatch.context.focus.show((), None)
    # An answer need not be listened to: forty of them would play for four minutes.
    answer, speaker = Answer(), WaveSpeaker(fast=True)
    session = Session(
        SessionParts(
            dispatch=services.dispatch,
            speaker=speaker,
            microphone=WaveMicrophone(with_noise(question.pcm, seed)),
            store=MemoryConversation(),
            clock=services.clock,
            sink=answer.take,
            new_id=new_id,
            full_duplex=True,
        )
    )
    link = TimedLink(await open_connection(engine.url, engine.token, ENGINE_MODEL))
    holding = asyncio.create_task(session.hold(link))
    try:
        async with asyncio.timeout(ANSWER_LIMIT_S):
            await session.wait_ready()
            await session.set_hands_free(True)
            await answer.over.wait()
    except TimeoutError:
        answer.trouble = "no answer"
    finally:
        await session.set_hands_free(False)
        holding.cancel()
        await asyncio.gather(holding, return_exceptions=True)
        await link.close()
        speaker.close()
    return figures(question, answer, link.at)


def figures(question: SpokenQuestion, answer: Answer, at: dict[str, float]) -> dict[str, object]:
    """The answer judged, and its wait taken apart in milliseconds."""
    expected = question.expected
    right = expected.answered_by(answer.tools, answer.given_back)
    found: dict[str, object] = {"asked": expected.words, "heard": answer.heard, "tools": answer.tools, "right": right}
    if answer.trouble:
        return found | {"trouble": answer.trouble}
    timing = answer.timing
    if timing is None or timing.speech_end_to_first_audio_ms is None:
        return found | {"trouble": "nothing was said"}
    found |= {
        "speech_end_to_transcript_ms": timing.speech_end_to_transcript_ms,
        "speech_end_to_first_audio_ms": timing.speech_end_to_first_audio_ms,
    }
    marks = [
        at["voice"] - timing.speech_end_to_first_audio_ms / 1000,
        at["committed"],
        at["transcribed"],
        at["routed"],
        answer.tool_finished_at or at["routed"],
        at["voice"],
    ]
    spans = [round((after - before) * 1000, 1) for before, after in zip(marks, marks[1:], strict=False)]
    return found | dict(zip(PARTS, spans, strict=True))


async def bench(rounds: int) -> int:
    """Ask everything ``rounds`` times; 0 when every question was answered."""
    services = build_services(discover_paths(os.environ))
    engine = engine_process()
    answers: list[dict[str, object]] = []
    try:
        await engine.start()
        questions = spoken_questions()
        for number in range(rounds):
            for place, question in enumerate(questions):
                answers.append(await ask(services, engine, question, 100 * number + place))
                tell("voice_to_voice answer", round=number + 1, **answers[-1])
    finally:
        await engine.stop()
        services.close()
    summary: dict[str, object] = {"answers": len(answers), "right": sum(bool(a["right"]) for a in answers)}
    summary["right_percent"] = round(100 * sum(bool(a["right"]) for a in answers) / len(answers), 1)
    for name in ("speech_end_to_transcript_ms", "speech_end_to_first_audio_ms", *PARTS):
        values = [float(str(a[name])) for a in answers if name in a]
        if values:
            summary[name] = {"p50": median(values), "p95": percentile_95(values), "max": max(values)}
    tell("voice_to_voice", **summary, machine=machine())
    return 0 if all("trouble" not in a for a in answers) else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1)
    return asyncio.run(bench(parser.parse_args().rounds))


if __name__ == "__main__":
    sys.exit(main())
