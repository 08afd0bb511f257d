"""Twilio's REST API as far as a call needs it, through its own SDK, off the event loop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from wanderlust.domain.calls.tariff import Tariff
from wanderlust.domain.errors import LineFailed
from wanderlust.telephony.twilio.account import TwilioAccount

if TYPE_CHECKING:
    from twilio.http.http_client import TwilioHttpClient
    from twilio.rest import Client

log = logging.getLogger(__name__)

Answer = TypeVar("Answer")

LIMIT_S = 8.0
# Media Streams a minute; added to what the destination costs. Twilio's price page, to be checked by the traveller.
STREAM_DOLLARS = 0.004
# For each call in which Twilio listens whether a machine picked up; from the same page.
DETECTION_DOLLARS = 0.0075


@dataclass(frozen=True, slots=True)
class CarrierStatus:
    """How a call stands.

    Attributes:
        status: Twilio's word: ``queued``, ``ringing``, ``in-progress``, ``completed``, ``busy``, ``no-answer`` ...
        answered_by: ``human``, ``machine_start`` ...; empty while not known.
        dollars: What it cost, once that is known; else None.
    """

    status: str
    answered_by: str = ""
    dollars: float | None = None

    @property
    def over(self) -> bool:
        return self.status in ("completed", "busy", "no-answer", "failed", "canceled")


class TwilioCarrier:
    """Starts, watches and ends calls.

    Args:
        account: Whose.
        http: In place of the SDK's own client; for another address or a proxy.
    """

    def __init__(self, account: TwilioAccount, http: TwilioHttpClient | None = None) -> None:
        self._account, self._http = account, http
        self._made: Client | None = None

    async def start(self, number: str, twiml: str, ring_s: int, minutes: float) -> str:
        """Begin a call; its name at Twilio.

        Raises:
            LineFailed: Twilio did not take it.
        """

        def create() -> str:
            call = self._client().calls.create(
                to=number,
                from_=self._account.caller,
                twiml=twiml,
                timeout=ring_s,
                time_limit=max(60, round(minutes * 60)),
                machine_detection="Enable",
                async_amd="true",
                record=False,
            )
            return str(call.sid)

        return await self._asked(create)

    async def status(self, sid: str) -> CarrierStatus:
        """How a call stands; raises LineFailed."""

        def fetch() -> CarrierStatus:
            call = self._client().calls(sid).fetch()
            price = call.price
            return CarrierStatus(str(call.status), str(call.answered_by or ""), abs(float(price)) if price else None)

        return await self._asked(fetch)

    async def hang_up(self, sid: str) -> None:
        """End a call, in whatever state it is; raises LineFailed."""

        def end() -> None:
            client = self._client()
            ringing = str(client.calls(sid).fetch().status) in ("queued", "initiated", "ringing")
            client.calls(sid).update(status="canceled" if ringing else "completed")

        await self._asked(end)

    async def tariff(self, number: str) -> Tariff:
        """What a minute to a number costs by Twilio's price list of this day; raises LineFailed."""

        def estimate() -> Tariff:
            offer = self._client().pricing.v2.voice.numbers(number).fetch()
            found = [float(price["current_price"]) for price in offer.outbound_call_prices or [] if price]
            if str(offer.price_unit).upper() != "USD" or not found:
                raise LineFailed("Twilio names no price in dollars for that number.", "Look at its price list.")
            return Tariff(max(found) + STREAM_DOLLARS, min(found) + STREAM_DOLLARS, DETECTION_DOLLARS)

        return await self._asked(estimate)

    def _client(self) -> Client:
        if self._made is None:
            try:
                from twilio.http.http_client import TwilioHttpClient
                from twilio.rest import Client  # 0.9 s to import
            except ImportError as error:
                raise LineFailed("Calls through Twilio are not part of this installation.") from error
            http = self._http or TwilioHttpClient(timeout=LIMIT_S, max_retries=0)
            self._made = Client(self._account.sid, self._account.token.reveal(), http_client=http)
        return self._made

    async def _asked(self, question: Callable[[], Answer]) -> Answer:
        """Ask in a thread; what can go wrong there, in our words."""
        try:
            return await asyncio.to_thread(question)
        except LineFailed:
            raise
        except Exception as error:  # the SDK lets requests' and its own errors through, which have no common root
            code = getattr(error, "code", None)
            log.warning("Twilio: %s %s", type(error).__name__, code)  # their text may hold numbers
            raise _said(code if isinstance(code, int) else None, getattr(error, "status", None)) from error


def _said(code: int | None, status: object) -> LineFailed:
    if status in (401, 403) or code == 20003:
        return LineFailed("Twilio refused the account.", "Check its name and token in Settings, under Calls.")
    if code in (21211, 21214, 13224):
        return LineFailed("Twilio says that this number cannot be called.", "Check the number.")
    if code in (21212, 21606, 21210):
        return LineFailed("Twilio does not know your own number.", "Check it in Settings, under Calls.")
    if code in (21215, 21408):
        return LineFailed("Your Twilio account may not call that country.", "Allow it in Twilio's console.")
    if code == 21219:
        return LineFailed("A trial account of Twilio calls only numbers you have verified there.", "Verify it there.")
    if status == 429 or code == 20429:
        return LineFailed("Twilio has too many requests from this account.", "Try again in a minute.")
    if status is None:
        return LineFailed("Twilio cannot be reached.", "Check the network, then ask me again.")
    return LineFailed("Twilio did not take the call.", "Try again, or look into Twilio's console.")
