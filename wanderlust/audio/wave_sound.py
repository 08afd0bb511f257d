"""A speaker and a microphone made of sound in memory, for conversations without a sound device."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from wanderlust.audio.format import BLOCK, RATE, meter, pcm_of, samples_in
from wanderlust.audio.output import ClockOutput, CollectingOutput, InstantOutput
from wanderlust.audio.speaker import QueuedSpeaker
from wanderlust.dsp.level import dbfs, to_float

CHUNK = 2 * BLOCK

TRAILING_SILENCE = samples_in(2_000)
"""Silence pushed through behind a question: more than a server waits before it calls a turn ended."""


class SilentSpeaker(QueuedSpeaker):
    """Plays into nothing in real time: where no speaker is, answers still take their time and end properly."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, *, threaded: bool = True) -> None:
        super().__init__(ClockOutput(clock), threaded=threaded)


class WaveSpeaker(QueuedSpeaker):
    """Keeps what it plays, in real time or (``fast``) as quickly as it comes."""

    def __init__(
        self, *, fast: bool = False, clock: Callable[[], float] = time.monotonic, threaded: bool = True
    ) -> None:
        self._collecting = CollectingOutput(InstantOutput() if fast else ClockOutput(clock))
        super().__init__(self._collecting, threaded=threaded)

    def pcm(self) -> bytes:
        """All that was played so far, one answer after the other: PCM16 mono 24 kHz."""
        with self._lock:
            return self._collecting.collected().astype("<i2").tobytes()


class WaveFeed:
    """Which chunks of a recording are due at a time: the sound, then silence without end; knows no thread."""

    def __init__(self, pcm: bytes, *, fast: bool = False) -> None:
        """``fast`` makes the sound and 2 s of silence due at once; the silence after them keeps real time."""
        self._pcm = pcm
        self._sent = 0  # samples
        self._from = 0  # samples sent when it was opened last
        self._ahead = len(pcm) // 2 + TRAILING_SILENCE if fast else 0

    def resume(self) -> None:
        """The microphone was opened again: go on where it stopped."""
        self._from = self._sent

    def due(self, elapsed: float) -> list[bytes]:
        """Chunks of 20 ms not yet returned that a microphone would have delivered ``elapsed`` seconds after opening."""
        chunks = []
        until = max(self._ahead, self._from) + int(elapsed * RATE)
        while self._sent + CHUNK <= until:
            chunk = self._pcm[2 * self._sent : 2 * (self._sent + CHUNK)]
            chunks.append(chunk.ljust(2 * CHUNK, b"\0"))
            self._sent += CHUNK
        return chunks


class WaveMicrophone:
    """Speaks a recording at a microphone's pace, then silence until it is closed."""

    def __init__(self, pcm: bytes, *, fast: bool = False, clock: Callable[[], float] = time.monotonic) -> None:
        """``pcm`` is PCM16 mono 24 kHz; ``fast`` pushes it through at once."""
        self._feed = WaveFeed(pcm, fast=fast)
        self._clock = clock
        self._stop = threading.Event()
        self._stop.set()
        self._level = 0.0

    def open(self, on_audio: Callable[[bytes], None]) -> None:
        """Begin where it was closed last; chunks come on a thread of its own."""
        self.close()
        self._stop = threading.Event()
        self._feed.resume()
        threading.Thread(
            target=self._run, args=(self._stop, on_audio, self._clock()), name="microphone", daemon=True
        ).start()

    def close(self) -> None:
        """End; at most the chunk now being handed on still comes."""
        self._stop.set()
        self._level = 0.0

    @property
    def level(self) -> float:
        """Loudness of the last chunk, 0 to 1."""
        return self._level

    def _run(self, stop: threading.Event, on_audio: Callable[[bytes], None], began: float) -> None:
        while not stop.is_set():
            for chunk in self._feed.due(self._clock() - began):
                if stop.is_set():
                    return
                self._level = meter(dbfs(to_float(pcm_of(chunk))))
                on_audio(chunk)
            stop.wait(0.010)
