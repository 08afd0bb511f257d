"""Whatever is logged or breaks, the keys are not in it."""

from __future__ import annotations

import io
import logging
import os
import subprocess
import sys
from pathlib import Path

from wanderlust.application.scrubbed_logging import ScrubbingFormatter
from wanderlust.domain.scrubbing import Scrubber

CANARY = "sk-canary-4f9c2a7e81b64d0395aa"
UNSHAPED = "gateway7token7without7shape"


def test_an_entry_with_its_traceback_is_cleaned() -> None:
    scrubber, stream = Scrubber(), io.StringIO()
    scrubber.learn(UNSHAPED)
    handler = logging.StreamHandler(stream)
    handler.setFormatter(ScrubbingFormatter("%(message)s", scrubber))
    log = logging.Logger("test")
    log.addHandler(handler)
    try:
        raise ValueError(f"refused {UNSHAPED}")
    except ValueError:
        log.exception("> Authorization: Bearer %s", CANARY)
    assert "ValueError: refused ····" in stream.getvalue()
    assert CANARY not in stream.getvalue() and UNSHAPED not in stream.getvalue()


def test_what_breaks_the_process_or_a_thread_is_cleaned(tmp_path: Path) -> None:
    program = (
        "import sys, threading\n"
        "from wanderlust.application.scrubbed_logging import SCRUBBER, log_to\n"
        f"log_to(sys.stderr, 'WARNING'); SCRUBBER.learn('{UNSHAPED}')\n"
        f"def broken(): raise RuntimeError('thread {UNSHAPED}')\n"
        "thread = threading.Thread(target=broken); thread.start(); thread.join()\n"
        f"raise RuntimeError('process {CANARY}')\n"
    )
    script = tmp_path / "broken.py"
    script.write_text(program, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert "RuntimeError: thread ····" in done.stderr and "RuntimeError: process ····" in done.stderr
    # A traceback quotes the source, too.
    assert CANARY not in done.stderr and UNSHAPED not in done.stderr
    script.unlink()  # it is no file of the app's, and has the key
