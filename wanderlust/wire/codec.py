"""Realtime events to and from JSON text: tolerant of what is new, strict about what we read.

Unknown events and fields are counted and let through, null is taken for any optional field, and malformed
JSON or a wrong type becomes a :class:`~wanderlust.domain.errors.WireError`.
"""

from __future__ import annotations

import base64
import binascii
import json
import types
import typing
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from typing import Any, cast

from wanderlust.domain.errors import WireError
from wanderlust.wire import server_events as ev
from wanderlust.wire.client_events import CLIENT_EVENTS, ClientEvent
from wanderlust.wire.items import ContentPart, ErrorDetail, Item, Response
from wanderlust.wire.server_events import SERVER_EVENTS, ServerEvent, UnknownEvent
from wanderlust.wire.translation_events import TranslationClientEvent, TranslationServerEvent

AnyEvent = ClientEvent | ServerEvent | TranslationClientEvent | TranslationServerEvent

MAX_MESSAGE_BYTES = 24 * 1024 * 1024  # an append may carry 15 MiB of sound, which base64 makes a third larger

# Fields OpenAI sends as null rather than leaving them out; published clients read them without asking.
_SENT_AS_NULL: dict[type, tuple[str, ...]] = {
    ev.ItemAdded: ("previous_item_id",),
    ev.ItemDone: ("previous_item_id",),
    ev.InputAudioCommitted: ("previous_item_id",),
    ErrorDetail: ("code", "event_id", "param"),
    Response: ("conversation_id", "metadata", "status_details", "usage"),
}


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    kind: Any
    required: bool
    optional: bool


@cache
def _fields_of(cls: type) -> tuple[_Field, ...]:
    hints = typing.get_type_hints(cls)
    result = []
    for f in fields(cls):
        kind = hints[f.name]
        arms = typing.get_args(kind) if isinstance(kind, types.UnionType) else ()
        optional = type(None) in arms
        if optional:
            rest = tuple(a for a in arms if a is not type(None))
            kind = rest[0] if len(rest) == 1 else rest
        result.append(_Field(f.name, kind, f.default is MISSING and f.default_factory is MISSING, optional))
    return tuple(result)


class EventReader:
    """Turns messages of one direction into events, and counts what it did not know.

    Attributes:
        unknown_events: How often each unknown type came.
        unknown_fields: How often each unknown field came, as ``event.path.field``.
    """

    def __init__(self, events: Sequence[type]) -> None:
        self._types: dict[str, type] = {cast(Any, cls).TYPE: cls for cls in events}
        self.unknown_events: Counter[str] = Counter()
        self.unknown_fields: Counter[str] = Counter()

    def read(self, message: str | bytes) -> Any:
        """The event in a message, or UnknownEvent; raises WireError."""
        data = parse_object(message)
        name = data.get("type")
        if not isinstance(name, str):
            raise WireError("", "the message has no type")
        cls = self._types.get(name)
        if cls is None:
            self._count(self.unknown_events, name[:80])
            event_id = data.get("event_id")
            return UnknownEvent(name, data, event_id if isinstance(event_id, str) else None)
        return self._build(cls, data, name, name)

    def read_item(self, data: Mapping[str, Any], path: str) -> Item:
        """A conversation item that stands alone, as inside ``response.create``; raises WireError."""
        item: Item = self._build(Item, data, path, path)
        return item

    def _count(self, counter: Counter[str], key: str) -> None:
        # A hostile server must not grow our memory: past 1,000 names only those already counted go on.
        if key in counter or len(counter) < 1000:
            counter[key] += 1

    def _build(self, cls: type, data: Mapping[str, Any], event: str, path: str) -> Any:
        known = _fields_of(cls)
        values: dict[str, Any] = {}
        for field in known:
            if field.name not in data or (data[field.name] is None and (field.optional or not field.required)):
                if field.required and not field.optional:
                    raise WireError(event, f"{path}.{field.name} is missing")
                if field.required:
                    values[field.name] = None
                continue
            values[field.name] = self._value(field.kind, data[field.name], event, f"{path}.{field.name}")
        if len(data) > len(known):
            names = {field.name for field in known}
            for extra in data:
                if extra not in names and extra != "type":
                    self._count(self.unknown_fields, f"{path}.{extra}"[:120])
        return cls(**values)

    def _value(self, kind: Any, value: Any, event: str, path: str) -> Any:
        if isinstance(kind, tuple):
            for arm in kind:
                try:
                    return self._value(arm, value, event, path)
                except WireError:
                    continue
            raise WireError(event, f"{path} has a value of the wrong kind")
        if kind is Any:
            return value
        if kind is bytes:
            return _from_base64(value, event, path)
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            return float(value)
        if kind is int and isinstance(value, float) and value.is_integer():
            return int(value)
        if is_dataclass(kind):
            if not isinstance(value, dict):
                raise WireError(event, f"{path} is not an object")
            return self._build(cast(type, kind), value, event, path)
        origin = typing.get_origin(kind)
        if origin is tuple:
            if not isinstance(value, list):
                raise WireError(event, f"{path} is not a list")
            inner = typing.get_args(kind)[0]
            return tuple(self._value(inner, v, event, f"{path}[{i}]") for i, v in enumerate(value))
        wanted = origin or kind
        if isinstance(value, wanted) and not (wanted is int and isinstance(value, bool)):
            return value
        raise WireError(event, f"{path} is not of the type {wanted.__name__}")


