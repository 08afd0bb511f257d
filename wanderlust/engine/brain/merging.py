"""One call out of two opinions on it: the router's words where they hold, the model's where those are too many."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wanderlust.domain.money import folded
from wanderlust.engine.router.values import ToolCall

_WORD = re.compile(r"[^\W_]+")
# Of these the router's rules know every way to say them, and a chosen word need not have been said.
_EXACT = frozenset(("amount", "from", "to", "action", "topic", "price", "mode"))

# Short words for a thing are whole: "lunch at Botín" is not Botín. From here on the router took a clause along.
_WORDED = frozenset(("item", "query", "goal", "text"))
LONG = 5


def merged(router: Sequence[ToolCall], model: Sequence[ToolCall], utterance: str) -> tuple[ToolCall, ...]:
    """The calls of two opinions that name the same tools in the same order.

    What only one of them heard is kept. Where both heard something else, the router's words stand, unless the model's
    are a piece of them ("volcano" of "volcano after all with her ankle") or the router's were never said.

    Args:
        router: The router's calls; they may lack arguments.
        model: The model's, held to their tools and to what was said.
        utterance: What was said.
    """
    taken = {folded(str(value)) for call in router for value in call.arguments.values()}
    return tuple(_merged(ours, theirs, utterance, taken) for ours, theirs in zip(router, model, strict=True))


def _merged(ours: ToolCall, theirs: ToolCall, utterance: str, taken: set[str]) -> ToolCall:
    arguments = dict(ours.arguments)
    for key, value in theirs.arguments.items():
        # A word that the router already put somewhere else is no second argument: "tomorrow" is no place.
        added = key not in arguments and folded(str(value)) not in taken
        if added or (key in arguments and _better(key, value, arguments[key], utterance)):
            arguments[key] = value
    return ToolCall(ours.name, arguments)


def _better(key: str, model: object, router: object, utterance: str) -> bool:
    if key in _EXACT or not isinstance(model, str) or not isinstance(router, str):
        return False
    fewer, more, said = _words(model), _words(router), _words(utterance)
    if not fewer or fewer == more:
        return False
    if key in _WORDED and len(more) < LONG:
        return False
    piece = any(more[at : at + len(fewer)] == fewer for at in range(len(more) - len(fewer) + 1))
    never_said = not set(more) & set(said) and set(fewer) <= set(said)
    return piece or never_said


def _words(text: str) -> list[str]:
    return _WORD.findall(folded(text))


def same_tools(router: Sequence[ToolCall], model: Sequence[ToolCall]) -> bool:
    """Whether two opinions name the same tools in the same order."""
    return bool(router) and [call.name for call in router] == [call.name for call in model]
