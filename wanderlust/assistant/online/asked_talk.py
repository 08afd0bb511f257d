"""Two languages through a conversation model that is asked for one translation an utterance.

For the languages the translation model has no voice for. The sound goes into the input buffer while somebody speaks;
its end makes it an item, and one response puts that item into the other language.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Any, Literal

from wanderlust.assistant.online.heard_talk import HeardTalk, HearingParts, Utterance
from wanderlust.assistant.online.instructions import interpretation, interpreter_session
from wanderlust.assistant.online.line import Place
from wanderlust.assistant.online.ports import Pair
from wanderlust.assistant.ports import RealtimeLink
from wanderlust.assistant.recent_sound import RecentSound
from wanderlust.domain import connection_trouble
from wanderlust.domain.connection_trouble import Recourse, trouble_of_code
from wanderlust.domain.errors import ConnectionFailed
from wanderlust.wire import client_events as cl
from wanderlust.wire import server_events as sv
from wanderlust.wire.items import ErrorDetail

ANSWER_S = 10.0
"""Longest a server may say nothing about an utterance it was given."""
WORDS_S = 3.0
"""How long the words of an utterance are waited for when its translation is there: they are written down apart."""
LONGEST_UNSENT = 750  # chunks of 40 ms


@dataclass(frozen=True, slots=True)
class AskedSettings:
    """How the session is set; see :func:`interpreter_session`."""

    transcription_model: str = "gpt-live-transcribe"
    noise: Literal["", "near_field", "far_field"] = "far_field"
    voice: str = ""
    effort: str = ""


@dataclass(slots=True)
class _Item:
    """An utterance on the server.

    Attributes:
        id: Of its item, once the server has made it one; empty when there was nothing to make one of.
        words: What was said, once that is written down; empty when it cannot be.
        commit: Id of the event that makes it an item.
    """

    commit: str
    id: asyncio.Future[str] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    words: asyncio.Future[str] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


@dataclass(slots=True)
class _Answer:
    """The response under way."""

    event_id: str
    id: str = ""
    text: str = ""
    sound: list[bytes] = field(default_factory=list)
    heard: asyncio.Event = field(default_factory=asyncio.Event)
    done: bool = False
    error: ErrorDetail | None = None


class AskedTalk(HeardTalk):
    """The interpreter over one conversation session; see :class:`HeardTalk`.

    Args:
        pair: The two languages.
        hearing: What hearing them takes.
        recent: Holds the sound of what is not translated yet.
        link: The session, metered, in which nothing was said yet.
        settings: What it is told.
    """

    def __init__(
        self, pair: Pair, hearing: HearingParts, recent: RecentSound, link: RealtimeLink, settings: AskedSettings
    ) -> None:
        super().__init__(pair, hearing, recent)
        self._server, self._settings = link, settings
        self._unsent: asyncio.Queue[cl.ClientEvent] = asyncio.Queue(LONGEST_UNSENT)
        self._events = link.events()
        self._items: dict[str, _Item] = {}
        self._uncommitted: deque[_Item] = deque()
        self._by_item: dict[str, tuple[_Item, Utterance]] = {}
        self._asking = asyncio.Lock()
        self._answer: _Answer | None = None
        self._work: list[asyncio.Task[None]] = []

    async def begin(self) -> None:
        """Set the session up; raises ConnectionFailed when the server does not take it."""
        settings = self._settings
        session = interpreter_session(
            self.pair, settings.transcription_model, settings.noise, settings.voice, settings.effort
        )
        await self._server.send(cl.SessionUpdate(session, self._hearing.new_id("evt")))
        try:
            async with asyncio.timeout(ANSWER_S):
                await self._until_updated()
        except TimeoutError as error:
            raise ConnectionFailed.by(connection_trouble.TIMEOUT.detailed("no session.updated")) from error
        self._work = [asyncio.create_task(self._send_all()), asyncio.create_task(self._read())]

    async def close(self) -> None:
        """See :class:`HeardTalk`."""
        for task in self._work:
            task.cancel()
        await asyncio.gather(*self._work, return_exceptions=True)
        await super().close()
        await self._server.close()

    async def _until_updated(self) -> None:
        async for event in self._events:
            match event:
                case sv.SessionUpdated():
                    return
                case sv.ErrorEvent():
                    trouble = trouble_of_code(event.error.code, event.error.message)
                    raise ConnectionFailed.by(trouble or connection_trouble.BAD_SETTINGS.detailed(event.error.message))
        raise ConnectionFailed.by(connection_trouble.SERVER_ENDED)

    # -- the sound ------------------------------------------------------------------------------------------

    def _began(self, utterance: Utterance) -> None:
        """Its sound follows; nothing else is in the buffer."""

    def _grew(self, utterance: Utterance, pcm: bytes) -> None:
        self._post(cl.InputAudioAppend(pcm))

    def _ended(self, utterance: Utterance) -> None:
        if utterance.silent:
            self._post(cl.InputAudioClear(self._hearing.new_id("evt")))
            return
        item = self._items[utterance.name] = _Item(self._hearing.new_id("evt"))
        self._uncommitted.append(item)
        self._by_item[item.commit] = (item, utterance)
        self._post(cl.InputAudioCommit(item.commit))

    async def _left(self, utterance: Utterance) -> None:
        """Its item stays: somebody may say that it was the other's."""

    def _post(self, event: cl.ClientEvent) -> None:
        if self._unsent.full():
            self._break(ConnectionFailed.by(connection_trouble.LOST.detailed("30 s of sound wait")))
        else:
            self._unsent.put_nowait(event)

    async def _send_all(self) -> None:
        try:
            while True:
                await self._server.send(await self._unsent.get())
        except ConnectionFailed as error:
            self._break(error)

    # -- asking ---------------------------------------------------------------------------------------------

    async def _translate(self, utterance: Utterance, witness: str, place: Place) -> None:
        await self._reaches(utterance, lambda: False)  # to its end
        item = self._items.get(utterance.name)
        if utterance.silent or item is None:
            return
        try:
            async with asyncio.timeout(ANSWER_S):
                item_id = await item.id
        except TimeoutError as error:
            raise ConnectionFailed.by(connection_trouble.TIMEOUT.detailed("the utterance was not taken")) from error
        if not item_id:
            return
        async with self._asking:  # one response at a time
            answer = await self._asked(utterance, item_id)
        if answer.error is not None:
            self._failed(answer.error)
        words = ""
        if answer.text:
            await asyncio.wait((item.words,), timeout=WORDS_S)
            words = item.words.result() if item.words.done() else ""
        self._tell(utterance, witness, words, answer.text, answer.sound, place)

    async def _asked(self, utterance: Utterance, item_id: str) -> _Answer:
        event_id = self._hearing.new_id("evt")
        answer = self._answer = _Answer(event_id)
        target = self._target_of(utterance)
        wanted = interpretation(self.pair, utterance.language, target, item_id, utterance.name)
        self._post(cl.ResponseCreate(wanted, event_id))
        try:
            while not answer.done:
                answer.heard.clear()
                async with asyncio.timeout(ANSWER_S):
                    await answer.heard.wait()
                if answer.text and not answer.done:
                    source = utterance.sources.get(utterance.language, "")
                    self._caption(utterance, source, answer.text.strip())
        except TimeoutError as error:
            raise ConnectionFailed.by(connection_trouble.TIMEOUT.detailed("no answer")) from error
        finally:
            self._answer = None
        return answer

    # -- what the server says -------------------------------------------------------------------------------

    async def _read(self) -> None:
        try:
            async for event in self._events:
                self._hear(event)
        except ConnectionFailed as error:
            self._break(error)

    def _hear(self, event: sv.ServerEvent) -> None:
        match event:
            case sv.InputAudioCommitted() if self._uncommitted:
                item = self._uncommitted.popleft()
                self._by_item[event.item_id] = self._by_item.pop(item.commit)
                item.id.set_result(event.item_id)
            case sv.TranscriptionCompleted():
                self._written(event.item_id, event.transcript.strip())
            case sv.TranscriptionFailed():
                self._written(event.item_id, "")
            case sv.ErrorEvent():
                self._refused(event.error)
            case _ if self._answer is not None:
                self._hear_answer(self._answer, event)

    def _written(self, item_id: str, words: str) -> None:
        item, utterance = self._by_item.get(item_id, (None, None))
        if item is None or utterance is None:
            return
        if utterance.language and words:
            utterance.sources[utterance.language] = words
        if not item.words.done():
            item.words.set_result(words)

    def _hear_answer(self, answer: _Answer, event: Any) -> None:
        match event:
            case sv.ResponseCreated():
                answer.id = event.response.id or ""
            case sv.OutputTranscriptDelta():
                answer.text += event.delta
            case sv.OutputAudioDelta():
                answer.sound.append(event.delta)
            case sv.ResponseDone():
                answer.done = True
                self._judge(answer, event)
            case _:
                return
        answer.heard.set()

    def _judge(self, answer: _Answer, event: sv.ResponseDone) -> None:
        """A response that failed is an error of its own, or one of the whole connection."""
        details = event.response.status_details
        if event.response.status != "failed" or details is None or details.error is None:
            return
        error = details.error
        trouble = trouble_of_code(error.code, error.message or "")
        if trouble is not None and trouble.recourse is not Recourse.IGNORE:
            self._break(ConnectionFailed.by(trouble))
        answer.error = ErrorDetail(error.message or "", error.type or "server_error", error.code)

    def _refused(self, error: ErrorDetail) -> None:
        trouble = trouble_of_code(error.code, error.message)
        if trouble is not None and trouble.recourse is not Recourse.IGNORE:
            self._break(ConnectionFailed.by(trouble))
            return
        if self._answer is not None and error.event_id == self._answer.event_id:
            self._answer.error, self._answer.done = error, True
            self._answer.heard.set()
            return
        if self._uncommitted and error.event_id == self._uncommitted[0].commit:
            # Too short to be an item: nothing was said in it.
            item = self._uncommitted.popleft()
            _, utterance = self._by_item.pop(item.commit)
            utterance.silent = True
            self._items.pop(utterance.name, None)
            item.id.set_result("")
            return
        self._failed(error)
