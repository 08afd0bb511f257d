"""Makes one answer: what the context asks for becomes tool calls, or words and their sound, written event by event."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

from wanderlust.domain.errors import VoiceMissing
from wanderlust.engine.answers import language_of, quote_of, reply_language, spoken_answer
from wanderlust.engine.idle_timeout import STILL_HERE
from wanderlust.engine.interpreted_talk import said_through_interpreter
from wanderlust.engine.models import EngineModels
from wanderlust.engine.response_events import ResponseWriter
from wanderlust.engine.response_params import told, verbatim
from wanderlust.engine.router import Routing
from wanderlust.engine.sound_formats import SoundFormat, VoiceEncoder
from wanderlust.engine.turn_context import Context
from wanderlust.wire.server_events import ServerEvent

log = logging.getLogger(__name__)

MOMENT_AFTER_S = 0.7
ONE_MOMENT = {
    "en": "One moment.",
    "es": "Un momento.",
    "fr": "Un instant.",
    "de": "Einen Moment.",
    "it": "Un momento.",
    "pt": "Um momento.",
    "ja": "少々お待ちください。",
    "zh": "请稍等。",
    "ko": "잠시만요.",
}


class Answerer:
    """Answers in one session.

    Args:
        models: The models.
        send: Sends events, in order.
        sounded: Told the item's id and the milliseconds of every piece of sound that leaves.
        moment_after: Seconds of thinking until "one moment" is said.

    Attributes:
        language: ISO 639-1 of what the user speaks.
        voice_used: Whether anything was spoken yet.
    """

    def __init__(
        self,
        models: EngineModels,
        send: Callable[[list[ServerEvent]], Awaitable[None]],
        sounded: Callable[[str, float], None],
        moment_after: float = MOMENT_AFTER_S,
    ) -> None:
        self._models = models
        self._send = send
        self._sounded = sounded
        self._moment_after = moment_after
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
            # A sentence of one language in the voice of another is not understood.
            language = self.language if dictated else language_of(context.outputs, self.language)
            answer = dictated or spoken_answer(context.outputs, language)
            quote = None if dictated else quote_of(context.outputs, answer)
            await self._say(writer, answer, context, form, language, quote)
            return
        context = told(context)
        if idle and not context.utterance:
            language = self.language if self.language in STILL_HERE else "en"
            await self._say(writer, STILL_HERE[language], context, form, language)
            return
        if not context.utterance and not context.must_call:
            return
        recalled = (
            "" if context.must_call else said_through_interpreter(context.utterance, context.items, self.language)
        )
        if recalled:
            await self._say(writer, recalled, context, form, self.language)
            return
        routing = await self._models.route(
            context.utterance, context.tools, context.history, self.language, context.must_call
        )
        if context.tools and not context.must_call and self._models.reconsiders(routing):
            routing = await self._reconsidered(routing, writer, context, form)
        if context.tools and routing.calls:
            for call in routing.calls:
                await self._send(writer.function_call(call.name, json.dumps(call.arguments, ensure_ascii=False)))
        elif routing.reply:
            language = reply_language(routing.reply, self.language)
            await self._say(writer, routing.reply, context, form, language)

    async def _reconsidered(
        self, routing: Routing, writer: ResponseWriter, context: Context, form: SoundFormat
    ) -> Routing:
        """What the language model makes of it; while it thinks for longer than a pause in talk, that is said."""
        thinking = asyncio.create_task(
            self._models.reconsider(routing, context.utterance, context.tools, context.history, self.language)
        )
        try:
            done, _ = await asyncio.wait((thinking,), timeout=self._moment_after)
            if not done:
                language = self.language if self.language in ONE_MOMENT else "en"
                await self._say(writer, ONE_MOMENT[language], context, form, language)
            return await thinking
        finally:
            # An interruption cancels us, and so the model's work.
            thinking.cancel()

    async def _say(
        self,
        writer: ResponseWriter,
        text: str,
        context: Context,
        form: SoundFormat,
        language: str,
        quote: tuple[str, str] | None = None,
    ) -> None:
        """Say it; ``quote`` is words at its end with their own language, and so their own voice."""
        if not text:
            return
        await self._send(writer.begin_message())
        if not writer.audio:
            await self._send(writer.words(text))
        else:
            self.voice_used = True
            first, encoder = True, VoiceEncoder(form)
            own = text.removesuffix(quote[0]) if quote else text
            parts = [(own.strip(), language), *([quote] if quote else [])]
            spoken = self._spoken([part for part in parts if part[0]], context)
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

    async def _spoken(self, parts: Sequence[tuple[str, str]], context: Context) -> AsyncIterator[tuple[str, bytes]]:
        """Words and sound of texts in their languages, one after the other; raises VoiceMissing for the first."""
        for number, (text, language) in enumerate(parts):
            try:
                async for words, sound in self._models.speak(text, language, context.speed, context.voices):
                    yield words, sound
            except VoiceMissing:
                if not number:
                    raise
                yield text, b""  # what nobody here can say can still be read

    async def _send_sound(self, writer: ResponseWriter, data: bytes, form: SoundFormat) -> None:
        events = writer.sound(data, form.duration_ms(data)) if data else []
        if events:
            self._sounded(writer.message_id, form.duration_ms(data))
            await self._send(events)
