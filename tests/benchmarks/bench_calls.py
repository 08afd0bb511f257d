"""A hundred rehearsal calls in story time: every business in ten moods, judged by what the business wrote down.

Run: python -m tests.benchmarks.bench_calls [--folder DIR] [--seeds N] [--show]
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.fakes.rehearsed_call import Rehearsed, rehearse
from wanderlust.assistant.calls.outcomes import agreed_price
from wanderlust.domain.calls.clock_words import clock_times
from wanderlust.domain.calls.events import OutcomeKind
from wanderlust.domain.calls.first_words import disclosure
from wanderlust.settings.paths import PROJECT
from wanderlust.telephony.rehearsal_business import Mood, Script, scripts_in

MOODS = (
    Mood.PLAIN,
    Mood.BUSY,
    Mood.HOLD,
    Mood.MISHEARS,
    Mood.NOISY,
    Mood.SOLD_OUT,
    Mood.ALTERNATIVE,
    Mood.OVER_BUDGET,
    Mood.VOICEMAIL,
    Mood.REFUSES,
)


@dataclass(slots=True)
class Tally:
    """Counts over all calls."""

    calls: int = 0
    right: int = 0
    facts: int = 0
    facts_right: int = 0
    limits_broken: int = 0
    undisclosed: int = 0
    endless: int = 0
    turns: list[int] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def expected(script: Script, mood: Mood) -> OutcomeKind:
    """How a call to that business in that mood has to come out when the traveller takes what is offered."""
    always = {
        Mood.BUSY: OutcomeKind.BUSY,
        Mood.NO_ANSWER: OutcomeKind.NO_ANSWER,
        Mood.VOICEMAIL: OutcomeKind.VOICEMAIL,
        Mood.REFUSES: OutcomeKind.REFUSED,
    }
    if mood in always:
        return always[mood]
    if script.kind != "ask" and mood is Mood.SOLD_OUT:
        return OutcomeKind.NOT_POSSIBLE
    if "price" in script.table and mood is Mood.OVER_BUDGET:
        return OutcomeKind.OVER_LIMIT
    return OutcomeKind.DONE


def facts_right(call: Rehearsed, script: Script, mood: Mood) -> list[bool]:
    """For every fact of a call that was done: whether both sides hold the same, and what was wanted."""
    form, record = call.outcome.form, call.business.record
    if script.kind == "ask":
        return [len(record.answered) > 0 and all(len(form.value("answer")) > 3 for _ in record.answered)]
    wanted = {key: form.value(key) for key in record.facts if key in form}
    if mood is not Mood.ALTERNATIVE:
        goal_form = call.card.goal.form()
        wanted |= {key: goal_form.value(key) for key in record.facts if goal_form.value(key)}
    if "name" in record.facts:
        wanted["name"] = call.card.goal.name or call.card.caller
    judged = [_same(key, record.facts[key], value) for key, value in wanted.items() if value]
    if record.price is not None:
        judged.append(agreed_price(form, record.price.currency) == record.price)
    return judged


def _same(key: str, one: str, other: str) -> bool:
    if key == "time":
        return bool(clock_times(f"at {one}")) and clock_times(f"at {one}")[0].same_as(other)
    if key == "day":
        return other.lower().startswith(one.lower()) or one.lower().startswith(other.lower())
    return one.lower().removeprefix("the ") == other.lower().removeprefix("the ")


def judge(tally: Tally, call: Rehearsed, script: Script, mood: Mood, seed: int) -> None:
    """Add one call to the counts."""
    tally.calls += 1
    kind, record = call.outcome.kind, call.business.record
    booked_as_it_should = record.booked == (expected(script, mood) is OutcomeKind.DONE)
    if kind is expected(script, mood) and booked_as_it_should:
        tally.right += 1
    else:
        tally.wrong.append(f"{script.key}, {mood.value}, seed {seed}: {kind.value}, {call.outcome.sentence}")
    if kind is OutcomeKind.DONE:
        judged = facts_right(call, script, mood)
        tally.facts += len(judged)
        tally.facts_right += sum(judged)
        tally.turns.append(len(call.said))
        if not all(judged):
            tally.wrong.append(
                f"{script.key}, {mood.value}, seed {seed}: facts {record.facts} against {call.outcome.form}"
            )
    limit = call.card.limits.spend
    if limit and record.booked and record.price and record.price.value > limit.value:
        tally.limits_broken += 1
    if call.outcome.seconds > call.card.limits.minutes * 60:
        tally.limits_broken += 1
    if call.said and call.said[0] != disclosure("en", call.card.caller):
        tally.undisclosed += 1


async def hold_all(folder: Path, seeds: int, show: bool) -> Tally:
    """Every business in every mood."""
    tally = Tally()
    for number, script in enumerate(scripts_in(folder).values()):
        for place, mood in enumerate(MOODS):
            for repeat in range(seeds):
                seed = number * 101 + place * 7 + repeat * 1009
                try:
                    async with asyncio.timeout(20):
                        call = await rehearse(script, mood, seed)
                except TimeoutError:
                    tally.calls += 1
                    tally.endless += 1
                    continue
                judge(tally, call, script, mood, seed)
                if show:
                    said = " / ".join(call.said)
                    sys.stdout.write(f"{script.key} {mood.value}: {call.outcome.kind.value}: {said}\n")
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=PROJECT / "resources" / "rehearsal")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    began = time.perf_counter()
    tally = asyncio.run(hold_all(options.folder, options.seeds, options.show))
    took = time.perf_counter() - began
    turns = statistics.median(tally.turns) if tally.turns else 0
    rows = (
        ("calls", f"{tally.calls}"),
        ("right outcome", f"{tally.right} ({100 * tally.right / tally.calls:.1f} %)"),
        ("facts right on both sides", f"{tally.facts_right} of {tally.facts}"),
        ("limits broken", f"{tally.limits_broken}"),
        ("calls without disclosure first", f"{tally.undisclosed}"),
        ("calls that did not end", f"{tally.endless}"),
        ("turns said by us, median of those done", f"{turns:.0f}"),
        ("seconds of machine time", f"{took:.1f}"),
    )
    for label, value in rows:
        sys.stdout.write(f"{label:<40} {value}\n")
    for what, count in Counter(tally.wrong).items():
        sys.stdout.write(f"  {what}{f' x{count}' if count > 1 else ''}\n")


if __name__ == "__main__":
    main()
