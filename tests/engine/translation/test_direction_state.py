"""A direction is called after its weakest part: recognition, translation both ways, voice."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from wanderlust.domain.interpreting import Direction, Means
from wanderlust.engine.pack_manifest import MirrorFile, MirrorSource, Pack, PackFile, PackManifest
from wanderlust.engine.translation.direction_state import Found, directions_between
from wanderlust.engine.translation.registry import local_name
from wanderlust.engine.translation.ways import Way
from wanderlust.engine.voices import HEAVY, Voices
from wanderlust.settings.paths import PROJECT

VOICES = PROJECT / "resources" / "voices" / "voices.toml"
HEAVY_SIZE = 92_000_000


def pack(name: str, megabytes: int, listed: bool = True) -> Pack:
    """A pair's pack, its bytes all in one of its models."""
    first, second = name.removeprefix("translation-").split("-")
    names = [local_name((first, second), "model"), local_name((second, first), "model")]
    digest = hashlib.sha256(name.encode()).hexdigest()
    sizes = {names[0]: megabytes * 1_000_000 - 1, names[1]: 1}
    files = tuple(PackFile(file, 2 * size, digest, "MPL-2.0") for file, size in sizes.items())
    sent = {file: MirrorFile(f"https://mirror.example/{file}", size, digest, True) for file, size in sizes.items()}
    return Pack(name, name, "language", {"3.0": files}, (MirrorSource("3.0", sent),) if listed else ())


def voice_pack(name: str, size: int) -> Pack:
    return Pack(name, name, "optional", {"1": (PackFile("v", size, "0" * 64, "MIT"),)}, ())


@dataclass
class Computer:
    """What is on one computer, as far as interpreting goes."""

    models: Mapping[tuple[str, str], Path] = field(default_factory=dict)
    recognised: tuple[str, ...] = ("en", "pt", "de", "fr", "ja", "ko", "es", "el")
    listed: tuple[Pack, ...] = ()
    set_up: tuple[str, ...] = ("translation-en-pt",)
    engines: tuple[str, ...] = ("hibari", "pico")
    broken: tuple[tuple[str, str], ...] = ()
    here: tuple[str, ...] = ()

    @property
    def manifest(self) -> PackManifest:
        packs = (*self.listed, voice_pack("kokoro", HEAVY_SIZE), voice_pack("kokoro-voices", 2_000_000))
        return PackManifest({each.name: each for each in packs})

    def installed(self, name: str) -> bool:
        return name in self.here or any(folder.name == name for folder in self.models.values())

    def between(self, first: str, second: str) -> tuple[Direction, Direction]:
        def passed(way: Way) -> bool:
            return not set(way) & set(self.broken)

        found = Found(
            models=self.models,
            recognised=self.recognised,
            packs=self,
            bundled=self.set_up.__contains__,
            voices=Voices.read(VOICES, self.engines),
            phrases=("en", "pt", "de", "fr", "ja", "ko", "es"),
            passed=passed,
        )
        return directions_between(first, second, found)


def pair(first: str, second: str) -> dict[tuple[str, str], Path]:
    folder = Path("packs") / f"translation-{'-'.join(sorted((first, second)))}"
    return {(first, second): folder, (second, first): folder}


EN_PT, EN_DE, EN_FR = pair("en", "pt"), pair("en", "de"), pair("en", "fr")


def test_what_set_up_brought_is_bundled_and_what_came_later_downloaded() -> None:
    there, back = Computer(models=EN_PT | EN_DE, engines=("hibari", "pico", HEAVY)).between("en", "de")
    assert (there.means, back.means) == (Means.DOWNLOADED, Means.DOWNLOADED)
    _, back = Computer(models=EN_PT).between("en", "pt")
    assert back == Direction("pt", "en", Means.BUNDLED)


