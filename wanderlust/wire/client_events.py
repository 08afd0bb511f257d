"""The events a client sends on the Realtime wire (GA shape), as frozen dataclasses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from wanderlust.wire.items import Item


@dataclass(frozen=True, slots=True)
class SessionUpdate:
    """Change the session; only the fields present change."""

    TYPE: ClassVar = "session.update"
    session: dict[str, Any]
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class InputAudioAppend:
    """More microphone sound; the codec turns the bytes into base64. At most 15 MiB."""

    TYPE: ClassVar = "input_audio_buffer.append"
    audio: bytes
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class InputAudioCommit:
    """Make the buffered sound a user message."""

    TYPE: ClassVar = "input_audio_buffer.commit"
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class InputAudioClear:
    """Forget the buffered sound."""

    TYPE: ClassVar = "input_audio_buffer.clear"
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class ItemCreate:
    """Add an item to the conversation, at its end or after ``previous_item_id`` (``root`` = the front)."""

    TYPE: ClassVar = "conversation.item.create"
    item: Item
    previous_item_id: str | None = None
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class ItemTruncate:
    """Tell the server that only this much of an answer was heard."""

    TYPE: ClassVar = "conversation.item.truncate"
    item_id: str
    content_index: int
    audio_end_ms: int
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class ItemDelete:
    """Remove an item."""

    TYPE: ClassVar = "conversation.item.delete"
    item_id: str
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class ItemRetrieve:
    """Ask for an item as the server has it."""

    TYPE: ClassVar = "conversation.item.retrieve"
    item_id: str
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class ResponseCreate:
    """Ask for an answer; ``response`` overrides the session's settings for this one."""

    TYPE: ClassVar = "response.create"
    response: dict[str, Any] | None = None
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class ResponseCancel:
    """Stop an answer."""

    TYPE: ClassVar = "response.cancel"
    response_id: str | None = None
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class OutputAudioClear:
    """Forget sound the server has still to play; for WebRTC and telephone lines only."""

    TYPE: ClassVar = "output_audio_buffer.clear"
    event_id: str | None = None


ClientEvent = (
    SessionUpdate
    | InputAudioAppend
    | InputAudioCommit
    | InputAudioClear
    | ItemCreate
    | ItemTruncate
    | ItemDelete
    | ItemRetrieve
    | ResponseCreate
    | ResponseCancel
    | OutputAudioClear
)

CLIENT_EVENTS: tuple[type[ClientEvent], ...] = (
    SessionUpdate,
    InputAudioAppend,
    InputAudioCommit,
    InputAudioClear,
    ItemCreate,
    ItemTruncate,
    ItemDelete,
    ItemRetrieve,
    ResponseCreate,
    ResponseCancel,
    OutputAudioClear,
)
