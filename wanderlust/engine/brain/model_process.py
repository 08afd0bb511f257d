"""Inside the language model's own process: serves it on loopback behind a key until the standard input ends."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import BinaryIO

from wanderlust.domain.errors import DataMissing

# The instructions take 3,700 tokens, a turn with its history 300 at most.
CONTEXT_TOKENS = 4608
RUNTIME = "xllamacpp"


def serve_model(model: Path, states: Path, lines: BinaryIO, out: BinaryIO) -> None:
    """Load the model, say where it listens, and end with the input.

    The first line in is ``{"key": ..., "threads": ..., "gently": ...}``; the line out is ``{"url": ...}`` or
    ``{"error": ...}``.

    Args:
        model: The weights, a GGUF file.
        states: Folder for evaluated prefixes.
        lines: Standard input.
        out: Where the answer goes.
    """
    settings = json.loads(lines.readline() or b"{}")
    if settings.get("gently") and hasattr(os, "nice"):
        os.nice(15)
    try:
        url = _listening(model, states, str(settings["key"]), int(settings["threads"]))
    except DataMissing as error:
        out.write(json.dumps({"error": str(error)}).encode() + b"\n")
        out.flush()
        return
    out.write(json.dumps({"url": url}).encode() + b"\n")
    out.flush()
    while lines.readline():
        pass
    # Its destructor waits for requests under way; nobody waits for their answers any more.
    os._exit(0)


def _listening(model: Path, states: Path, key: str, threads: int) -> str:
    try:
        import xllamacpp
    except ImportError as error:
        raise DataMissing(
            "language-model",
            "What runs the language model is not installed.",
            f"Install it with: pip install {RUNTIME}",
        ) from error
    states.mkdir(parents=True, exist_ok=True)
    params = xllamacpp.CommonParams()
    params.model.path = str(model)
    params.n_ctx, params.n_parallel = CONTEXT_TOKENS, 1
    params.hostnames, params.port, params.api_keys = ["127.0.0.1"], 0, [key]
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    params.slot_save_path, params.endpoint_slots = f"{states}{os.sep}", True
    params.ui, params.warmup, params.verbosity = False, False, -1
    params.cache_ram_mib = 0  # one prefix, which stays in its slot
    server = xllamacpp.Server(params)
    _KEPT.append(server)
    return str(server.listening_address)


_KEPT: list[object] = []
"""The server lives as long as the process."""
