"""A translation and the beginning of its sound, made in the pause that may be the end of what is said.

An utterance ends after 400 to 800 ms of silence, and its words are written down half-way through: whoever waits for
the end with the translation and with a voice that takes 0.6 s for a short sentence gives that time away.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable

from wanderlust.domain.errors import WanderlustError
from wanderlust.engine.models import Heard
from wanderlust.engine.translation.pair_hearing import HeardSide
from wanderlust.engine.translation.translator import Translated

Chunk = tuple[str, bytes]
Translate = Callable[[str, str], Awaitable[Translated | None]]
"""A text and its language; None where it needs no translation."""

Speak = Callable[[str, str], AsyncGenerator[Chunk, None]]
"""The words and the language they were in; the sound of their translation."""


class Begun:
    """Sound whose first chunk is being made already."""

    def __init__(self, chunks: AsyncGenerator[Chunk, None]) -> None:
        self._chunks = chunks
        self._first = asyncio.create_task(self._begin())

    async def _begin(self) -> Chunk | None:
        return await anext(self._chunks, None)

    async def __aiter__(self) -> AsyncIterator[Chunk]:
        first = await self._first
        if first is not None:
            yield first
            async for chunk in self._chunks:
                yield chunk

    async def drop(self) -> None:
        """It is not wanted; a piece under way is finished by the voice and not heard."""
        self._first.cancel()
        await asyncio.gather(self._first, return_exceptions=True)
        await self._chunks.aclose()


class Foresight:
    """What would follow if the pause under way were the end.

    Args:
        hearing: The decode of all that was said up to the pause.
        translate: Puts words into the other language.
        speak: Says a translation.
    """

    def __init__(self, hearing: asyncio.Task[Heard], translate: Translate, speak: Speak) -> None:
        self.hearing = hearing
        self._translate, self._speak = translate, speak
        self._sound: Begun | None = None
        self._translating = asyncio.create_task(self._look_ahead())

    async def _look_ahead(self) -> Translated | None:
        try:
            heard = await asyncio.shield(self.hearing)
            if not isinstance(heard, HeardSide) or not heard.text or not heard.side.sure:
                return None
            translated = await self._translate(heard.text, heard.side.language)
        except WanderlustError:
            return None  # whoever waits for the end meets the same error and reports it
        if translated is not None:
            self._sound = Begun(self._speak(translated.text, heard.side.language))
        return translated

    async def translated(self) -> Translated | None:
        """The translation, if there is one."""
        return await self._translating

    def take_sound(self) -> Begun | None:
        """Its sound, for once; whoever takes it plays it."""
        sound, self._sound = self._sound, None
        return sound

    async def drop(self) -> None:
        """The speaker went on, or something else was said."""
        self._translating.cancel()
        await asyncio.gather(self._translating, return_exceptions=True)
        if (sound := self.take_sound()) is not None:
            await sound.drop()
