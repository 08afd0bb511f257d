"""Sound that waits for the line."""

from __future__ import annotations

from wanderlust.telephony.sound_queue import FrameCutter, SoundQueue


def test_what_was_put_comes_out_in_order() -> None:
    queue = SoundQueue(100)
    queue.put(b"abcd")
    queue.put(b"ef")
    assert (queue.take(3), queue.take(10), queue.take(10)) == (b"abc", b"def", b"")


def test_a_full_queue_keeps_the_oldest() -> None:
    queue = SoundQueue(4)
    assert queue.put(b"abcdef") == 4
    assert queue.take(10) == b"abcd"


def test_clearing_counts_samples() -> None:
    queue = SoundQueue(100)
    queue.put(bytes(10))
    assert queue.samples == 5
    assert (queue.clear(), queue.samples) == (5, 0)


def test_frames_are_whole_whatever_comes() -> None:
    cutter = FrameCutter(4)
    assert cutter.feed(b"abc") == []
    assert cutter.feed(b"defghi") == [b"abcd", b"efgh"]
    assert cutter.feed(b"jkl") == [b"ijkl"]
