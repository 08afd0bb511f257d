"""What tools changed for the question now open, so that a server that asks for it again changes nothing twice."""

from __future__ import annotations

import json

from wanderlust.assistant.tool_dispatch import ToolRun


class Effects:
    """Finished calls that changed something, by tool and arguments.

    Only what was done before a server was lost counts as done: on one connection a traveller may well want the same
    thing twice.
    """

    def __init__(self) -> None:
        self._now: dict[tuple[str, str], ToolRun] = {}
        self._before: dict[tuple[str, str], ToolRun] = {}

    def note(self, name: str, arguments: str, run: ToolRun) -> None:
        """A call changed something."""
        self._now[_key(name, arguments)] = run

    def done(self, name: str, arguments: str) -> ToolRun | None:
        """The same call made for an earlier server, or None; it is given once for each time it was made."""
        return self._before.pop(_key(name, arguments), None)

    def server_lost(self) -> None:
        """What was done so far was done for a server that is gone."""
        self._before |= self._now
        self._now = {}

    def forget(self) -> None:
        """The question is answered, or another was asked."""
        self._now, self._before = {}, {}


def _key(name: str, arguments: str) -> tuple[str, str]:
    try:
        return name, json.dumps(json.loads(arguments), sort_keys=True)
    except ValueError:
        return name, arguments
