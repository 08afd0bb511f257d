"""How finished speech sounds: the smart-turn network (BSD-2, by Daily) run by onnxruntime on our own spectrogram.

It hears intonation, not meaning: finished questions score near 1, but so does many a clause with more to come. That is
why it only ever shortens a wait (see ``end_of_turn``).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime  # type: ignore[import-untyped]

from wanderlust.engine.mel import BANDS, HOP, RATE, log_mel

Samples = npt.NDArray[np.float32]

SECONDS = 8
"""What the network hears: the last eight seconds, with silence before shorter sound."""

_TINY = 1e-7  # keeps pure silence from being divided by zero, as in training


def features(samples: Samples) -> npt.NDArray[np.float32]:
    """The network's input for sound at 16 kHz: Whisper's log-mel over eight seconds of zero mean and unit variance.

    Returns:
        float32, shape ``(1, 80, 800)``.
    """
    wanted = SECONDS * RATE
    heard = np.zeros(wanted, np.float32)
    last = samples[-wanted:]
    heard[wanted - len(last) :] = last
    normal = (heard - heard.mean()) / np.sqrt(heard.var() + _TINY)
    spectrum = log_mel(normal.astype(np.float32))
    assert spectrum.shape == (BANDS, wanted // HOP)
    return spectrum[np.newaxis]


class SmartTurn:
    """The network, loaded; one thread that does not spin. Calls may come from any thread, one at a time."""

    def __init__(self, model: Path) -> None:
        """Load ``smart-turn-v3.2-cpu.onnx`` (0.1 s, 10 MB)."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        self._network: Any = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])

    def finished(self, samples: Samples) -> float:
        """The probability that whoever spoke this has finished.

        Args:
            samples: float32 in [-1, 1] at 16 kHz, shape ``(n,)``: the turn so far with a little silence after it.
        """
        (probability,) = self._network.run(None, {"input_features": features(samples)})
        return float(probability[0, 0])
