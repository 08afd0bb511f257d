"""Notices that nobody spoke after an answer, as ``idle_timeout_ms`` asks; time is the sound the client sent."""

from __future__ import annotations

SHORTEST_MS, LONGEST_MS = 5_000, 30_000  # the range OpenAI takes

STILL_HERE = {
    "en": "I am still here. What would you like to know?",
    "es": "Sigo aquí. ¿Qué te gustaría saber?",
    "fr": "Je suis toujours là. Que voulez-vous savoir ?",
    "de": "Ich bin noch da. Was möchtest du wissen?",
    "it": "Sono ancora qui. Che cosa vorresti sapere?",
    "pt": "Ainda estou aqui. O que você gostaria de saber?",
    "ja": "まだここにいます。何を知りたいですか。",
    "zh": "我还在。您想知道什么？",
}


class IdleTimeout:
    """Counts silence from the moment an answer has finished playing at the client.

    The client plays the sound, so its end is reckoned: where the input stood when the first sound of the answer
    left, and how long the answer is. No clock is read: positions are milliseconds of input sound.
    """

    def __init__(self) -> None:
        self._timeout_ms: int | None = None
        self._first_sound_ms: int | None = None
        self._silent_from: int | None = None

    def configure(self, timeout_ms: int | None) -> None:
        """Take the session's ``idle_timeout_ms``; None switches it off."""
        self._timeout_ms = timeout_ms

    def answer_began(self) -> None:
        """An answer is being made: nothing is waited for until it is over."""
        self._first_sound_ms = self._silent_from = None

    def answer_sounded(self, position_ms: int) -> None:
        """Sound of the answer left when the input stood here."""
        if self._first_sound_ms is None:
            self._first_sound_ms = position_ms

    def answer_ended(self, position_ms: int, duration_ms: float) -> None:
        """The answer is made, and lasts this long."""
        began = self._first_sound_ms if self._first_sound_ms is not None else position_ms
        self._silent_from = max(position_ms, began + round(duration_ms))

    def someone_spoke(self) -> None:
        """A turn began: the next answer starts the count anew."""
        self._silent_from = None

    def passed(self, position_ms: int) -> tuple[int, int] | None:
        """Where the silence began and ended, once, when it has lasted for the time asked for."""
        start, timeout = self._silent_from, self._timeout_ms
        if start is None or timeout is None or position_ms - start < timeout:
            return None
        self._silent_from = None
        return start, position_ms
