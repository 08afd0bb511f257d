"""The words to translate and the language asked for."""

from __future__ import annotations

import re

from wanderlust.domain.money import folded
from wanderlust.engine.router.demonyms import COUNTRY_BY_DEMONYM
from wanderlust.engine.router.entities import Entity, Reading
from wanderlust.engine.router.focus import Focus
from wanderlust.engine.router.languages import LANGUAGE_OF_COUNTRY
from wanderlust.engine.router.trimming import without_noise
from wanderlust.engine.router.wording import trimmed

_QUOTED = re.compile(
    r"(?:^|(?<=[\s(,:]))(?:[\"“„«](?P<q>[^\"”»“]{2,}?)[\"”“»]|['‘](?P<s>[^\"”»]{2,}?)['’](?=[\s,.?!]|$)(?!.*\w['’](?=[\s,.?!]|$)))"
)
_MEANS = re.compile(
    r"^(?:(?:and|so|hey)\s+)?(?:what(?:'s| is| does| do)|qu[eé] (?:significa|quiere decir)|que (?:veut dire|"
    r"signifie)|"
    r"was (?:bedeutet|hei[sß]+t)|(?:che )?cosa (?:significa|vuol dire)|o que (?:significa|quer dizer))\s*"
    r"(?:the (?:word|phrase|meaning of|sign)\s+)?(?P<text>.+?)(?:\s+(?:mean|means|stand for))?(?:\s+in\s+\w+)?$",
    re.I,
)
_MEANING = re.compile(r"\bmeans?\b|significa|signifie|veut dire|vuol dire|bedeutet|quer dizer|quiere decir", re.I)
# What stands before the words to translate.
_ASKS = re.compile(
    r"^(?:(?:please|can you|could you|would you|will you|i need(?: you)? to|i want(?: you)? to|"
    r"i'd like(?: you)? to|help me"
    r"|i have to|hey|so|and|ok|tell me|teach me|do you know|let me know|quickly|remind me|show me|i wanna)[\s,]+)*"
    r"(?:how (?:do|would|can|could|should|to|does|might|did)\s*(?:(?:you|i|we|one|they|someone|people|locals|a|"
    r"an)\s+)?"
    r"(?:say|pronounce|ask for|ask|tell|order|write|spell|put|call|express)?|"
    r"what(?:'s| is| are| would|'d)(?: be)?(?: the)?(?: word(?:s)?| phrase| translation| way to say| term|"
    r" name)?(?: (?:for|of))?|"
    r"(?:the )?(?:word|phrase|translation)s? (?:for|of)|translate|say|put|turn|give me|tell (?:him|her|them|"
    r"the \w+|my \w+|this \w+)|"
    r"convert|ask (?:him|her|them|the \w+)|ask|let (?:him|her|them|the \w+) know|interpret|render|switch|"
    r"c[oó]mo (?:se dice|digo|se dir[ií]a|puedo decir)|traduce|tradúceme|comment (?:dit-on|on dit|dire|je dis|"
    r"se dit)|"
    r"traduis(?:-moi)?|wie (?:sagt man|sage ich|hei[sß]+t)|[üu]bersetze?|come si dice|come dico|traduci|como se diz|"
    r"como digo|traduz(?:ir)?|dis|sag|di|dimmi|diz)\b[\s:,]*",
    re.I,
)
_LEFT = re.compile(
    r"^(?:(?:a|the|this|that|my) (?:bloke|guy|man|woman|lady|waiter|waitress|driver|person|girl|chap)(?= \w)|ya say|"
    r"to (?:him|her|them|say)|how to (?:say|ask|order|tell)|say|saying|that(?=\s+i)|the (?:word|phrase|sentence)|"
    r"this|following|word for|for|of|me|please|a word for|the)\s+",
    re.I,
)
_INTO = r"(?:in(?:to)?|to|en|al?|auf|ins|in|em|para(?: o)?|nel|as)"


