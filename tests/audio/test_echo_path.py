"""What the echo path believes of a sound: by how much its trace stands out, and by what is proved of the canceller."""

from __future__ import annotations

import numpy as np
import pytest

from wanderlust.audio import echo_path
from wanderlust.audio.echo_path import CANCELLED_DB, PROOF_FRAMES, QUIET_FRAMES, WINDOW, EchoPath
from wanderlust.audio.format import BLOCK

LOUD, QUIET = -25.0, -80.0
FRAMES = WINDOW + echo_path.LONGEST_LAG + 10


def watched(frames: int, *, recorded_dbfs: float, cancelled_db: float = 0.0, found: bool = False) -> EchoPath:
    """A path along which so much came back of a loud voice; nothing of it is alike unless its lag is ``found``."""
    path, rng = EchoPath(), np.random.default_rng(1)
    path.lag = 10 if found else None
    for _ in range(frames):
        played, recorded, cleaned = (rng.standard_normal(16).astype(np.float32) for _ in range(3))
        path.hear(np.zeros(BLOCK, np.float32), np.zeros(BLOCK, np.float32))
        path.feed(played, LOUD, recorded, recorded_dbfs, cleaned, recorded_dbfs - cancelled_db)
    return path


def stand_out(monkeypatch: pytest.MonkeyPatch, sharpness: float) -> None:
    """Let every trace of the echo stand out by this."""
    monkeypatch.setattr(echo_path, "echo_sharpness", lambda recorded, played: sharpness)


@pytest.mark.parametrize(
    ("sharpness", "unproved", "proved"),
    [(8.0, False, False), (15.0, True, False), (30.0, True, True)],
    ids=["a person", "a person over an echo, or an echo", "an echo"],
)
def test_once_path_and_canceller_are_proved_only_a_sharp_trace_overrules_the_cleaned_sound(
    monkeypatch: pytest.MonkeyPatch, sharpness: float, unproved: bool, proved: bool
) -> None:
    stand_out(monkeypatch, sharpness)
    frames = max(FRAMES, PROOF_FRAMES)
    assert watched(frames, recorded_dbfs=-30, found=True).is_echo(30) is unproved
    cancelled = watched(frames, recorded_dbfs=-30, found=True, cancelled_db=CANCELLED_DB + 1)
    assert cancelled.is_echo(30) is proved


def test_a_voice_of_which_nothing_comes_back_for_long_enough_is_on_somebodys_ears() -> None:
    needed = echo_path.LONGEST_LAG + QUIET_FRAMES + 10
    assert watched(needed, recorded_dbfs=QUIET).absent
    assert not watched(QUIET_FRAMES - 1, recorded_dbfs=QUIET).absent, "a late echo may yet come"
    assert not watched(needed, recorded_dbfs=LOUD).absent


def test_a_person_speaking_long_over_headphones_makes_nobody_give_up_on_the_echo() -> None:
    path, rng = watched(FRAMES, recorded_dbfs=QUIET), np.random.default_rng(2)
    for _ in range(50 * (echo_path.LOST_LOOKS + 8)):
        played, person = (rng.standard_normal(16).astype(np.float32) for _ in range(2))
        person_dbfs = LOUD if rng.random() < 0.8 else QUIET
        path.feed(played, LOUD, person, person_dbfs, person, person_dbfs)
    assert path.absent
    assert not path.lost


@pytest.mark.parametrize(("sharpness", "echo", "absent"), [(8, False, True), (10, True, True), (13, True, False)])
def test_where_nothing_came_back_a_sharp_trace_says_that_it_does_now(
    monkeypatch: pytest.MonkeyPatch, sharpness: float, echo: bool, absent: bool
) -> None:
    path = watched(FRAMES, recorded_dbfs=QUIET)
    stand_out(monkeypatch, sharpness)
    assert path.is_echo(30) is echo
    assert path.absent is absent
