"""What a new connection is told first: what was said before, and the ``session.update`` in the GA shape."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from wanderlust.domain.conversation import Speaker as Who
from wanderlust.domain.conversation import Turn
from wanderlust.domain.tool_catalogue import ToolSpec
from wanderlust.wire.items import ContentPart, Item

# A pause alone does not end a turn: how it sounds and what was said do. "low" waits longer, for slow speakers.
SEMANTIC_VAD: dict[str, Any] = {
    "type": "semantic_vad",
    "eagerness": "auto",
    # The server marks the turns; this session alone asks for answers and stops them.
    "create_response": False,
    "interrupt_response": False,
}


def opening_session(
    tools: Sequence[ToolSpec], instructions: str, languages: Sequence[str], transcription_model: str
) -> dict[str, Any]:
    """The whole session object; the microphone starts closed, so turns are the client's until it opens."""
    return {
        "type": "realtime",
        "instructions": instructions,
        "output_modalities": ["audio"],
        "audio": {
            "input": {
                "format": {"type": "audio/pcm", "rate": 24000},
                "transcription": {"model": transcription_model, "languages": list(languages)},
                "turn_detection": None,
            },
            "output": {"format": {"type": "audio/pcm", "rate": 24000}},
        },
        "tools": [spec.definition() for spec in tools],
        "tool_choice": "auto",
    }


def turn_detection_change(automatic: bool) -> dict[str, Any]:
    """The update that hands turn taking to the server (hands-free), or takes it back (held key)."""
    return {"type": "realtime", "audio": {"input": {"turn_detection": dict(SEMANTIC_VAD) if automatic else None}}}


def replay(turns: Iterable[Turn]) -> list[Item]:
    """Finished turns as text items for a new connection: what was heard of them; activities are not repeated."""
    return [item for item in map(_as_item, turns) if item is not None]


def _as_item(turn: Turn) -> Item | None:
    if turn.speaker is Who.ACTIVITY or not turn.text:
        return None
    user = turn.speaker is Who.USER
    text = turn.text if turn.heard is None else turn.text[: turn.heard]
    if not text:
        return None
    part = ContentPart("input_text" if user else "output_text", text=text)
    return Item("message", role="user" if user else "assistant", content=(part,))
