"""Sound kept by its place in the stream."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from wanderlust.engine.sample_store import SampleStore


def ramp(start: int, end: int) -> npt.NDArray[np.float32]:
    return np.arange(start, end, dtype=np.float32)


def test_samples_are_found_where_they_came_in_the_stream() -> None:
    store = SampleStore()
    for start in range(0, 100_000, 1000):
        store.append(ramp(start, start + 1000))
    assert (store.start, store.end, len(store)) == (0, 100_000, 100_000)
    assert store.between(40_000, 40_003).tolist() == [40_000, 40_001, 40_002]
    store.forget_before(70_000)
    assert (store.start, store.end) == (70_000, 100_000)
    store.append(ramp(100_000, 100_010))
    assert store.between(69_990, 70_002).tolist() == [70_000, 70_001], "what was forgotten is not there"
    assert store.between(100_008, 200_000).tolist() == [100_008, 100_009], "what has not come is not there"
    assert len(store.between(10, 20)) == 0


def test_a_copy_does_not_change_with_the_store() -> None:
    store = SampleStore()
    store.append(ramp(0, 10))
    copy = store.between(0, 10)
    store.forget_before(5)
    store.append(ramp(10, 20))
    assert copy.tolist() == list(range(10))


def test_forgetting_is_bounded_by_what_is_held() -> None:
    store = SampleStore()
    store.append(ramp(0, 10))
    store.forget_before(-5)
    assert (store.start, len(store)) == (0, 10)
    store.forget_before(1000)
    assert (store.start, store.end, len(store)) == (10, 10, 0)


def test_room_is_given_back() -> None:
    store = SampleStore()
    store.append(np.zeros(1_000_000, np.float32))
    store.forget_before(999_000)
    assert len(store._room) <= 1 << 14 and len(store) == 1000
