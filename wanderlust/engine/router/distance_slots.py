"""Origin, destination and way of travelling of a distance question."""

from __future__ import annotations

import re

from wanderlust.domain.money import folded
from wanderlust.engine.router.entities import Entity, Reading
from wanderlust.engine.router.focus import Focus
from wanderlust.engine.router.trimming import as_name, residue, without_noise

_MODES = (
    (
        "walk",
        "hoof it|on my feet|by foot|walk|walkable|walking|on foot|by foot|stroll|a pie|andando|à pied|marcher|"
        "zu fu(?:ß|ss)|laufen|a piedi|a pé",
    ),
    (
        "bike",
        "bike|biking|pushie|push ?bike|bici|vélo|rad|bicicleta|bicycle|cycle|cycling|en bici|à vélo|en vélo|"
        "mit dem (?:rad|fahrrad)|in bici|de bicicleta",
    ),
    ("train", "train|rail|bullet train|shinkansen|en tren|mit dem zug|bahn|treno|comboio|trem"),
    ("plane", "plane|flight|fly|flew|flights|flying|by air|avi[oó]n|flug|flugzeug|aereo|avião|voo"),
    (
        "car",
        "drive|driving|behind the wheel|taxi|cab|uber|roadtrip|rental|by car|car|by road|road trip|en coche|"
        "en carro|voiture|"
        "mit dem auto|fährt man|macchina|de carro",
    ),
)
_FROM = r"from|leaving|desde|de|depuis|du|d'|von|vom|ab|da|dal|dalla|do|des"
_FROM_LEAD = re.compile(rf"(?<!\w)(?:{_FROM})\s*(?:the\s|la\s|le\s|el\s|l')?$", re.I)
_PAIRS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"\b(?:from|leaving|leave) (?P<o>.+?) (?:all the way )?(?:up |down |over |back )?(?:to|into|and|for) (?P<d>.+)",
        r"\b(?:between|separates?|entre|zwischen|tra|fra) (?P<o>.+?) (?:and|y|et|und|e|from) (?P<d>.+)",
        r"\bto (?P<d>.+?) from (?P<o>.+)",
        r"\b(?:how far|is|are|s|far's)\b (?P<d>.+?) (?:away |far |a long way |distant |close )*from (?P<o>.+)",
        r"\bhow (?:far|close|near) (?:is|are) (?P<o>.+?) (?:and|to) (?P<d>.+)",
        r"\b(?:is|are) (?P<o>.+?) (?:and (?P<d2>.+?) )(?:far|close|near)\b.*",
        r"\b(?:is|are) (?P<o>.+?) (?:close|near) (?:to )?(?P<d>.+)",
        r"\bvo[nm] (?P<o>.+?) (?:bis nach|bis zum|bis|nach|zum|zur) (?P<d>.+)",
        r"\b(?:de|desde|du|depuis|do) (?P<o>.+?) (?:a|hasta|à|au|jusqu'à|até|ao|para|al) (?P<d>.+)",
        r"\b(?:da|dal|dalla) (?P<o>.+?) (?:a|al|alla|fino a|ao|até|para) (?P<d>.+)",
    )
)
_TO = re.compile(r"(?<!\w)(?:to|until|hasta|jusqu'à|bis nach|bis|nach|fino a|até|towards?|reach) (?P<d>.+)", re.I)
_FROM_ONLY = re.compile(r"(?<!\w)(?:from|von|desde)\s+(?:the\s)?$", re.I)
_HERE = frozenset(
    ("here", "me", "us", "where i am", "where we are", "my location", "aqui", "ici", "hier", "qui", "this place")
)
_THERE = frozenset(
    ("there", "it", "that", "that place", "this", "alli", "la", "la-bas", "dort", "dorthin", "li", "ca", "das", "eso")
)
_MOST_WORDS = 6  # "Santiago de Compostela, Spain" and a misheard "key auto station" fit; a clause does not


def distance_arguments(reading: Reading, focus: Focus) -> dict[str, object]:
    """``origin``, ``destination`` and ``mode`` as far as the words and the focus say them."""
    origin, destination = _ends(reading)
    arguments: dict[str, object] = {}
    there = focus.thing or focus.place
    if origin and folded(origin) in _THERE:
        origin = there
    if destination and folded(destination) in _THERE:
        destination = there
    if destination and not origin and re.search(r"\bfrom (?:there|that place)\b", reading.text, re.I):
        origin = there
    pointing = re.search(r"\b(?:that|it|there)\b", reading.text, re.I)
    if pointing and not destination and there and folded(there) != folded(origin):
        destination = there
    if origin and folded(origin) not in _HERE:
        arguments["origin"] = as_name(origin)
    if destination and folded(destination) not in _HERE:
        arguments["destination"] = as_name(destination)
    mode = mode_in(reading.text)
    if mode:
        arguments["mode"] = mode
    return arguments


