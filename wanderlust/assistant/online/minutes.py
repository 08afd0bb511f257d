"""What one translation session costs while it runs: its minutes of sound, and those of the words written down."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wanderlust.assistant.cost import CostMeter
from wanderlust.assistant.ports import Clock
from wanderlust.domain.cost.ledger import SentRecord
from wanderlust.domain.cost.usage import ModelUsage

BYTES_A_SECOND = 48_000
TOLD_EVERY_S = 1.0


@dataclass(frozen=True, slots=True)
class Billing:
    """What is paid, and to whom.

    Attributes:
        host: The server.
        model: Translates, by the minute of sound it is sent.
        transcription_model: Writes down what was said, by the minute too; empty where that is not wanted.
    """

    host: str
    model: str
    transcription_model: str = ""


class SessionMinutes:
    """The account of one session: every second of sound that is sent counts, silence too.

    Args:
        meter: The account of the app.
        clock: Time.
        billing: What is paid.
        name: An id of its own.
    """

    def __init__(self, meter: CostMeter, clock: Clock, billing: Billing, name: str) -> None:
        self._meter, self._clock, self._billing, self._name = meter, clock, billing, name
        self._bytes = self._told_bytes = 0
        now = clock.now()
        self._record = SentRecord(name, billing.host, "interpreter", now, now)

    @property
    def spent(self) -> bool:
        """Whether a limit is reached: the utterance under way may finish, and is the last."""
        return self._meter.spending.reached

    @property
    def overspent(self) -> bool:
        """Whether not even that may go on."""
        return self._meter.spending.overrun

    def sent(self, pcm: bytes) -> None:
        """So much sound was sent."""
        self._bytes += len(pcm)
        if self._bytes - self._told_bytes >= TOLD_EVERY_S * BYTES_A_SECOND:
            self._told_bytes = self._bytes
            for model in self._models:
                self._meter.running(self._usage(model), f"{self._name} {model}")

    def settle(self) -> None:
        """The session is over: its minutes go into the ledger, and what was sent into its record; once."""
        if not self._bytes:
            return
        for model in self._models:
            self._meter.take(self._usage(model), self._billing.host, f"{self._name} {model}")
        ms = round(self._bytes / BYTES_A_SECOND * 1000)
        self._meter.record_sent(replace(self._record, ended=self._clock.now(), audio_ms=ms))
        self._bytes = self._told_bytes = 0

    @property
    def _models(self) -> tuple[str, ...]:
        return tuple(model for model in (self._billing.model, self._billing.transcription_model) if model)

    def _usage(self, model: str) -> ModelUsage:
        return ModelUsage(model, seconds=self._bytes / BYTES_A_SECOND)
