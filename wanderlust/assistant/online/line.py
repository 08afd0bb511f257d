"""Voices never overlap: what belongs to a later utterance waits until the one before it has said everything."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from wanderlust.wire.translation_events import TranslationServerEvent


class Place:
    """One utterance's place in the line; it takes events, and lets the next go when it has ended."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self.waiting: list[TranslationServerEvent] = []
        self.ended = False

    def say(self, event: TranslationServerEvent) -> None:
        """Send it now, or when all before it have ended."""
        self._line.say(self, event)

    def leave(self) -> None:
        """Nothing more comes; leaving twice changes nothing."""
        self._line.leave(self)


class Line:
    """The line of all utterances of a talk."""

    def __init__(self, out: Callable[[TranslationServerEvent], None]) -> None:
        self._out = out
        self._places: deque[Place] = deque()

    def __len__(self) -> int:
        return len(self._places)

    def join(self) -> Place:
        """A place behind all others."""
        place = Place(self)
        self._places.append(place)
        return place

    def say(self, place: Place, event: TranslationServerEvent) -> None:
        """See :meth:`Place.say`."""
        if self._places and self._places[0] is place:
            self._out(event)
        else:
            place.waiting.append(event)

    def leave(self, place: Place) -> None:
        """See :meth:`Place.leave`."""
        place.ended = True
        while self._places and self._places[0].ended:
            self._places.popleft()
            if self._places:
                waiting, self._places[0].waiting = self._places[0].waiting, []
                for event in waiting:
                    self._out(event)
