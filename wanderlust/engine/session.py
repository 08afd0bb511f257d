"""One client's Realtime session on the engine: events in, models asked, events out."""

from __future__ import annotations

import asyncio
import base64
import binascii
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from wanderlust.domain.errors import WanderlustError, WireError
from wanderlust.engine.answering import Answerer
from wanderlust.engine.conversation_items import ConversationItems, normalised
from wanderlust.engine.end_of_turn import patience_for
from wanderlust.engine.idle_timeout import IdleTimeout
from wanderlust.engine.input_sound import InputSound, PauseHeld, SpeechBegan, SpeechEnded, SpeechGrew, SpeechPaused
from wanderlust.engine.item_edits import creation_problem, deleted, truncated
from wanderlust.engine.kept_sounds import KeptSounds
from wanderlust.engine.models import EngineModels, Heard
from wanderlust.engine.partial_words import SettledWords
from wanderlust.engine.response_events import ResponseWriter
from wanderlust.engine.response_params import input_items
from wanderlust.engine.router import Routing
from wanderlust.engine.running_responses import Running, RunningResponses
from wanderlust.engine.session_settings import MODEL, Refusal, default_session, updated
from wanderlust.engine.settings_checks import fault_in_response
from wanderlust.engine.sound_formats import PCM, SoundFormat, format_of
from wanderlust.engine.turn_context import Context, context_of
from wanderlust.engine.turn_listener import TurnListener
from wanderlust.wire import client_events as cl
from wanderlust.wire import server_events as ev
from wanderlust.wire.codec import client_event_reader
from wanderlust.wire.items import ContentPart, ErrorDetail, Item, StatusError, TranscriptionUsage

log = logging.getLogger(__name__)

SHORTEST_COMMIT_MS = 100  # OpenAI refuses shorter ones with input_audio_buffer_commit_empty


