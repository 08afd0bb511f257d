"""How much of the input is still remembered after each change of mode, by tokens and by the price table.

python -m tests.benchmarks.bench_cached_share

One spoken talk with a scripted server that caches as OpenAI does, once with changes of mode and once without, so that
what a question and its answer cost anew anyway can be told from what a change costs. Prints JSON lines.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.machine import tell
from tests.fakes.prompt_cache import STEP, PromptCache
from tests.fakes.switched_talk import SwitchedTalk, switched_talk
from wanderlust.assistant.cost import usage_of_response
from wanderlust.assistant.session_setup import TalkSettings
from wanderlust.domain import events as ev
from wanderlust.domain.cost.prices import ModelPrice
from wanderlust.domain.cost.usage import ModelUsage, Tokens
from wanderlust.settings.paths import PROJECT
from wanderlust.settings.price_tables import load_prices
from wanderlust.wire import codec
from wanderlust.wire.server_events import ResponseDone

MODEL = "gpt-realtime-2.1"
LOUD = (8000).to_bytes(2, "little", signed=True) * 480
SPOKEN = 100  # blocks of 20 ms: a question of two seconds
ANSWER = 80  # deltas of 50 ms: an answer of four
TURNS_BEFORE = 8
TURNS_BETWEEN = 1
INTERPRETED = (
    "While you were away the traveller used the interpreter with a clerk at the station in Porto, in Portuguese: "
    "the 14:10 to Lisbon leaves from platform 4, a ticket is 25 euros, and seats in the second class are sold out."
)
CALLED = (
    "While you were away the traveller telephoned the Hotel Aliados: two nights from Tuesday are booked under the name "
    "Keller, 92 euros a night, breakfast until ten."
)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of mode, and how the traveller makes it."""

    name: str
    make: Callable[[SwitchedTalk], Awaitable[None] | None]


def _adopt(**settings: Any) -> Callable[[SwitchedTalk], None]:
    return lambda talk: talk.session.adopt(TalkSettings(**settings))


CHANGES = (
    Change("quiet mode on", lambda talk: talk.session.set_quiet(True)),
    Change("quiet mode off", lambda talk: talk.session.set_quiet(False)),
    Change("summary of the interpreter", lambda talk: talk.session.tell(INTERPRETED)),
    Change("summary of a call", lambda talk: talk.session.tell(CALLED)),
    Change("another language first", _adopt(languages=("pt", "en"))),
    Change("slow speaker, faster voice", _adopt(languages=("pt", "en"), eagerness="low", speed=1.25)),
    Change("hands-free on", lambda talk: talk.session.set_hands_free(True)),
    Change("hands-free off", lambda talk: talk.session.set_hands_free(False)),
)


@dataclass(frozen=True, slots=True)
class Share:
    """What one answer's input was.

    Attributes:
        change: What was changed before it, or an empty text.
        tokens: Part of its tokens that was remembered, 0 to 1.
        priced: The same with each token weighed by its full price.
        kept: Of what the answer before had read, the part that was remembered, weighed so: a change of mode that costs
            the cache shows here, and not what every question and answer adds.
        dollars: What the input cost.
    """

    change: str
    tokens: float
    priced: float
    kept: float
    dollars: float


def read_usage(usage: dict[str, Any]) -> ModelUsage:
    """A server's figures as the app reads them."""
    message = {"type": "response.done", "event_id": "e", "response": {"id": "r", "status": "completed", "usage": usage}}
    event = codec.server_event_reader().read(json.dumps(message))
    assert isinstance(event, ResponseDone) and event.response.usage is not None
    return usage_of_response(MODEL, event.response.usage)


def share_of(change: str, now: ModelUsage, before: ModelUsage, price: ModelPrice) -> Share:
    """An answer's share, given what it and the answer before it used."""

    def full(tokens: Tokens) -> int:
        return price.nanodollars(ModelUsage(MODEL, fresh=tokens))

    remembered = full(now.cached)
    paid = price.nanodollars(ModelUsage(MODEL, now.fresh, now.cached))
    all_now, all_before = full(now.fresh + now.cached), full(before.fresh + before.cached)
    return Share(change, now.cached_share, remembered / all_now, min(1.0, remembered / all_before), paid / 1e9)


async def spoken_turn(talk: SwitchedTalk, number: int) -> None:
    """Hold the key, speak for two seconds, and hear the answer."""
    before = len(talk.of(ev.AnswerFinished))
    talk.cloud.words = f"question number {number}, and what is there to see"
    await talk.session.begin_hold()
    talk.ears.hear(*[LOUD] * SPOKEN)
    await asyncio.sleep(0)
    await talk.session.end_hold()
    await talk.until(lambda: len(talk.of(ev.AnswerFinished)) > before)


async def shares(
    folder: Path, changes: tuple[Change, ...], step: int = STEP
) -> tuple[list[Share], list[dict[str, Any]]]:
    """Talk, with each change before one turn; every answer's share, and every ``session.update`` the server got."""
    price, known = load_prices(PROJECT / "resources", folder / "none")[0].price(MODEL)
    assert known
    async with switched_talk(folder, model=MODEL) as talk:
        talk.cloud.cache, talk.cloud.deltas = PromptCache(step), ANSWER
        await talk.ready()
        made: list[str] = []
        for number in range(TURNS_BEFORE):
            await spoken_turn(talk, number)
            made.append("")
        for change in changes:
            done = change.make(talk)
            if done is not None:
                await done
            for between in range(1 + TURNS_BETWEEN):
                await spoken_turn(talk, len(made))
                made.append(change.name if between == 0 else "")
        assert talk.cloud.problems == [], talk.cloud.problems
        assert len(talk.cloud.conversations) == 1
        used = [read_usage(usage) for usage in talk.cloud.cache.usages]
        after = zip(made, used, [ModelUsage(MODEL, Tokens(text=1)), *used[:-1]], strict=True)
        found = [share_of(name, now, before, price) for name, now, before in after]
        return found, talk.cloud.conversations[0].updates


UNCHANGED = tuple(Change("", lambda _: None) for _ in CHANGES)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        changed, updates = asyncio.run(shares(Path(folder), CHANGES))
        plain, _ = asyncio.run(shares(Path(folder), UNCHANGED))
    for found, control in zip(changed, plain, strict=True):
        if found.change:
            tell(
                "cached share",
                after=found.change,
                tokens_percent=round(100 * found.tokens, 1),
                priced_percent=round(100 * found.priced, 1),
                priced_without_a_change_percent=round(100 * control.priced, 1),
                kept_percent=round(100 * found.kept, 1),
            )
    after = [share for share in changed if share.change]
    tell(
        "cached share",
        least_tokens_percent=round(100 * min(share.tokens for share in after), 1),
        least_priced_percent=round(100 * min(share.priced for share in after), 1),
        least_kept_percent=round(100 * min(share.kept for share in after), 1),
        input_dollars=round(sum(share.dollars for share in changed), 4),
        input_dollars_without_changes=round(sum(share.dollars for share in plain), 4),
        updates_after_the_first=len(updates) - 1,
        of_them_with_instructions_or_tools=sum("instructions" in u or "tools" in u for u in updates[1:]),
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
