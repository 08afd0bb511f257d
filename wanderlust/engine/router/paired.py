"""One request for two things: "weather in Paris and Rome", "plugs and voltage in Kenya", "the zoo and the castle"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from wanderlust.domain.money import folded
from wanderlust.engine.router.entities import Entity, Reading
from wanderlust.engine.router.fact_slots import topic_in
from wanderlust.engine.router.place_slots import is_kind
from wanderlust.engine.router.time_words import day_and_time
from wanderlust.engine.router.trimming import as_name, residue, without_article
from wanderlust.engine.router.values import ToolCall
from wanderlust.engine.router.wanted import MORE_KINDS
from wanderlust.engine.router.wording import trimmed

MOST = 3
# What may stand between two things that one request is for.
_JOIN = re.compile(
    r"\s*,?\s*(?:and|&|or|then|plus|as well as|along with|compared (?:to|with)|versus|vs\.?|y|o|et|ou|und|oder|e)"
    r"(?:\s+(?:also|then|maybe|after that|over))?(?:\s+(?:in|into|to|for|at|a|en|nach|zu|à|em|auf))?(?:\s+the)?\s*"
    r"|\s*,\s*(?:(?:in|into|to|for)\s+)?",
    re.I,
)
_THING = r"(?:the|our|my|that)\s+[\w'’-]+(?:\s[\w'’-]+){0,3}?"
_TWO_THINGS = re.compile(rf"(?P<a>\b{_THING})\s+(?:and|plus|as well as)\s+(?:also\s+)?(?P<b>{_THING})$", re.I)
_KIND = r"(?:(?:an?|some|any|somewhere|someplace)\s+)[\w'’-]+(?:\s[\w'’-]+){0,3}?"
_TWO_KINDS = re.compile(
    rf"\b(?P<a>{_KIND})\s+(?:and|plus|then)\s+(?:also\s+|then\s+)?(?P<b>{_KIND})"
    r"(?=$|[?.!,]|\s+(?:near|in|by|around|close|at|round|nearby|next)\b)",
    re.I,
)
_PLACE_KEY = {"get_weather": "place", "local_time": "place", "show_on_map": "place", "country_facts": "country"}
# "Is it warmer in Rome or Bari" is for both; "show me Rome or Bari" is for one of them, so is what is neither.
_OR = re.compile(r"\s(?:or|o|ou|oder)\s", re.I)
_COMPARES = re.compile(r"\b(?:\w+er|more|less|better|worse|compare|difference)\b", re.I)


def paired(call: ToolCall, reading: Reading) -> tuple[ToolCall, ...]:
    """The calls of a request for several things, out of the call that was read for one of them.

    Args:
        call: What was read; its arguments may be those of any of the things.
        reading: The words.

    Returns:
        The calls in the order of the words; the one call where only one thing is asked for.
    """
    rule = _RULES.get(call.name)
    found = rule(call, reading) if rule else ()
    return tuple(found) if len(found) > 1 else (call,)


def _places(call: ToolCall, reading: Reading) -> Sequence[ToolCall]:
    key = _PLACE_KEY[call.name]
    if call.name == "country_facts":
        topics = _topics(reading)
        if len(topics) > 1:
            return [ToolCall(call.name, {**call.arguments, "topic": topic}) for topic in topics]
    names = _row(_apart(reading), reading)
    if len(names) < 2 or not isinstance(call.arguments.get(key), str):
        return ()
    return [ToolCall(call.name, {**call.arguments, key: as_name(name.text)}) for name in names]


def _apart(reading: Reading) -> list[Entity]:
    """The places, with those apart that were read as one name: "Hvar and Brač", "Paris, Rome" before "and Oslo"."""
    places = [place for place in reading.of("place") if place.known] or reading.of("place")  # "in May" is no place
    apart: list[Entity] = []
    for index, place in enumerate(places):
        following = index + 1 < len(places) and _JOIN.fullmatch(reading.text[place.end : places[index + 1].start])
        joint = " and " if not place.country and place.known else ", " if following else ""
        parts = place.text.split(joint) if joint else [place.text]
        at = place.start
        for part in parts:
            apart.append(Entity("place", at, at + len(part), part, part, place.known))
            at += len(part) + len(joint)
    return apart


def _row(entities: Sequence[Entity], reading: Reading) -> list[Entity]:
    """The entities that stand in one row with nothing but an "and" between them; few, and no other one beside it."""
    row = list(entities)
    if not 2 <= len(row) <= MOST:
        return []
    for left, right in zip(row, row[1:], strict=False):
        gap = reading.text[left.end : right.start]
        if not _JOIN.fullmatch(gap) or (_OR.search(gap) and not _COMPARES.search(reading.text)):
            return []
    last = reading.text[row[-2].end : row[-1].start]
    if not re.search(r"\w", last):
        return []  # "in Boston, Austin" is one who corrects himself
    lead = reading.text[: row[0].start]
    # "Between Rome and Bari" is one question about both.
    return [] if re.search(r"\b(?:between|entre|zwischen|tra|fra)\s+(?:the\s+)?$", lead, re.I) else row


def _topics(reading: Reading) -> list[str]:
    """Two topics about one country, each in its own half around an "and"."""
    if len(reading.of("place")) > 1:
        return []
    for match in re.finditer(r",?\s+(?:and|plus|as well as|y|et|und|e)\s+|,\s+", reading.text, re.I):
        halves = reading.text[: match.start()], reading.text[match.end() :]
        topics = [topic_in(half) for half in halves]
        if all(topic and topic != "general" for topic in topics) and topics[0] != topics[1]:
            return [str(topic) for topic in topics]
    return []


def _languages(call: ToolCall, reading: Reading) -> Sequence[ToolCall]:
    row = _row(reading.of("language"), reading)
    if len(row) < 2 or "text" not in call.arguments:
        return ()
    # "Good night into Danish then Swedish": what is said ends where the row of languages begins.
    first = re.escape(reading.text[row[0].end : row[-1].end])
    words = trimmed(re.sub(rf"{first}.*$", "", str(call.arguments["text"]))) or call.arguments["text"]
    return [ToolCall(call.name, {**call.arguments, "text": words, "target": str(language.value)}) for language in row]


def _currencies(call: ToolCall, reading: Reading) -> Sequence[ToolCall]:
    """ "A hundred dollars in pesos and quetzals": one amount into each."""
    source = call.arguments.get("from")
    targets = [entity for entity in reading.of("currency") if entity.value != source]
    sources = [entity for entity in reading.of("currency") if entity.value == source]
    if len(sources) != 1 or len(targets) != 2 or not _row(targets, reading):
        return ()
    return [ToolCall(call.name, {**call.arguments, "to": str(target.value)}) for target in targets]


def _ends(call: ToolCall, reading: Reading) -> Sequence[ToolCall]:
    """ "How far is it from Pisa to Lucca and Siena": the distance to each."""
    places = reading.of("place")
    if len(places) != MOST or not _row(places[1:], reading):
        return ()
    first, *rest = (as_name(place.text) for place in places)
    if folded(str(call.arguments.get("origin", ""))) != folded(first):
        return ()
    return [ToolCall(call.name, {**call.arguments, "destination": name}) for name in rest]


def _entries(call: ToolCall, reading: Reading) -> Sequence[ToolCall]:
    """ "The zoo on Sunday and the aquarium on Monday"; "get rid of the castle and the vineyard"."""
    adding = call.name == "itinerary_add"
    if adding:
        for match in re.finditer(r",?\s+(?:and|then)\s+(?:also\s+|then\s+)?(?=the\s|an?\s|[A-Z])|,\s+", reading.text):
            left, right = reading.text[: match.start()], reading.text[match.end() :]
            days = day_and_time(left)[:2], day_and_time(right)[:2]
            item = without_article(trimmed(re.sub(r"\s+(?:for|on|at|in)$", "", trimmed(day_and_time(right)[2]))))
            whole = str(call.arguments.get("item", ""))
            if any(days[0]) and any(days[1]) and item and folded(item) not in folded(left) and len(item.split()) <= 4:
                own = trimmed(re.sub(rf"(?:,?\s+(?:and|then))?\s+(?:the\s+|an?\s+)?{re.escape(item)}\b.*$", "", whole))
                first = {"item": own or whole, **_timed(days[0])}
                kept = {"day": days[0][0], **_timed(days[1])} if days[0][0] and not days[1][0] else _timed(days[1])
                return [ToolCall(call.name, first), ToolCall(call.name, {"item": item, **kept})]
    day, time, rest = day_and_time(reading.text)
    rest = re.sub(
        r"\s+(?:to|from|off|on|onto|in|into|out of)\s+(?:my|our|the)\s+(?:trip|plan|list|itinerary)\b.*", "", rest
    )
    two = _TWO_THINGS.search(trimmed(re.sub(r"\s+(?:to|for|on|at|off|from|please)$", "", trimmed(rest))))
    if not two or (time and adding):
        return ()
    kept = {key: value for key, value in call.arguments.items() if key != "item"}
    return [
        ToolCall(call.name, {"item": without_article(trimmed(re.sub("^(?:our|my|that) ", "", two[part]))), **kept})
        for part in ("a", "b")
    ]


def _timed(found: tuple[str, str]) -> dict[str, object]:
    return {key: value for key, value in zip(("day", "time"), found, strict=True) if value}


def _kinds(call: ToolCall, reading: Reading) -> Sequence[ToolCall]:
    """ "A bakery and a cash machine near the port": a search for each."""
    match = _TWO_KINDS.search(reading.text)
    if not match:
        return ()
    kept = {key: value for key, value in call.arguments.items() if key != "query"}
    names = [_kind(match[part]) for part in ("a", "b")]
    if not all(names):
        return ()
    return [ToolCall(call.name, {"query": name, **kept}) for name in names]


def _kind(words: str) -> str:
    if re.match(r"some(?:where|place) to eat\b", words, re.I):
        return "restaurant"
    if re.match(r"some(?:where|place) to (?:stay|sleep)\b", words, re.I):
        return "hotel"
    name = residue(without_article(trimmed(words)))
    known = is_kind(name) or any(folded(word).removesuffix("s") in MORE_KINDS for word in name.split())
    return name if name and known else ""


_RULES: dict[str, Callable[[ToolCall, Reading], Sequence[ToolCall]]] = {
    **dict.fromkeys(_PLACE_KEY, _places),
    "translate": _languages,
    "convert_currency": _currencies,
    "distance": _ends,
    "itinerary_add": _entries,
    "itinerary_remove": _entries,
    "find_places": _kinds,
}
