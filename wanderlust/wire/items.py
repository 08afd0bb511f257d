"""The values inside Realtime events: conversation items, content parts, responses, usage, errors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ContentPart:
    """One part of a message.

    Attributes:
        type: ``input_text``, ``input_audio``, ``input_image``, ``output_text`` or ``output_audio``; inside
            ``response.content_part.*`` servers say ``text`` and ``audio``.
        text: Its text, for text parts.
        transcript: What was said, for audio parts; None until it is known.
        audio: Base64 audio; only in items a client creates or retrieves.
        image_url: A data URI, for pictures.
    """

    type: str
    text: str | None = None
    transcript: str | None = None
    audio: str | None = None
    image_url: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A conversation item: a message, a function call, or a function call's output.

    Attributes:
        type: ``message``, ``function_call`` or ``function_call_output``; servers may send others.
        id: Chosen by the client or made by the server.
        object: ``realtime.item`` when a server sends it.
        role: ``user``, ``assistant`` or ``system``, for messages.
        status: ``in_progress``, ``completed`` or ``incomplete``.
        content: Parts of a message.
        call_id: Ties an output to its call.
        name: The function called.
        arguments: The call's arguments, as JSON text.
        output: The output of a call.
    """

    type: str
    id: str | None = None
    object: str | None = None
    role: str | None = None
    status: str | None = None
    content: tuple[ContentPart, ...] | None = None
    call_id: str | None = None
    name: str | None = None
    arguments: str | None = None
    output: str | None = None

    @property
    def text(self) -> str:
        """All words of a message, written or spoken."""
        return " ".join(p.text or p.transcript or "" for p in self.content or ()).strip()


@dataclass(frozen=True, slots=True)
class CachedTokenDetails:
    """How many cached input tokens were of which kind."""

    audio_tokens: int | None = None
    image_tokens: int | None = None
    text_tokens: int | None = None


@dataclass(frozen=True, slots=True)
class TokenDetails:
    """Token counts by kind; cached tokens are a subset of the others."""

    audio_tokens: int | None = None
    cached_tokens: int | None = None
    cached_tokens_details: CachedTokenDetails | None = None
    image_tokens: int | None = None
    text_tokens: int | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """What a response cost, in tokens."""

    input_token_details: TokenDetails | None = None
    input_tokens: int | None = None
    output_token_details: TokenDetails | None = None
    output_tokens: int | None = None
    total_tokens: int | None = None


@dataclass(frozen=True, slots=True)
class TranscriptionUsage:
    """What a transcription cost: ``tokens`` or ``duration`` (seconds of audio), by model."""

    type: str
    seconds: float | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    total_tokens: int | None = None


@dataclass(frozen=True, slots=True)
class ErrorDetail:
    """What went wrong, in the server's words.

    Attributes:
        message: For people.
        type: ``invalid_request_error``, ``server_error``, ...
        code: Machine-readable, such as ``conversation_already_has_active_response``.
        event_id: The client event that failed.
        param: The parameter at fault.
    """

    message: str
    type: str
    code: str | None = None
    event_id: str | None = None
    param: str | None = None


@dataclass(frozen=True, slots=True)
class StatusError:
    """Why a response failed."""

    code: str | None = None
    message: str | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class StatusDetails:
    """Why a response ended as it did."""

    type: str | None = None
    reason: str | None = None
    error: StatusError | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """A response resource.

    Attributes:
        id: Its id.
        object: ``realtime.response``.
        status: ``in_progress``, ``completed``, ``cancelled``, ``incomplete`` or ``failed``.
        status_details: More about the status.
        output: The items it made.
        usage: What it cost, once done.
        conversation_id: None for a response out of band.
        metadata: What the client attached, echoed.
        output_modalities: ``["audio"]`` or ``["text"]``.
        max_output_tokens: A number or ``inf``.
        audio: Format and voice of its sound, as ``{"output": ...}``.
    """

    id: str | None = None
    object: str | None = None
    status: str | None = None
    status_details: StatusDetails | None = None
    output: tuple[Item, ...] | None = None
    usage: Usage | None = None
    conversation_id: str | None = None
    metadata: dict[str, Any] | None = None
    output_modalities: tuple[str, ...] | None = None
    max_output_tokens: int | str | None = None
    audio: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class RateLimit:
    """One rate limit and what is left of it."""

    name: str | None = None
    limit: int | None = None
    remaining: int | None = None
    reset_seconds: float | None = None
