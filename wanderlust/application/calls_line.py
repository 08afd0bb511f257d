"""Calls beside the talk: proposes cards, takes the traveller's yes, holds the call, and tells how it ended."""

from __future__ import annotations

import asyncio
import logging
import random
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wanderlust.application.call_captions import CaptionedLog, CaptionedTalk
from wanderlust.application.call_carriers import REMEDY, Carriers, secret_name
from wanderlust.application.call_formats import write_calls
from wanderlust.application.call_patch import RATE, CallPatch
from wanderlust.application.call_phone import CallPhone
from wanderlust.application.call_voice import RehearsalVoice
from wanderlust.application.call_wishes import CallWishes
from wanderlust.application.spoken_yes import SpokenYes
from wanderlust.assistant.calls.agent import CallAgent
from wanderlust.assistant.calls.desk import CallDesk
from wanderlust.assistant.calls.routine import Routine
from wanderlust.assistant.calls.spoken_talk import SpokenTalk
from wanderlust.assistant.ports import CallEars, CallTalk, CallVoice, EventSink, LineSound
from wanderlust.domain import events as dev
from wanderlust.domain.calls import events as ev
from wanderlust.domain.calls.card import Answerer, CallCard, Callee, LineKind
from wanderlust.domain.calls.consent import SpokenAnswer, says_no, types_yes_to_call
from wanderlust.domain.calls.goal import Goal, read_goal
from wanderlust.domain.calls.policy import DialPermit
from wanderlust.domain.conversation import Speaker, Turn
from wanderlust.domain.errors import CallRefused, LineFailed, ToolFailed, WanderlustError
from wanderlust.domain.money import folded
from wanderlust.domain.secret import Secret
from wanderlust.settings.paths import Paths
from wanderlust.store.calls import SqliteCalls
from wanderlust.telephony.live_rehearsal import LiveRehearsal
from wanderlust.telephony.rehearsal_business import Business, Mood, Script, scripts_in
from wanderlust.telephony.rehearsal_choice import rehearsal_for

log = logging.getLogger(__name__)

EXPORTED = 10_000
WRITTEN_S = 4.0
"""How long the traveller's last words may take to be written down before the agent goes on without them."""
REAL: tuple[LineKind, ...] = ("sip", "twilio")

_NUMBER = re.compile(r"\bsips?:[\w.+-]+@[\w.:-]+|\+?\d[\d ().-]{5,}\d")


@dataclass(frozen=True, slots=True)
class TalkSide:
    """What the talk offers a call.

    Attributes:
        patch: Where the sound of a call goes.
        mouth: Says a rehearsal.
        voice: Speaks on a line in sound, and ``ears`` write down what comes from it.
        agent: Makes who thinks during a call.
        keep: Puts a finished turn into the transcript.
        say: Says a sentence in the talk when nothing else is being said.
        plan: Puts an item with its day and time on the trip.
    """

    patch: CallPatch
    mouth: RehearsalVoice
    voice: CallVoice
    ears: CallEars
    agent: Callable[[CallCard], CallAgent]
    keep: Callable[[Turn], Awaitable[None]]
    say: Callable[[str], Awaitable[None]]
    plan: Callable[[str, str, str], Awaitable[None]]


