"""The rules of a call under way, around whatever agent thinks: first words, leave, limits, holding, and the end."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from wanderlust.assistant.calls.agent import Act, AskTraveller, EndCall, Fill, Note, Press, Say, SpokenLine
from wanderlust.assistant.calls.callee_lines import read_line
from wanderlust.assistant.calls.holding import STILL_THERE, WAITING, holds, passes_on
from wanderlust.assistant.calls.leave import Leave, is_menu, is_voicemail, leave_in
from wanderlust.assistant.calls.outcomes import sentence_by_traveller, sentence_for, too_dear
from wanderlust.assistant.calls.speech_guard import SpeechGuard, is_payment_data
from wanderlust.domain.calls import events as ev
from wanderlust.domain.calls.amounts import amounts_in
from wanderlust.domain.calls.card import CallCard
from wanderlust.domain.calls.events import CallState, OutcomeKind
from wanderlust.domain.calls.first_words import FIXED_WORDS, disclosure
from wanderlust.domain.calls.line import Answered, Heard, LineEnded, Quiet, Ringing, Said, TalkEvent
from wanderlust.domain.calls.policy import MoneyEnd
from wanderlust.domain.calls.refusals import forbids

GREETING_S = 2.0
"""Whoever picks up says something; after so long a silence the assistant begins."""
QUIET_S, GONE_S, HOLD_S = 6.0, 40.0, 120.0
AGAIN_S = 20.0
"""After a nudge that nobody answered comes one more."""
HELD_NUDGE_S, HELD_AGAIN_S = 75.0, 100.0
"""The same for who asked us to wait."""
NUDGES = 4
LEAVE_ASKED = 2
TRAVELLER_S = 60.0
FAREWELL_S = 12.0
"""Kept back from the call's time for a farewell."""
WARN_S = 30.0
"""So long before the farewell the traveller is told."""
CUT_S = 2.0
"""Kept back for hanging up: carriers count begun minutes, by clocks of their own."""


@dataclass(frozen=True, slots=True)
class Speak:
    """Say this now; the words are final."""

    text: str


@dataclass(frozen=True, slots=True)
class Dial:
    """Press these keys."""

    digits: str


@dataclass(frozen=True, slots=True)
class HangUp:
    """End the call."""


