"""What tells, beside the chances of the fitted weights, whether a routing is right: signs for its confidence."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final

from wanderlust.domain.money import folded
from wanderlust.engine.router.trimming import LEAD_WORDS
from wanderlust.engine.router.values import HistoryItem, Routing, ToolCall

NAMES: Final = (
    "one",
    "log odds",
    "chance of the tool",
    "margin",
    "asks",
    "unsure",
    "talk",
    "talk before",
    "changed",
    "words",
    "several",
    "may be several",
    "clause",
    "long argument",
    "unexplained",
    "other language",
    "search",
    "call",
    "add or remove",
    "misfit",
)
_WORD = re.compile(r"[^\W_]+(?:'[a-z]+)?")
_JOINED = re.compile(r"\b(?:and|then|also|plus|y|et|und|dann|poi|depois|después)\b|[;.?!]\s+\S", re.I)
# Small words that stand in a clause and hardly ever in a name or a thing.
_CLAUSE_WORDS = """
i i'm i've i'd i'll we we're we've we'd we'll you you're he she they it's that's me us my is are was were am be been
do does did have has had can could would will should must may might don't doesn't didn't can't won't gets got get
if when because since while though so please what where how who why which going want wants wanted need needs
"""
_CLAUSE = frozenset(_CLAUSE_WORDS.split())
_ASKING_WORDS = """
weather rain raining sunny hot cold warm temperature forecast snow time clock far distance long convert exchange worth
much many map show find near add put plan trip itinerary remove take off cancel schedule translate say call ring phone
book ask tell interpret speak language money currency plug plugs voltage tip tipping tap water emergency number visa
capital population people holidays drive side code open cheap walk train car fly bike drive
"""
_EXPLAINED = LEAD_WORDS | _CLAUSE | frozenset(_ASKING_WORDS.split())
_FREE_TEXT = frozenset(("goal", "text"))


def signs_of(routing: Routing, utterance: str, history: Sequence[HistoryItem], language: str) -> tuple[float, ...]:
    """The signs of a routing, in the order of ``NAMES``; each about 0 to 1 but for the log odds."""
    calls = routing.calls or routing.guess
    chance = min(max(routing.confidence, 0.02), 0.995)
    ranked = dict(routing.ranked)
    ordered = sorted(ranked.values(), reverse=True)
    name = calls[0].name if calls else ""
    own = ranked.get(name, 0.0)
    values = [(key, str(value)) for call in calls for key, value in call.arguments.items() if isinstance(value, str)]
    said = [folded(word.group()) for word in _WORD.finditer(utterance)]
    covered = {folded(part) for _, value in values for part in re.findall(r"[^\W_]+", value)}
    content = [word for word in said if len(word) > 3 and word not in _EXPLAINED]
    left = [word for word in content if not any(part[:4] == word[:4] for part in covered)]
    return (
        1.0,
        math.log(chance / (1 - chance)),
        own,
        ordered[0] - ordered[1] if len(ordered) > 1 else 1.0,
        float(routing.kind == "ask"),
        float(routing.kind in ("choose", "lost") and bool(calls)),
        float(not calls),
        float(bool(history)),
        float(bool(calls) and abs(own - routing.confidence) > 1e-6),
        min(len(said), 20) / 20,
        float(len(calls) > 1),
        float(len(calls) == 1 and _JOINED.search(utterance) is not None),
        float(any(_is_clause(key, value) for key, value in values)),
        float(any(len(value.split()) > 4 for key, value in values if key not in _FREE_TEXT)),
        min(len(left), 5) / 5,
        float(language != "en"),
        float(name == "find_places"),
        float(name == "place_call"),
        float(name in ("itinerary_add", "itinerary_remove")),
        float(_misses_place(calls, history)),
    )


def _is_clause(key: str, value: str) -> bool:
    return key not in _FREE_TEXT and any(folded(word.group()) in _CLAUSE for word in _WORD.finditer(value))


def _misses_place(calls: Sequence[ToolCall], history: Sequence[HistoryItem]) -> bool:
    """A question about weather or time that names no place in the middle of a talk."""
    return bool(history) and any(
        call.name in ("get_weather", "local_time") and "place" not in call.arguments for call in calls
    )
