"""The tool calls of the answer under way: started, reported to the window and the server, or given up."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import replace

from wanderlust.assistant.effects import Effects
from wanderlust.assistant.replay import History
from wanderlust.assistant.session_parts import SessionParts
from wanderlust.assistant.tool_dispatch import ToolRun
from wanderlust.assistant.turns import Turns
from wanderlust.domain import events as ev
from wanderlust.domain.conversation import Speaker, Turn
from wanderlust.domain.errors import BadArguments
from wanderlust.wire.items import Item

log = logging.getLogger(__name__)

REMEMBERED_CALLS = 256


class ToolRuns:
    """Runs calls as tasks beside the connection's reader.

    Args:
        parts: What the session works with.
        turns: Where places and cards wait for the answer they belong to.
        keep: Stores and shows a finished turn.
        send: Sends an item to the server.
        all_done: Called when the last open call has its output.
        history: Keeps calls and outputs for the next server.
    """

    def __init__(
        self,
        parts: SessionParts,
        turns: Turns,
        keep: Callable[[Turn], Awaitable[None]],
        send: Callable[[Item], None],
        all_done: Callable[[], None],
        history: History,
    ) -> None:
        self._parts = parts
        self._turns = turns
        self._keep = keep
        self._send = send
        self._all_done = all_done
        self._history = history
        self._open: dict[str, asyncio.Task[None]] = {}
        self._begun: deque[str] = deque(maxlen=REMEMBERED_CALLS)
        self._effects = Effects()

    def __bool__(self) -> bool:
        """Whether a call still runs."""
        return bool(self._open)

    def start(self, item: Item) -> str:
        """Run a call; returns the caption the talk bar shows."""
        call_id, name, text = item.call_id or "", item.name or "", item.arguments or "{}"
        if call_id in self._begun:
            log.warning("the call %s came twice; it runs once", call_id)
            return ""
        self._begun.append(call_id)
        dispatch = self._parts.dispatch
        try:
            arguments = dispatch.arguments(name, text)
            caption = dispatch.caption(name, arguments)
        except BadArguments as error:
            log.warning("%s", error)
            arguments, caption = {}, ""
        self._history.called(item, self._changes_something(name))
        self._parts.sink(ev.ToolStarted(call_id, name, arguments, caption))
        self._open[call_id] = asyncio.create_task(self._run(call_id, name, text))
        return caption

    def give_up(self) -> None:
        """Stop every open call and tell the server so, since a call without an output blocks the conversation."""
        for call_id, task in self._open.items():
            task.cancel()
            output = '{"error": "interrupted by the user"}'
            self._history.came_out(call_id, output)
            self._send(Item("function_call_output", call_id=call_id, output=output))
        self._open.clear()

    def server_lost(self) -> None:
        """Calls go on without the server that asked for them: what is half done is not begun again."""
        self._effects.server_lost()

    def next_question(self) -> None:
        """The traveller asked something else: what was done for the question before may be done again for this."""
        self._effects.forget()

    async def settle(self, seconds: float) -> None:
        """Give open calls this long, so that a new server is told their outputs; then they are stopped for good."""
        if self._open:
            await asyncio.wait(self._open.values(), timeout=seconds)
        for task in self._open.values():
            task.cancel()
        self._open.clear()

    def _changes_something(self, name: str) -> bool:
        tool = self._parts.dispatch.registry.get(name)
        return tool is not None and tool.spec.changes

    async def _run(self, call_id: str, name: str, arguments: str) -> None:
        done = self._effects.done(name, arguments) if self._changes_something(name) else None
        if done is not None:
            log.warning("%s was done already, before the connection was lost; it is not done again", name)
            run = replace(done, call_id=call_id)
        else:
            run = await self._parts.dispatch.run(call_id, name, arguments)
            if run.ok and self._changes_something(name):
                self._effects.note(name, arguments, run)
        await self._report(run, again=done is not None)
        self._open.pop(call_id, None)
        if not self._open:
            self._all_done()

    async def _report(self, run: ToolRun, again: bool) -> None:
        parts, outcome = self._parts, run.outcome
        parts.sink(ev.ToolFinished(run.call_id, run.name, run.output, run.ok, run.duration_ms))
        if outcome is not None and not again:
            activity = Turn(
                run.call_id,
                Speaker.ACTIVITY,
                outcome.activity,
                parts.clock.now(),
                source=outcome.source,
                tool=run.name,
                backend=self._turns.backend,
            )
            await self._keep(activity)
            if outcome.places is not None:
                parts.dispatch.context.focus.show(outcome.places, outcome.chosen)
                parts.sink(ev.PlacesShown(outcome.places, outcome.chosen, outcome.line))
            if outcome.cards:
                parts.sink(ev.CardsShown(run.call_id, outcome.cards))
            if outcome.large:
                parts.sink(ev.WordsShownLarge(outcome.large[0]))
            self._turns.attach(outcome)
        self._history.came_out(run.call_id, run.output_text)
        self._send(Item("function_call_output", call_id=run.call_id, output=run.output_text))
