"""A yes to one very card: made by a click, a typed yes, or a spoken one that is proved; nothing else may dial."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from wanderlust.domain.calls.card import CallCard

ANSWER_WITHIN = timedelta(seconds=15)

# The whole transcript must be one of these: "yes, but not today" is no yes, and "sure?" none either.
_YES = {
    "en": (
        "yes",
        "yes please",
        "yes call",
        "yes call now",
        "yes call them",
        "yes please call",
        "yes do it",
        "call now",
    ),
    "es": ("si", "si por favor", "si llama", "si llama ahora", "llama ahora", "si llamalos"),
    "fr": ("oui", "oui s'il te plait", "oui appelle", "oui appelle maintenant", "appelle maintenant"),
    "de": ("ja", "ja bitte", "ja anrufen", "ja ruf an", "ja ruf jetzt an", "jetzt anrufen"),
    "it": ("si", "si per favore", "si chiama", "si chiama ora", "chiama ora"),
    "pt": ("sim", "sim por favor", "sim liga", "sim liga agora", "liga agora"),
}


@dataclass(frozen=True, slots=True)
class Consent:
    """The traveller's yes.

    Attributes:
        card_id: To which card; it counts for no other.
        by: How it was given.
        at: When; aware.
        callee_agreed: The second tick: they agreed to be called by an assistant.
    """

    card_id: str
    by: Literal["click", "typed", "voice"]
    at: datetime
    callee_agreed: bool = False


@dataclass(frozen=True, slots=True)
class SpokenAnswer:
    """What is known of an utterance that may be a yes.

    Attributes:
        card_id: The card that was on the screen when it began.
        transcript: As the recogniser on this computer wrote it down.
        language: ISO 639-1 code.
        from_microphone: Whether its sound came from the microphone (not from a file, a line or a text).
        began: When it began.
        question_ended: When the card's question had been played to its end; None = it has not.
        voice_played: Whether any voice came from the loudspeaker while it was said.
    """

    card_id: str
    transcript: str
    language: str
    from_microphone: bool
    began: datetime
    question_ended: datetime | None
    voice_played: bool


def spoken_consent(card: CallCard, answer: SpokenAnswer) -> Consent | None:
    """The consent that an utterance gives to a card, or None: then the click is waited for."""
    if answer.card_id != card.id or not answer.from_microphone or answer.voice_played:
        return None
    if answer.question_ended is None or not answer.question_ended <= answer.began:
        return None
    if answer.began - answer.question_ended > ANSWER_WITHIN:
        return None
    if card.needs_agreement:
        return None  # the second tick can only be clicked
    if not says_yes_to_call(answer.transcript, answer.language):
        return None
    return Consent(card.id, "voice", answer.began)


def says_yes_to_call(transcript: str, language: str) -> bool:
    """Whether a whole transcript is on the closed list of its language."""
    plain = unicodedata.normalize("NFKD", transcript.casefold().replace("’", "'"))
    words = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"[\w']+", words)) in _YES.get(language.partition("-")[0], ())
