"""Talks of two people as batches of events, as the interpreter would send them."""

from __future__ import annotations

from datetime import UTC, datetime

from wanderlust.domain.interpreting import (
    AskEnded,
    CareAsked,
    Direction,
    InterpretedUtterance,
    InterpreterCaption,
    InterpreterEvent,
    InterpreterOpened,
    Means,
    SideAsked,
    SideChanged,
    SideState,
    UtteranceInterpreted,
)

EVENING = datetime(2026, 11, 22, 18, 41, tzinfo=UTC)
EN_PT = Direction("en", "pt", Means.BUNDLED)
PT_EN = Direction("pt", "en", Means.BUNDLED)
OPENED = InterpreterOpened(EN_PT, PT_EN)


def said(utterance_id: str, speaker: str, source: str, listener: str, target: str) -> UtteranceInterpreted:
    """A finished utterance."""
    return UtteranceInterpreted(
        InterpretedUtterance(utterance_id, speaker, source, listener, target, "local", EVENING, 2.0)
    )


PHARMACY = said(
    "u1", "en", "Good evening. Is there a pharmacy near here?", "pt", "Boa noite. Há uma farmácia aqui perto?"
)
CORNER = said("u2", "pt", "Há uma na esquina, aberta até às dez.", "en", "There is one on the corner, open until ten.")
HEADACHE = InterpreterCaption(
    "u3", "en", "pt", "Thank you. I need something for", "a headache that", "Obrigada. Preciso de algo para", ""
)
WHO = SideAsked("u4", {"en": "No, see senior", "pt": "Não sei, senhor"}, "pt")
PEANUTS = InterpretedUtterance(
    "u5",
    "en",
    "I am allergic to peanuts, and I take 30 mg a day.",
    "pt",
    "Sou alérgico a amendoim e tomo 30 mg por dia.",
    "local",
    EVENING,
    3.0,
    ("allergy", "medicine"),
)
ASK_ENDED = AskEnded(WHO.utterance_id)
CARE = CareAsked(PEANUTS, "I am allergic to peanuts and I take 30 mg per day.")


def pharmacy() -> list[InterpreterEvent]:
    """A question and its answer; then the traveller goes on and is heard."""
    return [
        OPENED,
        PHARMACY,
        CORNER,
        SideChanged("en", SideState.HEARING),
        SideChanged("pt", SideState.TRANSLATING),
        HEADACHE,
    ]
