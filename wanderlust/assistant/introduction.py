"""What a new server is told before it may answer: what was said and done, then the session's settings."""

from __future__ import annotations

from collections.abc import Callable

from wanderlust.assistant.answer import Answer
from wanderlust.assistant.instructions import INSTRUCTIONS
from wanderlust.assistant.outbox import Outbox
from wanderlust.assistant.ports import RealtimeLink
from wanderlust.assistant.session_parts import SessionParts
from wanderlust.assistant.session_setup import SessionOptions, TalkSettings, opening_session
from wanderlust.domain import connection_trouble
from wanderlust.domain.errors import ConnectionFailed, StorageFailed
from wanderlust.wire import client_events as cl
from wanderlust.wire import server_events as sv
from wanderlust.wire.items import Item

REPLAYED_TURNS = 20  # of an earlier run, told again as text so that "and there?" still means something
TOOLS_MAY_TAKE_S = 1.0  # lookups end within milliseconds; a new server does not wait longer for a slow one


class Introduction:
    """Makes the first events for a server, and remembers what a second server was told while the first still served.

    Args:
        parts: What the session works with.
        answer: Knows what was said and done, and what is still to be answered.
        outbox: Names the events.
        on_storage_failed: Told when earlier turns cannot be read.
    """

    def __init__(
        self,
        parts: SessionParts,
        answer: Answer,
        outbox: Outbox,
        on_storage_failed: Callable[[StorageFailed], None],
    ) -> None:
        self._parts = parts
        self._answer = answer
        self._outbox = outbox
        self._on_storage_failed = on_storage_failed
        self._told: frozenset[str] = frozenset()
        self.link: RealtimeLink | None = None
        """The second server, once it was told all."""

    async def events(self, options: SessionOptions, talk: TalkSettings) -> list[cl.ClientEvent]:
        """The first events, in order."""
        parts, answer = self._parts, self._answer
        setup = opening_session(parts.dispatch.registry.specs, INSTRUCTIONS, talk, options)
        try:
            turns = await parts.store.last(REPLAYED_TURNS)
        except StorageFailed as error:
            turns = ()
            self._on_storage_failed(error)
        await answer.tools.settle(TOOLS_MAY_TAKE_S)
        items = answer.history.items(turns, options.backend == "engine", answer.unanswered.due)
        new = self._outbox.event_id
        return [*(cl.ItemCreate(item, event_id=new()) for item in items), cl.SessionUpdate(setup, new())]

    async def prepare(self, link: RealtimeLink, options: SessionOptions, talk: TalkSettings) -> None:
        """Tell a second server everything while the first still serves; raises ConnectionFailed."""
        async for event in link.events():
            match event:
                case sv.SessionCreated():
                    for first in await self.events(options, talk):
                        await link.send(first)
                    self._told = self._answer.history.known()
                case sv.SessionUpdated():
                    self.link = link
                    return
                case sv.ErrorEvent():
                    raise ConnectionFailed.by(connection_trouble.BAD_SETTINGS.detailed(event.error.message))
                case _:
                    pass  # the items we told it, come back

    def rest(self) -> list[Item]:
        """What was said since the second server was told; it serves from now on."""
        self.link = None
        return self._answer.history.since(self._told)
