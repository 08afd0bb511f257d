"""Who thinks in a call: the model of the conversation, in a session of its own, or the routine of this computer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from wanderlust.application.cloud_choice import Choice
from wanderlust.application.metering import CloudMetering
from wanderlust.application.services import new_id
from wanderlust.assistant.calls.agent import CallAgent
from wanderlust.assistant.calls.realtime_agent import RealtimeAgent
from wanderlust.assistant.calls.routine import Routine
from wanderlust.assistant.metered_link import limit_reached
from wanderlust.assistant.ports import Clock, RealtimeLink
from wanderlust.assistant.session_setup import TalkSettings
from wanderlust.domain.calls.card import CallCard
from wanderlust.domain.connection_trouble import REFUSED
from wanderlust.domain.errors import ConnectionFailed, WanderlustError
from wanderlust.realtime.connection import open_endpoint
from wanderlust.realtime.watched_link import WatchedLink

OPEN_S = 5.0


class CallThinkers:
    """Makes the agent of each call.

    Args:
        choose: Finds the server that is wanted now, with its key.
        on_server: Whether that server holds the conversation now.
        metering: Counts what it costs.
        clock: The day of the call.
    """

    def __init__(
        self,
        choose: Callable[[], Awaitable[Choice]],
        on_server: Callable[[], bool],
        metering: CloudMetering,
        clock: Clock,
    ) -> None:
        self._choose, self._on_server, self._metering, self._clock = choose, on_server, metering, clock

    def agent(self, card: CallCard) -> CallAgent:
        """Who thinks in this call; a server that is lost in the middle is followed by the routine."""
        routine = Routine(card, self._clock.now().date())
        return RealtimeAgent(card, self._link, routine, new_id) if self._on_server() else routine

    async def _link(self) -> RealtimeLink:
        try:
            choice = await self._choose()
        except ConnectionFailed:
            raise
        except WanderlustError as error:
            raise ConnectionFailed(error.sentence, error.remedy) from error
        if choice.cloud is None:
            raise ConnectionFailed.by(choice.trouble or REFUSED)
        if (spending := self._metering.meter.spending).reached:
            raise limit_reached(spending)
        wire = await open_endpoint(choice.cloud.endpoint, timeout_s=OPEN_S)
        return self._metering.calling(WatchedLink(wire), new_id("link"), TalkSettings().transcription_model)
