"""The answer being given: asked for, spoken, run through tools, finished or cut off."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import replace

from wanderlust.assistant.outbox import Outbox
from wanderlust.assistant.replay import History
from wanderlust.assistant.response_gate import GateState, ResponseGate
from wanderlust.assistant.session_parts import SessionParts
from wanderlust.assistant.timing import AnswerTiming
from wanderlust.assistant.tool_runs import ToolRuns
from wanderlust.assistant.turns import Turns
from wanderlust.assistant.unanswered import Unanswered
from wanderlust.domain import events as ev
from wanderlust.domain.connection_trouble import Recourse, trouble_of_code
from wanderlust.domain.conversation import Speaker as Who
from wanderlust.domain.conversation import Turn
from wanderlust.domain.errors import ConnectionFailed
from wanderlust.wire import client_events as cl
from wanderlust.wire import server_events as sv
from wanderlust.wire.items import ContentPart, Item

MS_PER_BYTE = 1 / 48  # PCM16 mono at 24 kHz
ENGINE_TRIES = 1  # a local engine that dies of a question dies of it again
CLOUD_TRIES = 3  # there the line is to blame far more often than the question
MOST_MUTED = 64
NOTHING_HEARD = "I heard nothing. Closer, or type."


class Answer:
    """One answer at a time, on the session's loop.

    Args:
        parts: What the session works with.
        turns: The unfinished turns; the answer's are the assistant's.
        outbox: Takes what the server is to be told.
        ready: Whether the server has taken the session's settings.
        keep: Stores and shows a finished turn.
        show_state: Tells the window how things stand, with a hint or none.
        on_over: Called when an answer has been given to its end.
    """

    def __init__(
        self,
        parts: SessionParts,
        turns: Turns,
        outbox: Outbox,
        *,
        ready: Callable[[], bool],
        keep: Callable[[Turn], Awaitable[None]],
        show_state: Callable[[str], None],
        on_over: Callable[[], None],
    ) -> None:
        self._clock = parts.clock
        self._speaker = parts.speaker
        self._emit = parts.sink
        self._new_id = parts.new_id
        self._turns = turns
        self._outbox = outbox
        self._ready = ready
        self._keep = keep
        self._show_state = show_state
        self._on_over = on_over
        self.gate = ResponseGate()
        self.timing = AnswerTiming()
        self.history = History()
        self.tools = ToolRuns(parts, turns, keep, outbox.send_item, self.ask, self.history)
        self.unanswered = Unanswered()
        self._muted_responses: deque[str] = deque(maxlen=MOST_MUTED)
        self._endings: set[asyncio.Task[None]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._asked_at: float | None = None
        self.spoken = False
        """Whether a message that answers has come whole."""
        self.under_way = False
        """Whether one was asked for and is not over."""
        self.quiet = False
        """Whether answers are written and not spoken."""
        parts.speaker.on_progress(self._progress)

    def ask(self) -> None:
        """Ask for an answer now, or as soon as the server and the one before allow it."""
        self.under_way = True
        self.spoken = False
        if not self._ready():
            self.unanswered.owe()
            return
        event_id = self._outbox.event_id()
        if self.gate.request(event_id):
            written = {"output_modalities": ["text"]} if self.quiet else None
            self._asked_at = self._clock.monotonic()
            self._outbox.send(cl.ResponseCreate(written, event_id))
        self._show_state("")

    @property
    def waiting_s(self) -> float:
        """Seconds since an answer was asked for of which the server has not said a word."""
        asked_at = self._asked_at if self.gate.state is GateState.REQUESTED else None
        return 0.0 if asked_at is None else self._clock.monotonic() - asked_at

    @property
    def asked(self) -> bool:
        """Whether a question waits for its answer, and nothing has been said to it."""
        return not self.spoken and (self.gate.busy or bool(self.tools))

    def received_all(self, item_id: str) -> None:
        """A message came whole; what may follow it in its response are calls, which come within the same moment."""
        self.spoken = True
        self._turns.received_all(item_id)

    def ask_again_if_owed(self) -> None:
        """A server is there at last."""
        if self.unanswered.take_owed():
            self.ask()

    def is_muted(self, response_id: str | None) -> bool:
        """Whether what still comes of this response is not wanted any more."""
        return response_id in self._muted_responses

    def take_voice(self, event: sv.OutputAudioDelta) -> None:
        """A piece of its sound came."""
        if self.is_muted(event.response_id):
            return
        self._note_loop()
        self.timing.voice_arrived(self._clock.monotonic())
        self._turns.add_sound(event.item_id, len(event.delta) * MS_PER_BYTE)
        self._speaker.play(event.item_id, event.delta)
        self._show_state("")

    def recite(self, text: str, pcm: bytes) -> None:
        """Say fixed words with a voice already made; the model is told them as text."""
        self._note_loop()
        item_id = self._new_id("item")
        for event in self._turns.start(item_id, Who.ASSISTANT, self._clock.now()):
            self._emit(event)
        for event in self._turns.add_words(item_id, text):
            self._emit(event)
        self._turns.add_sound(item_id, len(pcm) * MS_PER_BYTE)
        self._turns.received_all(item_id)
        self.under_way = True
        self.timing.committed(None)
        self._speaker.play(item_id, pcm)
        self._speaker.finish(item_id)
        self._outbox.send_item(Item("message", role="assistant", content=(ContentPart("output_text", text=text),)))
        self._show_state("")

    async def response_done(self, event: sv.ResponseDone) -> None:
        """The server has made all of a response."""
        response = event.response
        again = self.gate.finished(response.id)
        muted = self.is_muted(response.id)
        calls = [i for i in response.output or () if i.type == "function_call" and i.status != "incomplete"]
        if response.status == "failed" and not muted:
            error = response.status_details.error if response.status_details else None
            detail = error.message if error is not None and error.message else ""
            trouble = trouble_of_code(error.code, detail) if error is not None else None
            if trouble is not None and trouble.recourse is not Recourse.IGNORE:
                # Another server, or this one later, can answer; whoever holds the connection decides.
                self.unanswered.server_lost(CLOUD_TRIES)
                raise ConnectionFailed.by(trouble)
            self._emit(ev.Notice("error", "I could not answer that.", detail or "Ask again.", "answer"))
        if calls and not muted:
            self.spoken = False
            captions = [self.tools.start(item) for item in calls]
            self._show_state(captions[-1])
            return
        if again:
            self.ask()
            return
        if muted:
            # It ended when it was stopped; what is under way now is a question that is still being written down.
            self._show_state("")
            return
        for item_id in self._turns.unplayed():
            if self._turns.is_silent(item_id):
                await self._finish(item_id)
        await self.settle(nothing_said=response.status == "completed" and not response.output)

    async def stop(self) -> None:
        """Stop it, by voice or in the making, and remember how much of it was heard."""
        if self.gate.response_id is not None:
            self._muted_responses.append(self.gate.response_id)
        if self.gate.cancel():
            self._outbox.send(cl.ResponseCancel(event_id=self._outbox.event_id()))
        self.unanswered.forget()
        await self.abandon()
        self.tools.next_question()
        self._show_state("")

    async def server_lost(self) -> None:
        """The connection broke: an answer that had come whole is heard to its end, any other is cut."""
        self.tools.server_lost()
        unplayed = self._turns.unplayed()
        whole = self.spoken and all(map(self._turns.all_received, unplayed))
        if not whole and not self.tools:
            if unplayed and self.asked:
                self.owe_again()
            await self.abandon(lost=True)
        self.gate.reset()
        if whole:
            await self.settle()

    def owe_again(self) -> bool:
        """The question is to be asked of the next server; False when too many were lost over it."""
        return self.unanswered.server_lost(ENGINE_TRIES if self._turns.backend == "engine" else CLOUD_TRIES)

    async def abandon(self, *, lost: bool = False) -> None:
        """Drop its voice and tools; what was heard of it is kept and told to the server, unless that was ``lost``."""
        self.tools.give_up()
        played = {item.item_id: item.played_ms for item in self._speaker.flush()}
        for item_id in self._turns.unplayed():
            silent = self._turns.is_silent(item_id)
            heard = played.get(item_id, self._speaker.played_ms(item_id))
            if not silent:
                self._outbox.send(cl.ItemTruncate(item_id, 0, heard, self._outbox.event_id()))
            await self._finish(item_id, heard, lost)
        self._turns.drop_findings()
        self.under_way = False

    async def settle(self, nothing_said: bool = False) -> None:
        """When nothing is asked for, running or being played any more, it is over."""
        unfinished = self.gate.busy or self.unanswered.due or self.tools or self._turns.unplayed()
        if unfinished or not self.under_way:
            self._show_state("")
            return
        self.under_way = False
        self.unanswered.forget()
        self.tools.next_question()
        self._emit(ev.AnswerFinished(self.timing.finished(self._clock.monotonic())))
        self._on_over()
        self._show_state(NOTHING_HEARD if nothing_said else "")

    def _note_loop(self) -> None:
        self._loop = asyncio.get_running_loop()

    def _progress(self, item_id: str, played_ms: int, finished: bool) -> None:
        """On the speaker's thread."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._played, item_id, played_ms, finished)

    def _played(self, item_id: str, played_ms: int, finished: bool) -> None:
        for event in self._turns.played(item_id, played_ms):
            self._emit(event)
        if finished and self._turns.is_open(item_id):
            task = asyncio.ensure_future(self._voice_ended(item_id))
            self._endings.add(task)
            task.add_done_callback(self._endings.discard)

    async def _voice_ended(self, item_id: str) -> None:
        await self._finish(item_id)
        await self.settle()

    async def _finish(self, item_id: str, played_ms: int | None = None, lost: bool = False) -> None:
        turn = self._turns.finish_assistant(item_id, played_ms, lost)
        if turn is not None and turn.text:
            if lost and turn.heard is None:
                # All that had come was heard, but more was to come.
                turn = replace(turn, text=f"{turn.text} …", heard=len(turn.text), lost=True)
            self.history.said(turn, cut=lost)
            await self._keep(turn)
        elif turn is not None:
            self._emit(ev.TurnRemoved(item_id))
