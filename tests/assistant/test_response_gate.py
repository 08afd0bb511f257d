"""One response at a time, and no request is lost."""

from __future__ import annotations

from wanderlust.assistant.response_gate import GateState, ResponseGate


def test_the_first_request_goes_at_once() -> None:
    gate = ResponseGate()
    assert gate.request("evt_1")
    assert gate.state is GateState.REQUESTED


def test_requests_made_meanwhile_become_one() -> None:
    gate = ResponseGate()
    gate.request("evt_1")
    gate.created("resp_1")
    assert not gate.request("evt_2")
    assert not gate.request("evt_3")
    assert gate.finished("resp_1")
    assert gate.request("evt_4")
    assert not gate.finished(None)


def test_a_cancelled_response_frees_the_gate_when_it_ends() -> None:
    gate = ResponseGate()
    gate.request("evt_1")
    gate.created("resp_1")
    assert gate.cancel()
    assert not gate.cancel(), "one cancel is enough"
    assert not gate.request("evt_2")
    assert gate.finished("resp_1"), "the waiting request goes now"


def test_a_cancel_before_the_response_began_still_waits_for_its_end() -> None:
    gate = ResponseGate()
    gate.request("evt_1")
    assert gate.cancel()
    gate.created("resp_1")
    assert gate.state is GateState.CANCELLING
    assert not gate.finished("resp_1")
    assert not gate.busy


def test_the_end_of_another_response_changes_nothing() -> None:
    gate = ResponseGate()
    gate.request("evt_1")
    gate.created("resp_1")
    assert not gate.finished("resp_other")
    assert gate.busy


def test_a_second_response_is_not_taken_for_ours() -> None:
    gate = ResponseGate()
    gate.request("evt_1")
    assert gate.created("resp_1")
    assert not gate.created("resp_2")
    assert gate.response_id == "resp_1"


def test_only_our_own_request_is_failed_by_its_error() -> None:
    gate = ResponseGate()
    gate.request("evt_1")
    assert not gate.refused("evt_other")
    assert gate.busy
    gate.refused("evt_1")
    assert not gate.busy


def test_nothing_to_cancel_means_idle() -> None:
    gate = ResponseGate()
    gate.request("evt_1")
    gate.cancel()
    gate.request("evt_2")
    assert gate.nothing_to_cancel()
    assert not gate.nothing_to_cancel()
