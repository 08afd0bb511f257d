"""Yes and no after a question that asks leave to do something."""

from __future__ import annotations

import re

from wanderlust.engine.router.entities import Reading
from wanderlust.engine.router.focus import Focus
from wanderlust.engine.router.talk_slots import steered
from wanderlust.engine.router.values import Routing, ToolCall

DECLINED = "declined"
# Tools that ask leave first; a yes repeats the call and lets it through.
_ASKS_LEAVE = frozenset(("itinerary_remove", "place_call"))
_LONGEST = 6  # words; a longer turn says more than yes or no


def confirmed(reading: Reading, focus: Focus, offered: tuple[str, ...]) -> Routing | None:
    """The routing of a plain yes or no, or None when the turn is neither or nothing was asked.

    With ``control`` offered the answer goes there; without it a yes repeats the call that asked.
    """
    call = focus.call
    if call is None or call.name not in _ASKS_LEAVE or not focus.question or len(reading.text.split()) > _LONGEST:
        return None
    action = steered(reading, Focus()).get("action")
    if action == "cancel" or re.match(r"(?:no|nope|nah|don't|keep)\b", reading.text, re.I):
        action = "no"
    if action not in ("yes", "no"):
        return None
    if "control" in offered:
        return Routing((ToolCall("control", {"action": action}),), 0.9, None, "act", "control")
    if action == "yes" and call.name in offered:
        return Routing((call,), 0.9, None, "act", call.name)
    return Routing((), 0.9, "", "chat", DECLINED) if action == "no" else None
