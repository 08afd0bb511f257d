"""The embedded agent: a fixed order of steps in English, for when no language model thinks on the telephone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from wanderlust.assistant.calls.agent import Act, AskTraveller, EndCall, Fill, Note, Press, Say, SpokenLine
from wanderlust.assistant.calls.asked_facts import ASKED_FACTS, fact_given, suggestions
from wanderlust.assistant.calls.callee_lines import CalleeLine, read_line
from wanderlust.assistant.calls.callee_patterns import CALL_BACK, SCARCE, STILL_THERE
from wanderlust.assistant.calls.fact_check import offered_instead, states_facts, wrong_facts
from wanderlust.assistant.calls.information import Information
from wanderlust.assistant.calls.key_menu import key_for
from wanderlust.assistant.calls.offered_options import option_label
from wanderlust.assistant.calls.small_words import asked_as, is_no, key_of, lower_first, short, starts_with_no
from wanderlust.assistant.calls.wording import fact, plain_thing, read_back, restated, spelled, statement
from wanderlust.domain.calls.amounts import Amount
from wanderlust.domain.calls.card import CallCard
from wanderlust.domain.calls.events import OutcomeKind
from wanderlust.domain.calls.first_words import FIXED_WORDS
from wanderlust.domain.calls.goal import next_weekday, said_date

ASKING = "One moment, please, I am asking."
BACK = "This is the assistant of {name} again."
TAKE, LEAVE = "Yes, take it", "No, leave it"
PAYMENT_NEEDED = "they want payment details, which I never give on the telephone"
_PRIVATE = {
    "phone": "a telephone number",
    "email": "an e-mail address",
    "birth": "a date of birth",
    "identity": "a personal detail",
}
_PATIENCE = 3  # lines in a row that mean nothing to us, and times the same words lead nowhere
_SAME_QUESTION = 6  # times they may ask for the same thing, in whatever words
_CORRECTIONS = 2  # of one fact; who hears it wrong a third time writes it down wrong
_NEGATIVE = re.compile(
    r"\b(?:can't|cannot|won't|don't|doesn't|isn't|aren't|couldn't|no|not|none|nothing|never|until|already|unable)\b",
    re.I,
)
_WANTS_DATA = re.compile(
    r"\b(?:number|details|deposit|security|expir\w*|cvv|iban|advance|up ?front|now|pre-?pay\w*|down ?payment|first|"
    r"hold|secure|guarantee|transfer)\b",
    re.I,
)
_EACH = frozenset(["piece", "person", "head", "ticket", "bike", "one", "stem", "item", "box", "seat"])


class Routine:
    """Fills ``CallAgent`` without a model.

    Args:
        card: All that it knows.
        today: The day of the call, to offer days to choose from.
    """

    def __init__(self, card: CallCard, today: date) -> None:
        self._card, self._goal, self._today = card, card.goal, today
        self._name = card.goal.name or card.caller
        form = card.goal.form()
        keys = ("what", "count", "nights", "origin", "where", "day", "time")
        self._local = card.limits.spend.currency if card.limits.spend else ""
        self._facts = {key: form.value(key) for key in keys if form.value(key)}
        self._information = Information(card.goal) if card.goal.kind == "ask" else None
        self._price: Amount | None = None
        self._bargained = self._read = self._agreed = self._doubted = self._checked_again = False
        self._price_asked = 0
        self._extras: dict[str, str] = {}
        self._last_said = ""
        self._misses = self._payment_refused = self._unanswered = 0
        self._offer = ""
        self._filled: set[str] = set()
        self._heard: Counter[str] = Counter()
        self._wanted: Counter[str] = Counter()
        self._corrected: Counter[str] = Counter()
        self._given: dict[str, str | None] = {}

    async def begin(self) -> Sequence[Act]:
        return self._say(statement(self._goal, self._facts, self._name))

    async def menu(self, text: str) -> Sequence[Act]:
        key = key_for(text, self._goal)
        return [Press(key)] if key else []

    async def heard(self, text: str) -> Sequence[Act]:
        line = read_line(text, self._local)
        if line.waits:
            return []
        if (given_up := self._over_and_over(line)) is not None:
            return given_up
        if line.wrong_number:
            return [EndCall(OutcomeKind.NOT_POSSIBLE, "it is a wrong number")]
        if line.asks_machine:
            return self._say(FIXED_WORDS["en"].machine.format(name=self._card.caller))
        if line.probes and not line.price:
            return self._say(
                f"I can only speak about this: {lower_first(statement(self._goal, self._facts, self._name))}"
            )
        if line.asks_who and "name" not in line.questions:
            who = FIXED_WORDS["en"].machine.format(name=self._card.caller).removeprefix("Yes, ")
            return self._say(f"{who[0].upper()}{who[1:]} {statement(self._goal, self._facts, self._name)}")
        if STILL_THERE.search(line.plain) and line.open_question and line.price is None and len(text.split()) < 8:
            return [Say("Yes, I am here."), *(self._say(self._last_said) if self._last_said else [])]
        if line.repeat and not line.price and not line.reads_back and not line.questions:
            return self._say(self._last_said) if self._last_said else []
        if CALL_BACK.search(line.plain) and "number" not in line.plain:
            return [EndCall(OutcomeKind.NOT_POSSIBLE, short(line.text))]
        if self._information is not None:
            return self._on_information(self._information, line)
        return self._on_business(line)

    async def answered(self, asked: AskTraveller, answer: str | None) -> Sequence[Act]:
        if asked.topic == "offer":
            return self._on_offer(answer)
        if asked.topic == "price":
            if answer is None or is_no(answer):
                return [EndCall(OutcomeKind.OVER_LIMIT)]
            assert self._price is not None
            return [Fill("price", self._price.shown), *self._next("That is all right.")]
        self._given[asked_as(asked)] = answer
        return self._pass_on(asked, answer)

    def _pass_on(self, asked: AskTraveller, answer: str | None) -> list[Act]:
        """Their answer to the callee, now or when the same is asked again."""
        if answer is None:
            self._unanswered += 1
            if self._unanswered > 1:
                return [EndCall(OutcomeKind.NEEDS_TRAVELLER, short(asked.question))]
            return self._say("I have no answer to that. Can we go on without it?")
        if asked.topic in ASKED_FACTS:
            self._facts[asked.topic] = fact_given(asked.topic, answer, self._today)
            return [Fill(asked.topic, self._facts[asked.topic]), *self._say(self._told(asked.topic))]
        if asked.topic in _PRIVATE:
            return self._say("I may not give that out. Can we go on without it?" if is_no(answer) else answer)
        filled: list[Act] = []
        if asked.field:
            self._extras[asked.label.lower() or asked.field] = answer
            filled = [Fill(asked.field, answer, asked.label)]
        words = {"yes": "Yes, please.", "no": "No, thank you."}.get(answer.strip(" .").lower())
        return [*filled, *self._say(words or (f"{answer}, please." if asked.choices else answer))]

    def _over_and_over(self, line: CalleeLine) -> list[Act] | None:
        """The end of a talk that goes in circles; None while it does not."""
        said = re.sub(r"\W+", " ", line.plain.lower()).strip()
        self._heard[said] += 1
        self._wanted.update(line.questions)
        asked_too_often = any(self._wanted[key] >= _SAME_QUESTION for key in line.questions if key != "else")
        patience = _PATIENCE + any(self._told(key) for key in line.questions)
        if self._heard[said] < patience and not asked_too_often or line.confirms or self._read and line.done:
            return None
        if "payment" in line.questions:
            return [EndCall(OutcomeKind.NEEDS_TRAVELLER, PAYMENT_NEEDED)]
        if line.declines and not line.asks:
            return [EndCall(OutcomeKind.NOT_POSSIBLE, short(line.text))]
        kind = OutcomeKind.NEEDS_TRAVELLER if line.asks and not line.repeat else OutcomeKind.UNCLEAR
        return [Note(line.text), EndCall(kind, short(line.text))]

    async def resumed(self, lines: Sequence[SpokenLine]) -> Sequence[Act]:
        acts: list[Act] = []
        for line in lines:
            acts += self._caught_up(line)
        lead = BACK.format(name=self._card.caller)
        if self._information is None:
            return [*acts, *self._next(lead)]
        return [*acts, *self._information.resumed(lead)]

    async def close(self) -> None:
        """Nothing to let go of."""

    def _caught_up(self, said: SpokenLine) -> list[Act]:
        """What was settled without us: the last word on a time, a day or a number counts, whoever said it."""
        line = read_line(said.text, self._local)
        if said.side == "them" and self._information is not None:
            self._information.overheard(said.text)
            return []
        self._offer = said.text
        acts: list[Act] = [Fill(key, self._facts[key]) for key in self._take_offer()]
        if said.side == "us":
            return acts
        if line.reference:
            acts.append(Fill("reference", line.reference))
        if line.price is not None and self._within(price := self._total(line.price, line.per)):
            self._price = price
            acts += self._priced()
        return acts

    def _within(self, price: Amount) -> bool:
        """Whether the card allows it; without a limit the traveller, who heard it, did."""
        limit = self._card.limits.spend
        return limit is None or price.currency == limit.currency and price.value <= limit.value

    # -- ordering and booking ----------------------------------------------------------------------------------------

    def _on_business(self, line: CalleeLine) -> list[Act]:
        acts: list[Act] = [Fill("reference", line.reference)] if line.reference else []
        if (turned := self._on_no(line)) is not None:
            return [*acts, *turned]
        wrong = wrong_facts(line.text, self._facts, self._name) if self._checks(line) else []
        if wrong:
            return [*acts, *self._correct(wrong)]
        if self._bargained and self._price is None and line.price is None:
            return [*acts, EndCall(OutcomeKind.OVER_LIMIT)]
        if line.price is not None:
            refused = self._on_price(line)
            if refused is not None:
                return [*acts, *refused]
            acts += self._priced()
        acts += self._agree(line)
        if self._read and not self._open(line) and self._may_end(line):
            return [*acts, *self._all_agreed(), EndCall(OutcomeKind.DONE)]
        if (asked := self._on_question(line)) is not None:
            self._misses = 0
            return [*acts, *asked]
        if line.reads_back or line.open_question and self._states(line):
            self._misses = 0
            return [*acts, *self._say("Yes, that is right.")]
        if self._read and not line.declines and not self._checked_again:
            self._checked_again = True
            return [*acts, *self._say("Is it all right like that?")]
        if line.bye and self._agreed:
            return [*acts, *self._all_agreed(), EndCall(OutcomeKind.DONE)]
        if self._moves_on(line):
            self._misses = 0
            return [*acts, *self._next("Thank you." if line.done else "")]
        return [*acts, *self._lost(line)]

    def _open(self, line: CalleeLine) -> bool:
        """Whether something is asked of us that a goodbye would leave open."""
        return set(line.questions) - {"else"} != set() or (line.open_question and "else" not in line.questions)

    def _may_end(self, line: CalleeLine) -> bool:
        """Whether an answer to everything read back is a yes, or at least no objection."""
        if starts_with_no(line.text):
            return "else" in line.questions
        if line.confirms or line.done or line.bye or "else" in line.questions:
            return True
        return not line.unsure and not line.declines and len(line.text.split()) > 2

    def _moves_on(self, line: CalleeLine) -> bool:
        """Whether a statement takes the matter further: a yes, a price, or words that object to nothing."""
        if line.done or line.confirms or line.price is not None or line.reference:
            return True
        return len(line.text.split()) > 3 and not (line.unsure or line.declines or line.open_question)

    def _states(self, line: CalleeLine) -> bool:
        return states_facts(line.text, self._facts, self._name)

    def _checks(self, line: CalleeLine) -> bool:
        says = line.reads_back or line.done or line.confirms or line.price is not None or line.go_ahead
        return says or (self._states(line) and not line.unavailable)

    def _differs(self, line: CalleeLine) -> bool:
        """Whether an offer is of something else than was asked for."""
        return bool(offered_instead(line.text, self._facts, self._name))

    def _on_no(self, line: CalleeLine) -> list[Act] | None:
        """They cannot do it, or something else instead; None when it is neither."""
        if self._read and line.confirms and not starts_with_no(line.text):
            return None
        doubted, self._doubted = self._doubted, False
        suggests = line.offers or bool(SCARCE.search(line.plain)) and not line.done
        offers = suggests and self._differs(line) and not (line.reads_back and not line.unavailable)
        if offers or line.unavailable and self._differs(line) and not line.done:
            return self._put_offer(line)
        if doubted and not (line.asks or line.offers or line.price is not None or line.done):
            return [EndCall(OutcomeKind.NOT_POSSIBLE, short(line.text))]
        if not line.declines or line.price is not None or line.done:
            return None
        if line.offers or line.unavailable and line.open_question:
            if line.questions or line.options:
                return None
            return self._put_offer(line)
        if line.asks or self._bargained and self._price is None:
            return None
        if not line.unavailable and not doubted and not _NEGATIVE.search(line.plain):
            self._doubted = True
            return self._say("Is there another way to do it?")
        return [EndCall(OutcomeKind.NOT_POSSIBLE, short(line.text))]

    def _put_offer(self, line: CalleeLine) -> list[Act]:
        self._offer = line.text
        return self._ask(f"They say: {line.text} Take it?", (TAKE, LEAVE), topic="offer")

    def _on_offer(self, answer: str | None) -> list[Act]:
        if answer is None or is_no(answer):
            return [
                *self._say("No, thank you, that does not work for us."),
                EndCall(OutcomeKind.NOT_POSSIBLE, short(self._offer)),
            ]
        changed = self._take_offer()
        fills: list[Act] = [Fill(key, self._facts[key]) for key in changed]
        self._read = False
        return [*fills, *self._say("Yes, please, that is fine.")]

    def _take_offer(self) -> list[str]:
        """Put what they offered in the place of what was asked for; returns what changed."""
        offered = offered_instead(self._offer, self._facts, self._name)
        if "day" in offered and self._goal.day is not None:
            offered["day"] = said_date(next_weekday(self._goal.day, offered["day"]))
        self._facts.update(offered)
        return list(offered)

    def _correct(self, wrong: list[str]) -> list[Act]:
        self._bargained = self._read = False
        self._corrected.update(wrong)
        if any(self._corrected[key] > _CORRECTIONS for key in wrong):
            return [EndCall(OutcomeKind.UNCLEAR, "they kept writing down something else")]
        said = [self._told(key) for key in wrong]
        if "name" in wrong:
            said.append(f"I spell it: {spelled(self._name)}.")
        return self._say(f"No, not quite. {' '.join(said)}")

    def _on_price(self, line: CalleeLine) -> list[Act] | None:
        """Acts when the price stops us; None when it may be agreed to."""
        assert line.price is not None
        total = self._total(line.price, line.per)
        limit = self._card.limits.spend
        if limit is None:
            if self._price == total:
                return None
            self._price = total
            question = f"It would cost {total.shown}. Is that all right?"
            return self._ask(question, ("Yes", "No"), "price", "Price", "price")
        if total.currency == limit.currency and total.value <= limit.value:
            self._price = total
            return None
        if self._bargained:
            return [Fill("price", total.shown), EndCall(OutcomeKind.OVER_LIMIT)]
        self._bargained = True
        thing = plain_thing(self._goal, self._facts)
        return self._say(f"I am sorry, that is more than I may agree to for {thing}. Is there a cheaper way to do it?")

    def _total(self, price: Amount, per: str) -> Amount:
        """The whole price of one a night, a person or a piece."""
        count = float(self._facts.get("count", "1"))
        nights = float(self._facts.get("nights", "1"))
        return Amount(
            round(price.value * (nights if per == "night" else count if per in _EACH else 1), 2), price.currency
        )

    def _priced(self) -> list[Act]:
        return [Fill("price", self._price.shown)] if self._price is not None else []

    def _agree(self, line: CalleeLine) -> list[Act]:
        """Fields that their acceptance settles."""
        if line.done or line.go_ahead:
            self._agreed = True
        accepted = line.price is not None or line.done or line.confirms or line.reads_back or line.go_ahead
        if not accepted:
            return []
        keys = [key for key in self._facts if key != "what" or self._goal.kind == "order"]
        new = [key for key in keys if key not in self._filled]
        self._filled |= set(new)
        return [Fill(key, self._facts[key]) for key in new]

    def _all_agreed(self) -> list[Act]:
        acts: list[Act] = [Fill(key, value) for key, value in self._facts.items()]
        if self._goal.kind == "book":
            acts.append(Fill("name", self._name))
            form = self._goal.form()
            acts += [Fill(key, "as agreed") for key in ("day", "time") if key in form and key not in self._facts]
        if self._goal.kind == "order":
            acts.append(Fill("payment", self._goal.form().value("payment")))
        return acts

    def _next(self, lead: str) -> list[Act]:
        """What is still to be settled, or everything read back."""
        if self._needs_price() and self._price is None and self._price_asked < 2:
            self._price_asked += 1
            return self._say(f"{lead} What would it cost altogether?".strip())
        if self._needs_price() and self._price is None:
            return [EndCall(OutcomeKind.UNCLEAR, "they named no price that I understood")]
        self._read = True
        price = self._price.said if self._price is not None else ""
        return self._say(f"{lead} {read_back(self._goal, self._facts, self._name, price, self._extras)}".strip())

    # -- questions ---------------------------------------------------------------------------------------------------

    def _on_question(self, line: CalleeLine) -> list[Act] | None:
        """Acts that answer what they ask; None when they ask nothing that needs an answer of its own."""
        known: list[str] = []
        for key in line.questions:
            if key == "payment":
                return self._on_payment(line)
            if key in _PRIVATE:
                question = f"They ask for {_PRIVATE[key]}: {line.text} What may I say?"
                return self._ask(question, ("No, do not give it",), topic=key)
            if line.options and (key == "what" or key in ASKED_FACTS and key not in self._facts):
                continue
            if said := self._told(key, line):
                known.append(said)
        if known:
            again = any(self._wanted[key] > 1 for key in line.questions if key in self._facts)
            told = " ".join(dict.fromkeys(known))
            return self._say(
                restated(self._goal, self._facts, self._name) if again and told == self._last_said else told
            )
        if line.options:
            return self._choose(line)
        if line.go_ahead and not line.questions:
            if self._read:
                return self._say("Yes, please.")
            return self._next("Yes, please.")
        if line.reads_back and not line.questions or self._states(line) and not line.questions:
            return None
        for key in line.questions:
            if key in ASKED_FACTS:
                label, choices = ASKED_FACTS[key], suggestions(key, self._today)
                return self._ask(f"They ask: {line.text}", choices, key, label, key)
        if line.yes_no:
            return self._ask(f"They ask: {line.text}", ("Yes", "No"))
        if line.questions or line.open_question and not line.confirms:
            return self._ask(f"They ask: {line.text}", ())
        return None

    def _told(self, key: str, line: CalleeLine | None = None) -> str:
        match key:
            case "help":
                return statement(self._goal, self._facts, self._name)
            case "spelling":
                return f"I spell it: {spelled(self._name)}."
            case "else":
                asks_for_more = line is None or re.search(r"else|more|other", line.plain, re.I)
                return "No, that is all, thank you." if asks_for_more else "Yes, that is all, thank you."
            case "handover":
                return f"Delivery, please. {self._told('where')}" if self._facts.get("where") else ""
            case "what":
                # Asked a second time they want to know something about it that is not on the card.
                if self._goal.kind == "ask" or self._wanted["what"] > 1:
                    return ""
            case "day" if line is not None and self._facts.get("time") and re.search(r"\bwhen\b", line.plain, re.I):
                return f"{fact('day', self._facts, self._goal, self._name)} {self._told('time')}".strip()
            case "origin" if self._facts.get("where"):
                return f"{fact('origin', self._facts, self._goal, self._name)} {self._told('where')}".strip()
        return fact(key, self._facts, self._goal, self._name)

    def _needs_price(self) -> bool:
        return self._goal.kind == "order" or self._card.limits.spend is not None

    def _on_payment(self, line: CalleeLine) -> list[Act]:
        self._payment_refused += 1
        where = "on delivery" if self._goal.where and self._goal.kind == "order" else "on the spot"
        if not _WANTS_DATA.search(line.text):
            return self._say(f"{where.capitalize()}, please.")
        if self._payment_refused > 1:
            return [EndCall(OutcomeKind.NEEDS_TRAVELLER, PAYMENT_NEEDED)]
        return self._say(f"I cannot give payment details on the telephone. Can it be paid {where}?")

    def _choose(self, line: CalleeLine) -> list[Act]:
        wanted = f"{self._goal.words} {' '.join(self._facts.values())}".lower()
        chosen = [option for option in line.options if re.search(rf"\b{re.escape(option.lower())}\b", wanted)]
        label = option_label(line.plain, line.options)
        if len(chosen) == 1:
            self._extras[label.lower()] = chosen[0]
            return [Fill(key_of(label), chosen[0], label), *self._say(f"{chosen[0]}, please.")]
        choices = tuple(option[:1].upper() + option[1:] for option in line.options)
        return self._ask(f"They ask: {' or '.join(line.options).lower()}?", choices, key_of(label), label)

    def _ask(
        self, question: str, choices: tuple[str, ...], field: str = "", label: str = "", topic: str = ""
    ) -> list[Act]:
        """Ask the traveller, once: what they answered to the same question before is said again."""
        asked = AskTraveller(question, choices, field, label, topic)
        if topic not in ("offer", "price") and asked_as(asked) in self._given:
            return self._pass_on(asked, self._given[asked_as(asked)])
        return [*self._say(ASKING, keep=False), asked]

    # -- asking for information --------------------------------------------------------------------------------------

    def _on_information(self, information: Information, line: CalleeLine) -> list[Act]:
        asks = not information.awaits_yes and line.open_question and not information.answered_in(line)
        if asks and (asked := self._on_question(line)) is not None:
            return asked
        acts = information.heard(line)
        if acts is None:
            return self._lost(line)
        for act in acts:
            if isinstance(act, Say):
                self._last_said = act.text
        return acts

    # -- being lost --------------------------------------------------------------------------------------------------

    def _lost(self, line: CalleeLine) -> list[Act]:
        self._misses += 1
        if self._misses == 1:
            return self._say("I am sorry, I did not understand that. Could you say it another way?")
        if self._misses < _PATIENCE:
            return self._ask(f"They say: {line.text} What shall I answer?", ())
        if line.declines or _NEGATIVE.search(line.plain):
            return [Note(line.text), EndCall(OutcomeKind.NOT_POSSIBLE, short(line.text))]
        return [Note(line.text), EndCall(OutcomeKind.UNCLEAR)]

    def _say(self, text: str, keep: bool = True) -> list[Act]:
        if keep:
            self._last_said = text
        return [Say(text)]