@dataclass(frozen=True, slots=True)
class Consult:
    """Ask the agent, and bring its acts to :meth:`Conduct.acts`."""

    how: Literal["begin", "heard", "menu", "answered", "resumed"]
    text: str = ""
    asked: AskTraveller | None = None
    answer: str | None = None
    lines: tuple[SpokenLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Tell:
    """Tell the window."""

    event: ev.CallEvent


Deed = Speak | Dial | HangUp | Consult | Tell


class Conduct:
    """One call, from dialling to its end; sans I/O: it is told what happens and says what to do.

    Args:
        card: What was agreed to.
        now: The time, aware; all limits count by it.
        money: Where the money for the call ends, where that is before its time does.
    """

    def __init__(self, card: CallCard, now: Callable[[], datetime], money: MoneyEnd | None = None) -> None:
        self.card = card
        self._money = money
        self._warned = False
        self.form = card.goal.form()
        self.outcome: ev.Outcome | None = None
        self.state = CallState.DIALLING
        self.guard = SpeechGuard(card)
        self._now = now
        self._language = card.callee.language
        self._answered_at: datetime | None = None
        self._disclosed = self._leave = self._asked_again = False
        self._leave_asked = 0
        self._question: tuple[str, AskTraveller, datetime] | None = None
        self._captions = self._questions = self._unclear = 0
        self._nudged = 0
        self._nudges = 0
        self._passed_on = self._talked = False
        self._held_since: datetime | None = None
        self._reminded_at: datetime | None = None
        self._ending: ev.Outcome | None = None
        self._notes: list[str] = []
        self._by_traveller: list[SpokenLine] = []

    # -- from the line ---------------------------------------------------------------------------------------------

    def start(self) -> list[Deed]:
        """The number is being dialled."""
        return [self._to(CallState.DIALLING), Tell(ev.CallFormChanged(self.card.id, self.form))]

    def take(self, event: TalkEvent) -> list[Deed]:
        """Something happened on the line."""
        if isinstance(event, LineEnded):
            return self._line_ended(event)
        if self.outcome is not None or self._ending is not None:
            return [self._caption("them", event.text)] if isinstance(event, Heard) and event.final else []
        return [*self._warning(), *self._happened(event)]

    def _happened(self, event: TalkEvent) -> list[Deed]:
        match event:
            case Ringing():
                return [self._to(CallState.RINGING)]
            case Answered(by):
                self._answered_at = self._now()
                if by == "machine":
                    return self._end(OutcomeKind.VOICEMAIL, farewell="")
                return [self._to(CallState.TALKING)]
            case Heard(text, final):
                if not final:
                    return [self._tentative(text)]
                return [self._caption("them", text), *self._heard(text)]
            case Quiet(seconds):
                return self._quiet(seconds)
            case Said(text):
                return self._traveller_said(text)
            case _:
                return []

    def _heard(self, text: str) -> list[Deed]:
        self._nudged = 0
        if self._too_long():
            return self._end(OutcomeKind.TOO_LONG, self._limit)
        self.guard.heard(text)
        if self.state is CallState.TAKEN_OVER:
            self._by_traveller.append(SpokenLine("them", text))
            return []
        if forbids(text, self._language):
            return self._refused()
        if is_voicemail(text) and not self._leave:
            return self._end(OutcomeKind.VOICEMAIL, farewell="")
        if is_menu(text):
            return [Consult("menu", text)]
        if not self._disclosed:
            return self._disclose()
        if not self._leave:
            return self._answer_to_leave(text)
        if self._question is not None:
            return []  # they talk while the traveller thinks; what matters they say again
        if (passed := passes_on(text)) or holds(text):
            self._held_since = self._now()
            self._passed_on = self._passed_on or passed
            return [self._to(CallState.ON_HOLD)]
        self._talked = True
        back: list[Deed] = [self._to(CallState.TALKING)] if self._held_since is not None else []
        self._held_since = None
        if self._passed_on:
            self._passed_on = self._leave = self._asked_again = False
            self._leave_asked = 0
            return [*back, *self._disclose()]  # somebody else speaks, who was not told yet who calls
        return [*back, Consult("heard", text)]

    def _disclose(self) -> list[Deed]:
        self._disclosed = True
        return self._speak(disclosure(self._language, self.card.caller))

    def _answer_to_leave(self, text: str) -> list[Deed]:
        match leave_in(text, self._language):
            case Leave.REFUSED:
                return self._refused()
            case Leave.GIVEN:
                self._leave = True
                return [Consult("begin", text)]
            case Leave.UNCLEAR:
                if holds(text):
                    return []
                if self._asked_again and _goes_on(text):
                    self._leave = True  # told twice who calls, they go on to business
                    return [Consult("begin", text)]
                if self._leave_asked == LEAVE_ASKED:
                    return self._end(OutcomeKind.UNCLEAR)
                self._leave_asked += 1
                self._asked_again = not read_line(text).repeat
                return self._speak(FIXED_WORDS[self._language].again.format(name=self.card.caller))

    def _quiet(self, seconds: float) -> list[Deed]:
        if self._too_long():
            return self._end(OutcomeKind.TOO_LONG, self._limit)
        if self.state is CallState.TAKEN_OVER:
            return []
        if self._answered_at is not None and not self._disclosed:
            return self._disclose() if seconds >= GREETING_S else []
        if self._question is not None:
            return self._still_asking()
        patience = HOLD_S if self._held_since is not None else GONE_S
        if seconds >= patience:
            return self._end(OutcomeKind.UNCLEAR)
        first, again = (QUIET_S, AGAIN_S) if self._held_since is None else (HELD_NUDGE_S, HELD_AGAIN_S)
        if self._leave and self._nudged < 2 and seconds >= (again if self._nudged else first):
            if self._nudges == NUDGES:
                return self._end(OutcomeKind.UNCLEAR)
            self._nudged += 1
            self._nudges += 1
            return self._speak(STILL_THERE.get(self._language, STILL_THERE["en"]))
        return []

    def _still_asking(self) -> list[Deed]:
        assert self._question is not None
        waited = (self._now() - self._question[2]).total_seconds()
        if waited >= TRAVELLER_S:
            return self.answer(self._question[0], None)
        since = (self._now() - (self._reminded_at or self._question[2])).total_seconds()
        if since >= 20:
            self._reminded_at = self._now()
            return self._speak(WAITING.get(self._language, WAITING["en"]))
        return []

    def _line_ended(self, event: LineEnded) -> list[Deed]:
        if self.outcome is not None:
            return []
        if self._ending is not None:
            return self._finish(self._ending.kind)
        if event.reason == "callee_hung_up" and self.complete():
            return self._finish(OutcomeKind.DONE)
        if event.reason == "callee_hung_up" and self._disclosed and not self._talked:
            return self._finish(OutcomeKind.REFUSED)  # told who calls and what for, they rang off: that is a no
        kinds = {
            "busy": OutcomeKind.BUSY,
            "declined": OutcomeKind.DECLINED,
            "no_answer": OutcomeKind.NO_ANSWER,
            "failed": OutcomeKind.FAILED,
            "hung_up": OutcomeKind.HUNG_UP,
        }
        return self._finish(kinds.get(event.reason, OutcomeKind.UNCLEAR), event.detail)

    # -- from the agent --------------------------------------------------------------------------------------------

    def acts(self, acts: Sequence[Act], menu: bool = False) -> list[Deed]:
        """What the agent wants, within the rules: keys are for menus, all else for people who gave leave."""
        deeds: list[Deed] = []
        for act in acts:
            if self.outcome is not None or self._ending is not None:
                break
            if menu:
                if isinstance(act, Press) and re.fullmatch(r"[0-9*#]{1,4}", act.digits):
                    deeds.append(Dial(act.digits))
            elif self._leave:
                deeds += self._act(act)
        return deeds

    def _act(self, act: Act) -> list[Deed]:
        match act:
            case Say(text):
                return self._speak(self.guard.checked(text, self._language))
            case Fill(field, value, label):
                return self._fill(field, value, label)
            case AskTraveller():
                return self._ask(act)
            case Note(text):
                self._notes.append(text)
                return []
            case EndCall(kind, detail):
                return self._end(self._true_kind(kind), detail)
            case Press():
                return []

    def _fill(self, field: str, value: str, label: str) -> list[Deed]:
        filled = self.form.filled(field, value, label)
        made_up = field == "price" and not self._was_named(value) and not too_dear(filled, self.card)
        if is_payment_data(value) or made_up:
            return []
        self.form = filled
        if field == "price" and not too_dear(self.form, self.card):
            self.guard.heard(value)  # a sum of theirs, added up, is no secret from them
        return [Tell(ev.CallFormChanged(self.card.id, self.form))]

    def _was_named(self, price: str) -> bool:
        """Whether a price is the callee's own, or theirs a piece or a night added up: an agent makes none up."""
        goal = self.card.goal
        counts = [float(of) for of in (self.form.value("count"), self.form.value("nights")) if of.isdecimal()]
        times = {1.0, float(goal.count or 1), float(goal.nights or 1), *counts}
        found = amounts_in(price, self.card.limits.spend.currency if self.card.limits.spend else "")
        return bool(found) and all(self.guard.named(span.amount.value, times) for span in found)

    def _ask(self, act: AskTraveller) -> list[Deed]:
        self._questions += 1
        question_id = f"{self.card.id}-{self._questions}"
        self._question = (question_id, act, self._now())
        self._reminded_at = None
        deeds: list[Deed] = []
        if act.field:
            self.form = self.form.asking(act.field, act.label)
            deeds.append(Tell(ev.CallFormChanged(self.card.id, self.form)))
        asked = ev.CallAsked(self.card.id, question_id, act.question, act.choices, self._now())
        return [*deeds, self._to(CallState.ASKING), Tell(asked)]

    def _true_kind(self, kind: OutcomeKind) -> OutcomeKind:
        """``DONE`` only when the form says so, and never above the limit."""
        if kind is OutcomeKind.DONE:
            if too_dear(self.form, self.card):
                return OutcomeKind.OVER_LIMIT
            if not self.complete():
                return OutcomeKind.UNCLEAR
        return kind

    def complete(self) -> bool:
        """Whether everything the goal needs is settled, within the limits."""
        return not self.form.missing and not too_dear(self.form, self.card)

    # -- from the traveller ----------------------------------------------------------------------------------------

    def answer(self, question_id: str, answer: str | None) -> list[Deed]:
        """The traveller answered; an answer to a question that is over is dropped."""
        if self._question is None or self._question[0] != question_id or self._ending is not None:
            return []
        asked = self._question[1]
        self._question = None
        if asked.field:
            self.form = self.form.waiting(asked.field)
        if answer is not None and is_payment_data(answer):
            answer = None
        if answer is not None:
            self.guard.allow(answer)
        ended = Tell(ev.CallAskEnded(self.card.id, question_id))
        return [ended, self._to(CallState.TALKING), Consult("answered", asked=asked, answer=answer)]

    def take_over(self) -> list[Deed]:
        """The traveller speaks from now on; the agent is silent."""
        if self.outcome is not None or self._answered_at is None or self.state is CallState.TAKEN_OVER:
            return []
        self._held_since = None
        return [*self._drop_question(), self._to(CallState.TAKEN_OVER)]

    def give_back(self) -> list[Deed]:
        """The agent goes on, and is told what was said; who was not told yet that it is a machine is told first."""
        if self.outcome is not None or self.state is not CallState.TAKEN_OVER:
            return []
        lines, self._by_traveller = tuple(self._by_traveller), []
        back = self._to(CallState.TALKING)
        if any(line.side == "them" and forbids(line.text, self._language) for line in lines):
            return [back, *self._refused()]
        if not self._disclosed:
            return [back, *self._disclose()]
        if not self._leave:
            return [back, *self._speak(FIXED_WORDS[self._language].again.format(name=self.card.caller))]
        return [back, Consult("resumed", lines=lines)]

    def traveller_says(self, text: str) -> list[Deed]:
        """Their own typed words to the callee; only after they have taken over."""
        if self.state is not CallState.TAKEN_OVER or self.outcome is not None:
            return []
        self._by_traveller.append(SpokenLine("us", text))
        return [Speak(text), self._caption("us", text, own=True)]

    def _traveller_said(self, text: str) -> list[Deed]:
        """Their own voice was on the line; nothing is left to say."""
        if self.state is CallState.TAKEN_OVER:
            self._by_traveller.append(SpokenLine("us", text))
        return [self._caption("us", text, own=True)]

    def hang_up(self) -> list[Deed]:
        """The traveller ends the call, at once and without a farewell."""
        if self.outcome is not None:
            return []
        return [HangUp(), *self._finish(OutcomeKind.HUNG_UP)]

    def cut_off(self) -> list[Deed]:
        """Its time or its money is used up while somebody still speaks."""
        if self.outcome is not None:
            return []
        return [HangUp(), *self._finish(OutcomeKind.TOO_LONG, self._limit)]

    def broke(self, detail: str) -> list[Deed]:
        """Something of ours broke in the middle: the line is let go at once."""
        if self.outcome is not None:
            return []
        return [HangUp(), *self._finish(OutcomeKind.FAILED, detail)]

    # -- the end ---------------------------------------------------------------------------------------------------

    def _refused(self) -> list[Deed]:
        words = FIXED_WORDS[self._language].refused if self._disclosed else ""
        return self._end(OutcomeKind.REFUSED, farewell=words)

    def _end(self, kind: OutcomeKind, detail: str = "", farewell: str | None = None) -> list[Deed]:
        words = self._farewell(kind) if farewell is None else farewell
        spoken = self._speak(words) if words and self._disclosed else []
        self._ending = self._outcome(kind, detail)
        return [*self._drop_question(), *spoken, HangUp(), *self._finish(kind, detail)]

    def _drop_question(self) -> list[Deed]:
        """The traveller need not answer any more."""
        if self._question is None:
            return []
        (question_id, asked, _), self._question = self._question, None
        if asked.field:
            self.form = self.form.waiting(asked.field)
        ended = Tell(ev.CallAskEnded(self.card.id, question_id))
        return [ended, Tell(ev.CallFormChanged(self.card.id, self.form))]

    def _farewell(self, kind: OutcomeKind) -> str:
        fixed = FIXED_WORDS[self._language]
        if self.state is CallState.TAKEN_OVER:
            return fixed.farewell  # the traveller may have agreed to something
        stated = self._leave and self.card.goal.kind != "ask" and kind is not OutcomeKind.DONE
        return fixed.withdrawn if stated and kind is not OutcomeKind.NOT_POSSIBLE else fixed.farewell

    def _finish(self, kind: OutcomeKind, detail: str = "") -> list[Deed]:
        self.outcome = self._ending or self._outcome(kind, detail)
        return [self._to(CallState.ENDED), Tell(ev.CallEnded(self.card.id, self.outcome))]

    def _outcome(self, kind: OutcomeKind, detail: str) -> ev.Outcome:
        seconds = (self._now() - self._answered_at).total_seconds() if self._answered_at else 0.0
        sentence = sentence_for(kind, self.card, self.form, detail)
        if self.state is CallState.TAKEN_OVER and kind in (OutcomeKind.HUNG_UP, OutcomeKind.UNCLEAR):
            sentence = sentence_by_traveller(self.card)
        return ev.Outcome(kind, sentence, self.form, seconds, kind is OutcomeKind.REFUSED, tuple(self._notes))

    @property
    def longest_s(self) -> float:
        """Seconds from the answer to the moment at which the call is cut off, whoever speaks."""
        return self._limit_s - CUT_S

    @property
    def _limit_s(self) -> float:
        longest = self.card.limits.minutes * 60
        return longest if self._money is None else min(longest, self._money.seconds)

    @property
    def _limit(self) -> str:
        return self._money.limit if self._money is not None else f"its {self.card.limits.minutes:.0f} minutes"

    def _left_s(self) -> float:
        """Seconds until the farewell."""
        spent = (self._now() - self._answered_at).total_seconds() if self._answered_at is not None else 0.0
        return self._limit_s - FAREWELL_S - spent

    @property
    def overdue(self) -> bool:
        """Whether the time for the call is up."""
        return self._too_long()

    def _too_long(self) -> bool:
        return self._left_s() <= 0

    def _warning(self) -> list[Deed]:
        left = self._left_s()
        if self._warned or left > WARN_S:
            return []
        self._warned = True
        sentence = f"This call reaches {self._limit} in {max(1, round(left + FAREWELL_S))} seconds. I end it then."
        return [Tell(ev.CallWarned(self.card.id, sentence))]

    # -- captions --------------------------------------------------------------------------------------------------

    def _speak(self, text: str) -> list[Deed]:
        return [Speak(text), self._caption("us", text)]

    def _caption(self, side: ev.Side, text: str, *, own: bool = False) -> Tell:
        caption = Tell(ev.CallCaption(self.card.id, self._captions, side, text, own=own))
        self._captions += 1
        return caption

    def _tentative(self, text: str) -> Tell:
        return Tell(ev.CallCaption(self.card.id, self._captions, "them", "", text))

    def _to(self, state: CallState) -> Tell:
        self.state = state
        return Tell(ev.CallStateChanged(self.card.id, state, self._now()))


def _goes_on(text: str) -> bool:
    """Whether somebody who was told twice who calls asks for the matter itself."""
    line = read_line(text)
    return line.asks and not (line.repeat or line.asks_machine or line.asks_who)
