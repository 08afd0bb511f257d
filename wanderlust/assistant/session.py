"""A conversation over the Realtime wire: turn taking, tools, interruption; no Qt and no sockets of its own."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from typing import Literal

from wanderlust.assistant.answer import NOTHING_HEARD, Answer
from wanderlust.assistant.ears import EarMode, Ears
from wanderlust.assistant.instructions import INSTRUCTIONS
from wanderlust.assistant.interruption import Interruption
from wanderlust.assistant.outbox import Outbox
from wanderlust.assistant.ports import RealtimeLink
from wanderlust.assistant.session_parts import SessionParts
from wanderlust.assistant.session_setup import TalkSettings, opening_session, replay, talk_change, turn_detection_change
from wanderlust.assistant.turns import Turns
from wanderlust.domain import events as ev
from wanderlust.domain.assistant_state import AssistantState
from wanderlust.domain.conversation import Speaker as Who
from wanderlust.domain.conversation import Turn
from wanderlust.domain.errors import BadInput, SoundFailed, StorageFailed
from wanderlust.wire import client_events as cl
from wanderlust.wire import server_events as sv
from wanderlust.wire.items import ContentPart, Item

log = logging.getLogger(__name__)

REPLAYED_TURNS = 20  # of an earlier connection, told again as text so that "and there?" still means something
LONGEST_TEXT = 4000


class Session:
    """One conversation; :meth:`hold` runs it over a link, the other methods are the traveller's doings.

    Everything runs on one asyncio loop. The server marks where turns begin and end; this class alone asks for
    answers, through its gate, and stops them.
    """

    def __init__(self, parts: SessionParts) -> None:
        self._parts = parts
        self._clock = parts.clock
        self._emit = parts.sink
        self._talk = parts.talk
        self._turns = Turns(parts.backend)
        self._outbox = Outbox(parts.new_id)
        self._ready = asyncio.Event()
        self._answer = Answer(
            parts,
            self._turns,
            self._outbox,
            ready=self._ready.is_set,
            keep=self._keep,
            show_state=self._show_state,
            on_over=self._forget_speech,
        )
        self._interruption = Interruption(parts, self._turns, lambda: self._answer.under_way, self.stop)
        self._ears = Ears(parts.microphone, parts.clock, self._send_sound, self._interruption.deaf, self._interruption)
        self._hearing = False
        self._shown: ev.StateChanged | None = None
        self._shown_microphone = ev.MicrophoneChanged(open=False)

    # -- holding a connection -------------------------------------------------------------------------------

    async def hold(self, link: RealtimeLink) -> None:
        """Serve the conversation until the link ends.

        Raises:
            ConnectionFailed: The link broke; what was finished is kept, and the session can hold another one.
        """
        sender = asyncio.create_task(self._outbox.empty_into(link))
        try:
            async for event in link.events():
                await self._handle(event)
        finally:
            self._outbox.close()
            self._ready.clear()
            sender.cancel()
            await asyncio.gather(sender, return_exceptions=True)
            self._count_losses()
            await self._answer.abandon()
            self._answer.gate.reset()
            self._show_state()

    @property
    def ready(self) -> bool:
        """Whether the server has taken the session's settings."""
        return self._ready.is_set()

    async def wait_ready(self) -> None:
        """Wait until the server has taken the session's settings."""
        await self._ready.wait()

    async def _handle(self, event: sv.ServerEvent) -> None:
        match event:
            case sv.SessionCreated():
                await self._set_up()
            case sv.SessionUpdated():
                if not self.ready:
                    self._ready.set()
                    if self._ears.mode is EarMode.HANDS_FREE:
                        self._outbox.send(
                            cl.SessionUpdate(turn_detection_change(True, self._talk), self._outbox.event_id())
                        )
                    self._answer.ask_again_if_owed()
                    self._show_state()
            case sv.SpeechStarted():
                if self._answer.under_way:
                    await self.stop()
                self._hearing = True
                self._tell(self._turns.start(event.item_id, Who.USER, self._clock.now()))
                self._show_state()
            case sv.SpeechStopped():
                self._hearing = False
            case sv.InputAudioCommitted():
                self._hearing = False
                self._tell(self._turns.start(event.item_id, Who.USER, self._clock.now()))
                self._answer.timing.committed(self._ears.speech_end_at)
                self._answer.ask()
            case sv.InputAudioCleared():
                self._tell(self._turns.forget_unannounced())
            case sv.TranscriptionDelta():
                self._tell(self._turns.hear(event.item_id, event.delta or "", self._clock.now()))
            case sv.TranscriptionCompleted():
                await self._heard(event.item_id, event.transcript.strip(), event.language or "")
            case sv.TranscriptionFailed():
                self._tell(self._turns.remove(event.item_id))
                self._notice("warning", "I could not write down what you said.", "Say it again, or type.", "hearing")
            case sv.ResponseCreated():
                if event.response.id:
                    self._answer.gate.created(event.response.id)
            case sv.OutputItemAdded():
                if event.item.type == "message" and event.item.id and not self._answer.is_muted(event.response_id):
                    self._tell(self._turns.start(event.item.id, Who.ASSISTANT, self._clock.now()))
            case sv.OutputTranscriptDelta() | sv.OutputTextDelta():
                if not self._answer.is_muted(event.response_id):
                    self._tell(self._turns.add_words(event.item_id, event.delta))
            case sv.OutputAudioDelta():
                self._answer.take_voice(event)
            case sv.OutputAudioDone():
                if not self._answer.is_muted(event.response_id):
                    self._parts.speaker.finish(event.item_id)
            case sv.OutputItemDone():
                if event.item.id and event.item.type == "message":
                    self._turns.received_all(event.item.id)
            case sv.ResponseDone():
                await self._answer.response_done(event)
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
        self._outbox.open = True
        for item in [*replay(turns), *self._answer.unanswered.take_items({turn.id for turn in turns})]:
            self._outbox.send_item(item)
        self._outbox.send(cl.SessionUpdate(setup, self._outbox.event_id()))

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
        if self._outbox.open:
            self._outbox.send_item(item)
        else:
            self._answer.unanswered.keep(item)
        self._answer.timing.committed(None)
        self._answer.ask()

    def adopt(self, talk: TalkSettings) -> None:
        """Be heard and answered like this from now on."""
        change = talk_change(self._talk, talk, self._ears.mode is EarMode.HANDS_FREE)
        self._talk = talk
        if change is not None:
            self._outbox.send(cl.SessionUpdate(change, self._outbox.event_id()))

    async def set_hands_free(self, on: bool) -> None:
        """Open the microphone for good, or close it."""
        if on == (self._ears.mode is EarMode.HANDS_FREE):
            return
        if self._open_ears(EarMode.HANDS_FREE if on else EarMode.CLOSED):
            self._outbox.send(cl.InputAudioClear(self._outbox.event_id()))
            self._outbox.send(cl.SessionUpdate(turn_detection_change(on, self._talk), self._outbox.event_id()))
        self._hearing = False
        self._show_state()

    async def toggle_hands_free(self) -> None:
        await self.set_hands_free(self._ears.mode is not EarMode.HANDS_FREE)

    def toggle_muted(self) -> None:
        self.set_muted(not self._ears.muted)

    async def recite(self, text: str, pcm: bytes) -> None:
        """Say fixed words with a voice already made: PCM16 mono 24 kHz; the model is told them as text."""
        await self.stop()
        self._answer.recite(text, pcm)

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
            self._outbox.send(cl.SessionUpdate(turn_detection_change(False, self._talk), self._outbox.event_id()))
        self._outbox.send(cl.InputAudioClear(self._outbox.event_id()))
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
            self._outbox.send(cl.InputAudioCommit(self._outbox.event_id()))
            self._answer.under_way = True
        else:
            self._outbox.send(cl.InputAudioClear(self._outbox.event_id()))
        if self._ears.before_hold is EarMode.HANDS_FREE:
            self._outbox.send(cl.SessionUpdate(turn_detection_change(True, self._talk), self._outbox.event_id()))
        self._show_state("" if spoke else NOTHING_HEARD)

    def set_muted(self, muted: bool) -> None:
        """Muted: nothing is heard, whatever the mode."""
        self._ears.muted = muted
        self._hearing = False
        self._show_state()

    async def stop(self) -> None:
        """Stop the answer being given, by voice or in the making, and remember how much of it was heard."""
        await self._answer.stop()

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

    def _forget_speech(self) -> None:
        self._ears.forget_speech()

    def _send_sound(self, pcm: bytes) -> None:
        if self.ready:
            self._outbox.send(cl.InputAudioAppend(pcm))

    # -- what became of it ------------------------------------------------------------------------------------

    async def _heard(self, item_id: str, text: str, language: str) -> None:
        self._answer.timing.transcribed(self._clock.monotonic())
        if not text:
            self._tell(self._turns.remove(item_id))
            return
        turn = self._turns.finish_user(item_id, text, language)
        if turn is not None:
            await self._keep(turn)

    def _count_losses(self) -> None:
        """Sound that was not written down yet is lost with the server; a question in words is asked again."""
        self._hearing = False
        no_answer_yet = self._answer.under_way and not self._turns.unplayed()
        asked = no_answer_yet and (self._answer.gate.busy or bool(self._answer.tools))
        unwritten = self._turns.open_user_turns()
        for turn_id in unwritten:
            self._tell(self._turns.remove(turn_id))
        if unwritten or (no_answer_yet and not asked and not self._answer.unanswered.due):
            self._notice("warning", "I lost your last words.", "Say them again, or type.", "hearing")
        elif asked and not self._answer.unanswered.server_lost():
            self._notice("error", "I could not answer that.", "Ask in other words.", "answer")

    async def _server_error(self, event: sv.ErrorEvent) -> None:
        error = event.error
        if error.code == "response_cancel_not_active":
            if self._answer.gate.nothing_to_cancel():
                self._answer.ask()
            return
        if error.code == "input_audio_buffer_commit_empty":
            self._answer.under_way = False
            self._show_state(NOTHING_HEARD)
            return
        was_busy = self._answer.gate.busy
        if self._answer.gate.refused(error.event_id):
            self._answer.ask()
            return
        if was_busy and not self._answer.gate.busy:
            self._answer.under_way = False
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
        if self._answer.tools:
            return AssistantState.TOOL_RUNNING
        if self._answer.under_way or self._answer.gate.busy:
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
