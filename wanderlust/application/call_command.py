"""``wanderlust call``: one call without a window; the card is shown and a yes is typed, or given for a rehearsal."""

from __future__ import annotations

import asyncio
import json
import random
import threading
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TextIO

from wanderlust.application.call_lines import as_objects, as_text, card_text
from wanderlust.application.call_sound import EngineEars, EngineVoice
from wanderlust.application.services import engine_process, new_id
from wanderlust.application.telephone import telephone_line
from wanderlust.assistant.calls.desk import CallDesk
from wanderlust.assistant.calls.routine import Routine
from wanderlust.assistant.calls.spoken_talk import SpokenTalk
from wanderlust.assistant.ports import CallTalk
from wanderlust.domain.calls import events as ev
from wanderlust.domain.calls.card import CallCard, Callee, LineKind
from wanderlust.domain.calls.goal import read_goal
from wanderlust.domain.calls.line import NARROW_RATE
from wanderlust.domain.calls.policy import CallRules, DialPermit
from wanderlust.domain.errors import BadInput
from wanderlust.realtime.engine_process import EngineProcess
from wanderlust.settings.paths import Paths
from wanderlust.store.calls import SqliteCalls
from wanderlust.telephony.phone_line import RATE, Phone, PhoneLine
from wanderlust.telephony.rehearsal_business import Business, Mood, Script, script_named
from wanderlust.telephony.rehearsal_line import RehearsalLine
from wanderlust.telephony.rehearsal_talk import RehearsalTalk, StoryClock
from wanderlust.telephony.sip.account import loopback_in
from wanderlust.travel.clock import SystemClock

REFUSED_BY_TRAVELLER = 3
"""Exit code when the card was not agreed to."""
YOU = "you"
YOUR_GOAL = "book a table for two tomorrow at 7 pm"


