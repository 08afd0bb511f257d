"""As ``peers/clients/latency.py``, through Wanderlust's own session and connection; started by ``bench_against_sdks``.

Arguments: the base URL, seconds.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.bench_fuzz import SilentSpeaker
from tests.fakes.switched_talk import bare_session
from wanderlust.assistant.session_setup import cloud_options
from wanderlust.realtime.connection import open_endpoint
from wanderlust.realtime.endpoint import Endpoint
from wanderlust.realtime.heartbeat import Heartbeat

MODEL = "gpt-realtime-2.1"
BLOCK_S, SAMPLES = 0.02, 480


class TimedSpeaker(SilentSpeaker):
    """Notes when each piece of a voice was handed over, by the number in its first sample."""

    def __init__(self) -> None:
        self.deltas: dict[int, float] = {}

    def play(self, item_id: str, pcm: bytes) -> None:
        self.deltas[int.from_bytes(pcm[:2], "little")] = time.monotonic()


class TimedMicrophone:
    """Fills ``ports.Microphone``: a block every 20 ms on a thread of its own."""

    level = 0.0

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.blocks: dict[int, float] = {}
        self.cpu_percent = 0.0
        self.over = threading.Event()

    def open(self, on_audio: Callable[[bytes], None]) -> None:
        threading.Thread(target=self._record, args=(on_audio,), daemon=True).start()

    def close(self) -> None:
        return

    def _record(self, on_audio: Callable[[bytes], None]) -> None:
        began, worked = time.monotonic(), time.process_time()
        for number in range(round(self._seconds / BLOCK_S)):
            time.sleep(max(0.0, began + number * BLOCK_S - time.monotonic()))
            self.blocks[number] = time.monotonic()
            on_audio(number.to_bytes(2, "little") + bytes(2 * SAMPLES - 2))
        self.cpu_percent = 100 * (time.process_time() - worked) / (time.monotonic() - began)
        self.over.set()


async def talk(base_url: str, seconds: float) -> None:
    speaker, microphone = TimedSpeaker(), TimedMicrophone(seconds)
    with tempfile.TemporaryDirectory() as folder:
        async with bare_session(Path(folder), speaker, lambda _event: None, microphone) as session:
            link = await open_endpoint(Endpoint(base_url, "x", MODEL))
            heartbeat = Heartbeat(link, lambda: session.unsent_s, lambda: session.waiting_s, lambda _pulse: None)
            beating = asyncio.create_task(heartbeat.run())
            holding = asyncio.ensure_future(session.hold(link, cloud_options(MODEL, headset=False)))
            await session.wait_ready()
            await session.set_hands_free(True)
            await asyncio.to_thread(microphone.over.wait, seconds + 30)
            await asyncio.sleep(0.2)
            for task in (beating, holding):
                task.cancel()
            await asyncio.gather(beating, holding, return_exceptions=True)
            await link.close()
    told = {"blocks": microphone.blocks, "deltas": speaker.deltas, "cpu_percent": microphone.cpu_percent}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    asyncio.run(talk(sys.argv[1], float(sys.argv[2])))
