"""The first half minute of a call: who picked up, and whether they let the assistant go on."""

from __future__ import annotations

import re
from enum import Enum

from wanderlust.domain.calls.refusals import declines, forbids

_MACHINE = re.compile(
    r"\b(?:leave|record) (?:us |me |a |your )*(?:brief |short )?message\b|\bafter the (?:tone|beep|signal)\b|"
    r"\bvoice ?mail\b|"
    r"\bmailbox\b|\banswering machine\b|"
    r"\byou(?:'ve| have) reached\b.*\b(?:unable|closed|not available|can't|cannot)\b|"
    r"\bcannot (?:come to|take|answer) (?:the phone|your call)\b|"
    r"\bcan't (?:come to|take|get to) (?:the phone|your call)\b|"
    r"\bno one is (?:here|available|able)\b|\bpress (?:the )?(?:pound|hash|star) (?:key )?(?:when|to (?:end|finish))",
    re.I,
)
_MENU = re.compile(
    r"\b(?:press|dial|push|hit|key in)\s(?:the )?"
    r"(?:number )?(?:\d|one|two|three|four|five|six|seven|eight|nine|zero)\b",
    re.I,
)
_YES = {
    "en": r"\b(?:yes|yeah|yep|yup|sure|okay|ok|of course|certainly|absolutely|go ahead|go on|fine|all ?right|alright|"
    r"no problem|by all means|please do|continue|i guess|i suppose|why not|carry on|fire away|shoot|not a problem|"
    r"how (?:can|may) (?:i|we) help|what (?:can|may) (?:i|we) do|what do you (?:need|want)|what is it|what's it about|"
    r"what (?:is|would) .* (?:like|need)|i'm listening|we're listening|tell me|let's hear it|go for it|"
    r"be my guest|work away|"
    r"happy to help|i can help|you can|you may|feel free|what are you after|what's up|do your thing)\b",
    "es": r"\b(?:s[ií]|claro|adelante|vale|d[ií]game|por supuesto|de acuerdo)\b",
    "fr": r"\b(?:oui|d'accord|bien s[uû]r|allez-y|je vous [ée]coute|ok)\b",
    "de": r"\b(?:ja|gerne?|bitte|nur zu|in ordnung|okay|natürlich|klar)\b",
    "it": r"\b(?:s[iì]|certo|prego|va bene|dica|pure)\b",
    "pt": r"\b(?:sim|claro|pode|à vontade|diga|está bem)\b",
    "ja": r"はい|どうぞ|大丈夫|いいです",
    "zh": r"可以|好的?|行|请说",
}
_NEGATED = re.compile(r"\b(?:not|no|isn't|don't|can't)\b[\w' ]{0,12}\b(?:all right|alright|okay|ok|fine|sure)\b", re.I)


class Leave(Enum):
    """What an answer to the question for leave means."""

    GIVEN = "given"
    REFUSED = "refused"
    UNCLEAR = "unclear"


def leave_in(text: str, language: str) -> Leave:
    """Whether the callee lets the assistant go on; what is no clear yes is unclear."""
    if forbids(text, language) or declines(text, language):
        return Leave.REFUSED
    if language == "en" and _NEGATED.search(text) and not re.search(r"\b(?:no problem|not a problem)\b", text, re.I):
        return Leave.REFUSED
    if re.search(_YES.get(language, _YES["en"]), text.casefold().replace("’", "'")):
        return Leave.GIVEN
    return Leave.UNCLEAR


def is_voicemail(text: str) -> bool:
    """Whether a machine that only records has picked up."""
    return bool(_MACHINE.search(text.replace("’", "'")))


def is_menu(text: str) -> bool:
    """Whether a machine offers keys to press."""
    return bool(_MENU.search(text))
