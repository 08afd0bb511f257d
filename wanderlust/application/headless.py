"""``wanderlust ask``: one question through the same session and engine, without a screen."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from wanderlust.application.backend_switch import BackendSwitch
from wanderlust.application.cloud_choice import Choice
from wanderlust.application.engine_line import EngineLine
from wanderlust.application.metering import CloudMetering
from wanderlust.application.services import Services, engine_process, new_id
from wanderlust.application.wishes import Wishes
from wanderlust.assistant.session import Session
from wanderlust.assistant.session_parts import SessionParts
from wanderlust.audio.wave_sound import WaveMicrophone, WaveSpeaker
from wanderlust.domain import events as ev
from wanderlust.domain.conversation import Speaker as Who
from wanderlust.domain.errors import BadAudio, ConnectionFailed, EngineFailed, WanderlustError
from wanderlust.dsp.level import to_int16
from wanderlust.dsp.wav import read_wav, write_wav
from wanderlust.realtime.engine_process import EngineProcess
from wanderlust.store.memory import MemoryConversation

RATE = 24_000
NOTHING_HEARD_S = 4.0  # of silence after the recording before it is called empty
ANSWER_LIMIT_S = 60.0


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask.

    Attributes:
        text: Typed words, or None.
        pcm: Spoken words, PCM16 mono 24 kHz, or None.
        out: Where the spoken answer is written, or None.
        picture: A JPEG the words are about, or empty.
        fast: Push the sound through instead of keeping real time; the latency figures are left out.
    """

    text: str | None = None
    pcm: bytes | None = None
    out: Path | None = None
    fast: bool = False
    picture: bytes = b""


def question_from_wav(path: Path, out: Path | None, fast: bool) -> Question:
    """Read a spoken question; raises BadAudio with a sentence."""
    samples = read_wav(path, RATE)
    return Question(pcm=to_int16(samples).tobytes(), out=out, fast=fast)


class Asking:
    """One question on its way: hears the session's events and knows when the answer is complete."""

    def __init__(self, report: Callable[[ev.DomainEvent], None]) -> None:
        self._report = report
        self.began = False
        self.answered = asyncio.Event()
        self.said_something = False
        self.problem: WanderlustError | None = None

    def take(self, event: ev.DomainEvent) -> None:
        match event:
            case ev.TurnStarted(speaker=Who.USER):
                self.began = True
                self.answered.clear()
            case ev.TurnFinished(turn) if turn.speaker is Who.ASSISTANT:
                self.said_something = True
            case ev.AnswerFinished():
                self.answered.set()
            case ev.Notice(kind="error"):
                self.problem = EngineFailed(event.sentence, event.follow_up)
                self.answered.set()
        self._report(event)


async def ask(
    services: Services,
    question: Question,
    report: Callable[[ev.DomainEvent], None],
    wishes: Wishes | None = None,
    choice: Choice | None = None,
) -> None:
    """Ask and wait until the answer was played; every domain event goes to ``report``.

    Args:
        services: What the tools may reach.
        question: What to ask.
        report: Takes the events.
        wishes: How it is to be answered; None is as at the first start.
        choice: The server to ask, at the traveller's cost; where it cannot answer, and where there is none, this
            computer does.

    Raises:
        WanderlustError: What went wrong, in one sentence: no speech in the recording, the engine ended, ...
    """
    wishes = wishes or Wishes()
    asking = Asking(report)
    speaker = WaveSpeaker(fast=question.fast or question.pcm is None)
    microphone = WaveMicrophone(question.pcm, fast=question.fast) if question.pcm is not None else None
    session = Session(
        SessionParts(
            dispatch=services.dispatch,
            speaker=speaker,
            microphone=microphone,
            store=MemoryConversation(),
            clock=services.clock,
            sink=asking.take,
            new_id=new_id,
            full_duplex=True,
            talk=wishes.talk,
        )
    )
    llm = wishes.llm
    session.set_quiet(wishes.quiet)
    line = EngineLine(session, asking.take, lambda: engine_process(llm))
    services.translator.use(line.warm)
    metering: CloudMetering | None = None
    try:
        if choice is None or choice.cloud is None:
            if choice is not None and choice.trouble is not None:
                trouble = choice.trouble
                report(ev.CloudChanged("lost", trouble.sentence, trouble.remedy, trouble.details, trouble.name))
            await line.warm()
            work = line.hold_once()
        else:
            metering = CloudMetering(services.paths, services.clock, asking.take, choice.settings, new_id("talk"))
            await metering.start()
            switch = BackendSwitch(session, line, choice.cloud, asking.take, wishes.patience_s, metering=metering)
            work = switch.run()
        holding = asyncio.create_task(work)
        talking = asyncio.create_task(_talk(session, question, asking))
        try:
            await asyncio.wait((holding, talking), return_when=asyncio.FIRST_COMPLETED)
            if talking.done():
                talking.result()
            else:
                await _explain_end(holding, line.engine)
        finally:
            for task in (talking, holding):
                task.cancel()
            await asyncio.gather(talking, holding, return_exceptions=True)
    finally:
        await line.cool()
        if metering is not None:
            await metering.close()
        speaker.close()
    if question.out is not None:
        write_wav(question.out, np.frombuffer(speaker.pcm(), "<i2"), RATE)


async def _talk(session: Session, question: Question, asking: Asking) -> None:
    try:
        async with asyncio.timeout(ANSWER_LIMIT_S):
            await session.wait_ready()
    except TimeoutError as error:
        raise EngineFailed("The engine did not get ready within a minute.", "Run wanderlust doctor.") from error
    if question.text is not None:
        await session.say(question.text, question.picture)
    elif question.pcm is not None:
        await session.set_hands_free(True)
        await _wait_for_speech(question, asking)
    try:
        async with asyncio.timeout(ANSWER_LIMIT_S):
            await asking.answered.wait()
    except TimeoutError as error:
        raise EngineFailed("No answer came within a minute.", "Run wanderlust doctor.") from error
    if asking.problem is not None:
        raise asking.problem
    if not asking.said_something:
        raise BadAudio("I heard no words in the recording.", "Record a spoken question, close to the microphone.")


async def _wait_for_speech(question: Question, asking: Asking) -> None:
    length = 0.0 if question.fast else len(question.pcm or b"") / 2 / RATE
    ends = time.monotonic() + length
    while time.monotonic() < ends + NOTHING_HEARD_S:
        # With several sentences in the recording, the answer that counts is the one after the last of them.
        if asking.began and time.monotonic() >= ends:
            return
        await asyncio.sleep(0.05)
    raise BadAudio("I heard no speech in the recording.", "Record a spoken question, close to the microphone.")


async def _explain_end(holding: asyncio.Task[None], engine: EngineProcess | None) -> None:
    try:
        holding.result()
    except ConnectionFailed as error:
        words = await engine.farewell() if engine is not None else ""
        if words:
            raise EngineFailed(words) from error
        raise EngineFailed("The engine ended before it had answered.", "Ask again.") from error
    raise EngineFailed("The engine ended before it had answered.", "Ask again.")
