"""Item, day and time of a request to add to the trip, take off it or read it out."""

from __future__ import annotations

import re

from wanderlust.domain.money import folded
from wanderlust.engine.router.entities import Reading
from wanderlust.engine.router.focus import Focus
from wanderlust.engine.router.time_words import day_and_time
from wanderlust.engine.router.trimming import without_article, without_noise
from wanderlust.engine.router.wording import trimmed

_TRIP = (
    r"(?:trip|itinerary|plans?|schedule|programme?|list|agenda|calendar|journey|holiday|vacation|travel plan|tour|"
    r"viaje|itinerario|programa|voyage|programme|itin[ée]raire|reise(?:plan)?|plan|viaggio|programma|viagem|roteiro|"
    r"stops|day)"
)
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
_PARTICLE = re.compile(r"\s+(?:in|on|down|off|out|up|for|at|to|from|goes|is|raus|hinzu|ein|auf|zu|am|um)$", re.I)
_NO_LONGER = re.compile(
    r"^(?:(?:so|ok|okay|actually|well)[\s,]+)?(?:i|we)(?:'re| are|'m| am| do|'ll| will| have| won't)?\s*(?:not|"
    r"n't|no longer|"
    r"don't|won't|aren't|skipping|changed (?:my|our) minds? about)?\s*"
    r"(?:want to|going to|wanna|be|make it to|doing|going|visit(?:ing)?|see(?:ing)?|go to|do|need|want|to|fancy)*\s+",
    re.I,
)
_OFF = re.compile(r"^(?P<item>.+?)\s+(?:is|are|'s)\s+(?:off|cancelled|canceled|out|no longer .*)\b.*$", re.I)
_GOES = re.compile(
    r"^(?:could |can |should |let |may )?(?P<item>.+?)\s+(?:goes?|should go|needs to go|belongs|has to go|"
    r"must go|can go)(?:\s+(?:on|in|into|to|onto))?(?!\w)",
    re.I,
)
_POINTING_WORDS = "it that this there them that one this one that place this place eso esto ça cela das es lo la"
_POINTING = frozenset(_POINTING_WORDS.split())
_EVERYTHING = re.compile(
    rf"^(?:everything|all(?: of it| of them)?|(?:the |my |our )?(?:whole|entire) (?:thing|lot|{_TRIP})|"
    rf"(?:the |my |our )?(?:itinerary|trip|plan|schedule)|todo|tout|alles|tutto|tudo)\b",
    re.I,
)


# Where a reason, a comment or a pointer back begins.
_ASIDE = re.compile(
    r"(?:[,.;!?]+\s*|\s+)(?:because|cause|since(?= (?:we|i|it|they))|as (?=we|i |it)|(?:it's|its|it is|that's|"
    r"thats|they're|"
    r"there's|we're|we've|we'll|i'm|i've|i'll|i|we|he's|she's|you know|no time|not (?:happening|worth)|haven't|don't|"
    r"can't|please|will you|would you|if you|can you|could you|put it|add it|save it|stick it|write it|throw it|"
    r"so (?:get|take|remove|drop|scrap|delete|cross))\b).*$|"
    r"[.;!?]\s+.*$",
    re.I | re.S,
)
_IN_PLAN = re.compile(rf"^(?:(?:in(?:to)?|on|to)\s+)?{_OWNER}\s+(?:\w+\s+)?{_TRIP}\b[\s:,]*", re.I)
_CLAUSE = re.compile(r"(?<=[.;!?,])\s+|\s+(?=(?:and then|so please)\b)")


def _requesting(text: str, verbs: re.Pattern[str]) -> str:
    """The clause of a longer turn that opens with the verb, without the reasons before and after it."""
    clauses = _CLAUSE.split(text)
    for index, clause in enumerate(clauses):
        if verbs.match(clause) and len(clause.split()) > 2:
            rest = " ".join(clauses[index:])
            return _cut_aside(rest)
    found = re.search(
        r"\b(?:i want|i'd like|we want|we'd like|let's|can you|could you|would you|please|gonna|going to|just)\s+",
        text,
        re.I,
    )
    if found and found.start() > 0 and verbs.match(text[found.end() :]):
        return _cut_aside(text[found.end() :])
    return _cut_aside(text)


