"""Microphone and speaker tried from the settings: a test sound, one's own words played back, the level in sight."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import numpy as np

from wanderlust.application.lent_sound import LentSound
from wanderlust.assistant.ports import EventSink
from wanderlust.audio.format import RATE, meter, pcm_of
from wanderlust.domain import events as ev
from wanderlust.domain.errors import SoundFailed
from wanderlust.dsp.level import dbfs, to_float, to_int16

RECORDED_S = 3.0  # a short sentence
LONGEST_WAIT_S = 10.0  # for a speaker that stops while it plays
NOTES_HZ = (659.3, 880.0)
NOTE_S = 0.35
LOUDNESS = 0.2  # -14 dBFS, about as loud as the voice
BLOCK = RATE // 50

Pause = Callable[[float], Awaitable[None]]


class SoundTrial:
    """One trial at a time; the conversation hears nothing of it.

    Args:
        sound: Of the conversation, which lends its microphone.
        quiet: Whether nobody is speaking or being answered just now.
        sink: Told how the trial goes.
        pause: Waits for so many seconds.
    """

    def __init__(
        self, sound: LentSound, quiet: Callable[[], bool], sink: EventSink, pause: Pause = asyncio.sleep
    ) -> None:
        self._sound, self._quiet, self._sink, self._pause = sound, quiet, sink, pause
        self._loop = asyncio.get_running_loop()
        self._playing: tuple[str, asyncio.Event] | None = None
        self._trials = 0
        self._running = False
        sound.speaker.on_progress(self._progress)

    def watch(self, on: bool) -> None:
        """Keep the microphone open for its level while it is looked at; without a microphone there is none."""
        if self._sound.microphone is None:
            return
        try:
            self._sound.microphone.watch(on)
        except SoundFailed as error:
            self._sink(ev.SoundTried("over", trouble=str(error)))

    async def play(self) -> None:
        """Play two notes."""
        await self._alone(self._play_notes)

    async def hear_yourself(self) -> None:
        """Record for three seconds and play it back."""
        await self._alone(self._play_back)

    async def _alone(self, trial: Callable[[], Awaitable[float]]) -> None:
        microphone = self._sound.microphone
        if self._running:
            return
        if not self._quiet() or (microphone is not None and microphone.lent):
            self._sink(ev.SoundTried("over", trouble="Somebody is talking just now. Try again in a moment."))
            return
        self._running = True
        loudest, trouble = 0.0, ""
        _, voice = self._sound.lend()
        if voice is not None:
            voice.on_voice(lambda change: None)
        try:
            loudest = await trial()
        except SoundFailed as error:
            trouble = str(error)
        finally:
            failure = self._sound.take_back()
            self._running = False
            self._sink(ev.SoundTried("over", loudest, trouble or str(failure or "")))

    async def _play_notes(self) -> float:
        await self._sounded(two_notes())
        return 0.0

    async def _play_back(self) -> float:
        lent = self._sound.microphone
        if lent is None:
            raise SoundFailed("There is no microphone.", "Plug one in.")
        recorded: list[bytes] = []
        self._sink(ev.SoundTried("recording"))
        lent.inner.open(recorded.append)
        try:
            await self._pause(RECORDED_S)
        finally:
            lent.inner.close()
        pcm = b"".join(recorded)
        loudest = loudest_of(pcm)
        if pcm:
            await self._sounded(pcm, loudest)
        return loudest

    async def _sounded(self, pcm: bytes, loudest: float = 0.0) -> None:
        self._trials += 1
        item, over = f"sound-trial-{self._trials}", asyncio.Event()
        self._playing = (item, over)
        self._sink(ev.SoundTried("playing", loudest))
        self._sound.speaker.play(item, pcm)
        self._sound.speaker.finish(item)
        try:
            async with asyncio.timeout(len(pcm) / 2 / RATE + LONGEST_WAIT_S):
                await over.wait()
        except TimeoutError:
            raise SoundFailed("The speaker did not play it.", "Choose another one.") from None
        finally:
            self._playing = None

    def _progress(self, item_id: str, _played_ms: int, finished: bool) -> None:
        """On the speaker's thread."""
        playing = self._playing
        if finished and playing is not None and playing[0] == item_id:
            self._loop.call_soon_threadsafe(playing[1].set)


def two_notes() -> bytes:
    """Two notes, faded in and out so that nothing clicks: PCM16 mono 24 kHz."""
    seconds = np.arange(round(NOTE_S * RATE)) / RATE
    fade = np.sin(np.pi * seconds / NOTE_S) ** 2
    notes = [LOUDNESS * fade * np.sin(2 * np.pi * hertz * seconds) for hertz in NOTES_HZ]
    return to_int16(np.concatenate(notes)).astype("<i2").tobytes()


def loudest_of(pcm: bytes) -> float:
    """The loudest 20 ms of a recording on the meter's scale, 0 to 1."""
    samples = to_float(pcm_of(pcm))
    blocks = [samples[at : at + BLOCK] for at in range(0, len(samples), BLOCK)]
    return max((meter(dbfs(block)) for block in blocks), default=0.0)
