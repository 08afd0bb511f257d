"""100,000 mutated server messages into a session: crashes, hangs and memory."""

from __future__ import annotations

import asyncio
import copy
import json
import logging
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from tests.fakes import realtime_script as script
from tests.fakes.switched_talk import bare_session
from wanderlust.domain.errors import ConnectionFailed, WireError
from wanderlust.domain.events import DomainEvent
from wanderlust.domain.playback import PlayedItem
from wanderlust.wire import codec
from wanderlust.wire.client_events import ClientEvent
from wanderlust.wire.server_events import ServerEvent

FRAMES = 100_000
JUNK: list[Any] = [
    None,
    True,
    -1,
    2**70,
    1e308,
    float("nan"),
    "",
    "x" * 5000,
    "\ud800",
    "evt_1",
    [],
    {},
    [[]],
    {"a": 3},
]


def templates() -> list[dict[str, Any]]:
    """Valid messages of every kind the session acts on."""
    where = {"response_id": "resp_1", "item_id": "item_1", "output_index": 0, "content_index": 0}
    error = {"type": "invalid_request_error", "code": "invalid_value", "message": "m", "event_id": "evt_2"}
    transcript = {"item_id": "item_u", "content_index": 0}
    name = "conversation.item.input_audio_transcription"
    return [
        {"type": "session.created", "session": {"type": "realtime"}},
        {"type": "session.updated", "session": {"type": "realtime"}},
        {"type": "error", "error": error},
        {"type": "error", "error": error | {"code": "server_error"}},
        {"type": "input_audio_buffer.speech_started", "audio_start_ms": 1, "item_id": "item_u"},
        {"type": "input_audio_buffer.speech_stopped", "audio_end_ms": 2, "item_id": "item_u"},
        {"type": "input_audio_buffer.committed", "item_id": "item_u", "previous_item_id": None},
        {"type": f"{name}.delta", **transcript, "delta": "wo"},
        {"type": f"{name}.completed", **transcript, "transcript": "words", "usage": {"type": "duration", "seconds": 1}},
        {"type": f"{name}.failed", **transcript, "error": {"message": "m"}},
        {
            "type": "rate_limits.updated",
            "rate_limits": [{"name": "tokens", "limit": 1, "remaining": 0, "reset_seconds": 1.5}],
        },
        script.created("resp_1"),
        *script.speech("resp_1", "item_1", "Kyoto is in Japan."),
        script.done("resp_1"),
        script.done("resp_1", [script.call("show_on_map", '{"place": "Kyoto"}')]),
        {"type": "response.output_text.delta", **where, "delta": "w"},
        {"type": "conversation.item.added", "item": script.message("item_9"), "previous_item_id": None},
    ]


def mutated(chance: random.Random, valid: list[dict[str, Any]]) -> str | bytes:
    text = json.dumps(chance.choice(valid))
    for id in ("item_u", "item_1", "resp_1", "call_1"):
        if chance.random() < 0.5:
            text = text.replace(id, f"{id}_{chance.randrange(10**9)}")
    event = json.loads(text)
    for _ in range(chance.randrange(3)):
        _mutate(chance, event)
    kind = chance.random()
    if kind < 0.02:
        return chance.randbytes(chance.randrange(200))
    text = json.dumps(event)
    if kind < 0.04:
        return text[: chance.randrange(len(text))]
    if kind < 0.041:
        return "[" * 100_000
    if kind < 0.042:
        event["padding"] = "x" * 1_000_000
        return json.dumps(event)
    if kind < 0.05:
        return text.encode("utf-16")
    return text


def _mutate(chance: random.Random, value: Any) -> None:
    """Change one place somewhere inside."""
    while isinstance(value, dict | list) and value:
        key: Any = chance.choice(list(value)) if isinstance(value, dict) else chance.randrange(len(value))
        if isinstance(value[key], dict | list) and value[key] and chance.random() < 0.6:
            value = value[key]
            continue
        what = chance.random()
        if what < 0.5:
            value[key] = copy.deepcopy(chance.choice(JUNK))
        elif what < 0.7 and isinstance(value, dict):
            del value[key]
        elif what < 0.85 and isinstance(value[key], str):
            value[key] = f"{value[key]}_{chance.randrange(10**9)}"
        elif isinstance(value, dict):
            value[f"new_{chance.randrange(10**6)}"] = copy.deepcopy(chance.choice(JUNK))
        return


class FuzzLink:
    """Fills ``ports.RealtimeLink``: gives mutated messages, as the connection would after reading them."""

    def __init__(self, frames: int, seed: int, watch: Callable[[int], None]) -> None:
        self._frames, self._chance, self._watch = frames, random.Random(seed), watch
        self._reader = codec.server_event_reader()
        self.done = 0
        self.sent: Counter[str] = Counter()

    async def send(self, event: ClientEvent) -> None:
        self.sent[event.TYPE] += 1
        codec.write(event)

    async def events(self) -> AsyncIterator[ServerEvent]:
        valid = templates()
        while self.done < self._frames:
            self.done += 1
            self._watch(self.done)
            if self.done % 50 == 0:
                await asyncio.sleep(0)
            try:
                event: ServerEvent = self._reader.read(mutated(self._chance, valid))
            except WireError:
                continue
            yield event
        raise ConnectionFailed("The end.")

    async def close(self) -> None:
        return


class SilentSpeaker:
    """Fills ``ports.Speaker`` and keeps nothing."""

    level = 0.0

    def play(self, item_id: str, pcm: bytes) -> None:
        return

    def finish(self, item_id: str) -> None:
        return

    def flush(self) -> tuple[PlayedItem, ...]:
        return ()

    def played_ms(self, item_id: str) -> int:
        return 0

    def set_gain(self, gain: float) -> None:
        return

    def on_progress(self, callback: Callable[[str, int, bool], None]) -> None:
        return


def resident_mb() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


async def fuzz(frames: int, seed: int) -> None:
    memory: list[tuple[int, float]] = []
    slowest, last = 0.0, time.monotonic()

    def watch(number: int) -> None:
        nonlocal slowest, last
        now = time.monotonic()
        slowest, last = max(slowest, now - last), now
        if number % (frames // 20) == 0:
            memory.append((number, resident_mb()))

    told: Counter[str] = Counter()

    def sink(event: DomainEvent) -> None:
        told[type(event).__name__] += 1

    with tempfile.TemporaryDirectory() as folder:
        async with bare_session(Path(folder), SilentSpeaker(), sink) as session:
            link = FuzzLink(frames, seed, watch)
            crashes: Counter[str] = Counter()
            reconnects = 0
            while link.done < frames:
                try:
                    await session.hold(link)
                except ConnectionFailed:
                    reconnects += 1
                except Exception as error:
                    crashes[f"{type(error).__name__}: {error}"[:160]] += 1
    after = [mb for _, mb in memory[3:]]
    out = sys.stdout.write
    out(f"messages {link.done}, sessions ended by them {reconnects}, events shown {sum(told.values())}\n")
    out(f"crashes {sum(crashes.values())} {dict(crashes.most_common(5))}\n")
    out(f"longest wait between two messages {slowest * 1000:.0f} ms\n")
    grown = 100 * (after[-1] / after[0] - 1)
    out(f"memory MB after each twentieth: {[round(mb) for _, mb in memory]}; {grown:+.1f} % from the fourth on\n")


def main() -> None:
    logging.disable(logging.CRITICAL)
    asyncio.run(fuzz(int(sys.argv[1]) if len(sys.argv) > 1 else FRAMES, 7))


if __name__ == "__main__":
    main()
