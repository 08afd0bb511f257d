"""What every peer's script shares: its arguments, the tool it offers, and the checks it prints as JSON."""

from __future__ import annotations

import asyncio
import json
import sys
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MODEL = "gpt-realtime-2.1"
SECOND = 48_000  # bytes of PCM16 mono at 24 kHz
FRAME = SECOND // 50  # 20 ms
SILENCE = bytes(SECOND)
PATIENCE = 30.0
# Read out whole it lasts a quarter of a minute: long enough to be spoken over.
LONG_TEXT = (
    "Kyoto lies in the west of Japan, between the mountains of Kansai. It was the seat of the emperor for more than "
    "a thousand years, and it has kept its temples, its gardens and its narrow streets of wooden houses."
)
SHOW_ON_MAP: dict[str, Any] = {
    "type": "function",
    "name": "show_on_map",
    "description": "Show a city or place on the map",
    "parameters": {
        "type": "object",
        "properties": {"place": {"type": "string", "description": "Name of the place"}},
        "required": ["place"],
    },
}


@dataclass(slots=True)
class Trial:
    """One run of a peer against the engine.

    Attributes:
        base_url: ``http://.../v1``.
        key: The engine's token.
        question: "Where is Kyoto?", PCM16 mono 24 kHz.
        checks: What was tried, and whether it went as it should; a text says what went wrong.
    """

    base_url: str
    key: str
    question: bytes
    checks: dict[str, bool | str] = field(default_factory=dict)

    @property
    def socket_url(self) -> str:
        return f"{self.base_url.replace('http', 'ws', 1)}/realtime"

    def check(self, name: str, passed: bool, seen: object = "") -> None:
        """Note a check; ``seen`` is what there was instead."""
        self.checks[name] = True if passed else str(seen) or "no"


def run(trial: Callable[[Trial], Awaitable[None]]) -> None:
    """Run a trial with the arguments ``base_url key question.pcm`` and print its checks as the last line."""
    base_url, key, question = sys.argv[1:4]
    made = Trial(base_url, key, Path(question).read_bytes())

    async def bounded() -> None:
        async with asyncio.timeout(150):
            await trial(made)

    try:
        asyncio.run(bounded())
        made.check("ended well", True)
    except Exception as error:
        traceback.print_exc()
        made.check("ended well", False, repr(error))
    sys.stdout.write(json.dumps(made.checks) + "\n")


async def until(condition: Callable[[], object], seconds: float = PATIENCE) -> bool:
    """Wait until something holds; False when it does not in time."""
    try:
        async with asyncio.timeout(seconds):
            while not condition():
                await asyncio.sleep(0.02)
    except TimeoutError:
        return False
    return True
