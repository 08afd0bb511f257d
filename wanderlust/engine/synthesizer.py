"""Text to speech, piece by piece, at 24 kHz: hibari for English, SVOX Pico for its languages, a heavy voice for others.

Both voices put silence around what they say (hibari 0.30 s before and 0.48 s after, Pico 0.1 and up to 0.7 s); it is
cut off, since the traveller waits through the first, and pauses of our own stand between the pieces.

Pico holds the interpreter while it computes (20-35 ms a sentence), hibari does not; both use one thread.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from wanderlust.domain.errors import EngineFailed, VoiceMissing
from wanderlust.dsp.level import to_float, to_int16
from wanderlust.dsp.resample import resample
from wanderlust.engine.heavy_voices import HeavyVoices
from wanderlust.engine.sentences import split_for_speech
from wanderlust.engine.spoken_text import spoken_text
from wanderlust.engine.voices import HEAVY, Voice, Voices

log = logging.getLogger(__name__)

Samples = npt.NDArray[np.float32]

RATE = 24_000

_PAUSE_SECONDS = {"clause": 0.12, "sentence": 0.28}
_LAST_PAUSE_SECONDS = 0.04
_LEAD_SECONDS, _TAIL_SECONDS = 0.03, 0.08
_FADE_SECONDS = 0.005
# -50 dBFS: under the softest fricative of either voice at its common loudness, over Pico's noise floor.
_SILENCE = 0.003


@dataclass(frozen=True, slots=True)
class SpokenPiece:
    """A piece of text and its sound: int16 at 24 kHz, shape ``(n,)``, with the pause that follows it."""

    text: str
    samples: npt.NDArray[np.int16]


class _Engine(Protocol):
    def speak(self, text: str, voice: Voice, speed: float) -> Samples: ...


class _Hibari:
    """The neural English voice; the model comes inside its package."""

    def __init__(self, voice: Voice) -> None:
        from hibari import Hibari  # type: ignore[import-untyped]

        self._model: Any = Hibari(voice=voice.name, threads=1)

    def speak(self, text: str, voice: Voice, speed: float) -> Samples:
        # A fixed seed for its noise makes the same text the same sound, which tests and caches rely on.
        sound: Samples = self._model(text, speed=min(2.0, max(0.5, speed)), seed=0)
        return sound * np.float32(voice.gain)


class _Pico:
    """Text to speech by SVOX Pico, which was made for telephones."""

    def __init__(self) -> None:
        import py_nanotts  # type: ignore[import-untyped]

        self._model = py_nanotts.NanoTTS()

    def speak(self, text: str, voice: Voice, speed: float) -> Samples:
        pcm = self._model.speak(text, voice=voice.name, speed=speed, volume=voice.gain)
        return to_float(np.frombuffer(pcm, np.int16))


class _Heavy:
    """The multilingual voice, elsewhere."""

    def __init__(self, process: HeavyVoices) -> None:
        self._process = process

    def speak(self, text: str, voice: Voice, speed: float) -> Samples:
        return self._process.speak(text, voice.language, voice.name, speed) * np.float32(voice.gain)


class Synthesizer:
    """Speaks; engines load when their first language is asked for, or with ``warm_up``."""

    def __init__(self, voices: Voices, heavy: HeavyVoices | None = None) -> None:
        """Make a synthesizer for the voices of a table; ``heavy`` is the process of those that need one."""
        self._voices = voices
        self._heavy = heavy
        self._engines: dict[tuple[str, str], _Engine] = {}

    def warm_up(self, language: str = "en") -> None:
        """Load a language's voice and speak a word, so that the first answer does not wait 0.9 s for it.

        Raises:
            VoiceMissing: Nothing here speaks the language.
        """
        voice = self._voices.voice(language)
        self._engine(voice).speak("One.", voice, 1.0)

    def prepare(self, language: str) -> None:
        """Load a heavy voice before its first sentence is there, from any thread; for other languages do nothing."""
        try:
            voice = self._voices.voice(language)
            if voice.engine == HEAVY and self._heavy is not None:
                self._heavy.warm_up(language, voice.name)
        except (VoiceMissing, EngineFailed) as error:
            log.info("%s", error)  # it is said when something is to be spoken

    def speak(self, text: str, language: str, speed: float = 1.0) -> Iterator[npt.NDArray[np.int16]]:
        """The sound of a text, piece by piece, each as soon as it is made.

        Args:
            text: What to say; text without a letter or digit gives no sound.
            language: ISO 639-1 code.
            speed: 1.0 is the voice's own pace, 0.5 half as fast.

        Yields:
            int16 at 24 kHz, shape ``(n,)``; to be played one after the other without a gap.

        Raises:
            VoiceMissing: Nothing here speaks the language.
            EngineFailed: The process of the heavy voices broke.
        """
        for piece in self.pieces(text, language, speed):
            yield piece.samples

    def pieces(
        self, text: str, language: str, speed: float = 1.0, wanted: Collection[str] = (), for_person: bool = False
    ) -> Iterator[SpokenPiece]:
        """As ``speak``, with the text of each piece beside its sound; joined by spaces they are the whole text.

        ``wanted`` names voices that come before better ones; ``for_person`` leaves out those too weak to say somebody's
        words to someone else.
        """
        voice = self._voices.voice(language, for_person, wanted)
        written = split_for_speech(text, slow=voice.engine == HEAVY)
        for number, piece in enumerate(written, 1):
            said = spoken_text(piece.text, voice.language)
            sound = _trimmed(self._engine(voice).speak(said, voice, speed), voice.rate)
            sound = resample(sound, voice.rate, RATE)
            pause = _LAST_PAUSE_SECONDS if number == len(written) else _PAUSE_SECONDS[piece.after] / speed
            silence = np.zeros(round(pause * RATE), np.float32)
            yield SpokenPiece(piece.text, to_int16(np.concatenate([sound, silence])))

    def _engine(self, voice: Voice) -> _Engine:
        key = (voice.engine, voice.name if voice.engine == "hibari" else "")
        if key not in self._engines:
            self._engines[key] = self._loaded(voice)
        return self._engines[key]

    def _loaded(self, voice: Voice) -> _Engine:
        if voice.engine == "hibari":
            return _Hibari(voice)
        if voice.engine != HEAVY:
            return _Pico()
        if self._heavy is None:
            raise EngineFailed("The natural voice cannot be started here.")
        return _Heavy(self._heavy)

    def close(self) -> None:
        """End the process of the heavy voices, if it runs."""
        if self._heavy is not None:
            self._heavy.close()


def _trimmed(sound: Samples, rate: int) -> Samples:
    """Sound with all but a breath of the silence around it cut off, rising from and falling to zero."""
    loud = np.flatnonzero(np.abs(sound) > _SILENCE)
    if not len(loud):
        return np.zeros(0, np.float32)
    start = max(0, int(loud[0]) - round(_LEAD_SECONDS * rate))
    stop = min(len(sound), int(loud[-1]) + round(_TAIL_SECONDS * rate))
    kept = sound[start:stop].astype(np.float32, copy=True)
    fade = min(round(_FADE_SECONDS * rate), len(kept) // 2)
    ramp = (0.5 - 0.5 * np.cos(np.pi * np.arange(fade) / fade)).astype(np.float32)
    kept[:fade] *= ramp
    kept[len(kept) - fade :] *= ramp[::-1]
    return kept
