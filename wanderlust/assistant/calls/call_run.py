"""One call from dialling to its outcome: the line's events, the traveller's wishes and the agent, brought together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from wanderlust.assistant.calls.agent import Act, CallAgent
from wanderlust.assistant.calls.conduct import Conduct, Consult, Deed, Dial, HangUp, Speak, Tell
from wanderlust.assistant.ports import CallTalk
from wanderlust.domain.calls import events as ev
from wanderlust.domain.calls.line import Answered, TalkEvent
from wanderlust.domain.calls.policy import DialPermit
from wanderlust.domain.errors import WanderlustError

THINK_S = 12.0
"""An agent that takes longer is given up on: the callee has hung up by then."""

MUTED_LOOK_S = 1.0
"""How often a muted call looks whether its time is up."""

Report = Callable[[ev.CallEvent], None]
Asker = Callable[[ev.CallAsked], Awaitable[str | None]]


@dataclass(frozen=True, slots=True)
class _Answer:
    question_id: str
    answer: str | None


@dataclass(frozen=True, slots=True)
class _TakeOver:
    taken: bool


_Wish = _Answer | _TakeOver


class CallRun:
    """A call under way.

    Args:
        permit: What was agreed to.
        talk: The line, in words; dialled already.
        agent: Who thinks.
        now: The time, aware.
        report: Is told everything that happens.
        asker: Puts questions to the traveller and waits for the answer; None = they come by :meth:`answer`.
    """

    def __init__(
        self,
        permit: DialPermit,
        talk: CallTalk,
        agent: CallAgent,
        now: Callable[[], datetime],
        report: Report,
        asker: Asker | None = None,
    ) -> None:
        self.conduct = Conduct(permit.card, now, permit.money)
        self._talk, self._agent, self._report, self._asker = talk, agent, report, asker
        self._wishes: asyncio.Queue[_Wish] = asyncio.Queue()
        self._taken = self.muted = self._cut_off = False
        self._loudness = asyncio.Event()
        self._stop = asyncio.Event()
        self._cut: asyncio.TimerHandle | None = None
        self._ran_out = False
        self._line: asyncio.Future[TalkEvent] | None = None
        self._waited = False
        self._leaving: asyncio.Future[None] | None = None

    async def run(self) -> ev.Outcome:
        """Hold the call; returns when it is over and the line is free."""
        await self._do(self.conduct.start())
        events = self._talk.events()
        try:
            while self.conduct.outcome is None:
                happened = await self._next(events)
                if isinstance(happened, Answered) and self._cut is None:
                    # By the wall clock too: nobody may talk past the limit, however long their sentence is.
                    self._cut = asyncio.get_running_loop().call_later(self.conduct.longest_s, self._run_out)
                if self._stop.is_set():
                    await self._do(self.conduct.cut_off() if self._ran_out else self.conduct.hang_up())
                elif isinstance(happened, _Answer):
                    await self._do(self.conduct.answer(happened.question_id, happened.answer))
                elif isinstance(happened, _TakeOver):
                    taken = happened.taken
                    await self._do(self.conduct.take_over() if taken else self.conduct.give_back())
                elif happened is not None:
                    await self._do(self.conduct.take(happened))
        except WanderlustError as error:
            # The voice, the ears or the line broke: the callee must not be left listening to nothing.
            await self._do(self.conduct.broke(error.sentence))
        finally:
            if self._cut is not None:
                self._cut.cancel()
            if self._leaving is not None:
                await asyncio.gather(self._leaving, return_exceptions=True)
            await self._talk.hang_up()
            await self._drain(events)
            await self._agent.close()
        assert self.conduct.outcome is not None
        return self.conduct.outcome

    # -- the traveller's wishes, from the event loop's thread --------------------------------------------------------

    def hang_up(self) -> None:
        """End the call at once, whatever goes on: the line is let go of before anybody is asked or told."""
        self._stop.set()
        self._talk.flush()
        self._leaving = asyncio.ensure_future(self._talk.hang_up())

    def _run_out(self) -> None:
        self._ran_out = True
        self.hang_up()

    def answer(self, question_id: str, answer: str | None) -> None:
        """The traveller's answer to what was asked."""
        self._wishes.put_nowait(_Answer(question_id, answer))

    def take_over(self, taken: bool = True) -> None:
        """The traveller speaks to them from now on, the agent falls silent in the middle of a word; or it goes on."""
        self._taken = taken
        if taken:
            self._talk.flush()
        self._loudness.set()
        self._wishes.put_nowait(_TakeOver(taken))

    def mute(self, muted: bool) -> None:
        """Say nothing on the line, at once; what was cut off is said whole when the line is open again."""
        self.muted = muted
        if muted:
            self._cut_off = True
            self._talk.flush()
        self._loudness.set()

    async def say(self, text: str) -> None:
        """The traveller's own words to the callee; nothing is said unless they have taken over."""
        for deed in self.conduct.traveller_says(text):
            match deed:
                case Speak(words):
                    while self.muted and not self._stop.is_set():
                        await self._until_louder()
                    await self._talk.say(words, self.conduct.card.callee.language)
                case Tell(event):
                    self._report(event)

    async def press(self, digits: str) -> None:
        """Keys from the traveller's own keypad."""
        await self._talk.press(digits)

    # -- inside ------------------------------------------------------------------------------------------------------

    async def _next(self, events: AsyncIterator[TalkEvent]) -> TalkEvent | _Wish | None:
        """What comes first: something on the line, a wish, or the end asked for (None)."""
        if self._waited and not self._wishes.empty():
            self._waited = False
            return self._wishes.get_nowait()
        line = asyncio.ensure_future(_one(events)) if self._line is None else self._line
        self._line = line  # a call that is cancelled here must still let go of it
        wish = asyncio.ensure_future(self._wishes.get())
        stop = asyncio.ensure_future(self._stop.wait())
        try:
            await asyncio.wait((line, wish, stop), return_when=asyncio.FIRST_COMPLETED)
        finally:
            stop.cancel()
            if not wish.done():
                wish.cancel()
        self._line = None if line.done() else line
        if line.done():
            if wish.done() and not wish.cancelled():
                # What they said while the traveller was thinking comes first, and then the answer.
                self._wishes.put_nowait(wish.result())
                self._waited = True
            return line.result()
        return wish.result() if wish.done() and not wish.cancelled() else None

    async def _do(self, deeds: list[Deed]) -> None:
        unsaid = False
        for deed in deeds:
            if self._stop.is_set() and not isinstance(deed, Tell | HangUp):
                continue
            match deed:
                case Tell(ev.CallCaption(side="us")) if unsaid:
                    unsaid = False
                case Tell(event):
                    self._report(event)
                    if isinstance(event, ev.CallAsked) and self._asker is not None:
                        self.answer(event.question_id, await self._asker(event))
                case Speak(text):
                    unsaid = not await self._speak(text)
                case Dial(digits):
                    await self._talk.press(digits)
                case HangUp():
                    await self._talk.hang_up()
                case Consult():
                    await self._do(await self._consult(deed))

    async def _speak(self, text: str) -> bool:
        """Say it once the line is not muted, and again when it was muted in the middle; whether it was said."""
        while not self._taken and not self._stop.is_set():
            if not self.muted:
                self._cut_off = False
                await self._talk.say(text, self.conduct.card.callee.language)
                if not self._was_cut_off():
                    return True
            if self.conduct.overdue:
                return False
            await self._until_louder()
        return False

    def _was_cut_off(self) -> bool:
        """Whether what was just said was muted in the middle: then it is said later, whole."""
        return self._cut_off

    async def _until_louder(self) -> None:
        """Wait for the line to be opened or handed over, a moment at the most."""
        self._loudness.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(MUTED_LOOK_S):
                await self._loudness.wait()

    async def _consult(self, deed: Consult) -> list[Deed]:
        """What the agent wants; nothing when it takes too long, or the call is ended meanwhile."""
        thinking = asyncio.ensure_future(self._thought(deed))
        stop = asyncio.ensure_future(self._stop.wait())
        try:
            await asyncio.wait((thinking, stop), timeout=THINK_S, return_when=asyncio.FIRST_COMPLETED)
            acts = thinking.result() if thinking.done() else ()
        finally:
            stop.cancel()
            thinking.cancel()
        return self.conduct.acts(acts, menu=deed.how == "menu")

    async def _thought(self, deed: Consult) -> Sequence[Act]:
        match deed.how:
            case "begin":
                return await self._agent.begin()
            case "menu":
                return await self._agent.menu(deed.text)
            case "answered":
                assert deed.asked is not None
                return await self._agent.answered(deed.asked, deed.answer)
            case "heard":
                return await self._agent.heard(deed.text)
            case "resumed":
                return await self._agent.resumed(deed.lines)

    async def _drain(self, events: AsyncIterator[TalkEvent]) -> None:
        """Let the line say its last, so that it is free when we return."""
        if self._line is not None:
            self._line.cancel()
            with suppress(asyncio.CancelledError, StopAsyncIteration):
                await self._line
            return
        with suppress(WanderlustError):  # it was told already, as what broke the call
            async for event in events:
                self.conduct.take(event)


async def _one(events: AsyncIterator[TalkEvent]) -> TalkEvent:
    return await anext(events)
