"""The composition root of the interpreter beside a conversation."""

from __future__ import annotations

from functools import cache

from wanderlust.application.engine_line import EngineLine
from wanderlust.application.interpreter_directions import directions_by_files
from wanderlust.application.interpreter_line import InterpreterLine, InterpreterServices
from wanderlust.application.lent_sound import LentSound
from wanderlust.application.services import Services
from wanderlust.assistant.interpreter.ports import InterpreterLink, TalkStore
from wanderlust.assistant.ports import EventSink
from wanderlust.assistant.session import Session
from wanderlust.domain.interpreting import Direction
from wanderlust.realtime.engine_translation import EngineInterpreter, open_interpreter, translated
from wanderlust.travel.care import Care


def interpreter_line(
    services: Services,
    sound: LentSound,
    store: TalkStore,
    sink: EventSink,
    conversation: Session,
    engine: EngineLine,
    careful: bool,
) -> InterpreterLine:
    """The interpreter over the engine that the conversation uses too."""

    @cache
    def care() -> Care:
        return Care.read(services.paths.resources / "phrases")

    async def open_link(near: Direction, far: Direction) -> InterpreterLink:
        return EngineInterpreter(await open_interpreter(await engine.warm(), near.source, far.source))

    async def back(text: str, source: str, target: str) -> str:
        return (await translated(await engine.warm(), text, source, target)).text

    directions = directions_by_files(services.paths)
    parts = InterpreterServices(sound, services.clock, sink, store, care, directions, open_link, back)
    return InterpreterLine(parts, conversation, careful)
