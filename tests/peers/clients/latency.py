"""Through ``openai`` or ``openai-agents``: 20 ms blocks of a microphone out, an answer's voice in, with their times.

Arguments: ``sdk|agents``, the base URL, seconds. Prints JSON: when each block was recorded, when each piece of the
voice was ready for a device (by the number in its first sample, in seconds of the system's monotonic clock), and what
of a core it took.
"""

from __future__ import annotations

import asyncio
import base64
import json
import sys
import threading
import time
from typing import Any

MODEL = "gpt-realtime-2.1"
BLOCK_S, SAMPLES = 0.02, 480
blocks: dict[int, float] = {}
deltas: dict[int, float] = {}
cpu: dict[str, float] = {}


def record(seconds: float, queue: asyncio.Queue[bytes], loop: asyncio.AbstractEventLoop, done: asyncio.Event) -> None:
    """A microphone's thread."""
    began, worked = time.monotonic(), time.process_time()
    for number in range(round(seconds / BLOCK_S)):
        time.sleep(max(0.0, began + number * BLOCK_S - time.monotonic()))
        blocks[number] = time.monotonic()
        loop.call_soon_threadsafe(queue.put_nowait, number.to_bytes(2, "little") + bytes(2 * SAMPLES - 2))
    cpu["percent"] = 100 * (time.process_time() - worked) / (time.monotonic() - began)
    loop.call_soon_threadsafe(done.set)


def heard(pcm: bytes) -> None:
    deltas[int.from_bytes(pcm[:2], "little")] = time.monotonic()


async def feed(send: Any, seconds: float) -> None:
    queue: asyncio.Queue[bytes] = asyncio.Queue()
    done = asyncio.Event()
    loop = asyncio.get_running_loop()
    threading.Thread(target=record, args=(seconds, queue, loop, done), daemon=True).start()
    while not done.is_set() or not queue.empty():
        try:
            await send(await asyncio.wait_for(queue.get(), 0.2))
        except TimeoutError:
            continue


async def sdk(base_url: str, seconds: float) -> None:
    from openai import AsyncOpenAI

    async with AsyncOpenAI(api_key="x", base_url=base_url).realtime.connect(model=MODEL) as connection:
        await connection.session.update(session={"type": "realtime", "instructions": "You help travellers."})

        async def read() -> None:
            async for event in connection:
                if event.type == "response.output_audio.delta":
                    heard(base64.b64decode(event.delta))

        async def send(pcm: bytes) -> None:
            await connection.input_audio_buffer.append(audio=base64.b64encode(pcm).decode())

        reading = asyncio.create_task(read())
        await feed(send, seconds)
        reading.cancel()


async def agents(base_url: str, seconds: float) -> None:
    from agents.realtime import RealtimeAgent, RealtimeRunner

    agent = RealtimeAgent(name="Guide", instructions="You help travellers.")
    url = f"{base_url.replace('http', 'ws', 1)}/realtime?model={MODEL}"
    options: Any = {"url": url, "api_key": "x", "initial_model_settings": {"model_name": MODEL}}
    async with await RealtimeRunner(agent).run(model_config=options) as session:

        async def read() -> None:
            async for event in session:
                if event.type == "audio":
                    heard(event.audio.data)

        reading = asyncio.create_task(read())
        await feed(session.send_audio, seconds)
        reading.cancel()


kind, address, length = sys.argv[1:4]
asyncio.run({"sdk": sdk, "agents": agents}[kind](address, float(length)))
sys.stdout.write(json.dumps({"blocks": blocks, "deltas": deltas, "cpu_percent": cpu["percent"]}) + "\n")
