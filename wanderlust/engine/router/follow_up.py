"""Turns that only change the last request: "and to Madrid?", "in yen?", "by train?", "what about hotels?"."""

from __future__ import annotations

import re
from collections.abc import Callable

from wanderlust.domain.money import folded
from wanderlust.engine.router.demonyms import COUNTRY_BY_DEMONYM
from wanderlust.engine.router.distance_slots import mode_in
from wanderlust.engine.router.entities import Entity, Reading
from wanderlust.engine.router.fact_slots import COUNTRY_OF, topic_in
from wanderlust.engine.router.focus import Focus
from wanderlust.engine.router.money_slots import currency_meant, money_arguments
from wanderlust.engine.router.place_slots import is_kind, search_arguments, style_in
from wanderlust.engine.router.time_words import day_and_time, weather_time
from wanderlust.engine.router.trimming import as_name, residue, without_article, without_noise
from wanderlust.engine.router.values import ToolCall
from wanderlust.engine.router.wording import trimmed

_CONNECTIVE = re.compile(
    r"^(?:ok(?:ay)?|so|no|nah|right|alright|nice|great|cool|thanks|then|well|oh|ah|hmm|actually|hang on|hold it|"
    r"wait)*[\s,.!]*"
    r"(?:and what about|and how about|what about|how about|"
    r"and also|also|and then|and|or|but|"
    r"(?:i )?(?:should have|shoulda|should've) said|(?:i )?mean(?:t)?|i (?:actually )?(?:said|meant|mean)|sorry|"
    r"(?:can you |could you |now )?(?:do )?(?:the )?same (?:again|search|thing|question|one)?\s*(?:for|(?=in\b|"
    r"from\b|to\b|by\b|"
    r"with\b|near\b|on\b))|now|then|what if (?:it(?:'s| is| was)|we|i)|what(?:'d| would| will)? (?:it be|that be)?|"
    r"make (?:it|that)|try|rather|instead|let's say|let's do|do it|"
    r"change (?:it|that) to|move (?:it|that) to|shift (?:it|that) to|y (?:en|a|para|de)?|qué tal|que tal|et(?: pour)?|"
    r"und(?: was ist mit| wie ist es mit)?|was ist mit|"
    r"e(?: a| per| para)?|que dire de)(?!\w)[\s,:]*",
    re.I,
)
# "Not Seattle, I said Sittwe": what stands after is meant.
_NOT_THIS = re.compile(r"^(?:no[,.]?\s+)?not\s+.+?[,.;]\s*(?:but\s+)?(?:i (?:said|meant|mean)\s+)?(?=\w)", re.I)
_TRAIL = re.compile(
    r"[\s,]+(?:would you|will you|can you|could you|please|for me|sorry\b.*|(?:we|i) (?:took|are|'re|meant|mean|"
    r"changed|forgot)\b.*|"
    r"then|instead|though|too|as well|rather|this time|dann|alors|entonces|then\?)[\s?.!]*$",
    re.I,
)
# A word of these asks something of its own, so the turn is not a mere change of the last one.
_OWN_QUESTION = re.compile(
    r"(?<!\w)(?:where|when|time|far|distance|long|weather|rain|convert|show|how|find|tell|translate|call|add|"
    r"book|what|who|why|"
    r"is|are|do|does|can|could|will|exchange|rate|remove|say|d[oó]nde|qu[eé]|cu[aá]nto|où|quelle|combien|wo|"
    r"wie|dove|quanto|che|"
    r"onde|quanto|thanks|thank|please stop|stop)(?!\w)",
    re.I,
)
_PREPOSITION = re.compile(
    r"^(?:(?:back home|back|down|up|over|out) (?:south|north|east|west|there)?\s*)?(?P<prep>from|to|in|into|at|"
    r"for|near(?:er)?(?: to)?|close(?:r)? to|next to|around|"
    r"by|with|desde|hasta|de|a|en|nach|von|à|da|para|"
    r"em),?\s+(?:the\s+)?(?=\S)",
    re.I,
)
_FROM = frozenset(("from", "desde", "de", "von", "da"))


