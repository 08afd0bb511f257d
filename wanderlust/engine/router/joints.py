"""Where one request ends and the next begins, and when two halves of a sentence are really two requests."""

from __future__ import annotations

import re
from dataclasses import replace

from wanderlust.domain.money import CURRENCIES, folded
from wanderlust.engine.router.focus import Focus
from wanderlust.engine.router.trip_slots import adds
from wanderlust.engine.router.values import ToolCall
from wanderlust.engine.router.wording import trimmed

_STARTS = (
    r"what|what's|whats|where|where's|how|how's|which|who|when|show|find|convert|take me|is|are|give|put|add|"
    r"remove|delete|"
    r"translate|call|ring|phone|will|do|does|did|should|whether|if|please|read|pull|tell me|then|drop|scrap|"
    r"cancel|look|get|bin|scratch|lose|ditch|stick|pop|chuck|pencil|slot|note|write|book|reserve|say|repeat|remind|mute|stop|"
    r"start|turn|make|go|zoom|switch|once|kindly|while|any|need|i need|i want|i'd|we need|let|move|keep|lower|"
    r"raise|speak|"
    r"clear|undo|hang|dial|see|check|\\w+ (?:rupees|euros|dollars|pounds|yen)|a hundred|hundred|"
    r"d[oó]nde|qu[eé]|cu[aá]nto|a[ñn]ade|c[oó]mo|pon|wo|wie|was|f[üu]ge|zeig|où|quelle|quel|ajoute|montre|combien|dove|che|"
    r"quanto|aggiungi|mostra|onde|que|como|quantos?|adiciona"
)
_AND_MORE = re.compile(
    rf"(?:[,;.?]\s*|\s+)(?:and then|and also|and,?|then|also|(?<!the )plus|y|und|et|e)\s+(?:also\s+|please\s+|"
    rf"uh,?\s+|um,?\s+|"
    rf"kindly\s+|then,?\s+|while you're (?:at it|there),?\s+)*(?=(?:{_STARTS})\b)"
    r"|[.?!;]\s+(?=\S)|,\s+(?=(?:then|after that)\b)",
    re.I,
)
_MOST_CUTS = 4  # each costs two readings
# What the second half of a telephone call's purpose begins with.
_PURPOSE = re.compile(r"(?:tell|ask|see|find out|check|book|get|say|put|if|whether|give|how|what|do|are|is)\b", re.I)
_ONLY_TALK = ("yes", "no", "repeat", "pause", "stop", "cancel")
_HERE_TOO = ("get_weather", "local_time")
# Words of a search that lean on the place just named.
_ROUND_THERE = re.compile(
    r"\b(?:near ?by|close by|round there|around there|near (?:it|there)|in it|next to it|there)\s*"
    r"(?:please|too|as well)?\s*[?.!]*$",
    re.I,
)
_ASKS_WHERE = re.compile(
    r"\b(?:where|show|map|find|see|locate|zoom|fly|take me|pull up|bring up|point|put|d[oó]nde|muestra|où|montre|"
    r"wo|zeig|dove|mostra|onde)\b",
    re.I,
)


def halves(text: str) -> list[tuple[str, str]]:
    """The ways to part a text into two requests, by "and what", "then", a full stop."""
    cuts = list(_AND_MORE.finditer(text))[:_MOST_CUTS]
    parted = [(text[: cut.start()], re.sub(r"^(?:whether|if)\s+", "", text[cut.end() :])) for cut in cuts]
    return [(left, right) for left, right in parted if trimmed(left) and trimmed(right)]


def stands_alone(call: ToolCall, left: str, right: str) -> bool:
    """Whether a first half that became this call is a request of its own, and not what led to one or half of one."""
    if call.name == "place_call":
        return not _PURPOSE.match(right)
    if call.name == "show_on_map":
        return bool(_ASKS_WHERE.search(left)) or len(left.split()) <= 2
    # "Move it to Wednesday and ...": the thing stands in the talk before.
    spoken_of = folded(str(call.arguments.get("item", ""))) not in folded(left)
    return call.name != "itinerary_add" or adds(left) or spoken_of


def goes_with(first: ToolCall, second: ToolCall, right: str) -> bool:
    """Whether a second half that became this call is a request beside the first, and not the rest of it."""
    if second == first or (only_talk(second) and second.arguments.get("action") != "repeat"):
        return False
    if second.name == first.name == "place_call" and len(right.split()) < 5:
        return False
    if second.name == first.name == "country_facts" and second.arguments.get("topic") == first.arguments.get("topic"):
        return len(right.split()) >= 5
    return second.name != "itinerary_add" or adds(right)


def only_talk(call: ToolCall) -> bool:
    """A yes, a no, a "wait" beside a request: what it says is in the request."""
    return call.name == "control" and call.arguments.get("action") in _ONLY_TALK


def after(call: ToolCall, focus: Focus) -> Focus:
    """The focus once a call has been made."""
    thing = str(call.arguments.get("business") or "")
    return replace(focus, call=call, place=_place_of(call) or focus.place, thing=thing or focus.thing)


def same_place(second: ToolCall, focus: Focus, right: str) -> ToolCall:
    """ "What time is it in Rome and is it raining": the second of two asks for the first one's place."""
    if second.name == "find_places" and "near" not in second.arguments and focus.place and _ROUND_THERE.search(right):
        return ToolCall(second.name, {**second.arguments, "near": focus.place})
    if second.name in _HERE_TOO and "place" not in second.arguments and focus.place:
        return ToolCall(second.name, {"place": focus.place, **second.arguments})
    return second


def _place_of(call: ToolCall) -> str:
    if call.name == "convert_currency":
        spent = CURRENCIES.get(str(call.arguments.get("to")))
        return spent.countries[0] if spent and spent.countries and spent.code not in ("EUR", "USD") else ""
    if call.name == "country_facts":
        return str(call.arguments.get("country") or "")
    for key in ("place", "destination", "near"):
        value = call.arguments.get(key)
        if isinstance(value, str):
            return value
    return ""
