"""What the client adds, beside the official ``openai`` SDK and ``openai-agents``: latency both ways, and CPU.

python -m tests.benchmarks.bench_against_sdks [--seconds 15] [--rounds 3]

One scripted server on loopback; ours and theirs in turn, each a process of its own. A microphone's block of 20 ms is
timed from its recording to its arrival, a 200 ms piece of voice from its sending to where a device would take it.
Theirs get environments of their own (``peers/environments.py``). Prints JSON lines and the ratios.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import json
import os
import statistics
import sys
import time
from asyncio.subprocess import PIPE
from collections.abc import Sequence
from typing import Any

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from tests.benchmarks.machine import load_average, machine, tell
from tests.peers.environments import CLIENTS, PEERS, command_for
from wanderlust.settings.paths import PROJECT

DELTA_S = 0.2
DELTA_SAMPLES = 4800
OPENAI, AGENTS = PEERS[0], PEERS[1]


class Stopwatch:
    """The server: takes sound, gives a voice in real time, and notes when.

    Attributes:
        arrived: When each block came, by the number in its first sample.
        sent: When each piece of voice left.
    """

    def __init__(self) -> None:
        self.arrived: dict[int, float] = {}
        self.sent: dict[int, float] = {}

    async def serve(self, socket: ServerConnection) -> None:
        self.arrived, self.sent = {}, {}
        session: dict[str, Any] = {"type": "realtime", "model": "m", "id": "sess_1", "object": "realtime.session"}
        await _send(socket, {"type": "session.created", "session": session})
        speaking: asyncio.Task[None] | None = None
        try:
            async for message in socket:
                now = time.monotonic()
                event = json.loads(message)
                if event["type"] == "input_audio_buffer.append":
                    pcm = base64.b64decode(event["audio"])
                    for start in range(0, len(pcm), 960):  # a client may join blocks
                        self.arrived[int.from_bytes(pcm[start : start + 2], "little")] = now
                    speaking = speaking or asyncio.create_task(self._speak(socket))
                elif event["type"] == "session.update":
                    session |= event["session"]
                    await _send(socket, {"type": "session.updated", "session": session})
        except ConnectionClosed:
            pass
        finally:
            if speaking is not None:
                speaking.cancel()

    async def _speak(self, socket: ServerConnection) -> None:
        where = {"response_id": "resp_1", "item_id": "item_1", "output_index": 0, "content_index": 0}
        item = {"id": "item_1", "type": "message", "role": "assistant", "status": "in_progress", "content": []}
        response = {"id": "resp_1", "object": "realtime.response", "status": "in_progress", "output": []}
        place = {"response_id": "resp_1", "output_index": 0}
        await _send(socket, {"type": "response.created", "response": response})
        await _send(socket, {"type": "response.output_item.added", **place, "item": item})
        number = 0
        while True:
            sound = base64.b64encode(number.to_bytes(2, "little") + bytes(2 * DELTA_SAMPLES - 2)).decode()
            await _send(socket, {"type": "response.output_audio_transcript.delta", **where, "delta": "word "})
            self.sent[number] = time.monotonic()
            await _send(socket, {"type": "response.output_audio.delta", **where, "delta": sound})
            number += 1
            await asyncio.sleep(DELTA_S)


async def _send(socket: ServerConnection, event: dict[str, Any]) -> None:
    await socket.send(json.dumps({"event_id": "event_1", **event}))


def p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


async def measured(command: Sequence[str], watch: Stopwatch) -> dict[str, Any]:
    """One client's run: milliseconds of every block and piece, and its CPU."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "OPENAI_AGENTS_DISABLE_TRACING": "1"}
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE, stderr=PIPE, cwd=PROJECT, env=environment)
    output, complaints = await process.communicate()
    if process.returncode or not output:
        raise SystemExit(f"{command}: {complaints.decode()[-2000:]}")
    told = json.loads(output.splitlines()[-1])
    blocks = {int(number): at for number, at in told["blocks"].items()}
    deltas = {int(number): at for number, at in told["deltas"].items()}
    # The first second is getting going: imports, the first encodings.
    up = [1000 * (watch.arrived[n] - at) for n, at in blocks.items() if n in watch.arrived and n >= 50]
    down = [1000 * (at - watch.sent[n]) for n, at in deltas.items() if n in watch.sent and n >= 5]
    return {"up": up, "down": down, "cpu": told["cpu_percent"], "lost": len(blocks) - len(watch.arrived)}


async def compare(seconds: float, rounds: int) -> None:
    theirs = await asyncio.to_thread(lambda: {peer.name: command_for(peer)[0] for peer in (OPENAI, AGENTS)})
    watch = Stopwatch()
    found: dict[str, list[dict[str, Any]]] = {}
    async with serve(watch.serve, "127.0.0.1", 0, max_size=None, compression=None) as server:
        address = f"http://127.0.0.1:{next(iter(server.sockets)).getsockname()[1]}/v1"
        script = str(CLIENTS / "latency.py")
        commands = {
            "ours": (sys.executable, "-m", "tests.benchmarks.our_latency", address, str(seconds)),
            OPENAI.name: (theirs[OPENAI.name], script, "sdk", address, str(seconds)),
            AGENTS.name: (theirs[AGENTS.name], script, "agents", address, str(seconds)),
        }
        for _ in range(rounds):
            for name, command in commands.items():
                load = load_average()
                run = await measured(command, watch)
                found.setdefault(name, []).append(run)
                figures = {"microphone_p95_ms": round(p95(run["up"]), 2), "voice_p95_ms": round(p95(run["down"]), 2)}
                tell("sdks round", client=name, **figures, cpu_percent=round(run["cpu"], 1), load=load)
    table: dict[str, dict[str, float]] = {}
    for name, runs in found.items():
        up, down = ([value for run in runs for value in run[way]] for way in ("up", "down"))
        table[name] = {
            "microphone_p50_ms": round(statistics.median(up), 2),
            "microphone_p95_ms": round(p95(up), 2),
            "voice_p50_ms": round(statistics.median(down), 2),
            "voice_p95_ms": round(p95(down), 2),
            "cpu_percent": round(statistics.median(run["cpu"] for run in runs), 1),
        }
        tell("sdks", client=name, **table[name], blocks=len(up), pieces=len(down), lost=sum(r["lost"] for r in runs))
    for name in (OPENAI.name, AGENTS.name):
        ratio = {key: round(table["ours"][key] / table[name][key], 2) for key in table[name] if table[name][key]}
        tell("sdks", ours_to=name, **ratio)
    tell("machine", **machine())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=15.0)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    asyncio.run(compare(arguments.seconds, arguments.rounds))
    return 0


if __name__ == "__main__":
    sys.exit(main())
