"""Runs `drivers/window_driver.py` and waits for what it tells."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.end_to_end.processes import engines_of
from wanderlust.settings.paths import PROJECT

Told = dict[str, Any]

_PROGRAM = Path(__file__).parent / "drivers" / "window_driver.py"


class WindowProcess:
    """The window app as a child process; ends with the ``with`` block.

    Args:
        environment: Of the process.
        before: Words before the command, such as ``unshare ...``.
    """

    def __init__(self, environment: dict[str, str], before: Sequence[str] = ()) -> None:
        self._child = subprocess.Popen(
            [*before, sys.executable, str(_PROGRAM)],
            env={**environment, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(PROJECT)},
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._told: list[Told] = []
        self._complaints: list[str] = []
        self._came = threading.Condition()
        self._ended = False
        self._next = 0
        self._readers = [threading.Thread(target=read, daemon=True) for read in (self._read, self._read_complaints)]
        for reader in self._readers:
            reader.start()

    def __enter__(self) -> WindowProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    @property
    def pid(self) -> int:
        return self._child.pid

    @property
    def engine(self) -> int:
        """The process id of its engine."""
        (engine,) = engines_of(self.pid)
        return engine

    def do(self, *words: object) -> None:
        """Give one command."""
        assert self._child.stdin is not None
        self._child.stdin.write(" ".join(map(str, words)) + "\n")
        self._child.stdin.flush()

    def wait_for(
        self, event: str, such: Callable[[Told], bool] = lambda told: True, within: float = 40, **wanted: object
    ) -> Told:
        """The next event of this kind with these fields; others before it are passed over."""
        until = time.monotonic() + within
        with self._came:
            while True:
                while self._next < len(self._told):
                    told = self._told[self._next]
                    self._next += 1
                    fits = told["event"] == event and all(told[key] == value for key, value in wanted.items())
                    if fits and such(told):
                        return told
                assert not self._ended, f"the app ended before {event} {wanted}: {self._history()}"
                came = self._came.wait(max(0.0, until - time.monotonic()))
                assert came or self._next < len(self._told), f"no {event} {wanted}: {self._history()}"

    def wait_for_state(self, state: str, within: float = 40) -> Told:
        """The next time the conversation is in this state."""
        return self.wait_for("StateChanged", within=within, state=state)

    def wait_for_turn(self, speaker: str) -> Told:
        """The next finished turn of ``user`` or ``assistant``."""
        finished: Told = self.wait_for("TurnFinished", lambda told: told["turn"]["speaker"] == speaker)
        return dict(finished["turn"])

    def wait_for_words(self, words: str) -> Told:
        """The next time a turn that is not finished shows these words, said already or not."""
        return self.wait_for("TurnText", lambda told: words in told["settled"] + told["tentative"])

    def wait_until_heard(self, characters: int = 5) -> Told:
        """The next time that more than so many characters of an answer have been played."""
        return self.wait_for("TurnText", lambda told: len(told["settled"]) > characters)

    def cut_in(self) -> Told:
        """Press Esc in the middle of an answer; the turn that is left of it."""
        self.wait_until_heard()
        self.do("press", "escape")
        self.do("release", "escape")
        return self.wait_for_turn("assistant")

    def look(self) -> Told:
        """What the window shows now."""
        self.do("look")
        return self.wait_for("looked")

    def told(self, event: str) -> list[Told]:
        """All events of this kind so far."""
        with self._came:
            return [told for told in self._told if told["event"] == event]

    def close(self) -> int:
        """Close the window as the traveller does; the exit code."""
        self.do("close")
        code = self._child.wait(timeout=20)
        for reader in self._readers:
            reader.join()
        return code

    def kill(self) -> None:
        """End it without a chance to tidy up."""
        self._child.kill()
        self._child.wait()
        for reader in self._readers:
            reader.join()
        for stream in (self._child.stdin, self._child.stdout, self._child.stderr):
            if stream is not None and not stream.closed:
                stream.close()

    @property
    def complaints(self) -> str:
        """What it wrote to stderr so far."""
        return "".join(self._complaints)

    def _history(self) -> str:
        lines = [json.dumps(told, ensure_ascii=False)[:300] for told in self._told[-40:]]
        return "\n".join([*lines, self.complaints])

    def _read(self) -> None:
        assert self._child.stdout is not None
        for line in self._child.stdout:
            with self._came:
                self._told.append(json.loads(line))
                self._came.notify_all()
        with self._came:
            self._ended = True
            self._came.notify_all()

    def _read_complaints(self) -> None:
        assert self._child.stderr is not None
        for line in self._child.stderr:
            self._complaints.append(line)
