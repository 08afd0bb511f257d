"""Whether what a callee repeats agrees with what was asked for: number, time, day, name and place."""

from __future__ import annotations

import re

from wanderlust.domain.calls.amounts import amounts_in
from wanderlust.domain.calls.clock_words import clock_times, minutes_of, shown
from wanderlust.domain.calls.goal import MONTHS, WEEKDAYS
from wanderlust.domain.money import folded
from wanderlust.domain.numbers import numbers_in

_NAMED = re.compile(r"\b(?:under|name(?:'s| is|:)?|for|it's|mr|mrs|ms|miss)\.? (?P<name>[A-Z][a-z]+)\b")
_DATE = re.compile(
    rf"\b(?:(?:{'|'.join(MONTHS)})(?: the)? \d{{1,2}}(?:st|nd|rd|th)?|(?:the )?\d{{1,2}}(?:st|nd|rd|th)?"
    rf"(?: of)? (?:{'|'.join(MONTHS)})|the \d{{1,2}}(?:st|nd|rd|th))\b",
    re.I,
)
_DESTINATION = re.compile(
    r"\b(?:to|at|deliver(?:ed|y)? to|"
    r"address(?: is)?) (?:the )?(?P<where>[A-Z][\w'’]+(?: [A-Z][\w'’]+)*)"
)
_COMMON = frozenset(["I", "OK", "Okay", "Hello", "Thanks", "Great", *WEEKDAYS, *MONTHS])


def wrong_facts(text: str, facts: dict[str, str], name: str) -> list[str]:
    """Keys of the facts that the text states otherwise; what it does not mention is not wrong."""
    wrong: list[str] = []
    numbers = _plain_numbers(text, facts, name)
    if facts.get("count") and numbers and float(facts["count"]) not in numbers:
        others = {float(facts[key]) for key in ("nights",) if facts.get(key)}
        if numbers - others:
            wrong.append("count")
    times = clock_times(text)
    if facts.get("time") and times and not any(time.same_as(facts["time"]) for time in times):
        wrong.append("time")
    days = [day for day in WEEKDAYS if re.search(rf"\b{day}s?\b", text, re.I)]
    if facts.get("day") and days and facts["day"].split()[0] not in days:
        wrong.append("day")
    if (dated := _DATE.search(text)) and facts.get("day") and "day" not in wrong:
        number = re.search(r"\d+", dated[0])
        if number and number[0] not in facts["day"].split():
            wrong.append("day")
    if _other_name(text, facts, name):
        wrong.append("name")
    if facts.get("where") and (match := _DESTINATION.search(text)) and not _share(match["where"], facts["where"]):
        known = " ".join([name, facts.get("origin", ""), facts.get("what", "")])
        if not _share(match["where"], known) and match["where"] not in _COMMON:
            wrong.append("where")
    return wrong


def states_facts(text: str, facts: dict[str, str], name: str) -> bool:
    """Whether the text speaks of when, how many, where or for whom, rightly or wrongly."""
    if facts.get("time") and clock_times(text):
        return True
    if facts.get("day") and (_DATE.search(text) or any(re.search(rf"\b{day}\b", text, re.I) for day in WEEKDAYS)):
        return True
    if facts.get("count") and _plain_numbers(text, facts, name) - {1.0}:
        return True
    said = {folded(word) for word in re.findall(r"\w{4,}", text)}
    places = {folded(word) for key in ("where", "origin") for word in re.findall(r"\w{4,}", facts.get(key, ""))}
    return bool(said & (places | {folded(word) for word in re.findall(r"\w{3,}", name)}))


