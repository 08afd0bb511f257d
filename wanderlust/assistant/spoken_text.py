"""How much of a spoken answer's text was heard, from the milliseconds played."""

from __future__ import annotations


class SpokenText:
    """Ties the words of an answer to its sound.

    A server sends words a little before or together with their sound, so each delta of words is anchored at the
    amount of sound received when it came; between two anchors the words are taken as evenly spread.
    """

    def __init__(self) -> None:
        self.text = ""
        self.audio_ms = 0.0
        self.complete = False
        self._anchors: list[tuple[float, int]] = []

    def add_text(self, delta: str) -> None:
        self._anchors.append((self.audio_ms, len(self.text)))
        self.text += delta

    def add_audio(self, milliseconds: float) -> None:
        self.audio_ms += milliseconds

    def heard_chars(self, played_ms: float) -> int:
        """Characters heard after ``played_ms``, at the end of a word; all of them once all sound was played."""
        if not self.audio_ms:
            return 0
        if played_ms >= self.audio_ms - 1:
            return len(self.text)
        points = [*self._anchors, (self.audio_ms, len(self.text))]
        heard = 0
        for (t0, c0), (t1, c1) in zip(points, points[1:], strict=False):
            if played_ms <= t0:
                break
            share = 1.0 if t1 <= t0 else min(1.0, (played_ms - t0) / (t1 - t0))
            heard = c0 + int((c1 - c0) * share)
        if heard >= len(self.text):
            return len(self.text)
        # A word half heard was not heard: go back to the space before it.
        boundary = self.text.rfind(" ", 0, heard + 1)
        return max(0, boundary)
