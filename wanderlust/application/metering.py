"""The meter of one run of the app, put together: prices, limits, ledger, and the way it is put on a connection."""

from __future__ import annotations

from wanderlust.assistant.cost import CostMeter
from wanderlust.assistant.metered_link import Link, MeteredLink, Metering
from wanderlust.assistant.online.minutes import Billing, SessionMinutes
from wanderlust.assistant.ports import Clock, EventSink
from wanderlust.domain import events as ev
from wanderlust.domain.cloud_settings import CloudSettings
from wanderlust.settings.paths import Paths
from wanderlust.settings.price_tables import load_prices
from wanderlust.store.spending import SqliteSpending


class CloudMetering:
    """Counts every connection to the cloud; the embedded engine's are not put through it.

    Args:
        paths: Where prices and ledger lie.
        clock: Time.
        sink: Is told what it costs.
        settings: The limits, and what is connected to.
        talk: Id of the talk that is open.
    """

    def __init__(self, paths: Paths, clock: Clock, sink: EventSink, settings: CloudSettings, talk: str) -> None:
        self._paths, self._clock, self._sink, self._settings = paths, clock, sink, settings
        self._ledger = SqliteSpending(paths.conversations, clock.now)
        prices, warning = load_prices(paths.resources, paths.prices)
        self.meter = CostMeter(self._ledger, clock, sink, prices, settings.caps, talk)
        if warning:
            sink(ev.Notice("warning", warning, "", "prices"))

    async def start(self) -> None:
        """Read what was spent before."""
        await self.meter.start()

    def adopt(self, settings: CloudSettings) -> None:
        """Other settings: limits and prices hold at once, the rest from the next connection on."""
        self._settings = settings
        self.meter.adopt(settings.caps, load_prices(self._paths.resources, self._paths.prices)[0])

    def on(self, link: Link, connection: str, transcription_model: str) -> MeteredLink[Link]:
        """The same connection, counted; ``connection`` is an id of its own."""
        settings = self._settings
        about = Metering(
            connection, settings.host, settings.model, transcription_model, idle_s=settings.idle_minutes * 60.0
        )
        return MeteredLink(link, self.meter, self._clock, about)

    def interpreting(self, link: Link, connection: str, transcription_model: str) -> MeteredLink[Link]:
        """A connection that interprets, counted; it sends nothing while nobody speaks, so it may stand idle."""
        settings = self._settings
        about = Metering(connection, settings.host, settings.model, transcription_model, "interpreter", 0.0)
        return MeteredLink(link, self.meter, self._clock, about)

    def calling(self, link: Link, connection: str, transcription_model: str) -> MeteredLink[Link]:
        """A connection that thinks in a telephone call, counted; while it rings or holds nothing is sent."""
        settings = self._settings
        about = Metering(connection, settings.host, settings.model, transcription_model, "call", 0.0)
        return MeteredLink(link, self.meter, self._clock, about)

    def minutes(self, connection: str, model: str, transcription_model: str) -> SessionMinutes:
        """The account of one translation session, which is paid by the minute."""
        billing = Billing(self._settings.host, model, transcription_model)
        return SessionMinutes(self.meter, self._clock, billing, connection)

    async def close(self) -> None:
        """Wait for the ledger to have it all, and let go of it."""
        await self.meter.settled()
        self._ledger.close()
