"""How each direction between two languages can be interpreted on this computer: what is here, what works, what lacks.

Recognition, translation both ways and voice all count, and the weakest of them says what the direction is called.
Whether a server is there to do it instead is for whoever knows of one (``Means.ONLINE``).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from wanderlust.domain.errors import VoiceMissing
from wanderlust.domain.interpreting import Direction as Interpreted
from wanderlust.domain.interpreting import Means
from wanderlust.engine.pack_manifest import PackManifest
from wanderlust.engine.translation.language_packs import directions_in, download_size, needed_packs
from wanderlust.engine.translation.ways import PIVOT, Way, via, ways
from wanderlust.engine.translation.worker import Direction
from wanderlust.engine.voices import Voice

MEGABYTE = 1_000_000
RECOGNITION, TRANSLATION, BACK, VOICE = "recognition", "translation", "translation back", "voice"


class KnowsVoices(Protocol):
    """The table of voices."""

    def voice(self, language: str, for_person: bool = False, wanted: Collection[str] = ()) -> Voice: ...

    def packs_for(self, language: str) -> tuple[str, ...]: ...


class KnowsPacks(Protocol):
    """The packs on the disk."""

    @property
    def manifest(self) -> PackManifest: ...

    def installed(self, name: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Found:
    """What the states are computed from.

    Attributes:
        models: The folder of every installed direction's model.
        recognised: Languages that speech can be written down in, by the installed recogniser.
        packs: The packs, those of the kept list of languages among them.
        bundled: Whether a pack came with Wanderlust and was not fetched since.
        voices: Who can speak.
        phrases: Languages of the phrasebook.
        passed: Whether the self-test of every one of these directions is passed.
    """

    models: Mapping[Direction, Path]
    recognised: Collection[str]
    packs: KnowsPacks
    bundled: Callable[[str], bool]
    voices: KnowsVoices
    phrases: Collection[str]
    passed: Callable[[Way], bool]


def directions_between(first: str, second: str, found: Found) -> tuple[Interpreted, Interpreted]:
    """The state of both directions between two languages (ISO 639-1 codes)."""
    return _state(first, second, found), _state(second, first, found)


def _state(source: str, target: str, found: Found) -> Interpreted:
    installed = ways(found.models)
    way = installed.get((source, target))
    works = way is not None and found.passed(way)
    back = installed.get((target, source))
    lacking = []
    if source not in found.recognised:
        lacking.append(RECOGNITION)
    if not works:
        lacking.append(TRANSLATION)
    if back is None or not found.passed(back):
        lacking.append(BACK)
    voice = _voice(target, found)
    if voice is None:
        lacking.append(VOICE)
    voice_packs = () if voice is not None else _to_fetch(found.voices.packs_for(target), found)
    if way is not None and works and RECOGNITION not in lacking:
        packs = {*needed_packs(way), *(voice.packs if voice is not None else ())}
        means = Means.BUNDLED if all(map(found.bundled, packs)) else Means.DOWNLOADED
        return Interpreted(
            source,
            target,
            means,
            via=via(way),
            spoken=voice is not None,
            lacking=tuple(lacking),
            packs=voice_packs,
        )
    offered = () if works or RECOGNITION in lacking else _offered(source, target, found)
    if offered:
        route, to_fetch = offered[0], (*offered[1], *voice_packs)
        size = sum(download_size(found.packs.manifest.pack(name)) for name in to_fetch)
        return Interpreted(
            source,
            target,
            Means.DOWNLOADABLE,
            max(1, round(size / MEGABYTE)),
            via(route),
            voice is not None,
            tuple(lacking),
            to_fetch,
        )
    phrases = source in found.phrases and target in found.phrases
    means = Means.PHRASES_ONLY if phrases else Means.UNAVAILABLE
    return Interpreted(source, target, means, spoken=voice is not None, lacking=tuple(lacking))


def _voice(language: str, found: Found) -> Voice | None:
    """The voice that may say a person's words in a language, or None."""
    try:
        return found.voices.voice(language, for_person=True)
    except VoiceMissing:
        return None


def _to_fetch(names: Collection[str], found: Found) -> tuple[str, ...]:
    known = found.packs.manifest.packs
    return tuple(name for name in names if name in known and not found.packs.installed(name))


def _offered(source: str, target: str, found: Found) -> tuple[Way, tuple[str, ...]] | tuple[()]:
    """The way that could be had by fetching packs, and which; empty where no list knows one."""
    for way in (((source, target),), ((source, PIVOT), (PIVOT, target))):
        if len(way) > 1 and PIVOT in (source, target):
            break
        steps = {step: needed_packs((step,))[0] for step in way}
        wanting = [step for step in way if step not in found.models]
        here = tuple(step for step in way if step in found.models)
        # Both ways are wanted: with the pack of a pair come both of its models.
        if wanting and all(_brings(steps[step], step, found) for step in wanting) and (not here or found.passed(here)):
            return way, tuple(dict.fromkeys(steps[step] for step in wanting))
    return ()


def _brings(name: str, step: Direction, found: Found) -> bool:
    """Whether a pack can be fetched and has the model of a direction."""
    pack = found.packs.manifest.packs.get(name)
    if pack is None or not pack.sources or found.packs.installed(name):
        return False
    return step in directions_in(name, (file.name for file in pack.editions[pack.sources[0].edition]))