def changed_call(reading: Reading, focus: Focus) -> ToolCall | None:
    """The last call with what this turn changes, or None when the turn is no such change."""
    if focus.call is None:
        return None
    denied = _NOT_THIS.match(reading.text)
    match = denied or _CONNECTIVE.match(reading.text)
    rest = trimmed(_TRAIL.sub("", reading.text[match.end() :] if match else reading.text))
    style = _style_changes(reading, focus)
    if style:
        return ToolCall(focus.call.name, {**focus.call.arguments, **style})
    turned = _turned_round(reading.text, focus.call)
    if turned:
        return turned
    mode = mode_in(reading.text) if focus.call.name == "distance" else None
    if mode and not reading.of("place") and len(reading.text.split()) <= 9:
        return ToolCall("distance", {**focus.call.arguments, "mode": mode})
    in_their_money = _their_money(reading, focus.call)
    if in_their_money:
        return ToolCall("convert_currency", {**focus.call.arguments, "to": in_their_money})
    amount = _amount_only(rest, reading, focus)
    if amount is not None:
        return ToolCall(focus.call.name, {**focus.call.arguments, "amount": amount})
    bare_change = (
        bool(_PREPOSITION.match(rest)) or reading.text.rstrip().endswith("?") or _names_one_thing(rest, reading, focus)
    )
    elsewhere = _elsewhere(reading, focus.call, match)
    if elsewhere and len(rest.split()) > 3:
        return ToolCall(focus.call.name, {**focus.call.arguments, **elsewhere})
    if not rest or (not match and not bare_change) or len(rest.split()) > 6:
        return None
    asks = _OWN_QUESTION.search(rest)
    if asks and not (focus.call.name == "country_facts" and match and match.group().strip()):
        return None
    arguments = _changes(rest, reading, focus, focus.call)
    if not arguments:
        return None
    return ToolCall(focus.call.name, {**focus.call.arguments, **arguments})


_WHERE_LIVES = re.compile(r"\bwhere\b.*\b(?:lives?|live|stays?|works?|from|born|grew up|going|headed|heading)\b", re.I)


def _elsewhere(reading: Reading, call: ToolCall, match: re.Match[str] | None) -> dict[str, object]:
    """ "What about where my sister lives, in Perth": the same of the one place named."""
    places = [place for place in reading.of("place") if place.known]
    if call.name not in ("get_weather", "local_time") or not match or len(places) != 1:
        return {}
    return {"place": as_name(places[0].text)} if _WHERE_LIVES.search(reading.text) else {}


_ROUND = re.compile(
    r"\b(?:(?:the )?other way (?:round|around)|vice versa|reverse(?: it| that)?|the reverse|swap (?:them|it)|"
    r"flip (?:it|them)|"
    r"al rev[ée]s|dans l'autre sens|andersherum|umgekehrt|al contrario|ao contr[áa]rio|and back again|way back)\b",
    re.I,
)
_ENDS = {
    "convert_currency": ("from", "to"),
    "distance": ("origin", "destination"),
    "start_interpreter": ("lang_a", "lang_b"),
}


def _turned_round(text: str, call: ToolCall) -> ToolCall | None:
    """ "Now the other way round": the last call with its two ends changed over."""
    ends = _ENDS.get(call.name)
    if ends is None or not _ROUND.search(text) or any(end not in call.arguments for end in ends):
        return None
    first, second = ends
    return ToolCall(call.name, {**call.arguments, first: call.arguments[second], second: call.arguments[first]})


def _their_money(reading: Reading, call: ToolCall) -> str:
    """ "We're off to Prague, what's that in their money": after a conversion, the money of that country."""
    if call.name != "convert_currency" or reading.of("currency") or reading.of("number"):
        return ""
    if not re.search(r"\b(?:money|that|same|it|currency|worth)\b", reading.text, re.I):
        return ""
    code = currency_meant(reading)
    return code if code and code != call.arguments.get("to") else ""


_STYLE_ONLY = re.compile(
    r"^(?:(?:and|but|or|so|ok|okay|hmm|well|no|it's|its|our|anniversary|birthday|something|anything|anywhere|somewhere|one|ones|"
    r"a|an|the|any|some|is|are|it|they|that|those|these|which|what|of|them|there|got|have|you|got|with|else|more|less|much|lot|"
    r"bit|little|still|right|now|please|show|find|me|us|only|just|do|does|at|moment|though|then|in|for|time|today|tonight|"
    r"how|about|can|could|i|we|want|need|rather|prefer|too|that's|thats|price|range|place|places)\b[\s,.?!']*)*$",
    re.I,
)


