"""200 forced disconnects at random moments of a talk with a Realtime server: what is lost, doubled, late."""

from __future__ import annotations

import asyncio
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.fakes.switched_talk import SwitchedTalk, switched_talk
from wanderlust.application.cloud_line import CloudLine
from wanderlust.domain import events as ev
from wanderlust.domain.conversation import Speaker

CUTS = 200
MOMENTS = ("connecting", "speaking", "mid-tool", "mid-delta", "rotating", "idle")
LOUD = (8000).to_bytes(2, "little", signed=True) * 480
QUIET = b"\0\0" * 480


def wanted_tool(words: str) -> tuple[str, str] | None:
    return ("itinerary_add", json.dumps({"item": words.removeprefix("add ")})) if words.startswith("add ") else None


@dataclass(slots=True)
class Figures:
    """What came of it."""

    cuts: Counter[str] = field(default_factory=Counter)
    back_s: list[float] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)


def on_event(talk: SwitchedTalk, name: str, skip: int, act: Callable[[], None]) -> None:
    """Act when the server sends such an event for the (skip + 1)th time from now."""
    left = skip

    def watch(sent: str) -> None:
        nonlocal left
        if sent == name:
            if left == 0:
                talk.cloud.on_sent = lambda _: None
                act()
            left -= 1

    talk.cloud.on_sent = watch


async def one(talk: SwitchedTalk, moment: str, number: int, figures: Figures, chance: random.Random) -> None:
    cut_at = asyncio.Event()

    def cut() -> None:
        talk.proxy.shut()
        cut_at.set()

    spoken = moment == "speaking"
    words = f"spoken {number}" if spoken else f"add thing {number}" if moment == "mid-tool" else f"question {number}"
    talk.cloud.words = words
    over = len(talk.of(ev.AnswerFinished))
    if moment == "connecting":
        on_event(talk, "session.created", 0, cut)
        talk.proxy.cut()
        await talk.session.say(words)
    elif moment == "rotating":
        line = talk.switch._line
        assert isinstance(line, CloudLine)
        on_event(talk, "session.created", 0, cut)
        line.rotate()
        await cut_at.wait()
        await talk.session.say(words)
    elif moment == "speaking":
        await talk.session.set_hands_free(True)
        talk.ears.hear(*[QUIET] * 5, *[LOUD] * chance.randrange(5, 40))
        await asyncio.sleep(chance.random() * 0.1)
        cut()
        talk.ears.hear(*[LOUD] * chance.randrange(1, 20), *[QUIET] * 30)
    elif moment == "mid-tool":
        on_event(talk, chance.choice(["response.done", "conversation.item.done"]), chance.randrange(2), cut)
        await talk.session.say(words)
    elif moment == "mid-delta":
        on_event(talk, "response.output_audio.delta", chance.randrange(4), cut)
        await talk.session.say(words)
    else:
        cut()
        await talk.session.say(words)
    async with asyncio.timeout(20):
        await cut_at.wait()
    await asyncio.sleep(chance.random() * 0.4)
    talk.proxy.open()
    began = time.monotonic()
    # A cut the client has not noticed yet still says ready.
    await asyncio.sleep(0.02)
    await talk.until(lambda: talk.session.ready)
    figures.back_s.append(time.monotonic() - began)
    await talk.until(lambda: len(talk.of(ev.AnswerFinished)) > over, 30)
    await talk.session.set_hands_free(False)
    figures.cuts[moment] += 1
    turns = talk.store.turns
    asked = sum(t.speaker is Speaker.USER and t.text == words for t in turns)
    answered = sum(t.speaker is Speaker.ASSISTANT and t.text.endswith(words) and not t.interrupted for t in turns)
    (figures.lost if not asked or not answered else figures.doubled if asked > 1 or answered > 1 else []).append(words)
    done = sum(t.speaker is Speaker.ACTIVITY and f"thing {number}" in t.text for t in turns)
    if moment == "mid-tool" and done != 1:
        figures.repeated.append(f"{words}: {done}")


async def measure(cuts: int, seed: int) -> Figures:
    chance, figures = random.Random(seed), Figures()
    with tempfile.TemporaryDirectory() as folder:
        async with switched_talk(Path(folder), patience_s=60.0, tool=wanted_tool, pace_s=0.004) as talk:
            await talk.ready()
            for number in range(cuts):
                moment = MOMENTS[number % len(MOMENTS)]
                try:
                    await one(talk, moment, number, figures, chance)
                except TimeoutError:
                    figures.lost.append(f"{moment} {number}: no answer")
                    talk.proxy.open()
            for problem in talk.cloud.problems:
                sys.stdout.write(f"  not as OpenAI declares: {problem}\n")
            early = sum(c.early_sound for c in talk.cloud.conversations)
            sys.stdout.write(f"connections {len(talk.cloud.conversations)}, sound before the settings {early} bytes\n")
    return figures


def main() -> None:
    cuts = int(sys.argv[1]) if len(sys.argv) > 1 else CUTS
    figures = asyncio.run(measure(cuts, 4))
    back = sorted(figures.back_s)
    out = sys.stdout.write
    out(f"disconnects {sum(figures.cuts.values())}: {dict(figures.cuts)}\n")
    out(f"finished turns lost {len(figures.lost)} {figures.lost[:5]}\n")
    out(f"finished turns doubled {len(figures.doubled)} {figures.doubled[:5]}\n")
    out(f"side effects repeated or lost {len(figures.repeated)} {figures.repeated[:5]}\n")
    out(f"resumed after the server was back: p50 {back[len(back) // 2]:.2f} s, max {back[-1]:.2f} s\n")


if __name__ == "__main__":
    main()
