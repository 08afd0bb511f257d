"""The states of a conversation, as the talk bar names them."""

from __future__ import annotations

from enum import Enum


class AssistantState(Enum):
    """What the assistant is doing now; the microphone being open or muted is told apart from it."""

    CONNECTING = "connecting"
    READY = "ready"  # connected, microphone closed
    LISTENING = "listening"  # microphone open, quiet
    HEARING = "hearing"  # the user speaks
    HELD = "held"  # the user holds the talk key
    THINKING = "thinking"
    TOOL_RUNNING = "tool_running"
    SPEAKING = "speaking"
    TROUBLE = "trouble"


BUSY = frozenset(
    {
        AssistantState.HEARING,
        AssistantState.HELD,
        AssistantState.THINKING,
        AssistantState.TOOL_RUNNING,
        AssistantState.SPEAKING,
    }
)
"""Something is being said, heard or looked up."""
