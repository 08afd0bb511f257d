"""What a minute costs, by line: the traveller's own figure over SIP, Twilio's price list there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.fakes.twilio import FakeTwilio
from tests.telephony.twilio.desk import CALLER, NUMBER, SID, TOKEN
from wanderlust.application.call_carriers import Carriers
from wanderlust.application.call_wishes import CallWishes, call_wishes
from wanderlust.domain.calls.tariff import Tariff
from wanderlust.domain.errors import CallRefused, LineFailed
from wanderlust.realtime.engine_process import EngineProcess
from wanderlust.settings.preferences import Preferences
from wanderlust.settings.secrets import KeyStore
from wanderlust.telephony.twilio.account import TwilioAccount
from wanderlust.telephony.twilio.carrier import TwilioCarrier

WISHES = CallWishes(line="twilio", twilio=(SID, CALLER, "https://tunnel.example"))


class OneToken:
    """A keyring that holds Twilio's token."""

    def get(self, service: str, name: str) -> str | None:
        return TOKEN if name == f"twilio:{SID}" else None

    def set(self, service: str, name: str, value: str) -> None:
        raise AssertionError("nothing is kept here")

    def delete(self, service: str, name: str) -> None:
        raise AssertionError("nothing is forgotten here")


async def no_engine() -> EngineProcess:
    raise AssertionError("a price needs no voice")


def carriers(**more: object) -> Carriers:
    def carrier(account: TwilioAccount) -> TwilioCarrier:
        return TwilioCarrier(account, FakeTwilio(SID, TOKEN, CALLER, "ring", lambda: 0, **more))  # type: ignore[arg-type]

    return Carriers(KeyStore(OneToken(), Path("no-such-file"), {}), no_engine, carrier)


async def test_twilio_tells_its_price_before_anything_is_dialled() -> None:
    tariff = await carriers().tariff("twilio", "+351 21 345 6789", WISHES)
    assert tariff is not None and tariff.a_minute == pytest.approx(0.059)


async def test_without_a_price_there_is_no_call_through_twilio() -> None:
    with pytest.raises(LineFailed, match="too many requests"):
        await carriers(refuse=(429, 20429)).tariff("twilio", NUMBER, WISHES)


async def test_twilio_is_not_asked_about_numbers_that_may_not_be_called() -> None:
    with pytest.raises(CallRefused, match="emergency"):
        await carriers().tariff("twilio", "911", replace(WISHES, home="US"))


async def test_over_sip_a_minute_costs_what_the_traveller_says() -> None:
    wishes = call_wishes(Preferences(sip_minute=0.02))
    assert await carriers().tariff("sip", NUMBER, wishes) == Tariff(0.02)
    assert await carriers().tariff("sip", NUMBER, CallWishes()) is None
