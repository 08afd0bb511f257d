"""The exact order of server events that make up one response, as a pure writer that yields them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from wanderlust.wire import server_events as ev
from wanderlust.wire.items import (
    CachedTokenDetails,
    ContentPart,
    Item,
    RateLimit,
    Response,
    StatusDetails,
    StatusError,
    TokenDetails,
    Usage,
)

CHARS_PER_TOKEN = 4
MS_PER_TOKEN = 50  # of the assistant's sound


class ResponseWriter:
    """Writes one response: items, parts, deltas, done events, usage.

    Every method returns the events to send, in order. A response is either out of band (``conversation`` None)
    or leaves its items in the conversation, which the caller does when it sees ``ItemAdded``; what comes before them
    is known there too. Past ``max_output_tokens`` words and sound are left out, and the response ends as incomplete.
    """

    def __init__(
        self,
        response_id: str,
        conversation_id: str | None,
        modalities: tuple[str, ...],
        metadata: Mapping[str, Any] | None,
        max_output_tokens: int | str,
        new_id: Callable[[str], str],
        audio: Mapping[str, Any] | None = None,
    ) -> None:
        self.id = response_id
        self.audio = modalities == ("audio",)
        self._new_id = new_id
        self._limit = None if isinstance(max_output_tokens, str) else max_output_tokens
        self._conversation = conversation_id
        self._response = Response(
            id=response_id,
            object="realtime.response",
            status="in_progress",
            output=(),
            conversation_id=conversation_id,
            metadata=dict(metadata) if metadata is not None else None,
            output_modalities=modalities,
            max_output_tokens=max_output_tokens,
            audio=dict(audio) if audio is not None else None,
        )
        self._items: list[Item] = []
        self._open: Item | None = None
        self._text = ""
        self._output_chars = 0
        self._audio_ms = 0.0
        self._cut = False

    def begin(self) -> list[ev.ServerEvent]:
        limits = (
            RateLimit("requests", 1_000_000, 1_000_000, 0.0),
            RateLimit("tokens", 1_000_000, 1_000_000, 0.0),
        )
        return [ev.ResponseCreated(self._response), ev.RateLimitsUpdated(limits)]

    # -- a spoken or written message ------------------------------------------------------------------------

    def begin_message(self) -> list[ev.ServerEvent]:
        item = Item(
            "message",
            self._new_id("item"),
            "realtime.item",
            role="assistant",
            status="in_progress",
            content=(),
        )
        self._open, self._text = item, ""
        events = self._item_added(item)
        part = ContentPart("audio", transcript="") if self.audio else ContentPart("text", text="")
        return [*events, ev.ContentPartAdded(self.id, self.message_id, self._index, 0, part)]

    def words(self, delta: str) -> list[ev.ServerEvent]:
        """More words of the open message; whole ones as far as the limit allows."""
        room = self._room(len(delta))
        if room < len(delta):
            self._cut = True
            delta = delta[:room].rpartition(" ")[0]
            if not delta:
                return []
        self._text += delta
        self._output_chars += len(delta)
        kind = ev.OutputTranscriptDelta if self.audio else ev.OutputTextDelta
        return [kind(self.id, self.message_id, self._index, 0, delta)]

    def sound(self, data: bytes, duration_ms: float) -> list[ev.ServerEvent]:
        """More sound of the open message, in the session's format."""
        if self._limit is not None and self._tokens(duration_ms) > self._limit:
            self._cut = True
            return []
        self._audio_ms += duration_ms
        return [ev.OutputAudioDelta(self.id, self.message_id, self._index, 0, data)]

    @property
    def audio_ms(self) -> float:
        """How long the response sounds so far."""
        return self._audio_ms

    @property
    def full(self) -> bool:
        """Whether something had to be left out for ``max_output_tokens``."""
        return self._cut

    def end_message(self, status: str = "completed") -> list[ev.ServerEvent]:
        """The message is complete, or was cut off (``incomplete``)."""
        assert self._open is not None
        status = "incomplete" if self._cut else status
        where = (self.id, self.message_id, self._index, 0)
        if self.audio:
            part = ContentPart("output_audio", transcript=self._text)
            closing: list[ev.ServerEvent] = [
                ev.OutputAudioDone(*where),
                ev.OutputTranscriptDone(*where, self._text),
            ]
            wire_part = ContentPart("audio", transcript=self._text)
        else:
            part = ContentPart("output_text", text=self._text)
            closing = [ev.OutputTextDone(*where, self._text)]
            wire_part = ContentPart("text", text=self._text)
        item = replace(self._open, status=status, content=(part,))
        events = [*closing, ev.ContentPartDone(*where, wire_part), *self._item_done(item)]
        self._open = None
        return events

    @property
    def message_open(self) -> bool:
        return self._open is not None

    # -- a function call ------------------------------------------------------------------------------------

    def function_call(self, name: str, arguments: str) -> list[ev.ServerEvent]:
        """A whole call, from its item to its done events; one that does not fit the limit breaks off incomplete."""
        whole = self._room(len(arguments)) >= len(arguments)
        if not whole:
            self._cut = True
            arguments = arguments[: self._room(len(arguments))]
        item = Item(
            "function_call",
            self._new_id("item"),
            "realtime.item",
            status="in_progress",
            call_id=self._new_id("call"),
            name=name,
            arguments="",
        )
        call_id = item.call_id or ""
        self._output_chars += len(arguments)
        self._open = item
        events = self._item_added(item)
        where = (self.id, self.message_id, self._index)
        events.append(ev.FunctionArgumentsDelta(*where, call_id, arguments))
        events.append(ev.FunctionArgumentsDone(*where, call_id, arguments, name))
        events += self._item_done(replace(item, status="completed" if whole else "incomplete", arguments=arguments))
        self._open = None
        return events

    # -- the end --------------------------------------------------------------------------------------------

    def done(self, input_chars: int, input_audio_ms: int) -> list[ev.ServerEvent]:
        if self._cut:
            details = StatusDetails("incomplete", "max_output_tokens")
            return self._finish("incomplete", details, input_chars, input_audio_ms)
        return self._finish("completed", StatusDetails("completed"), input_chars, input_audio_ms)

    def cancelled(self, reason: str, input_chars: int, input_audio_ms: int) -> list[ev.ServerEvent]:
        """Cut off by ``turn_detected`` or ``client_cancelled``; an open message ends as incomplete."""
        closing = self.end_message("incomplete") if self._open is not None else []
        end = self._finish("cancelled", StatusDetails("cancelled", reason), input_chars, input_audio_ms)
        return [*closing, *end]

    def failed(self, code: str, message: str) -> list[ev.ServerEvent]:
        closing = self.end_message("incomplete") if self._open is not None else []
        details = StatusDetails("failed", error=StatusError(code, message, "server_error"))
        return [*closing, *self._finish("failed", details, 0, 0)]

    def _finish(self, status: str, details: StatusDetails, chars: int, audio_ms: int) -> list[ev.ServerEvent]:
        self._response = replace(
            self._response,
            status=status,
            status_details=details,
            output=tuple(self._items),
            usage=self._usage(chars, audio_ms),
        )
        return [ev.ResponseDone(self._response)]

    def _usage(self, input_chars: int, input_audio_ms: int) -> Usage:
        # The published rates: user sound 1 token per 100 ms, assistant sound 1 per 50 ms, text about 4 letters.
        text_in, audio_in = input_chars // CHARS_PER_TOKEN, input_audio_ms // 100
        text_out = self._output_chars // CHARS_PER_TOKEN
        audio_out = int(self._audio_ms) // MS_PER_TOKEN
        cached = CachedTokenDetails(audio_tokens=0, image_tokens=0, text_tokens=0)
        return Usage(
            input_token_details=TokenDetails(
                audio_tokens=audio_in,
                cached_tokens=0,
                cached_tokens_details=cached,
                image_tokens=0,
                text_tokens=text_in,
            ),
            input_tokens=text_in + audio_in,
            output_token_details=TokenDetails(audio_tokens=audio_out, text_tokens=text_out),
            output_tokens=text_out + audio_out,
            total_tokens=text_in + audio_in + text_out + audio_out,
        )

    def _tokens(self, more_ms: float) -> int:
        return self._output_chars // CHARS_PER_TOKEN + int(self._audio_ms + more_ms) // MS_PER_TOKEN

    def _room(self, wanted: int) -> int:
        """How many of these letters still fit."""
        if self._limit is None:
            return wanted
        used = self._output_chars + int(self._audio_ms) // MS_PER_TOKEN * CHARS_PER_TOKEN
        return max(0, min(wanted, self._limit * CHARS_PER_TOKEN - used))

    @property
    def message_id(self) -> str:
        """Id of the item now being written."""
        assert self._open is not None and self._open.id is not None
        return self._open.id

    @property
    def _index(self) -> int:
        return len(self._items)

    def _item_added(self, item: Item) -> list[ev.ServerEvent]:
        events: list[ev.ServerEvent] = [ev.OutputItemAdded(self.id, self._index, item)]
        if self._conversation is not None:
            events.append(ev.ItemAdded(item))
        return events

    def _item_done(self, item: Item) -> list[ev.ServerEvent]:
        events: list[ev.ServerEvent] = []
        if self._conversation is not None:
            events.append(ev.ItemDone(item))
        events.append(ev.OutputItemDone(self.id, self._index, item))
        self._items.append(item)
        return events
