"""The line of sound waiting to be played and the count of what was handed to the device, per item."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np

from wanderlust.audio.format import Pcm, milliseconds
from wanderlust.domain.playback import PlayedItem

REMEMBERED_ITEMS = 256
"""Finished items whose counts are kept: a question about an older one has never been needed."""


@dataclass(slots=True)
class _Item:
    queued: int = 0
    handed: int = 0
    ended: bool = False  # no more audio will come, or none is wanted
    told: bool = False  # its end was reported

    @property
    def complete(self) -> bool:
        return self.ended and self.handed == self.queued


@dataclass(frozen=True, slots=True)
class _Stretch:
    item_id: str
    start: int  # place on the line, in samples since the beginning of time
    samples: Pcm

    @property
    def end(self) -> int:
        return self.start + len(self.samples)


class PlayedLedger:
    """Three marks on one line of samples: ``handed <= written <= queued``.

    ``queued`` is all that was asked for, ``written`` what the output holds, ``handed`` what the device took. Sound
    between ``handed`` and ``written`` is kept, so that it can be written again to another device. Knows no thread.
    """

    def __init__(self) -> None:
        self.queued = 0
        self.written = 0
        self.handed = 0
        self._line: deque[_Stretch] = deque()
        self._items: dict[str, _Item] = {}
        self._moved: dict[str, None] = {}

    def add(self, item_id: str, samples: Pcm) -> None:
        """Queue sound for an item; of an item that has ended (or was flushed) it is dropped."""
        item = self._items.setdefault(item_id, _Item())
        if item.ended or not len(samples):
            return
        self._line.append(_Stretch(item_id, self.queued, samples))
        item.queued += len(samples)
        self.queued += len(samples)

    def end(self, item_id: str) -> None:
        """No more sound will come for the item."""
        self._items.setdefault(item_id, _Item()).ended = True

    def take(self, count: int) -> Pcm:
        """The next samples to write, at most ``count``; they count as written."""
        samples = self._between(self.written, min(self.queued, self.written + count))
        self.written += len(samples)
        return samples

    def unplayed(self, count: int) -> Pcm:
        """The last ``count`` samples written, none of them handed yet."""
        return self._between(max(self.handed, self.written - count), self.written)

    def hand(self, position: int) -> None:
        """The device has taken everything before ``position`` on the line."""
        position = min(max(position, self.handed), self.written)
        while self._line and self._line[0].start < position:
            stretch = self._line[0]
            upto = min(stretch.end, position)
            self._items[stretch.item_id].handed += upto - max(stretch.start, self.handed)
            self._moved[stretch.item_id] = None
            if upto < stretch.end:
                break
            self._line.popleft()
        self.handed = position

    def rewind(self) -> None:
        """What was written but not handed will be written again."""
        self.written = self.handed

    def flush(self) -> tuple[PlayedItem, ...]:
        """Drop all that was not handed, end every open item, and say what was handed of each not yet reported."""
        told = []
        for item_id, item in self._items.items():
            if not item.told:
                told.append(PlayedItem(item_id, milliseconds(item.handed), item.complete))
                item.ended = item.told = True
        self._line.clear()
        self._moved.clear()
        self.queued = self.written = self.handed
        self._forget()
        return tuple(told)

    def played(self, item_id: str) -> int:
        """Samples of the item handed to the device; 0 for an item never heard of."""
        item = self._items.get(item_id)
        return item.handed if item else 0

    def moved(self) -> tuple[tuple[str, int], ...]:
        """Items that advanced since the last call, with their samples handed, in order of playing."""
        moved = tuple((item_id, self._items[item_id].handed) for item_id in self._moved)
        self._moved.clear()
        return moved

    def completed(self) -> tuple[tuple[str, int], ...]:
        """Items that have been wholly handed since the last call, with their lengths in samples."""
        done = tuple((item_id, item.handed) for item_id, item in self._items.items() if item.complete and not item.told)
        for item_id, _ in done:
            self._items[item_id].told = True
        if done:
            self._forget()
        return done

    @property
    def waiting(self) -> bool:
        """Whether there is sound that the device has not taken."""
        return self.handed < self.queued

    def _between(self, start: int, end: int) -> Pcm:
        parts = [
            stretch.samples[max(0, start - stretch.start) : end - stretch.start]
            for stretch in self._line
            if stretch.start < end and stretch.end > start
        ]
        return np.concatenate(parts) if parts else np.zeros(0, np.int16)

    def _forget(self) -> None:
        for item_id in [key for key, item in self._items.items() if item.told][:-REMEMBERED_ITEMS]:
            del self._items[item_id]
