"""Inside the heavy voices' process: reads sentences from standard input, writes their sound to standard output."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import BinaryIO, Protocol

import numpy as np
import numpy.typing as npt

from wanderlust.domain.errors import WanderlustError

Samples = npt.NDArray[np.float32]


class SpeaksPhonemes(Protocol):
    """A model that turns phonemes into float32 sound at 24 kHz."""

    def speak(self, phonemes: str, voice: str, speed: float = 1.0) -> Samples: ...


def phonemes_of(text: str, language: str) -> str:
    """The phonemes of a text whose figures are written out.

    Raises:
        ValueError: There are no rules for the language.
    """
    match language:
        case "pt":
            from wanderlust.engine.phonemes.portuguese import portuguese_phonemes

            return portuguese_phonemes(text)
        case "fr":
            from wanderlust.engine.phonemes.french import french_phonemes

            return french_phonemes(text)
        case "ja":
            from wanderlust.engine.phonemes.japanese import japanese_phonemes

            return japanese_phonemes(text)
        case "zh":
            from wanderlust.engine.phonemes.mandarin import mandarin_phonemes

            return mandarin_phonemes(text)
        case _:
            raise ValueError(f"there are no phonemes for {language}")


def serve_voice(load: Callable[[], SpeaksPhonemes], lines: BinaryIO, out: BinaryIO) -> None:
    """Answer until the input ends; what cannot be said is answered with ``{"error": sentence}``."""
    model: SpeaksPhonemes | None = None
    for line in lines:
        question = json.loads(line)
        try:
            if model is None:
                model = load()
            phonemes = phonemes_of(question["text"], question["language"])
            sound = model.speak(phonemes, question["voice"], min(2.0, max(0.5, float(question["speed"]))))
        except WanderlustError as error:
            out.write(json.dumps({"error": str(error)}).encode() + b"\n")
        else:
            out.write(json.dumps({"samples": len(sound)}).encode() + b"\n" + sound.astype("<f4").tobytes())
        out.flush()
