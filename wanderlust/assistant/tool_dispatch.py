"""Runs tool calls as tasks with a time limit, and turns whatever happens into an output for the model."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import dataclass

from wanderlust.assistant.arguments import parsed_arguments
from wanderlust.assistant.ports import Clock
from wanderlust.assistant.tools.registry import ToolRegistry
from wanderlust.assistant.tools.tool import ToolContext, ToolOutcome
from wanderlust.domain.conversation import JsonObject
from wanderlust.domain.errors import BadArguments, ToolFailed, WanderlustError

log = logging.getLogger(__name__)

TIME_LIMIT_S = 10.0


@dataclass(frozen=True, slots=True)
class ToolRun:
    """One finished call.

    Attributes:
        call_id: Its id on the wire.
        name: The tool.
        output: What goes back to the model.
        outcome: What the tool found, or None when it failed.
        ok: Whether it worked.
        duration_ms: How long it took.
    """

    call_id: str
    name: str
    output: JsonObject
    outcome: ToolOutcome | None
    ok: bool
    duration_ms: float

    @property
    def output_text(self) -> str:
        return json.dumps(self.output, ensure_ascii=False)


class ToolDispatch:
    """Holds the registry and what tools may reach."""

    def __init__(self, registry: ToolRegistry, context: ToolContext, time_limit_s: float = TIME_LIMIT_S) -> None:
        self.registry = registry
        self.context = context
        self._time_limit_s = time_limit_s

    def arguments(self, name: str, text: str) -> JsonObject:
        """The call's arguments held to the schema; raises BadArguments, also for a tool that is not there."""
        tool = self.registry.get(name)
        if tool is None:
            raise BadArguments(name, "there is no such tool")
        return parsed_arguments(tool.spec, text)

    def caption(self, name: str, arguments: JsonObject) -> str:
        """What the talk bar says while it runs."""
        tool = self.registry.get(name)
        return tool.caption(arguments) if tool is not None else ""

    def _expected(self, name: str) -> JsonObject:
        """What a model mends a bad call by: the tool's schema, or the tools there are."""
        tool = self.registry.get(name)
        if tool is None:
            return {"tools": [spec.name for spec in self.registry.specs]}
        return {"expected": tool.spec.schema()}

    async def run(self, call_id: str, name: str, arguments_text: str) -> ToolRun:
        """Run one call to its end; never raises for what a tool or a model did wrong."""
        clock: Clock = self.context.clock
        began = clock.monotonic()
        outcome: ToolOutcome | None = None
        try:
            arguments = self.arguments(name, arguments_text)
            tool = self.registry.get(name)
            assert tool is not None  # self.arguments has refused unknown names
            async with asyncio.timeout(self._time_limit_s):
                outcome = await tool.run(arguments, self.context)
            output = outcome.output()
        except BadArguments as error:
            output = {
                "error": error.detail,
                **self._expected(name),
                "say": {"en": "I did not get that right. Say it another way."},
            }
        except ToolFailed as error:
            output = {"error": error.sentence, "say": {"en": str(error), **error.said}}
        except TimeoutError:
            sentence = "That took too long, so I stopped looking."
            output = {"error": "timeout", "say": {"en": sentence}}
        except WanderlustError as error:
            log.warning("tool %s failed: %s", name, error)
            output = {"error": error.sentence, "say": {"en": str(error)}}
        except Exception:
            log.exception("tool %s broke", name)
            output = {"error": "internal error", "say": {"en": "Something broke while I looked that up."}}
        duration = (clock.monotonic() - began) * 1000
        return ToolRun(call_id, name, output, outcome, outcome is not None, duration)
