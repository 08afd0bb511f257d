"""Where in a recording there is speech: stretches between pauses, short enough to write down one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

CHUNK_SECONDS = 512 / 16_000

# Silero's own figures: speech begins at 0.5 and goes on until it falls under 0.35.
_BEGINS, _GOES_ON = 0.5, 0.35
_SHORTEST_PAUSE = 0.25
_SHORTEST_SPEECH = 0.2
# Speech fades in and out under what the network is sure of.
_MARGIN = 0.15
# Whisper errs more on single words than on sentences, so neighbours are heard together up to this length; a subtitle
# that stands longer than twelve seconds is no longer read with the voice.
_TOGETHER_SECONDS, _TOGETHER_PAUSE = 7.0, 0.8
_LONGEST_SECONDS = 12.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Speech from ``start`` to ``end``, in seconds from the beginning of the recording."""

    start: float
    end: float


def stretches(probabilities: Sequence[float], seconds: float) -> list[Stretch]:
    """The stretches of speech in a recording, in order, none overlapping.

    Args:
        probabilities: Of speech, one for each ``CHUNK_SECONDS``.
        seconds: Length of the recording.
    """
    found = _spoken(probabilities)
    whole = [part for stretch in found for part in _cut(stretch, probabilities)]
    widened = _widened(whole, seconds)
    joined: list[Stretch] = []
    for stretch in widened:
        last = joined[-1] if joined else None
        if (
            last is not None
            and stretch.start - last.end <= _TOGETHER_PAUSE
            and stretch.end - last.start <= _TOGETHER_SECONDS
        ):
            joined[-1] = Stretch(last.start, stretch.end)
        else:
            joined.append(stretch)
    return joined


def _spoken(probabilities: Sequence[float]) -> list[Stretch]:
    found: list[Stretch] = []
    start: int | None = None
    for index, probability in enumerate([*probabilities, 0.0]):
        if start is None and probability >= _BEGINS:
            start = index
        elif start is not None and probability < _GOES_ON:
            stretch = Stretch(start * CHUNK_SECONDS, index * CHUNK_SECONDS)
            start = None
            if found and stretch.start - found[-1].end < _SHORTEST_PAUSE:
                found[-1] = Stretch(found[-1].start, stretch.end)
            else:
                found.append(stretch)
    return [stretch for stretch in found if stretch.end - stretch.start >= _SHORTEST_SPEECH]


def _cut(stretch: Stretch, probabilities: Sequence[float]) -> list[Stretch]:
    """A stretch in parts of at most twelve seconds, cut where speech is least likely."""
    if stretch.end - stretch.start <= _LONGEST_SECONDS:
        return [stretch]
    first = round((stretch.start + _LONGEST_SECONDS / 3) / CHUNK_SECONDS)
    last = round((stretch.start + _LONGEST_SECONDS) / CHUNK_SECONDS)
    at = (first + int(np.argmin(probabilities[first:last]))) * CHUNK_SECONDS
    return [Stretch(stretch.start, at), *_cut(Stretch(at, stretch.end), probabilities)]


def _widened(found: Sequence[Stretch], seconds: float) -> list[Stretch]:
    widened: list[Stretch] = []
    for number, stretch in enumerate(found):
        before = found[number - 1].end if number else 0.0
        after = found[number + 1].start if number + 1 < len(found) else seconds
        widened.append(
            Stretch(
                max(stretch.start - _MARGIN, (before + stretch.start) / 2 if number else 0.0),
                min(stretch.end + _MARGIN, (after + stretch.end) / 2 if number + 1 < len(found) else seconds),
            )
        )
    return widened
