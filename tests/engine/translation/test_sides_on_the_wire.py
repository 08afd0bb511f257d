"""A key or a tap tells the engine whose words an utterance was: our extensions of the translation socket."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect

from tests.conftest import RunningEngine
from wanderlust.dsp.level import to_int16
from wanderlust.dsp.wav import read_wav
from wanderlust.settings.paths import PROJECT

pytestmark = pytest.mark.engine

FRAME = 9600
SECOND = bytes(48_000)
QUESTION = to_int16(read_wav(PROJECT / "resources" / "speech" / "where_is_kyoto.wav", 24_000)).tobytes()
PROMPT = to_int16(read_wav(PROJECT / "tests" / "data" / "speech" / "en-please-try-call-later.wav", 24_000)).tobytes()


@dataclass(slots=True)
class Wire:
    """A session between English and Portuguese, message by message."""

    socket: ClientConnection
    events: list[dict[str, Any]] = field(default_factory=list)

    async def send(self, kind: str, **fields: Any) -> None:
        await self.socket.send(json.dumps({"type": kind, **fields}))

    async def hear(self, sound: bytes) -> None:
        for start in range(0, len(sound), FRAME):
            audio = base64.b64encode(sound[start : start + FRAME]).decode()
            await self.send("session.input_audio_buffer.append", audio=audio)

    async def until(self, kind: str, **wanted: Any) -> dict[str, Any]:
        """The next event of this type that has these values."""
        async with asyncio.timeout(60):
            while True:
                event = json.loads(await self.socket.recv())
                self.events.append(event)
                if event["type"] == kind and all(event.get(name) == value for name, value in wanted.items()):
                    return dict(event)


@asynccontextmanager
async def interpreter(engine: RunningEngine) -> AsyncIterator[Wire]:
    url = f"{engine.realtime_url}/translations?between=en,pt&extensions=interpreter"
    async with connect(url, additional_headers={"Authorization": f"Bearer {engine.token}"}, max_size=None) as socket:
        yield Wire(socket)


async def test_a_key_that_comes_up_ends_the_utterance_at_once(engine: RunningEngine) -> None:
    async with interpreter(engine) as wire:
        await wire.send("wanderlust.side.hold", language="en")
        await wire.hear(QUESTION)  # and no silence after it
        await wire.send("wanderlust.side.hold", language="")
        done = await wire.until("wanderlust.utterance.done")
        assert (done["speaker_language"], done["witness"]) == ("en", "key")
        assert "kyoto" in done["source"].casefold() and done["target"].casefold().startswith("onde")


async def test_what_is_said_while_a_key_is_down_is_its_owners_with_every_pause(engine: RunningEngine) -> None:
    async with interpreter(engine) as wire:
        await wire.send("wanderlust.side.hold", language="en")
        await wire.hear(QUESTION + SECOND * 2 + PROMPT)
        await wire.send("wanderlust.side.hold", language="")
        done = await wire.until("wanderlust.utterance.done")
        source = done["source"].casefold()
        assert "kyoto" in source and "later" in source, "one utterance, though its speaker paused for 2 s"


async def test_after_a_key_both_are_heard_again(engine: RunningEngine) -> None:
    async with interpreter(engine) as wire:
        await wire.send("wanderlust.side.hold", language="pt")
        await wire.hear(SECOND)
        await wire.send("wanderlust.side.hold", language="")
        await wire.hear(QUESTION + SECOND)
        done = await wire.until("wanderlust.utterance.done")
        assert (done["speaker_language"], done["witness"]) == ("en", "speech")


async def test_the_wrong_side_is_put_right_though_the_sound_had_decided(engine: RunningEngine) -> None:
    async with interpreter(engine) as wire:
        await wire.hear(QUESTION + SECOND)
        first = await wire.until("wanderlust.utterance.done")
        assert first["speaker_language"] == "en"
        await wire.send("wanderlust.side.choose", utterance_id=first["utterance_id"], language="pt")
        second = await wire.until("wanderlust.utterance.done")
        assert second["utterance_id"] == first["utterance_id"]
        assert (second["speaker_language"], second["target_language"], second["witness"]) == ("pt", "en", "chosen")


async def test_a_final_caption_says_when_it_was_said_and_how_it_was_translated(engine: RunningEngine) -> None:
    async with interpreter(engine) as wire:
        await wire.hear(QUESTION + SECOND)
        caption = await wire.until("wanderlust.caption", final=True)
        done = await wire.until("wanderlust.utterance.done")
        same = ("route", "lost", "start_ms", "end_ms")
        assert [caption[name] for name in same] == [done[name] for name in same]


async def test_a_key_of_nobody_is_refused(engine: RunningEngine) -> None:
    async with interpreter(engine) as wire:
        await wire.send("wanderlust.side.hold", language="de", event_id="evt_9")
        error = await wire.until("error")
        assert error["error"]["event_id"] == "evt_9"