def test_a_voice_that_was_fetched_makes_the_direction_a_fetched_one() -> None:
    there, _ = Computer(models=EN_PT, engines=("hibari", HEAVY)).between("en", "pt")
    assert there == Direction("en", "pt", Means.DOWNLOADED)


def test_without_a_voice_the_words_are_shown_and_the_voice_is_offered() -> None:
    there, _ = Computer(models=EN_PT).between("en", "pt")
    expected = Direction("en", "pt", Means.BUNDLED, spoken=False, lacking=("voice",), packs=("kokoro", "kokoro-voices"))
    assert there == expected


def test_a_voice_too_weak_to_speak_for_a_person_is_no_voice() -> None:
    there, _ = Computer(models=EN_FR).between("en", "fr")  # French by Pico alone is too weak, by itself
    assert not there.spoken and there.lacking == ("voice",)


def test_two_languages_that_meet_in_english_say_so() -> None:
    there, back = Computer(models=EN_DE | EN_FR).between("fr", "de")
    assert (there.via, back.via) == ("en", "en") and there.means is Means.DOWNLOADED


def test_what_a_list_has_is_offered_with_its_megabytes() -> None:
    there, back = Computer(models=EN_PT, listed=(pack("translation-de-en", 33),)).between("en", "de")
    assert there == Direction(
        "en",
        "de",
        Means.DOWNLOADABLE,
        33,
        lacking=("translation", "translation back"),
        packs=("translation-de-en",),
    )
    assert back.megabytes == 33


def test_the_way_round_is_offered_with_every_pack_it_lacks_and_no_other() -> None:
    listed = (pack("translation-de-en", 33), pack("translation-en-es", 20))
    there, _ = Computer(listed=listed).between("de", "es")
    assert (there.via, there.packs, there.megabytes) == ("en", ("translation-de-en", "translation-en-es"), 53)
    there, _ = Computer(models=EN_DE, listed=listed).between("de", "es")
    assert there.packs == ("translation-en-es",)


def test_the_voice_is_counted_in_what_is_to_be_fetched() -> None:
    there, back = Computer(listed=(pack("translation-en-ja", 40),)).between("en", "ja")
    assert there.packs == ("translation-en-ja", "kokoro", "kokoro-voices")
    assert (there.megabytes, back.megabytes) == (40 + 94, 40)


def test_a_pack_that_no_mirror_has_any_more_is_not_offered() -> None:
    there, _ = Computer(listed=(pack("translation-de-en", 33, listed=False),)).between("en", "de")
    assert there.means is Means.PHRASES_ONLY


def test_models_that_fail_their_test_do_not_count() -> None:
    there, back = Computer(models=EN_DE, broken=(("en", "de"),), listed=(pack("translation-de-en", 33),)).between(
        "en", "de"
    )
    assert there.means is Means.PHRASES_ONLY and "translation" in there.lacking
    assert back.means is Means.DOWNLOADED and back.lacking == ("translation back",)


def test_a_language_that_is_not_recognised_cannot_be_interpreted_from() -> None:
    models = pair("en", "ca")
    there, back = Computer(models=models, listed=(pack("translation-ca-en", 20),)).between("ca", "en")
    assert there.means is Means.UNAVAILABLE and there.lacking == ("recognition",)
    assert back.means is Means.DOWNLOADED and not back.spoken


@pytest.mark.parametrize(("language", "means"), [("es", Means.PHRASES_ONLY), ("el", Means.UNAVAILABLE)])
def test_with_nothing_but_the_phrasebook_that_is_said(language: str, means: Means) -> None:
    there, back = Computer(models=EN_PT).between("en", language)
    assert (there.means, back.means) == (means, means)


def test_a_one_way_model_lacks_the_way_back() -> None:
    there, back = Computer(models={("en", "de"): Path("packs/translation-de-en")}).between("en", "de")
    assert there.means is Means.DOWNLOADED and there.lacking == ("translation back",)
    assert back.means is Means.PHRASES_ONLY
