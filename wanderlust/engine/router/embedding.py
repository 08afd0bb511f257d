"""Sentences as unit vectors of 384 numbers, by MiniLM-L6 in eight-bit weights on one thread."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
import onnxruntime  # type: ignore[import-untyped]
from numpy.typing import NDArray
from tokenizers import Tokenizer

from wanderlust.domain.errors import DataMissing

WIDTH: Final = 384
_LONGEST = 64  # word pieces; spoken requests have under 40, and time grows with length


class SentenceEncoder:
    """The sentence model.

    Args:
        model_dir: Folder with ``model.onnx``.
        tokenizer: The model's ``tokenizer.json``.

    Raises:
        DataMissing: A file is not there or cannot be loaded.
    """

    def __init__(self, model_dir: Path, tokenizer: Path) -> None:
        model = model_dir / "model.onnx"
        if not model.is_file() or not tokenizer.is_file():
            raise DataMissing("minilm-l6", "The sentence model is not installed.", "Run: wanderlust setup")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
            self._tokenizer = Tokenizer.from_file(str(tokenizer))
        except Exception as error:  # both libraries raise their own bare Exception types
            raise DataMissing("minilm-l6", "The sentence model is damaged.", "Run: wanderlust setup") from error
        self._tokenizer.enable_truncation(_LONGEST)
        self._tokenizer.no_padding()

    def encode(self, sentence: str) -> NDArray[np.float32]:
        """Mean of the last layer over all word pieces, scaled to length 1; shape (384,)."""
        ids = np.asarray([self._tokenizer.encode(sentence).ids], dtype=np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        hidden = np.asarray(self._session.run(None, feed)[0], dtype=np.float32)
        mean = hidden[0].mean(axis=0)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)
