"""The multilingual voice: Kokoro-82M in int8, run on phonemes, with one small file for each speaker.

It lives in a process of its own (``heavy_voices``): 200 MB when loaded, more for long pieces, and 1-2 s for a sentence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from wanderlust.domain.errors import DataMissing, VoiceMissing

Samples = npt.NDArray[np.float32]

RATE = 24_000
_STYLE = 256
_STYLES = 510
# 510 tokens is what the model takes; memory grows with the length (410 MB at 180), and so does the wait.
LONGEST = 180
_MODEL, _VOCABULARY = "model.onnx", "vocab.json"


class Kokoro:
    """The model, loaded, and the speakers asked for so far."""

    def __init__(self, model_dir: Path, voices: Mapping[str, Path], threads: int = 2) -> None:
        """Load the model (1.4 s).

        Args:
            model_dir: The installed pack: ``model.onnx`` and ``vocab.json``.
            voices: Speaker to its file, float32 of shape ``(510, 1, 256)``: a style for each length in phonemes.
            threads: Threads for one sentence.

        Raises:
            DataMissing: A file cannot be loaded.
        """
        import onnxruntime as ort  # type: ignore[import-untyped]

        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # Every length is new, so planning memory ahead only costs; with the arena the process grows to 410 MB, without
        # it a long piece touches 2.2 GB.
        options.enable_mem_pattern = False
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            self._network: Any = ort.InferenceSession(
                str(model_dir / _MODEL), options, providers=["CPUExecutionProvider"]
            )
            self._tokens: dict[str, int] = json.loads((model_dir / _VOCABULARY).read_text(encoding="utf-8"))["vocab"]
        except Exception as error:  # onnxruntime raises its own kinds, all of them bare Exceptions
            raise DataMissing(
                "kokoro", f"The natural voice cannot load its files: {error}.", "Install the pack kokoro again."
            ) from error
        self._files = dict(voices)
        self._styles: dict[str, Samples] = {}

    def speak(self, phonemes: str, voice: str, speed: float = 1.0) -> Samples:
        """Phonemes as float32 at 24 kHz, shape ``(n,)``; what the model has no symbol for is left out.

        Raises:
            VoiceMissing: There is no such speaker.
        """
        style = self._style(voice)
        sound = [self._piece(piece, style, speed) for piece in pieces_of(phonemes)]
        return np.concatenate(sound) if sound else np.zeros(0, np.float32)

    def _piece(self, phonemes: str, style: Samples, speed: float) -> Samples:
        tokens = [self._tokens[symbol] for symbol in phonemes if symbol in self._tokens]
        if not tokens:
            return np.zeros(0, np.float32)
        fed = {
            "tokens": np.array([[0, *tokens, 0]], np.int64),
            "style": style[len(tokens) - 1].reshape(1, _STYLE),
            "speed": np.array([speed], np.float32),
        }
        sound: Samples = self._network.run(None, fed)[0].ravel().astype(np.float32, copy=False)
        return sound

    def _style(self, voice: str) -> Samples:
        if voice not in self._styles:
            path = self._files.get(voice)
            if path is None:
                raise VoiceMissing(voice, f"The voice {voice} is not installed.", "Install its pack.")
            style = np.fromfile(path, np.float32)
            if style.size != _STYLES * _STYLE:
                raise DataMissing(voice, f"The file of the voice {voice} is damaged.", "Install its pack again.")
            self._styles[voice] = style.reshape(_STYLES, 1, _STYLE)
        return self._styles[voice]


def pieces_of(phonemes: str, longest: int = LONGEST) -> list[str]:
    """Phonemes in pieces of at most ``longest``, cut after punctuation if there is any late enough, else at a space."""
    pieces: list[str] = []
    rest = phonemes.strip()
    while len(rest) > longest:
        head = rest[:longest]
        marks = [match.end() for match in re.finditer(r"[.,;:!?…—]+(?=\s)", head) if match.end() > longest // 3]
        cut = marks[-1] if marks else head.rfind(" ")
        cut = cut if cut > 0 else longest
        pieces.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    return [piece for piece in [*pieces, rest] if piece]
