"""The language model of the optional pack: bound by a grammar, its instructions kept on disk already evaluated."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp

from wanderlust.domain.errors import BrainFailed
from wanderlust.engine.brain.call_text import read_calls
from wanderlust.engine.brain.first_words import chances_of
from wanderlust.engine.brain.grammar import call_grammar
from wanderlust.engine.brain.model_server import ModelServer
from wanderlust.engine.brain.prompt import turn_text
from wanderlust.engine.brain.question import Decision, Question
from wanderlust.engine.brain.short_names import ANSWER, full_names
from wanderlust.engine.brain.weighing import weighed
from wanderlust.engine.router.foreign import follows_catalogue, function_of

log = logging.getLogger(__name__)

LONGEST_CALL = 90  # tokens
# As many beginnings as it takes for every tool's word to be among them.
BEGINNINGS = 60
Tools = tuple[Mapping[str, Any], ...]
# Words that may join two requests; without one there is only one.
_JOINED = re.compile(r"\b(?:and|then|also|plus|y|et|und|dann|e|poi|depois|después)\b|[;.?!]\s+\S", re.I)
_BROKE = "The language model stopped in the middle of its work."


class PackModel:
    """Asks the model in its own process.

    Args:
        server: Its process.
        prefix: The instructions.
        states: Folder where the evaluated instructions are kept: the process writes and reads them there.
        edition: What the kept file depends on beside the instructions: weights and runtime.
    """

    name = "the language model on this computer"

    def __init__(self, server: ModelServer, prefix: str, states: Path, edition: str) -> None:
        self._server = server
        self._prefix = prefix
        self._states = states
        digest = hashlib.sha256(f"{edition}\n{prefix}".encode()).hexdigest()[:16]
        self._state = f"instructions-{digest}.bin"
        self._warming: asyncio.Task[None] | None = None
        self._http: aiohttp.ClientSession | None = None

    @property
    def running(self) -> bool:
        """Whether its process runs and holds memory."""
        return self._server.pid is not None

    async def decide(self, question: Question) -> Decision:
        """See ``Thinks.decide``."""
        self._server.begin_use()
        try:
            await self.warm_up()
            prompt = self._prefix + turn_text(question)
            if not all(follows_catalogue(tool) for tool in question.tools):
                # The names of other clients' tools begin with the same tokens: the grammar alone holds it to a few.
                return await self._written(prompt, question, _named(question, question.likely))
            # First only the word it would begin with: one token tells what both opinions come to.
            begun = await self._complete(prompt, n_predict=1, n_probs=BEGINNINGS)
            chances = weighed(chances_of(begun, full_names(question.tools)), question.router)
            best = max(chances, key=lambda name: chances[name])
            if best == ANSWER and not question.with_text:
                return Decision(chances=chances)
            written = await self._written(prompt, question, _named(question, (best,)), talk=best == ANSWER)
            return replace(written, chances=chances)
        finally:
            self._server.end_use()

    async def _written(self, prompt: str, question: Question, first: Tools, talk: bool = True) -> Decision:
        """What it writes when held to these tools, or to words, for the first call."""
        more = question.tools if _JOINED.search(question.utterance) else ()
        grammar = call_grammar(first, more, talk, question.with_text)
        answer = await self._complete(prompt, n_predict=LONGEST_CALL, grammar=grammar)
        return read_calls(str(answer.get("content", "")), full_names(question.tools))

    async def _complete(self, prompt: str, **wanted: Any) -> dict[str, Any]:
        fixed = {"prompt": prompt, "temperature": 0, "cache_prompt": True, "id_slot": 0}
        return await self._post("/completion", {**fixed, **wanted})

    async def warm_up(self) -> None:
        """See that the process runs and has the instructions; a caller that gives up does not end it."""
        if self._warming is None or (self._warming.done() and self._server.pid is None):
            self._warming = asyncio.create_task(self._warm_up())
        try:
            await asyncio.shield(self._warming)
        except BrainFailed:
            self._warming = None
            raise

    async def close(self) -> None:
        """See ``Thinks.close``."""
        if self._warming is not None:
            self._warming.cancel()
            await asyncio.gather(self._warming, return_exceptions=True)
        if self._http is not None:
            await self._http.close()
            self._http = None
        await self._server.close()

    @property
    def prepared(self) -> bool:
        """Whether the evaluated instructions for these weights and words lie on disk."""
        return (self._states / self._state).is_file()

    async def prepare(self) -> None:
        """Evaluate the instructions and keep them, in a process that gives way to all others, which then ends.

        About a minute on two cores, once for every pair of weights and instructions; nothing when they are kept.

        Raises:
            BrainFailed: The model cannot be started, or broke.
        """
        if self.prepared:
            return
        self._server.begin_use()
        try:
            await self._server.start(gently=True)
            await self.warm_up()
        finally:
            self._server.end_use()
            await self._server.stop()
            self._warming = None

    async def _warm_up(self) -> None:
        await self._server.start()
        if self.prepared:
            try:
                await self._post("/slots/0?action=restore", {"filename": self._state})
                return
            except BrainFailed:
                log.warning("the kept instructions of the language model are damaged; I read them again")
                (self._states / self._state).unlink(missing_ok=True)
                await self._server.start()
        # About 45 s on two cores, once.
        await self._complete(self._prefix, n_predict=0)
        for old in self._states.glob("instructions-*.bin"):
            old.unlink(missing_ok=True)
        await self._post("/slots/0?action=save", {"filename": self._state})

    async def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Closing the connection, which a cancelled task does, ends the model's work as well."""
        if self._http is None:
            self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None))
        headers = {"Authorization": f"Bearer {self._server.key}"}
        try:
            async with self._http.post(self._server.url + path, json=body, headers=headers) as response:
                answer = await response.json(content_type=None)
                if response.status != 200:
                    raise BrainFailed(f"The language model refused ({response.status}).")
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise BrainFailed(_BROKE) from error
        if not isinstance(answer, dict):
            raise BrainFailed(_BROKE)
        return answer


def _named(question: Question, names: tuple[str, ...]) -> Tools:
    return tuple(tool for tool in question.tools if str(function_of(tool).get("name", "")) in names)
