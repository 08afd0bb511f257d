"""Item, day and time of a request to add to the trip, take off it or read it out."""

from __future__ import annotations

import re

from wanderlust.engine.router.entities import Reading
from wanderlust.engine.router.focus import Focus, pointed_at
from wanderlust.engine.router.plan_items import among, plan_item
from wanderlust.engine.router.time_words import day_and_time
from wanderlust.engine.router.wording import trimmed

_TRIP = (
    r"(?:trip|itinerary|plans?|schedule|programme?|list|agenda|calendar|diary|planner|journey|holiday|vacation|"
    r"travel plan|tour|"
    r"viaje|itinerario|programa|voyage|programme|itin[ée]raire|reise(?:plan)?|plan|viaggio|programma|viagem|roteiro|"
    r"stops|day)"
)
_PLAN = r"(?:itinerary|schedule|agenda|calendar|diary|planner|programme?|trip plan|travel plan)"
_OWNER = (
    r"(?:my|our|the|this|that|mi|nuestro|el|la|mon|notre|le|ma|mein(?:e[mnrs]?)?|unser(?:e[mnrs]?)?|de[mnrs]|die|das|"
    r"mio|nostro|il|al|o|a|minha|meu|nossa)"
)
_TRIP_TAIL = re.compile(
    rf"[\s,]*(?:(?:in)?to|on|onto|in|into|for|from|off|off of|out of|a|al|en|de|del|à|au|dans|du|zu[rm]?|auf|aus|von|"
    rf"ins?|nel|dal|alla|na|no|da|do|à|as a stop on)\s+(?:{_OWNER}\s+)*(?:travel\s+|reise)?{_TRIP}(?:'s)?"
    rf"(?:\s+(?:plan|itinerary|schedule))?(?![\w])",
    re.I,
)
_TRIP_NAME = re.compile(
    rf"\b{_OWNER} (?:\w+ )?{_TRIP}\b|\b(?:itinerary|itinerario|itin[ée]raire|reiseplan|"
    rf"roteiro)\b",
    re.I,
)
_POLITE = (
    r"(?:(?:please|can you|could you|would you|will you|can we|could we|let's|lets|let us|i want to|i'd like to|"
    r"i would like to|i'd like|i want|we want to|we'd like to|we want|i need to|i think|maybe|also|just|and|"
    r"go ahead and|i'd love to|we'd love to|i'd love|we should|we could|we will|we'll|we're|we are|i'm|i am|so|"
    r"ok|okay|now|make sure (?:to|we)|"
    r"don't forget|remember(?: to)?|actually|por favor|puedes|podr[ií]as|peux-tu|tu peux|kannst du|bitte|puoi|podes|"
    r"quiero|je veux|ich m[öo]chte|vorrei|quero)[\s,]+)*"
)
# Off or from the plan, whatever the verb.
_OFF_TRIP = re.compile(
    rf"(?<!\w)(?:off|from|out of|de|del|du|aus|dal|da|do)\s+(?:of\s+)?{_OWNER}\s+(?:reise)?{_TRIP}(?!\w)", re.I
)
_ADD = re.compile(
    rf"^{_POLITE}(?:add(?:ing)?(?: in)?|put(?:ting)?(?: (?:in|down|on))?|schedule|plan(?: (?:for|on|in))?|"
    rf"pencil(?: me| us)?"
    r"(?: in| down)?|include|stick(?: in| down)?|save|book(?: in)?|throw(?: in)?|slot(?: in)?|pop(?: in)?|"
    r"squeeze(?: in)?|"
    r"jot(?: down)?|note(?: down)?|write(?: down| in)?|mark(?: down)?|set(?: up| aside)?|insert|drop in|fit(?: in)?|"
    r"make a note to|make a note of|register|block(?: out)?|log|new stop|next stop|stop at|do(?:ing)?|visit(?:ing)?|"
    r"see(?:ing)?|go(?:ing)? to|have|having|append|arrange|make|a[ñn]ade|agrega|pon|mete|apunta|incluye|ajoute|mets|"
    r"note|inscris|pr[ée]vois|f[üu]ge?|setz|trag|pack|nimm|plane|schreib|aggiungi|metti|inserisci|segna|adiciona|"
    r"p[õo]e|acrescenta|marca|inclui)\b[\s:,]*",
    re.I,
)
_REMOVE = re.compile(
    rf"^{_POLITE}(?:remove|take(?: (?:out|off|away))?|delete|drop(?:ping)?|cross(?: (?:off|out))?|scrap|cancel|"
    r"get rid of|skip(?:ping)?|erase|clear|kick(?: out)?|unplan|leave out|strike(?: (?:out|off))?|bin|ditch|"
    r"forget(?: about)?|"
    r"cut(?: out)?|toss(?: out)?|wipe|lose|axe|chuck(?: out)?|boot(?: out)?|knock(?: off)?|pull|dump|un-?add|"
    r"throw(?: out| away)?|(?:i(?:'ve| have)?|we(?:'ve| have)?) (?:gone off|cooled on|changed (?:my|"
    r"our) minds? about|decided against|"
    r"given up on)(?: the (?:idea of|whole))?|(?:i'm|we're|i am|we are) (?:over|not fussed about|not keen on|done with)"
    r"(?: the (?:idea of|whole))?|(?:i|we) (?:don't|no longer) (?:fancy|want|need|feel like)(?: to (?:see|visit|"
    r"go to|do))?|"
    r"unbook|no more|no longer (?:interested in|doing|want(?: to see)?)|unschedule|strike|rub out|not doing|"
    r"not going to|not visiting|"
    r"not seeing|"
    r"quita|elimina|borra|saca|enl[èe]ve|supprime|retire|[ôo]te|annule|streiche?|entferne?|l[öo]sche?|nimm|togli|"
    r"cancella|rimuovi|tira|remove|apaga|retira)\b[\s:,]*",
    re.I,
)
_TAIL = re.compile(
    r"[\s,.;]*(?:\b(?:please|thanks|too|as well|also|after all|any ?more|anymore|altogether|for me|for us|"
    r"instead|then|"
    r"again|(?:add|put|stick|pop|slot|write|pencil) (?:that|it)(?: in| down| on)?|(?:is|'s) next|take it off|"
    r"get rid of it|delete it|drop it|remove it|scrap it|"
    r"hinzu|ein|"
    r"raus|heraus|por favor|bitte|per favore|s'il te pla[iî]t)\b[\s,.;!]*)+$",
    re.I,
)
_OFF = re.compile(r"^(?P<item>.+?)\s+(?:is|are|'s)\s+(?:off|cancelled|canceled|out|no longer .*)\b.*$", re.I)
_GOES = re.compile(
    r"^(?:could |can |should |let |may )?(?P<item>.+?)\s+(?:goes?|should go|needs to go|belongs|has to go|"
    r"must go|can go)(?:\s+(?:on|in|into|to|onto))?(?!\w)",
    re.I,
)
_EVERYTHING = re.compile(
    rf"^(?:everything|all(?: of it| of them)?|(?:the |my |our )?(?:whole|entire) (?:thing|lot|{_TRIP})|"
    rf"(?:the |my |our )?(?:itinerary|trip|plan|schedule)|todo|tout|alles|tutto|tudo)\b",
    re.I,
)