class CallsLine:
    """Fills ``ports.CallProposals``; all its methods are called on the conversation's loop.

    Args:
        paths: Where the log and the rehearsal businesses are.
        now: The time, aware.
        new_id: Makes ids from a prefix.
        sink: Takes every event of a call.
        carriers: Begins permitted calls on real lines; None where there are none.
    """

    def __init__(
        self,
        paths: Paths,
        now: Callable[[], datetime],
        new_id: Callable[[str], str],
        sink: EventSink,
        carriers: Carriers | None = None,
    ) -> None:
        self._paths, self._now, self._new_id, self._sink = paths, now, new_id, sink
        self._carriers = carriers
        self._side: TalkSide | None = None
        self._phone: CallPhone | None = None
        self._line: LineSound | None = None
        self._rehearsed: CallCard | None = None
        self._wishes = CallWishes()
        self._asked_for: tuple[str, str] = ("", "")
        self._shown: CallCard | None = None
        self._begun: CallCard | None = None
        self._open_question: ev.CallAsked | None = None
        self._captions: dict[int, ev.CallCaption] = {}
        self._words = ""
        self._scripts: dict[str, Script] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._yes = SpokenYes(now)
        self.log = SqliteCalls(paths.conversations, now)
        self._desk = CallDesk(
            self._wishes.rules,
            CaptionedLog(self.log, self._captions_said),
            now,
            lambda: new_id("call"),
            self._report,
            self._dial,
            lambda card: self._side.agent(card) if self._side is not None else Routine(card, now().date()),
        )

    def attach(self, side: TalkSide) -> None:
        """The talk that calls belong to has begun."""
        self._side, self._phone = side, CallPhone(side.patch)

    @property
    def busy(self) -> bool:
        """Whether a call is dialled or under way."""
        return self._desk.busy

    def adopt(self, wishes: CallWishes) -> None:
        """Call like this from now on; a running call keeps what it was agreed to."""
        self._wishes = wishes
        self._desk.set_rules(wishes.rules)

    async def close(self) -> None:
        """Hang up, and let go of the log."""
        self._desk.hang_up()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._carriers is not None:
            await self._carriers.close()
        self.log.close()

    # -- a card ------------------------------------------------------------------------------------------------------

    async def propose(self, business: str, goal: str) -> CallCard | None:
        asked = (folded(business), folded(goal))
        if self._desk.running is not None:
            if asked == self._asked_for:
                return None  # the yes to the card came to the talk as well, which asks again
            raise CallRefused("busy", "I am on the phone already.", "Wait until that call is over, or hang up.")
        if self._shown is not None and asked == self._asked_for:
            return self._shown
        card = await self._proposed(business, goal)
        self._asked_for = asked
        return card

    async def _proposed(self, business: str, goal: str) -> CallCard:
        line, caller = self._wishes.line, self._wishes.name or "Traveller"
        if line == "rehearsal":
            script = self._script(business, goal)
            return self._desk.propose(_callee(script), self._goal(goal, script), caller, line)
        number = _NUMBER.search(f"{business} {goal}")
        if number is None:
            raise CallRefused("number", f"I do not know the number of {business}.", "Tell me the number to call.")
        called = number[0]
        name = business if folded(business) not in folded(called) else called
        read = read_goal(goal.replace(called, "").strip() or goal, self._now().date())
        tariff = await self._carriers.tariff(line, called, self._wishes) if self._carriers is not None else None
        return self._desk.propose(Callee(name, called, country=self._wishes.home), read, caller, line, tariff=tariff)

    def _script(self, business: str, goal: str) -> Script:
        if not self._scripts:
            self._scripts = scripts_in(self._paths.resources / "rehearsal")
        script = rehearsal_for(self._scripts, business, goal)
        if script is None:
            known = ", ".join(script.name for script in self._scripts.values())
            raise ToolFailed(f"In a rehearsal nobody answers as {business}. I can rehearse with {known}.")
        return script

    def _goal(self, words: str, script: Script) -> Goal:
        currency = str(script.table.get("price", {}).get("currency", "USD"))
        return read_goal(words, self._now().date(), currency)

    def edit(self, card_id: str, changes: dict[str, object]) -> None:
        """Another card in its place, to which no yes was given."""
        self._desk.edit(card_id, **changes)

    async def answered(self, card_id: str, yes: bool, callee_agreed: bool = False) -> None:
        """The card's own buttons."""
        if not yes:
            self._desk.refuse(card_id)
            await self._activity("You said no. I have not called.")
            return
        await self._hold(self._desk.clicked(card_id, callee_agreed), "by click")

    async def rehearse(self, card_id: str, answerer: Answerer = "business") -> None:
        """The same call with nobody called: a business on this computer answers, or the traveller."""
        card = self._shown
        if card is None or card.id != card_id:
            return
        if answerer == "business":
            self._script(card.callee.name, card.goal.words)  # nobody to rehearse with: the card stays
        real = card.line if card.line != "rehearsal" else card.rehearses
        changes: dict[str, object] = {"line": "rehearsal", "needs_agreement": False, "tariff": None}
        rehearsal = self._desk.edit(card_id, **changes, answered_by=answerer, rehearses=real)
        self._rehearsed = card if card.line != "rehearsal" else None
        await self._hold(self._desk.clicked(rehearsal.id), "by click")

    def put_away(self) -> None:
        """The end of a call was read: after a rehearsal the card of the real call comes again, as a new one."""
        if self._desk.busy:
            return
        card, self._rehearsed = self._rehearsed, None
        if card is not None and self._shown is None:
            self._desk.propose(card.callee, card.goal, card.caller, card.line, tariff=card.tariff)

    # -- the traveller's words ---------------------------------------------------------------------------------------

    async def take_words(self, text: str) -> bool:
        """Typed words that belong to the card or the call's question; False when they are the talk's."""
        question, card = self._open_question, self._shown
        if question is not None and (choice := _chosen(text, question.choices)):
            await self._said(text)
            self._desk.answer(question.question_id, choice)
            return True
        if card is None:
            return False
        if types_yes_to_call(text):
            await self._said(text)
            if card.needs_agreement:
                # The box is ticked by hand: words typed in haste do not speak for the person called.
                raise CallRefused("consent", "Tick the box on the card first.", "Then press Yes, call now.")
            await self._hold(self._desk.typed(card.id), "typed")
            return True
        if says_no(text):
            await self._said(text)
            self._desk.refuse(card.id)
            await self._activity("You said no. I have not called.")
            return True
        return False

    def watch(self, event: dev.DomainEvent) -> None:
        """See an event of the talk: it may be a spoken yes or no to the card that waits."""
        said = self._yes.take(event, self._shown)
        if said is None or self._shown is None:
            return
        if says_no(said.transcript):
            self._desk.refuse(self._shown.id)
        else:
            self._keep(self._spoken(said))

    async def _spoken(self, said: SpokenAnswer) -> None:
        await self._hold(self._desk.spoken(said), "by voice")

    # -- a running call ----------------------------------------------------------------------------------------------

    def hang_up(self) -> None:
        """End the call at once."""
        self._desk.hang_up()

    async def take_over(self, taken: bool = True) -> None:
        """The traveller speaks to them from now on, or the agent again, which is told what was said meanwhile."""
        run, side, line = self._desk.running, self._side, self._line
        if run is None or side is None or run.conduct.state in ev.BEFORE_ANSWER:
            return
        if taken:
            run.take_over()
            side.patch.take(True)
            return
        side.patch.take(False)
        if line is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout(WRITTEN_S):
                    await line.written()
        run.take_over(False)

    async def say(self, text: str) -> None:
        """The traveller's own words to them, after taking over."""
        await self._desk.say(text)

    def mute(self, muted: bool) -> None:
        """Our side is silent on the line, whoever speaks for it, or no more."""
        self._desk.mute(muted)
        if self._side is not None:
            self._side.patch.mute(muted)

    def listen(self, wanted: bool) -> None:
        """Play the call here, or no more."""
        if self._side is not None:
            self._side.patch.listen(wanted)

    def phone(self, action: Callable[[CallPhone], None]) -> None:
        """Have the telephone of a rehearsal that the traveller answers do something."""
        if self._phone is not None:
            action(self._phone)

    async def keys(self, digits: str) -> None:
        """Press keys on the line."""
        await self._desk.press(digits)

    def reply(self, question_id: str, answer: str) -> None:
        """The traveller's answer."""
        self._desk.answer(question_id, answer)

    # -- the log -----------------------------------------------------------------------------------------------------

    async def show_log(self, words: str = "") -> None:
        """The calls that hold all these words."""
        self._words = words
        self._sink(ev.CallLogShown(await self.log.search(words), words))

    async def delete(self, ids: tuple[int, ...]) -> None:
        """Forget calls."""
        await self.log.delete(ids)
        await self.show_log(self._words)

    async def export(self, ids: tuple[int, ...], path: str) -> None:
        """Write calls to a file; raises StorageFailed."""
        calls = [call for call in await self.log.search(limit=EXPORTED) if call.id in ids]
        await asyncio.to_thread(write_calls, calls, Path(path))
        name, one = Path(path).name, len(calls) == 1
        words = f"I wrote one call to {name}." if one else f"I wrote {len(calls)} calls to {name}."
        self._sink(dev.Notice("info", words, "", "export"))

    # -- the settings ------------------------------------------------------------------------------------------------

    async def show_accounts(self) -> None:
        """Which secrets are kept, and whom not to call."""
        kept = frozenset([line for line in REAL if await self._is_kept(line)])
        self._sink(ev.CallAccountsShown(await self.log.never_called(), kept))

    async def keep_secret(self, line: LineKind, text: str) -> None:
        """Keep a password or token in the keyring; an empty one is forgotten. Raises KeyringFailed."""
        if self._carriers is not None:
            name = secret_name(line, self._wishes)
            await (self._carriers.keys.save(name, Secret(text)) if text else self._carriers.keys.forget(name))
        await self.show_accounts()

    async def allow(self, number: str) -> None:
        """A number may be called again."""
        await self.log.take_off_list(number)
        await self.show_accounts()

    async def _is_kept(self, line: LineKind) -> bool:
        if self._carriers is None:
            return False
        try:
            return await self._carriers.keys.load(secret_name(line, self._wishes)) is not None
        except WanderlustError as error:
            log.info("the keyring was not asked: %s", error)
            return False

    # -- inside ------------------------------------------------------------------------------------------------------

    async def _hold(self, call: Awaitable[ev.Outcome | None], how: str) -> None:
        """Hold a call to its end, whatever happens on the way."""
        self._forget()
        card = self._shown
        if card is not None:
            self._keep(self._when_begun(card, how))
        try:
            outcome = await call
        except WanderlustError as error:
            self._broken(error)
            if not isinstance(error, CallRefused | LineFailed):
                log.warning("a call broke: %s", error)
            raise
        except Exception as error:
            self._broken(LineFailed("Something broke in the call."))
            log.exception("a call broke")
            raise LineFailed("Something broke in the call.", "Try again.") from error
        finally:
            await self._cut()
        if outcome is not None and self._begun is not None:
            await self._tell(self._begun, outcome)

    async def _cut(self) -> None:
        """No sound goes anywhere any more, and the carrier is free."""
        if not self._desk.busy:
            self._line = None
            if self._side is not None:
                self._side.patch.end()
            if self._phone is not None:
                self._phone.over()
            if self._carriers is not None:
                await self._carriers.close()

    def _forget(self) -> None:
        self._begun = None

    async def _when_begun(self, card: CallCard, how: str) -> None:
        """Write the yes down once it has counted."""
        await asyncio.sleep(0.05)
        if self._begun is not None:
            await self._activity(f"You said yes, {how}. Calling {self._begun.callee.name}.")

    def _broken(self, error: WanderlustError) -> None:
        """A call that began and broke has ended, and the window is told so."""
        card, self._begun = self._begun, None
        if card is not None:
            outcome = ev.Outcome(ev.OutcomeKind.FAILED, error.sentence, card.goal.form())
            self._report(ev.CallEnded(card.id, outcome))

    async def _tell(self, card: CallCard, outcome: ev.Outcome) -> None:
        """The outcome into the talk, and what has a day onto the trip."""
        if self._side is None:
            return
        rehearsal = " (rehearsal)" if card.line == "rehearsal" else ""
        day, time = outcome.form.value("day"), outcome.form.value("time")
        if outcome.kind is ev.OutcomeKind.DONE and day and card.goal.kind != "ask":
            what = card.goal.what[:1].upper() + card.goal.what[1:]
            await self._side.plan(f"{what}, {card.callee.name}{rehearsal}", day, time)
            await self._activity(f"Put it on your trip{rehearsal}")
        opening = "The rehearsal is over. " if rehearsal else ""
        await self._side.say(f"{opening}{outcome.sentence}")

    def _report(self, event: ev.CallEvent) -> None:
        match event:
            case ev.CallProposed(card):
                self._shown = card
                self._yes.card_shown()
            case ev.CallCardClosed(card_id, agreed):
                if self._shown is not None and self._shown.id == card_id:
                    self._begun = self._shown if agreed else self._begun
                    self._shown = None
                    self._captions = {}
            case ev.CallCaption(number=number):
                self._captions[number] = event
            case ev.CallAsked():
                self._open_question = event
            case ev.CallAskEnded() | ev.CallEnded():
                self._open_question = None
            case ev.CallWarned(sentence=sentence):
                self._sink(dev.Notice("warning", sentence, "", "call"))
        self._sink(event)

    async def _dial(self, permit: DialPermit) -> CallTalk:
        card, side = permit.card, self._side
        assert side is not None and self._phone is not None
        talk: SpokenTalk | LiveRehearsal
        if card.line != "rehearsal":
            if self._carriers is None:
                raise LineFailed("The telephone line is not set up on this computer.", REMEDY)
            talk = self._line = await self._carriers.dial(permit, self._wishes)
        elif card.answered_by == "traveller":
            phone = await self._phone.called(permit)
            talk = SpokenTalk(phone, RATE, side.voice, side.ears, card.callee.language)
        else:
            # A rehearsal of a real call is answered by the business that is most like the one on the card.
            business = Business(self._script(card.callee.name, card.goal.words), Mood.PLAIN, random.Random(card.id))
            talk = self._line = LiveRehearsal(business, side.mouth, side.ears, card.callee.language)
        side.patch.begin(card.id, self._line)
        return CaptionedTalk(talk, lambda text: self._speaking(card.id, text))

    def _captions_said(self) -> tuple[tuple[ev.Side, str], ...]:
        numbers = sorted(self._captions)
        return tuple((self._captions[n].side, self._captions[n].settled) for n in numbers if self._captions[n].settled)

    def _speaking(self, card_id: str, text: str) -> None:
        """Our words while they are being said; the conduct's own caption replaces them when they are out."""
        self._sink(ev.CallCaption(card_id, max(self._captions, default=-1) + 1, "us", "", text))

    async def _said(self, text: str) -> None:
        await self._turn(Speaker.USER, text)

    async def _activity(self, text: str) -> None:
        await self._turn(Speaker.ACTIVITY, text)

    async def _turn(self, speaker: Speaker, text: str) -> None:
        if self._side is not None:
            tool = "place_call" if speaker is Speaker.ACTIVITY else ""
            await self._side.keep(Turn(self._new_id("call_turn"), speaker, text, self._now(), tool=tool))

    def _keep(self, job: Awaitable[None]) -> None:
        async def guarded() -> None:
            try:
                await job
            except WanderlustError as error:
                self._sink(dev.Notice("warning", error.sentence, error.remedy, "call"))

        task = asyncio.ensure_future(guarded())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _callee(script: Script) -> Callee:
    return Callee(script.name, script.number, script.place, script.country, script.timezone)


def _chosen(text: str, choices: tuple[str, ...]) -> str:
    said = folded(text).strip(" .!")
    return next((choice for choice in choices if folded(choice).strip(" .!") == said), "")