def parse_object(message: str | bytes) -> dict[str, Any]:
    """The JSON object in a message; raises WireError for anything else."""
    if len(message) > MAX_MESSAGE_BYTES:
        raise WireError("", f"the message is larger than {MAX_MESSAGE_BYTES // (1024 * 1024)} MB")
    try:
        # The wire is UTF-8; json.loads alone would also guess UTF-16 and UTF-32 from bytes.
        data = json.loads(message.decode() if isinstance(message, bytes) else message)
    except UnicodeDecodeError as error:
        raise WireError("", "the message is not UTF-8 text") from error
    except RecursionError as error:
        raise WireError("", "the message is nested too deep") from error
    except ValueError as error:
        raise WireError("", f"the message is not JSON ({error})") from error
    if not isinstance(data, dict):
        raise WireError("", "the message is not a JSON object")
    return data


def server_event_reader() -> EventReader:
    """A reader for what servers send: yields :data:`ServerEvent` values."""
    return EventReader(SERVER_EVENTS)


def client_event_reader() -> EventReader:
    """A reader for what clients send: yields :data:`ClientEvent` values or UnknownEvent."""
    return EventReader(CLIENT_EVENTS)


def write(event: AnyEvent) -> str:
    """The event as JSON text; fields that are None are left out, except where the contract wants a null."""
    return json.dumps(to_json(event), ensure_ascii=False, separators=(",", ":"))


def to_json(event: AnyEvent) -> dict[str, Any]:
    """The event as a JSON object."""
    if isinstance(event, UnknownEvent):
        return event.raw
    return {"type": event.TYPE, **_object(event)}


def _object(value: Any) -> dict[str, Any]:
    result = {f.name: _plain(getattr(value, f.name)) for f in _fields_of(cast(Any, type(value)))}
    result = {name: v for name, v in result.items() if v is not None}
    for name in _SENT_AS_NULL.get(type(value), ()):
        result.setdefault(name, None)
    # The strictest published client (npm @openai/agents-realtime) rejects sound without a transcript field.
    if isinstance(value, ContentPart) and value.type in ("input_audio", "output_audio"):
        result.setdefault("transcript", None)
    return result


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if is_dataclass(value):
        return _object(value)
    return value


def _from_base64(value: Any, event: str, path: str) -> bytes:
    if not isinstance(value, str):
        raise WireError(event, f"{path} is not base64 text")
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError) as error:
        raise WireError(event, f"{path} is not base64 text") from error
