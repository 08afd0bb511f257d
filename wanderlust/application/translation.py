"""The composition root of translation on this computer: the engine's side of it."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from wanderlust.application.own_command import own_command
from wanderlust.application.runnable_packs import runnable
from wanderlust.application.voice import heavy_engines
from wanderlust.domain.interpreting import Direction as Interpreted
from wanderlust.domain.language_names import english_name
from wanderlust.domain.phrases import PHRASE_LANGUAGES
from wanderlust.engine.pack_manifest import read_manifest
from wanderlust.engine.packs import PackStore
from wanderlust.engine.translation.direction_state import Found, directions_between
from wanderlust.engine.translation.language_packs import (
    directions_in,
    is_language_pack,
    kept_list,
    pack_languages,
    pack_name,
    with_languages,
)
from wanderlust.engine.translation.self_test import SelfTests
from wanderlust.engine.translation.set_phrases import read_set_phrases
from wanderlust.engine.translation.translator import TextTranslator, TranslatorProcess
from wanderlust.engine.translation.ways import PIVOT
from wanderlust.engine.translation.worker import Direction
from wanderlust.engine.voices import Voices, installed_engines
from wanderlust.engine.whisper_text import spoken_languages
from wanderlust.settings.paths import Paths


def language_store(paths: Paths, mirror: str | None = None) -> PackStore:
    """The packs, with one for every pair of languages that the kept list has or that is installed."""
    roots = (paths.packs, *paths.bundled_packs)
    manifest = runnable(read_manifest(paths.resources / "packs" / "manifest.toml"))
    return PackStore(
        paths.packs, with_languages(manifest, kept_list(paths.language_list), roots), paths.bundled_packs, mirror
    )


def installed_directions(paths: Paths) -> dict[Direction, Path]:
    """The directions there is a model for in the installed packs of languages, and the folder of each one's files.

    None where there is no wheel of what runs them, which is so on Macs with Intel's processors.
    """
    if importlib.util.find_spec("fxtranslate") is None:
        return {}
    roots = (paths.packs, *paths.bundled_packs)
    manifest = with_languages(read_manifest(paths.resources / "packs" / "manifest.toml"), None, roots)
    packs = PackStore(paths.packs, manifest, paths.bundled_packs)
    found: dict[Direction, Path] = {}
    for name in manifest.packs:
        if is_language_pack(name) and packs.installed(name):
            folder = packs.directory(name)
            found |= dict.fromkeys(directions_in(name, (file.name for file in folder.iterdir())), folder)
    return found


class InstalledModels:
    """As :func:`installed_directions`, looked at anew when a pack came or went: that changes their folder's time."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._seen: tuple[int, ...] | None = None
        self._found: dict[Direction, Path] = {}

    def __call__(self) -> Mapping[Direction, Path]:
        """The directions there is a model for, and its folder."""
        seen = tuple(_changed(root) for root in (self._paths.packs, *self._paths.bundled_packs))
        if seen != self._seen:
            self._found, self._seen = installed_directions(self._paths), seen
        return self._found

    def folder(self, direction: Direction) -> Path:
        """The folder of one direction's model; raises KeyError."""
        return self()[direction]


def _changed(folder: Path) -> int:
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return 0


def install_advice(paths: Paths, direction: Direction) -> str:
    """What to install for a direction, if there is such a pack; else how to see what there is."""
    names = missing_packs(paths, direction)
    if names:
        return f"Install it with: wanderlust engine pack install {' '.join(names)}"
    if kept_list(paths.language_list) is None:
        return "See which languages there are with: wanderlust engine pack list --languages"
    return ""


def missing_packs(paths: Paths, direction: Direction) -> tuple[str, ...]:
    """The packs to fetch for a direction and the way back, as far as the kept list knows them."""
    store = language_store(paths)
    source, target = direction
    direct = pack_name(source, target)
    through = (pack_name(source, PIVOT), pack_name(PIVOT, target)) if PIVOT not in direction else ()
    for names in ((direct,), through):
        if names and all(name in store.manifest.packs for name in names):
            return tuple(name for name in names if not store.installed(name))
    return ()


def text_translator(paths: Paths) -> tuple[TextTranslator, TranslatorProcess]:
    """What translates, and its process, which whoever called ends."""
    models = InstalledModels(paths)
    process = TranslatorProcess(own_command("engine-translate"), models.folder)
    phrases = read_set_phrases(paths.resources / "translation" / "set_phrases.tsv")
    return TextTranslator(models, process, phrases, remedy=lambda way: install_advice(paths, way)), process


def recognised_languages(paths: Paths) -> frozenset[str]:
    """The languages that the installed recogniser can write down; none when it is not installed."""
    packs = PackStore(paths.packs, read_manifest(paths.resources / "packs" / "manifest.toml"), paths.bundled_packs)
    if not packs.installed("whisper-base"):
        return frozenset()
    return spoken_languages(packs.directory("whisper-base") / "tokenizer.json")


class DirectionSurvey:
    """Finds the state of both directions between two languages.

    Args:
        paths: Where everything lies.
        translate: One sentence through one model, for testing it.
    """

    def __init__(self, paths: Paths, translate: Callable[[str, Direction], str]) -> None:
        self._paths = paths
        self._models = InstalledModels(paths)
        self._tests = SelfTests(paths.self_tests, translate)

    def __call__(self, first: str, second: str) -> tuple[Interpreted, Interpreted]:
        return directions_between(first, second, self._found())

    def many(self, pairs: Sequence[tuple[str, str]]) -> tuple[tuple[Interpreted, Interpreted], ...]:
        """The states of each pair; the disk is looked at once for all."""
        found = self._found()
        return tuple(directions_between(first, second, found) for first, second in pairs)

    def _found(self) -> Found:
        paths, here = self._paths, self._models()
        store = language_store(paths)
        engines = installed_engines() | heavy_engines(store.installed)

        def bundled(name: str) -> bool:
            return store.manifest.pack(name).kind == "model" or not store.removable(name)

        return Found(
            models=here,
            recognised=recognised_languages(paths),
            packs=store,
            bundled=bundled,
            voices=Voices.read(paths.resources / "voices" / "voices.toml", engines),
            phrases=PHRASE_LANGUAGES,
            passed=lambda way: self._tests.passed(here, way),
        )


def offered_languages(paths: Paths, online: Collection[str] = ()) -> tuple[str, ...]:
    """The languages there is something for, by their English names: ``online`` are those a server interprets."""
    kept = kept_list(paths.language_list)
    listed = {code for name in (kept.packs if kept is not None else {}) for code in pack_languages(name)}
    installed = {code for direction in installed_directions(paths) for code in direction}
    return tuple(sorted({*PHRASE_LANGUAGES, *listed, *installed, *online}, key=english_name))


def language_names(directions: Mapping[Direction, Path]) -> str:
    """The pairs of some directions, for a line: ``English and Portuguese, German and English``."""
    pairs = sorted({tuple(sorted(direction)) for direction in directions})
    return ", ".join(f"{english_name(first)} and {english_name(second)}" for first, second in pairs)
