"""The interpreter as the conversation's tools see it, whether there is one or not."""

from __future__ import annotations

from wanderlust.assistant.ports import Interpreter
from wanderlust.assistant.tools.tool import NoInterpreter


class InterpreterAtHand:
    """Fills ``ports.Interpreter`` with the one of this run, once it is there."""

    def __init__(self) -> None:
        self._interpreter: Interpreter = NoInterpreter()

    def use(self, interpreter: Interpreter) -> None:
        """Open this one from now on."""
        self._interpreter = interpreter

    @property
    def own_language(self) -> str:
        return self._interpreter.own_language

    async def check(self, near: str, far: str) -> None:
        await self._interpreter.check(near, far)

    def open_after_answer(self, near: str, far: str) -> None:
        self._interpreter.open_after_answer(near, far)
