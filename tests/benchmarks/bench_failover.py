"""From the cut of a server of the Realtime wire to the first sound of the embedded engine's answer."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.machine import machine
from tests.fakes.switched_talk import switched_talk
from wanderlust.application.services import engine_process
from wanderlust.domain import events as ev

RUNS = 3


async def one(cut: str) -> dict[str, object]:
    """Ask into the cut; seconds after it."""
    with tempfile.TemporaryDirectory() as folder:
        async with switched_talk(Path(folder), make_engine=engine_process) as talk:
            await talk.ready()
            await talk.ask("Where is Lisbon?")
            played = len(talk.speaker.pcm())
            began = time.monotonic()
            talk.proxy.shut() if cut == "reset" else talk.proxy.swallow()
            await talk.session.say("Where is Kyoto?")
            seconds: dict[str, float] = {}
            for name, seen in (
                ("switched_s", lambda: talk.backends()[-1] == "engine"),
                ("ready_s", lambda: talk.session.ready),
                ("first_sound_s", lambda: len(talk.speaker.pcm()) > played),
            ):
                await talk.until(seen, 60)
                seconds[name] = round(time.monotonic() - began, 2)
            await talk.until(lambda: len(talk.of(ev.AnswerFinished)) > 1)
            return {"cut": cut, **seconds, "said": talk.texts()[-1][:40]}


def main() -> None:
    for _ in range(RUNS):
        for cut in ("reset", "black hole"):
            sys.stdout.write(json.dumps(asyncio.run(one(cut)) | {"load": machine()["load"]}) + "\n")


if __name__ == "__main__":
    main()
