"""The judge of interruptions says what a recording holds, and nothing where it holds nothing."""

from __future__ import annotations

import numpy as np

from tests.benchmarks.bench_cutting_in import Cut, judge
from tests.benchmarks.shared_room import Sound
from tests.end_to_end.virtual_sound import RATE

SPOKE_S, BEGAN = 2.0, 100.0


def noise(seconds: float, seed: int) -> Sound:
    return (0.1 * np.random.default_rng(seed).standard_normal(round(seconds * RATE))).astype(np.float32)


def recording(
    *, stops_ms: float | None, decided_ms: float | None, pause_ms: tuple[int, int] | None = None, answer_s: float = 6.0
) -> Cut:
    """An answer of noise from 0.5 s on; the person's first sound comes at 2 s, and the speaker stops after that."""
    answer, clip = noise(answer_s, 1), noise(1.0, 2)
    clip[: RATE // 100] = 0
    if pause_ms is not None:
        from_, to = (round((SPOKE_S - 0.5 + ms / 1000) * RATE) for ms in pause_ms)
        answer[from_:to] = 0
    speaker, microphone = np.zeros(8 * RATE, np.float32), np.zeros(8 * RATE, np.float32)
    speaker[RATE // 2 :][: len(answer)] = answer
    if stops_ms is not None:
        speaker[round((SPOKE_S + stops_ms / 1000) * RATE) :] = 0
    at = round(SPOKE_S * RATE) - RATE // 100
    microphone[at : at + len(clip)] = clip
    decided = None if decided_ms is None else BEGAN + SPOKE_S + decided_ms / 1000
    return judge("somebody", clip, speaker, microphone, BEGAN, answer, decided, underrun=False)


def test_an_answer_cut_short_is_timed_from_the_first_sound_and_from_the_decision() -> None:
    cut = recording(stops_ms=400, decided_ms=340)
    assert (cut.silent, cut.decided, cut.quiet_after_decision, cut.unheard) == (400, 340, 60, False)


def test_silence_before_the_decision_is_told_as_it_is() -> None:
    assert recording(stops_ms=400, decided_ms=430).quiet_after_decision == -30


def test_an_answer_that_paused_by_itself_is_not_taken_for_one_that_stopped() -> None:
    for over_ms in (450, 900):
        cut = recording(stops_ms=0, decided_ms=300, pause_ms=(-50, over_ms))
        assert (cut.silent, cut.ducked, cut.unheard) == (None, None, True)


def test_an_answer_that_ended_by_itself_is_not_taken_for_one_that_never_stopped() -> None:
    cut = recording(stops_ms=None, decided_ms=800, answer_s=2.2)
    assert (cut.silent, cut.unheard) == (None, True)


def test_an_answer_that_goes_on_was_never_stopped() -> None:
    for decided_ms in (None, 300):
        cut = recording(stops_ms=None, decided_ms=decided_ms)
        assert (cut.silent, cut.unheard) == (None, False)