@dataclass(frozen=True, slots=True)
class CallWish:
    """What the command line asks for.

    Attributes:
        business: Key of a rehearsal business, ``you`` for whoever types, or empty.
        line: ``rehearsal``, ``sip`` or ``twilio``.
        to: Number or ``sip:`` address, for lines that ring someone.
        who: Their name, for the card.
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
    line: LineKind = "rehearsal"
    to: str = ""
    who: str = ""
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
        if not wish.to:
            raise BadInput("I need to know whom to call.", "Add --to with a number or a sip: address.")
        if not wish.goal:
            raise BadInput("I need to know what for.", "Add --goal in your own words.")
        return asyncio.run(_RealCall(paths, wish, reading, writing, showing).hold())
    if wish.business == YOU:
        if wish.sound:
            raise BadInput("In the terminal you answer by typing.", "Leave --sound out, or rehearse in the window.")
        return asyncio.run(_ByHand(paths, wish, reading, writing, showing).hold())
    if wish.mood not in [mood.value for mood in Mood]:
        raise BadInput(f'No business is ever "{wish.mood}".', f"It can be {', '.join(mood.value for mood in Mood)}.")
    script = script_named(paths.resources / "rehearsal", wish.business)
    return asyncio.run(_Rehearsal(paths, wish, script, reading, writing, showing).hold())


class _Terminal(ABC):
    """A call's card, questions and events on a terminal.

    Args:
        paths: Where the log is.
        wish: What was asked for.
        now: The time, also of a rehearsal's story.
        engine: Voice and ears; None for a rehearsal in words.
        reading, writing, showing: See :func:`call_command`.
    """

    def __init__(
        self,
        paths: Paths,
        wish: CallWish,
        now: Callable[[], datetime],
        engine: EngineProcess | None,
        reading: TextIO,
        writing: TextIO,
        showing: TextIO,
    ) -> None:
        self._wish, self._now, self._engine = wish, now, engine
        self._reading, self._writing = reading, writing
        self._showing = showing if wish.as_json else writing
        self._began = now()
        self._answers = deque(wish.answers)
        self._log = SqliteCalls(paths.conversations, now)
        self._desk = CallDesk(
            CallRules(),
            self._log,
            now,
            lambda: new_id("call"),
            self._report,
            self._dial,
            lambda card: Routine(card, now().date()),
            self._ask,
        )

    async def _agreed(self, callee: Callee, currency: str, goal: str) -> CallCard | None:
        """The card, once it was agreed to; None when it was not."""
        read = read_goal(goal, self._now().date(), currency)
        card = self._desk.propose(callee, read, self._wish.name, self._wish.line)
        if self._wish.yes:
            return card
        self._showing.write(f"{card_text(card)}Type yes to call: ")
        self._showing.flush()
        if await self._typed() == "yes":
            return card
        self._desk.refuse(card.id)
        self._showing.write("I have not called.\n")
        return None

    async def _typed(self) -> str:
        return (await asyncio.to_thread(self._reading.readline)).strip().lower()

    async def _call(self, card: CallCard, callee_agreed: bool = False) -> None:
        if self._engine is not None:
            await self._engine.start()
            # The models load at the first word; nobody should wait for that on the telephone.
            await EngineVoice(self._engine).speak("Hello.", "en", NARROW_RATE)
        await self._desk.typed(card.id, callee_agreed)

    async def _close(self) -> None:
        self._log.close()
        if self._engine is not None:
            await self._engine.stop()

    @abstractmethod
    async def _dial(self, permit: DialPermit) -> CallTalk:
        """Begin the call that was agreed to."""

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


class _Rehearsal(_Terminal):
    """A business on this computer answers."""

    def __init__(
        self, paths: Paths, wish: CallWish, script: Script, reading: TextIO, writing: TextIO, showing: TextIO
    ) -> None:
        self._script, self._story = script, StoryClock(SystemClock().now())
        now, engine = (SystemClock().now, engine_process()) if wish.sound else (self._story.now, None)
        super().__init__(paths, wish, now, engine, reading, writing, showing)

    async def hold(self) -> int:
        script = self._script
        callee = Callee(script.name, script.number, script.place, script.country, script.timezone)
        currency = str(script.table.get("price", {}).get("currency", "USD"))
        try:
            card = await self._agreed(callee, currency, self._wish.goal or script.goal)
            if card is None:
                return REFUSED_BY_TRAVELLER
            await self._call(card)
            return 0
        finally:
            await self._close()

    async def _dial(self, permit: DialPermit) -> CallTalk:
        business = Business(self._script, Mood(self._wish.mood), random.Random(self._wish.seed))
        if self._engine is None:
            return RehearsalTalk(business, self._story)
        voice, ears = EngineVoice(self._engine), EngineEars(self._engine)
        line = RehearsalLine(lambda granted: business, voice, ears)
        return SpokenTalk(await line.dial(permit), line.abilities.rate, voice, ears, permit.card.callee.language)


class _ByHand(_Terminal):
    """Whoever types is the business: the first line answers, and no more lines put the telephone down."""

    def __init__(self, paths: Paths, wish: CallWish, reading: TextIO, writing: TextIO, showing: TextIO) -> None:
        super().__init__(paths, wish, SystemClock().now, None, reading, writing, showing)
        self._asked: asyncio.Future[str] | None = None

    async def hold(self) -> int:
        callee = Callee(self._wish.who or "You", "+14155550100")
        try:
            card = await self._agreed(callee, "USD", self._wish.goal or YOUR_GOAL)
            if card is None:
                return REFUSED_BY_TRAVELLER
            await self._call(card)
            return 0
        finally:
            await self._close()

    async def _dial(self, permit: DialPermit) -> CallTalk:
        loop = asyncio.get_running_loop()
        phone = await PhoneLine(loop.time).dial(permit)
        # A thread of its own: a line that is never typed must not keep the command from ending.
        threading.Thread(target=self._read, args=(loop, phone), name="typed lines", daemon=True).start()
        self._showing.write("The phone rings. Your first line answers it; Ctrl+D hangs up.\n")
        self._showing.flush()
        return SpokenTalk(phone, RATE, _Mute(), _Mute(), permit.card.callee.language)

    async def _ask(self, asked: ev.CallAsked) -> str | None:
        if self._answers or self._wish.yes:
            return await super()._ask(asked)
        self._showing.write(f"For the traveller: {asked.question} ({', '.join(asked.choices)})\nYour answer: ")
        self._showing.flush()
        self._asked = asyncio.get_running_loop().create_future()
        answer = (await self._asked).strip()
        self._asked = None
        return answer or None

    def _read(self, loop: asyncio.AbstractEventLoop, phone: Phone) -> None:
        with suppress(RuntimeError):  # the command ended while a line was typed
            for line in self._reading:
                loop.call_soon_threadsafe(self._typed_line, phone, line)
            loop.call_soon_threadsafe(phone.put_down)

    def _typed_line(self, phone: Phone, line: str) -> None:
        if self._asked is not None and not self._asked.done():
            self._asked.set_result(line)
            return
        phone.pick_up()
        phone.type(line)


class _Mute:
    """Fills ``ports.CallVoice`` and ``ports.CallEars`` where everything is typed."""

    async def speak(self, text: str, language: str, rate: int) -> bytes:
        return b""

    async def write_down(self, pcm: bytes, rate: int, language: str) -> str:
        return ""


class _RealCall(_Terminal):
    """A line that rings someone."""

    def __init__(self, paths: Paths, wish: CallWish, reading: TextIO, writing: TextIO, showing: TextIO) -> None:
        super().__init__(paths, wish, SystemClock().now, engine_process(), reading, writing, showing)
        self._line = telephone_line(wish.line, interface=loopback_in(wish.to))

    async def hold(self) -> int:
        wish = self._wish
        try:
            card = await self._agreed(Callee(wish.who or wish.to, wish.to), "USD", wish.goal)
            if card is None:
                return REFUSED_BY_TRAVELLER
            agreed = False
            if card.needs_agreement:
                self._showing.write("This may be somebody's own number. Type agreed if they agreed to such a call: ")
                self._showing.flush()
                agreed = await self._typed() == "agreed"
            await self._call(card, agreed)
            return 0
        finally:
            await self._line.close()
            await self._close()

    async def _dial(self, permit: DialPermit) -> CallTalk:
        assert self._engine is not None
        voice, ears = EngineVoice(self._engine), EngineEars(self._engine)
        call = await self._line.dial(permit)
        return SpokenTalk(call, self._line.abilities.rate, voice, ears, permit.card.callee.language)
