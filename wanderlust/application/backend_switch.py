"""Keeps the conversation on OpenAI while it is there, on this computer when it is not, and offers the way back."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Callable
from contextlib import suppress

from wanderlust.application.cloud_line import Cloud, CloudLine
from wanderlust.application.engine_line import EngineLine
from wanderlust.application.metering import CloudMetering
from wanderlust.assistant.failover import PATIENCE_S, Failover, Side, Step
from wanderlust.assistant.online.changing_link import WayBack
from wanderlust.assistant.ports import EventSink
from wanderlust.assistant.session import Session
from wanderlust.domain import events as ev
from wanderlust.domain.connection_trouble import LOST, Recourse, Trouble
from wanderlust.domain.errors import ConnectionFailed, WanderlustError
from wanderlust.realtime.liveness import Pulse
from wanderlust.realtime.reconnect import Backoff

log = logging.getLogger(__name__)

FIRST_ATTEMPT_S = 10.0  # before anything was said, a slow handshake is better than a change of voice
SHORTEST_ATTEMPT_S = 0.5
PROBE_S = 5.0
COOL_AFTER_S = 300.0
IDLE_WITHIN_S = 10.0


class BackendSwitch:
    """Holds one session for good, on whichever side can; its methods are called on the session's loop.

    Args:
        session: The conversation.
        engine: The way to the embedded engine.
        cloud: The server the traveller chose, or None for this computer alone.
        sink: Takes domain events.
        patience_s: How long a lost server is waited for.
        unasked: Whether to go back without asking.
        now: Clock in seconds.
        spread: Uniform in [0, 1).
        metering: Counts what the cloud costs; None counts nothing.
    """

    def __init__(
        self,
        session: Session,
        engine: EngineLine,
        cloud: Cloud | None,
        sink: EventSink,
        patience_s: float = PATIENCE_S,
        unasked: bool = False,
        now: Callable[[], float] = time.monotonic,
        spread: Callable[[], float] = random.random,
        metering: CloudMetering | None = None,
    ) -> None:
        self._session = session
        self.engine_line = engine
        self._sink = sink
        self._now = now
        self._metering = metering
        self._failover = Failover(patience_s, unasked, Side.CLOUD if cloud is not None else Side.LOCAL)
        self._backoff = Backoff(spread)
        self._cloud = self._wanted = cloud
        self._why_none: Trouble | None = None
        self._wanted_anew = asyncio.Event()
        self._line = self._line_to(cloud)
        self._go_back = asyncio.Event()
        self._awake = asyncio.Event()
        self._warming: asyncio.Task[None] | None = None
        self._cooling: asyncio.Task[None] | None = None
        self.engine_wanted: Callable[[], bool] = lambda: False
        """Whether somebody else works with the engine, so that it is not ended while the cloud answers."""

    async def run(self) -> None:
        """Until cancelled; then the engine is ended too."""
        self._take_wanted()
        try:
            while True:
                if self._line is not None and self._failover.side is Side.CLOUD:
                    await self._on_cloud(self._line)
                else:
                    await self._on_engine()
        finally:
            tasks = [task for task in (self._warming, self._cooling) if task is not None]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            if self._line is not None:
                await self._line.leave()
            await self.engine_line.cool()

    @property
    def trouble(self) -> str:
        """The name of what keeps the conversation off the cloud, or an empty text."""
        return self._failover.trouble.name if self._failover.trouble is not None else ""

    def way_back_of_others(self) -> WayBack:
        """What a talk beside this one does that alone lost the server: a server lost to both is looked for here."""
        if self._line is None or self._failover.side is Side.LOCAL or self._failover.trouble is not None:
            return "wait"
        return "go" if self._failover.unasked else "ask"

    # -- what the traveller and the system say ----------------------------------------------------------------

    def use(self, cloud: Cloud | None, why_none: Trouble | None = None) -> None:
        """Another server, or this computer alone, from the next quiet moment on; the same again changes nothing.

        Args:
            cloud: The server the traveller chose.
            why_none: What is in the way of using one, where there is none but one is wanted.
        """
        if (cloud, why_none) != (self._wanted, self._why_none):
            self._wanted, self._why_none = cloud, why_none
            self._wanted_anew.set()

    def quiet(self) -> None:
        """An answer is over: at a limit of spending, the moment to hang up."""
        if self._line is not None:
            self._line.quiet()

    def go_back(self) -> None:
        """The traveller wants the cloud again, now."""
        if self._line is not None:
            self._go_back.set()

    def stay(self) -> None:
        """The traveller stays on this computer."""
        self._failover.chosen(Side.LOCAL)
        self._sink(ev.CloudChanged("lost"))

    def set_unasked(self, unasked: bool) -> None:
        """Whether to go back without asking from now on."""
        self._failover.unasked = unasked

    def set_patience(self, seconds: float) -> None:
        """How long a lost server is waited for from now on."""
        self._failover.patience_s = seconds
        if self._line is not None:
            self._line.lost_after_s = seconds

    def network_up(self) -> None:
        """The system says that a network is there: try at once."""
        self._backoff.reset()
        self._awake.set()

    def retry(self) -> None:
        """Try again whatever did not work."""
        self.engine_line.retry()
        self._awake.set()
        if self._failover.side is Side.LOCAL:
            self.go_back()

    async def renew(self) -> None:
        """Begin a new connection on purpose, on whichever side."""
        if self._line is not None and self._failover.side is Side.CLOUD:
            await self._line.renew()
        else:
            await self.engine_line.renew()

    # -- the two sides ----------------------------------------------------------------------------------------

    def _line_to(self, cloud: Cloud | None) -> CloudLine | None:
        if cloud is None:
            return None
        patience_s = self._failover.patience_s
        return CloudLine(self._session, cloud, self._held, self._pulse, patience_s, self._now, self._metering)

    def _take_wanted(self) -> None:
        """Begin with what is wanted now as if nothing had been before."""
        if not self._wanted_anew.is_set():
            return
        self._wanted_anew.clear()
        self._cloud, self._line = self._wanted, self._line_to(self._wanted)
        side = Side.LOCAL if self._line is None else Side.CLOUD
        self._failover = Failover(self._failover.patience_s, self._failover.unasked, side, self._why_none)
        self._backoff.reset()
        if self._line is None and self._why_none is None:
            self._sink(ev.CloudChanged("off"))

    async def _on_cloud(self, line: CloudLine) -> None:
        """Until it is given up, or another is wanted."""
        self._sink(ev.CloudChanged("reaching"))
        holding = asyncio.create_task(self._hold_cloud(line))
        changing = asyncio.create_task(self._wanted_anew.wait())
        try:
            await asyncio.wait((holding, changing), return_when=asyncio.FIRST_COMPLETED)
            if holding.done():
                holding.result()
                return
            if self._wanted is None:
                self._warm()
                await self._warmed()
            if self._session.ready:
                await self._session.wait_idle(IDLE_WITHIN_S)
        finally:
            for task in (holding, changing):
                task.cancel()
            await asyncio.gather(holding, changing, return_exceptions=True)
        await line.leave()
        self._take_wanted()

    async def _hold_cloud(self, line: CloudLine) -> None:
        self._go_back.clear()
        while True:
            give_up_at = self._failover.give_up_at()
            left = FIRST_ATTEMPT_S if give_up_at is None else max(SHORTEST_ATTEMPT_S, give_up_at - self._now())
            try:
                await line.hold(left)
                continue
            except ConnectionFailed as error:
                trouble = error.trouble or LOST
            except WanderlustError as error:  # an address that cannot be one
                trouble = Trouble("settings", Recourse.ASK, error.sentence, error.remedy)
            log.warning("cloud: %s (%s)", trouble.sentence, trouble.details)
            self._sink(ev.CloudChanged("trying", trouble=trouble.name))
            self._warm()
            step = self._failover.lost(self._now(), trouble, line.silent_s)
            if step is Step.FALL_BACK:
                return
            until = self._failover.give_up_at() or self._now()
            wait = self._backoff.wait_s(self._lost_for(), trouble.wait_s)
            await self._pause(min(wait, max(0.0, until - self._now())))

    async def _on_engine(self) -> None:
        self._tell_lost("I carry on here.")
        if self._cooling is not None:
            self._cooling.cancel()
        await self._warmed()
        holding = asyncio.create_task(self.engine_line.hold())
        try:
            while not await self._until_way_back(holding):
                old = self._line
                self._take_wanted()
                if old is not None:
                    await old.leave()
                self._failover.side = Side.LOCAL  # until the other is ready, this computer goes on
                self._tell_lost("I stay here.")
                if self._line is not None:
                    self._go_back.set()
            self._failover.chosen(Side.CLOUD)
            if self._session.idle:
                self._session.hand_over()
        finally:
            holding.cancel()
            await asyncio.gather(holding, return_exceptions=True)

    async def _until_way_back(self, holding: asyncio.Task[None]) -> bool:
        """Wait for the way back to the cloud; False when another server is wanted."""
        going = asyncio.create_task(self._way_back())
        changing = asyncio.create_task(self._wanted_anew.wait())
        try:
            await asyncio.wait((holding, going, changing), return_when=asyncio.FIRST_COMPLETED)
            if holding.done():
                holding.result()
            if going.done():
                going.result()
            return going.done() and not changing.done()
        finally:
            for task in (going, changing):
                task.cancel()
            await asyncio.gather(going, changing, return_exceptions=True)

    async def _way_back(self) -> None:
        """Wait until the traveller wants the cloud, it knows everything, and nobody is in the middle of a word."""
        line = self._line
        if line is None:
            await asyncio.Event().wait()  # there is no cloud to go back to
            return
        while True:
            probing = asyncio.create_task(self._probe())
            try:
                await self._go_back.wait()
            finally:
                probing.cancel()
                await asyncio.gather(probing, return_exceptions=True)
            self._go_back.clear()
            try:
                await line.prepare(PROBE_S)
            except ConnectionFailed as error:
                self._failover.lost(self._now(), error.trouble or LOST)
            except WanderlustError as error:  # an address that cannot be one
                self._failover.lost(self._now(), Trouble("settings", Recourse.ASK, error.sentence, error.remedy))
            else:
                await self._session.wait_idle(IDLE_WITHIN_S)
                return
            self._tell_lost("I stay here.")

    def _tell_lost(self, otherwise: str) -> None:
        """Say why this computer answers; ``otherwise`` follows where the traveller can mend nothing."""
        trouble = self._failover.trouble
        if trouble is not None:
            follow_up = trouble.remedy if trouble.recourse is Recourse.ASK else otherwise
            self._sink(ev.CloudChanged("lost", trouble.told, follow_up, trouble.details, trouble.name))

    async def _probe(self) -> None:
        """Look for the cloud until it is back; then ask the traveller, or go."""
        line, trouble = self._line, self._failover.trouble
        if line is None or trouble is None:
            return
        while True:
            if trouble.recourse is Recourse.ASK:
                self._awake.clear()
                await self._awake.wait()
            else:
                await self._pause(self._backoff.wait_s(self._lost_for(), trouble.wait_s))
            try:
                await line.probe(PROBE_S)
            except ConnectionFailed as error:
                trouble = error.trouble or LOST
                self._failover.lost(self._now(), trouble)
                continue
            step = self._failover.back()
            if step is Step.RETURN:
                self._go_back.set()
            elif step is Step.OFFER:
                self._sink(ev.CloudChanged("back", "OpenAI is there again.", "Everything you said goes with you."))
            return

    def _held(self) -> None:
        self._failover.held()
        self._backoff.reset()
        self._sink(ev.CloudChanged("held"))
        self._sink(ev.NoticeCleared("engine"))
        self._cool_later()

    def _pulse(self, pulse: Pulse) -> None:
        if pulse is not Pulse.ALIVE:
            self._warm()
        self._sink(ev.CloudChanged("held" if pulse in (Pulse.ALIVE, Pulse.LATE) else "trying"))
        if pulse is Pulse.ALIVE:
            self._cool_later()

    def _warm(self) -> None:
        if self._cooling is not None:
            self._cooling.cancel()
        if self._warming is None or self._warming.done():
            self._warming = asyncio.create_task(self._start_engine())

    async def _start_engine(self) -> None:
        with suppress(WanderlustError):  # whoever holds the conversation there meets the same failure and explains it
            await self.engine_line.warm()

    async def _warmed(self) -> None:
        if self._warming is not None:
            await asyncio.gather(self._warming, return_exceptions=True)

    def _cool_later(self) -> None:
        if self.engine_line.engine is not None and (self._cooling is None or self._cooling.done()):
            self._cooling = asyncio.create_task(self._cool())

    async def _cool(self) -> None:
        await asyncio.sleep(COOL_AFTER_S)
        if self.engine_wanted():
            self._cooling = asyncio.create_task(self._cool())  # and looks again later
        else:
            await self.engine_line.cool()

    def _lost_for(self) -> float:
        lost_at = self._failover.lost_at
        return 0.0 if lost_at is None else self._now() - lost_at

    async def _pause(self, seconds: float) -> None:
        """Wait, but not past the moment a network comes."""
        self._awake.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._awake.wait()
