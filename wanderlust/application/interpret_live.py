"""``wanderlust interpret`` without a recording: two people at this computer, interpreted until Ctrl+C."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from wanderlust.application.app_interpreter import interpreter_line
from wanderlust.application.interpreter_line import InterpreterLine
from wanderlust.application.interpreting import cannot_interpret
from wanderlust.application.lent_sound import LentSound, Sound
from wanderlust.application.services import engine_process
from wanderlust.application.talk_exports import FORMS
from wanderlust.domain import events as ev
from wanderlust.domain import interpreting as it
from wanderlust.domain.errors import BadInput, EngineFailed, SoundFailed
from wanderlust.realtime.engine_process import EngineProcess
from wanderlust.realtime.engine_translation import directions
from wanderlust.settings.paths import Paths
from wanderlust.store.memory import MemoryConversation
from wanderlust.travel.clock import SystemClock

Report = Callable[[dict[str, Any]], None]
DEVICES_WITHIN_S = 10.0


class _Alone:
    """The conversation of a talk that has none beside it."""

    async def stop(self) -> None:
        """Nothing is being said."""

    def tell(self, text: str) -> None:
        """Nobody goes on from here."""


class LiveLines:
    """Domain events as lines to report; errors that end the talk wait in ``failed``."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self.failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.devices = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._told: set[str] = set()
        self._ms: dict[str, dict[str, float]] = {}

    def delays(self, utterance_id: str, ms: dict[str, float]) -> None:
        """An utterance's delays from its last word."""
        self._ms.setdefault(utterance_id, {}).update(ms)

    def take(self, event: ev.DomainEvent) -> None:
        """From any thread."""
        self._loop.call_soon_threadsafe(self.tell, event)

    def tell(self, event: ev.DomainEvent) -> None:
        """On the loop."""
        match event:
            case ev.DevicesChanged(microphone=None) if not (self.devices.is_set() or self.failed.done()):
                remedy = "Plug one in, or give a recording with --wav."
                self.failed.set_exception(SoundFailed("I found no microphone.", remedy))
            case ev.DevicesChanged():
                self.devices.set()
            case ev.Notice(kind="error") if event.topic == "interpreter" and not self.failed.done():
                self.failed.set_exception(EngineFailed(event.sentence, event.follow_up))
            case ev.Notice() if not self.failed.done():
                sys.stderr.write(f"{event.sentence} {event.follow_up}\n")
            case it.InterpreterOpened():
                self._report({"event": "listening", "languages": [event.near.source, event.far.source]})
            case it.InterpreterCaption(final=False):
                caption = {"event": "caption", "utterance_id": event.utterance_id, "speaker_language": event.speaker}
                words = {
                    "source": event.source_settled + event.source_tentative,
                    "target": event.target_settled + event.target_tentative,
                }
                self._report(caption | words)
            case it.SideAsked():
                self._report({"event": "unclear", "sources": event.sources, "guess": event.guess})
            case it.UtteranceInterpreted(utterance):
                self._utterance(utterance)

    def _utterance(self, said: it.InterpretedUtterance) -> None:
        ms = self._ms.get(said.utterance_id, {})
        if said.said_aloud:
            self._report({"event": "spoken", "utterance_id": said.utterance_id, "ms": ms})
        elif said.utterance_id not in self._told:
            self._told.add(said.utterance_id)
            line = {
                "event": "utterance",
                "utterance_id": said.utterance_id,
                "speaker_language": said.speaker,
                "target_language": said.listener,
                "source": said.source,
                "target": said.target,
                "route": said.route,
                "care": list(said.care),
                "lost": list(said.lost),
                "at": said.at.isoformat(timespec="milliseconds"),
                "ms": {name: value for name, value in ms.items() if name == "caption"},
            }
            self._report(line)


def interpret_live(paths: Paths, pair: tuple[str, str], report: Report, export: Path | None, sound: Sound) -> None:
    """Interpret on real devices until Ctrl+C, or until somebody asks aloud that it end.

    Args:
        paths: Where data lies.
        pair: The two languages.
        report: Takes one JSON object an event.
        export: Where the talk is written at the end, or None.
        sound: The devices, not yet started.

    Raises:
        BadInput: The two cannot be interpreted here, or the file cannot have that form.
        SoundFailed: There is no microphone.
        EngineFailed: The engine broke again and again.
        StorageFailed: The talk cannot be written.
    """
    if export is not None and export.suffix.lower() not in FORMS:
        raise BadInput(f"I cannot write a talk as “{export.name}”.", f"Let it end in {', '.join(FORMS)}.")
    if pair[0] == pair[1]:
        raise BadInput("An interpreter is between two languages.")
    asyncio.run(_live(paths, pair, report, export, sound))


async def _live(paths: Paths, pair: tuple[str, str], report: Report, export: Path | None, sound: Sound) -> None:
    lines, leave = LiveLines(report), asyncio.Event()
    loop = asyncio.get_running_loop()
    engine = engine_process()

    def sink(event: ev.DomainEvent) -> None:
        lines.take(event)
        if isinstance(event, it.InterpreterClosed):
            loop.call_soon_threadsafe(leave.set)

    async def warm() -> EngineProcess:
        nonlocal engine
        if not engine.running:
            await engine.stop()
            engine = engine_process()
            await engine.start()
        return engine

    before = signal.signal(signal.SIGINT, lambda *_: loop.call_soon_threadsafe(leave.set))
    line: InterpreterLine | None = None
    try:
        states = await directions(await warm(), *pair)
        if not all(state.means.works for state in states):
            raise cannot_interpret(states)
        sound.start(sink)
        await _first(lines.devices.wait(), lines.failed, DEVICES_WITHIN_S)
        told = (paths, SystemClock(), LentSound(sound), MemoryConversation(), sink, _Alone(), warm)
        line = interpreter_line(*told, careful=False, delays=lines.delays)
        await line.open(*pair)
        await _first(leave.wait(), lines.failed, None)
        if export is not None:
            await line.export(str(export))
    finally:
        signal.signal(signal.SIGINT, before)
        if line is not None:
            await line.close()
        await asyncio.to_thread(sound.close)
        await engine.stop()


async def _first(wanted: Any, failed: asyncio.Future[None], seconds: float | None) -> None:
    """Wait for what is wanted; raises what failed instead."""
    waiting = asyncio.ensure_future(wanted)
    done, _ = await asyncio.wait((waiting, failed), timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    if failed in done:
        waiting.cancel()
        failed.result()
    if not done:
        waiting.cancel()
        raise SoundFailed("Your sound devices do not answer.", "Check them, or give a recording with --wav.")
