"""``wanderlust call``: one call without a window; the card is shown and a yes is typed, or given for a rehearsal."""

from __future__ import annotations

import asyncio
import json
import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from wanderlust.application.call_lines import as_objects, as_text, card_text
from wanderlust.application.call_sound import EngineEars, EngineVoice
from wanderlust.application.services import engine_process, new_id
from wanderlust.assistant.calls.desk import CallDesk
from wanderlust.assistant.calls.routine import Routine
from wanderlust.assistant.calls.spoken_talk import SpokenTalk
from wanderlust.assistant.ports import CallTalk
from wanderlust.domain.calls import events as ev
from wanderlust.domain.calls.card import Callee
from wanderlust.domain.calls.goal import read_goal
from wanderlust.domain.calls.line import NARROW_RATE
from wanderlust.domain.calls.policy import CallRules, DialPermit
from wanderlust.domain.errors import BadInput, LineFailed
from wanderlust.settings.paths import Paths
from wanderlust.store.calls import SqliteCalls
from wanderlust.telephony.rehearsal_business import Business, Mood, Script, script_named
from wanderlust.telephony.rehearsal_line import RehearsalLine
from wanderlust.telephony.rehearsal_talk import RehearsalTalk, StoryClock
from wanderlust.travel.clock import SystemClock

REFUSED_BY_TRAVELLER = 3
"""Exit code when the card was not agreed to."""


@dataclass(frozen=True, slots=True)
class CallWish:
    """What the command line asks for.

    Attributes:
        business: Key of a rehearsal business, or empty.
        line: ``rehearsal``, ``sip`` or ``twilio``.
        to: Number or ``sip:`` address, for lines that ring someone.
        goal: What for; empty = the business's own example.
        name: Whose assistant calls.
        yes: Agree to the card; for rehearsals only.
        answers: Answers to what is asked on the way, in order.
        mood: What kind of day the business has.
        seed: Which of its ways to say things it takes.
        as_json: One JSON object a line.
        sound: Both sides speak and listen in real time, with the voice and recogniser of this computer.
    """

    business: str = ""
    line: str = "rehearsal"
    to: str = ""
    goal: str = ""
    name: str = "Maya"
    yes: bool = False
    answers: tuple[str, ...] = ()
    mood: str = "plain"
    seed: int = 0
    as_json: bool = False
    sound: bool = False


def call_command(paths: Paths, wish: CallWish, reading: TextIO, writing: TextIO, showing: TextIO) -> int:
    """Hold one call.

    Args:
        paths: Where the log and the businesses are.
        wish: What was asked for.
        reading: Where a yes and answers are typed.
        writing: Where events go.
        showing: Where the card and questions are shown when ``writing`` takes JSON.

    Returns:
        0 when the call came to its end, 3 when the card was not agreed to.

    Raises:
        BadInput: Something on the command line does not go together.
        LineFailed: The line is not set up.
    """
    if wish.line != "rehearsal":
        if wish.yes:
            raise BadInput("I ring people only after a yes typed under the card.", "Leave --yes out.")
        raise LineFailed(
            f"The {wish.line} line is not set up on this computer.", "Rehearse with: --rehearse strawberries"
        )
    if wish.mood not in [mood.value for mood in Mood]:
        raise BadInput(f'No business is ever "{wish.mood}".', f"It can be {', '.join(mood.value for mood in Mood)}.")
    script = script_named(paths.resources / "rehearsal", wish.business)
    return asyncio.run(_Rehearsal(paths, wish, script, reading, writing, showing).hold())


class _Rehearsal:
    def __init__(
        self, paths: Paths, wish: CallWish, script: Script, reading: TextIO, writing: TextIO, showing: TextIO
    ) -> None:
        self._wish, self._script = wish, script
        self._reading, self._writing = reading, writing
        self._showing = showing if wish.as_json else writing
        self._clock = SystemClock() if wish.sound else StoryClock(SystemClock().now())
        self._engine = engine_process() if wish.sound else None
        self._began = self._clock.now()
        self._answers = deque(wish.answers)
        self._log = SqliteCalls(paths.conversations, self._clock.now)
        self._desk = CallDesk(
            CallRules(),
            self._log,
            self._clock.now,
            lambda: new_id("call"),
            self._report,
            self._dial,
            lambda card: Routine(card, self._clock.now().date()),
            self._ask,
        )

    async def hold(self) -> int:
        currency = str(self._script.table.get("price", {}).get("currency", "USD"))
        goal = read_goal(self._wish.goal or self._script.goal, self._clock.now().date(), currency)
        there = (self._script.name, self._script.number, self._script.place, self._script.country)
        callee = Callee(*there, self._script.timezone)
        try:
            card = self._desk.propose(callee, goal, self._wish.name, "rehearsal")
            if not self._wish.yes:
                self._showing.write(f"{card_text(card)}Type yes to call: ")
                self._showing.flush()
                typed = (await asyncio.to_thread(self._reading.readline)).strip().lower()
                if typed != "yes":
                    self._desk.refuse(card.id)
                    self._showing.write("I have not called.\n")
                    return REFUSED_BY_TRAVELLER
            if self._engine is not None:
                await self._engine.start()
                # The models load at the first word; nobody should wait for that on the telephone.
                await EngineVoice(self._engine).speak("Hello.", "en", NARROW_RATE)
            await self._desk.typed(card.id)
            return 0
        finally:
            self._log.close()
            if self._engine is not None:
                await self._engine.stop()

    async def _dial(self, permit: DialPermit) -> CallTalk:
        business = Business(self._script, Mood(self._wish.mood), random.Random(self._wish.seed))
        if self._engine is None:
            assert isinstance(self._clock, StoryClock)
            return RehearsalTalk(business, self._clock)
        voice, ears = EngineVoice(self._engine), EngineEars(self._engine)
        line = RehearsalLine(lambda granted: business, voice, ears)
        return SpokenTalk(await line.dial(permit), line.abilities.rate, voice, ears, permit.card.callee.language)

    async def _ask(self, asked: ev.CallAsked) -> str | None:
        if self._answers:
            return self._answers.popleft()
        if self._wish.yes:
            return asked.choices[0] if asked.choices else None
        if self._wish.as_json:
            self._showing.write(f"? {asked.question} ({', '.join(asked.choices)})\n")
        self._showing.write("Your answer: ")
        self._showing.flush()
        return (await asyncio.to_thread(self._reading.readline)).strip() or None

    def _report(self, event: ev.CallEvent) -> None:
        for line in self._lines(event):
            self._writing.write(line + "\n")
        self._writing.flush()

    def _lines(self, event: ev.CallEvent) -> Iterator[str]:
        if not self._wish.as_json:
            return as_text(event)
        return (json.dumps(value, ensure_ascii=False) for value in as_objects(event, self._began))