def translated(reading: Reading, focus: Focus) -> dict[str, object]:
    """``text`` and ``target`` of a request to translate."""
    text = without_noise(reading.text) if not _QUOTED.search(reading.text) else reading.text
    languages = languages_named(reading)
    meaning = _MEANS.match(trimmed(text)) if _MEANING.search(text) else None
    quoted = _QUOTED.search(reading.text)
    if meaning:
        words = _within(quoted) if quoted else trimmed(meaning.group("text"))
        words = _before_language(words, languages)
        return {"text": words, "target": _asked_in(text)} if words else {"target": _asked_in(text)}
    arguments: dict[str, object] = {}
    if (
        languages
        and focus.call
        and focus.call.name == "translate"
        and re.search(r"\b(?:say|put|said)\s+(?:it|that|the same)\W*$|^\W*(?:and\s+)?in\s+\w+\W*$", text, re.I)
    ):
        return {"text": focus.call.arguments.get("text", ""), "target": str(languages[-1].value)}
    target = _target(reading.text, languages)
    last = focus.call if focus.call and focus.call.name == "translate" else None
    if quoted:
        arguments["text"] = _within(quoted)
    else:
        words = _words(text, target)
        if words:
            arguments["text"] = words
    if target:
        arguments["target"] = str(target.value)
    if "target" not in arguments and last is not None and "target" in last.arguments:
        arguments["target"] = last.arguments["target"]
    elif "target" not in arguments and focus.place and language_of(focus.place):
        arguments["target"] = language_of(focus.place)  # "how do I tell the driver", after a question about Japan
    if "text" not in arguments and target and last is not None:
        arguments["text"] = last.arguments.get("text", "")
    return arguments


def _within(quoted: re.Match[str]) -> str:
    return trimmed(quoted.group("q") or quoted.group("s"))


def languages_named(reading: Reading) -> list[Entity]:
    """The languages named; where none is, those of the places and peoples named instead."""
    if reading.of("language"):
        return reading.of("language")
    named = [(p, language_of(p.text) or language_of(p.country)) for p in reading.of("place")]
    found = [Entity("language", p.start, p.end, p.text, language) for p, language in named if language]
    for match in re.finditer(r"[^\W\d_]+", reading.text):
        word = folded(match.group())
        language = _OF_PEOPLE.get(word) or language_of(COUNTRY_BY_DEMONYM.get(word, ""))
        if language and not found:
            found.append(Entity("language", match.start(), match.end(), match.group(), language))
    return found


_OF_PEOPLE = {
    "parisian": "French",
    "parisians": "French",
    "roman": "Italian",
    "romans": "Italian",
    "berliner": "German",
}


def language_of(country: str) -> str:
    """What most people speak in a country; empty when that is not known."""
    return LANGUAGE_OF_COUNTRY.get(folded(country).removeprefix("the "), "")


def _target(text: str, languages: list[Entity]) -> Entity | None:
    led = [entity for entity in languages if re.search(rf"(?<!\w){_INTO}\s+(?:the\s+)?$", text[: entity.start], re.I)]
    ordered = led or languages
    return ordered[-1] if ordered else None


# "..., how do I say that?": the words to translate came before.
_TRAILING = re.compile(
    r"^(?P<words>.+?)[\s,;:.]+(?:and\s+)?(?:how (?:would|do|to|can|could|should|might|does|d')?\b[^,;.]{0,25}?"
    r"\b(?:say|put|ask|tell|write)\b(?: (?:this|that|it|so))?(?: to (?:him|her|them))?|what(?:'s| is) (?:that|this)|"
    r"translate (?:that|this|it)|say (?:that|it))[\s?.!,]*$",
    re.I,
)
_CUE = re.compile(
    r"\bhow\b[^,;.?!]{0,30}?\b(?:say(?:ing|s)?|sigh|ask(?:ing)? for|ask|tell|put|pronounce|express|phrase)\b|"
    r"\bwhat\b[^,;.?!]{0,40}?\b(?:say|saying|shout|yell|call)\b|\bhow i (?:will|can|should) (?:tell|say)\b|"
    r"\b(?:words?|phrases?|translations?|terms?|equivalent|version|way of saying)\s+(?:for|of)\b|\btranslate\b|"
    r"\b(?:to|please|then|father|mother|them|him|her|you|me|just)\s+say\b(?: to (?:him|her|them))?|^say\b|"
    r"\bwhat(?:'s| is)\b[^,;.?!]{0,12}\bfor\b|"
    r"\b(?:tell|let|inform|ask)\s+(?:him|her|them|the \w+|my \w+|this \w+|our \w+)\b(?:\s*know\b)?|"
    r"^(?:(?:now|and|ok|okay|then)\s+)+(?:do|try)\b",
    re.I,
)
_AFTER_CUE = re.compile(
    r"^(?:(?:to (?:him|her|them|(?:a |the |my |an |this |our )?[\w ]{2,25}? (?=for\b|that\b))|him|her|them|for|"
    r"that(?=\s+(?:i|we|the|my|he|she|it)\b)|"
    r"(?:the|a|this|that) (?:bloke|guy|man|woman|lady|waiter|waitress|driver)|the (?:word|phrase|sentence) (?:for )?|"
    r"something like|this|following|a|of|please|quickly)[\s,:]+)+",
    re.I,
)
_BEFORE_WORDS = re.compile(
    r"^(?:(?:please|if|(?:i|we|i'd|we'd) (?=want|need|would|like|have|wish|could)|want(?:ed)?|wish|need|like|"
    r"would|have|could|to|"
    r"tell|let|me|him|her|them|say|know|"
    r"the (?:waiter|waitress|driver|man|lady|woman|owner|chef|staff|doctor|guide|cook|host|receptionist)|my \w+|"
    r"that)\b[\s,]*)+",
    re.I,
)
_POINTS_BACK = re.compile(r"(?:it|that|this|so|the same|the same thing|that one|this one|that sentence)$", re.I)
_END = re.compile(
    r"[\s,.]+(?:then|though|please|again|instead|too|as well|this time|but|quick(?:ly)?|haha|by the way|"
    r"over there|there|"
    r"round here|in the same (?:lingo|language)|would (?:be|it be|you)|is|be|said|called|in|go)$",
    re.I,
)


