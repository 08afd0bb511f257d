"""The microphone through PortAudio: a callback in C copies into a ring, and a thread of ours reads it."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np

from wanderlust.audio.format import BLOCK, RATE, Latency, Samples
from wanderlust.audio.stream_pulse import StreamPulse

RING = 65_536
"""Samples in the C ring, 2.7 s: when nobody reads for longer, the newest sound is lost and counted."""


class RecorderInput:
    """An open input stream."""

    def __init__(self, rtmixer: Any, latency: Latency, device: int | None = None) -> None:
        """Open a device by PortAudio's number, or the default one; raises ``sounddevice.PortAudioError``."""
        self._ring = rtmixer.RingBuffer(4, RING)
        self._lock = threading.Lock()
        self._closed = False
        self._recorder = rtmixer.Recorder(device=device, channels=1, samplerate=RATE, blocksize=BLOCK, latency=latency)
        try:
            self._recorder.start()
        except BaseException:
            self._recorder.close()
            raise
        self._action = self._recorder.record_ringbuffer(self._ring)
        self._pulse = StreamPulse(self._recorder)
        self.overruns = 0

    def read(self) -> Samples:
        """Whole blocks of float32 that have come since the last call, perhaps none."""
        with self._lock:
            if self._closed:
                return np.zeros(0, np.float32)
            count = self._ring.read_available // BLOCK * BLOCK
            samples = np.frombuffer(self._ring.read(count), np.float32) if count else np.zeros(0, np.float32)
            if self._action not in self._recorder.actions:  # rtmixer ends a recording when its ring is full
                self.overruns += 1
                self._action = self._recorder.record_ringbuffer(self._ring)
            return samples

    def alive(self, now: float) -> bool:
        """Whether blocks still come; call it every 100 ms or so with a clock's seconds."""
        with self._lock:
            return not self._closed and self._pulse.beats(now)

    @property
    def slips(self) -> int:
        """Blocks that came too late since it was opened, by PortAudio's own count."""
        return self._pulse.slips

    def close(self) -> None:
        """End the stream."""
        with self._lock:
            self._closed = True
            self._recorder.close(ignore_errors=True)
