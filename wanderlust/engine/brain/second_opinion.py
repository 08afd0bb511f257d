"""Asks a language model where the router is unsure, and makes of both opinions one routing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from wanderlust.domain.errors import BrainFailed
from wanderlust.engine.brain.brains import Brains
from wanderlust.engine.brain.cascade import agreed, is_grave, question_of, unsure
from wanderlust.engine.brain.checking import checked
from wanderlust.engine.brain.question import Thinks
from wanderlust.engine.router.values import HistoryItem, Routing

log = logging.getLogger(__name__)

# Longer than this nobody waits for an answer that the router could have asked a question about.
LIMIT_S = 6.0
LONGEST_TEXT = 200  # characters; what a model says is read out, so it must be short

Tier = Literal["router", "llm"]
Likely = Callable[[], Awaitable[Sequence[tuple[str, float]]]]


@dataclass(frozen=True, slots=True)
class Opinion:
    """A routing and whose it is."""

    routing: Routing
    tier: Tier


class SecondOpinion:
    """The language model as the router's helper.

    Args:
        brains: Which model.
        limit: Seconds it has.
        with_text: Whether it may answer in words where no tool fits.
    """

    def __init__(self, brains: Brains, limit: float = LIMIT_S, with_text: bool = True) -> None:
        self.brains = brains
        self._limit = limit
        self._with_text = with_text

    def wanted(self, routing: Routing) -> bool:
        """Whether this routing calls for a second opinion, and there may be somebody to give it."""
        return self.brains.choice != "off" and unsure(routing)

    async def on(
        self,
        routing: Routing,
        utterance: str,
        tools: Sequence[Mapping[str, Any]],
        history: Sequence[HistoryItem],
        language: str,
        likely: Likely,
    ) -> Opinion:
        """The routing both come to; the router's own when there is no model, or it fails or takes too long.

        Cancelling ends the model's work.

        Args:
            routing: What the router would do.
            utterance: What was said.
            tools: The session's tools.
            history: The talk before.
            language: ISO 639-1.
            likely: Asks the router for the chances of all tools.
        """
        own = Opinion(routing, "router")
        model: Thinks | None = None
        try:
            async with asyncio.timeout(self._limit):
                model = await self.brains.find()
                if model is None:
                    return own
                question = question_of(utterance, language, history, tools, routing, await likely(), self._with_text)
                decision = await model.decide(question)
        except TimeoutError:
            log.info("the language model took longer than %.0f s", self._limit)
            return own
        except BrainFailed as error:
            log.warning("the language model did not help: %s", error)
            if model is not None:
                self.brains.failed(model)
            return own
        calls = checked(decision.calls, question)
        if calls is None:
            log.info("the language model's calls do not fit their tools: %s", decision.calls)
            return own
        result = agreed(routing, replace(decision, calls=calls), question.utterance)
        if result is routing:
            return own
        if result.calls or result.guess:
            return Opinion(result, "llm")
        words = " ".join((result.reply or "").split())
        wanted = question.with_text and words and len(words) <= LONGEST_TEXT and not is_grave(words)
        # It is talk, but not in words of the model's: what the router would say to somebody it cannot help.
        return Opinion(replace(result, reply=words if wanted else routing.reply), "llm")
