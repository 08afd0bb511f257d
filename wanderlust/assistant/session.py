"""A conversation over the Realtime wire: turn taking, tools, interruption; no Qt and no sockets of its own."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from typing import Literal

from wanderlust.assistant.ears import EarMode, Ears
from wanderlust.assistant.instructions import INSTRUCTIONS
from wanderlust.assistant.interruption import Interruption
from wanderlust.assistant.ports import RealtimeLink
from wanderlust.assistant.response_gate import ResponseGate
from wanderlust.assistant.session_parts import SessionParts
from wanderlust.assistant.session_setup import TalkSettings, opening_session, replay, talk_change, turn_detection_change
from wanderlust.assistant.timing import AnswerTiming
from wanderlust.assistant.tool_runs import ToolRuns
from wanderlust.assistant.turns import Turns
from wanderlust.assistant.unanswered import Unanswered
from wanderlust.domain import events as ev
from wanderlust.domain.assistant_state import AssistantState
from wanderlust.domain.conversation import Speaker as Who
from wanderlust.domain.conversation import Turn
from wanderlust.domain.errors import BadInput, ConnectionFailed, SoundFailed, StorageFailed
from wanderlust.wire import client_events as cl
from wanderlust.wire import server_events as sv
from wanderlust.wire.items import ContentPart, Item

log = logging.getLogger(__name__)

MS_PER_BYTE = 1 / 48  # PCM16 mono at 24 kHz
REPLAYED_TURNS = 20  # of an earlier connection, told again as text so that "and there?" still means something
LONGEST_TEXT = 4000
NOTHING_HEARD = "I heard nothing. Closer, or type."


class Session:
    """One conversation; :meth:`hold` runs it over a link, the other methods are the traveller's doings.

    Everything runs on one asyncio loop. The server marks where turns begin and end; this class alone asks for
    answers, through its gate, and stops them.
    """

    def __init__(self, parts: SessionParts) -> None:
        self._parts = parts
        self._clock = parts.clock
        self._speaker = parts.speaker
        self._emit = parts.sink
        self._talk = parts.talk
        self._gate = ResponseGate()
        self._turns = Turns(parts.backend)
        self._interruption = Interruption(parts, self._turns, lambda: self._answering, self.stop)
        self._ears = Ears(parts.microphone, parts.clock, self._send_sound, self._interruption.deaf, self._interruption)
        self._timing = AnswerTiming()
        self._outbox: asyncio.Queue[cl.ClientEvent] = asyncio.Queue()
        self._tools = ToolRuns(parts, self._turns, self._keep, self._send_item, self._ask_for_answer)
        self._unanswered = Unanswered()
        self._endings: set[asyncio.Task[None]] = set()
        self._muted_responses: set[str] = set()
        self._hearing = False
        self._told = False  # whether this connection was told what was said before
        self._ready = asyncio.Event()
        self._answering = False
        self._shown: ev.StateChanged | None = None
        self._shown_microphone = ev.MicrophoneChanged(open=False)
        parts.speaker.on_progress(self._progress)
        self._loop: asyncio.AbstractEventLoop | None = None

    # -- holding a connection -------------------------------------------------------------------------------

    async def hold(self, link: RealtimeLink) -> None:
        """Serve the conversation until the link ends.

        Raises:
            ConnectionFailed: The link broke; what was finished is kept, and the session can hold another one.
        """
        self._loop = asyncio.get_running_loop()
        self._outbox = asyncio.Queue()
        sender = asyncio.create_task(self._send_all(link))
        try:
            async for event in link.events():
                await self._handle(event)
        finally:
            self._told = False
            self._ready.clear()
            sender.cancel()
            await asyncio.gather(sender, return_exceptions=True)
            self._count_losses()
            await self._abandon_answer()
            self._gate.reset()
            self._show_state()

    @property
    def ready(self) -> bool:
        """Whether the server has taken the session's settings."""
        return self._ready.is_set()

    async def wait_ready(self) -> None:
        """Wait until the server has taken the session's settings."""
        await self._ready.wait()

    async def _send_all(self, link: RealtimeLink) -> None:
        while True:
            event = await self._outbox.get()
            try:
                await link.send(event)
            except ConnectionFailed:
                return  # the reader of the same link meets the same end and raises it

    def _send(self, event: cl.ClientEvent) -> None:
        # What belongs to no connection yet, or to one that is gone, would only confuse the next.
        if self._told:
            self._outbox.put_nowait(event)

    def _send_item(self, item: Item) -> None:
        self._send(cl.ItemCreate(item, event_id=self._event_id()))

    def _event_id(self) -> str:
        return self._parts.new_id("evt")

    async def _handle(self, event: sv.ServerEvent) -> None:
        match event:
            case sv.SessionCreated():
                await self._set_up()
            case sv.SessionUpdated():
                if not self.ready:
                    self._ready.set()
                    if self._ears.mode is EarMode.HANDS_FREE:
                        self._send(cl.SessionUpdate(turn_detection_change(True, self._talk), self._event_id()))
                    if self._unanswered.take_owed():
                        self._ask_for_answer()
                    self._show_state()
            case sv.SpeechStarted():
                if self._answering:
                    await self.stop()
                self._hearing = True
                self._tell(self._turns.start(event.item_id, Who.USER, self._clock.now()))
                self._show_state()
            case sv.SpeechStopped():
                self._hearing = False
            case sv.InputAudioCommitted():
                self._hearing = False
                self._tell(self._turns.start(event.item_id, Who.USER, self._clock.now()))
                self._timing.committed(self._ears.speech_end_at)
                self._ask_for_answer()
            case sv.TranscriptionDelta():
                self._tell(self._turns.add_words(event.item_id, event.delta or ""))
            case sv.TranscriptionCompleted():
                await self._heard(event.item_id, event.transcript.strip(), event.language or "")
            case sv.TranscriptionFailed():
                self._tell(self._turns.remove(event.item_id))
                self._notice("warning", "I could not write down what you said.", "Say it again, or type.", "hearing")
            case sv.ResponseCreated():
                if event.response.id:
                    self._gate.created(event.response.id)
            case sv.OutputItemAdded():
                if event.item.type == "message" and event.item.id and not self._is_muted(event.response_id):
                    self._tell(self._turns.start(event.item.id, Who.ASSISTANT, self._clock.now()))
            case sv.OutputTranscriptDelta() | sv.OutputTextDelta():
                if not self._is_muted(event.response_id):
                    self._tell(self._turns.add_words(event.item_id, event.delta))
            case sv.OutputAudioDelta():
                self._take_voice(event)
            case sv.OutputAudioDone():
                if not self._is_muted(event.response_id):
                    self._speaker.finish(event.item_id)
            case sv.OutputItemDone():
                if event.item.id and event.item.type == "message":
                    self._turns.received_all(event.item.id)
            case sv.ResponseDone():
                await self._response_done(event)
            case sv.ErrorEvent():
                await self._server_error(event)
            case _:
                pass  # item bookkeeping and rate limits need nothing from us

    async def _set_up(self) -> None:
        parts = self._parts
        setup = opening_session(parts.dispatch.registry.specs, INSTRUCTIONS, self._talk)
        try:
            turns = await parts.store.last(REPLAYED_TURNS)
        except StorageFailed as error:
            turns = ()
            self._notice("error", error.sentence, error.remedy, "disk")
        self._told = True
        for item in [*replay(turns), *self._unanswered.take_items({turn.id for turn in turns})]:
            self._send_item(item)
        self._send(cl.SessionUpdate(setup, self._event_id()))

    # -- what the traveller does ------------------------------------------------------------------------------

    async def say(self, text: str) -> None:
        """Typed words: they interrupt like speech, and are answered.

        Raises:
            BadInput: There is nothing in the text, or it is longer than 4,000 characters.
        """
        text = text.strip()
        if not text:
            raise BadInput("There is nothing to ask.", "Type a question.")
        if len(text) > LONGEST_TEXT:
            raise BadInput(f"That is longer than {LONGEST_TEXT:,} characters.", "Ask in fewer words.")
        await self.stop()
        item_id = self._parts.new_id("item")
        self._tell(self._turns.start(item_id, Who.USER, self._clock.now()))
        turn = self._turns.finish_user(item_id, text)
        if turn is not None:
            await self._keep(turn)
        item = Item("message", item_id, role="user", content=(ContentPart("input_text", text=text),))
        if self._told:
            self._send_item(item)
        else:
            self._unanswered.keep(item)
        self._timing.committed(None)
        self._ask_for_answer()

    def adopt(self, talk: TalkSettings) -> None:
        """Be heard and answered like this from now on."""
        change = talk_change(self._talk, talk, self._ears.mode is EarMode.HANDS_FREE)
        self._talk = talk
        if change is not None:
            self._send(cl.SessionUpdate(change, self._event_id()))

    async def set_hands_free(self, on: bool) -> None:
        """Open the microphone for good, or close it."""
        if on == (self._ears.mode is EarMode.HANDS_FREE):
            return
        if self._open_ears(EarMode.HANDS_FREE if on else EarMode.CLOSED):
            self._send(cl.InputAudioClear(self._event_id()))
            self._send(cl.SessionUpdate(turn_detection_change(on, self._talk), self._event_id()))
        self._hearing = False
        self._show_state()

    async def toggle_hands_free(self) -> None:
        await self.set_hands_free(self._ears.mode is not EarMode.HANDS_FREE)

    def toggle_muted(self) -> None:
        self.set_muted(not self._ears.muted)

    async def recite(self, text: str, pcm: bytes) -> None:
        """Say fixed words with a voice already made: PCM16 mono 24 kHz; the model is told them as text."""
        await self.stop()
        item_id = self._parts.new_id("item")
        self._tell(self._turns.start(item_id, Who.ASSISTANT, self._clock.now()))
        self._tell(self._turns.add_words(item_id, text))
        self._turns.add_sound(item_id, len(pcm) * MS_PER_BYTE)
        self._turns.received_all(item_id)
        self._answering = True
        self._timing.committed(None)
        self._speaker.play(item_id, pcm)
        self._speaker.finish(item_id)
        self._send_item(Item("message", role="assistant", content=(ContentPart("output_text", text=text),)))
        self._show_state()

    async def begin_hold(self) -> None:
        """The talk key went down: stop speaking, and listen until it comes up."""
        if self._ears.mode is EarMode.HELD:
            return
        await self.stop()
        before = self._ears.mode
        if not self._open_ears(EarMode.HELD):
            return
        self._ears.before_hold = before
        self._ears.forget_speech()
        if before is EarMode.HANDS_FREE:
            self._send(cl.SessionUpdate(turn_detection_change(False, self._talk), self._event_id()))
        self._send(cl.InputAudioClear(self._event_id()))
        self._show_state()

    async def end_hold(self) -> None:
        """The talk key came up: what was said is the turn."""
        if self._ears.mode is not EarMode.HELD:
            return
        spoke = self._ears.speech_end_at is not None
        self._open_ears(self._ears.before_hold)
        if spoke and not self.ready:
            self._notice("warning", "I was not ready yet, so I heard nothing.", "Say it again, or type.", "hearing")
        elif spoke:
            self._send(cl.InputAudioCommit(self._event_id()))
            self._answering = True
        else:
            self._send(cl.InputAudioClear(self._event_id()))
        if self._ears.before_hold is EarMode.HANDS_FREE:
            self._send(cl.SessionUpdate(turn_detection_change(True, self._talk), self._event_id()))
        self._show_state("" if spoke else NOTHING_HEARD)

    def set_muted(self, muted: bool) -> None:
        """Muted: nothing is heard, whatever the mode."""
        self._ears.muted = muted
        self._hearing = False
        self._show_state()

    async def stop(self) -> None:
        """Stop the answer being given, by voice or in the making, and remember how much of it was heard."""
        if self._gate.response_id is not None:
            self._muted_responses.add(self._gate.response_id)
        if self._gate.cancel():
            self._send(cl.ResponseCancel(event_id=self._event_id()))
        self._unanswered.forget()
        await self._abandon_answer()
        self._show_state()

    def choose_place(self, index: int | None) -> None:
        """The traveller chose a place on the map or in a list."""
        focus = self._parts.dispatch.context.focus
        if index is None or index < len(focus.places):
            focus.show(focus.places, index)

    def _open_ears(self, mode: EarMode) -> bool:
        try:
            self._ears.set_mode(mode)
        except SoundFailed as error:
            self._notice("error", error.sentence, error.remedy, "microphone")
            return False
        if mode is not EarMode.CLOSED and not self._ears.available:
            self._notice("error", "There is no microphone.", "Plug one in, or type below.", "microphone")
            return False
        return True

    def _send_sound(self, pcm: bytes) -> None:
        if self.ready:
            self._send(cl.InputAudioAppend(pcm))

    # -- answering --------------------------------------------------------------------------------------------

    def _ask_for_answer(self) -> None:
        self._answering = True
        if not self.ready:
            self._unanswered.owe()
            return
        event_id = self._event_id()
        if self._gate.request(event_id):
            self._send(cl.ResponseCreate(event_id=event_id))
        self._show_state()

    def _is_muted(self, response_id: str | None) -> bool:
        return response_id in self._muted_responses

    async def _heard(self, item_id: str, text: str, language: str) -> None:
        self._timing.transcribed(self._clock.monotonic())
        if not text:
            self._tell(self._turns.remove(item_id))
            return
        turn = self._turns.finish_user(item_id, text, language)
        if turn is not None:
            await self._keep(turn)

    def _take_voice(self, event: sv.OutputAudioDelta) -> None:
        if self._is_muted(event.response_id):
            return
        self._timing.voice_arrived(self._clock.monotonic())
        self._turns.add_sound(event.item_id, len(event.delta) * MS_PER_BYTE)
        self._speaker.play(event.item_id, event.delta)
        self._show_state()

    async def _response_done(self, event: sv.ResponseDone) -> None:
        response = event.response
        again = self._gate.finished(response.id)
        muted = self._is_muted(response.id)
        self._muted_responses.discard(response.id or "")
        calls = [i for i in response.output or () if i.type == "function_call" and i.status != "incomplete"]
        if response.status == "failed" and not muted:
            error = response.status_details.error if response.status_details else None
            detail = error.message if error is not None and error.message else ""
            self._notice("error", "I could not answer that.", detail or "Ask again.", "answer")
        if calls and not muted:
            captions = [self._tools.start(item) for item in calls]
            self._show_state(captions[-1])
            return
        if again:
            self._ask_for_answer()
            return
        for item_id in self._turns.unplayed():
            if self._turns.is_silent(item_id):
                await self._finish_answer(item_id)
        await self._settle(nothing_said=response.status == "completed" and not response.output and not muted)

    def _progress(self, item_id: str, played_ms: int, finished: bool) -> None:
        """On the speaker's thread."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._played, item_id, played_ms, finished)

    def _played(self, item_id: str, played_ms: int, finished: bool) -> None:
        self._tell(self._turns.played(item_id, played_ms))
        if finished and self._turns.is_open(item_id):
            task = asyncio.ensure_future(self._voice_ended(item_id))
            self._endings.add(task)
            task.add_done_callback(self._endings.discard)

    async def _voice_ended(self, item_id: str) -> None:
        await self._finish_answer(item_id)
        await self._settle()

    async def _finish_answer(self, item_id: str, played_ms: int | None = None) -> None:
        turn = self._turns.finish_assistant(item_id, played_ms)
        if turn is not None and turn.text:
            await self._keep(turn)
        elif turn is not None:
            self._emit(ev.TurnRemoved(item_id))

    async def _settle(self, nothing_said: bool = False) -> None:
        """When nothing is asked for, running or being played any more, the answer is over."""
        if self._gate.busy or self._unanswered.due or self._tools or self._turns.unplayed() or not self._answering:
            self._show_state()
            return
        self._answering = False
        self._unanswered.forget()
        self._emit(ev.AnswerFinished(self._timing.finished(self._clock.monotonic())))
        self._ears.forget_speech()
        self._show_state(NOTHING_HEARD if nothing_said else "")

    async def _abandon_answer(self) -> None:
        """Drop voice and tools of the answer under way; what was heard of it is kept and told to the server."""
        self._tools.give_up()
        played = {item.item_id: item.played_ms for item in self._speaker.flush()}
        for item_id in self._turns.unplayed():
            silent = self._turns.is_silent(item_id)
            heard = played.get(item_id, self._speaker.played_ms(item_id))
            if not silent:
                self._send(cl.ItemTruncate(item_id, 0, heard, self._event_id()))
            await self._finish_answer(item_id, heard)
        self._turns.drop_findings()
        self._answering = False

    def _count_losses(self) -> None:
        """Sound that was not written down yet is lost with the server; a question in words is asked again."""
        self._hearing = False
        no_answer_yet = self._answering and not self._turns.unplayed()
        asked = no_answer_yet and (self._gate.busy or bool(self._tools))
        unwritten = self._turns.open_user_turns()
        for turn_id in unwritten:
            self._tell(self._turns.remove(turn_id))
        if unwritten or (no_answer_yet and not asked and not self._unanswered.due):
            self._notice("warning", "I lost your last words.", "Say them again, or type.", "hearing")
        elif asked and not self._unanswered.server_lost():
            self._notice("error", "I could not answer that.", "Ask in other words.", "answer")

    async def _server_error(self, event: sv.ErrorEvent) -> None:
        error = event.error
        if error.code == "response_cancel_not_active":
            if self._gate.nothing_to_cancel():
                self._ask_for_answer()
            return
        if error.code == "input_audio_buffer_commit_empty":
            self._answering = False
            self._show_state(NOTHING_HEARD)
            return
        was_busy = self._gate.busy
        if self._gate.refused(error.event_id):
            self._ask_for_answer()
            return
        if was_busy and not self._gate.busy:
            self._answering = False
            self._notice("error", "I could not answer that.", error.message[:200], "answer")
            self._show_state()
            return
        log.warning("server error %s: %s", error.code, error.message)
        if error.event_id is None or not error.event_id.startswith("evt"):
            self._notice("warning", "The server reports a problem.", error.message[:200], "server")
        self._show_state()

    # -- telling ----------------------------------------------------------------------------------------------

    async def _keep(self, turn: Turn) -> None:
        """On disk first, then shown; a full disk is said and the talk goes on."""
        self._parts.dispatch.context.consent.take(turn)
        try:
            await self._parts.store.append(turn)
        except StorageFailed as error:
            self._notice("error", error.sentence, error.remedy, "disk")
        else:
            self._emit(ev.NoticeCleared("disk"))
        self._emit(ev.TurnFinished(turn))

    def _tell(self, events: Iterable[ev.DomainEvent]) -> None:
        for event in events:
            self._emit(event)

    def _notice(self, kind: Literal["warning", "error"], sentence: str, follow_up: str, topic: str) -> None:
        self._emit(ev.Notice(kind, sentence, follow_up, topic))

    def _state(self) -> AssistantState:
        if not self.ready:
            return AssistantState.CONNECTING
        if self._ears.mode is EarMode.HELD:
            return AssistantState.HELD
        if self._turns.unplayed():
            return AssistantState.SPEAKING
        if self._tools:
            return AssistantState.TOOL_RUNNING
        if self._answering or self._gate.busy:
            return AssistantState.THINKING
        if self._hearing:
            return AssistantState.HEARING
        return AssistantState.LISTENING if self._ears.mode is EarMode.HANDS_FREE else AssistantState.READY

    def _show_state(self, hint: str = "") -> None:
        held = self._ears.mode is EarMode.HELD
        microphone = ev.MicrophoneChanged(self._ears.open and (held or not self._interruption.deaf()), self._ears.muted)
        if microphone != self._shown_microphone:
            self._shown_microphone = microphone
            self._emit(microphone)
        state = ev.StateChanged(self._state(), hint)
        if self._shown is None or state != self._shown:
            self._shown = state
            self._emit(state)
