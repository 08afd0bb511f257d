"""A recorded talk of two people held through the interpreter, without a screen."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from wanderlust.domain.errors import BadAudio, BadInput, ConnectionFailed, EngineFailed
from wanderlust.domain.interpreting import Direction
from wanderlust.domain.language_names import english_name
from wanderlust.dsp.level import SPEECH_FLOOR_DBFS, dbfs, to_float
from wanderlust.realtime.connection import RealtimeConnection
from wanderlust.realtime.engine_process import EngineProcess
from wanderlust.realtime.engine_translation import directions, open_interpreter, translation_events
from wanderlust.wire import translation_events as tr

RATE = 24_000
FRAME = RATE // 25  # 40 ms
LEVEL_FRAME = RATE // 100
# The last utterance ends by silence, as in a room.
SILENCE_S = 1.0


class Listening:
    """Collects what comes back: lines to report, sound in its place, and when each thing came."""

    def __init__(self, report: Callable[[dict[str, Any]], None], fast: bool) -> None:
        self._report = report
        self._fast = fast
        self._began = time.monotonic()
        self._sound = bytearray()
        self._heard: list[tuple[int, float]] = []  # end in ms of each loud 10 ms frame, and when it was sent
        self._captions: dict[str, float] = {}
        self._first_sound: float | None = None
        self.utterances = 0

    @property
    def pcm(self) -> bytes:
        return bytes(self._sound)

    def begin(self) -> None:
        """The recording starts now."""
        self._began = time.monotonic()

    def sent(self, pcm: npt.NDArray[np.int16], start_ms: int) -> None:
        """A frame of the recording has just been sent."""
        now = time.monotonic()
        for offset in range(0, len(pcm) - LEVEL_FRAME + 1, LEVEL_FRAME):
            if dbfs(to_float(pcm[offset : offset + LEVEL_FRAME])) > SPEECH_FLOOR_DBFS:
                self._heard.append((start_ms + (offset + LEVEL_FRAME) * 1000 // RATE, now))

    def take(self, event: tr.TranslationServerEvent) -> None:
        """An event came; raises EngineFailed when it says that something broke."""
        now = time.monotonic()
        match event:
            case tr.Caption(final=True):
                self._captions[event.utterance_id] = now
                self._first_sound = None
            case tr.TranslatedSound():
                self._first_sound = self._first_sound or now
                self._place(event.delta, now)
            case tr.UtteranceDone():
                self.utterances += 1
                self._report(self._line(event))
            case tr.SideUnclear():
                self.utterances += 1
                line = {"event": "unclear", "sources": event.sources, "guess": event.guess, "margin": event.margin}
                self._report(line)
            case tr.TranslationError():
                raise EngineFailed(event.error.message)

    def _place(self, pcm: bytes, now: float) -> None:
        if not self._fast:
            pause = int((now - self._began) * RATE) * 2 - len(self._sound)
            # Sound comes faster than it plays: only a real pause leaves a gap.
            self._sound.extend(bytes(max(0, pause)))
        self._sound.extend(pcm)

    def _line(self, event: tr.UtteranceDone) -> dict[str, Any]:
        ms = dict(event.ms)
        if not self._fast and event.witness != "chosen":
            ends = [at for end_ms, at in self._heard if end_ms <= event.end_ms + 100]
            if ends and event.utterance_id in self._captions:
                ms["caption"] = round((self._captions[event.utterance_id] - ends[-1]) * 1000, 1)
            if ends and self._first_sound is not None:
                ms["sound"] = round((self._first_sound - ends[-1]) * 1000, 1)
        return {
            "event": "utterance",
            "speaker_language": event.speaker_language,
            "target_language": event.target_language,
            "source": event.source,
            "target": event.target,
            "route": event.route,
            "witness": event.witness,
            "lost": list(event.lost),
            "start_ms": event.start_ms,
            "end_ms": event.end_ms,
            "ms": ms,
        }


async def interpret(
    engine: EngineProcess,
    pair: tuple[str, str],
    talk: npt.NDArray[np.int16],
    report: Callable[[dict[str, Any]], None],
    fast: bool,
) -> bytes:
    """Play a talk to the interpreter and collect what it says; every finished utterance goes to ``report``.

    Args:
        engine: Not yet started; ended afterwards.
        pair: The two languages.
        talk: Mono at 24 kHz.
        report: Takes one JSON object an utterance.
        fast: Push it through instead of keeping real time.

    Returns:
        What the interpreter said: PCM16 mono 24 kHz, with pauses where it was silent.

    Raises:
        BadInput: The engine cannot interpret between the two.
        BadAudio: Nobody spoke.
        EngineFailed: The engine broke.
    """
    listening = Listening(report, fast)
    try:
        await engine.start()
        link = await _opened(engine, pair)
        try:
            async with asyncio.TaskGroup() as tasks:
                ready = asyncio.Event()
                tasks.create_task(_listen(link, listening, ready))
                tasks.create_task(_play(link, listening, talk, ready, fast))
        except ExceptionGroup as group:
            raise group.exceptions[0] from group
        finally:
            await link.close()
    finally:
        await engine.stop()
    if not listening.utterances:
        raise BadAudio("I heard no speech in the recording.", "Record the talk close to the microphone.")
    return listening.pcm


async def _opened(engine: EngineProcess, pair: tuple[str, str]) -> RealtimeConnection:
    try:
        return await open_interpreter(engine, *pair)
    except ConnectionFailed as error:
        if error.code == 400:
            raise cannot_interpret(await directions(engine, *pair)) from error
        raise


def cannot_interpret(states: tuple[Direction, Direction]) -> BadInput:
    """Why two people cannot be interpreted for on this computer, and what to install."""
    first, second = (english_name(state.source) for state in states)
    deaf = [english_name(state.source) for state in states if "recognition" in state.lacking]
    if deaf:
        return BadInput(f"I do not understand spoken {' or '.join(deaf)}.", "Typed words go with: wanderlust translate")
    packs = dict.fromkeys(name for state in states for name in state.packs)
    remedy = (
        f"Install it with: wanderlust engine pack install {' '.join(packs)}"
        if packs
        else "See which languages there are with: wanderlust engine pack list --languages"
    )
    return BadInput(f"I cannot interpret between {first} and {second} on this computer.", remedy)


async def _listen(link: RealtimeConnection, listening: Listening, ready: asyncio.Event) -> None:
    async for event in translation_events(link):
        if isinstance(event, tr.TranslationCreated):
            ready.set()
        elif isinstance(event, tr.TranslationClosed):
            return
        else:
            listening.take(event)


async def _play(
    link: RealtimeConnection, listening: Listening, talk: npt.NDArray[np.int16], ready: asyncio.Event, fast: bool
) -> None:
    await ready.wait()
    listening.begin()
    began = time.monotonic()
    whole = np.concatenate([talk, np.zeros(round(SILENCE_S * RATE), np.int16)])
    for start in range(0, len(whole), FRAME):
        frame = whole[start : start + FRAME]
        if not fast:
            await asyncio.sleep(max(0.0, began + (start + len(frame)) / RATE - time.monotonic()))
        await link.send(tr.TranslationAppend(frame.astype("<i2").tobytes()))
        listening.sent(frame, start * 1000 // RATE)
    await link.send(tr.TranslationClose())
