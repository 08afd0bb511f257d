"""What the embedded agent says in English: the goal, the answers from the card, and everything read back."""

from __future__ import annotations

import re

from wanderlust.domain.calls.clock_words import said_clock
from wanderlust.domain.calls.goal import Goal

_SWAPS = {
    "they're": "you are",
    "they've": "you have",
    "they": "you",
    "their": "your",
    "them": "you",
    "theirs": "yours",
}
_BACK = {
    "we're": "you are",
    "we've": "you have",
    "we'll": "you will",
    "we'd": "you would",
    "we": "you",
    "i'm": "you are",
    "i've": "you have",
    "i'll": "you will",
    "i'd": "you would",
    "i": "you",
    "our": "your",
    "us": "you",
    "my": "your",
    "you're": "we are",
    "you'd": "we would",
    "you'll": "we will",
    "you": "we",
    "your": "our",
    "yes": "",
    "yeah": "",
}


def statement(goal: Goal, facts: dict[str, str], name: str) -> str:
    """The goal in one sentence, as one says it to a business."""
    if goal.kind == "ask":
        lead = "I would like to ask" + ("" if re.match(r"(?:for|about)\b", goal.what) else "")
        return f"{lead} {towards_them(goal.what)}."
    if goal.kind == "order":
        return f"I would like to order {_thing(goal, facts)}{_where(goal, facts)}{_when(facts)}."
    return f"I would like to book {_thing(goal, facts)}{_where(goal, facts)}{_when(facts)}, for {name}."


def read_back(goal: Goal, facts: dict[str, str], name: str, price: str, extras: dict[str, str]) -> str:
    """Everything agreed, with the question whether it is right."""
    parts = [f"{_thing(goal, facts)}{_where(goal, facts)}{_when(facts)}", f"for {name}"]
    parts += [_extra(key, value.lower()) for key, value in extras.items()]
    if price:
        parts.append(price)
    return f"Let me read that back: {', '.join(parts)}. Is that right?"


def restated(goal: Goal, facts: dict[str, str], name: str) -> str:
    """Everything once more, the name too, for who asks what was said already."""
    whole = statement(goal, facts, name)
    return whole if goal.kind == "book" else f"{whole} The name is {name}."


def answer_back(answer: str) -> str:
    """What they told, said back to them."""
    sentences = [_swapped(part, _BACK) for part in re.split(r"(?<=[.!])\s+", answer) if "?" not in part]
    said = " ".join(sentences).strip(" ,.!")
    return f"So, {said}. Is that right?"


def towards_them(question: str) -> str:
    """``whether they have umbrellas`` as ``whether you have umbrellas``."""
    return _swapped(question, _SWAPS)


def fact(key: str, facts: dict[str, str], goal: Goal, name: str) -> str:
    """One fact of the card as an answer, or empty when the card has none."""
    if key == "name":
        return f"The name is {name}."
    value = facts.get(key, "")
    if not value:
        return ""
    match key:
        case "count":
            if goal.kind == "order":
                return f"{value}, please."
            if re.search(r"\b(?:table|restaurant|cab|taxi|appointment)\b", goal.what):
                return f"{value} {'person' if value == '1' else 'people'}."
            return f"{value}, please."
        case "nights":
            return f"{value} {'night' if value == '1' else 'nights'}."
        case "time":
            return f"At {said_clock(value)}, please."
        case "day":
            return f"On {value}, please."
        case "where":
            return f"To {value}, please."
        case "origin":
            return f"From {value}, please."
        case "what":
            return f"{value[:1].upper()}{value[1:]}, please."
    return value


def plain_thing(goal: Goal, facts: dict[str, str]) -> str:
    """What it is about: ``400 chocolate-covered strawberries``, ``a table for 4``."""
    nights = facts.get("nights", "")
    return f"{_thing(goal, facts)}{f' for {nights} nights' if nights else ''}"


def _extra(key: str, value: str) -> str:
    """``dark`` of ``chocolate`` is ``dark chocolate``."""
    named = key.rstrip("s") in value or " or " in key
    return value if named else f"{value} {key}"


def spelled(name: str) -> str:
    """``Maya`` as ``M, A, Y, A``."""
    return ", ".join(letter.upper() for letter in name if letter.isalpha())


def _thing(goal: Goal, facts: dict[str, str]) -> str:
    count, what = facts.get("count", ""), facts.get("what", goal.what)
    if not count:
        return what
    if re.match(r"(?:a|an|the)\b", what):
        return f"{what} for {count}"
    return f"{count} {what}"


def _where(goal: Goal, facts: dict[str, str]) -> str:
    origin = f" from {facts['origin']}" if facts.get("origin") else ""
    to = ", delivered to" if goal.kind == "order" else " to"
    where = f"{to} {facts['where']}" if facts.get("where") else ""
    return origin + where


def _when(facts: dict[str, str]) -> str:
    nights = facts.get("nights", "")
    stay = f" for {nights} {'night' if nights == '1' else 'nights'}" if nights else ""
    day = f"{' from' if nights else ' on'} {facts['day']}" if facts.get("day") else ""
    time = f" at {said_clock(facts['time'])}" if facts.get("time") else ""
    return stay + day + time


def _swapped(text: str, table: dict[str, str]) -> str:
    def swap(match: re.Match[str]) -> str:
        return table.get(match[0].lower().replace("’", "'"), match[0])

    swapped = re.sub(r"[A-Za-z]+(?:['’][a-z]+)?", swap, text)
    return re.sub(r"\s+", " ", re.sub(r"^\W+", "", swapped)).strip()
