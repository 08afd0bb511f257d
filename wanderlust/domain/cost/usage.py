"""What one response or transcription used, in the kinds that have prices of their own."""

from __future__ import annotations

from dataclasses import dataclass

AUDIO_IN_MS_PER_TOKEN = 100
AUDIO_OUT_MS_PER_TOKEN = 50


@dataclass(frozen=True, slots=True)
class Tokens:
    """Token counts by kind."""

    text: int = 0
    audio: int = 0
    image: int = 0

    @property
    def total(self) -> int:
        return self.text + self.audio + self.image

    def __add__(self, other: Tokens) -> Tokens:
        return Tokens(self.text + other.text, self.audio + other.audio, self.image + other.image)

    def __sub__(self, other: Tokens) -> Tokens:
        return Tokens(self.text - other.text, self.audio - other.audio, self.image - other.image)


@dataclass(frozen=True, slots=True)
class ModelUsage:
    """What was used of one model.

    Attributes:
        model: Its id.
        fresh: Input that was read anew.
        cached: Input that was remembered: the server counts it inside the input, here it stands apart.
        output: What it made, heard or not.
        seconds: Of sound, for a model that is paid by the minute.
        unheard_ms: Of its voice, made and paid for but cut off before it was played.
        estimated: Counted from the sound that came, since the server sent no figures.
    """

    model: str
    fresh: Tokens = Tokens()
    cached: Tokens = Tokens()
    output: Tokens = Tokens()
    seconds: float = 0.0
    unheard_ms: int = 0
    estimated: bool = False

    @property
    def cached_share(self) -> float:
        """Part of the input that was remembered, 0 to 1."""
        read = self.fresh.total + self.cached.total
        return self.cached.total / read if read else 0.0


def split_input(
    total: int | None, given: Tokens | None, cached_total: int | None, cached: Tokens | None
) -> tuple[Tokens, Tokens]:
    """Fresh and cached input from a server's figures, of which any may be missing.

    Where figures leave a choice, the dearer reading is taken: a limit must not be passed by optimism.

    Args:
        total: All input tokens.
        given: All input tokens by kind, cached ones included, or None when it was not said.
        cached_total: How many of them were cached.
        cached: The cached ones by kind, or None when it was not said.
    """
    everything = _positive(given) if given is not None else Tokens(audio=max(0, total or 0))
    # Kinds that were left out are text: audio is always named when there is any.
    everything += Tokens(text=max(0, (total or 0) - everything.total))
    if cached is not None:
        remembered = _at_most(_positive(cached), everything)
    else:
        remembered = _cheapest_first(max(0, cached_total or 0), everything)
    return everything - remembered, remembered


def split_output(total: int | None, given: Tokens | None) -> Tokens:
    """What was made, by kind; tokens of reasoning are text."""
    if given is None:
        return Tokens(audio=max(0, total or 0))
    made = _positive(given)
    return made + Tokens(text=max(0, (total or 0) - made.total))


def _cheapest_first(count: int, available: Tokens) -> Tokens:
    """Cached tokens of unknown kind: text first, which saves least."""
    text = min(count, available.text)
    image = min(count - text, available.image)
    return Tokens(text, min(count - text - image, available.audio), image)


def _at_most(tokens: Tokens, limit: Tokens) -> Tokens:
    return Tokens(min(tokens.text, limit.text), min(tokens.audio, limit.audio), min(tokens.image, limit.image))


def _positive(tokens: Tokens) -> Tokens:
    return Tokens(max(0, tokens.text), max(0, tokens.audio), max(0, tokens.image))
