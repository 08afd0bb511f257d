"""Router and language model together: who is asked, and whose word counts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from wanderlust.engine.brain.question import Decision, Question
from wanderlust.engine.brain.short_names import ANSWER
from wanderlust.engine.router.fact_slots import topic_in
from wanderlust.engine.router.foreign import function_of
from wanderlust.engine.router.values import HistoryItem, Routing

# Below this confidence a model is asked.
LINE = 0.8
# When the two opinions together are less sure than this, the traveller is asked.
TORN = 0.4
TOP = 3
# What a wrong word could cost dearly comes from dated tables or not at all.
_GRAVE_TOPICS = frozenset(("emergency", "visa", "tap_water"))
_GRAVE = re.compile(
    r"emergenc|ambulance|police|fire (?:brigade|service|department)|\b(?:112|911|999|110|119)\b|visa|passport|"
    r"tap water|drink(?:ing)? (?:the )?water|safe to drink|urgenc|emergencia|notruf|notarzt|polizei|krankenwagen|"
    r"policia|polizia|ambulanc|pompiers|bombeiros|bomberos|feuerwehr|visum|einreise|leitungswasser|"
    r"agua del grifo|eau du robinet|acqua del rubinetto|agua da torneira",
    re.I,
)


def unsure(routing: Routing) -> bool:
    """Whether a second opinion is worth its time; two requests are only cut apart where both are clear."""
    if routing.kind == "chat" or len(routing.calls) > 1:
        return False
    return routing.kind in ("choose", "lost", "ask") or routing.confidence < LINE


def question_of(
    utterance: str,
    language: str,
    history: Sequence[HistoryItem],
    tools: Sequence[Mapping[str, Any]],
    routing: Routing,
    chances: Sequence[tuple[str, float]],
    with_text: bool = True,
) -> Question:
    """What a model is asked.

    Args:
        utterance: What was said.
        language: ISO 639-1.
        history: The talk before.
        tools: The session's tools.
        routing: What the router would do.
        chances: The router's chances of these tools, likeliest first.
        with_text: Whether words are wanted where no tool fits; about grave matters they never are.
    """
    wanted = [name for name, _ in chances[:TOP]]
    wanted += [call.name for call in (*routing.calls, *routing.guess)]
    wanted += [item.name for item in reversed(history) if item.role == "tool_call"][:1]
    offered = {str(function_of(tool).get("name", "")) for tool in tools}
    likely = tuple(name for name in dict.fromkeys(wanted) if name in offered)
    words = with_text and not is_grave(utterance)
    return Question(utterance, language, tuple(history), tuple(tools), dict(chances), likely, words)


def agreed(routing: Routing, decision: Decision) -> Routing:
    """One routing out of the router's and the model's; the router's own object when its word stands.

    Args:
        routing: The router's.
        decision: The model's, its calls held to their tools.
    """
    if not decision.calls:
        chance = decision.chances.get(ANSWER, 0.5)
        return Routing((), chance, decision.text, "chat", ANSWER)
    first = decision.calls[0]
    same = bool(routing.calls) and routing.calls[0].name == first.name
    chance = decision.chances.get(first.name, 0.9 if same else 0.6)
    if chance < TORN and routing.kind == "choose" and not same:
        # Two unsure opinions that differ: the router's question to the traveller stays, the guess is the model's.
        return replace(routing, guess=decision.calls, confidence=min(routing.confidence, chance))
    return Routing(decision.calls, chance, None, "act", first.name)


def is_grave(text: str) -> bool:
    """Whether words are about emergencies, visas or tap water, of which a language model must not speak."""
    return topic_in(text) in _GRAVE_TOPICS or _GRAVE.search(text) is not None
