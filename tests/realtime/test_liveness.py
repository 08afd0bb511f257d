"""A line lives while it is heard, is suspect after three seconds of silence, and lost after four."""

from __future__ import annotations

from wanderlust.realtime.liveness import Liveness, Pulse


def pulses(liveness: Liveness, until: float, unsent_s: float = 0.0) -> dict[float, Pulse]:
    return {tick / 4: liveness.tick(tick / 4, unsent_s) for tick in range(round(until * 4) + 1)}


def test_a_silent_line_is_suspect_after_three_seconds_and_lost_after_four() -> None:
    seen = pulses(Liveness(0.0), 5.0)
    assert seen[2.75] is Pulse.ALIVE
    assert seen[3.0] is seen[3.75] is Pulse.SUSPECT
    assert seen[4.0] is Pulse.LOST


def test_a_sign_of_life_ends_the_suspicion() -> None:
    liveness = Liveness(0.0)
    assert liveness.tick(3.5, 0.0) is Pulse.SUSPECT
    liveness.heard(3.6)
    assert liveness.tick(3.75, 0.0) is Pulse.ALIVE


def test_pings_go_out_every_two_seconds() -> None:
    liveness = Liveness(0.0)
    assert [tick / 4 for tick in range(33) if liveness.ping_due(tick / 4)] == [0.0, 2.0, 4.0, 6.0, 8.0]


def test_a_line_that_answers_but_takes_no_sound_is_suspect_then_lost() -> None:
    liveness = Liveness(0.0)
    for tick in range(8):
        liveness.heard(tick / 4)
        assert liveness.tick(tick / 4, 0.9) is Pulse.ALIVE
    seen = []
    for tick in range(8, 24):
        liveness.heard(tick / 4)
        seen.append(liveness.tick(tick / 4, 1.1))
    assert seen[0] is Pulse.SUSPECT and seen.index(Pulse.LOST) == 12  # three seconds later


def test_after_sleep_a_line_is_asked_at_once_and_believed_little() -> None:
    liveness = Liveness(0.0)
    assert liveness.ping_due(0.0)
    liveness.woke(0.5)
    assert liveness.ping_due(0.5)
    assert liveness.tick(0.5, 0.0) is not Pulse.LOST
    assert liveness.tick(2.0, 0.0) is Pulse.LOST


def test_a_shorter_patience_is_kept() -> None:
    seen = pulses(Liveness(0.0, lost_after_s=1.0), 1.0)
    assert seen[0.5] is Pulse.ALIVE and seen[0.75] is Pulse.SUSPECT and seen[1.0] is Pulse.LOST


def test_a_late_answer_is_a_reason_to_get_ready_and_no_more() -> None:
    liveness = Liveness(0.0)
    assert liveness.tick(0.5, 0.0, waiting_s=0.5) is Pulse.ALIVE
    assert liveness.tick(0.5, 0.0, waiting_s=0.6) is Pulse.LATE
    assert liveness.ping_due(1.0)
    assert liveness.tick(1.5, 0.0) is Pulse.ALIVE
    assert liveness.tick(2.0, 0.0) is Pulse.LATE
    liveness.heard(2.1)
    assert liveness.tick(2.25, 0.0) is Pulse.ALIVE
