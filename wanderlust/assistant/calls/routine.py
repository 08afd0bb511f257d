"""The embedded agent: a fixed order of steps in English, for when no language model thinks on the telephone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from wanderlust.assistant.calls.agent import Act, AskTraveller, EndCall, Fill, Note, Press, Say, SpokenLine
from wanderlust.assistant.calls.asked_facts import ASKED_FACTS, fact_given, suggestions
from wanderlust.assistant.calls.callee_lines import CalleeLine, option_label, read_line
from wanderlust.assistant.calls.fact_check import offered_instead, wrong_facts
from wanderlust.assistant.calls.key_menu import key_for
from wanderlust.assistant.calls.open_parts import OpenParts
from wanderlust.assistant.calls.wording import answer_back, fact, plain_thing, read_back, spelled, statement
from wanderlust.domain.calls.amounts import Amount
from wanderlust.domain.calls.card import CallCard
from wanderlust.domain.calls.events import OutcomeKind
from wanderlust.domain.calls.first_words import FIXED_WORDS
from wanderlust.domain.calls.goal import next_weekday, said_date

ASKING = "One moment, please, I am asking."
BACK = "This is the assistant of {name} again."
TAKE, LEAVE = "Yes, take it", "No, leave it"
_PRIVATE = {
    "phone": "a telephone number",
    "email": "an e-mail address",
    "birth": "a date of birth",
    "identity": "a personal detail",
}
_PATIENCE = 3  # lines in a row that mean nothing to us


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
        self._parts = OpenParts(card.goal.what) if card.goal.kind == "ask" else None
        self._price: Amount | None = None
        self._bargained = self._read = self._agreed = False
        self._price_asked = 0
        self._extras: dict[str, str] = {}
        self._last_said = ""
        self._misses = self._payment_refused = self._unanswered = 0
        self._offer = ""
        self._filled: set[str] = set()

    async def begin(self) -> Sequence[Act]:
        return self._say(statement(self._goal, self._facts, self._name))

    async def menu(self, text: str) -> Sequence[Act]:
        key = key_for(text, self._goal)
        return [Press(key)] if key else []

    async def heard(self, text: str) -> Sequence[Act]:
        line = read_line(text, self._local)
        if line.waits:
            return []
        if line.wrong_number:
            return [EndCall(OutcomeKind.NOT_POSSIBLE, "it is a wrong number")]
        if line.asks_machine:
            return self._say(FIXED_WORDS["en"].machine.format(name=self._card.caller))
        if line.probes and not line.price:
            return self._say(f"I can only speak about this: {_lower(statement(self._goal, self._facts, self._name))}")
        if line.asks_who and "name" not in line.questions:
            who = FIXED_WORDS["en"].machine.format(name=self._card.caller).removeprefix("Yes, ")
            return self._say(f"{who[0].upper()}{who[1:]} {statement(self._goal, self._facts, self._name)}")
        if line.repeat and not line.price and not line.reads_back:
            return self._say(self._last_said) if self._last_said else []
        if self._goal.kind == "ask":
            return self._on_information(line)
        return self._on_business(line)

    async def answered(self, asked: AskTraveller, answer: str | None) -> Sequence[Act]:
        if asked.topic == "offer":
            return self._on_offer(answer)
        if asked.topic == "price":
            if answer is None or _is_no(answer):
                return [EndCall(OutcomeKind.OVER_LIMIT)]
            assert self._price is not None
            return [Fill("price", self._price.shown), *self._next("That is all right.")]
        if answer is None:
            self._unanswered += 1
            if self._unanswered > 1:
                return [EndCall(OutcomeKind.NEEDS_TRAVELLER, _short(asked.question))]
            return self._say("I have no answer to that. Can we go on without it?")
        if asked.topic in ASKED_FACTS:
            self._facts[asked.topic] = fact_given(asked.topic, answer, self._today)
            return [Fill(asked.topic, self._facts[asked.topic]), *self._say(self._told(asked.topic))]
        if asked.topic in _PRIVATE:
            said = "I may not give that out. Can we go on without it?" if _is_no(answer) else answer
            return self._say(said)
        filled: list[Act] = []
        if asked.field:
            self._extras[asked.label.lower() or asked.field] = answer
            filled = [Fill(asked.field, answer, asked.label)]
        words = {"yes": "Yes, please.", "no": "No, thank you."}.get(answer.strip(" .").lower())
        return [*filled, *self._say(words or (f"{answer}, please." if asked.choices else answer))]

    async def resumed(self, lines: Sequence[SpokenLine]) -> Sequence[Act]:
        acts: list[Act] = []
        for line in lines:
            acts += self._caught_up(line)
        lead = BACK.format(name=self._card.caller)
        if self._parts is None:
            return [*acts, *self._next(lead)]
        if still := self._parts.unanswered:
            return [*acts, *self._say(f"{lead} {still[:1].upper()}{still[1:]}?")]
        self._read = True
        told = [Fill("what", self._goal.what), Fill("answer", self._parts.answer)]
        return [*acts, *told, *self._say(f"{lead} {answer_back(self._parts.answer)}")]

    async def close(self) -> None:
        """Nothing to let go of."""

    def _caught_up(self, said: SpokenLine) -> list[Act]:
        """What was settled without us: the last word on a time, a day or a number counts, whoever said it."""
        line = read_line(said.text, self._local)
        if said.side == "them" and self._parts is not None:
            self._parts.take(said.text)
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
        acts: list[Act] = []
        if line.reference:
            acts.append(Fill("reference", line.reference))
        agreed = self._read and line.confirms and not _starts_with_no(line.text)
        refuses = not agreed and (line.unavailable or (line.offers and self._differs(line)))
        turned = self._on_no(line) if refuses else []
        if turned:
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
        if (asked := self._on_question(line)) is not None:
            self._misses = 0
            return [*acts, *asked]
        if self._read and (line.confirms or line.done or line.bye) and not _starts_with_no(line.text):
            return [*acts, *self._all_agreed(), EndCall(OutcomeKind.DONE)]
        if line.reads_back:
            self._misses = 0
            return [*acts, *self._say("Yes, that is right.")]
        if line.done or line.confirms or line.price is not None or line.reference:
            self._misses = 0
            return [*acts, *self._next("Thank you." if line.done else "")]
        if line.bye and self._agreed:
            return [*acts, *self._all_agreed(), EndCall(OutcomeKind.DONE)]
        return [*acts, *self._lost(line)]

    def _checks(self, line: CalleeLine) -> bool:
        return line.reads_back or line.done or line.confirms or line.price is not None or line.go_ahead

    def _differs(self, line: CalleeLine) -> bool:
        """Whether an offer is of something else than was asked for."""
        return bool(offered_instead(line.text, self._facts, self._name))

    def _on_no(self, line: CalleeLine) -> list[Act]:
        """They cannot do it, or something else instead."""
        if line.offers or "?" in line.text:
            if self._differs(line):
                self._offer = line.text
                return self._ask(f"They say: {line.text} Take it?", (TAKE, LEAVE), topic="offer")
            if line.price is not None or line.questions or line.options or line.yes_no and not line.unavailable:
                return []
            if "?" in line.text:
                self._offer = line.text
                return self._ask(f"They say: {line.text} Take it?", (TAKE, LEAVE), topic="offer")
        if line.price is not None or line.done:
            return []
        return [EndCall(OutcomeKind.NOT_POSSIBLE, _short(line.text))]

    def _on_offer(self, answer: str | None) -> list[Act]:
        if answer is None or _is_no(answer):
            return [
                *self._say("No, thank you, that does not work for us."),
                EndCall(OutcomeKind.NOT_POSSIBLE, _short(self._offer)),
            ]
        changed = self._take_offer()
        fills: list[Act] = [Fill(key, self._facts[key]) for key in changed]
        return [*fills, *self._say("Yes, please, that is fine.")]

    def _take_offer(self) -> list[str]:
        """Put what they offered in the place of what was asked for; returns what changed."""
        offered = offered_instead(self._offer, self._facts, self._name)
        if "day" in offered and self._goal.day is not None:
            offered["day"] = said_date(next_weekday(self._goal.day, offered["day"]))
        self._facts.update(offered)
        return list(offered)

    def _correct(self, wrong: list[str]) -> list[Act]:
        self._bargained = False
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
            return self._ask(
                f"It would cost {total.shown}. Is that all right?", ("Yes", "No"), "price", "Price", "price"
            )
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
                private = _PRIVATE[key]
                return self._ask(
                    f"They ask for {private}: {line.text} What may I say?", ("No, do not give it",), topic=key
                )
            if key == "what" and line.options:
                continue
            if said := self._told(key):
                known.append(said)
        if known:
            return self._say(" ".join(dict.fromkeys(known)))
        if line.options:
            return self._choose(line)
        if line.go_ahead and not line.questions:
            if self._read or self._price is not None or not self._needs_price():
                return self._next("Yes, please.") if not self._read else self._say("Yes, please.")
            return self._next("Yes, please.")
        if line.reads_back:
            return None
        for key in line.questions:
            if key in ASKED_FACTS:
                label, choices = ASKED_FACTS[key], suggestions(key, self._today)
                return self._ask(f"They ask: {line.text}", choices, key, label, key)
        if line.questions or line.yes_no or ("?" in line.text and not line.confirms):
            choices = ("Yes", "No") if line.yes_no else ()
            return self._ask(f"They ask: {line.text}", choices)
        return None

    def _told(self, key: str) -> str:
        return fact(key, self._facts, self._goal, self._name)

    def _needs_price(self) -> bool:
        return self._goal.kind == "order" or self._card.limits.spend is not None

    def _on_payment(self, line: CalleeLine) -> list[Act]:
        self._payment_refused += 1
        wants_data = re.search(
            r"\b(?:number|details|deposit|security|expir|cvv|iban|advance|up ?front|"
            r"now)\b",
            line.text,
            re.I,
        )
        if not wants_data:
            return self._say(
                "On delivery, please." if self._goal.where and self._goal.kind == "order" else "On the spot, please."
            )
        if self._payment_refused > 1:
            return [
                EndCall(OutcomeKind.NEEDS_TRAVELLER, "they want payment details, which I never give on the telephone")
            ]
        where = "on delivery" if self._goal.where and self._goal.kind == "order" else "on the spot"
        return self._say(f"I cannot give payment details on the telephone. Can it be paid {where}?")

    def _choose(self, line: CalleeLine) -> list[Act]:
        wanted = self._goal.words.lower()
        chosen = [option for option in line.options if option.lower() in wanted]
        label = option_label(line.text, line.options)
        if len(chosen) == 1:
            self._extras[label.lower()] = chosen[0]
            return [Fill(_key(label), chosen[0], label), *self._say(f"{chosen[0]}, please.")]
        choices = tuple(option[:1].upper() + option[1:] for option in line.options)
        return self._ask(f"They ask: {' or '.join(line.options).lower()}?", choices, _key(label), label)

    def _ask(
        self, question: str, choices: tuple[str, ...], field: str = "", label: str = "", topic: str = ""
    ) -> list[Act]:
        return [*self._say(ASKING, keep=False), AskTraveller(question, choices, field, label, topic)]

    # -- asking for information --------------------------------------------------------------------------------------

    def _on_information(self, line: CalleeLine) -> list[Act]:
        assert self._parts is not None
        if self._read:
            agreed = line.reads_back or line.confirms or line.done or line.bye
            if agreed and not _starts_with_no(line.text):
                return [EndCall(OutcomeKind.DONE)]
            self._read = False
            self._parts.forget()
        if line.asks and not line.go_ahead and (asked := self._on_question(line)) is not None:
            return asked
        if self._parts.take(line.text):
            if still := self._parts.unanswered:
                return self._say(f"Thank you. And {still}?")
            answer = self._parts.answer
            self._read = True
            return [Fill("what", self._goal.what), Fill("answer", answer), *self._say(answer_back(answer))]
        if line.confirms and len(line.text.split()) <= 4:
            return self._say(statement(self._goal, self._facts, self._name)) if self._misses else self._count_miss()
        return self._lost(line)

    # -- being lost --------------------------------------------------------------------------------------------------

    def _count_miss(self) -> list[Act]:
        self._misses += 1
        return []

    def _lost(self, line: CalleeLine) -> list[Act]:
        self._misses += 1
        if self._misses == 1:
            return self._say("I am sorry, I did not understand that. Could you say it another way?")
        if self._misses < _PATIENCE:
            return self._ask(f"They say: {line.text} What shall I answer?", ())
        if _NEGATIVE.search(line.text):
            return [Note(line.text), EndCall(OutcomeKind.NOT_POSSIBLE, _short(line.text))]
        return [Note(line.text), EndCall(OutcomeKind.UNCLEAR)]

    def _say(self, text: str, keep: bool = True) -> list[Act]:
        if keep:
            self._last_said = text
        return [Say(text)]


_NEGATIVE = re.compile(r"\b(?:sorry|unfortunately|afraid|can't|cannot|won't|don't|no|not|none|nothing|never)\b", re.I)
_EACH = frozenset(["piece", "person", "head", "ticket", "bike", "one"])


def _key(label: str) -> str:
    return re.sub(r"\W+", "_", label.lower()).strip("_")


def _short(text: str) -> str:
    return text.strip().rstrip(".!")[:120]


def _lower(text: str) -> str:
    return text if text.startswith("I ") else text[:1].lower() + text[1:]


def _is_no(answer: str) -> bool:
    return bool(re.match(r"\W*(?:no|nope|not|don't|do not|leave)\b", answer, re.I))


def _starts_with_no(text: str) -> bool:
    return bool(re.match(r"\W*(?:no|nope|not quite|wait|actually|hold on)\b(?! problem| worries)", text, re.I))
