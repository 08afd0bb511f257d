"""When PortAudio is started anew."""

from __future__ import annotations

from wanderlust.audio.restarts import RestartPolicy


def _policy() -> RestartPolicy:
    policy = RestartPolicy()
    policy.restarted(0.0)
    return policy


def _due(policy: RestartPolicy, now: float, *, speaking: bool = False, hearing: bool = False) -> bool:
    return policy.due(now, speaking=speaking, hearing=hearing, nothing_found=False)


def test_nothing_happened_nothing_restarts() -> None:
    assert not _due(_policy(), 1000.0)


def test_a_change_restarts_when_it_has_settled() -> None:
    policy = _policy()
    policy.changed(10.0)
    policy.changed(10.2)
    assert not _due(policy, 10.4)
    assert _due(policy, 10.5)
    policy.restarted(10.5)
    assert not _due(policy, 20.0)


def test_a_change_waits_until_nobody_speaks() -> None:
    policy = _policy()
    policy.changed(10.0)
    assert not _due(policy, 11.0, speaking=True)
    assert not _due(policy, 11.0, hearing=True)
    assert _due(policy, 11.0)


def test_a_lost_speaker_restarts_at_once_even_with_an_answer_waiting() -> None:
    policy = _policy()
    policy.lost(unheard=True)
    assert policy.pending_loss
    assert _due(policy, 10.0, speaking=True)


def test_a_lost_microphone_lets_the_answer_end_first() -> None:
    policy = _policy()
    policy.lost(unheard=False)
    assert not _due(policy, 10.0, speaking=True)
    assert _due(policy, 10.0, hearing=True)


def test_restarts_are_a_second_apart() -> None:
    policy = _policy()
    policy.lost(unheard=True)
    assert not _due(policy, 0.9)
    assert _due(policy, 1.0)


def test_without_any_device_it_looks_again_every_three_seconds() -> None:
    policy = _policy()
    assert not policy.due(2.9, speaking=False, hearing=False, nothing_found=True)
    assert policy.due(3.0, speaking=True, hearing=True, nothing_found=True)
