"""The composition root of the interpreter beside a conversation."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import cache

from wanderlust.application.interpreter_line import Conversation, InterpreterLine, InterpreterServices
from wanderlust.application.interpreter_links import InterpreterLinks
from wanderlust.application.lent_sound import LentSound
from wanderlust.application.translation import offered_languages
from wanderlust.assistant.interpreter.ports import InterpreterLink, TalkStore
from wanderlust.assistant.ports import Clock, EventSink
from wanderlust.domain.interpreting import Direction
from wanderlust.realtime.engine_process import EngineProcess
from wanderlust.realtime.engine_translation import (
    EngineTalk,
    directions,
    directions_of,
    open_interpreter,
    translated,
)
from wanderlust.settings.paths import Paths
from wanderlust.travel.care import Care


def interpreter_line(
    paths: Paths,
    clock: Clock,
    sound: LentSound,
    store: TalkStore,
    sink: EventSink,
    conversation: Conversation,
    warm: Callable[[], Awaitable[EngineProcess]],
    careful: bool,
    delays: Callable[[str, dict[str, float]], None] = lambda utterance_id, ms: None,
    online: InterpreterLinks | None = None,
) -> InterpreterLine:
    """The interpreter over the engine that ``warm`` brings, the one of the conversation too; or over a server's."""

    @cache
    def care() -> Care:
        return Care.read(paths.resources / "phrases")

    async def open_link(near: Direction, far: Direction) -> InterpreterLink:
        if online is not None:
            return await online.open_link((near.source, far.source))
        return EngineTalk(await open_interpreter(await warm(), near.source, far.source))

    async def back(text: str, source: str, target: str) -> str:
        return (await translated(await warm(), text, source, target)).text

    async def look(pair: tuple[str, str]) -> tuple[Direction, Direction]:
        near, far = await directions(await warm(), *pair)
        return (near, far) if online is None else await online.directions(near, far)

    async def survey(pairs: Sequence[tuple[str, str]]) -> tuple[tuple[Direction, Direction], ...]:
        found = await directions_of(await warm(), pairs)
        return found if online is None else await online.directions_of(found)

    async def languages() -> tuple[str, ...]:
        spoken = frozenset[str]() if online is None else await online.languages()
        return await asyncio.to_thread(offered_languages, paths, spoken)

    parts = InterpreterServices(
        sound, clock, sink, store, care, look, open_link, back, delays, languages, survey,
        network_up=online.network_up if online is not None else lambda: None,
        go_back=online.go_back if online is not None else lambda: None,
    )  # fmt: skip
    return InterpreterLine(parts, conversation, careful)
