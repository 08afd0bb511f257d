"""Which argument an assistant's question is after, whoever worded it: "Which city?", "What should I ask?"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from wanderlust.engine.router.entities import Reading
from wanderlust.engine.router.time_words import day_and_time, weather_time
from wanderlust.engine.router.trimming import as_name, residue, without_article, without_noise
from wanderlust.engine.router.wording import trimmed

_QUESTIONS = tuple(
    (sort, re.compile(words, re.I))
    for sort, words in (
        ("leave", r"^(?:.*[.!;]\s+)?(?:shall i|should i (?:go|call|do|remove|delete|add|take)|(?:do you )?want me to|"
                  r"would you like me to|are you sure|is that (?:right|ok|correct)|ok\?|do you want to know|"
                  r"want to know)\b"),
        ("goal", r"what (?:should|shall|do you want me to|would you like me to|am i to|can) .*(?:ask|say|tell)|"
                 r"what for\b|"
                 r"what(?:'s| is) (?:it|the call) (?:for|about)|reason for|what do you need from"),
        ("origin", r"from where|where from|(?:starting|leaving|coming|setting off|travelling) from|"
                   r"start(?:ing)? point"),
        ("language", r"language|into (?:what|which)\b.*\bspeak|what do (?:they|he|she) speak"),
        ("currency", r"currency|into what money|which money"),
        ("amount", r"how much|what amount|how many"),
        ("clock", r"(?:what|which) time|what hour|at what"),
        ("day", r"(?:what|which) day|\bwhen\b|for which date|what date"),
        ("mode", r"how (?:are|will|would|do) you (?:travel|get|go)|by (?:car|train)|walking or|on foot or"),
        ("item", r"which (?:one|entry|of them|item)|what (?:should|shall|would you like me to|do you want me to) "
                 r"(?:i )?(?:add|remove|take|put|delete|translate|say)|what would you like to (?:add|say|remove)"),
        ("business", r"who(?:m)? (?:should|shall|do)|which (?:restaurant|hotel|business|place) (?:should|shall|"
                     r"do)|call whom"),
        ("place", r"(?:which|what) (?:city|town|place|country|area|neighbou?rhood|part)|\bwhere\b|near what|"
                  r"whereabouts"),
    )
)  # fmt: skip
_KEYS: Mapping[str, Mapping[str, str]] = {
    "goal": {"place_call": "goal"},
    "origin": {"distance": "origin"},
    "language": {"translate": "target", "start_interpreter": "lang_b"},
    "amount": {"convert_currency": "amount"},
    "clock": {"itinerary_add": "time", "place_call": "goal", "get_weather": "when"},
    "day": {"itinerary_add": "day", "get_weather": "when", "itinerary_show": "day", "place_call": "goal"},
    "mode": {"distance": "mode"},
    "item": {"itinerary_add": "item", "itinerary_remove": "item", "translate": "text", "place_call": "business"},
    "business": {"place_call": "business"},
    "place": {
        "find_places": "near",
        "show_on_map": "place",
        "get_weather": "place",
        "local_time": "place",
        "distance": "destination",
        "country_facts": "country",
        "place_call": "business",
        "itinerary_add": "item",
    },
}
_PREPOSITION = re.compile(
    r"^(?:in|to|from|at|near|around|into|for|on|the one (?:in|at)|by|it's|its|it is|that's)\s+", re.I
)
_ASIDE = re.compile(
    r"\s*,?\s+(?:please|thanks|we|i|it's|cause|because|then|i think|i guess|sorry)\b.*$|[,;.]\s.*$", re.I
)


def asks_leave(question: str) -> bool:
    """Whether a question wants a yes or a no before something is done."""
    return _QUESTIONS[0][1].search(question) is not None


def argument_asked(question: str, tool: str, known: Mapping[str, object]) -> str:
    """The argument of a tool that a question is after; empty when it is after none.

    Args:
        question: What the assistant said.
        tool: The tool that the request before it was for.
        known: Arguments that the request already gave.
    """
    last = re.split(r"(?<=[.!])\s+", question.strip())[-1]
    for sort, words in _QUESTIONS[1:]:
        key = _KEYS.get(sort, {}).get(tool)
        if key and words.search(last) and (key not in known or sort == "item"):
            return key
        if sort == "currency" and tool == "convert_currency" and words.search(last):
            return "from" if "to" in known and "from" not in known else "to"
    return ""


def answer_words(key: str, reading: Reading) -> object:
    """The value that an answer gives to an argument; None when it gives none."""
    text = trimmed(reading.text)
    if key in ("target", "lang_b"):
        languages = reading.of("language")
        if key == "lang_b" and len(languages) == 2:
            return [str(language.value) for language in languages]
        return str(languages[-1].value) if languages else None
    if key in ("to", "from"):
        money = reading.of("currency")
        return str(money[-1].value) if money else None
    if key == "amount":
        numbers = reading.of("number")
        value = float(numbers[0].value) if numbers else 0.0
        return (int(value) if value == int(value) else value) if numbers else None
    if key in ("day", "time"):
        day, clock, _ = day_and_time(text)
        return (clock if key == "time" else day) or trimmed(_PREPOSITION.sub("", text)) or None
    if key == "when":
        return weather_time(text).words or trimmed(_PREPOSITION.sub("", text)) or None
    if key in ("near", "place", "origin", "destination", "country"):
        places = [place for place in reading.of("place") if place.known] or reading.of("place")
        if places and (key == "origin" or len(text.split()) > 3):
            return as_name(places[0].text)
        words = trimmed(_PREPOSITION.sub("", _ASIDE.sub("", without_noise(residue(text)) or text)))
        return as_name(words) if words else None
    if key in ("item", "business"):
        bare = re.sub(r"^(?:say|tell (?:him|her|them)|just|well|um|uh)[\s,]+", "", text, flags=re.I)
        return without_article(trimmed(_PREPOSITION.sub("", _ASIDE.sub("", bare)))) or None
    if key == "goal":
        text = re.sub(
            r"^(?:to )?see if\b", "ask if", re.sub(r"^that\b", "tell them that", text, flags=re.I), flags=re.I
        )
        text = re.sub(
            r"^(?:if|whether)\b",
            "ask if",
            re.sub(r"^to (?=ask|tell|say|book|order|check)", "", text, flags=re.I),
            flags=re.I,
        )
    return trimmed(text) or None
