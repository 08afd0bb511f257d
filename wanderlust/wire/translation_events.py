"""The events of a Realtime translation session (OpenAI's), and the few more that this engine has on request.

A client that connects with ``extensions=interpreter`` gets the latter too; to any other the wire is OpenAI's alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from wanderlust.wire.items import ErrorDetail


@dataclass(frozen=True, slots=True)
class TranslationUpdate:
    """Change the session: ``audio.output.language``, ``audio.input.transcription`` or ``.noise_reduction``."""

    TYPE: ClassVar = "session.update"
    session: dict[str, Any]
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class TranslationAppend:
    """More sound: PCM16 mono 24 kHz. Silence is sent too, as the session's clock is its sound."""

    TYPE: ClassVar = "session.input_audio_buffer.append"
    audio: bytes
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class TranslationClose:
    """No more sound: what was said is still translated, then the session closes."""

    TYPE: ClassVar = "session.close"
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class SideChosen:
    """Extension: who spoke, where the engine was not sure or was wrong; the utterance is translated from there."""

    TYPE: ClassVar = "wanderlust.side.choose"
    utterance_id: str
    language: str
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class SideHeld:
    """Extension: the key of the person with this language is down, and all that is said is theirs.

    With an empty language it came up: what was said is over, and either may speak.
    """

    TYPE: ClassVar = "wanderlust.side.hold"
    language: str
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class TranslationCreated:
    """The session stands."""

    TYPE: ClassVar = "session.created"
    session: dict[str, Any]
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class TranslationUpdated:
    """The session as it is now."""

    TYPE: ClassVar = "session.updated"
    session: dict[str, Any]
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class TranslationClosed:
    """Everything was sent; the connection ends."""

    TYPE: ClassVar = "session.closed"
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class SourceDelta:
    """What was said, to be appended as it is; ``elapsed_ms`` is the session's sound so far."""

    TYPE: ClassVar = "session.input_transcript.delta"
    delta: str
    elapsed_ms: int | None = None
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class TranslationDelta:
    """What is said in the other language, to be appended as it is."""

    TYPE: ClassVar = "session.output_transcript.delta"
    delta: str
    elapsed_ms: int | None = None
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class TranslatedSound:
    """Sound of the translation, of any length."""

    TYPE: ClassVar = "session.output_audio.delta"
    delta: bytes
    sample_rate: int = 24_000
    channels: int = 1
    format: str = "pcm16"
    elapsed_ms: int | None = None
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class TranslationError:
    """Something a client event asked for failed; the session goes on."""

    TYPE: ClassVar = "error"
    error: ErrorDetail
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class Caption:
    """Extension: the caption of an utterance, replacing the one before; ``final`` once its speaker has finished.

    Attributes:
        language: The language of ``text``.
        route: How a final one was translated.
        lost: What may not have survived in a final one, such as ``number 30``.
        start_ms: Where the utterance began in the session's sound.
        end_ms: Where the last word of a final one ended.
    """

    TYPE: ClassVar = "wanderlust.caption"
    utterance_id: str
    source: str
    text: str
    language: str
    final: bool
    route: str | None = None
    lost: tuple[str, ...] | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class SideUnclear:
    """Extension: nothing is said aloud, because either may have spoken; ``wanderlust.side.choose`` settles it.

    Attributes:
        sources: What was heard, by language.
        guess: The likelier language.
    """

    TYPE: ClassVar = "wanderlust.side.unclear"
    utterance_id: str
    sources: dict[str, str]
    guess: str
    margin: float
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class UtteranceDone:
    """Extension: an utterance was translated, and all of its sound sent.

    Attributes:
        speaker_language: The language it was said in.
        target_language: The language it was put into, or an empty string when it needed no translation.
        witness: What told the language: ``speech``, ``text``, ``turn``, ``key`` or ``chosen``.
        route: How it was translated; empty when it was not.
        lost: What may not have survived, such as ``number 30``.
        start_ms: Where it began in the session's sound.
        end_ms: Where its last word ended.
        ms: How long the steps took, from the moment its end was noticed.
    """

    TYPE: ClassVar = "wanderlust.utterance.done"
    utterance_id: str
    speaker_language: str
    target_language: str
    witness: str
    source: str
    target: str
    route: str
    lost: tuple[str, ...]
    start_ms: int
    end_ms: int
    ms: dict[str, float]
    event_id: str | None = None


TranslationClientEvent = TranslationUpdate | TranslationAppend | TranslationClose | SideChosen | SideHeld
TRANSLATION_CLIENT_EVENTS = (TranslationUpdate, TranslationAppend, TranslationClose, SideChosen, SideHeld)
TranslationServerEvent = (
    TranslationCreated
    | TranslationUpdated
    | TranslationClosed
    | SourceDelta
    | TranslationDelta
    | TranslatedSound
    | TranslationError
    | Caption
    | SideUnclear
    | UtteranceDone
)
TRANSLATION_SERVER_EVENTS = (
    TranslationCreated,
    TranslationUpdated,
    TranslationClosed,
    SourceDelta,
    TranslationDelta,
    TranslatedSound,
    TranslationError,
    Caption,
    SideUnclear,
    UtteranceDone,
)
