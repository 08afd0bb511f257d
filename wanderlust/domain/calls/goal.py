"""What a call is for, read from the traveller's words: what, how many, where, when, for whom, and at most how dear."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from wanderlust.domain.calendar_names import MONTHS as MONTHS_BY_LANGUAGE
from wanderlust.domain.calendar_names import WEEKDAYS as WEEKDAYS_BY_LANGUAGE
from wanderlust.domain.calls.amounts import Amount, amounts_in
from wanderlust.domain.calls.clock_words import clock_times, said_clock
from wanderlust.domain.calls.form import Field, Form
from wanderlust.domain.numbers import numbers_in
from wanderlust.domain.when import day_meant

GoalKind = Literal["order", "book", "ask"]

WEEKDAYS = WEEKDAYS_BY_LANGUAGE["en"]
MONTHS = MONTHS_BY_LANGUAGE["en"]
_DAYS = "|".join(WEEKDAYS)
_DAY = re.compile(
    rf"\b(?:on |for |from |this |next |coming )*(?:the )?(?P<day>today|tonight|tomorrow|day after tomorrow|"
    rf"(?:{_DAYS})(?:,? (?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)?(?: (?:{'|'.join(MONTHS)}))?)?|"
    rf"(?:{'|'.join(MONTHS)}) \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{'|'.join(MONTHS)})|"
    rf"\d{{4}}-\d\d-\d\d)\b",
    re.I,
)
_LIMIT = re.compile(
    r",?\s*(?:and\s+|but\s+)?(?:(?:it |that |the price |this )?(?:must|may|should|can) (?:not )?cost |costing |for |"
    r"spend(?:ing)? )?(?:under|below|at most|no more than|not more than|less than|up to|max(?:imum)?(?: of)?|"
    r"within)\s",
    re.I,
)
_PER = re.compile(
    r"\s*(?:a|per|each|for each|for every|every)\s*(night|person|day|head|hour|piece|ticket|bike)?\b", re.I
)
_NAME = re.compile(
    r",?\s*(?:under|in|on|for) (?:the )?name(?: of)?:? (?P<name>[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*)*)|"
    r",?\s*(?:the )?name is (?P<name2>[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*)*)"
)
_FROM_TO = re.compile(r"\bfrom (?P<origin>(?!\d|(?:today|tomorrow)\b)[^,]+?) to (?P<where>[^,]+?)(?=,|$)", re.I)
_TO = re.compile(
    r",?\s*(?:delivered |to be delivered |sent |brought |deliver(?:ed)? it |with delivery )?to "
    r"(?P<where>(?:the |our |my )?[^,]+?)(?=,|$)",
    re.I,
)
_PICK_UP = re.compile(
    r"\b(?:pick (?:me|us) up|pick-?up|collect (?:me|us)) (?:at|from) (?P<origin>[^,]+?)(?=,| to |$)", re.I
)
_KINDS: tuple[tuple[GoalKind, str], ...] = (
    ("ask", r"(?:please )?(?:ask|find out|check|inquire|enquire|see)\b(?: them)?(?: (?:about|for the))?"),
    (
        "book",
        r"(?:please )?(?:book|reserve|rent|hire|make an? (?:appointment|reservation|booking)|"
        r"get an? (?:appointment|taxi|cab|table|room)|schedule|arrange)\b(?: (?:me|us)\b)?",
    ),
    ("order", r"(?:please )?(?:order|buy|get|send|have|purchase)\b(?: (?:me|us)\b)?"),
)
_LEAD = re.compile(r"^\s*(?:please )?(?:call|ring|phone|telephone) .+?\b(?:and|to)\b\s+(?:please )?", re.I)
_QUESTION = re.compile(
    r"\b(?:whether|if|when|what|how|where|who|until when|at what|do they|are they|is there|can)\b.*", re.I
)


@dataclass(frozen=True, slots=True)
class Goal:
    """What a call is to achieve.

    Attributes:
        words: As the traveller said it.
        kind: ``order`` things, ``book`` a time or a place, or ``ask`` something.
        what: ``chocolate-covered strawberries``, ``a table``; to ask: ``whether they have umbrellas``.
        count: How many pieces or people; None where it does not apply.
        where: Where it is to be brought, or one is to be driven.
        origin: Where from.
        day: Which day; None where not said.
        time: ``HH:MM``, or empty.
        name: For whom; empty = the caller.
        limit: The most it may cost, or None.
        per: What the limit is for: ``night``, ``person``, or empty for the whole.
        nights: How many nights; 0 where it does not apply.
    """

    words: str
    kind: GoalKind
    what: str
    count: int | None = None
    where: str = ""
    origin: str = ""
    day: date | None = None
    time: str = ""
    name: str = ""
    limit: Amount | None = None
    per: str = ""
    nights: int = 0

    @property
    def day_said(self) -> str:
        """``Saturday 28 November``; empty where no day was said. Never "today": it is another day elsewhere."""
        if self.day is None:
            return ""
        return said_date(self.day)

    @property
    def spend(self) -> Amount | None:
        """The most that the whole may cost: a limit a night or a person is multiplied."""
        if self.limit is None:
            return None
        times = self.nights if self.per == "night" else self.count if self.per else 1
        return Amount(self.limit.value * (times or 1), self.limit.currency)

    @property
    def when(self) -> str:
        """Day and time as one says them, or empty."""
        clock = said_clock(self.time) if self.time else ""
        return " at ".join(part for part in (self.day_said, clock) if part)

    def form(self) -> Form:
        """The fields that this goal needs settled."""
        fields = [Field("what", "What", self.what)]
        if self.kind == "ask":
            return Form((Field("what", "Question", self.what), Field("answer", "Answer", read_back=False)))
        if self.count is not None:
            fields.append(Field("count", "How many", str(self.count)))
        if self.nights:
            fields.append(Field("nights", "Nights", str(self.nights)))
        if self.origin:
            fields.append(Field("origin", "From", self.origin))
        if self.where:
            fields.append(Field("where", "Where", self.where))
        if self.day is not None or self.kind == "book":
            fields.append(Field("day", "Day", self.day_said))
        if self.time or self.kind == "book" and not self.nights:
            fields.append(Field("time", "Time", self.time))
        if self.kind == "book":
            fields.append(Field("name", "Name", self.name))
        if self.limit is not None or self.kind == "order":
            fields.append(Field("price", "Price", limit=self.limit))
        if self.kind == "order":
            fields.append(Field("payment", "Payment", "On delivery" if self.where else "On the spot", read_back=False))
        return Form(tuple(fields))


def said_date(day: date) -> str:
    """``Saturday 28 November``."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def next_weekday(after: date, name: str) -> date:
    """The first day of that name on or after a day."""
    return after + timedelta(days=(WEEKDAYS.index(name) - after.weekday()) % 7)


