"""What would follow if a pause were the end is made ready in the pause, and dropped if it was not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field

import pytest

from wanderlust.domain.errors import EngineFailed
from wanderlust.engine.models import Heard
from wanderlust.engine.translation.foresight import Foresight
from wanderlust.engine.translation.pair_hearing import HeardSide
from wanderlust.engine.translation.side import Side
from wanderlust.engine.translation.translator import Translated

SURE = HeardSide("Hello, my friend.", "en", side=Side("en", True, "speech", 9.0))


@dataclass
class Both:
    """Translator and voice, and what they were asked."""

    breaks: bool = False
    translated: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    begun: asyncio.Event = field(default_factory=asyncio.Event)

    async def translate(self, text: str, language: str) -> Translated | None:
        self.translated.append(text)
        if self.breaks:
            raise EngineFailed("The translator stopped.")
        return Translated("Olá, meu amigo.", "local", 9.0)

    async def speak(self, text: str, language: str) -> AsyncGenerator[tuple[str, bytes], None]:
        for piece in text.split(", "):
            self.pieces.append(piece)
            self.begun.set()
            yield piece, b"\1\0"

    def on(self, hearing: asyncio.Task[Heard]) -> Foresight:
        return Foresight(hearing, self.translate, self.speak)


def hearing(heard: Heard) -> asyncio.Task[Heard]:
    async def decode() -> Heard:
        return heard

    return asyncio.create_task(decode())


async def test_the_first_piece_is_made_before_anybody_asks_and_the_rest_when_it_is_played() -> None:
    both = Both()
    foresight = both.on(hearing(SURE))
    await both.begun.wait()
    assert both.pieces == ["Olá"]
    translated, sound = await foresight.translated(), foresight.take_sound()
    assert translated is not None and translated.text == "Olá, meu amigo." and sound is not None
    assert [piece async for piece, _ in sound] == ["Olá", "meu amigo."]
    assert foresight.take_sound() is None


async def test_dropped_it_says_nothing_more() -> None:
    both = Both()
    foresight = both.on(hearing(SURE))
    await both.begun.wait()
    await foresight.drop()
    assert both.pieces == ["Olá"] and foresight.take_sound() is None


async def test_dropping_it_leaves_the_decode_to_whoever_else_waits_for_it() -> None:
    both = Both()
    until = asyncio.Event()

    async def decode() -> Heard:
        await until.wait()
        return SURE

    decoding: asyncio.Task[Heard] = asyncio.create_task(decode())
    foresight = both.on(decoding)
    await asyncio.sleep(0)
    await foresight.drop()
    until.set()
    assert await decoding is SURE and both.translated == []


@pytest.mark.parametrize(
    "heard",
    [
        HeardSide("", "en", side=Side("en", True, "speech", 9.0)),
        HeardSide("Olá.", "pt", side=Side("pt", False, "none", 0.0)),
    ],
)
async def test_without_words_or_a_sure_side_nothing_is_translated(heard: Heard) -> None:
    both = Both()
    foresight = both.on(hearing(heard))
    assert await foresight.translated() is None and both.translated == [] and foresight.take_sound() is None


async def test_a_translator_that_breaks_is_met_again_at_the_end() -> None:
    foresight = Both(breaks=True).on(hearing(SURE))
    assert await foresight.translated() is None and foresight.take_sound() is None
