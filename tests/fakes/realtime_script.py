"""Ready-made server events for scripts: the shapes a Realtime server sends, with our ids."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

from tests.fakes.scripted_peer import Event, Expect, Send, Step

TONE = b"\x10\x20" * 2400  # 100 ms of PCM16 at 24 kHz, not silence


def opening(*expected_items: Expect) -> list[Step]:
    """Greet, take replayed items, and accept the settings."""
    return [
        Send([{"type": "session.created", "session": {"type": "realtime"}}]),
        *expected_items,
        Expect("session.update", lambda e: e["session"]["audio"]["input"]["turn_detection"] is None),
        Send([lambda last: {"type": "session.updated", "session": last["session.update"]["session"]}]),
    ]


def typed(text: str) -> list[Step]:
    """The user's typed words and the request for an answer."""
    return [
        Expect("conversation.item.create", lambda e: e["item"]["content"][0]["text"] == text),
        Expect("response.create"),
    ]


def message(id: str) -> Event:
    return {"id": id, "type": "message", "role": "assistant", "status": "in_progress", "content": []}


def call(name: str, arguments: str, call_id: str = "call_1", id: str = "item_call") -> Event:
    return {
        "id": id,
        "type": "function_call",
        "status": "completed",
        "name": name,
        "call_id": call_id,
        "arguments": arguments,
    }


def created(response: str) -> Event:
    return {"type": "response.created", "response": {"id": response, "status": "in_progress", "output": []}}


def done(response: str, output: Sequence[Event] = (), status: str = "completed") -> Event:
    return {"type": "response.done", "response": {"id": response, "status": status, "output": list(output)}}


def speech(response: str, item: str, words: str, tenths: int = 1) -> list[Any]:
    """A spoken message: its item, its words, so many tenths of a second of sound, and its end."""
    where = {"response_id": response, "item_id": item, "output_index": 0, "content_index": 0}
    sound = base64.b64encode(TONE).decode()
    return [
        {"type": "response.output_item.added", "response_id": response, "output_index": 0, "item": message(item)},
        {"type": "response.output_audio_transcript.delta", **where, "delta": words},
        *[{"type": "response.output_audio.delta", **where, "delta": sound}] * tenths,
        {"type": "response.output_audio.done", **where},
        {
            "type": "response.output_item.done",
            "response_id": response,
            "output_index": 0,
            "item": {**message(item), "status": "completed"},
        },
    ]


def tool_answer(response: str, name: str, arguments: str) -> Send:
    """A response that is one tool call."""
    return Send([created(response), done(response, [call(name, arguments)])])
