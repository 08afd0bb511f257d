"""The composition root of translation on this computer: the engine's side, and the process it runs in."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Callable
from pathlib import Path

from wanderlust.application.own_command import own_command
from wanderlust.engine.pack_manifest import read_manifest
from wanderlust.engine.packs import PackStore
from wanderlust.engine.translation.set_phrases import read_set_phrases
from wanderlust.engine.translation.translator import TextTranslator, TranslatorProcess
from wanderlust.engine.translation.worker import Direction, serve_translation
from wanderlust.settings.paths import Paths

PREFIX = "translation-"


def installed_directions(paths: Paths) -> dict[Direction, Path]:
    """The directions of the installed packs ``translation-AA-BB``, and the folder of each one's files.

    None where there is no wheel of what runs them, which is so on Macs with Intel's processors.
    """
    if importlib.util.find_spec("fxtranslate") is None:
        return {}
    packs = PackStore(paths.packs, read_manifest(paths.resources / "packs" / "manifest.toml"), paths.bundled_packs)
    found: dict[Direction, Path] = {}
    for name in packs.manifest.packs:
        if name.startswith(PREFIX) and packs.installed(name):
            first, second = name.removeprefix(PREFIX).split("-")
            found[first, second] = found[second, first] = packs.directory(name)
    return found


def text_translator(paths: Paths) -> tuple[TextTranslator, TranslatorProcess]:
    """What translates, and its process, which whoever called ends."""
    process = TranslatorProcess(own_command("engine-translate"))
    phrases = read_set_phrases(paths.resources / "translation" / "set_phrases.tsv")
    return TextTranslator(installed_directions(paths), process, phrases), process


def translator_and_end(paths: Paths) -> tuple[TextTranslator, Callable[[], None]]:
    """What translates, and how to end its process."""
    translator, process = text_translator(paths)
    return translator, process.close


def run_translator(paths: Paths) -> None:
    """Translate what comes in until the input ends."""
    # What a library prints must not stand between the answers.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve_translation(installed_directions(paths), sys.stdin.buffer, out)
