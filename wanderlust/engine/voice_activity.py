"""Speech or not, chunk by chunk: the Silero network run by onnxruntime.

One thread that does not spin: a chunk of 32 ms costs 0.08 ms, and a spinning pool would burn a core between chunks.
The network's inputs are those of Silero VAD 5 and 6 (MIT): 64 samples of context before each 512 new ones, and a
state of shape (2, 1, 128) carried from call to call.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime  # type: ignore[import-untyped]

Samples = npt.NDArray[np.float32]

RATE = 16_000
CHUNK = 512
"""Samples a probability stands for: 32 ms at ``RATE``."""

_CONTEXT = 64


def load_network(model: Path) -> Any:
    """The network as an onnxruntime session; any number of ``VoiceActivity`` streams may share one."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


class VoiceActivity:
    """The probability of speech in one stream of sound; chunks must come in order."""

    def __init__(self, network: Any) -> None:
        """Start a stream on a network from ``load_network``."""
        self._network = network
        self._rate = np.array(RATE, np.int64)
        self.reset()

    def reset(self) -> None:
        """Forget what was heard, as at the start of a stream."""
        self._state = np.zeros((2, 1, 128), np.float32)
        self._context = np.zeros(_CONTEXT, np.float32)

    def feed(self, chunk: Samples) -> float:
        """The probability that this chunk holds speech.

        Args:
            chunk: float32 in [-1, 1] at 16 kHz, shape ``(512,)``.

        Raises:
            ValueError: The chunk has another length.
        """
        if chunk.shape != (CHUNK,):
            raise ValueError(f"a chunk is {CHUNK} samples, not {chunk.shape}")
        heard = np.concatenate([self._context, chunk]).astype(np.float32, copy=False)
        probability, self._state = self._network.run(
            None, {"input": heard[np.newaxis], "state": self._state, "sr": self._rate}
        )
        self._context = heard[-_CONTEXT:]
        return float(probability[0, 0])
