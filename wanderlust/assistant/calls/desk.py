"""Where calls are proposed, agreed to and begun: the only way from a wish to a ringing telephone."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

from wanderlust.assistant.calls.agent import CallAgent
from wanderlust.assistant.calls.call_run import Asker, CallRun, Report
from wanderlust.assistant.calls.outcomes import sentence_for
from wanderlust.assistant.ports import CallLog, CallTalk
from wanderlust.domain.calls import events as ev
from wanderlust.domain.calls.card import CallCard, Callee, Limits, LineKind, PriceRange, reveals_of
from wanderlust.domain.calls.consent import Consent, SpokenAnswer, spoken_consent
from wanderlust.domain.calls.dialled_number import DialledNumber
from wanderlust.domain.calls.events import OutcomeKind
from wanderlust.domain.calls.goal import Goal
from wanderlust.domain.calls.phone_numbers import check_address, read_number
from wanderlust.domain.calls.policy import CallRules, CallsToday, DialPermit, check_card, permit
from wanderlust.domain.calls.tariff import Tariff
from wanderlust.domain.countries import Country
from wanderlust.domain.errors import CallRefused

Dialler = Callable[[DialPermit], Awaitable[CallTalk]]


class CallDesk:
    """Holds the one card that waits and the one call that runs.

    A model can only :meth:`propose`. Consent comes from :meth:`clicked` (the window's button, the terminal's typed yes)
    or from :meth:`spoken`, which proves it.

    Args:
        rules: The traveller's limits.
        log: Who was called, and who must not be.
        now: The time, aware.
        new_id: Makes one-time ids.
        report: Is told everything that happens.
        dial: Begins a permitted call on its line.
        agent: Makes who thinks during a call.
        asker: Puts questions to the traveller and waits; None = answers come by :meth:`answer`.
    """

    def __init__(
        self,
        rules: CallRules,
        log: CallLog,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        report: Report,
        dial: Dialler,
        agent: Callable[[CallCard], CallAgent],
        asker: Asker | None = None,
    ) -> None:
        self._rules, self._log, self._now, self._new_id = rules, log, now, new_id
        self._report, self._dial, self._agent, self._asker = report, dial, agent, asker
        self._waiting: tuple[CallCard, DialledNumber | None] | None = None
        self.running: CallRun | None = None
        self._busy = False
        self._dialling: asyncio.Future[CallTalk] | None = None

    @property
    def busy(self) -> bool:
        """Whether a call is dialled or under way."""
        return self._busy

    def set_rules(self, rules: CallRules) -> None:
        """The traveller's limits from now on; a card that waits keeps those it shows."""
        self._rules = rules

    def propose(
        self,
        callee: Callee,
        goal: Goal,
        caller: str,
        line: LineKind,
        here: Country | None = None,
        tariff: Tariff | None = None,
    ) -> CallCard:
        """Show a card; it dials nothing.

        Args:
            callee: Who; its number as it was found, its country where it is known.
            goal: What for.
            caller: Whose assistant it is.
            line: Who carries it.
            here: Facts of the callee's country, to name its emergency number.
            tariff: What a minute costs; None where nobody has told.

        Raises:
            CallRefused: The number may not be called, or the card is beyond the limits.
        """
        number = None
        if callee.number.lower().startswith(("sip:", "sips:", "urn:")):
            check_address(callee.number, callee.country, here)
        elif line != "rehearsal":
            number = read_number(callee.number, callee.country, here)
            callee = Callee(callee.name, number.e164, callee.place, number.region, callee.timezone, callee.language)
        card = CallCard(
            id=self._new_id(),
            callee=callee,
            goal=goal,
            caller=caller,
            reveals=reveals_of(goal, caller),
            limits=Limits(goal.spend, self._rules.minutes),
            price=self._price(tariff, self._rules.minutes),
            line=line,
            needs_agreement=number is not None and number.maybe_private,
            tariff=tariff,
        )
        check_card(card, self._rules)
        self._show(card, number)
        return card

    def edit(self, card_id: str, **changes: object) -> CallCard:
        """Show the card with changes: a new one, to which no yes was given. The number is not editable here."""
        card, number = self._the_card(card_id)
        if "callee" in changes:
            raise CallRefused("consent", "Another number is another call.", "Ask me to call them.")
        changed = card.edited(self._new_id, **changes)
        changed = replace(changed, price=self._price(changed.tariff, changed.limits.minutes))
        check_card(changed, self._rules)
        self._show(changed, number)
        return changed

    def refuse(self, card_id: str) -> None:
        """The traveller said no to the card."""
        if self._waiting is not None and self._waiting[0].id == card_id:
            self._waiting = None
            self._report(ev.CallCardClosed(card_id, False))

    async def clicked(self, card_id: str, callee_agreed: bool = False) -> ev.Outcome:
        """The traveller pressed yes on this card: call, and return when the call is over. Raises CallRefused."""
        return await self._call(Consent(card_id, "click", self._now(), callee_agreed))

    async def typed(self, card_id: str, callee_agreed: bool = False) -> ev.Outcome:
        """The traveller typed yes below this card in the terminal. Raises CallRefused."""
        return await self._call(Consent(card_id, "typed", self._now(), callee_agreed))

    async def spoken(self, answer: SpokenAnswer) -> ev.Outcome | None:
        """Something was said while a card waited; None when it is no proved yes. Raises CallRefused."""
        if self._waiting is None:
            return None
        consent = spoken_consent(self._waiting[0], answer)
        return None if consent is None else await self._call(consent)

    # -- of the running call -----------------------------------------------------------------------------------------

    def hang_up(self) -> None:
        """End the running call at once, or give up before it was dialled."""
        if self.running is not None:
            self.running.hang_up()
        elif self._dialling is not None:
            self._dialling.cancel()

    def answer(self, question_id: str, answer: str) -> None:
        """The traveller's answer to the call's question."""
        if self.running is not None:
            self.running.answer(question_id, answer)

    def take_over(self, taken: bool = True) -> None:
        """The traveller speaks to the callee from now on, or the agent again."""
        if self.running is not None:
            self.running.take_over(taken)

    def mute(self, muted: bool) -> None:
        """Say nothing on the line from now on, or speak again."""
        if self.running is not None:
            self.running.mute(muted)

    async def say(self, text: str) -> None:
        """The traveller's own words to the callee, after taking over."""
        if self.running is not None:
            await self.running.say(text)

    async def press(self, digits: str) -> None:
        """Keys of the card's keypad."""
        if self.running is not None:
            await self.running.press(digits)

    # -- inside ------------------------------------------------------------------------------------------------------

    def _price(self, tariff: Tariff | None, minutes: float) -> PriceRange:
        return PriceRange(*tariff.estimate(minutes, self._rules.dollars_a_call)) if tariff else PriceRange()

    def _show(self, card: CallCard, number: DialledNumber | None) -> None:
        if self._waiting is not None:
            self._report(ev.CallCardClosed(self._waiting[0].id, False))
        self._waiting = (card, number)
        self._report(ev.CallProposed(card))

    def _the_card(self, card_id: str) -> tuple[CallCard, DialledNumber | None]:
        if self._waiting is None or self._waiting[0].id != card_id:
            raise CallRefused("consent", "That card is no longer there. I have not dialled.", "Ask me again.")
        return self._waiting

    async def _call(self, consent: Consent) -> ev.Outcome:
        card, number = self._the_card(consent.card_id)
        rings = card.line != "rehearsal"
        today = await self._log.today(self._now().date()) if rings else CallsToday()
        listed = rings and await self._log.is_listed(card.callee.number)
        self._the_card(consent.card_id)  # another may have taken its place while the log was read
        granted = permit(
            card,
            consent,
            self._rules,
            today,
            self._now(),
            number=number,
            do_not_call=listed,
            busy=self._busy,
        )
        self._waiting = None
        self._busy = True
        self._report(ev.CallCardClosed(card.id, True))
        try:
            outcome = await self._held(granted)
        finally:
            self.running, self._busy = None, False
        if rings and outcome.do_not_call:
            await self._log.list_number(card.callee.number, self._now(), outcome.sentence)
        await self._log.add(card, outcome, self._now())
        return outcome

    async def _held(self, granted: DialPermit) -> ev.Outcome:
        """Dial and hold the call to its end."""
        card = granted.card
        self._dialling = asyncio.ensure_future(self._dial(granted))
        try:
            await asyncio.wait((self._dialling,))
            if self._dialling.cancelled():
                sentence = sentence_for(OutcomeKind.HUNG_UP, card, card.goal.form())
                outcome = ev.Outcome(OutcomeKind.HUNG_UP, sentence, card.goal.form())
                self._report(ev.CallEnded(card.id, outcome))
                return outcome
            talk = self._dialling.result()
        finally:
            self._dialling.cancel()
            self._dialling = None
        self.running = CallRun(granted, talk, self._agent(card), self._now, self._report, self._asker)
        return await self.running.run()
