"""One line that says how far things are: rewritten in place on a terminal, said now and then elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TextIO

# In a log, a line every few seconds shows that something happens without filling the page.
SECONDS_BETWEEN_LOG_LINES = 5.0
SECONDS_BETWEEN_REDRAWS = 0.1


class ProgressLine:
    """Parts that go on at the same time, each with its own few words, shown side by side; any thread may tell."""

    def __init__(self, stream: TextIO, monotonic: Callable[[], float], columns: int = 80) -> None:
        """Nothing is shown before the first ``tell``.

        Args:
            stream: Where to; a terminal gets one line that changes.
            monotonic: Seconds, for the pace.
            columns: Width of the terminal; a longer line would wrap and leave its beginning behind.
        """
        self._stream = stream
        self._monotonic = monotonic
        self._columns = columns
        self._terminal = stream.isatty()
        self._parts: dict[str, str] = {}
        self._shown = 0
        self._next = float("-inf")
        self._lock = threading.Lock()

    def tell(self, part: str, words: str) -> None:
        """Set what is said of a part, such as ``Places 40 %``."""
        with self._lock:
            self._parts[part] = words
            now = self._monotonic()
            if now >= self._next:
                self._next = now + (SECONDS_BETWEEN_REDRAWS if self._terminal else SECONDS_BETWEEN_LOG_LINES)
                self._draw()

    def finish(self, part: str, sentence: str) -> None:
        """Drop a part and leave a sentence about it on a line of its own."""
        with self._lock:
            self._parts.pop(part, None)
            self._clear()
            self._stream.write(f"{sentence}\n")
            if self._terminal and self._parts:
                self._draw()
            self._stream.flush()

    def close(self) -> None:
        """Leave the terminal at the beginning of an empty line."""
        with self._lock:
            self._clear()
            self._stream.flush()

    def _draw(self) -> None:
        line = " · ".join(self._parts.values())
        if self._terminal:
            line = line[: self._columns - 1]
            self._stream.write(f"\r{line.ljust(self._shown)}")
            self._shown = len(line)
        else:
            self._stream.write(f"{line}\n")
        self._stream.flush()

    def _clear(self) -> None:
        if self._terminal and self._shown:
            self._stream.write(f"\r{' ' * self._shown}\r")
            self._shown = 0
