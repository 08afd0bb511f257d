"""What may be asked with a start of the app, whether it comes from a terminal or from a second start."""

from __future__ import annotations

from wanderlust.domain.errors import BadInput

LONGEST_WORDS = 500  # characters: as much as anybody asks in one breath


def start_words(text: str) -> str:
    """The words without the space around them; empty means nothing is asked.

    Raises:
        BadInput: They are too long, or no words.
    """
    words = text.strip()
    if len(words) > LONGEST_WORDS:
        raise BadInput(f"That is {len(words)} characters long.", f"Ask in {LONGEST_WORDS} or fewer.")
    if words and not words.isprintable():
        raise BadInput("That holds characters that nobody can say.", "Ask in plain words, in one line.")
    return words
