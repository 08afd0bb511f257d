"""What is said when a service gives no answer: what happened, and what to do."""

from __future__ import annotations

from wanderlust.domain.online import Reason

_WHO = {
    "places": "the service for places",
    "points": "the service for cafés, shops and sights",
    "weather": "the weather service",
    "money": "the service for exchange rates",
    "route": "the service for routes",
    "map": "the street map",
    "summary": "the encyclopedia",
    "picture": "the encyclopedia",
    "releases": "the address that tells of new versions",
}
_WHAT: dict[Reason, str] = {
    "offline": "I stay off the internet, as you chose, so I did not ask {who}.",
    "unreachable": "I cannot reach {who}. The network may be down.",
    "timeout": "{Who} did not answer in time.",
    "busy": "{Who} has too much to do just now. I ask it again in a while.",
    "down": "{Who} is out of order just now.",
    "refused": "{Who} refuses my question.",
    "page": "{Who} answered with a web page. This network may want you to sign in first.",
    "garbled": "{Who} sent something I cannot read.",
    "too_large": "{Who} sent more than I can take.",
}


def sentence_for(reason: Reason, purpose: str) -> str:
    """The sentence for a reason; ``purpose`` is what was asked for."""
    who = _WHO.get(purpose, "the service")
    return _WHAT[reason].format(who=who, Who=who[0].upper() + who[1:])
