"""The table of voices: which engine speaks a language, and the sentence when none does."""

from __future__ import annotations

import importlib.util
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from wanderlust.domain.errors import DataMissing, VoiceMissing

_MODULES = {"hibari": "hibari", "pico": "py_nanotts"}
HEAVY = "kokoro"
HEAVY_PACKS = ("kokoro", "kokoro-voices")
"""What every voice of that engine needs, beside its own pack."""

TOO_WEAK = 15.0
"""A voice of which more than so many words in a hundred are recognised wrongly never speaks for a person."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice.

    Attributes:
        engine: ``hibari``, ``pico``, or ``kokoro`` in a process of its own.
        name: What the engine calls it.
        language: ISO 639-1 code.
        quality: ``natural`` for a neural voice, ``plain`` for one that is plainly a machine.
        rate: Samples a second it produces.
        gain: Factor that brings it to the common loudness.
        licence: SPDX identifier.
        round_trip: Words in a hundred that come back wrong when its speech is recognised.
        pack: A pack it needs besides its engine's, or empty.
        own_answers: Whether it may speak Wanderlust's own answers, which stand on the screen as well.
    """

    engine: str
    name: str
    language: str
    quality: Literal["natural", "plain"]
    rate: int
    gain: float
    licence: str
    round_trip: float
    pack: str = ""
    own_answers: bool = True

    @property
    def speaks_for_person(self) -> bool:
        """Whether it is clear enough to say a traveller's own words to someone else."""
        return self.round_trip <= TOO_WEAK

    @property
    def packs(self) -> tuple[str, ...]:
        """The packs it needs, beside the packages of its engine."""
        return (*(HEAVY_PACKS if self.engine == HEAVY else ()), *((self.pack,) if self.pack else ()))


def installed_engines() -> frozenset[str]:
    """The engines whose packages are installed here (Pico has none for macOS on ARM)."""
    return frozenset(engine for engine, module in _MODULES.items() if importlib.util.find_spec(module) is not None)


class Voices:
    """Voices by language, best first."""

    def __init__(
        self, names: Mapping[str, str], voices: Mapping[str, tuple[Voice, ...]], engines: Collection[str]
    ) -> None:
        """Make a table.

        Args:
            names: Language code to English name.
            voices: Language code to voices in order of preference, whether or not their engine is here.
            engines: Engines that can run here, and packs of single voices that are installed.
        """
        self._names = names
        self._voices = voices
        self._engines = frozenset(engines)

    @classmethod
    def read(cls, path: Path, engines: Collection[str] | None = None) -> Voices:
        """Read ``voices.toml``; ``engines`` are those installed unless given.

        Raises:
            DataMissing: The file is missing or is not such a table.
        """
        try:
            languages: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))["language"]
            names = {code: str(table["name"]) for code, table in languages.items()}
            voices = {
                code: tuple(Voice(language=code, **voice) for voice in table["voice"])
                for code, table in languages.items()
            }
        except (OSError, KeyError, TypeError, ValueError) as error:
            sentence = f"The table of voices cannot be read: {error}."
            raise DataMissing("voices", sentence, "Install Wanderlust again.") from error
        return cls(names, voices, installed_engines() if engines is None else engines)

    def voice(self, language: str, for_person: bool = False, wanted: Collection[str] = ()) -> Voice:
        """The best voice that can run here for a language; a region ("en-GB") is set aside.

        Args:
            language: ISO 639-1 code.
            for_person: It is to say a person's words to someone else, who cannot read them.
            wanted: Names of voices that come before better ones.

        Raises:
            VoiceMissing: There is none, or none clear enough.
        """
        code = language.lower().split("-")[0]
        known = self._voices.get(code, ())
        fit = tuple(voice for voice in known if (voice.speaks_for_person if for_person else voice.own_answers))
        able = [voice for voice in fit if self._runs(voice)]
        if able:
            return min(able, key=lambda voice: voice.name not in wanted)
        raise self._missing(code, known, fit)

    def _runs(self, voice: Voice) -> bool:
        return voice.engine in self._engines and (not voice.pack or voice.pack in self._engines)

    def _missing(self, code: str, known: tuple[Voice, ...], fit: tuple[Voice, ...]) -> VoiceMissing:
        name = self._names.get(code, code)
        if known and not fit:
            sentence = f"I have no voice for {name} that people would understand."
            return VoiceMissing(code, sentence, "Show the words instead.")
        heavy = next((voice for voice in fit if voice.engine == HEAVY), None)
        if heavy is not None:
            packs = " ".join(heavy.packs)
            return VoiceMissing(
                code,
                f"The voice for {name} is not installed.",
                f"Install it with: wanderlust engine pack install {packs}",
            )
        where = "on this kind of computer" if known else "in this version"
        return VoiceMissing(code, f"I have no voice for {name} {where}.", "You can read the answer instead.")

    def packs_for(self, language: str) -> tuple[str, ...]:
        """The packs that would bring a voice that may speak for a person; empty where none would."""
        fit = (voice for voice in self._voices.get(language, ()) if voice.speaks_for_person)
        return next((voice.packs for voice in fit if voice.engine in (HEAVY, *self._engines)), ())

    def offered(self) -> Mapping[str, tuple[Voice, ...]]:
        """By language, every voice that may speak Wanderlust's own answers and can run here; best first."""
        return {
            code: tuple(voice for voice in voices if voice.own_answers and self._runs(voice))
            for code, voices in self._voices.items()
        }

    def languages(self) -> tuple[str, ...]:
        """Codes of the languages that can be spoken here, in the table's order."""
        return tuple(
            code
            for code, voices in self._voices.items()
            if any(self._runs(voice) and voice.own_answers for voice in voices)
        )
