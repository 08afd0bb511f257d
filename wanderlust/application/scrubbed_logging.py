"""What is written about a run, in the log or when it breaks, without the keys in it."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from types import TracebackType
from typing import TextIO

from wanderlust.domain.scrubbing import Scrubber

SCRUBBER = Scrubber()
"""The one of this process: its log is one, too."""


class ScrubbingFormatter(logging.Formatter):
    """Cleans a whole entry, traceback included; libraries log headers when they are told to log everything."""

    def __init__(self, layout: str, scrubber: Scrubber) -> None:
        super().__init__(layout)
        self._scrubber = scrubber

    def format(self, record: logging.LogRecord) -> str:
        return self._scrubber.clean(super().format(record))


def log_to(stream: TextIO, level: str, scrubber: Scrubber = SCRUBBER) -> None:
    """Log to a stream, and let what breaks a thread be reported there too, all of it cleaned."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(ScrubbingFormatter("%(levelname)s %(name)s: %(message)s", scrubber))
    logging.basicConfig(level=level, handlers=[handler])

    def report(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        stream.write(scrubber.clean("".join(traceback.format_exception(kind, error, trace))))

    sys.excepthook = report
    threading.excepthook = lambda broken: report(broken.exc_type, broken.exc_value, broken.exc_traceback)