def read_goal(words: str, today: date, currency: str = "USD") -> Goal:
    """What a sentence asks for.

    Args:
        words: ``order 400 chocolate-covered strawberries to the Gateway Pavilion, under 1,500 dollars``.
        today: The day it is said.
        currency: ISO 4217 code of the money there: for a limit without a currency, and for "dollars".
    """
    text = _LEAD.sub("", words.strip().rstrip(".!"), count=1)
    kind, text = _kind(text)
    goal = Goal(words.strip(), kind, "")
    text, goal = _take_limit(text, goal, currency)
    if (match := _NAME.search(text)) is not None:
        goal = replace(goal, name=match["name"] or match["name2"])
        text = _without(text, match.start(), match.end())
    if kind == "ask":
        return replace(goal, what=_tidy(text), day=_day(text, today))
    text, goal = _take_when(text, goal, today)
    if (nights := re.search(r",?\s*\bfor (\w+) nights?\b", text, re.I)) and (found := numbers_in(nights[1])):
        goal = replace(goal, nights=int(found[0].value))
        text = _without(text, nights.start(), nights.end())
    for pattern in (_FROM_TO, _PICK_UP, _TO):
        if (match := pattern.search(text)) is not None:
            parts = match.groupdict()
            goal = replace(goal, origin=goal.origin or _tidy(parts.get("origin") or ""))
            goal = replace(goal, where=goal.where or _tidy(parts.get("where") or ""))
            text = _without(text, match.start(), match.end())
    text, count = _take_count(text)
    return replace(goal, what=_tidy(text), count=count)


