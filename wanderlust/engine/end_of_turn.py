"""How long a silence is waited for before a turn counts as over: from how the speech sounded and what it said.

Two things can say that a speaker has finished. Smart-turn hears intonation; the router knows whether the words make a
complete request. Of 216 pauses in the middle of human sentences, 44 % sound finished (over 0.6) and 5 % also make a
request, so sounding finished cuts the wait to 300 ms only where the words agree: alone it would cut off every third
speaker there, and waits 850 ms instead. When neither says so, the longest wait holds. Nothing here lengthens a wait
beyond what the session allows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Literal

Kind = Literal["act", "ask", "choose", "lost", "chat"]

FINISHED = 0.6
"""Smart-turn's probability from which speech sounds finished; finished sentences lie at 0.9 in the median."""

SURELY_FINISHED = 0.9
"""A complete request that sounds like this is answered at once; 36 of 41 ends of spoken questions score higher."""

SURE = 0.8
"""The router's confidence from which a request counts as complete: half a sentence often reaches 0.7, spoken questions
0.93 and more. With verdicts that take no time, 1.5 % of 202 speakers who pause are cut off; from 0.6 on, 3.5 %."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Silences in milliseconds after which a turn is over.

    Attributes:
        agreed_ms: The words make a complete request, and it sounds finished.
        request_ms: The words make a complete request that does not sound finished.
        finished_ms: It sounds finished, and the words say nothing either way.
        longest_ms: Neither.
    """

    agreed_ms: int
    request_ms: int
    finished_ms: int
    longest_ms: int


# Silence is counted in chunks of 32 ms: 288 is nine of them, where 300 would mean ten.
_MEDIUM = Patience(agreed_ms=288, request_ms=650, finished_ms=850, longest_ms=1100)
_BY_EAGERNESS = {
    # For slow speakers, who pause for a second and more between words.
    "low": Patience(agreed_ms=800, request_ms=1200, finished_ms=1600, longest_ms=2400),
    "medium": _MEDIUM,
    "auto": _MEDIUM,
    # For quick answers, at the price of cutting off those who pause.
    "high": Patience(agreed_ms=288, request_ms=400, finished_ms=288, longest_ms=700),
}


class Words(Enum):
    """What the words so far say about more to come."""

    COMPLETE = "complete"
    OPEN = "open"
    UNFINISHED = "unfinished"


def patience_for(eagerness: str | None) -> Patience:
    """The waits for ``semantic_vad``'s eagerness: low, medium, high, or auto, which is medium."""
    return _BY_EAGERNESS.get(eagerness or "auto", _MEDIUM)


def silence_to_wait(patience: Patience, sounds_finished: float | None, words: Words) -> int:
    """Milliseconds of silence after which the turn is over, going by what is known so far.

    Args:
        patience: The waits to choose from.
        sounds_finished: Smart-turn's probability; None while it is not known.
        words: What the words say; OPEN while they are not known.
    """
    finished = sounds_finished is not None and sounds_finished > FINISHED
    if words is Words.UNFINISHED:
        return patience.longest_ms
    if words is Words.COMPLETE:
        agreed = sounds_finished is not None and sounds_finished > SURELY_FINISHED
        return patience.agreed_ms if agreed else patience.request_ms
    return patience.finished_ms if finished else patience.longest_ms


def judged(text: str, language: str, kind: Kind, confidence: float) -> Words:
    """What a speculative transcript says about more to come.

    Args:
        text: The words so far.
        language: ISO 639-1 code.
        kind: What the router would do about them.
        confidence: How sure it is of that.
    """
    if ends_open(text, language):
        return Words.UNFINISHED
    return Words.COMPLETE if kind in ("act", "chat") and confidence >= SURE else Words.OPEN


# Words that no sentence of the language ends with, or hardly any: conjunctions, articles, prepositions, possessives.
_LEADING_ON = {
    "en": "and or but to from in of the a an at for with by my your our their is are was between near than then if "
    "about into because so that please um uh",
    "es": "y e o u pero a de del en el la los las un una con por para mi tu su entre cerca que si es está son porque",
    "fr": "et ou mais à de du des en au aux le la les un une dans avec par pour mon ma mes ton ta entre que si est",
    "de": "und oder aber zu zum zur nach von vom in im der die das den dem ein eine einen mit für bei mein meine "
    "zwischen dass wenn ist",
    "it": "e o ma a al di del della in nel il lo la i gli le un una con da dal per mio mia tra fra che se è",
    "pt": "e ou mas a ao de do da em no na o os as um uma com por para meu minha entre que se é",
}
_OPEN_WORDS = {language: frozenset(words.split()) for language, words in _LEADING_ON.items()}
_TRAILING_OFF = re.compile(r"(?:\.\.\.|…|[-–—,:])$")


def ends_open(text: str, language: str) -> bool:
    """Whether a text breaks off: on a word that leads on ("and", "to", "the"), a comma, a dash or dots."""
    text = text.strip()
    words = re.findall(r"[^\W_]+", text.casefold())
    if not words or _TRAILING_OFF.search(text):
        return bool(words)
    if words[-1] == "please" and len(words) > 3:
        return False  # "Show me Lake Como, please" is over; "Could you please" is not
    return words[-1] in _OPEN_WORDS.get(language, frozenset())
