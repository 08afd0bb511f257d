"""A program that does with `SoundDevices` what standard input says, and prints what happens as lines of JSON.

Arguments: the latencies to open the devices with, in seconds; none = the app's own.

It is a process of its own because PortAudio reads its environment once, and because a test stalls its interpreter.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from wanderlust.audio.format import RATE, Latency, samples_in
from wanderlust.audio.sound import LATENCIES, SoundDevices
from wanderlust.domain.errors import SoundFailed

# PyDLL, unlike CDLL, keeps the interpreter lock during the call: nothing else in Python runs meanwhile.
_STALL = ctypes.PyDLL(None).usleep


def say(event: str, **fields: Any) -> None:
    """Print one event."""
    sys.stdout.write(json.dumps({"event": event, **fields}) + "\n")
    sys.stdout.flush()


def tone(milliseconds: int, frequency: float) -> bytes:
    """A sine at a quarter of full scale."""
    seconds = np.arange(samples_in(milliseconds)) / RATE
    return (np.sin(2 * np.pi * frequency * seconds) * 8192).astype("<i2").tobytes()


class Driver:
    """Runs one command a line."""

    def __init__(self, latencies: Sequence[Latency]) -> None:
        self._chunks: list[bytes] = []
        self._sound = SoundDevices(
            on_devices=lambda microphone, speaker: say("devices", microphone=microphone, speaker=speaker),
            on_trouble=lambda trouble: say("trouble", sentence=str(trouble) if trouble else None),
            latencies=latencies,
        )
        self._sound.speaker.on_progress(self._progress)
        self._finished: dict[str, threading.Event] = {}

    def start(self) -> None:
        self._sound.start()

    def tone(self, item: str, milliseconds: str, frequency: str = "1000") -> None:
        self._sound.speaker.play(item, tone(int(milliseconds), float(frequency)))

    def silence(self, item: str, milliseconds: str) -> None:
        self._sound.speaker.play(item, bytes(2 * samples_in(int(milliseconds))))
        self._sound.speaker.finish(item)

    def finish(self, item: str) -> None:
        self._sound.speaker.finish(item)

    def stall_until_played(self, item: str, milliseconds: str) -> None:
        """Hold the interpreter for so long, let it go for a moment, again and again until the item has been played."""
        stalls = 0
        while not self._finished.setdefault(item, threading.Event()).wait(0.001):
            _STALL(int(milliseconds) * 1000)
            stalls += 1
        say("stalled", times=stalls)

    def flush_when(self, item: str, milliseconds: str) -> None:
        """Flush as soon as so much of an item was played."""
        pause = threading.Event()
        while self._sound.speaker.played_ms(item) < int(milliseconds):
            pause.wait(0.005)
        before = time.monotonic()
        played = self._sound.speaker.flush()
        say(
            "flushed",
            at=before,
            took=time.monotonic() - before,
            items=[{"item": told.item_id, "played_ms": told.played_ms, "complete": told.complete} for told in played],
        )

    def gain(self, value: str) -> None:
        self._sound.speaker.set_gain(float(value))

    def listen(self) -> None:
        try:
            self._sound.microphone.open(self._heard)
        except SoundFailed as failure:
            say("refused", sentence=str(failure))

    def deaf(self, path: str) -> None:
        """Close the microphone and write what was heard."""
        self._sound.microphone.close()
        Path(path).write_bytes(b"".join(self._chunks))
        say("deaf", sizes=sorted({len(chunk) for chunk in self._chunks}))

    def listed(self) -> None:
        devices = self._sound.devices
        say("listed", microphones=devices.microphones, speakers=devices.speakers)

    def quit(self) -> None:
        self._sound.close()
        say("closed", threads=sorted(thread.name for thread in threading.enumerate()))

    def _heard(self, chunk: bytes) -> None:
        if not self._chunks:
            say("hearing")
        self._chunks.append(chunk)

    def _progress(self, item: str, played_ms: int, finished: bool) -> None:
        if finished:
            self._finished.setdefault(item, threading.Event()).set()
            say("finished", item=item, played_ms=played_ms)


def _ahead_of_other_programs() -> None:
    """Let our threads run as soon as they can: the stalls are the test's, not those of a busy machine."""
    try:
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(3))
    except PermissionError:
        say("ordinary priority")


def main() -> None:
    _ahead_of_other_programs()
    latencies: list[Latency] = [float(word) for word in sys.argv[1:]]
    driver = Driver(latencies or LATENCIES)
    for line in sys.stdin:
        command, *arguments = line.split()
        getattr(driver, command)(*arguments)


if __name__ == "__main__":
    main()
