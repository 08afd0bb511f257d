"""A line on loopback, and leave to dial what a test names."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from tests.telephony.sip.peers import free_port
from wanderlust.domain.calls.card import CallCard, Callee
from wanderlust.domain.calls.consent import Consent
from wanderlust.domain.calls.goal import Goal
from wanderlust.domain.calls.policy import DialPermit
from wanderlust.telephony.sip.account import SipAccount
from wanderlust.telephony.sip.baresip_line import BaresipLine
from wanderlust.telephony.sip.plain_line import PlainSipLine


def permit_for(address: str) -> DialPermit:
    """As the policy gives it after a yes."""
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    goal = Goal("Ask when they close.", "ask", "when they close")
    card = CallCard("card-1", Callee("The shop", address), goal, "Ana", line="sip")
    return DialPermit(card, Consent("card-1", "click", now))


SipLine = BaresipLine | PlainSipLine
KINDS = ("baresip", "plain")


def line_of(account: SipAccount, kind: str = "baresip", ring_s: float = 6.0) -> SipLine:
    """A line on loopback; whoever asks closes it."""
    if kind == "plain":
        return PlainSipLine(account, ring_s=ring_s)
    return BaresipLine(account, interface="127.0.0.1", listen=f"127.0.0.1:{free_port()}", ring_s=ring_s)


@pytest.fixture(params=KINDS)
async def line(request: pytest.FixtureRequest) -> AsyncIterator[SipLine]:
    line = line_of(SipAccount(), request.param)
    yield line
    await line.close()