def _style_changes(reading: Reading, focus: Focus) -> dict[str, object]:
    """ "Something fancier", "which ones are open?": the last search with another price or only what is open."""
    if focus.call is None or focus.call.name != "find_places" or len(reading.text.split()) > 10 or reading.of("place"):
        return {}
    changes, left = style_in(reading.text)
    return changes if changes and _STYLE_ONLY.match(left.strip(" ,.?!")) else {}


_AMOUNT_TALK = re.compile(
    r"^(?:what(?:'d| would|'s| is| about| do| will)?|how|much|many|if|it|i|we|get|for|be|is|was|that|about|a|"
    r"and|just|only|say|"
    r"make|would|had|have|did|you|the|to|of|change|them|then|instead|all|up|\W)*$",
    re.I,
)


def _amount_only(rest: str, reading: Reading, focus: Focus) -> object | None:
    """ "What would I get for 250?": the last conversion with another amount."""
    numbers = reading.of("number")
    if len(numbers) == 2 and float(numbers[0].value) < 10 and float(numbers[1].value) in range(20, 100, 10):
        spoken = Entity(
            "number", numbers[0].start, numbers[1].end, "", 100 * float(numbers[0].value) + float(numbers[1].value)
        )
        numbers = [spoken]  # "two fifty" is 250
    if focus.call is None or focus.call.name != "convert_currency" or len(numbers) != 1 or reading.of("currency"):
        return None
    number = numbers[0]
    around = f"{reading.text[: number.start]} {reading.text[number.end :]}"
    if reading.of("place") or not _AMOUNT_TALK.match(around.strip(" ?.!,")):
        return None
    value = float(number.value)
    return int(value) if value == int(value) else value


def _names_one_thing(rest: str, reading: Reading, focus: Focus) -> bool:
    """A turn of a few words that hold nothing but what changes: "porto", "bullet train", "helsinki sorry"."""
    words = len(rest.split())
    if focus.call is None or words > 3:
        return False
    moved = reading.of("place") and reading.text.rstrip(" .!") != rest  # "Helsinki, sorry"
    kinds = {
        "find_places": bool(moved),
        "get_weather": bool(moved),
        "local_time": bool(moved),
        "show_on_map": bool(moved),
        "distance": bool(mode_in(rest)),
        "translate": bool(reading.of("language")) and words <= 2,
        "start_interpreter": bool(reading.of("language")) and words <= 2,
        "convert_currency": bool(reading.of("currency")) or folded(rest) in COUNTRY_BY_DEMONYM,
    }
    return kinds.get(focus.call.name, False)


def _changes(rest: str, reading: Reading, focus: Focus, call: ToolCall) -> dict[str, object]:
    lead = _PREPOSITION.match(rest)
    prep = folded(lead.group("prep")) if lead else ""
    words = without_noise(rest[lead.end() :] if lead else rest)
    if call.name in _BEYOND_PLACES:
        return _BEYOND_PLACES[call.name](rest, words, reading)
    if call.name == "convert_currency":
        return _money_changes(reading, focus, prep)
    if reading.of("currency") or reading.of("number"):
        return {}
    if call.name == "distance":
        mode = mode_in(rest)
        if mode and not reading.of("place"):
            return {"mode": mode}
        return {"origin" if prep in _FROM else "destination": as_name(words)} if _placelike(words, reading) else {}
    if call.name == "find_places":
        return _search_changes(rest, words, prep, reading, focus)
    if call.name in ("show_on_map", "local_time"):
        return {"place": as_name(words)} if _placelike(words, reading) and not is_kind(words) else {}
    return {}


def _weather_changes(rest: str, words: str, reading: Reading) -> dict[str, object]:
    found = weather_time(rest)
    changes: dict[str, object] = {"when": found.words} if found.words else {}
    left = without_noise(_PREPOSITION.sub("", trimmed(found.rest)))
    if left and _placelike(left, reading) and not is_kind(left):
        changes["place"] = as_name(left)
    return changes


