"""A dated table of prices, and what usage costs by it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from wanderlust.domain.cost.usage import AUDIO_OUT_MS_PER_TOKEN, ModelUsage

NANO = 1_000_000_000  # nano-dollars in a dollar
_NANO_PER_TOKEN = 1_000  # one dollar a million tokens is 1,000 nano-dollars a token: every price is a whole number
_SNAPSHOT = re.compile(r"-20\d\d-\d\d-\d\d$")
_MOST = 10_000.0  # dollars a million tokens; more is a slip of the pen


@dataclass(frozen=True, slots=True)
class ModelPrice:
    """Prices of one model, in dollars a million tokens or dollars a minute.

    Attributes:
        text_in: Text read, and ``text_cached`` remembered, ``text_out`` written.
        audio_in: Sound heard, and ``audio_cached`` remembered, ``audio_out`` spoken.
        image_in: Pictures seen, and ``image_cached`` remembered.
        per_minute: Of sound, for models that count time.
    """

    text_in: float = 0.0
    text_cached: float = 0.0
    text_out: float = 0.0
    audio_in: float = 0.0
    audio_cached: float = 0.0
    audio_out: float = 0.0
    image_in: float = 0.0
    image_cached: float = 0.0
    per_minute: float = 0.0

    def nanodollars(self, usage: ModelUsage) -> int:
        """What the usage costs."""
        per_million = (
            usage.fresh.text * self.text_in
            + usage.fresh.audio * self.audio_in
            + usage.fresh.image * self.image_in
            + usage.cached.text * self.text_cached
            + usage.cached.audio * self.audio_cached
            + usage.cached.image * self.image_cached
            + usage.output.text * self.text_out
            + usage.output.audio * self.audio_out
        )
        return round(per_million * _NANO_PER_TOKEN + usage.seconds / 60 * self.per_minute * NANO)

    def voice_nanodollars(self, ms: float) -> int:
        """What so much of its voice costs."""
        return round(ms / AUDIO_OUT_MS_PER_TOKEN * self.audio_out * _NANO_PER_TOKEN)

    @property
    def weight(self) -> float:
        """How dear it is, to compare models by."""
        return self.audio_in + self.audio_out + self.text_in + self.text_out


@dataclass(frozen=True, slots=True)
class PriceTable:
    """Prices by model.

    Attributes:
        day: When they were looked up.
        models: By model id.
    """

    day: date
    models: Mapping[str, ModelPrice] = field(default_factory=dict)

    def price(self, model: str) -> tuple[ModelPrice, bool]:
        """A model's price, and whether it is known; an unknown one costs as much as the dearest of its kind."""
        found = self.models.get(model) or self.models.get(_SNAPSHOT.sub("", model))
        if found is not None:
            return found, True
        by_minute = [price for price in self.models.values() if price.per_minute]
        if any(word in model for word in ("transcribe", "whisper", "translate")):
            return max(by_minute, key=lambda price: price.per_minute, default=ModelPrice()), False
        return max(self.models.values(), key=lambda price: price.weight, default=ModelPrice()), False

    def with_changes(self, changes: PriceTable) -> PriceTable:
        """This table with another's models in place of its own, and the later day."""
        return PriceTable(max(self.day, changes.day), {**self.models, **changes.models})


def parsed_prices(content: Mapping[str, Any]) -> PriceTable:
    """A table from TOML's values; raises ValueError with what is wrong."""
    day = content.get("as_of")
    if not isinstance(day, date):
        raise ValueError("as_of is no date")
    models = content.get("models", {})
    if not isinstance(models, Mapping):
        raise ValueError("models is no table")
    return PriceTable(day, {name: _parsed_price(name, value) for name, value in models.items()})


def _parsed_price(name: str, value: Any) -> ModelPrice:
    if not isinstance(value, Mapping):
        raise ValueError(f"{name} is no table")
    known = {entry.name for entry in fields(ModelPrice)}
    for key, price in value.items():
        if key not in known:
            raise ValueError(f"{name}: there is no price called {key}")
        if isinstance(price, bool) or not isinstance(price, int | float) or not 0 <= price <= _MOST:
            raise ValueError(f"{name}: {key} is no price in dollars")
    return ModelPrice(**{key: float(price) for key, price in value.items()})
