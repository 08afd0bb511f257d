"""Which language model helps the router: as the traveller chose, and as this computer can."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import aiohttp

from wanderlust.domain.errors import BadInput, BrainFailed
from wanderlust.engine.brain.chat_model import ChatModel
from wanderlust.engine.brain.endpoints import Endpoints, base_of
from wanderlust.engine.brain.pack_model import PackModel
from wanderlust.engine.brain.question import Thinks

log = logging.getLogger(__name__)

CHOICES = ("off", "auto", "pack")
LOOK_AGAIN_S = 60.0  # a server may be started or ended at any time

Kind = Literal["none", "pack", "endpoint"]
MakesEndpoints = Callable[[aiohttp.ClientSession], Endpoints]


@dataclass(frozen=True, slots=True)
class BrainState:
    """What helps now, for the traveller.

    Attributes:
        choice: ``off``, ``auto``, ``pack`` or an address.
        kind: What was found for it.
        name: The model in a few words; empty when there is none.
        where: Where words go when it is asked: ``nowhere``, ``this computer`` or an address.
        problem: Why the chosen one does not help; empty when it does.
    """

    choice: str
    kind: Kind
    name: str = ""
    where: str = "nowhere"
    problem: str = ""


class Brains:
    """Holds the choice and the model it leads to. All methods belong to one event loop.

    Args:
        choice: See :func:`checked_choice`.
        endpoints: Makes what looks for servers.
        pack: Makes the pack's model, or returns None when the pack is not installed.
        clock: Seconds that only grow.
    """

    def __init__(
        self,
        choice: str,
        endpoints: MakesEndpoints,
        pack: Callable[[], PackModel | None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._choice = checked_choice(choice)
        self._make_endpoints = endpoints
        self._make_pack = pack
        self._clock = clock
        self._http: aiohttp.ClientSession | None = None
        self._pack: PackModel | None = None
        self._endpoint: ChatModel | None = None
        self._problem = ""
        self._looked_at: float | None = None
        self._looking: asyncio.Task[None] | None = None

    @property
    def choice(self) -> str:
        return self._choice

    @property
    def state(self) -> BrainState:
        """What helps now, as far as it was looked for."""
        model = self._model
        if isinstance(model, ChatModel):
            where = "this computer" if model.endpoint.loopback else model.endpoint.base
            return BrainState(self._choice, "endpoint", model.name, where)
        if model is not None:
            return BrainState(self._choice, "pack", model.name, "this computer")
        return BrainState(self._choice, "none", problem=self._problem)

    async def choose(self, choice: str) -> None:
        """Change the choice; what was used before is given back.

        Raises:
            BadInput: See :func:`checked_choice`.
        """
        checked = checked_choice(choice)
        await self._give_back()
        self._choice, self._looked_at, self._problem = checked, None, ""

    async def find(self) -> Thinks | None:
        """The model to ask, looking for it first when that was not done lately; a caller that gives up ends nothing."""
        if self._choice == "off":
            return None
        stale = self._looked_at is None or self._clock() - self._looked_at > LOOK_AGAIN_S
        if self._endpoint is None and stale:
            if self._looking is None or self._looking.done():
                self._looking = asyncio.create_task(self._look())
            await asyncio.shield(self._looking)
        return self._model

    async def wake(self) -> None:
        """Make ready what helps, so that the first question need not wait: instructions evaluated, process running.

        For a moment when nobody waits. Nothing happens where a server or nobody helps; a failure is left to the
        first question, which tells it.
        """
        model = await self.find()
        if not isinstance(model, PackModel):
            return
        try:
            await model.prepare()
            await model.warm_up()
        except BrainFailed as error:
            log.warning("the language model is not ready: %s", error)

    def failed(self, model: Thinks) -> None:
        """It did not answer: a server is looked for anew the next time."""
        if model is self._endpoint:
            self._endpoint, self._looked_at = None, None

    async def close(self) -> None:
        """Give back what is held."""
        await self._give_back()
        if self._http is not None:
            await self._http.close()
            self._http = None

    @property
    def _model(self) -> ChatModel | PackModel | None:
        return self._endpoint or self._pack

    async def _look(self) -> None:
        self._problem = ""
        try:
            if self._choice not in CHOICES:
                self._endpoint = await self._endpoints().at(self._choice)
            elif self._choice == "auto":
                self._endpoint = await self._endpoints().local()
            if self._endpoint is None and self._choice in ("auto", "pack"):
                self._pack = self._pack or self._make_pack()
                if self._pack is None and self._choice == "pack":
                    self._problem = (
                        "The language model is not installed. Run: wanderlust engine pack install language-model"
                    )
        except BrainFailed as error:
            self._problem = str(error)
        finally:
            self._looked_at = self._clock()
        log.info("brain: %s", self.state)

    def _endpoints(self) -> Endpoints:
        if self._http is None:
            # No proxies: what is on this computer stays on it, and a user's address is the one we were given.
            timeout = aiohttp.ClientTimeout(total=None, sock_connect=5)
            self._http = aiohttp.ClientSession(trust_env=False, timeout=timeout)
        return self._make_endpoints(self._http)

    async def _give_back(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)
            self._looking = None
        pack, self._pack, self._endpoint = self._pack, None, None
        if pack is not None:
            await pack.close()


def checked_choice(choice: str) -> str:
    """``off``, ``auto``, ``pack`` or an http address.

    Raises:
        BadInput: It is none of these.
    """
    if choice in CHOICES:
        return choice
    try:
        base_of(choice)
    except BadInput as error:
        raise BadInput(
            f"{choice} is no language model to choose.",
            "Choose off, auto, pack, or an address such as http://127.0.0.1:11434.",
        ) from error
    return choice