def added(reading: Reading, focus: Focus) -> dict[str, object]:
    """``item``, ``day`` and ``time`` of something to put on the trip."""
    day, time, text = day_and_time(reading.text)
    last = focus.call if focus.call and focus.call.name.startswith("itinerary") else None
    arguments: dict[str, object] = {}
    if (
        last
        and not day
        and re.search(r"\b(?:after that|before that|then|and then|same day|same time|that day)\b", reading.text, re.I)
    ):
        day = str(last.arguments.get("day", ""))
    elif re.search(r"\b(?:same|that) day\b", day, re.I):
        day = str(last.arguments.get("day", "")) if last else ""
    item = plan_item(_off_plan(text), removing=False) or _pointed(reading.text, focus)
    if item:
        arguments["item"] = item
    if day:
        arguments["day"] = day
    if time:
        arguments["time"] = time
    return arguments


def _off_plan(text: str) -> str:
    """The text without words for the plan itself."""
    text = _TRIP_TAIL.sub(" ", f" {text}")
    return " ".join(re.sub(rf"\b{_OWNER}\s+(?:\w+\s+)?{_PLAN}\b[\s:,]*", " ", text, flags=re.I).split())


def _pointed(text: str, focus: Focus) -> str:
    """What "it" is: the result spoken of, the place, the entry put on last."""
    if focus.thing or (focus.results and not focus.entries):
        return focus.thing or among(text, focus.results) or focus.place
    return focus.place


def removed(reading: Reading, focus: Focus) -> dict[str, object]:
    """``item`` of something to take off the trip; ``everything`` for all of it, a day for a day's entries."""
    day, _, rest = day_and_time(reading.text)
    entries = [item for item, _ in focus.entries]
    last = focus.call
    bare = trimmed(_TAIL.sub("", _TRIP_TAIL.sub("", _REMOVE.sub("", rest))))
    if _EVERYTHING.match(bare) or (not bare and not day and _TRIP_TAIL.search(rest)):
        return {"item": day or "everything"}
    item = plan_item(_off_plan(rest), removing=True)
    ranked = pointed_at(reading.text, entries)
    named = ranked[2] if ranked else among(f"{item or reading.text}", entries)
    if named:
        return {"item": named}
    put_on = str(last.arguments.get("item", "")) if last is not None and last.name == "itinerary_add" else ""
    if put_on and (not item or among(item, [put_on])):
        return {"item": put_on}
    if not item:
        item = day or _pointed(reading.text, focus)
    return {"item": item} if item else {}


def shown(reading: Reading, focus: Focus) -> dict[str, object]:
    """``day`` of a question for the plan."""
    day = day_and_time(reading.text)[0]
    return {"day": day} if day else {}


def adds(text: str) -> bool:
    """Whether the words open like putting something on a plan."""
    return bool(_ADD.match(text) or _GOES.match(text))


def removes(text: str) -> bool:
    """Whether the words open like taking something off a plan."""
    return bool(_REMOVE.match(text) or _OFF.match(text) or _OFF_TRIP.search(text))


def names_trip(text: str) -> bool:
    """Whether the words name the plan itself."""
    return bool(_TRIP_TAIL.search(f" {text}") or _TRIP_NAME.search(text))
