"""Whatever happens to a server's frames, nothing crashes, no effect comes twice, and the talk can go on."""

from __future__ import annotations

import asyncio
import json
import random
from pathlib import Path
from typing import get_args

import pytest

from tests.fakes.frame_proxy import Fault, FrameProxy
from tests.fakes.switched_talk import SwitchedTalk, switched_talk
from wanderlust.domain.conversation import Speaker
from wanderlust.realtime.endpoint import Endpoint


def add_to_trip(words: str) -> tuple[str, str] | None:
    return ("itinerary_add", json.dumps({"item": words.removeprefix("add ")})) if words.startswith("add ") else None


async def talk_on(talk: SwitchedTalk) -> None:
    """Ten questions, each given its time; those whose frames are gone may stay unanswered."""
    for number in range(10):
        try:
            async with asyncio.timeout(1.5):
                await talk.ask(f"add thing {number}" if number % 2 else f"question {number}")
        except TimeoutError:
            await talk.session.stop()


@pytest.mark.parametrize("fault", get_args(Fault))
async def test_the_talk_survives_frames_that_are_mistreated(tmp_path: Path, fault: Fault) -> None:
    async with switched_talk(tmp_path, tool=add_to_trip) as talk:
        await talk.ready()
        async with FrameProxy(talk.cloud.port, fault, 0.15, random.Random(3)) as proxy:
            talk.use(Endpoint(proxy.base_url, "sk-canary"))
            await talk.switch.renew()
            await talk.until(lambda: len(talk.cloud.conversations) > 1 and talk.session.ready)
            await talk_on(talk)
            assert proxy.done > 5 and not talk.running.done()
            done = [t.text for t in talk.store.turns if t.speaker is Speaker.ACTIVITY]
            assert len(done) == len(set(done)), "an effect came twice"
            if fault in ("delay", "duplicate"):
                answered = [t for t in talk.store.turns if t.speaker is Speaker.ASSISTANT and not t.interrupted]
                assert len(answered) == 10
        talk.use(Endpoint(talk.cloud.base_url, "sk-canary"))
        await talk.until(lambda: talk.cloud_states()[-1] in ("held", "lost"))
        await talk.ready()
        await talk.ask("And now?")
        assert talk.texts()[-1].endswith("answers And now?")
