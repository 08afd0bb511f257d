"""A conversation over the Realtime wire: turn taking, tools, interruption; no Qt and no sockets of its own."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from wanderlust.assistant.answer import NOTHING_HEARD, Answer
from wanderlust.assistant.ears import EarMode, Ears
from wanderlust.assistant.interruption import Interruption
from wanderlust.assistant.introduction import Introduction
from wanderlust.assistant.outbox import Outbox
from wanderlust.assistant.ports import RealtimeLink
from wanderlust.assistant.rate_limits import RateLimits
from wanderlust.assistant.recent_sound import RecentSound
from wanderlust.assistant.replay import system_item
from wanderlust.assistant.server_errors import ServerErrors
from wanderlust.assistant.session_parts import SessionParts
from wanderlust.assistant.session_setup import SessionOptions, TalkSettings, talk_change, turn_detection_change
from wanderlust.assistant.turns import Turns
from wanderlust.assistant.typed import PICTURE, check_eyes, checked_words, typed_item
from wanderlust.domain import events as ev
from wanderlust.domain.assistant_state import AssistantState
from wanderlust.domain.conversation import Speaker as Who
from wanderlust.domain.conversation import Turn
from wanderlust.domain.errors import ConnectionFailed, SoundFailed, StorageFailed
from wanderlust.wire import client_events as cl
from wanderlust.wire import server_events as sv

log = logging.getLogger(__name__)

IDLE_LOOK_S = 0.05


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
        self._outbox = Outbox(parts.new_id, parts.clock.monotonic)
        self._recent = RecentSound()
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
        self._errors = ServerErrors(self._answer, self._outbox, self._ready.is_set, self._show_state, self._notice)
        self._introduction = Introduction(parts, self._answer, self._outbox, self._cannot_read)
        self._interruption = Interruption(parts, self._turns, lambda: self._answer.under_way, self.stop)
        self._ears = Ears(parts.microphone, parts.clock, self._send_sound, self._interruption.deaf, self._interruption)
        self._hearing = False
        self.lost_words = False
        """Whether the connection that ended last took words with it that must be said again."""
        self._shown: ev.StateChanged | None = None
        self._shown_microphone = ev.MicrophoneChanged(open=False)
        self._shown_backend = parts.backend
        self._options = SessionOptions(parts.backend)
        self._handing_over = False
        self._limits = RateLimits(parts.clock.monotonic)

    # -- holding a connection -------------------------------------------------------------------------------

    async def hold(self, link: RealtimeLink, options: SessionOptions | None = None) -> None:
        """Serve the conversation until the link ends.

        Raises:
            ConnectionFailed: The link broke, or the server refused what only another server or the traveller can mend;
                what was finished is kept, and the session can hold another link.
        """
        self._use(options)
        sender = asyncio.create_task(self._outbox.empty_into(link))
        if link is self._introduction.link:
            self._take_over()
        try:
            async for event in link.events():
                await self._handle(event)
        except ConnectionFailed as error:
            raise self._limits.dated(error) from error
        finally:
            sender.cancel()
            await asyncio.gather(sender, return_exceptions=True)
            if not self._handing_over:
                await self._lose_server()

    async def introduce(self, link: RealtimeLink, options: SessionOptions) -> None:
        """Tell a second server all that was said, while the first still serves; ``hold`` then goes on with it.

        Raises:
            ConnectionFailed: It is not there, or does not take the settings.
        """
        await self._introduction.prepare(link, options, self._talk)

    def hand_over(self) -> None:
        """The next link is introduced: the end of the present one loses nothing."""
        self._handing_over = True

    @property
    def idle(self) -> bool:
        """Whether nobody speaks, and nothing is asked, answered or half heard."""
        return self.ready and not (
            self._hearing
            or self._answer.under_way
            or self._answer.gate.busy
            or self._turns.open_user_turns()
            or self._turns.unplayed()
            or self._ears.mode is EarMode.HELD
        )

    async def wait_idle(self, seconds: float) -> None:
        """Wait for a quiet moment, but no longer than this."""
        for _ in range(round(seconds / IDLE_LOOK_S)):
            if self.idle:
                return
            await asyncio.sleep(IDLE_LOOK_S)

    @property
    def waiting_s(self) -> float:
        """Seconds a request has waited for the server's first word about it."""
        return self._answer.waiting_s

    @property
    def unsent_s(self) -> float:
        """Seconds of microphone sound that wait to be sent."""
        return self._outbox.unsent_s

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
                    self._begin()
            case sv.SpeechStarted():
                if self._answer.under_way:
                    await self.stop()
                self._hearing = True
                self._recent.began(event.item_id)
                self._user_began(event.item_id)
                self._show_state()
            case sv.SpeechStopped():
                self._hearing = False
            case sv.InputAudioCommitted():
                self._hearing = False
                self._recent.ended(event.item_id)
                self._user_began(event.item_id)
                self._answer.timing.committed(self._ears.speech_end_at)
                self._answer.ask()
            case sv.InputAudioCleared():
                self._tell(self._turns.forget_unannounced())
            case sv.TranscriptionDelta():
                self._tell(self._turns.hear(event.item_id, event.delta or "", self._clock.now()))
            case sv.TranscriptionCompleted():
                await self._heard(event.item_id, event.transcript.strip(), event.language or "")
            case sv.TranscriptionFailed():
                self._not_said(event.item_id)
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
                    self._answer.received_all(event.item.id)
            case sv.ResponseDone():
                await self._answer.response_done(event)
            case sv.RateLimitsUpdated():
                if (said := self._limits.take(event.rate_limits)) is not None:
                    self._emit(said)
            case sv.ErrorEvent():
                await self._errors.take(event.error)

    async def _set_up(self) -> None:
        first = await self._introduction.events(self._options, self._talk)
        self._outbox.open = True
        for event in first:
            self._outbox.send(event)

    def _begin(self) -> None:
        """The server listens: it is given what another did not finish, and the microphone."""
        self._ready.set()
        self._recent.holding = False
        utterance = self._recent.utterance()
        if utterance is not None and utterance.claimed:
            self._answer.unanswered.take_owed()  # it is the question, and asks for itself once it is heard
        elif utterance is not None and self._answer.unanswered.due:
            utterance = None  # a noise does not come before a question
        if utterance is not None and utterance.ended:
            self._outbox.say_again(utterance.pcm)
            self._outbox.send(cl.InputAudioCommit(self._outbox.event_id()))
            self._answer.under_way = True
        if self._ears.mode is EarMode.HANDS_FREE:
            self._outbox.send(cl.SessionUpdate(turn_detection_change(True, self._talk), self._outbox.event_id()))
        if utterance is not None and not utterance.ended:
            self._outbox.say_again(utterance.pcm)
        self._answer.ask_again_if_owed()
        self._show_state()

    def _take_over(self) -> None:
        """An introduced server goes on where the other stopped."""
        self._handing_over = False
        self._outbox.open = True
        for item in self._introduction.rest():
            self._outbox.send_item(item)
        self._answer.gate.reset()
        if not self.ready:
            self._begin()
        elif self._ears.mode is EarMode.HANDS_FREE:
            self._outbox.send(cl.SessionUpdate(turn_detection_change(True, self._talk), self._outbox.event_id()))

    def _use(self, options: SessionOptions | None) -> None:
        parts = self._parts
        self._options = options or SessionOptions(parts.backend)
        self._turns.backend = self._options.backend
        if self._options.backend != self._shown_backend:
            self._shown_backend = self._options.backend
            self._emit(ev.BackendChanged(self._options.backend))

    async def _lose_server(self) -> None:
        self._outbox.close()
        self._ready.clear()
        self._recent.server_gone()
        self._recent.holding = True
        self._count_losses()
        await self._answer.server_lost()
        self._show_state()

    def _user_began(self, item_id: str) -> None:
        self._answer.history.began(item_id)
        self._tell(self._turns.start(item_id, Who.USER, self._clock.now()))

    def _not_said(self, item_id: str) -> None:
        self._recent.written(item_id)
        self._answer.history.dropped(item_id)
        self._tell(self._turns.remove(item_id))

    # -- what the traveller does ------------------------------------------------------------------------------

    async def say(self, text: str, picture: bytes = b"") -> None:
        """Typed words, with a JPEG picture or without: they interrupt like speech, and are answered.

        Raises:
            BadInput: There is nothing to ask, it is longer than 4,000 characters, or nobody here has eyes.
        """
        text = checked_words(text, picture, self._options.backend)
        await self.stop()
        item_id = self._parts.new_id("item")
        self._user_began(item_id)
        if picture:
            self._emit(ev.PictureShown(item_id, picture))
        turn = self._turns.finish_user(item_id, f"{text} ({PICTURE})" if picture else text)
        # What no server is there to take is told to the next with all that was said.
        item = typed_item(item_id, text, picture)
        self._outbox.send_item(item)
        if turn is not None:
            await self._keep(turn)
        if picture:
            self._answer.history.told(item_id, replace(item, id=None))
        self._answer.timing.committed(None)
        self._answer.ask()

    def check_eyes(self) -> None:
        """Raises BadInput where whoever answers now cannot look at a picture."""
        check_eyes(self._options.backend)

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
            self._recent.forget()
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
        self._recent.forget()
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
        if spoke:
            self._recent.ended("held")  # where no server is there to take it, the next one is given it
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
        self._recent.forget()
        self._hearing = False
        self._show_state()

    async def stop(self) -> None:
        """Stop the answer being given, by voice or in the making, and remember how much of it was heard."""
        await self._answer.stop()

    async def begin_anew(self) -> None:
        """Stop, and forget what was said: the next server is told nothing of it."""
        await self.stop()
        self._answer.history.forget()
        self._recent.forget()

    def set_quiet(self, quiet: bool) -> None:
        """Quiet: answers are written and not spoken, from the next one on."""
        self._answer.quiet = quiet

    def tell(self, text: str) -> None:
        """A change of mode, or what another mode found out: appended for the model, never a change of instructions."""
        item = system_item(text)
        self._answer.history.told(self._parts.new_id("item"), item)
        self._outbox.send_item(item)

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
        self._recent.answered()

    def _cannot_read(self, error: StorageFailed) -> None:
        self._notice("error", error.sentence, error.remedy, "disk")

    def _send_sound(self, pcm: bytes) -> None:
        self._recent.hear(pcm)
        if self.ready:
            self._outbox.send_sound(pcm)

    # -- what became of it ------------------------------------------------------------------------------------

    async def _heard(self, item_id: str, text: str, language: str) -> None:
        self._answer.timing.transcribed(self._clock.monotonic())
        if not text:
            self._not_said(item_id)
            return
        self._recent.written(item_id)
        turn = self._turns.finish_user(item_id, text, language)
        if turn is not None:
            await self._keep(turn)

    def _count_losses(self) -> None:
        """Sound that was not written down yet is lost with the server; a question in words is asked again."""
        self._hearing = False
        no_answer_yet = self._answer.under_way and not self._answer.spoken and not self._turns.unplayed()
        asked = no_answer_yet and self._answer.asked
        unwritten = self._turns.open_user_turns()
        for turn_id in unwritten:
            self._answer.history.dropped(turn_id)
            self._tell(self._turns.remove(turn_id))
        self.lost_words = False
        utterance = self._recent.utterance()
        if utterance is not None and (utterance.claimed or not asked):
            return  # the next server is given the sound
        self.lost_words = bool(unwritten) or (no_answer_yet and not asked and not self._answer.unanswered.due)
        if self.lost_words:
            self._notice("warning", "I lost your last words.", "Say them again, or type.", "hearing")
        elif asked and not self._answer.owe_again():
            self._notice("error", "I could not answer that.", "Ask in other words.", "answer")

    # -- telling ----------------------------------------------------------------------------------------------

    async def _keep(self, turn: Turn) -> None:
        """On disk first, then shown; a full disk is said and the talk goes on."""
        if turn.speaker is Who.USER:
            self._answer.history.said(turn)
        self._parts.dispatch.context.hear(turn)
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
