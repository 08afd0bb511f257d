"""Makes one answer: what the context asks for becomes tool calls, or words and their sound, written event by event."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable

from wanderlust.domain.errors import VoiceMissing
from wanderlust.engine.answers import language_of, spoken_answer
from wanderlust.engine.idle_timeout import STILL_HERE
from wanderlust.engine.models import EngineModels
from wanderlust.engine.response_events import ResponseWriter
from wanderlust.engine.response_params import told, verbatim
from wanderlust.engine.sound_formats import SoundFormat, VoiceEncoder
from wanderlust.engine.turn_context import Context
from wanderlust.wire.server_events import ServerEvent

log = logging.getLogger(__name__)


class Answerer:
    """Answers in one session.

    Args:
        models: The models.
        send: Sends events, in order.
        sounded: Told the item's id and the milliseconds of every piece of sound that leaves.

    Attributes:
        language: ISO 639-1 of what the user speaks.
        voice_used: Whether anything was spoken yet.
    """

    def __init__(
        self,
        models: EngineModels,
        send: Callable[[list[ServerEvent]], Awaitable[None]],
        sounded: Callable[[str, float], None],
    ) -> None:
        self._models = models
        self._send = send
        self._sounded = sounded
        self.language = "en"
        self.voice_used = False

    async def answer(self, writer: ResponseWriter, context: Context, form: SoundFormat, idle: bool) -> None:
        """Write everything between a response's beginning and its end; raises WanderlustError.

        Args:
            writer: The response.
            context: What to answer.
            form: The format its sound leaves in.
            idle: Whether it answers a silence.
        """
        dictated = verbatim(context.instructions)
        if dictated or context.outputs:
            # Our tools answer in English alone so far: an English sentence in a German voice is not understood.
            language = self.language if dictated else language_of(context.outputs, self.language)
            await self._say(writer, dictated or spoken_answer(context.outputs, language), context, form, language)
            return
        context = told(context)
        if idle and not context.utterance:
            await self._say(writer, STILL_HERE.get(self.language, STILL_HERE["en"]), context, form)
            return
        if not context.utterance and not context.must_call:
            return
        routing = await self._models.route(
            context.utterance, context.tools, context.history, self.language, context.must_call
        )
        if context.tools and routing.calls:
            for call in routing.calls:
                await self._send(writer.function_call(call.name, json.dumps(call.arguments, ensure_ascii=False)))
        elif routing.reply:
            await self._say(writer, routing.reply, context, form)

    async def _say(
        self, writer: ResponseWriter, text: str, context: Context, form: SoundFormat, language: str = ""
    ) -> None:
        if not text:
            return
        await self._send(writer.begin_message())
        if not writer.audio:
            await self._send(writer.words(text))
        else:
            self.voice_used = True
            first, encoder = True, VoiceEncoder(form)
            spoken = self._models.speak(text, language or self.language, context.speed, context.voices)
            try:
                async for words, sound in spoken:
                    if words:
                        await self._send(writer.words(words if first else f" {words}"))
                        first = False
                    await self._send_sound(writer, encoder.feed(sound), form)
                    if writer.full:
                        break
            except VoiceMissing as error:
                log.info("%s", error)
                await self._send(writer.words(text))  # it can still be read
            await self._send_sound(writer, encoder.finish(), form)
        await self._send(writer.end_message())

    async def _send_sound(self, writer: ResponseWriter, data: bytes, form: SoundFormat) -> None:
        events = writer.sound(data, form.duration_ms(data)) if data else []
        if events:
            self._sounded(writer.message_id, form.duration_ms(data))
            await self._send(events)