class EngineSession:
    """Serves the Realtime contract to one connection.

    Args:
        models: The models, shared by all sessions.
        send: Sends one event to the client, in order.
        new_id: Makes an id from a prefix: ``item`` -> ``item_...``.
        now: Unix time in seconds.
        model: What the client asked for; echoed, as there is one model set.
        settings: The session a client secret was made for, instead of the defaults.
    """

    def __init__(
        self,
        models: EngineModels,
        send: Callable[[ev.ServerEvent], Awaitable[None]],
        new_id: Callable[[str], str],
        now: Callable[[], float],
        model: str = "",
        settings: Mapping[str, Any] | None = None,
    ) -> None:
        self._models = models
        self._send_event = send
        self._new_id = new_id
        self._reader = client_event_reader()
        self._settings = default_session(new_id("sess"), now(), model)
        if settings is not None:
            kept = {key: self._settings[key] for key in ("id", "expires_at")}
            self._settings = {**settings, **kept, "model": model or settings["model"]}
        self._conversation_id = new_id("conv")
        self._items = ConversationItems()
        self._sound = InputSound(models.new_voice_activity())
        self._idle = IdleTimeout()
        self._listener = TurnListener(models, self._route_ahead, self._tell_words, self._sound.wait_for)
        self._configure_input()
        self._hearing: dict[str, asyncio.Task[Heard]] = {}
        self._speech_item: str | None = None
        self._running = RunningResponses()
        self._aside: set[asyncio.Task[None]] = set()
        self._audio_ms: dict[str, float] = {}
        self._kept = KeptSounds()
        self._answers = Answerer(models, self._send_all, self._sounded)

    # -- the connection -------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Greet with ``session.created``, once the models stand."""
        await self._models.ready()
        await self._send(ev.SessionCreated(self._settings))

    async def close(self) -> None:
        """Stop everything that still runs for this client."""
        await self._running.stop_all()
        tasks = [*self._hearing.values(), *self._aside]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, self._listener.close(), return_exceptions=True)

    async def receive(self, message: str | bytes) -> None:
        """Handle one message of the client; whatever is wrong with it is answered by an error event."""
        try:
            event = self._reader.read(message)
        except WireError as error:
            await self._refuse("invalid_event", error.sentence, None)
            return
        if isinstance(event, ev.UnknownEvent):
            await self._refuse("unknown_event", f"There is no client event '{event.name}'.", event.event_id, "type")
            return
        try:
            await self._handle(event)
        except Exception:
            # One message must not end a conversation: its fault is written down, told, and the session goes on.
            log.exception("cannot handle %s", event.TYPE)
            detail = ErrorDetail("The engine could not do that.", "server_error", "server_error", event.event_id)
            await self._send(ev.ErrorEvent(detail))

    async def _handle(self, event: cl.ClientEvent) -> None:
        match event:
            case cl.InputAudioAppend():
                await self._append(event.audio)
            case cl.SessionUpdate():
                await self._update(event)
            case cl.InputAudioCommit():
                await self._commit(event)
            case cl.InputAudioClear():
                self._sound.clear()
                self._listener.drop()
                self._speech_item = None
                await self._send(ev.InputAudioCleared())
            case cl.ItemCreate():
                await self._create_item(event)
            case cl.ItemTruncate():
                await self._tell(truncated(self._items, event, self._audio_ms), event.event_id)
            case cl.ItemDelete():
                await self._tell(deleted(self._items, event), event.event_id)
            case cl.ItemRetrieve():
                item = self._items.get(event.item_id)
                if item is None:
                    refusal = Refusal("item_retrieve_invalid_item_id", "There is no such item.", "item_id")
                    await self._tell(refusal, event.event_id)
                else:
                    form = self._format("input")
                    await self._send(ev.ItemRetrieved(self._kept.with_sound(item, form)))
            case cl.ResponseCreate():
                await self._create_response(event.response or {}, event.event_id)
            case cl.ResponseCancel():
                await self._cancel(event)
            case cl.OutputAudioClear():
                # Only servers that play the sound themselves (WebRTC, telephone) have such a buffer.
                sentence = "Over a WebSocket the client plays the sound; there is nothing to clear here."
                await self._refuse("output_audio_buffer_not_available", sentence, event.event_id, "type")

    # -- settings -------------------------------------------------------------------------------------------

    @property
    def _turn_detection(self) -> Mapping[str, Any] | None:
        detection: Mapping[str, Any] | None = self._settings["audio"]["input"]["turn_detection"]
        return detection

    @property
    def _languages(self) -> tuple[str, ...] | None:
        transcription = self._settings["audio"]["input"]["transcription"] or {}
        languages = transcription.get("languages") or [transcription.get("language")]
        return tuple(language for language in languages if language) or None

    async def _update(self, event: cl.SessionUpdate) -> None:
        result = updated(self._settings, event.session, self._answers.voice_used)
        if isinstance(result, Refusal):
            await self._refuse(result.code, result.message, event.event_id, result.param)
            return
        before, self._settings = self._languages, result
        if self._languages and self._languages != before:
            # Until something else is heard, the first is the one expected and answered in.
            self._answers.language = self._listener.language = self._languages[0]
        self._configure_input()
        await self._send(ev.SessionUpdated(self._settings))

    def _configure_input(self) -> None:
        detection = self._turn_detection
        self._sound.take_format(self._format("input"))
        self._sound.configure(detection)
        self._idle.configure((detection or {}).get("idle_timeout_ms"))
        self._listener.languages = self._languages
        semantic = detection is not None and detection.get("type") == "semantic_vad"
        # server_vad is the plain rule its clients expect: so much silence, and nothing shortens it.
        self._listener.patience = patience_for(detection.get("eagerness")) if detection and semantic else None

    def _format(self, side: str) -> SoundFormat:
        return format_of(self._settings["audio"][side]["format"]) or PCM

    # -- hearing --------------------------------------------------------------------------------------------

    async def _route_ahead(self, heard: Heard) -> Routing:
        """What would be done about words that may not be final."""
        said = Item("message", role="user", content=(ContentPart("input_audio", transcript=heard.text),))
        context = context_of([*self._items, said], self._settings, {})
        return await self._models.route(heard.text, context.tools, context.history, heard.language)

    async def _tell_words(self, words: str) -> None:
        # Without turn detection the item has not been announced yet: only those who ask
        # for our own model, as the app does, are known to take words all the same.
        announced = self._turn_detection is not None or self._settings["model"] == MODEL
        wanted = self._settings["audio"]["input"]["transcription"] is not None and announced
        if wanted and self._speech_item is not None:
            await self._send(ev.TranscriptionDelta(self._speech_item, 0, words))

    async def _append(self, pcm: bytes) -> None:
        await self._take_sound(pcm)
        silence = self._idle.passed(self._sound.received_ms)
        if silence is not None and self._running.active is None and self._speech_item is None:
            await self._time_out(*silence)

    async def _time_out(self, start_ms: int, end_ms: int) -> None:
        """Nobody spoke for ``idle_timeout_ms``: the silence becomes a turn, and the answer to it says we are here."""
        item_id = self._new_id("item")
        await self._send(ev.InputTimedOut(start_ms, end_ms, item_id))
        # Nearly always nothing; but a word too short for a turn is heard now.
        spoken = self._sound.spoken_part(self._sound.take_all())
        hearing = asyncio.create_task(self._models.transcribe(spoken, self._languages))
        await self._commit_item(item_id, hearing, SettledWords(), end_ms - start_ms)
        await self._create_response({}, None, idle=True)

    async def _take_sound(self, pcm: bytes) -> None:
        for mark in self._sound.append(pcm):
            match mark:
                case SpeechBegan(at_ms):
                    self._listener.resume()
                    if self._speech_item is None:
                        self._listener.begin()
                        self._speech_item = self._new_id("item")
                        self._idle.someone_spoke()
                        if self._turn_detection is not None:
                            await self._send(ev.SpeechStarted(at_ms, self._speech_item))
                            if self._turn_detection.get("interrupt_response", True):
                                await self._running.stop(self._running.active, "turn_detected")
                case SpeechGrew(sound):
                    self._listener.grow(sound)
                case SpeechPaused(sound):
                    self._listener.pause(sound)
                case PauseHeld(sound):
                    self._listener.weigh(sound)
                case SpeechEnded(at_ms, sound):
                    if self._turn_detection is not None:
                        item_id = self._speech_item or self._new_id("item")
                        await self._send(ev.SpeechStopped(at_ms, item_id))
                        hearing, told = self._listener.end(sound)
                        self._kept.keep(item_id, sound)
                        await self._commit_item(item_id, hearing, told, len(sound) / 16)
                        if self._turn_detection.get("create_response", True):
                            await self._create_response({}, None)

    async def _commit(self, event: cl.InputAudioCommit) -> None:
        sound = self._sound.take_all()
        duration_ms = len(sound) / 16
        if duration_ms < SHORTEST_COMMIT_MS:
            await self._refuse(
                "input_audio_buffer_commit_empty",
                f"The buffer holds {duration_ms:.0f} ms of sound; at least {SHORTEST_COMMIT_MS} ms are needed.",
                event.event_id,
            )
            return
        # A decode begun in the pause before the commit covers all that was said, unless speech went on or ended before.
        if not self._sound.took_one_stretch:
            self._listener.drop()
        hearing, told = self._listener.end(self._sound.spoken_part(sound))
        item_id = self._speech_item or self._new_id("item")
        self._kept.keep(item_id, sound)
        await self._commit_item(item_id, hearing, told, duration_ms)

    async def _commit_item(
        self, item_id: str, hearing: asyncio.Task[Heard], told: SettledWords, duration_ms: float
    ) -> None:
        self._speech_item = None
        self._hearing[item_id] = hearing
        self._audio_ms[item_id] = duration_ms
        content = (ContentPart("input_audio", transcript=None),)
        item = Item("message", item_id, "realtime.item", role="user", status="completed", content=content)
        previous = self._items.add(item)
        await self._send(ev.InputAudioCommitted(item_id, previous))
        await self._send(ev.ItemAdded(item, previous))
        await self._send(ev.ItemDone(item, previous))
        self._run_aside(self._report_hearing(item_id, hearing, told, duration_ms))

    async def _report_hearing(
        self, item_id: str, hearing: asyncio.Task[Heard], told: SettledWords, duration_ms: float
    ) -> None:
        wanted = self._settings["audio"]["input"]["transcription"] is not None
        try:
            heard = await asyncio.shield(hearing)
        except WanderlustError as error:
            if wanted:
                detail = StatusError("transcription_failed", error.sentence, "server_error")
                await self._send(ev.TranscriptionFailed(item_id, 0, detail))
            return
        self._items.set_transcript(item_id, heard.text)
        if heard.text and heard.language:
            self._answers.language = self._listener.language = heard.language
        if wanted:
            if rest := told.rest(heard.text):
                await self._send(ev.TranscriptionDelta(item_id, 0, rest))
            usage = TranscriptionUsage("duration", seconds=round(duration_ms / 1000, 3))
            await self._send(ev.TranscriptionCompleted(item_id, 0, heard.text, usage, language=heard.language or None))

    # -- items ----------------------------------------------------------------------------------------------

    async def _create_item(self, event: cl.ItemCreate) -> None:
        problem = creation_problem(event.item, self._items)
        if problem is not None:
            await self._tell(problem, event.event_id)
            return
        item = normalised(event.item, self._new_id("item"))
        heard = self._hear_item(replace(event.item, id=item.id))
        if isinstance(heard, Refusal):
            await self._tell(heard, event.event_id)
            return
        try:
            previous = self._items.add(item, event.previous_item_id)
        except KeyError:
            await self._refuse("item_not_found", "There is no item of that id to follow.", event.event_id)
            return
        await self._send(ev.ItemAdded(item, previous))
        await self._send(ev.ItemDone(item, previous))
        if heard is not None:
            self._run_aside(self._report_hearing(item.id or "", heard, SettledWords(), self._audio_ms[item.id or ""]))

    def _hear_item(self, item: Item) -> asyncio.Task[Heard] | Refusal | None:
        """Begin to hear the sound an item brings, in the session's input format."""
        sounds = [p.audio for p in item.content or () if p.type == "input_audio" and p.audio and not p.transcript]
        if not sounds or item.id is None:
            return None
        try:
            data = base64.b64decode(sounds[0], validate=True)
        except (binascii.Error, ValueError):
            return Refusal("invalid_value", "The sound in this item is not base64 text.", "item.content")
        sound = self._format("input").samples_at(data, 16_000)
        self._audio_ms[item.id] = len(sound) / 16
        self._kept.keep(item.id, sound)
        task = asyncio.create_task(self._models.transcribe_recording(sound, self._languages))
        self._hearing[item.id] = task
        return task

    # -- answering ------------------------------------------------------------------------------------------

    async def _create_response(self, params: Mapping[str, Any], event_id: str | None, idle: bool = False) -> None:
        fault = fault_in_response(params)
        if fault is not None:
            await self._refuse("invalid_value", fault.message, event_id, f"response.{fault.param}")
            return
        aside, active = params.get("conversation") == "none", self._running.active
        if active is not None and not aside:
            await self._refuse(
                "conversation_already_has_active_response",
                f"Conversation already has an active response in progress: {active.writer.id}.",
                event_id,
            )
            return
        items = self._response_input(params.get("input"))
        if isinstance(items, Refusal):
            await self._tell(items, event_id)
            return
        output = {**self._settings["audio"]["output"], **((params.get("audio") or {}).get("output") or {})}
        form = format_of(output["format"]) or PCM
        writer = ResponseWriter(
            self._new_id("resp"),
            None if aside else self._conversation_id,
            tuple(params.get("output_modalities") or self._settings["output_modalities"]),
            params.get("metadata"),
            params.get("max_output_tokens") or self._settings["max_output_tokens"],
            self._new_id,
            {"output": {"format": form.json, "voice": output["voice"]}},
        )
        context = context_of(items, self._settings, params)
        running = self._running.admit(writer, aside)
        if not aside:
            self._idle.answer_began()
        await self._send_all(writer.begin())
        await self._running.start(running, self._answer(running, context, form, idle))

    def _response_input(self, given: list[Any] | None) -> tuple[Item, ...] | Refusal:
        if given is None:
            return tuple(self._items)
        items = input_items(given, self._items, self._reader, self._new_id)
        for item in () if isinstance(items, Refusal) else items:
            heard = self._hear_item(item) if item.id not in self._hearing else None
            if isinstance(heard, Refusal):
                return heard
        return items

    async def _answer(self, running: Running, context: Context, form: SoundFormat, idle: bool) -> None:
        writer = running.writer
        try:
            for item_id in context.sounds:
                if item_id in self._hearing:
                    context = context.with_heard(item_id, await asyncio.shield(self._hearing[item_id]))
            await self._answers.answer(writer, context, form, idle)
            closing = writer.done(context.chars, context.audio_ms(self._audio_ms))
        except asyncio.CancelledError:
            closing = writer.cancelled(running.stopped_for, context.chars, context.audio_ms(self._audio_ms))
            self._running.finished(running)
            await asyncio.shield(self._send_all(closing))
            raise
        except WanderlustError as error:
            log.warning("answer failed: %s", error)
            closing = writer.failed(type(error).__name__, error.sentence)
        except Exception:
            log.exception("answer failed")
            closing = writer.failed("server_error", "The engine could not answer. Ask again.")
        self._running.finished(running)
        if not running.aside:
            self._idle.answer_ended(self._sound.received_ms, writer.audio_ms)
        await self._send_all(closing)

    def _sounded(self, item_id: str, duration_ms: float) -> None:
        self._audio_ms[item_id] = self._audio_ms.get(item_id, 0.0) + duration_ms
        if self._items.get(item_id) is not None:
            self._idle.answer_sounded(self._sound.received_ms)

    async def _cancel(self, event: cl.ResponseCancel) -> None:
        running = self._running.get(event.response_id)
        if running is None:
            await self._refuse("response_cancel_not_active", "No response is being given.", event.event_id)
            return
        await self._running.stop(running, "client_cancelled")

    # -- sending --------------------------------------------------------------------------------------------

    def _run_aside(self, work: Any) -> None:
        task: asyncio.Task[None] = asyncio.create_task(work)
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)

    async def _refuse(self, code: str, message: str, event_id: str | None, param: str | None = None) -> None:
        await self._send(ev.ErrorEvent(ErrorDetail(message, "invalid_request_error", code, event_id, param)))

    async def _tell(self, outcome: ev.ServerEvent | Refusal, event_id: str | None) -> None:
        if isinstance(outcome, Refusal):
            await self._refuse(outcome.code, outcome.message, event_id, outcome.param)
        else:
            await self._send(outcome)

    async def _send_all(self, events: list[ev.ServerEvent]) -> None:
        for event in events:
            if isinstance(event, ev.ItemAdded):
                event = replace(event, previous_item_id=self._items.add(event.item))
            elif isinstance(event, ev.ItemDone):
                item_id = event.item.id or ""
                event = replace(event, previous_item_id=self._items.before(item_id))
                if self._items.get(item_id) is not None:
                    self._items.replace(event.item)
            await self._send(event)

    async def _send(self, event: ev.ServerEvent) -> None:
        await self._send_event(event)
