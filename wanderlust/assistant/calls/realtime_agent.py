"""The call agent as a session on the Realtime wire: a model thinks in words, the local voice says what is let through.

The callee's words, written down on this computer, go out as text, and text comes back: no sound of the callee leaves
this computer, and the conduct judges every sentence before a voice says it. When the server is lost or slow, the
embedded routine goes on with what was said.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from wanderlust.assistant.calls.agent import (
    MODEL_OUTCOMES,
    Act,
    AskTraveller,
    CallAgent,
    EndCall,
    Fill,
    Note,
    Press,
    Say,
    SpokenLine,
)
from wanderlust.assistant.calls.agent_instructions import call_session
from wanderlust.assistant.calls.outcomes import too_dear
from wanderlust.assistant.ports import RealtimeLink
from wanderlust.domain.calls.card import CallCard
from wanderlust.domain.errors import ConnectionFailed
from wanderlust.wire import client_events as cl
from wanderlust.wire import server_events as sv
from wanderlust.wire.items import ContentPart, Item

OPEN_S = 6.0
ANSWER_S = 8.0
"""A callee waits about so long; the routine goes on then, and stays."""
ROUNDS = 3
"""Answers in a row that only call tools; a model that goes on so is not talking to anybody."""
LONGEST = 400
"""Characters of one utterance: half a minute on the telephone."""
_KEY = re.compile(r"[a-z][a-z0-9_]{0,30}")

OpenLink = Callable[[], Awaitable[RealtimeLink]]


@dataclass(slots=True)
class _Answer:
    """One answer of the model's: words and tool calls in their order."""

    acts: list[Act] = field(default_factory=list)
    outputs: list[Item] = field(default_factory=list)
    speaks: bool = False
    waits: bool = False


