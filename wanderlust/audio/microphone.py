"""The microphone: a signal thread that reads 10 ms blocks, measures them and hands on chunks of 20 to 40 ms."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

import numpy as np

from wanderlust.audio.blank_input import BlankInput
from wanderlust.audio.format import BLOCK, Samples, meter
from wanderlust.audio.portaudio import InputStream
from wanderlust.domain.errors import SoundFailed
from wanderlust.dsp.level import dbfs, to_int16

OnAudio = Callable[[bytes], None]


class SignalProcessor(Protocol):
    """What happens to recorded sound before anyone hears it; used on the signal thread alone."""

    def reset(self) -> None:
        """The sound that follows comes from another device, or after a pause."""
        ...

    def process(self, recorded: Samples) -> Samples:
        """Whole frames of 10 ms in, as many out."""
        ...


READ_SECONDS = 0.010

CHUNK = 2 * BLOCK
LONGEST_CHUNK = 4 * BLOCK

FALL = 0.8
"""How much of its height the meter keeps per 10 ms block when it gets quieter: it falls to a tenth in 100 ms."""


class ChunkGrouper:
    """Groups blocks into chunks of 20 ms, of up to 40 ms when it is behind, and keeps the level; knows no thread."""

    def __init__(self) -> None:
        self.level = 0.0
        self._held: Samples = np.zeros(0, np.float32)

    def feed(self, samples: Samples) -> list[bytes]:
        """Take samples, and return the chunks of PCM16 that are full."""
        for at in range(0, len(samples) - BLOCK + 1, BLOCK):
            self.level = max(meter(dbfs(samples[at : at + BLOCK])), self.level * FALL)
        held = np.concatenate((self._held, samples)) if len(self._held) else samples
        chunks = []
        while len(held) >= CHUNK:
            size = LONGEST_CHUNK if len(held) >= LONGEST_CHUNK else CHUNK
            chunks.append(to_int16(held[:size]).astype("<i2").tobytes())
            held = held[size:]
        self._held = held
        return chunks


class DeviceMicrophone:
    """Records from whatever input the supervisor attaches, while it is open; every method from any thread."""

    def __init__(self, signal: SignalProcessor | None = None) -> None:
        """``signal`` treats the sound before it is measured and handed on."""
        self._lock = threading.Lock()
        self._signal = signal
        self._treating = threading.Lock()  # a reopened microphone's thread waits for the end of the one before
        self._input: InputStream | None = None
        self._on_audio: OnAudio | None = None
        self._grouper = ChunkGrouper()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._missing: SoundFailed | None = None
        self._wanted_changed: Callable[[], None] = lambda: None
        self._blank_changed: Callable[[bool], None] = lambda blank: None

    def open(self, on_audio: OnAudio) -> None:
        """Begin: ``on_audio`` gets chunks of PCM16 on the signal thread as soon as the device runs.

        Raises:
            SoundFailed: There is no microphone now.
        """
        with self._lock:
            if self._missing is not None:
                raise self._missing
            self._stop.set()
            self._stop = threading.Event()
            self._grouper = ChunkGrouper()
            self._on_audio = on_audio
            self._thread = threading.Thread(
                target=self._run, args=(self._stop, self._grouper, on_audio), name="microphone", daemon=True
            )
            self._thread.start()
        self._wanted_changed()

    def close(self) -> None:
        """End; at most the chunk now being handed on still comes."""
        with self._lock:
            self._stop.set()
            self._on_audio = None
        self._wanted_changed()

    def end(self) -> None:
        """The supervisor's: close, and wait for the signal thread."""
        self.close()
        thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join(timeout=2)

    @property
    def level(self) -> float:
        """Loudness now, 0 to 1; 0 while closed."""
        return self._grouper.level if self._on_audio is not None and self._input is not None else 0.0

    @property
    def wanted(self) -> bool:
        """Whether it is open, with or without a device."""
        return self._on_audio is not None

    def on_wanted(self, callback: Callable[[], None]) -> None:
        """The supervisor's: called after ``open`` and ``close``."""
        self._wanted_changed = callback

    def on_blank(self, callback: Callable[[bool], None]) -> None:
        """The supervisor's: called on the signal thread when only zeros come, see ``BlankInput``."""
        self._blank_changed = callback

    def attach(self, source: InputStream | None) -> None:
        """The supervisor's: go on with another input, or with none for now."""
        with self._lock:
            self._input = source

    def missing(self, reason: SoundFailed | None) -> None:
        """The supervisor's: why ``open`` must fail now, or None."""
        with self._lock:
            self._missing = reason

    def _run(self, stop: threading.Event, grouper: ChunkGrouper, on_audio: OnAudio) -> None:
        blank = BlankInput(self._blank_changed)
        try:
            self._hear(stop, grouper, on_audio, blank)
        finally:
            blank.end()

    def _hear(self, stop: threading.Event, grouper: ChunkGrouper, on_audio: OnAudio, blank: BlankInput) -> None:
        treated: InputStream | None = None
        while not stop.wait(READ_SECONDS):
            with self._lock:
                source = self._input
            if source is None:
                continue
            samples = source.read()
            blank.feed(samples)
            if self._signal is not None:
                with self._treating:
                    if stop.is_set():
                        return
                    if source is not treated:
                        self._signal.reset()
                        treated = source
                    samples = self._signal.process(samples)
            for chunk in grouper.feed(samples):
                if stop.is_set():
                    return
                on_audio(chunk)
