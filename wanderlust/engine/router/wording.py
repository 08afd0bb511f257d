"""Speech tidied before it is understood: fillers, stutters and self-repairs out, words kept as they were said."""

from __future__ import annotations

import re

_FILLERS = re.compile(
    r"(?<!\w)(?:u+h+m*|u+m+|e+r+m+|h+m+|erm|ehm|äh+m*|öhm?|euh+|pues|you know|i mean|kind of like|sort of like"
    r"|let'?s see|let me see|let me think|okay so|ok so|so yeah|oh yeah)(?!\w)[,.…]*\s*",
    re.I,
)
# "um" is an article in Portuguese and a preposition in German, "er" is "he": only longer hesitations go there.
_WORDS_NOT_FILLERS = frozenset(("pt", "de", "es", "fr", "it"))
_SHORT_FILLERS = re.compile(r"(?<!\w)(?:u+h+m*|hm+|ehm|äh+m*|öhm?|euh+)(?!\w)[,.…]*\s*", re.I)
_OPENERS = re.compile(
    r"^(?:(?:on second thoughts?|"
    r"hey|hi|hello|ok|okay|so|well|alright|all right|right|now|yeah|yes|oh|look|listen|please|hola|hallo|ciao"
    r"|uh huh|mm+|ooh+|oof|phew|aw+|haha|ah|bonjour|salut|olá|oi|oye|bitte|vale|alors|dunque|"
    r"então)(?:\s+(?:wanderlust|there))?\s*[,.!…]+\s+|(?:ooh+|oof|phew|ah|oh|hmm+)\s+(?=\w))+",
    re.I,
)
_NAME_CALL = re.compile(r"^(?:(?:hey|hi|ok|okay|hello)\s+)?wanderlust\b[,.!:]*\s+(?=\S)", re.I)
_STUTTER = re.compile(r"(?<!\w)(\w[\w']*)(?:[\s,…-]+\1(?!\w))+", re.I)
# "to Madrid, no wait, to Lisbon": what stands before the repair loses its last phrase.
_REPAIR = re.compile(
    r"[\s,.…-]+(?:(?:no|nah)[,.]?\s+(?:wait|sorry|actually|i'm wrong|i mean|i meant)|wait,? (?:nah|"
    r"no)(?:,? make it)?|nah,? make it"
    r"|(?<=,)\s*(?:oh |uh |um |er )*(?:no|nah|nope)(?:,? no)*(?=,)|(?<=,)\s*sorry,?(?=\s+to\s)|wait[,.]?\s+no|"
    r"sorry[,.]?\s+(?:i mean(?:t)?|no)|scratch that"
    r"|i meant|make that|or rather|perdón|pardon|nein[,.]?\s+(?:warte|doch)|anzi|quer dizer)[\s,.…-]+",
    re.I,
)
_PREPOSITION = re.compile(
    r"\b(?:to|from|in|near|for|of|at|into|around|a|de|en|nach|von|à|para|em|da)\s+(?=[^\s]+)", re.I
)
_AMOUNT = re.compile(r"[$€£¥]?\d[\d.,]*")
_EDGES = ' \t\n,.;:!?…¡¿"“”«»()-–—'


def tidy(utterance: str, language: str = "en") -> str:
    """The utterance without fillers, stutters and self-repairs; one line, apostrophes straight, case kept."""
    text = " ".join(utterance.replace("’", "'").replace("`", "'").split())
    text = _repaired(text)
    fillers = _SHORT_FILLERS if language in _WORDS_NOT_FILLERS else _FILLERS
    text = fillers.sub("", text)
    text = _OPENERS.sub("", _NAME_CALL.sub("", text))
    text = _STUTTER.sub(lambda m: m.group(1), text)
    return text.lstrip("¿¡\"“”«»'(").strip(' ,;:…-–—"“”«»')


# "The dry cleaner, no, the tailor": the second thing with the same article is meant.
_OTHER_THING = re.compile(
    r"\b(?P<article>the|a|an)\s+(?:(?:er|uh|um|erm)[,\s]+)?(?P<first>\w+(?:\s\w+)?)(?P<particle>\s+(?:off|out|in))?[\s,.…]+"
    r"(?:(?:er|uh|um|erm|oh)[\s,.…]+)?(?:no|not|i mean|sorry)[\s,.…]+(?:the (?P=first)[\s,.…]+)?(?:the|a|an)\s+(?=\w)",
    re.I,
)


def _repaired(text: str) -> str:
    text = _OTHER_THING.sub(lambda m: f"{m.group('particle') or ''} {m.group('article')} ".lstrip(), text)
    parts = _REPAIR.split(text, maxsplit=1)
    if len(parts) < 2 or not parts[0].strip() or not parts[1].strip():
        return text
    before, after = parts[0], _repaired(parts[1]).strip()
    opening = _PREPOSITION.match(after)
    spots = list(_PREPOSITION.finditer(before))
    if opening:
        word = opening.group().strip().casefold()
        same = [spot for spot in spots if spot.group().strip().casefold() == word]
        return f"{before[: same[-1].start()]}{after}" if same else f"{before} {after}"
    amounts = list(_AMOUNT.finditer(before))
    if amounts and _AMOUNT.match(after):
        return f"{before[: amounts[-1].start()]}{after}"
    same_kind = _same_kind(before, after)
    if same_kind is not None:
        return f"{before[:same_kind].rstrip()} {after}"
    if len(after.split()) > 4 or not spots:
        return after if len(after.split()) > 2 else text
    return f"{before[: spots[-1].end()]}{after}"


_WEEKDAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october|"
    r"november|december|today|tomorrow|tonight)\b",
    re.I,
)
_PHRASE_END = re.compile(r",|\s(?:in|at|for|from|on|to|into|please)\s", re.I)


def _same_kind(before: str, after: str) -> int | None:
    """Where what a repair replaces begins: a day for a day, else as many words as the new phrase has."""
    days = list(_WEEKDAY.finditer(before))
    if days and _WEEKDAY.match(after):
        return days[-1].start()
    phrase = _PHRASE_END.split(after.strip(" ,"), maxsplit=1)[0].split()
    last = before.rstrip(" ,.…-").split(",")[-1].split()
    if not phrase or len(phrase) > 4:
        return None
    size = next((n for n in range(len(last), 0, -1) if phrase and last[-1].casefold() == phrase[-1].casefold()), 0)
    size = min(len(last), len(phrase)) if not size else min(len(last), max(len(phrase) - 1, 1))
    if size == 0:
        return None
    spot = re.search(r"\s+".join(map(re.escape, last[-size:])) + r"[\s,.…-]*$", before)
    return spot.start() if spot else None


def trimmed(words: str) -> str:
    """Words without punctuation and space at either end."""
    return words.strip(_EDGES)
