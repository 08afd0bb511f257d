"""How each way between two languages can be interpreted on this computer, from the files that are there."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from wanderlust.application.translation import installed_directions
from wanderlust.application.voice import heavy_engines
from wanderlust.domain.errors import VoiceMissing
from wanderlust.domain.interpreting import Direction, Means
from wanderlust.engine.pack_manifest import read_manifest
from wanderlust.engine.packs import PackStore
from wanderlust.engine.voices import Voices, installed_engines
from wanderlust.settings.paths import Paths

Directions = Callable[[tuple[str, str]], Awaitable[tuple[Direction, Direction]]]
"""The two directions between the traveller's language and the other's; raises WanderlustError."""

IN_PHRASEBOOK = frozenset({"en", "es", "fr", "de", "it", "pt", "ja", "ko", "zh"})


def directions_by_files(paths: Paths) -> Directions:
    """What the packs that are installed can do, looked at anew at every call."""

    def look(pair: tuple[str, str]) -> tuple[Direction, Direction]:
        packs = PackStore(paths.packs, read_manifest(paths.resources / "packs" / "manifest.toml"), paths.bundled_packs)
        engines = installed_engines() | heavy_engines(packs.installed)
        voices = Voices.read(paths.resources / "voices" / "voices.toml", engines)
        translated = installed_directions(paths)

        def one(source: str, target: str) -> Direction:
            try:
                voices.voice(target, for_person=True)
                spoken = True
            except VoiceMissing:
                spoken = False
            lacking = () if spoken else ("voice",)
            if (source, target) in translated:
                return Direction(source, target, Means.BUNDLED, spoken=spoken, lacking=lacking)
            phrases = {source, target} <= IN_PHRASEBOOK and source != target
            means = Means.PHRASES_ONLY if phrases else Means.UNAVAILABLE
            return Direction(source, target, means, spoken=spoken, lacking=("translation", *lacking))

        first, second = pair
        return one(first, second), one(second, first)

    async def directions(pair: tuple[str, str]) -> tuple[Direction, Direction]:
        return await asyncio.to_thread(look, pair)

    return directions