class RealtimeAgent:
    """Fills ``CallAgent``; the connection is made while the telephone rings.

    Args:
        card: All that it is told.
        open_link: Connects; raises ConnectionFailed.
        fallback: Goes on when the server does not.
        new_id: Makes ids from a prefix.
        effort: How long the model may think; empty for one that does not.
    """

    def __init__(
        self, card: CallCard, open_link: OpenLink, fallback: CallAgent, new_id: Callable[[str], str], effort: str = ""
    ) -> None:
        self._card, self._fallback, self._new_id, self._effort = card, fallback, new_id, effort
        self._form = card.goal.form()
        self._lines: list[SpokenLine] = []
        self._asked: str = ""
        self._lost = False
        self._link: RealtimeLink | None = None
        self._events: asyncio.Queue[sv.ServerEvent | ConnectionFailed] = asyncio.Queue()
        self._reading: asyncio.Task[None] | None = None
        self._opening = asyncio.ensure_future(self._open(open_link))

    @property
    def lost(self) -> bool:
        """Whether the fallback thinks now."""
        return self._lost

    async def begin(self) -> Sequence[Act]:
        return await self._or_fallback([_told({"event": "They agreed. Say what is wanted."})], self._fallback.begin)

    async def heard(self, text: str) -> Sequence[Act]:
        self._lines.append(SpokenLine("them", text))
        return await self._or_fallback([_told({"callee_said": text})], lambda: self._fallback.heard(text))

    async def menu(self, text: str) -> Sequence[Act]:
        asked: dict[str, object] = {"callee_said": text, "event": "A machine offers keys. Call press, and say nothing."}
        return await self._or_fallback([_told(asked)], lambda: self._fallback.menu(text), catches_up=False)

    async def answered(self, asked: AskTraveller, answer: str | None) -> Sequence[Act]:
        told = {"answer": answer} if answer is not None else {"answer": None, "why": "they did not answer"}
        call_id, self._asked = self._asked, ""
        if answer is not None:
            self._lines.append(SpokenLine("us", answer))
        output = Item("function_call_output", call_id=call_id, output=json.dumps(told, ensure_ascii=False))
        return await self._or_fallback([output], lambda: self._fallback.answered(asked, answer))

    async def resumed(self, lines: Sequence[SpokenLine]) -> Sequence[Act]:
        self._lines += lines
        said = [{"traveller_said" if line.side == "us" else "callee_said": line.text} for line in lines]
        event = "The traveller spoke to them and gives the call back. Say that you are the assistant again, and go on."
        told: dict[str, object] = {"meanwhile": said, "event": event}
        return await self._or_fallback([_told(told)], lambda: self._fallback.resumed(lines))

    async def close(self) -> None:
        self._opening.cancel()
        if self._reading is not None:
            self._reading.cancel()
        await asyncio.gather(self._opening, *filter(None, (self._reading,)), return_exceptions=True)
        if self._link is not None:
            await self._link.close()
        await self._fallback.close()

    # -- the model's answers -----------------------------------------------------------------------------------------

    async def _or_fallback(
        self, items: list[Item], otherwise: Callable[[], Awaitable[Sequence[Act]]], catches_up: bool = True
    ) -> Sequence[Act]:
        """The model's acts; once the server is gone the routine's, which first goes on from all that was said."""
        if self._lost:
            return await otherwise()
        try:
            async with asyncio.timeout(ANSWER_S):
                await asyncio.shield(self._opening)
                acts = await self._asked_for(items)
        except (ConnectionFailed, TimeoutError):
            self._lost = True
            if self._lines and catches_up:
                return await self._fallback.resumed(tuple(self._lines))
            return await otherwise()
        self._lines += [SpokenLine("us", act.text) for act in acts if isinstance(act, Say)]
        return acts

    async def _asked_for(self, items: list[Item]) -> list[Act]:
        acts: list[Act] = []
        for _ in range(ROUNDS):
            for item in items:
                await self._send(cl.ItemCreate(item, event_id=self._new_id("evt")))
            await self._send(cl.ResponseCreate({"output_modalities": ["text"]}, self._new_id("evt")))
            answer = await self._answer()
            acts += answer.acts
            items = answer.outputs
            if answer.speaks or answer.waits or not items:
                break
        for item in items:  # the tools' answers are there before what comes next
            await self._send(cl.ItemCreate(item, event_id=self._new_id("evt")))
        return acts

    async def _answer(self) -> _Answer:
        """Items come when they are done, or all at the response's end, or both; text may come beside its item."""
        items: dict[str, Item] = {}
        texts: dict[str, str] = {}
        while True:
            event = await self._events.get()
            match event:
                case ConnectionFailed():
                    raise event
                case sv.OutputItemDone(item=item):
                    items[item.id or ""] = item
                case sv.OutputTextDone(item_id=item_id, text=text):
                    texts[item_id] = text
                case sv.ErrorEvent(error=error):
                    raise ConnectionFailed(error.message)
                case sv.ResponseDone(response=response):
                    if response.status in ("failed", "incomplete"):
                        raise ConnectionFailed("The model did not finish its answer.")
                    items |= {item.id or "": item for item in response.output or ()}
                    answer = _Answer()
                    for item_id, item in items.items():
                        self._take(answer, item, texts.get(item_id, ""))
                    return answer

    def _take(self, answer: _Answer, item: Item, text: str) -> None:
        if item.type == "message" and (words := item.text or text.strip()):
            answer.acts.append(Say(words[:LONGEST]))
            answer.speaks = True
        elif item.type == "function_call":
            told = self._called(answer, item)
            if told is not None:
                output = json.dumps(told, ensure_ascii=False)
                answer.outputs.append(Item("function_call_output", call_id=item.call_id, output=output))

    def _called(self, answer: _Answer, item: Item) -> dict[str, object] | None:
        """The tool call as an act; what the model is told of it, None when that comes later."""
        try:
            given = json.loads(item.arguments or "{}")
            arguments = {str(key): str(value).strip() for key, value in given.items()}
        except (ValueError, AttributeError):
            return {"error": "the arguments are no JSON object"}
        match item.name:
            case "fill":
                return self._fill(answer, arguments)
            case "ask_traveller" if not self._asked and arguments.get("question"):
                answer.acts.append(AskTraveller(arguments["question"][:LONGEST]))
                answer.waits, self._asked = True, item.call_id or ""
                return None
            case "press" if arguments.get("digits"):
                answer.acts.append(Press(arguments["digits"]))
                answer.waits = True
                return {"pressed": arguments["digits"]}
            case "note" if arguments.get("text"):
                answer.acts.append(Note(arguments["text"][:LONGEST]))
                return {"noted": True}
            case "end_call":
                kind = next((kind for kind in MODEL_OUTCOMES if kind.value == arguments.get("outcome")), None)
                if kind is None:
                    return {"error": f"outcome is one of {', '.join(kind.value for kind in MODEL_OUTCOMES)}"}
                answer.acts.append(EndCall(kind))
                answer.waits = True
                return {"ended": True}
        return {"error": "no such tool, or an argument is missing"}

    def _fill(self, answer: _Answer, arguments: dict[str, str]) -> dict[str, object]:
        key, value = arguments.get("field", "").lower().replace(" ", "_"), arguments.get("value", "")[:LONGEST]
        if not value or not _KEY.fullmatch(key):
            return {"error": "field and value are needed"}
        self._form = self._form.filled(key, value)
        answer.acts.append(Fill(key, value))
        if key == "price" and too_dear(self._form, self._card):
            return {"settled": False, "why": "too dear: ask for a cheaper way, or end with over limit"}
        return {"settled": True, "open": [open_.key for open_ in self._form.missing]}

    # -- the connection ----------------------------------------------------------------------------------------------

    async def _open(self, open_link: OpenLink) -> None:
        async with asyncio.timeout(OPEN_S):
            self._link = await open_link()
            self._reading = asyncio.create_task(self._read(self._link))
            await self._send(cl.SessionUpdate(call_session(self._card, self._effort), self._new_id("evt")))
            while not isinstance(event := await self._events.get(), sv.SessionUpdated):
                if isinstance(event, ConnectionFailed):
                    raise event
                if isinstance(event, sv.ErrorEvent):
                    raise ConnectionFailed(event.error.message)

    async def _send(self, event: cl.ClientEvent) -> None:
        assert self._link is not None
        await self._link.send(event)

    async def _read(self, link: RealtimeLink) -> None:
        try:
            async for event in link.events():
                self._events.put_nowait(event)
        except ConnectionFailed as error:
            self._events.put_nowait(error)


def _told(what: dict[str, object]) -> Item:
    """A message in which the callee's words are a value, not the text itself."""
    return Item("message", role="user", content=(ContentPart("input_text", json.dumps(what, ensure_ascii=False)),))
