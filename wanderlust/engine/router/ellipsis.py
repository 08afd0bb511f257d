"""Turns that lean on the one before: what they leave out stands in the last call, its results or its country."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wanderlust.domain.countries import TOPICS
from wanderlust.domain.money import folded
from wanderlust.engine.router.demonyms import COUNTRY_BY_DEMONYM
from wanderlust.engine.router.entities import Entity, Reading
from wanderlust.engine.router.fact_slots import topic_in
from wanderlust.engine.router.focus import Focus
from wanderlust.engine.router.place_slots import style_in
from wanderlust.engine.router.plan_items import among, plan_item
from wanderlust.engine.router.time_words import day_and_time
from wanderlust.engine.router.trimming import as_name, without_article
from wanderlust.engine.router.values import ToolCall
from wanderlust.engine.router.wording import trimmed

_TAKE_OFF = re.compile(
    r"\b(?:take|get|scratch|scrap|forget|drop|cross|remove|delete|bin|lose|ditch|pull|kill|chuck|rid|strike|off)\b",
    re.I,
)
_MOVES = re.compile(
    r"\b(?:make|move|change|shift|push|put|bump|rather|instead|better|actually|swap|bring|nah|no)\b", re.I
)
_CONNECTS = re.compile(
    r"^(?:(?:ok|okay|so|oh|right|hmm|ugh|great|alright|well|uh|um|erm)[\s,.]*)*(?:and then|and|or|now do|now|"
    r"then|what about|how about|"
    r"y|et|und|e)\b[\s,]*(?:do|try|say)?\b[\s,:]*",
    re.I,
)
_ASK_FOR = re.compile(
    r"\bhow (?:would|do|can|should|could|might|to) (?:i |you |we |one )?(?:ask for|say|order|"
    r"tell (?:him|her|them)(?: that)?)\s+"
    r"(?!(?:that|it|this)\b)(?P<said>[^?]+)",
    re.I,
)
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_THE_ONE_IN = re.compile(
    r"\b(?:the )?(?:one|other one) (?:in|over in|from|near) (?P<where>[\w' ]+)|\bthe (?P<people>[\w]+) one\b", re.I
)
_PLACE_KEYS = ("place", "near", "country", "destination")


def leaned(reading: Reading, focus: Focus, likely: str, chance: float) -> ToolCall | None:
    """The call that a turn means by leaving out what was said before; None when it stands on its own.

    Args:
        reading: The turn.
        focus: The conversation.
        likely: The likeliest intent of the turn by itself.
        chance: Its chance.
    """
    call = focus.call
    if call is None:
        return None
    fixed = _which_place(reading, call)
    if fixed:
        return fixed
    shown = _one_with(reading, focus)
    if (
        shown
        and len(reading.text.split()) <= 10
        and likely in ("show_on_map", "out_of_scope", "itinerary_show", "find_places", "answer")
    ):
        return ToolCall("show_on_map", {"place": shown})
    rule = _RULES.get(call.name)
    return rule(reading, focus, call, likely, chance) if rule else None


def _which_place(reading: Reading, call: ToolCall) -> ToolCall | None:
    """ "No, the one in Texas", "the Italian one", "no, Portland Maine": the same name elsewhere."""
    key = next((key for key in _PLACE_KEYS if isinstance(call.arguments.get(key), str)), "")
    if not key or call.name not in ("get_weather", "local_time", "show_on_map", "distance", "find_places"):
        return None
    name = str(call.arguments[key]).split(",")[0]
    match = _THE_ONE_IN.search(reading.text)
    if match and len(reading.text.split()) <= 9:
        where = match.group("where") or COUNTRY_BY_DEMONYM.get(folded(match.group("people") or ""), "")
        named = next((place.text for place in reading.of("place") if place.text in (match.group("where") or "")), where)
        if named and not re.search(r"\d", named):
            return ToolCall(call.name, {**call.arguments, key: f"{name}, {as_name(trimmed(named))}"})
    said = re.match(
        rf"(?:no|nope|nah|not that|i meant?)\b.*?\b{re.escape(name)},? (?:in )?(?P<where>[A-Z]\w+)", reading.text, re.I
    )
    if said and reading.text.split()[0].casefold().strip(",") in ("no", "nope", "nah", "not", "i"):
        return ToolCall(call.name, {**call.arguments, key: f"{name}, {as_name(said.group('where'))}"})
    return None


def _after_entry(reading: Reading, focus: Focus, call: ToolCall, likely: str, chance: float) -> ToolCall | None:
    """After something was put on the plan: "take it off again", "make it three"."""
    item = str(call.arguments.get("item", ""))
    day, time, rest = day_and_time(reading.text)
    words = len(reading.text.split())
    if not item or words > 12:
        return None
    if re.search(r"\b(?:how (?:that|it|things) looks?|what else|what's left)\b", reading.text, re.I):
        return ToolCall(
            "itinerary_show",
            {"day": day or str(call.arguments.get("day") or "")} if day or call.arguments.get("day") else {},
        )
    if (
        day
        and words <= 5
        and (words <= 2 or re.match(r"(?:no|nope|nah|wait|sorry|i meant?|the|on)\b", reading.text, re.I))
        and not plan_item(rest, False)
    ):
        return ToolCall("itinerary_add", {**call.arguments, "day": day, **({"time": time} if time else {})})
    thing = plan_item(rest, removing=True)
    points = re.search(r"\b(?:it|that|this)\b", reading.text, re.I)
    if _TAKE_OFF.search(reading.text) and not day and not time and points and (not thing or among(thing, [item])):
        if (
            likely == "control"
            and chance > 0.9
            and not re.search(r"\boff\b|\bout\b|\bremove\b|\bdelete\b", reading.text, re.I)
        ):
            return None
        return ToolCall("itinerary_remove", {"item": item})
    first = re.split(r"[,;.]\s", reading.text)[0]
    day, time, rest = (found or whole for found, whole in zip(day_and_time(first), (day, time, rest), strict=True))
    if (day or time) and _MOVES.search(first) and (points or words <= 6):
        left = plan_item(day_and_time(first)[2], removing=False)
        if not left or among(left, [item]):
            changes = {key: value for key, value in (("day", day), ("time", time)) if value}
            return ToolCall("itinerary_add", {**call.arguments, **changes})
    return None


def _after_plan(reading: Reading, focus: Focus, call: ToolCall, likely: str, chance: float) -> ToolCall | None:
    """After the plan of a day was read: "and the day after?", "is the 15th free"."""
    text = reading.text
    if len(text.split()) > 9 or likely in ("get_weather", "itinerary_remove") and chance > 0.6:
        return None
    if re.search(r"\b(?:day after|following day|next day)\b(?! tomorrow)", text, re.I):
        last = folded(str(call.arguments.get("day") or "today"))
        following = {"today": "tomorrow", "tonight": "tomorrow", "tomorrow": "the day after tomorrow"}.get(last, "")
        if last in _WEEK:
            following = _WEEK[(_WEEK.index(last) + 1) % 7].capitalize()
        return ToolCall("itinerary_show", {"day": following or "the day after"})
    day, time, rest = day_and_time(text)
    thing = plan_item(
        re.sub(
            r"\b(?:free|open|busy|clear|empty|looking|still|anything|what's|what|how's|how)\b", "", rest, flags=re.I
        ),
        False,
    )
    if day and not time and not thing:
        return ToolCall("itinerary_show", {"day": day})
    return None


def _after_translation(reading: Reading, focus: Focus, call: ToolCall, likely: str, chance: float) -> ToolCall | None:
    """After a translation: another language for the same words, or other words in the same language."""
    text = reading.text
    words = len(text.split())
    spoken = [e for e in reading.of("language") if not re.search(r"\bnot\s+$", text[: e.start], re.I)]
    if spoken and words <= 10 and likely not in ("start_interpreter", "country_facts"):
        bare = re.sub(
            r"\b(?:and|in|to|into|how|would|do|does|you|i|we|they|say|put|that|it|this|what|about|is|be|meant|mean|said|not|no|"
            r"the|same|for|a|sorry|please|different|other|way|it's|then|now|ok|okay|so|try|but|actually|instead|person|speaker|"
            r"one|thing|again|oh|uh|um|would)\b",
            "",
            " ".join(
                w
                for w in re.findall(r"[\w']+", text)
                if folded(w) not in {folded(e.text) for e in reading.of("language")}
            ),
            flags=re.I,
        )
        if not trimmed(bare):
            return ToolCall("translate", {**call.arguments, "target": str(spoken[-1].value)})
    asked = _ASK_FOR.search(text)
    if asked and not spoken and words <= 12:
        return ToolCall("translate", {**call.arguments, "text": trimmed(asked.group("said"))})
    match = _CONNECTS.match(text)
    if (
        match
        and match.group().strip()
        and not spoken
        and words <= 10
        and (likely in ("translate", "out_of_scope") or chance < 0.6)
    ):
        new = trimmed(
            re.sub(r"^(?:for|how (?:about|do you say)|what about|say)\s+", "", text[match.end() :], flags=re.I)
        )
        new = re.sub(r"[\s,\"]+(?:too|as well|then|please|haha)$", "", new, flags=re.I).strip(' "')
        if (
            new
            and not reading.of("place")
            and not re.match(r"(?:that|it|this|thanks|where|what|how|is|are|show|find|can)\b", new, re.I)
        ):
            return ToolCall("translate", {**call.arguments, "text": new})
    return None


def _after_fact(reading: Reading, focus: Focus, call: ToolCall, likely: str, chance: float) -> ToolCall | None:
    """After a fact about a country: another topic for it, or the same topic for another country."""
    text = reading.text
    if len(text.split()) > 12:
        return None
    topic = topic_in(text)
    country = str(call.arguments.get("country", ""))
    places = reading.of("place")
    if topic and topic != "general" and not places and country and not reading.of("currency"):
        if likely in ("control", "translate", "convert_currency", "place_call") and chance > 0.7:
            return None
        return ToolCall("country_facts", {"country": country, "topic": topic})
    asked = str(call.arguments.get("topic", ""))
    theirs = re.search(r"\b(?:theirs?|same|over in|over the border|do they|there|about|like that)\b", text, re.I)
    if places and (not topic or topic == "general") and asked in TOPICS and (_CONNECTS.match(text) or theirs):
        if likely in ("get_weather", "distance", "convert_currency", "find_places") and chance > 0.6:
            return None
        place = places[-1]
        return ToolCall(
            "country_facts",
            {"country": as_name(place.country if place.known and place.country else place.text), "topic": asked},
        )
    return None


def _after_search(reading: Reading, focus: Focus, call: ToolCall, likely: str, chance: float) -> ToolCall | None:
    """After a search: "cheaper than that, surely", "try the same by the harbour in Split"."""
    text = reading.text
    changes, _ = style_in(text)
    if (
        changes
        and len(text.split()) <= 7
        and not reading.of("place")
        and re.search(r"\b\w+er\b|\bthan\b|\bless\b|\btoo\b", text, re.I)
    ):
        return ToolCall("find_places", {**call.arguments, **changes})
    other = re.match(
        r"(?:and |hmm |no |so |ok )*(?:instead of|not|rather than|"
        r"forget(?: the)?)\s+(?P<old>\w+)[\s,]+(?:then,?\s+)?(?:maybe|but|what about|how about|try|let's do|"
        r"i'd rather|perhaps)[\s,]+(?:some\s+)?(?P<new>[\w' ]+)$",
        text,
        re.I,
    )
    if other:
        return ToolCall("find_places", {**call.arguments, "query": trimmed(other.group("new"))})
    same = re.search(r"\bsame\b.*?\b(?:in|near|by|around|round|for|at)\s+(?P<near>[^?.!,]+)", text, re.I)
    if same and len(text.split()) <= 12:
        near = re.sub(
            r"\s+(?:instead|please|then|though|would you|will you|"
            r"if you can)$",
            "",
            same.group("near"),
            flags=re.I,
        )
        return ToolCall("find_places", {**call.arguments, "near": as_name(without_article(near))})
    return None


def _after_money(reading: Reading, focus: Focus, call: ToolCall, likely: str, chance: float) -> ToolCall | None:
    """After a conversion: "sorry, I said sixty, I meant sixteen"."""
    numbers = reading.of("number")
    meant = re.search(r"\b(?:i meant|i mean|make (?:it|that)|should be|not \w+ but)\b", reading.text, re.I)
    if meant and numbers and not reading.of("currency") and len(reading.text.split()) <= 10:
        later: Sequence[Entity] = [n for n in numbers if n.start >= meant.start()] or numbers[-1:]
        value = float(later[0].value)
        return ToolCall(call.name, {**call.arguments, "amount": int(value) if value == int(value) else value})
    return None


def _after_interpreter(reading: Reading, focus: Focus, call: ToolCall, likely: str, chance: float) -> ToolCall | None:
    """After an interpreter was started: another language for the other side, or its end."""
    text = reading.text
    if re.search(
        r"\b(?:turn|switch) (?:that|it|this) off\b|\b(?:done|finished) (?:talking|chatting) (?:with|to)\b", text, re.I
    ):
        return ToolCall("control", {"action": "stop_interpreter"})
    if re.search(r"\b(?:translate|say|how do)\b", text, re.I) and likely == "translate" and chance > 0.8:
        return None
    spoken = [
        e for e in reading.of("language") if not re.search(r"\bnot(?:\s+it's|\s+it's)?\s+$", text[: e.start], re.I)
    ]
    if len(spoken) == 1 and str(spoken[0].value) != "English" and len(text.split()) <= 12:
        ours = call.arguments.get("lang_a") if call.arguments.get("lang_b") != "English" else "English"
        if call.arguments.get("lang_b") == "English":
            return ToolCall("start_interpreter", {**call.arguments, "lang_a": str(spoken[0].value)})
        return ToolCall("start_interpreter", {**({"lang_a": ours} if ours else {}), "lang_b": str(spoken[0].value)})
    return None


_NOT_A_TRAIT = frozenset(
    [
        "first",
        "second",
        "third",
        "last",
        "other",
        "next",
        "same",
        "that",
        "this",
        "which",
        "what",
        "name",
        "the",
        "one",
        "place",
        "with",
        "from",
    ]
)


def _one_with(reading: Reading, focus: Focus) -> str:
    """ "The one with the funicular", "the open one", "the further one": the one result that has it."""
    if len(focus.traits) < 2:
        return ""
    match = re.search(
        r"\bthe one (?:with|that has|that's|which is) (?:the |a |an )?(?P<a>\w{4,})|\bthe (?P<b>\w{4,}) one\b",
        reading.text,
        re.I,
    )
    if not match:
        return ""
    word = folded(match.group("a") or match.group("b"))
    if word in ("further", "farther", "furthest", "farthest", "other"):
        return focus.results[-1] if len(focus.results) == 2 and word != "other" else ""
    if word in _NOT_A_TRAIT:
        return ""
    stem = {"pricey": "expensive", "fancy": "expensive", "open": "open_now: true"}.get(word, word)
    having = [name for name, traits in zip(focus.results, focus.traits, strict=False) if stem in traits]
    return having[0] if len(having) == 1 else ""


def both_of(call: ToolCall, reading: Reading, focus: Focus) -> tuple[ToolCall, ...]:
    """The same call for each of the two things spoken of, where a turn says "both"."""
    keys = {"itinerary_add": "item", "itinerary_remove": "item", "show_on_map": "place"}
    names = [item for item, _ in focus.entries] or list(focus.results)
    if re.search(r"\bfirst two\b", reading.text, re.I):
        names = names[:2]
    if (
        call.name not in keys
        or len(names) != 2
        or not re.search(r"\bboth\b|\bfirst two\b|\bthe two of them\b", reading.text, re.I)
    ):
        return (call,)
    kept = {key: value for key, value in call.arguments.items() if key != keys[call.name]}
    return tuple(ToolCall(call.name, {keys[call.name]: name, **kept}) for name in names)


_RULES = {
    "start_interpreter": _after_interpreter,
    "itinerary_add": _after_entry,
    "itinerary_show": _after_plan,
    "translate": _after_translation,
    "country_facts": _after_fact,
    "find_places": _after_search,
    "convert_currency": _after_money,
}