def offered_instead(text: str, facts: dict[str, str], name: str) -> dict[str, str]:
    """What an offer names in the place of what was wanted, by fact; what was wanted may stand beside it."""
    offered: dict[str, str] = {}
    if wanted := facts.get("time"):
        others = [time for time in clock_times(text) if not time.same_as(wanted)]
        if others:
            minutes = others[-1].minutes
            late = not others[-1].sure and minutes_of(wanted) >= 720 and minutes < 720
            offered["time"] = shown(minutes + 720 if late else minutes)
    if wanted := facts.get("day"):
        days = [day for day in WEEKDAYS if re.search(rf"\b{day}\b", text, re.I) and day != wanted.split()[0]]
        if days:
            offered["day"] = days[-1]
    if (wanted := facts.get("nights")) and (found := re.search(r"\b(\w+) nights?\b", text, re.I)):
        nights = [number.value for number in numbers_in(found[1]) if number.value != float(wanted)]
        if nights:
            offered["nights"] = f"{nights[0]:.0f}"
    if wanted := facts.get("count"):
        numbers = [number for number in _plain_numbers(text, facts, name) if number not in (float(wanted), 1.0)]
        if len(numbers) == 1:
            offered["count"] = f"{numbers[0]:.0f}"
    return offered


def _plain_numbers(text: str, facts: dict[str, str], name: str) -> set[float]:
    """Numbers that are no money, time, date or part of a name of the card."""
    taken = [(span.start, span.end) for span in amounts_in(text)]
    taken += [(time.start, time.end) for time in clock_times(text)]
    taken += [match.span() for match in _DATE.finditer(text)]
    taken += [
        m.span()
        for m in re.finditer(
            r"\b(?:at|by|around|about|until|till|past|before|after|"
            r"from) [\w-]+",
            text,
            re.I,
        )
    ]
    for words in (facts.get("where", ""), facts.get("origin", ""), name):
        for number in re.findall(r"\d+", words):
            taken += [match.span() for match in re.finditer(rf"\b{number}\b", text)]
    taken += [
        m.span()
        for m in re.finditer(
            r"\b(?:the|which|that|this|another|any|no|every|each) one\b|\b(?:over|under|above|below|older than|younger "
            r"than|aged?) [\w-]+|\b[\w-]+ (?:and over|or over|or older|years)\b|"
            r"\b(?:one|two)\b(?= (?:moment|second|sec|thing|of|more|last|for you))",
            text,
            re.I,
        )
    ]
    taken += [
        m.span()
        for m in re.finditer(
            r"\b[A-Za-z]+-\d+\b|\b(?:number|reference|code|"
            r"room) \w*\d+\b",
            text,
            re.I,
        )
    ]
    taken += [
        m.span()
        for m in re.finditer(
            r"\b\d+ (?:minutes|hours|per ?cent|days)\b|\b[a-z]+ (?:minutes|"
            r"hours)\b",
            text,
            re.I,
        )
    ]
    taken += [match.span() for match in re.finditer(r"\b(?:plus|another|extra)(?: an?)? [\w.,]+", text, re.I)]
    hour = {minutes_of(facts["time"]) // 60 % 12 or 12} if facts.get("time") else set()  # "seven is impossible"
    return {
        n.value for n in numbers_in(text) if not any(a <= n.start < b or n.start <= a < n.end for a, b in taken)
    } - hour


def _other_name(text: str, facts: dict[str, str], name: str) -> bool:
    own = {folded(word) for word in re.findall(r"\w+", " ".join([name, *facts.values()]))}
    for match in _NAMED.finditer(text):
        word = match["name"]
        if (
            word not in _COMMON
            and folded(word) not in own
            and match[0].lower().startswith(("under", "name", "mr", "ms", "for"))
        ):
            after = text[match.end() : match.end() + 12]
            if not re.match(r"\s+[A-Z]", after) and not match[0].lower().startswith("for"):
                return True
            if re.match(r"\s*(?:$|[.,?!]|right|is|at|on)", after):
                return True
    return False


def _share(one: str, other: str) -> bool:
    ours = {folded(word) for word in re.findall(r"\w{3,}", other)}
    return any(folded(word) in ours for word in re.findall(r"\w{3,}", one))
