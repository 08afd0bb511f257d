"""What a call costs by the minute, and how long the money lasts."""

from __future__ import annotations

import math

import pytest

from wanderlust.domain.calls.tariff import Tariff


@pytest.mark.parametrize(
    ("seconds", "dollars"), [(0, 0.0), (1, 0.06), (60, 0.06), (60.5, 0.11), (120, 0.11), (299, 0.26)]
)
def test_begun_minutes_count_whole_and_an_unanswered_call_costs_nothing(seconds: float, dollars: float) -> None:
    assert Tariff(0.05, once=0.01).cost(seconds) == pytest.approx(dollars)


@pytest.mark.parametrize(
    ("a_minute", "once", "dollars", "seconds"),
    [(0.1, 0.0, 0.3, 180), (0.1, 0.0, 0.39, 180), (0.1, 0.05, 0.3, 120), (0.5, 0.0, 0.4, 0), (0.1, 0.5, 0.4, 0)],
)
def test_the_money_lasts_for_whole_minutes(a_minute: float, once: float, dollars: float, seconds: float) -> None:
    tariff = Tariff(a_minute, once=once)
    assert tariff.seconds_for(dollars) == seconds
    assert seconds == 0 or tariff.cost(seconds) <= dollars + 1e-9


def test_a_free_call_may_last_for_ever_and_costs_nothing() -> None:
    assert Tariff(0).seconds_for(0) == math.inf and Tariff(0).cost(600) == 0


def test_the_estimate_goes_from_a_minute_to_what_the_limits_allow() -> None:
    tariff = Tariff(0.2, least=0.1, once=0.01)
    assert tariff.estimate(5, 10) == pytest.approx((0.11, 1.01))
    assert tariff.estimate(5, 0.5) == pytest.approx((0.11, 0.41))
