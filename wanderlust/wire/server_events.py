"""The events a server sends on the Realtime wire (GA shape), as frozen dataclasses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from wanderlust.wire.items import (
    ContentPart,
    ErrorDetail,
    Item,
    RateLimit,
    Response,
    StatusError,
    TranscriptionUsage,
)


@dataclass(frozen=True, slots=True)
class ErrorEvent:
    """Something a client event asked for failed."""

    TYPE: ClassVar = "error"
    error: ErrorDetail
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class SessionCreated:
    """The first event: the session with its default settings."""

    TYPE: ClassVar = "session.created"
    session: dict[str, Any]
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class SessionUpdated:
    """The session after a change."""

    TYPE: ClassVar = "session.updated"
    session: dict[str, Any]
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class ItemAdded:
    """An item has its place in the conversation."""

    TYPE: ClassVar = "conversation.item.added"
    item: Item
    previous_item_id: str | None = None
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class ItemCreated:
    """Older servers' word for ``conversation.item.added``; understood, never sent."""

    TYPE: ClassVar = "conversation.item.created"
    item: Item
    previous_item_id: str | None = None
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class ItemDone:
    """An item is final."""

    TYPE: ClassVar = "conversation.item.done"
    item: Item
    previous_item_id: str | None = None
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class ItemRetrieved:
    """The item asked for."""

    TYPE: ClassVar = "conversation.item.retrieved"
    item: Item
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class ItemTruncated:
    """An answer was cut to what was heard."""

    TYPE: ClassVar = "conversation.item.truncated"
    item_id: str
    content_index: int
    audio_end_ms: int
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class ItemDeleted:
    """An item is gone."""

    TYPE: ClassVar = "conversation.item.deleted"
    item_id: str
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class TranscriptionDelta:
    """More words of what the user said."""

    TYPE: ClassVar = "conversation.item.input_audio_transcription.delta"
    item_id: str
    content_index: int | None = None
    delta: str | None = None
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class TranscriptionCompleted:
    """All the user said in one item; ``language`` (ISO 639-1) is told by our engine alone."""

    TYPE: ClassVar = "conversation.item.input_audio_transcription.completed"
    item_id: str
    content_index: int
    transcript: str
    usage: TranscriptionUsage | None = None
    event_id: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class TranscriptionFailed:
    """The user's words could not be written down."""

    TYPE: ClassVar = "conversation.item.input_audio_transcription.failed"
    item_id: str
    content_index: int
    error: StatusError
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class InputAudioCommitted:
    """The buffered sound became a user message."""

    TYPE: ClassVar = "input_audio_buffer.committed"
    item_id: str
    previous_item_id: str | None = None
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class InputAudioCleared:
    """The buffered sound was forgotten."""

    TYPE: ClassVar = "input_audio_buffer.cleared"
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """The user began to speak; milliseconds count all sound sent, prefix padding included."""

    TYPE: ClassVar = "input_audio_buffer.speech_started"
    audio_start_ms: int
    item_id: str
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class SpeechStopped:
    """The user stopped."""

    TYPE: ClassVar = "input_audio_buffer.speech_stopped"
    audio_end_ms: int
    item_id: str
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class InputTimedOut:
    """Nothing was said for the idle time asked for."""

    TYPE: ClassVar = "input_audio_buffer.timeout_triggered"
    audio_start_ms: int
    audio_end_ms: int
    item_id: str
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class ResponseCreated:
    """An answer begins."""

    TYPE: ClassVar = "response.created"
    response: Response
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class ResponseDone:
    """An answer ended, however it did."""

    TYPE: ClassVar = "response.done"
    response: Response
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class OutputItemAdded:
    """An answer begins a new item."""

    TYPE: ClassVar = "response.output_item.added"
    response_id: str
    output_index: int
    item: Item
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class OutputItemDone:
    """An item of an answer is final."""

    TYPE: ClassVar = "response.output_item.done"
    response_id: str
    output_index: int
    item: Item
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class ContentPartAdded:
    """An item begins a new part."""

    TYPE: ClassVar = "response.content_part.added"
    response_id: str
    item_id: str
    output_index: int
    content_index: int
    part: ContentPart
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class ContentPartDone:
    """A part is final."""

    TYPE: ClassVar = "response.content_part.done"
    response_id: str
    item_id: str
    output_index: int
    content_index: int
    part: ContentPart
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class OutputTextDelta:
    """More of a written answer."""

    TYPE: ClassVar = "response.output_text.delta"
    response_id: str
    item_id: str
    output_index: int
    content_index: int
    delta: str
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class OutputTextDone:
    """All of a written answer."""

    TYPE: ClassVar = "response.output_text.done"
    response_id: str
    item_id: str
    output_index: int
    content_index: int
    text: str
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class OutputTranscriptDelta:
    """More words of a spoken answer."""

    TYPE: ClassVar = "response.output_audio_transcript.delta"
    response_id: str
    item_id: str
    output_index: int
    content_index: int
    delta: str
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class OutputTranscriptDone:
    """All words of a spoken answer."""

    TYPE: ClassVar = "response.output_audio_transcript.done"
    response_id: str
    item_id: str
    output_index: int
    content_index: int
    transcript: str
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class OutputAudioDelta:
    """More sound of a spoken answer; the codec turns base64 into bytes."""

    TYPE: ClassVar = "response.output_audio.delta"
    response_id: str
    item_id: str
    output_index: int
    content_index: int
    delta: bytes
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class OutputAudioDone:
    """No more sound for this part."""

    TYPE: ClassVar = "response.output_audio.done"
    response_id: str
    item_id: str
    output_index: int
    content_index: int
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class FunctionArgumentsDelta:
    """More of a call's arguments."""

    TYPE: ClassVar = "response.function_call_arguments.delta"
    response_id: str
    item_id: str
    output_index: int
    call_id: str
    delta: str
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class FunctionArgumentsDone:
    """All of a call's arguments; also sent when the answer was cancelled."""

    TYPE: ClassVar = "response.function_call_arguments.done"
    response_id: str
    item_id: str
    output_index: int
    call_id: str
    arguments: str
    name: str | None = None
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class RateLimitsUpdated:
    """What is left of the rate limits."""

    TYPE: ClassVar = "rate_limits.updated"
    rate_limits: tuple[RateLimit, ...]
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class UnknownEvent:
    """An event of a type we do not know: kept whole, counted, otherwise left alone."""

    TYPE: ClassVar = ""
    name: str
    raw: dict[str, Any]
    event_id: str | None = None


