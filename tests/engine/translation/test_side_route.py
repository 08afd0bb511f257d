"""The engine tells which of two languages is spoken, whatever it can translate itself."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import RunningEngine
from wanderlust.domain.errors import EngineFailed
from wanderlust.dsp.level import to_int16
from wanderlust.dsp.wav import read_wav
from wanderlust.realtime.engine_side import side_of
from wanderlust.settings.paths import PROJECT

pytestmark = pytest.mark.engine

ENGLISH = to_int16(read_wav(PROJECT / "resources" / "speech" / "where_is_kyoto.wav", 24_000)).tobytes()


class Running:
    """As much of an ``EngineProcess`` as is asked for."""

    def __init__(self, engine: RunningEngine) -> None:
        self.port, self.token = engine.port, engine.token


async def side(engine: RunningEngine, pcm: bytes, *pair: str, before: str = "") -> Any:
    process: Any = Running(engine)
    return await side_of(process, pcm, (pair[0], pair[1]), before)


@pytest.mark.parametrize("other", ["pt", "ja", "pl"])
async def test_english_is_told_from_a_language_that_is_not_installed_either(engine: RunningEngine, other: str) -> None:
    told = await side(engine, ENGLISH, other, "en")
    assert (told.language, told.sure, told.witness) == ("en", True, "speech")
    assert "kyoto" in told.sources["en"].casefold() and told.margin > 1.5


async def test_nobody_is_heard_in_silence(engine: RunningEngine) -> None:
    told = await side(engine, bytes(48_000), "en", "ja")
    assert not told.sure and told.witness == "none" and told.sources == {}


@pytest.mark.parametrize("pair", [("en", "en"), ("en", ""), ("e1", "pt")])
async def test_what_is_no_pair_is_refused(engine: RunningEngine, pair: tuple[str, str]) -> None:
    with pytest.raises(EngineFailed):
        await side(engine, ENGLISH, *pair)


@pytest.mark.parametrize("sound", [b"", b"\0", bytes(48_000 * 61)])
async def test_what_is_no_sound_is_refused(engine: RunningEngine, sound: bytes) -> None:
    with pytest.raises(EngineFailed, match="PCM16"):
        await side(engine, sound, "en", "pt")
