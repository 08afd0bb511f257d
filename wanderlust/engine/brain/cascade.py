"""Router and language model together: who is asked, and whose word counts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from wanderlust.engine.brain.merging import merged, same_tools
from wanderlust.engine.brain.question import Decision, Question
from wanderlust.engine.brain.short_names import ANSWER
from wanderlust.engine.router.fact_slots import topic_in
from wanderlust.engine.router.foreign import function_of
from wanderlust.engine.router.misheard import heard
from wanderlust.engine.router.values import HistoryItem, Routing

# Below this chance that the router's calls are right to the last argument a model is asked. On 127 lines that neither
# had seen, whole calls rose from 0.73 to 0.80 with every fifth line asked; asking about more of them lost some again.
LINE = 0.75
# So sure of its tool the router is right more often than a model that names another one.
KEEP = 0.8
# Where the router hears mere talk, a model less sure of a tool is wrong: "how tall is Everest" is no distance.
TALK = 0.8
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
    """Whether a second opinion is worth its time."""
    return routing.kind in ("choose", "ask") or (routing.kind != "chat" and routing.whole < LINE)


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
    chances = in_its_talk(routing, chances)
    wanted = [name for name, _ in chances[:TOP]]
    wanted += [call.name for call in (*routing.calls, *routing.guess)]
    wanted += [item.name for item in reversed(history) if item.role == "tool_call"][:1]
    offered = {str(function_of(tool).get("name", "")) for tool in tools}
    likely = tuple(name for name in dict.fromkeys(wanted) if name in offered)
    words = with_text and not is_grave(utterance)
    # The words as the router took them: mistaken ones put right, repairs made.
    return Question(
        heard(utterance, language) or utterance, language, tuple(history), tuple(tools), dict(chances), likely, words
    )


def in_its_talk(routing: Routing, chances: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """The chances with what the talk before says: "what about Cork" alone is no question for the weather."""
    if routing.kind != "act" or len(routing.calls) != 1:
        return list(chances)
    name = routing.calls[0].name
    own = dict(chances).get(name, 0.0)
    if own >= routing.confidence:
        return list(chances)
    scale = (1.0 - routing.confidence) / max(1.0 - own, 1e-6)
    raised = [(other, chance * scale) for other, chance in chances if other != name]
    return sorted([(name, routing.confidence), *raised], key=lambda pair: -pair[1])


def agreed(routing: Routing, decision: Decision, utterance: str) -> Routing:
    """One routing out of the router's and the model's; the router's own object when its word stands.

    Args:
        routing: The router's.
        decision: The model's, its calls held to their tools.
        utterance: What was said.
    """
    ours = routing.calls or routing.guess
    sure = routing.confidence >= KEEP
    if routing.kind == "act" and not same_tools(ours, decision.calls):
        # What the router would do it does: on 250 lines of a writer neither knew, a model that named another tool, or
        # none, was wrong more often than the router (tool 0.90 with its word, 0.92 without).
        return routing
    if not decision.calls:
        chance = decision.chances.get(ANSWER, 0.5)
        return routing if ours and sure else Routing((), chance, decision.text, "chat", ANSWER)
    first = decision.calls[0]
    chance = decision.chances.get(first.name, 0.9 if ours and ours[0].name == first.name else 0.6)
    if same_tools(ours, decision.calls):
        confidence = max(chance, routing.confidence)
        return Routing(merged(ours, decision.calls, utterance), confidence, None, "act", first.name)
    theirs = sorted(call.name for call in decision.calls)
    if routing.calls and (len(routing.calls) > len(theirs) or sorted(call.name for call in ours) == theirs):
        return routing  # it heard more, or the same in the order of the words
    other = bool(ours) and ours[0].name not in theirs
    if (other and sure) or (not ours and bool(decision.chances) and (sure or chance < TALK)):
        return routing
    if chance < TORN and routing.kind == "choose" and other:
        # Two unsure opinions that differ: the router's question to the traveller stays, the guess is the model's.
        return replace(routing, guess=decision.calls, confidence=min(routing.confidence, chance))
    return Routing(decision.calls, chance, None, "act", first.name)


def is_grave(text: str) -> bool:
    """Whether words are about emergencies, visas or tap water, of which a language model must not speak."""
    return topic_in(text) in _GRAVE_TOPICS or _GRAVE.search(text) is not None
