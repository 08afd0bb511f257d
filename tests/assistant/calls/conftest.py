"""What tests of a call share: a card and the shop it is for."""

from __future__ import annotations

import pytest

from tests.fakes.rehearsed_call import card_for
from wanderlust.domain.calls.card import CallCard
from wanderlust.settings.paths import PROJECT
from wanderlust.telephony.rehearsal_business import Script, scripts_in


@pytest.fixture(scope="session")
def scripts() -> dict[str, Script]:
    return scripts_in(PROJECT / "resources" / "rehearsal")


@pytest.fixture
def strawberry_card(scripts: dict[str, Script]) -> CallCard:
    """400 strawberries to the Gateway Pavilion on Saturday at 2 pm, under $1,500, for Maya."""
    return card_for(scripts["strawberries"])
