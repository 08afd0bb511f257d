"""What the preferences mean to a conversation: for its session, its sound and its engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from wanderlust.application.call_wishes import CallWishes, call_wishes
from wanderlust.assistant.failover import PATIENCE_S
from wanderlust.assistant.session_setup import TalkSettings
from wanderlust.domain.cloud_settings import CloudSettings
from wanderlust.domain.history import Keep
from wanderlust.domain.map_tiles import AUTO
from wanderlust.domain.places import Place
from wanderlust.domain.secret import Secret
from wanderlust.domain.units import UnitsChoice
from wanderlust.settings.preferences import EchoMode, Pace, Preferences

EAGERNESS: Mapping[Pace, Literal["low", "auto", "high"]] = {"patient": "low", "usual": "auto", "quick": "high"}


@dataclass(frozen=True, slots=True)
class Wishes:
    """How one conversation is to be held.

    Attributes:
        talk: What the session tells its server.
        echo: Whether the voice played is taken out of what is recorded.
        microphone: Name of the microphone to use while it is there, empty = the system's own; so ``speaker``.
        llm: What answers harder questions; the engine is started with it.
        cloud: Whether a server in the cloud answers while it can be reached.
        server: How that one is used.
        key: A key for it that is kept nowhere; None looks where keys are kept.
        kept: Says where a key is kept and how it ends: when this changes, there is another.
        headset: Whether the microphone is near the mouth.
        patience_s: How long a lost server is waited for.
        unasked: Whether to go back to it without asking.
        quiet: Whether answers are written and not spoken.
        online: Whether places, weather, money and ways may be looked up on the internet.
        street_map: Whose street map is shown over the bundled one: ``auto``, ``off`` or a provider's name.
        calls: How telephone calls are to be made.
        ask_before_care: Whether interpreted sentences about health, money and numbers wait for a yes.
        units: What lengths and temperatures are told in.
        contact: How those who run services on the internet may reach the traveller, or empty.
        here: Where the traveller is, or None.
        country: ISO 3166-1 code of whose customs the system follows, or empty where only its environment tells.
        keep: How long talks and calls are kept.
    """

    talk: TalkSettings = TalkSettings()
    echo: EchoMode = "auto"
    llm: str = "auto"
    cloud: bool = False
    server: CloudSettings = CloudSettings()
    key: Secret | None = None
    kept: str = ""
    headset: bool = False
    patience_s: float = PATIENCE_S
    unasked: bool = False
    quiet: bool = False
    online: bool = True
    street_map: str = AUTO
    calls: CallWishes = CallWishes()
    ask_before_care: bool = True
    microphone: str = ""
    speaker: str = ""
    units: UnitsChoice = "locale"
    contact: str = ""
    here: Place | None = None
    country: str = ""
    keep: Keep = "always"


def wishes_of(preferences: Preferences) -> Wishes:
    """The wishes behind these preferences."""
    talk = TalkSettings(
        languages=preferences.languages,
        eagerness=EAGERNESS[preferences.pace],
        speed=preferences.speed,
        voice=",".join(dict.fromkeys(preferences.voices.values())),
    )
    return Wishes(
        talk,
        preferences.echo,
        preferences.brain,
        preferences.cloud,
        preferences.cloud_settings,
        headset=preferences.headset,
        patience_s=preferences.cloud_patience,
        unasked=preferences.cloud_unasked,
        quiet=preferences.quiet,
        online=preferences.online,
        street_map=preferences.street_map,
        calls=call_wishes(preferences),
        ask_before_care=preferences.ask_before_care,
        microphone=preferences.microphone,
        speaker=preferences.speaker,
        units=preferences.units,
        contact=preferences.contact,
        here=preferences.here,
        keep=preferences.keep_talks,
    )