ServerEvent = (
    ErrorEvent
    | SessionCreated
    | SessionUpdated
    | ItemAdded
    | ItemCreated
    | ItemDone
    | ItemRetrieved
    | ItemTruncated
    | ItemDeleted
    | TranscriptionDelta
    | TranscriptionCompleted
    | TranscriptionFailed
    | InputAudioCommitted
    | InputAudioCleared
    | SpeechStarted
    | SpeechStopped
    | InputTimedOut
    | ResponseCreated
    | ResponseDone
    | OutputItemAdded
    | OutputItemDone
    | ContentPartAdded
    | ContentPartDone
    | OutputTextDelta
    | OutputTextDone
    | OutputTranscriptDelta
    | OutputTranscriptDone
    | OutputAudioDelta
    | OutputAudioDone
    | FunctionArgumentsDelta
    | FunctionArgumentsDone
    | RateLimitsUpdated
    | UnknownEvent
)

SERVER_EVENTS: tuple[type[ServerEvent], ...] = (
    ErrorEvent,
    SessionCreated,
    SessionUpdated,
    ItemAdded,
    ItemCreated,
    ItemDone,
    ItemRetrieved,
    ItemTruncated,
    ItemDeleted,
    TranscriptionDelta,
    TranscriptionCompleted,
    TranscriptionFailed,
    InputAudioCommitted,
    InputAudioCleared,
    SpeechStarted,
    SpeechStopped,
    InputTimedOut,
    ResponseCreated,
    ResponseDone,
    OutputItemAdded,
    OutputItemDone,
    ContentPartAdded,
    ContentPartDone,
    OutputTextDelta,
    OutputTextDone,
    OutputTranscriptDelta,
    OutputTranscriptDone,
    OutputAudioDelta,
    OutputAudioDone,
    FunctionArgumentsDelta,
    FunctionArgumentsDone,
    RateLimitsUpdated,
)