def _cut_aside(text: str) -> str:
    kept = _ASIDE.sub("", text)
    return kept if len(kept.split()) >= 2 and len(kept) >= 4 else text


def added(reading: Reading, focus: Focus) -> dict[str, object]:
    """``item``, ``day`` and ``time`` of something to put on the trip."""
    day, time, _ = day_and_time(without_noise(reading.text))
    text = day_and_time(without_noise(_requesting(reading.text, _ADD)))[2]
    arguments: dict[str, object] = {}
    if re.search(r"\bsame day\b", day, re.I):
        day = str(focus.call.arguments.get("day", "")) if focus.call else ""
    follows = re.search(r"\b(?:after that|before that|then|and then)\b", reading.text, re.I)
    if follows and not day and focus.call and focus.call.name == "itinerary_add":
        day = str(focus.call.arguments.get("day", ""))
    goes = _GOES.match(text)
    item = _item(goes.group("item") if goes else text, _ADD, focus)
    if item:
        arguments["item"] = item
    if day:
        arguments["day"] = day
    if time:
        arguments["time"] = time
    return arguments


def removed(reading: Reading, focus: Focus) -> dict[str, object]:
    """``item`` of something to take off the trip; ``everything`` for all of it, a day for a day's entries."""
    text = without_noise(_requesting(reading.text, _REMOVE))
    day, _, rest = day_and_time(text)
    off = _OFF.match(_TAIL.sub("", rest))
    rest = off.group("item") if off else rest
    bare = trimmed(_TAIL.sub("", _TRIP_TAIL.sub("", _REMOVE.sub("", rest))))
    if _EVERYTHING.match(bare) or (not bare and not day and _TRIP_TAIL.search(rest)):
        return {"item": day or "everything"}
    item = _item(rest, _REMOVE, focus)
    if not item and day:
        return {"item": day}
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


def _item(text: str, verbs: re.Pattern[str], focus: Focus) -> str:
    text = _TAIL.sub("", trimmed(text))
    without_verb = verbs.sub("", text)
    if without_verb == text and verbs is _REMOVE:
        without_verb = _NO_LONGER.sub("", text)
    elif without_verb == text:
        without_verb = re.sub(rf"^{_POLITE}", "", text, flags=re.I)
    without_verb = _IN_PLAN.sub("", without_verb)
    words = trimmed(_TRIP_TAIL.sub("", f" {without_verb}"))
    for _ in range(3):
        words = trimmed(_TAIL.sub("", _PARTICLE.sub("", words)))
    words = re.sub(r"^(?:in|on|for|to|down|also|doing|visiting|seeing|going to)\s+", "", words, flags=re.I)
    words = re.sub(
        r"^(?:a |the |una |une |eine[nm]? )?(?:visit|trip|visita|visite|besuch) (?:to|at|of|a|de|à|in|zum?)\s+",
        "",
        words,
        flags=re.I,
    )
    words = re.sub(r"\s+(?:idea|thing|pleas|bit)$", "", words) if verbs is _REMOVE else words
    words = re.sub(r"^(?:ooh|oh|ah|yeah|ok|also|then|after that|instead|hey)[\s,]+", "", words, flags=re.I)
    words = (
        re.sub(r"^(?:put|add|stick|there is|there's|pop|have)\s+(?:the\s+|a\s+)?(?=\w)", "", words, flags=re.I)
        if verbs is _ADD
        else words
    )
    words = re.sub(r"[\s,]+(?:but|from|on|at|for|to|in|of|by|off|out|instead|then|too)$", "", words, flags=re.I)
    words = re.sub(r"\s{2,}", " ", without_article(words))
    if folded(words) in _POINTING or folded(words).startswith(("that one", "this one")):
        return focus.thing or focus.place
    return words if 0 < len(words.split()) <= 10 else ""