def _kind(text: str) -> tuple[GoalKind, str]:
    for kind, pattern in _KINDS:
        if match := re.match(pattern, text, re.I):
            rest = text[match.end() :]
            thing = re.search(r"\b(appointment|reservation|booking|taxi|cab|table|room)$", match[0], re.I)
            if thing:
                rest = f"a{'n' if thing[1][0] in 'aA' else ''} {thing[1]}{rest}"
            return kind, rest.strip()
    return ("ask", text) if _QUESTION.match(text) else ("order", text)


def _take_limit(text: str, goal: Goal, currency: str) -> tuple[str, Goal]:
    match = _LIMIT.search(text)
    if match is None:
        return text, goal
    rest = text[match.end() :]
    amounts = [a for a in amounts_in(rest, currency) if not rest[: a.start].strip()]
    numbers = [n for n in numbers_in(rest) if n.start == 0]
    if amounts:
        limit, end = amounts[0].amount, amounts[0].end
    elif numbers:
        limit, end = Amount(numbers[0].value, currency), numbers[0].end
    else:
        return text, goal
    per = _PER.match(rest[end:])
    unit = ""
    if per is not None:
        unit, end = (per[1] or "piece").lower(), end + per.end()
    total = re.match(r"\s*(?:in total|altogether|all in|total|in all)\b", rest[end:], re.I)
    end += total.end() if total else 0
    return _without(text, match.start(), match.end() + end), replace(goal, limit=limit, per=unit)


def _take_when(text: str, goal: Goal, today: date) -> tuple[str, Goal]:
    if (match := _DAY.search(text)) is not None:
        goal = replace(goal, day=_meant(match["day"], today))
        text = _without(text, match.start(), match.end())
    times = clock_times(text)
    if times:
        time = times[0]
        shown = time.shown
        if not time.sure and 60 <= time.minutes < 420:
            shown = f"{time.minutes // 60 + 12:02d}:{time.minutes % 60:02d}"  # nobody books a table at 4 in the morning
        goal = replace(goal, time=shown)
        lead = re.search(r",?\s*\b(?:at|for|until|till|by|around)\s*$", text[: time.start], re.I)
        text = _without(text, lead.start() if lead else time.start, time.end)
    return text, goal


def _meant(words: str, today: date) -> date | None:
    return day_meant(re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", words), today)


def _day(text: str, today: date) -> date | None:
    match = _DAY.search(text)
    return _meant(match["day"], today) if match else None


def _take_count(text: str) -> tuple[str, int | None]:
    people = re.search(
        r",?\s*\bfor (?P<n>[\w-]+)(?P<unit> (?:people|persons|guests|adults|of us))?(?=,|\s|$)", text, re.I
    )
    if people and (found := numbers_in(people["n"])) and found[0].start == 0:
        return _without(text, people.start(), people.end()), int(found[0].value)
    numbers = numbers_in(text)
    if numbers and not text[: numbers[0].start].strip(" ,") and numbers[0].value == int(numbers[0].value):
        return text[numbers[0].end :], int(numbers[0].value)
    return text, None


def _without(text: str, start: int, end: int) -> str:
    return f"{text[:start].rstrip()} {text[end:].lstrip()}".strip()


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"\s+,", ",", text)).strip(" ,.;")
