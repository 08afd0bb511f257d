"""The interpreter at work: microphone and speaker on one side, a translation session on the other."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from wanderlust.assistant.interpreter.floor_gate import BYTES_A_SECOND, FloorGate
from wanderlust.assistant.interpreter.local_voice import LocalVoice
from wanderlust.assistant.interpreter.own_words import OwnWords
from wanderlust.assistant.interpreter.ports import CareJudge, InterpreterLink, TalkStore
from wanderlust.assistant.interpreter.record import turn_of
from wanderlust.assistant.interpreter.spoken_marks import SpokenMarks
from wanderlust.assistant.interpreter.talk import Talk, TalkSinks
from wanderlust.assistant.interpreter.voices import Voices
from wanderlust.assistant.ports import Clock, EventSink, Microphone, Speaker, VoiceWatch
from wanderlust.domain import events as ev
from wanderlust.domain import interpreting as it
from wanderlust.domain.errors import StorageFailed, WanderlustError
from wanderlust.domain.voice import VoiceChange
from wanderlust.wire import translation_events as tr

log = logging.getLogger(__name__)

ROOM_TAIL_S = 0.4
"""How long a room, a Bluetooth speaker and their buffers go on sounding after the last sample was handed on."""

LOOK_S = 0.1
STOPPED_S = 0.25  # a microphone that brings nothing for so long has stopped: silence takes its place
DRAIN_S = 3.0
LONGEST_UNSENT = 500  # chunks of 20 to 40 ms: a session that takes none for 10 s is lost

BackTranslate = Callable[[str, str, str], Awaitable[str]]
"""A text, its language and the language wanted; raises WanderlustError."""


@dataclass(frozen=True, slots=True)
class InterpreterParts:
    """The services of one talk.

    Attributes:
        speaker: Plays translations; whoever makes the session hands its progress to :meth:`InterpreterSession.played`.
        microphone: None on a machine without one.
        clock: Time.
        sink: Receives domain events, on the session's loop.
        store: Keeps what was said.
        care: Knows careful sentences.
        voice: Tells when somebody speaks, from sound without our own voice; None looks for it in the sound itself.
        full_duplex: Whether the microphone hears only people, where ``voice`` does not say.
        back: Translates back for the question before careful sentences; None asks without.
        delays: Told of an utterance's delays from its last word: ``caption`` and ``sound`` in milliseconds.
        leave: Called when somebody asks aloud that the interpreting end.
    """

    speaker: Speaker
    microphone: Microphone | None
    clock: Clock
    sink: EventSink
    store: TalkStore
    care: CareJudge
    voice: VoiceWatch | None = None
    full_duplex: bool = False
    back: BackTranslate | None = None
    delays: Callable[[str, dict[str, float]], None] = lambda utterance_id, ms: None
    leave: Callable[[], None] = lambda: None


class InterpreterSession:
    """One talk; :meth:`hold` runs it over a link, and over the next when that one breaks. All on one asyncio loop."""

    def __init__(
        self, parts: InterpreterParts, pair: tuple[str, str], careful: bool = True, off_the_record: bool = False
    ) -> None:
        self._parts = parts
        self._clock = parts.clock
        self._own = OwnWords()
        self._voices = Voices(parts.speaker)
        sinks = TalkSinks(self._emit, self._send, self._kept, self._put_back, parts.leave, self._began)
        self.talk = Talk(pair, self._voices, self._own, parts.care, parts.clock, sinks, careful, off_the_record)
        self._gate = FloorGate()
        self._marks = SpokenMarks()
        self._last_words: dict[str, float] = {}
        self._watched = LocalVoice() if parts.voice is None else None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._unsent: asyncio.Queue[tr.TranslationClientEvent] | None = None
        self._closed = asyncio.Event()
        self._recorded_at = 0.0
        self._sounded_at = -1000.0
        self.hands_free = True
        self.muted = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._saving: asyncio.Task[None] | None = None

    # -- its life ---------------------------------------------------------------------------------------------

    def open(self) -> None:
        """Begin to listen; raises SoundFailed where the microphone cannot be opened."""
        self._loop = asyncio.get_running_loop()
        self._recorded_at = self._clock.monotonic()
        if self._parts.voice is not None:
            self._parts.voice.on_voice(self._voice_changed)
        if self._parts.microphone is not None:
            self._parts.microphone.open(self._arrived)
        self.talk.show()

    async def hold(self, link: InterpreterLink) -> None:
        """Serve the talk over this link until the session is closed by us.

        Raises:
            ConnectionFailed: It broke; the talk goes on with the next link.
        """
        self._own.new_session()
        self._marks = SpokenMarks()
        self._closed.clear()
        self._unsent = asyncio.Queue(LONGEST_UNSENT)
        work = [asyncio.create_task(self._send_all(link, self._unsent)), asyncio.create_task(self._look())]
        reading = asyncio.create_task(self._read(link))
        try:
            await asyncio.wait((reading, *work), return_when=asyncio.FIRST_COMPLETED)
            for task in (*work, reading):
                if task.done():
                    task.result()
        finally:
            self._unsent = None
            self._closed.set()
            for task in (reading, *work):
                task.cancel()
            await asyncio.gather(reading, *work, return_exceptions=True)
            self.talk.connection_lost()

    async def finish(self) -> None:
        """Nobody speaks any more: what was said is still translated and kept, and nothing more is said aloud."""
        self._stop_listening()
        if self._unsent is not None:
            self._send(tr.TranslationClose())
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(DRAIN_S):
                    await self._closed.wait()
        self._voices.silence()
        self._parts.speaker.set_gain(1.0)
        await self._all_saved()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _stop_listening(self) -> None:
        if self._parts.microphone is not None:
            self._parts.microphone.close()
        self._loop = None

    async def _read(self, link: InterpreterLink) -> None:
        async for event in link.events():
            if isinstance(event, tr.TranslationClosed):
                self._closed.set()
                return
            self._note(event)
            self.talk.take(event)

    async def _send_all(self, link: InterpreterLink, unsent: asyncio.Queue[tr.TranslationClientEvent]) -> None:
        while True:
            await link.send(await unsent.get())

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(LOOK_S)
            self.talk.look()
            missing = self._clock.monotonic() - self._recorded_at
            if self._loop is not None and missing > STOPPED_S:
                samples = int(missing * BYTES_A_SECOND / 2)
                self._hear(bytes(2 * samples), self._clock.monotonic())

    # -- what the people do -----------------------------------------------------------------------------------

    def set_hands_free(self, on: bool) -> None:
        """Whether both are heard without a key."""
        self.hands_free = on

    def set_muted(self, muted: bool) -> None:
        """Whether nobody is heard at all."""
        self.muted = muted
        self.talk.set_muted(muted)

    def toggle_muted(self) -> None:
        self.set_muted(not self.muted)

    async def forget(self) -> None:
        """Delete what was kept of this talk, in the store too."""
        gone = [turn_of(utterance) for utterance in self.talk.forget()]
        await self._all_saved()
        try:
            await self._parts.store.remove(gone)
        except StorageFailed as error:
            self._emit(ev.Notice("error", error.sentence, error.remedy, "disk"))
        for turn in gone:
            self._emit(ev.TurnRemoved(turn.id))

    # -- sound ------------------------------------------------------------------------------------------------

    def played(self, item_id: str, finished: bool) -> None:
        """The speaker's progress, on the loop."""
        self._sounded_at = self._clock.monotonic()
        self.talk.played(item_id, finished)

    def _arrived(self, pcm: bytes) -> None:
        """On the microphone's thread."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._hear, pcm, self._clock.monotonic())

    def _voice_changed(self, change: VoiceChange) -> None:
        """On the microphone's thread."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._voice, change)

    def _voice(self, change: VoiceChange) -> None:
        if self._deaf() and change not in (VoiceChange.FALSE_ALARM, VoiceChange.SPEECH_ENDED):
            return
        log.debug("%s at %d ms of the session, ours %s", change.value, self._own.sent_ms, self._ours)
        self._gate.voice(change)
        self.talk.voice(change)

    def _hear(self, pcm: bytes, at: float) -> None:
        """A chunk whose last sample was recorded then."""
        if self._loop is None:
            return  # it was on its way while we left
        self._recorded_at = at
        deaf = self._deaf()
        if self._watched is not None:
            for change in self._watched.feed(pcm):
                self._voice(change)
        for chunk, ours in self._gate.feed(pcm, ours=self._ours, deaf=deaf):
            start = self._own.sent_ms
            self._own.sent(len(chunk) * 1000 // BYTES_A_SECOND, ours)
            self._marks.sent(chunk, start, at)
            self._send(tr.TranslationAppend(chunk))

    @property
    def _ours(self) -> bool:
        playing = bool(self._voices.playing)
        if playing:
            self._sounded_at = self._clock.monotonic()
        return playing or self._clock.monotonic() - self._sounded_at < ROOM_TAIL_S

    def _deaf(self) -> bool:
        """Whether nothing may be heard: muted, no key where one is needed, or our voice cannot be told from others."""
        if self.muted:
            return True
        if self.talk.key:
            return False
        full_duplex = self._parts.voice.full_duplex if self._parts.voice is not None else self._parts.full_duplex
        return not self.hands_free or (self._ours and not full_duplex)

    # -- what goes out ----------------------------------------------------------------------------------------

    def _emit(self, event: ev.DomainEvent) -> None:
        self._parts.sink(event)

    def _send(self, event: tr.TranslationClientEvent) -> None:
        unsent = self._unsent
        if unsent is None:
            return  # between two links
        if unsent.full():
            unsent.get_nowait()
        unsent.put_nowait(event)

    def _kept(self, utterance: it.InterpretedUtterance) -> None:
        self._saving = self._keep_task(self._save(utterance, self._saving))

    async def _save(self, utterance: it.InterpretedUtterance, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait((before,))
        turn = turn_of(utterance)
        try:
            await self._parts.store.append(turn)
        except StorageFailed as error:
            self._emit(ev.Notice("error", error.sentence, error.remedy, "disk"))
        self._emit(ev.TurnFinished(turn))

    async def _all_saved(self) -> None:
        if self._saving is not None:
            await asyncio.wait((self._saving,))

    def _put_back(self, utterance: it.InterpretedUtterance) -> None:
        if self._parts.back is not None:
            self._keep_task(self._translate_back(utterance, self._parts.back))

    async def _translate_back(self, utterance: it.InterpretedUtterance, back: BackTranslate) -> None:
        try:
            text = await back(utterance.target, utterance.listener, utterance.speaker)
        except WanderlustError as error:
            log.info("no translation back: %s", error)  # the question stands without it
            return
        self.talk.take_back(utterance, text)

    def _keep_task(self, job: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(job)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _note(self, event: tr.TranslationServerEvent) -> None:
        """Measure the delays of an utterance from its speaker's last word."""
        now = self._clock.monotonic()
        if isinstance(event, tr.Caption) and event.final and event.end_ms is not None:
            said_at = self._marks.last_word(event.end_ms)
            if said_at is not None:
                self._last_words[event.utterance_id] = said_at
                self._parts.delays(event.utterance_id, {"caption": round(1000 * (now - said_at), 1)})

    def _began(self, utterance_id: str) -> None:
        said_at = self._last_words.pop(utterance_id, None)
        if said_at is not None:
            self._parts.delays(utterance_id, {"sound": round(1000 * (self._clock.monotonic() - said_at), 1)})
