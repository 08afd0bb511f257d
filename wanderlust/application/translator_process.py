"""The process that translates, which imports nothing but what that takes: two models are to fit into 120 MB."""

from __future__ import annotations

import os
import sys

from wanderlust.engine.translation.worker import serve_translation


def run_translator() -> None:
    """Translate what comes in until the input ends."""
    # What a library prints must not stand between the answers.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve_translation(sys.stdin.buffer, out)
