"""A speaker whose time the test moves: it keeps what it was given and tells what was played."""

from __future__ import annotations

from collections.abc import Callable

from wanderlust.domain.playback import PlayedItem

BYTES_A_MS = 48


class LineSpeaker:
    """Fills ``ports.Speaker``; nothing is played until ``pass_ms``."""

    level = 0.0

    def __init__(self) -> None:
        self.given: dict[str, bytes] = {}
        self.order: list[str] = []
        self.gain = 1.0
        self.flushed = 0
        self._played: dict[str, int] = {}
        self._ended: set[str] = set()
        self._over: set[str] = set()
        self._told: list[Callable[[str, int, bool], None]] = []

    def play(self, item_id: str, pcm: bytes) -> None:
        assert item_id not in self._over, f"{item_id} was flushed or played to its end: this sound would be lost"
        if item_id not in self.given:
            self.order.append(item_id)
        self.given[item_id] = self.given.get(item_id, b"") + pcm

    def finish(self, item_id: str) -> None:
        assert item_id in self.given, f"{item_id} never had any sound"
        self._ended.add(item_id)

    def flush(self) -> tuple[PlayedItem, ...]:
        self.flushed += 1
        dropped = [item for item in self.order if item not in self._over]
        self._over.update(dropped)
        return tuple(PlayedItem(item, self.played_ms(item), False) for item in dropped)

    def played_ms(self, item_id: str) -> int:
        return self._played.get(item_id, 0)

    def set_gain(self, gain: float) -> None:
        self.gain = gain

    def on_progress(self, callback: Callable[[str, int, bool], None]) -> None:
        self._told.append(callback)

    @property
    def sounding(self) -> list[str]:
        """The items that play or wait to."""
        return [item for item in self.order if item not in self._over]

    def pass_ms(self, ms: int) -> None:
        """Play for so long; whoever listens to progress is told."""
        for item in self.sounding:
            length = len(self.given[item]) // BYTES_A_MS
            step = min(ms, length - self.played_ms(item))
            self._played[item] = self.played_ms(item) + step
            ms -= step
            finished = item in self._ended and self._played[item] == length
            if finished:
                self._over.add(item)
            for told in self._told:
                told(item, self._played[item], finished)
            if ms <= 0:
                return