def _words(text: str, target: Entity | None) -> str:
    """The words to translate: the request without what asks and without the language."""
    if target:
        text = _without_language(text, target)
    text = " ".join(text.split()).strip(" ,")
    trailing = _TRAILING.match(text)
    if trailing and len(trailing.group("words").split()) > 2:
        words = _BEFORE_WORDS.sub("", trimmed(trailing.group("words")))
        return re.sub(r",?\s+and (?:he|she|they)(?:'s|'re| is| are)\b.*$", "", words, flags=re.I)
    text = re.sub(r"^(?:how (?:would|do|does|can))\s+say\s+", "say ", text, flags=re.I)
    cue = _CUE.search(text)
    words = text[cue.end() :] if cue else ""
    if not trimmed(words):
        words = _ASKS.sub("", text)
        for _ in range(2):
            words = _LEFT.sub("", trimmed(words))
    words = _AFTER_CUE.sub("", trimmed(words))
    words = re.sub(r"^and\s+(?:and\s+)*", "", words, flags=re.I)
    before = None
    while before != words:
        before = words
        words = trimmed(_END.sub("", words))
    if (target and folded(words) == folded(target.text)) or _POINTS_BACK.match(words):
        return ""
    return words if words != text.strip() or target else ""


def _without_language(text: str, target: Entity) -> str:
    name = re.escape(target.text)
    text = re.sub(rf"[\s,]*(?<!\w)(?:over )?{_INTO}\s+(?:the\s+)?{name}(?!\w)", " ", text, flags=re.I)
    text = re.sub(
        rf"(?<!\w)(?:the\s+|a\s+)?{name}\s+(?:(?:word|phrase|translation|term|version|equivalent)s?\s+|"
        rf"way of saying\s+)?(?:for|of)\b",
        "the word for",
        text,
        flags=re.I,
    )
    text = re.sub(rf"\b(?:gimme|give me) (?:a|the) {name}\s+", "the word for ", text, flags=re.I)
    return re.sub(
        rf"\b(?:a|an|the)?\s*{name}(?:\s+(?:person|speaker|man|woman|guy|waiter))?\s+(?=say)", "", text, flags=re.I
    )


def _before_language(words: str, languages: list[Entity]) -> str:
    for entity in languages:
        words = re.sub(rf"\s+in\s+{re.escape(entity.text)}$", "", words, flags=re.I)
    return trimmed(re.sub(r"\s+(?:mean|means)$", "", words, flags=re.I))


def _asked_in(text: str) -> str:
    """The language of a question for a meaning is the language the answer is wanted in."""
    for name, opening in (
        ("Spanish", r"qu[eé] (?:significa|quiere)"),
        ("French", r"que (?:veut|signifie)"),
        ("German", r"was (?:bedeutet|hei)"),
        ("Italian", r"cosa (?:significa|vuol)"),
        ("Portuguese", r"o que (?:significa|quer)"),
    ):
        if re.search(opening, text, re.I):
            return name
    return "English"
