"""What the preferences mean to calls: by which line, for whom, and within which limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from wanderlust.domain.calls.card import LineKind
from wanderlust.domain.calls.policy import CallRules
from wanderlust.settings.preferences import Preferences


@dataclass(frozen=True, slots=True)
class CallWishes:
    """How calls are to be made.

    Attributes:
        line: Who carries them.
        name: For whom they are made; empty names nobody.
        rules: The limits.
        languages: ISO 639-1 codes a typed yes may be in.
        home: ISO 3166-1 code of the country that numbers without a code are dialled in.
        sip: Name and provider of the SIP account; the provider is empty where there is none.
        sip_minute: Dollars that a minute over SIP costs; 0 = not told.
        twilio: Account, number and public address at Twilio.
    """

    line: LineKind = "rehearsal"
    name: str = ""
    rules: CallRules = CallRules()
    languages: tuple[str, ...] = ("en",)
    home: str = ""
    sip: tuple[str, str] = ("", "")
    sip_minute: float = 0.0
    twilio: tuple[str, str, str] = ("", "", "")


def call_wishes(preferences: Preferences) -> CallWishes:
    """The wishes behind these preferences."""
    rules = CallRules(
        countries=frozenset(preferences.calls_countries),
        minutes=preferences.calls_minutes,
        dollars_a_call=preferences.calls_dollars,
        calls_a_day=preferences.calls_a_day,
        dollars_a_day=preferences.calls_dollars_a_day,
        quiet_from=time(preferences.calls_quiet_from % 24),
        quiet_until=time(preferences.calls_quiet_until % 24),
    )
    return CallWishes(
        preferences.calls_line,
        preferences.calls_name,
        rules,
        preferences.languages,
        sip=(preferences.sip_user, preferences.sip_domain),
        sip_minute=preferences.sip_minute,
        twilio=(preferences.twilio_sid, preferences.twilio_number, preferences.twilio_public),
    )
