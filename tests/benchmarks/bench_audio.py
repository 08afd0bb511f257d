"""Times sound through virtual devices: round trip, how soon a flush is heard, gaps under stalls; prints JSON lines.

python tests/benchmarks/bench_audio.py
"""

from __future__ import annotations

import ctypes
import json
import os
import platform
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np

from tests.audio.waveform import tone_report
from tests.end_to_end.virtual_sound import VirtualSound, missing_programs
from wanderlust.audio.format import RATE, Latency, pcm_of, samples_in
from wanderlust.audio.sound import LATENCIES, SoundDevices

ROUNDS = 10
TAKES = 3
STALL_MS = 80
LOUD = 1000

# PyDLL, unlike CDLL, keeps the interpreter lock during the call.
_STALL = ctypes.PyDLL(None).usleep


def tone(milliseconds: int) -> bytes:
    """1 kHz at a quarter of full scale."""
    seconds = np.arange(samples_in(milliseconds)) / RATE
    return (np.sin(2 * np.pi * 1000 * seconds) * 8192).astype("<i2").tobytes()


class Ear:
    """Listens at the speaker through the app's own microphone and keeps when it last heard something."""

    def __init__(self) -> None:
        self.loud = threading.Event()
        self.quiet = threading.Event()
        self.turned_at = 0.0
        self._was_loud = False

    def hear(self, chunk: bytes) -> None:
        is_loud = int(np.abs(pcm_of(chunk).astype(np.int32)).max()) > LOUD
        if is_loud != self._was_loud:
            self.turned_at = time.perf_counter()
            self._was_loud = is_loud
            (self.loud if is_loud else self.quiet).set()
            (self.quiet if is_loud else self.loud).clear()


class Bench:
    """The app's sound with one latency, its microphone at its speaker."""

    def __init__(self, latency: Latency) -> None:
        ready = threading.Event()
        self.devices = SoundDevices(
            on_devices=lambda microphone, speaker: ready.set() if microphone and speaker else None,
            on_trouble=lambda trouble: print(trouble, file=sys.stderr) if trouble else None,  # noqa: T201
            latencies=[latency],
        )
        self.ear = Ear()
        self.devices.start()
        assert ready.wait(10), "no virtual devices"
        self.devices.microphone.open(self.ear.hear)
        self.play_whole("warm-up", bytes(2 * RATE))

    def play_whole(self, item: str, pcm: bytes, stall_ms: int = 0) -> None:
        """Play to the end, stalling the interpreter all the while if asked to."""
        speaker = self.devices.speaker
        length = len(pcm) * 1000 // (2 * RATE)
        speaker.play(item, pcm)
        speaker.finish(item)
        pause = threading.Event()
        while speaker.played_ms(item) < length:
            if stall_ms:
                _STALL(stall_ms * 1000)
            pause.wait(0.001)

    def round_trips(self) -> list[float]:
        """Milliseconds from ``play`` to the first chunk of the microphone that holds it."""
        times = []
        for number in range(ROUNDS):
            began = time.perf_counter()
            self.play_whole(f"click-{number}", tone(200))
            assert self.ear.loud.is_set() or self.ear.loud.wait(5)
            times.append((self.ear.turned_at - began) * 1000)
            assert self.ear.quiet.wait(5)
        return times

    def flushes(self) -> tuple[list[float], list[float]]:
        """Milliseconds the call takes, and from the call to the first quiet chunk of the microphone."""
        calls, stops = [], []
        for number in range(ROUNDS):
            item = f"flushed-{number}"
            self.devices.speaker.play(item, tone(5_000))
            assert self.ear.loud.wait(5)
            pause = threading.Event()
            while self.devices.speaker.played_ms(item) < 300 + 7 * number:
                pause.wait(0.002)
            began = time.perf_counter()
            self.devices.speaker.flush()
            calls.append((time.perf_counter() - began) * 1000)
            assert self.ear.quiet.wait(5)
            stops.append((self.ear.turned_at - began) * 1000)
        return calls, stops


def spread(times: list[float]) -> dict[str, float]:
    """Least, median and greatest."""
    return {"min": round(min(times), 1), "median": round(statistics.median(times), 1), "max": round(max(times), 1)}


def tell(**fields: object) -> None:
    """One line of JSON."""
    print(json.dumps(fields), flush=True)  # noqa: T201


def gaps_of_ours(sound: VirtualSound, bench: Bench) -> list[int]:
    """Milliseconds of silence within a tone of 3 s, per take, while the interpreter stalls."""
    gaps = []
    for take in range(TAKES):
        with sound.listening() as listener:
            listener.wait_for(RATE // 4)
            bench.play_whole(f"take-{take}", tone(3_000), STALL_MS)
            listener.wait_for(RATE)
            gaps.append(tone_report(listener.heard()).silent_windows * 2)
    return gaps


def gaps_of_a_python_callback(sound: VirtualSound) -> list[int]:
    """The same for `sounddevice` with its callback in Python: what the callback in C is there to avoid."""
    import sounddevice  # type: ignore[import-untyped]

    samples = np.frombuffer(tone(3_000), "<i2").reshape(-1, 1)
    gaps = []
    for _ in range(TAKES):
        place = 0

        def fill(out: np.ndarray, frames: int, *_: object) -> None:
            nonlocal place
            piece = samples[place : place + frames]
            out[: len(piece)] = piece
            out[len(piece) :] = 0
            place += frames

        with sound.listening() as listener:
            listener.wait_for(RATE // 4)
            until = time.monotonic() + 4
            with sounddevice.OutputStream(RATE, 240, channels=1, dtype="int16", latency="low", callback=fill):
                while time.monotonic() < until:
                    _STALL(STALL_MS * 1000)
                    threading.Event().wait(0.001)
            listener.wait_for(RATE)
            gaps.append(tone_report(listener.heard()).silent_windows * 2)
    return gaps


def main() -> int:
    """Run everything; 0 also where there is nothing to run it on."""
    if missing := missing_programs():
        tell(bench="audio", skipped=f"PulseAudio is not installed: {', '.join(missing)}")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        sound = VirtualSound(Path(folder))
        sound.start()
        try:
            # PortAudio has not been loaded yet: from here on this process knows only the virtual devices.
            os.environ.update(sound.environment)
            described = "source_properties=device.description=Ear"
            sound.pactl("load-module", "module-remap-source", "source_name=ear", "master=speaker.monitor", described)
            sound.pactl("set-default-source", "ear")
            tell(bench="audio", machine=platform.platform(), cores=os.cpu_count(), load=round(os.getloadavg()[0], 1))
            for latency in LATENCIES:
                bench = Bench(latency)
                trips = bench.round_trips()
                calls, stops = bench.flushes()
                tell(
                    latency=latency,
                    play_to_microphone_ms=spread(trips),
                    flush_call_ms=spread(calls),
                    flush_to_quiet_ms=spread(stops),
                    silence_in_tone_under_80_ms_stalls_ms=gaps_of_ours(sound, bench),
                )
                bench.devices.close()
            tell(python_callback_silence_in_tone_under_80_ms_stalls_ms=gaps_of_a_python_callback(sound))
        finally:
            sound.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
