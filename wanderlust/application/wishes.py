"""What the preferences mean to a conversation: for its session, its sound and its engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from wanderlust.assistant.session_setup import TalkSettings
from wanderlust.settings.preferences import EchoMode, Pace, Preferences

EAGERNESS: Mapping[Pace, Literal["low", "auto", "high"]] = {"patient": "low", "usual": "auto", "quick": "high"}


@dataclass(frozen=True, slots=True)
class Wishes:
    """How one conversation is to be held.

    Attributes:
        talk: What the session tells its server.
        echo: Whether the voice played is taken out of what is recorded.
        llm: What answers harder questions; the engine is started with it.
    """

    talk: TalkSettings = TalkSettings()
    echo: EchoMode = "auto"
    llm: str = "auto"


def wishes_of(preferences: Preferences) -> Wishes:
    """The wishes behind these preferences."""
    talk = TalkSettings(
        languages=preferences.languages,
        eagerness=EAGERNESS[preferences.pace],
        speed=preferences.speed,
        voice=",".join(dict.fromkeys(preferences.voices.values())),
    )
    return Wishes(talk, preferences.echo, preferences.brain)
