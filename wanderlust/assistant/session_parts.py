"""What a session works with, picked by a composition root."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from wanderlust.assistant.ports import Clock, ConversationStore, EventSink, Microphone, Speaker, VoiceWatch
from wanderlust.assistant.session_setup import Backend, TalkSettings
from wanderlust.assistant.tool_dispatch import ToolDispatch


@dataclass(frozen=True, slots=True)
class SessionParts:
    """The services of one conversation.

    Attributes:
        dispatch: The tools and what they may reach.
        speaker: Plays answers and counts what was played.
        microphone: None on a machine without one.
        store: Keeps finished turns.
        clock: Time.
        sink: Receives domain events, on the session's loop.
        new_id: Makes an id from a prefix.
        talk: How the traveller wants to be heard and answered, to begin with.
        backend: Who answers: ``engine`` or ``openai``.
        full_duplex: Whether the microphone hears only the traveller. Without that (a laptop's own speakers, no echo
            cancellation) nothing is sent while a voice plays, or the assistant would answer itself.
        write_down: Writes down a short sound (PCM16 mono 24 kHz) on this computer, whoever answers; None where nobody
            can. Raises WanderlustError.
        voice: Tells when the traveller speaks over an answer, and decides ``full_duplex`` as devices come and go.
    """

    dispatch: ToolDispatch
    speaker: Speaker
    microphone: Microphone | None
    store: ConversationStore
    clock: Clock
    sink: EventSink
    new_id: Callable[[str], str]
    talk: TalkSettings = TalkSettings()
    backend: Backend = "engine"
    full_duplex: bool = False
    voice: VoiceWatch | None = None
    write_down: Callable[[bytes], Awaitable[str]] | None = None
