"""Asks once after the start whether there is a newer version, when the traveller wants to be told."""

from __future__ import annotations

import asyncio
import logging
import random
import threading
from collections.abc import Callable
from contextlib import closing

from wanderlust import __version__
from wanderlust.assistant.ports import Clock
from wanderlust.domain.errors import WanderlustError, WebFailed
from wanderlust.domain.events import DomainEvent, Notice
from wanderlust.domain.releases import is_newer
from wanderlust.settings.paths import Paths

log = logging.getLogger(__name__)


class ReleaseWatch:
    """One question on a thread of its own, which nobody waits for.

    Args:
        paths: Where the settings of the services lie, what they said, and the record of what was sent.
        clock: The time.
        tell: Gets a notice when there is a newer version; called on the thread.
    """

    def __init__(self, paths: Paths, clock: Clock, tell: Callable[[DomainEvent], None]) -> None:
        self._paths, self._clock, self._tell = paths, clock, tell

    def start(self) -> None:
        """Ask, and forget about it."""
        threading.Thread(target=self._run, name="releases", daemon=True).start()

    def _run(self) -> None:
        try:
            asyncio.run(self.ask())
        except WanderlustError as error:
            log.info("New versions: %s", error)

    async def ask(self) -> None:
        """Tell when there is a newer version.

        Raises:
            WebFailed: Nobody answers.
            WanderlustError: The settings or the record cannot be read.
        """
        # 0.5 s of imports, for those alone who want to be told.
        from wanderlust.store.spending import SqliteSpending
        from wanderlust.web.answer_cache import AnswerCache
        from wanderlust.web.client import WebClient
        from wanderlust.web.releases import Releases
        from wanderlust.web.service_file import read_services

        table = read_services(self._paths.resources / "services" / "services.toml", self._paths.services)
        services = table.of("releases")
        if not services:
            raise WebFailed("refused", "No address in the settings tells of new versions.")
        with closing(SqliteSpending(self._paths.conversations, self._clock.now)) as ledger:
            agent = f"Wanderlust/{__version__} (desktop travel companion)"
            cache = AnswerCache(self._paths.answers)
            client = WebClient(agent, self._clock, random.random, ledger.note_sent, cache)
            try:
                release = await Releases(client, services[0]).newest()
            finally:
                await client.close()
        if is_newer(release.version, __version__):
            self._tell(
                Notice("info", f"Wanderlust {release.version} is out.", f"You find it at {release.page}", "release")
            )
