"""The loudspeaker through PortAudio, fed from a ring by a callback in C.

Python is not on the audio deadline: `rtmixer` 0.1.7 copies from PortAudio's lock-free ring in C. What its source and
a run against a PulseAudio null sink decided: a ring action ends, with an exact ``done_frames``, when the ring holds
less than a block (so a new one is started when sound comes again, and silence costs nothing); a cancel takes effect
at the next block (1.2 to 7.9 ms in ten tries) and leaves ``done_frames`` at what was really handed.
"""

from __future__ import annotations

import threading
import time
from typing import Any

import numpy as np

from wanderlust.audio.format import BLOCK, RATE, Latency, Samples
from wanderlust.audio.output import AHEAD
from wanderlust.audio.stream_pulse import StreamPulse

RING = 16_384
"""Samples in the C ring, a power of two above ``AHEAD``."""

CANCEL_WITHIN = 0.100
"""Seconds to wait for a cancel; a stream that has not run a block by then is as good as dead."""


class MixerOutput:
    """An open output stream; the calls that touch PortAudio's queues take a lock."""

    def __init__(self, rtmixer: Any, latency: Latency, device: int | None = None) -> None:
        """Open a device by PortAudio's number, or the default one; raises ``sounddevice.PortAudioError``."""
        self._rtmixer = rtmixer
        self._buffer = np.zeros(RING, np.float32)
        self._ring = rtmixer.RingBuffer(4, buffer=self._buffer)
        self._lock = threading.Lock()
        self._action: Any = None
        self._before = 0  # handed by actions that have ended
        self._written = 0
        self._ring_written = 0  # since the ring was last emptied: the place in the buffer
        self._gone = False
        self._mixer = rtmixer.Mixer(device=device, channels=1, samplerate=RATE, blocksize=BLOCK, latency=latency)
        try:
            self._mixer.start()
        except BaseException:
            self._mixer.close()
            raise
        self._pulse = StreamPulse(self._mixer)

    @property
    def latency(self) -> float:
        """Seconds between handing a sample over and hearing it, as PortAudio states it."""
        return float(self._mixer.latency)

    def room(self) -> int:
        with self._lock:
            return 0 if self._gone else AHEAD - (self._written - self._handed())

    def write(self, samples: Samples) -> None:
        with self._lock:
            count = int(self._ring.write(np.ascontiguousarray(samples, np.float32)))
            self._written += count
            self._ring_written += count
            self._handed()

    def rewrite(self, samples: Samples) -> None:
        with self._lock:
            places = np.arange(self._ring_written - len(samples), self._ring_written) % RING
            self._buffer[places] = samples

    def handed(self) -> int:
        with self._lock:
            return self._handed()

    def cancel(self) -> int:
        with self._lock:
            if self._action is not None and not self._gone:
                self._stop_action()
            if self._action is not None:  # a dead stream: count what it took, never use it again
                self._gone = True
                self._before += int(self._action.done_frames)
                self._action = None
            if not self._gone:
                self._ring.flush()
                self._ring_written = 0
            self._written = self._before
            return self._before

    def alive(self, now: float) -> bool:
        """Whether blocks are being asked for; call it every 100 ms or so with a clock's seconds."""
        with self._lock:
            return not self._gone and self._pulse.beats(now)

    @property
    def slips(self) -> int:
        """Blocks that came too late since it was opened, by PortAudio's own count."""
        return self._pulse.slips

    def close(self) -> None:
        """End the stream; ``handed`` still answers."""
        with self._lock:
            if self._action is not None:
                self._before += int(self._action.done_frames)
                self._action = None
            self._gone = True
            self._mixer.close(ignore_errors=True)

    def _stop_action(self) -> None:
        try:
            self._mixer.cancel(self._action)
        except RuntimeError:  # the action queue is full: nothing reads it any more
            return
        until = time.monotonic() + CANCEL_WITHIN
        while self._action in self._mixer.actions:
            if time.monotonic() > until:
                return
            time.sleep(0.001)
        self._before += int(self._action.done_frames)
        self._action = None

    def _handed(self) -> int:
        if self._gone:
            return self._before
        if self._action is not None and self._action not in self._mixer.actions:
            self._before += int(self._action.done_frames)
            self._action = None
        if self._action is None and self._ring.read_available:
            try:
                self._action = self._mixer.play_ringbuffer(self._ring)
            except RuntimeError:  # the action queue is full: nothing reads it any more
                self._gone = True
        return self._before + (int(self._action.done_frames) if self._action is not None else 0)