def _country_changes(rest: str, words: str, reading: Reading) -> dict[str, object]:
    topic = topic_in(rest)
    places = reading.of("place")
    changes: dict[str, object] = {"topic": topic} if topic else {}
    if places:
        changes["country"] = as_name(places[-1].text)
    elif demonym := next((c for w, c in COUNTRY_BY_DEMONYM.items() if re.search(rf"\b{w}\b", rest, re.I)), ""):
        changes["country"] = demonym
    elif not topic and words and len(words.split()) <= 3:
        changes["country"] = COUNTRY_OF.get(folded(words), as_name(words))
    return changes


def _entry_changes(rest: str, words: str, reading: Reading) -> dict[str, object]:
    """ "Make it Thursday" moves the entry; "and the Prado too" is another one for the same day."""
    day, time, left = day_and_time(rest)
    changes: dict[str, object] = {}
    if day:
        changes["day"] = day
    if time:
        changes["time"] = time
    left = without_article(trimmed(_PREPOSITION.sub("", trimmed(left))))
    if left and folded(left) not in ("it", "that", "at", "on", "for"):
        changes["item"] = left
    return changes


def _day_changes(rest: str, words: str, reading: Reading) -> dict[str, object]:
    day = day_and_time(rest)[0]
    return {"day": day} if day else {}


def _removal_changes(rest: str, words: str, reading: Reading) -> dict[str, object]:
    return {"item": without_article(words)} if words and len(words.split()) <= 4 else {}


def _translation_changes(rest: str, words: str, reading: Reading) -> dict[str, object]:
    languages = reading.of("language")
    if languages:
        return {"target": str(languages[-1].value)}
    return {"text": words} if words else {}


def _interpreter_changes(rest: str, words: str, reading: Reading) -> dict[str, object]:
    languages = reading.of("language")
    return {"lang_b": str(languages[-1].value)} if languages else {}


_BEYOND_PLACES: dict[str, Callable[[str, str, Reading], dict[str, object]]] = {
    "get_weather": _weather_changes,
    "country_facts": _country_changes,
    "itinerary_add": _entry_changes,
    "itinerary_show": _day_changes,
    "itinerary_remove": _removal_changes,
    "translate": _translation_changes,
    "start_interpreter": _interpreter_changes,
}


def _placelike(words: str, reading: Reading) -> bool:
    return bool(words) and (bool(reading.of("place")) or bool(residue(words)) and len(words.split()) <= 4)


def _money_changes(reading: Reading, focus: Focus, prep: str) -> dict[str, object]:
    found = money_arguments(reading, Focus())
    call = focus.call
    if call is None:
        return {}
    if not found.get("from") and not found.get("to"):
        code = currency_meant(reading)
        if code:
            found = {**found, "from" if prep in _FROM else "to": code}
    if "from" in found and "to" not in found and "amount" not in found and prep not in _FROM:
        found = {"to": found["from"]}
    if found.get("to") == call.arguments.get("from") and "from" not in found:
        found["from"] = call.arguments.get("to")  # "and in dollars?" asked of dollars turns the pair round
    return {key: value for key, value in found.items() if value is not None}


def _search_changes(rest: str, words: str, prep: str, reading: Reading, focus: Focus) -> dict[str, object]:
    found = search_arguments(reading, focus)
    style: dict[str, object] = {key: found[key] for key in ("price", "open_now") if key in found}
    if style and len(rest.split()) <= 4 and not reading.of("place"):
        query = str(found.get("query", ""))
        return {**style, **({"query": query} if query and is_kind(query) and "one" not in folded(query) else {})}
    if reading.of("place") and not is_kind(words):
        return {"near": as_name(words)}
    if prep == "a" and not reading.of("place"):
        words, prep = trimmed(rest[1:]), ""  # "and a cash machine": the article, no Spanish preposition
        return {"query": residue(words) or words}
    if prep.startswith(("in", "near", "close", "next", "around", "at", "en", "a", "bei", "em")):
        return {"near": as_name(words)}
    if is_kind(words):
        kept: dict[str, object] = {"query": residue(words) or words}
        if "near" in found and reading.of("place"):
            kept = {"query": found.get("query", words), "near": found["near"]}
        return kept
    return {"near": as_name(words)} if words and words[0].isupper() else {}
