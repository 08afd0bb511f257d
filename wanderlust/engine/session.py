"""One client's Realtime session on the engine: events in, models asked, events out."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from wanderlust.domain.errors import BadAudio, WanderlustError, WireError
from wanderlust.engine.answers import spoken_answer
from wanderlust.engine.conversation_items import ConversationItems, normalised
from wanderlust.engine.end_of_turn import patience_for
from wanderlust.engine.input_sound import InputSound, SpeechBegan, SpeechEnded, SpeechGrew, SpeechPaused
from wanderlust.engine.models import EngineModels, Heard
from wanderlust.engine.partial_words import SettledWords
from wanderlust.engine.response_events import ResponseWriter
from wanderlust.engine.router import Routing
from wanderlust.engine.session_settings import Refusal, default_session, updated
from wanderlust.engine.settings_checks import fault_in_response
from wanderlust.engine.turn_context import Context, context_of
from wanderlust.engine.turn_listener import TurnListener
from wanderlust.wire import client_events as cl
from wanderlust.wire import server_events as ev
from wanderlust.wire.codec import client_event_reader
from wanderlust.wire.items import ContentPart, ErrorDetail, Item, StatusError, TranscriptionUsage

log = logging.getLogger(__name__)

SHORTEST_COMMIT_MS = 100  # OpenAI refuses shorter ones with input_audio_buffer_commit_empty
MS_PER_BYTE = 1 / 48  # PCM16 mono at 24 kHz


class EngineSession:
    """Serves the Realtime contract to one connection.

    Args:
        models: The models, shared by all sessions.
        send: Sends one event to the client, in order.
        new_id: Makes an id from a prefix: ``item`` -> ``item_...``.
        now: Unix time in seconds.
        model: What the client asked for; echoed, as there is one model set.
    """

    def __init__(
        self,
        models: EngineModels,
        send: Callable[[ev.ServerEvent], Awaitable[None]],
        new_id: Callable[[str], str],
        now: Callable[[], float],
        model: str = "",
    ) -> None:
        self._models = models
        self._send_event = send
        self._new_id = new_id
        self._reader = client_event_reader()
        self._settings = default_session(new_id("sess"), now(), model)
        self._conversation_id = new_id("conv")
        self._items = ConversationItems()
        self._sound = InputSound(models.new_voice_activity())
        self._listener = TurnListener(models, self._route_ahead, self._tell_words, self._sound.wait_for)
        self._configure_hearing()
        self._hearing: dict[str, asyncio.Task[Heard]] = {}
        self._speech_item: str | None = None
        self._active: tuple[ResponseWriter, asyncio.Task[None]] | None = None
        self._cancel_reason = "client_cancelled"
        self._aside: set[asyncio.Task[None]] = set()
        self._audio_ms: dict[str, float] = {}
        self._voice_used = False
        self._language = "en"

    # -- the connection -------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Greet with ``session.created``, once the models stand."""
        await self._models.ready()
        await self._send(ev.SessionCreated(self._settings))

    async def close(self) -> None:
        """Stop everything that still runs for this client."""
        tasks = [*self._hearing.values(), *self._aside]
        tasks += [self._active[1]] if self._active else []
        self._active = None
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
        await self._handle(event)

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
                await self._truncate(event)
            case cl.ItemDelete():
                await self._delete(event)
            case cl.ItemRetrieve():
                item = self._items.get(event.item_id)
                if item is None:
                    await self._refuse("item_retrieve_invalid_item_id", "There is no such item.", event.event_id)
                else:
                    await self._send(ev.ItemRetrieved(item))
            case cl.ResponseCreate():
                await self._create_response(event.response or {}, event.event_id)
            case cl.ResponseCancel():
                await self._cancel(event)

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
        result = updated(self._settings, event.session, self._voice_used)
        if isinstance(result, Refusal):
            await self._refuse(result.code, result.message, event.event_id, result.param)
            return
        self._settings = result
        self._configure_hearing()
        await self._send(ev.SessionUpdated(self._settings))

    # -- hearing --------------------------------------------------------------------------------------------

    def _configure_hearing(self) -> None:
        detection = self._turn_detection
        self._sound.configure(detection)
        self._listener.languages = self._languages
        semantic = detection is not None and detection.get("type") == "semantic_vad"
        # server_vad is the plain rule its clients expect: so much silence, and nothing shortens it.
        self._listener.patience = patience_for(detection.get("eagerness")) if detection and semantic else None

    async def _route_ahead(self, heard: Heard) -> Routing:
        """What would be done about words that may not be final."""
        said = Item("message", role="user", content=(ContentPart("input_audio", transcript=heard.text),))
        context = context_of([*self._items, said], self._settings, {})
        return await self._models.route(heard.text, context.tools, context.history, heard.language)

    async def _tell_words(self, words: str) -> None:
        # Without turn detection the client does not know the item yet.
        wanted = self._settings["audio"]["input"]["transcription"] is not None and self._turn_detection is not None
        if wanted and self._speech_item is not None:
            await self._send(ev.TranscriptionDelta(self._speech_item, 0, words))

    async def _append(self, pcm: bytes) -> None:
        for mark in self._sound.append(pcm):
            match mark:
                case SpeechBegan(at_ms):
                    self._listener.resume()
                    if self._speech_item is None:
                        self._listener.begin()
                        self._speech_item = self._new_id("item")
                        if self._turn_detection is not None:
                            await self._send(ev.SpeechStarted(at_ms, self._speech_item))
                            if self._turn_detection.get("interrupt_response", True):
                                await self._stop_response("turn_detected")
                case SpeechGrew(sound):
                    self._listener.grow(sound)
                case SpeechPaused(sound):
                    self._listener.pause(sound)
                case SpeechEnded(at_ms, sound):
                    if self._turn_detection is not None:
                        item_id = self._speech_item or self._new_id("item")
                        await self._send(ev.SpeechStopped(at_ms, item_id))
                        hearing, told = self._listener.end(sound)
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
        await self._commit_item(self._speech_item or self._new_id("item"), hearing, told, duration_ms)

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
            self._language = self._listener.language = heard.language
        if wanted:
            if rest := told.rest(heard.text):
                await self._send(ev.TranscriptionDelta(item_id, 0, rest))
            usage = TranscriptionUsage("duration", seconds=round(duration_ms / 1000, 3))
            await self._send(ev.TranscriptionCompleted(item_id, 0, heard.text, usage, language=heard.language or None))

    # -- items ----------------------------------------------------------------------------------------------

    async def _create_item(self, event: cl.ItemCreate) -> None:
        item = normalised(event.item, self._new_id("item"))
        if self._items.get(item.id or "") is not None:
            await self._refuse("item_create_duplicate_id", "That id is taken.", event.event_id, "item.id")
            return
        if item.type not in ("message", "function_call", "function_call_output"):
            await self._refuse("invalid_value", f"Items of the type '{item.type}' are not served here.", event.event_id)
            return
        pcm = None
        sounds = [p.audio for p in event.item.content or () if p.type == "input_audio" and p.audio]
        if sounds:
            try:
                pcm = self._sound.decode_base64(sounds[0])
            except BadAudio as error:
                await self._refuse("invalid_value", error.sentence, event.event_id, "item.content")
                return
        try:
            previous = self._items.add(item, event.previous_item_id)
        except KeyError:
            await self._refuse("item_not_found", "There is no item of that id to follow.", event.event_id)
            return
        if pcm is not None:
            hearing = asyncio.create_task(self._models.transcribe_recording(pcm, self._languages))
            self._hearing[item.id or ""] = hearing
            self._run_aside(self._report_hearing(item.id or "", hearing, SettledWords(), len(pcm) / 16))
        await self._send(ev.ItemAdded(item, previous))
        await self._send(ev.ItemDone(item, previous))

    async def _truncate(self, event: cl.ItemTruncate) -> None:
        item, total = self._items.get(event.item_id), self._audio_ms.get(event.item_id)
        if item is None or item.role != "assistant" or total is None:
            await self._refuse("invalid_value", "Only spoken answers can be cut short.", event.event_id, "item_id")
            return
        if event.audio_end_ms > total + 1:
            text = f"Audio content of {total:.0f}ms is already shorter than {event.audio_end_ms}ms"
            await self._refuse("invalid_value", text, event.event_id, "audio_end_ms")
            return
        share = event.audio_end_ms / total if total else 0.0
        words = item.text.split()
        self._items.truncate(event.item_id, " ".join(words[: round(len(words) * share)]))
        await self._send(ev.ItemTruncated(event.item_id, event.content_index, event.audio_end_ms))

    async def _delete(self, event: cl.ItemDelete) -> None:
        try:
            self._items.delete(event.item_id)
        except KeyError:
            await self._refuse("item_delete_invalid_item_id", "There is no such item.", event.event_id, "item_id")
            return
        await self._send(ev.ItemDeleted(event.item_id))

    # -- answering ------------------------------------------------------------------------------------------

    async def _create_response(self, params: Mapping[str, Any], event_id: str | None) -> None:
        fault = fault_in_response(params)
        if fault is not None:
            await self._refuse("invalid_value", fault.message, event_id, f"response.{fault.param}")
            return
        aside = params.get("conversation") == "none"
        if self._active is not None and not aside:
            await self._refuse(
                "conversation_already_has_active_response",
                f"Conversation already has an active response in progress: {self._active[0].id}.",
                event_id,
            )
            return
        writer = ResponseWriter(
            self._new_id("resp"),
            None if aside else self._conversation_id,
            tuple(params.get("output_modalities") or self._settings["output_modalities"]),
            params.get("metadata"),
            params.get("max_output_tokens") or self._settings["max_output_tokens"],
            self._new_id,
            self._items.last_id,
        )
        context = context_of(self._items, self._settings, params)
        await self._send_all(writer.begin())
        if aside:
            self._run_aside(self._answer(writer, context))
        else:
            self._cancel_reason = "client_cancelled"
            self._active = (writer, asyncio.create_task(self._answer(writer, context)))

    async def _answer(self, writer: ResponseWriter, context: Context) -> None:
        try:
            for item_id in context.sounds:
                if item_id in self._hearing:
                    context = context.with_heard(item_id, await asyncio.shield(self._hearing[item_id]))
            await self._compose(writer, context)
            closing = writer.done(context.chars, context.audio_ms(self._audio_ms))
        except asyncio.CancelledError:
            closing = writer.cancelled(self._cancel_reason, context.chars, context.audio_ms(self._audio_ms))
            self._finished(writer)
            await asyncio.shield(self._send_all(closing))
            raise
        except WanderlustError as error:
            log.warning("answer failed: %s", error)
            closing = writer.failed(type(error).__name__, error.sentence)
        except Exception:
            log.exception("answer failed")
            closing = writer.failed("server_error", "The engine could not answer. Ask again.")
        self._finished(writer)
        await self._send_all(closing)

    def _finished(self, writer: ResponseWriter) -> None:
        if self._active is not None and self._active[0] is writer:
            self._active = None

    async def _compose(self, writer: ResponseWriter, context: Context) -> None:
        if context.outputs:
            await self._say(writer, spoken_answer(context.outputs, self._language), context)
            return
        if not context.utterance:
            return
        routing = await self._models.route(context.utterance, context.tools, context.history, self._language)
        if context.tools and routing.calls:
            for call in routing.calls:
                await self._send_all(writer.function_call(call.name, json.dumps(call.arguments, ensure_ascii=False)))
            return
        if routing.reply:
            await self._say(writer, routing.reply, context)

    async def _say(self, writer: ResponseWriter, text: str, context: Context) -> None:
        if not text:
            return
        await self._send_all(writer.begin_message())
        if not writer.audio:
            await self._send_all(writer.words(text))
        else:
            self._voice_used = True
            first = True
            async for words, sound in self._models.speak(text, self._language, context.speed):
                if words:
                    await self._send_all(writer.words(words if first else f" {words}"))
                    first = False
                if sound:
                    item_id = writer.message_id
                    self._audio_ms[item_id] = self._audio_ms.get(item_id, 0.0) + len(sound) * MS_PER_BYTE
                    await self._send_all(writer.sound(sound))
        await self._send_all(writer.end_message())

    async def _cancel(self, event: cl.ResponseCancel) -> None:
        active = self._active
        if active is None or (event.response_id is not None and active[0].id != event.response_id):
            await self._refuse("response_cancel_not_active", "No response is being given.", event.event_id)
            return
        await self._stop_response("client_cancelled")

    async def _stop_response(self, reason: str) -> None:
        if self._active is None:
            return
        _, task = self._active
        self._cancel_reason = reason
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    # -- sending --------------------------------------------------------------------------------------------

    def _run_aside(self, work: Any) -> None:
        task: asyncio.Task[None] = asyncio.create_task(work)
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)

    async def _refuse(self, code: str, message: str, event_id: str | None, param: str | None = None) -> None:
        await self._send(ev.ErrorEvent(ErrorDetail(message, "invalid_request_error", code, event_id, param)))

    async def _send_all(self, events: list[ev.ServerEvent]) -> None:
        for event in events:
            if isinstance(event, ev.ItemAdded) and self._items.get(event.item.id or "") is None:
                self._items.add(event.item)
            elif isinstance(event, ev.ItemDone) and self._items.get(event.item.id or "") is not None:
                self._items.replace(event.item)
            await self._send(event)

    async def _send(self, event: ev.ServerEvent) -> None:
        await self._send_event(event)
