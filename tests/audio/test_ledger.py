"""The count of what was handed to the device, per item."""

from __future__ import annotations

import numpy as np

from wanderlust.audio.format import RATE, Pcm
from wanderlust.audio.ledger import REMEMBERED_ITEMS, PlayedLedger
from wanderlust.domain.playback import PlayedItem


def _ramp(count: int, start: int = 0) -> Pcm:
    return np.arange(start, start + count, dtype=np.int16)


def test_nothing_counts_before_the_device_takes_it() -> None:
    ledger = PlayedLedger()
    ledger.add("a", _ramp(1000))
    ledger.take(600)
    assert ledger.played("a") == 0
    ledger.hand(600)
    assert ledger.played("a") == 600


def test_samples_come_out_in_the_order_they_went_in() -> None:
    ledger = PlayedLedger()
    ledger.add("a", _ramp(300))
    ledger.add("b", _ramp(300, 300))
    taken = [ledger.take(250) for _ in range(4)]
    assert [len(part) for part in taken] == [250, 250, 100, 0]
    assert np.array_equal(np.concatenate(taken), _ramp(600))


def test_two_items_in_a_row_are_counted_apart() -> None:
    ledger = PlayedLedger()
    ledger.add("a", _ramp(300))
    ledger.add("b", _ramp(300))
    ledger.take(600)
    ledger.hand(450)
    assert (ledger.played("a"), ledger.played("b")) == (300, 150)
    assert ledger.moved() == (("a", 300), ("b", 150))
    assert ledger.moved() == ()


def test_an_item_is_complete_when_it_ended_and_all_of_it_was_handed() -> None:
    ledger = PlayedLedger()
    ledger.add("a", _ramp(300))
    ledger.take(300)
    ledger.hand(300)
    assert ledger.completed() == ()  # more may come
    ledger.end("a")
    assert ledger.completed() == (("a", 300),)
    assert ledger.completed() == ()  # told once


def test_an_item_without_sound_is_complete_when_it_ends() -> None:
    ledger = PlayedLedger()
    ledger.end("silent")
    assert ledger.completed() == (("silent", 0),)


def test_a_flush_drops_what_was_not_handed_and_says_what_was() -> None:
    ledger = PlayedLedger()
    ledger.add("done", _ramp(2400))
    ledger.end("done")
    ledger.add("cut", _ramp(RATE))
    ledger.add("unheard", _ramp(RATE))
    ledger.take(2400 + 4800)
    ledger.hand(2400 + 1223)
    assert ledger.flush() == (
        PlayedItem("done", 100, complete=True),
        PlayedItem("cut", 50, complete=False),  # 50.96 ms: never more than was played
        PlayedItem("unheard", 0, complete=False),
    )
    assert not ledger.waiting
    assert len(ledger.take(100)) == 0
    assert ledger.completed() == ()  # a flush has told it


def test_late_sound_of_a_flushed_item_is_dropped_and_the_next_item_counts_from_zero() -> None:
    ledger = PlayedLedger()
    ledger.add("cut", _ramp(1000))
    ledger.take(1000)
    ledger.hand(400)
    ledger.flush()
    ledger.add("cut", _ramp(1000))
    assert not ledger.waiting
    ledger.add("next", _ramp(500))
    assert np.array_equal(ledger.take(500), _ramp(500))
    ledger.hand(ledger.written)
    assert (ledger.played("cut"), ledger.played("next")) == (400, 500)


def test_after_a_rewind_what_was_not_handed_is_written_again() -> None:
    ledger = PlayedLedger()
    ledger.add("a", _ramp(1000))
    ledger.take(800)
    ledger.hand(300)
    ledger.rewind()
    assert np.array_equal(ledger.take(2000), _ramp(700, 300))


def test_what_the_device_holds_can_be_read_again() -> None:
    ledger = PlayedLedger()
    ledger.add("a", _ramp(500))
    ledger.add("b", _ramp(500, 500))
    ledger.take(700)
    ledger.hand(100)
    assert np.array_equal(ledger.unplayed(300), _ramp(300, 400))
    assert np.array_equal(ledger.unplayed(9999), _ramp(600, 100))


def test_a_count_never_goes_back_or_beyond_what_was_written() -> None:
    ledger = PlayedLedger()
    ledger.add("a", _ramp(500))
    ledger.take(200)
    ledger.hand(9999)
    ledger.hand(50)
    assert ledger.played("a") == 200


def test_a_long_conversation_is_not_remembered_for_ever() -> None:
    ledger = PlayedLedger()
    for number in range(REMEMBERED_ITEMS + 10):
        ledger.add(str(number), _ramp(10))
        ledger.end(str(number))
        ledger.take(10)
        ledger.hand(ledger.written)
        ledger.completed()
    assert ledger.played("5") == 0
    assert ledger.played("20") == 10
