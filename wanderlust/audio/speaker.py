"""The speaker: a queue per answer, fed shallowly to an output, with an exact count of what was handed to it."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

import numpy as np

from wanderlust.audio.format import BLOCK, Samples, meter, milliseconds, pcm_of, samples_in
from wanderlust.audio.ledger import PlayedLedger
from wanderlust.audio.output import Output
from wanderlust.domain.playback import PlayedItem
from wanderlust.dsp.level import dbfs, to_float

Progress = Callable[[str, int, bool], None]

FEED_SECONDS = 0.020
"""How often the output is topped up while something plays."""

PROGRESS_SAMPLES = samples_in(50)

RAMP = samples_in(30)
"""Samples a change of loudness takes from silence to full: short, and without a click."""

OUT_OF_REACH = 3 * BLOCK
"""Samples the device may take while its buffer is being rewritten: a change of loudness begins behind them."""


class QueuedSpeaker:
    """Plays PCM16 mono 24 kHz to whatever output is attached; every method may be called from any thread.

    One thread of its own feeds the output about 240 ms ahead. The rest waits here, so a flush drops it at once and a
    lost device loses nothing: sound not yet handed goes to the next output attached.
    """

    def __init__(self, output: Output, *, threaded: bool = True) -> None:
        """Feed ``output``; without a thread (``threaded=False``) the caller calls ``step`` itself."""
        self._lock = threading.Lock()
        self._ledger = PlayedLedger()
        self._output = output
        self._base = 0  # place on the ledger's line where the output's own count was 0
        self._gain = 1.0  # of the last sample written
        self._wanted_gain = 1.0
        self._gain_turned = False
        self._levels: deque[tuple[int, float]] = deque()
        self._level = 0.0
        self._progress: list[Progress] = []
        self._last_told: dict[str, int] = {}
        self._awake = threading.Event()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="speaker", daemon=True) if threaded else None
        if self._thread:
            self._thread.start()

    def play(self, item_id: str, pcm: bytes) -> None:
        """Queue sound; for an item that was flushed or finished it is dropped."""
        samples = pcm_of(pcm)
        with self._lock:
            self._ledger.add(item_id, samples)
        self._awake.set()

    def finish(self, item_id: str) -> None:
        """No more audio will come for this item."""
        with self._lock:
            self._ledger.end(item_id)
        self._awake.set()

    def flush(self) -> tuple[PlayedItem, ...]:
        """Drop everything not yet handed to the device, and say of each unfinished item what was.

        Waits for the device's next block so that the count is exact: about 10 ms on a shallow device buffer, 30 ms on
        the deepest. Items told here are ended: later audio for them is dropped, their progress not reported again.
        """
        with self._lock:
            self._ledger.hand(self._base + self._output.cancel())
            played = self._ledger.flush()
            self._last_told.clear()
            self._quieten()
            self._gain = self._wanted_gain
        return played

    def played_ms(self, item_id: str) -> int:
        """Milliseconds of the item handed to the device, from its beginning."""
        with self._lock:
            self._count()
            return milliseconds(self._ledger.played(item_id))

    def set_gain(self, gain: float) -> None:
        """Loudness from 0 to 1, reached by a short ramp, also in what already waits at the device."""
        with self._lock:
            self._wanted_gain = min(1.0, max(0.0, gain))
            self._gain_turned = True
        self._awake.set()

    def on_progress(self, callback: Progress) -> None:
        """Call back (item_id, played_ms, finished) about every 50 ms while playing, from the speaker's thread."""
        self._progress.append(callback)

    @property
    def level(self) -> float:
        """Loudness of what the device takes now, 0 to 1."""
        return self._level

    @property
    def busy(self) -> bool:
        """Whether there is sound that has not been handed to the device."""
        with self._lock:
            return self._ledger.waiting

    def attach(self, output: Output) -> None:
        """Go on with another output: counts stay, and what the old one did not take is played on the new one."""
        with self._lock:
            self._ledger.hand(self._base + self._output.cancel())
            self._ledger.rewind()
            self._quieten()
            self._gain = self._wanted_gain
            self._output = output
            self._base = self._ledger.handed - output.cancel()
        self._awake.set()

    def close(self) -> None:
        """Stop feeding and end the thread."""
        self._closed = True
        self._awake.set()
        if self._thread and self._thread is not threading.current_thread():
            self._thread.join(timeout=2)

    def step(self) -> bool:
        """Feed the output once and report progress; returns whether anything is still to be played."""
        with self._lock:
            self._count()
            self._turn_loudness()
            self._feed()
            self._count()
            news = self._news()
            waiting = self._ledger.waiting
        for item_id, samples, finished in news:
            for callback in self._progress:
                callback(item_id, milliseconds(samples), finished)
        return waiting

    def _run(self) -> None:
        while not self._closed:
            self._awake.clear()
            waiting = self.step()
            self._awake.wait(FEED_SECONDS if waiting else None)

    def _count(self) -> None:
        self._ledger.hand(self._base + self._output.handed())
        while self._levels and self._levels[0][0] <= self._ledger.handed:
            self._level = self._levels.popleft()[1]
        if not self._ledger.waiting:
            self._quieten()

    def _quieten(self) -> None:
        self._levels.clear()
        self._level = 0.0

    def _feed(self) -> None:
        room = self._output.room()
        start = self._ledger.written
        samples = self._ledger.take(room) if room > 0 else np.zeros(0, np.int16)
        if not len(samples):
            return
        shaped = self._shaped(to_float(samples))
        for at in range(0, len(shaped), BLOCK):
            self._levels.append((start + at + BLOCK, meter(dbfs(shaped[at : at + BLOCK]))))
        self._output.write(shaped)

    def _turn_loudness(self) -> None:
        if not self._gain_turned:
            return
        self._gain_turned = False
        reach = self._ledger.written - self._ledger.handed - OUT_OF_REACH
        if reach > 0:
            self._output.rewrite(self._shaped(to_float(self._ledger.unplayed(reach))))

    def _shaped(self, samples: Samples) -> Samples:
        """The samples at the wanted loudness, ramped from the last gain; moves the last gain on."""
        if self._gain == 1.0 == self._wanted_gain or not len(samples):
            return samples
        way = self._wanted_gain - self._gain
        steps = np.arange(1, len(samples) + 1, dtype=np.float32) / np.float32(RAMP)
        gains = self._gain + np.sign(way) * np.minimum(steps, np.float32(abs(way)))
        self._gain = self._wanted_gain if len(samples) >= abs(way) * RAMP else float(gains[-1])
        shaped: Samples = (samples * gains).astype(np.float32)
        return shaped

    def _news(self) -> list[tuple[str, int, bool]]:
        completed = dict(self._ledger.completed())
        news = []
        for item_id, samples in self._ledger.moved():
            if item_id not in completed and samples - self._last_told.get(item_id, 0) >= PROGRESS_SAMPLES:
                self._last_told[item_id] = samples
                news.append((item_id, samples, False))
        for item_id, samples in completed.items():
            self._last_told.pop(item_id, None)
            news.append((item_id, samples, True))
        return news
