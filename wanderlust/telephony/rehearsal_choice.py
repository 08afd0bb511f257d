"""Which rehearsal business is meant: by its name, its kind, or what is wanted of it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from wanderlust.domain.money import folded
from wanderlust.telephony.rehearsal_business import Script

# What people say for them beside their names.
_KINDS = {
    "strawberries": "strawberry strawberries chocolate confectioner fruit berries berry",
    "restaurant": "restaurant trattoria bistro dinner lunch table diner eat ramen sushi pizza pizzeria steakhouse",
    "taxi": "taxi cab ride driver minicab chauffeur",
    "pharmacy": "pharmacy chemist drugstore apothecary medicine sunscreen",
    "hotel": "hotel hostel inn reception desk room guesthouse lodge",
    "museum": "museum gallery exhibition tickets",
    "bakery": "bakery baker cake bread croissants pastry patisserie",
    "bikes": "bike bikes bicycle bicycles rental cycle",
    "clinic": "clinic doctor dentist appointment surgery physician hospital",
    "lost_property": "lost property found umbrella wallet office",
}
_SMALL = "the and for shop store place call our some order book today tomorrow tonight name under"
_COUNTS = "one two three four five six seven eight nine ten"
_IDLE = frozenset(f"{_SMALL} {_COUNTS}".split())


def rehearsal_for(scripts: Mapping[str, Script], business: str, goal: str) -> Script | None:
    """The business that a wish fits best; None when nothing of it fits any.

    Args:
        scripts: The businesses there are, by key.
        business: Whom to call, in the traveller's words.
        goal: What for; counts a quarter of whom.
    """
    whom, what = _words(business), _words(goal)
    best, most = None, 0.0
    for key, script in scripts.items():
        known = _words(f"{_KINDS.get(key, '')} {script.name} {key.replace('_', ' ')}")
        score = _shared(whom, known) + _shared(what, known) / 4
        if score > most:
            best, most = script, score
    return best


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w{3,}", folded(text))) - _IDLE


def _shared(some: frozenset[str], known: frozenset[str]) -> int:
    return sum(any(word == other or _stem(word) == _stem(other) for other in known) for word in some)


def _stem(word: str) -> str:
    return re.sub(r"(?:ies|y|es|s)$", "", word)