def mode_in(text: str) -> str | None:
    """The way of travelling that the words name, or None."""
    if re.search(r"crow flies|straight line|luftlinie", text, re.I):
        return None
    return next((mode for mode, words in _MODES if re.search(rf"(?<!\w)(?:{words})(?!\w)", text, re.I)), None)


def _ends(reading: Reading) -> tuple[str, str]:
    places = reading.of("place")
    known = [place for place in places if place.known]
    if len(known) >= 2:
        return _by_prepositions(reading, known[0], known[1])
    text = without_noise(reading.text)
    for pattern in _PAIRS:
        match = pattern.search(text)
        if not match:
            continue
        groups = match.groupdict()
        origin = _end(groups["o"], reading, match.start("o"))
        name = "d" if groups.get("d") else "d2"
        destination = _end(groups.get(name) or "", reading, match.start(name))
        if origin and destination and folded(origin) not in _THERE:
            return origin, destination
        if destination and folded(origin) in _THERE:
            return "", destination
        if origin and folded(groups.get(name) or "") in _THERE:
            return origin, "" if re.search(r"\bfrom\b", text, re.I) else groups.get(name) or ""
    if len(places) >= 2:
        return _by_prepositions(reading, places[0], places[1])
    arrival = re.search(r"\b(?:are we|am i|is it|is that|is this) (?:\w+ )?far (?:away )?from (?P<d>.+)", text, re.I)
    if arrival:
        return "", residue(arrival.group("d"))
    if len(known) == 1 and not _FROM_ONLY.search(reading.text[: known[0].start]):
        return "", known[0].text
    single = _TO.search(text)
    if single:
        destination = _end(single.group("d"), reading, single.start("d"))
        if destination:
            return _origin_before(reading, places, single.start()), destination
    if places:
        if _FROM_ONLY.search(reading.text[: places[0].start]):
            return places[0].text, ""
        return "", places[0].text
    return _unknown_ends(text)


def _unknown_ends(text: str) -> tuple[str, str]:
    after = re.search(
        r"\b(?:how far(?: away| off)?(?: is|'s| are)?|how fars|is|distance (?:to|of)|we far from|far is)\s+(?P<d>.+)",
        text,
        re.I,
    )
    words = residue(after.group("d") if after else text)
    words = re.sub(r"^(?:far|long|distance|close|kilomet\w+|miles?)\b\s*", "", words, flags=re.I)
    from_only = re.match(r"(?:it |that )?from (?P<o>.+)", after.group("d"), re.I) if after else None
    if from_only:
        return residue(from_only.group("o")), ""
    if not words or len(words.split()) > _MOST_WORDS or folded(words) in ("far", "distance", "long", "how far"):
        return "", ""
    return "", words


def _origin_before(reading: Reading, places: list[Entity], index: int) -> str:
    """ "I am in Porto, how far to Coimbra": the place named before."""
    return next((place.text for place in places if place.end <= index), "")


def _by_prepositions(reading: Reading, first: Entity, second: Entity) -> tuple[str, str]:
    second_from = _FROM_LEAD.search(reading.text[: second.start])
    first_from = _FROM_LEAD.search(reading.text[: first.start])
    between = re.search(r"(?:between|entre|zwischen|tra|fra)\s+(?:the\s)?$", reading.text[: first.start], re.I)
    if second_from and not first_from and not between:
        return second.text, first.text
    return first.text, second.text


def _end(words: str, reading: Reading, offset: int) -> str:
    """One end cut out of a pattern: the place named in it, else its own words when they are few."""
    words = without_noise(re.split(r"(?:,\s+(?:how|what|is|which|can)\b|[?;!]|\.\s|\s+(?:right )?now[,\s])", words)[0])
    inside = [p for p in reading.of("place") if offset <= p.start and p.end <= offset + len(words) + 1]
    bare = residue(words, [(p.start - offset, p.end - offset) for p in inside])
    if folded(words) in _HERE | _THERE:
        return folded(words)
    bare = re.sub(r"\s+(?:how (?:far|long)|is that|what's|in a day|would be|far|close)\b.*$", "", bare, flags=re.I)
    if len(bare.split()) <= _MOST_WORDS and bare:
        return bare
    return inside[0].text if inside else ""
