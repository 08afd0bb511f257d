"""A connection to the cloud with a meter on it: counts what is sent and used, and hangs up at a limit or when idle."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from wanderlust.assistant.cost import GOES_ON, CostMeter, usage_of_response, usage_of_transcription
from wanderlust.assistant.ports import Clock, RealtimeLink
from wanderlust.domain.connection_trouble import Recourse, Trouble
from wanderlust.domain.cost.caps import Spending, limit_sentence
from wanderlust.domain.cost.ledger import SentRecord
from wanderlust.domain.cost.usage import AUDIO_OUT_MS_PER_TOKEN, ModelUsage, Tokens
from wanderlust.domain.errors import ConnectionFailed, IdleTooLong, LimitReached
from wanderlust.wire import client_events as cl
from wanderlust.wire import server_events as sv
from wanderlust.wire.items import Item

BYTES_PER_MS = 48  # PCM16 mono at 24 kHz
WAITING_EVENTS = 256  # read ahead of the session; beyond that the socket itself waits
KEPT_VOICES = 64  # answers whose voice may still be cut; far more than can be played at once


Link = TypeVar("Link", bound=RealtimeLink)


@dataclass(frozen=True, slots=True)
class Metering:
    """What a metered connection is about.

    Attributes:
        connection: An id of its own.
        host: The server.
        model: Answers.
        transcription_model: Writes down what the traveller says.
        purpose: What the connection is for.
        idle_s: Seconds without a word after which it hangs up; 0 = never.
    """

    connection: str
    host: str
    model: str
    transcription_model: str
    purpose: str = "conversation"
    idle_s: float = 300.0


@dataclass(slots=True)
class _Voice:
    """The voice of one answer: how much came, and how much of it was heard if it was cut."""

    response_id: str
    came_ms: float = 0.0
    heard_ms: int | None = None
    reported_ms: int = 0

    def take_unheard(self) -> int:
        """Milliseconds not heard that were not reported before."""
        if self.heard_ms is None:
            return 0
        fresh = max(0, round(self.came_ms) - self.heard_ms) - self.reported_ms
        self.reported_ms += max(0, fresh)
        return max(0, fresh)


class MeteredLink(Generic[Link]):
    """Fills ``ports.RealtimeLink`` around another one, of which the session need know nothing.

    ``inner`` is that other one, for whoever watches the wire itself. At a limit the answer under way may finish; the
    next one is not asked for, and ``events`` raises ``LimitReached``.
    """

    def __init__(self, link: Link, meter: CostMeter, clock: Clock, metering: Metering) -> None:
        self.inner: Link = link
        self._meter, self._clock, self._about = meter, clock, metering
        now = clock.now()
        self._sent = SentRecord(metering.connection, metering.host, metering.purpose, now, now)
        self._kept = self._sent
        self._voices: dict[str, _Voice] = {}
        self._responses: dict[str, float] = {}
        self._active_at = clock.monotonic()
        self._waiting: asyncio.Queue[sv.ServerEvent | ConnectionFailed | None] = asyncio.Queue(WAITING_EVENTS)
        self._over: ConnectionFailed | None = None
        self._work: list[asyncio.Task[None]] = []

    async def send(self, event: cl.ClientEvent) -> None:
        """Send one event; raises ConnectionFailed when the connection is gone, LimitReached when no more is paid."""
        if self._over is not None:
            raise self._over
        if isinstance(event, cl.ResponseCreate) and self._meter.spending.reached:
            raise self._end(limit_reached(self._meter.spending))
        await self.inner.send(event)
        self._note_sent(event)

    async def events(self) -> AsyncGenerator[sv.ServerEvent]:
        """The server's events until the connection ends.

        Raises:
            LimitReached: A limit of spending is reached.
            IdleTooLong: Nobody said anything for long.
            ConnectionFailed: It ended for another reason.
        """
        if not self._work:
            # They go on when the session lets go of one iteration and begins another, and end with the connection.
            self._work = [asyncio.create_task(self._read()), asyncio.create_task(self._watch_idle())]
        while self._over is None:
            event = await self._waiting.get()
            if isinstance(event, ConnectionFailed):
                self._over = self._over or event
            elif event is not None:
                yield event
        self._settle()
        raise self._over

    async def close(self) -> None:
        for task in self._work:
            task.cancel()
        await asyncio.gather(*self._work, return_exceptions=True)
        self._settle()
        await self.inner.close()

    def quiet(self) -> None:
        """Nothing is being said now: at a limit, this is the moment to hang up without cutting anybody off."""
        if self._meter.spending.reached and not self._responses:
            self._end(limit_reached(self._meter.spending))

    def _end(self, reason: ConnectionFailed) -> ConnectionFailed:
        if self._over is None:
            self._over = reason
        if not self._waiting.full():
            self._waiting.put_nowait(None)
        return self._over

    async def _read(self) -> None:
        try:
            async for event in self.inner.events():
                self._note_received(event)
                if self._over is not None:
                    return
                await self._waiting.put(event)
        except ConnectionFailed as error:
            await self._waiting.put(error)

    async def _watch_idle(self) -> None:
        limit = self._about.idle_s
        while limit > 0:
            left = limit - (self._clock.monotonic() - self._active_at)
            if left <= 0:
                minutes = max(1, round(limit / 60))
                words = "a minute" if minutes == 1 else f"{minutes} minutes"
                sentence = f"Nobody spoke for {words}, so I closed the line to {self._about.host}."
                self._end(IdleTooLong.by(Trouble("idle", Recourse.ASK, sentence, "I listen here until you go back.")))
                return
            await asyncio.sleep(left)

    # -- what leaves this computer ------------------------------------------------------------------------------

    def _note_sent(self, event: cl.ClientEvent) -> None:
        sent, audio, characters, pictures = self._sent, 0, 0, 0
        match event:
            case cl.InputAudioAppend():
                audio = len(event.audio)
            case cl.SessionUpdate():
                characters = len(json.dumps(event.session, ensure_ascii=False))
            case cl.ItemCreate():
                characters, pictures = _weigh(event.item)
                self._active_at = self._clock.monotonic()
            case cl.ResponseCreate():
                characters = len(json.dumps(event.response, ensure_ascii=False)) if event.response else 0
                self._active_at = self._clock.monotonic()
            case cl.InputAudioCommit():
                self._active_at = self._clock.monotonic()
            case cl.ItemTruncate():
                self._cut(event.item_id, event.audio_end_ms)
        if audio or characters or pictures:
            self._sent = replace(
                sent,
                ended=self._clock.now(),
                audio_ms=sent.audio_ms + audio // BYTES_PER_MS,
                characters=sent.characters + characters,
                pictures=sent.pictures + pictures,
            )

    def _keep_record(self) -> None:
        if self._sent != self._kept:
            self._kept = self._sent
            self._meter.record_sent(self._sent)

    # -- what is paid for ---------------------------------------------------------------------------------------

    def _note_received(self, event: sv.ServerEvent) -> None:
        match event:
            case sv.SpeechStarted() | sv.SpeechStopped():
                self._active_at = self._clock.monotonic()
            case sv.ResponseCreated():
                self._active_at = self._clock.monotonic()
                self._responses.setdefault(event.response.id or "", 0.0)
            case sv.OutputAudioDelta():
                self._note_voice(event)
            case sv.TranscriptionCompleted():
                if event.usage is not None:
                    usage = usage_of_transcription(self._about.transcription_model, event.usage)
                    self._meter.take(usage, self._about.host)
            case sv.ResponseDone():
                self._active_at = self._clock.monotonic()
                self._response_done(event)
            case _:
                pass

    def _note_voice(self, event: sv.OutputAudioDelta) -> None:
        self._active_at = self._clock.monotonic()
        ms = len(event.delta) / BYTES_PER_MS
        voice = self._voices.setdefault(event.item_id, _Voice(event.response_id or ""))
        voice.came_ms += ms
        while len(self._voices) > KEPT_VOICES:
            del self._voices[next(iter(self._voices))]
        response = event.response_id or ""
        self._responses[response] = self._responses.get(response, 0.0) + ms
        self._meter.speaking(self._about.model, response, self._responses[response])
        if self._meter.spending.overrun:
            self._end(limit_reached(self._meter.spending))

    def _response_done(self, event: sv.ResponseDone) -> None:
        response = event.response
        voice_ms = self._responses.pop(response.id or "", 0.0)
        if response.usage is not None and (response.usage.input_tokens or response.usage.output_tokens):
            self._meter.take(usage_of_response(self._about.model, response.usage), self._about.host, response.id or "")
        else:
            self._estimate(response.id or "", voice_ms)
        for item_id, voice in self._voices.items():
            if voice.response_id == response.id:
                self._report_unheard(item_id)
        self._keep_record()

    def _estimate(self, response_id: str, voice_ms: float) -> None:
        """Without figures of the server's, at least the voice that came is counted."""
        tokens = Tokens(audio=round(voice_ms / AUDIO_OUT_MS_PER_TOKEN))
        self._meter.take(ModelUsage(self._about.model, output=tokens, estimated=True), self._about.host, response_id)

    def _cut(self, item_id: str, heard_ms: int) -> None:
        if item_id in self._voices:
            self._voices[item_id].heard_ms = heard_ms
            self._report_unheard(item_id)

    def _report_unheard(self, item_id: str) -> None:
        unheard = self._voices[item_id].take_unheard()
        if unheard:
            self._meter.take(ModelUsage(self._about.model, unheard_ms=unheard), self._about.host)

    def _settle(self) -> None:
        """The connection is over: answers that were cut off by that are paid all the same."""
        for response_id, voice_ms in self._responses.items():
            if voice_ms:
                self._estimate(response_id, voice_ms)
        self._responses.clear()
        self._keep_record()


def limit_reached(spending: Spending) -> ConnectionFailed:
    """Why no more is asked of the cloud."""
    return LimitReached.by(Trouble("limit", Recourse.ASK, limit_sentence(spending), GOES_ON))


def _weigh(item: Item) -> tuple[int, int]:
    """Characters and pictures in an item."""
    parts = item.content or ()
    characters = sum(len(part.text or "") for part in parts) + len(item.output or "") + len(item.arguments or "")
    return characters, sum(part.type == "input_image" for part in parts)
