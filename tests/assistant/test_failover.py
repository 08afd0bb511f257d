"""This computer goes on after four seconds, at once when waiting cannot help, and gives the word back when asked."""

from __future__ import annotations

import pytest

from wanderlust.assistant.failover import Failover, Side, Step
from wanderlust.domain.connection_trouble import KEY_REFUSED, LOST, QUOTA, TOO_FAST, Trouble


def test_a_lost_server_is_waited_for_for_four_seconds() -> None:
    failover = Failover()
    assert [failover.lost(at, LOST) for at in (10.0, 11.0, 13.9)] == [Step.CONNECT] * 3
    assert failover.give_up_at() == 14.0
    assert failover.lost(14.0, LOST) is Step.FALL_BACK and failover.side is Side.LOCAL


def test_the_silence_before_the_loss_counts_as_waiting() -> None:
    assert Failover().lost(10.0, LOST, silent_s=4.0) is Step.FALL_BACK


def test_a_server_that_came_back_is_waited_for_anew() -> None:
    failover = Failover()
    failover.lost(10.0, LOST)
    failover.held()
    assert failover.trouble is None
    assert failover.lost(20.0, LOST) is Step.CONNECT


@pytest.mark.parametrize("trouble", [KEY_REFUSED, QUOTA, TOO_FAST])
def test_nobody_waits_for_what_waiting_does_not_mend(trouble: Trouble) -> None:
    assert Failover().lost(10.0, trouble) is Step.FALL_BACK


def test_a_short_wait_the_server_asks_for_is_kept() -> None:
    assert Failover().lost(10.0, TOO_FAST.detailed("", 2.0)) is Step.CONNECT


def test_the_way_back_is_offered_until_the_traveller_says_no() -> None:
    failover = Failover()
    failover.lost(10.0, KEY_REFUSED)
    assert failover.back() is Step.OFFER
    failover.chosen(Side.LOCAL)
    assert failover.back() is Step.STAY
    failover.chosen(Side.CLOUD)
    assert failover.back() is Step.STAY, "it is there already"


def test_who_does_not_want_to_be_asked_is_not() -> None:
    failover = Failover(unasked=True)
    failover.lost(10.0, KEY_REFUSED)
    assert failover.back() is Step.RETURN
