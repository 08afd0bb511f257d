"""Counts what the cloud costs while it is used, keeps the ledger, warns before a limit and says when it is reached."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from datetime import date
from typing import Any

from wanderlust.assistant.ports import Clock, EventSink, SpendingLedger
from wanderlust.domain import events as ev
from wanderlust.domain.cost.caps import Caps, Period, Spending, Totals, limit_sentence, warning_sentence
from wanderlust.domain.cost.ledger import LedgerEntry, SentRecord
from wanderlust.domain.cost.prices import PriceTable
from wanderlust.domain.cost.usage import AUDIO_IN_MS_PER_TOKEN, ModelUsage, Tokens, split_input, split_output
from wanderlust.domain.errors import StorageFailed
from wanderlust.wire.items import TranscriptionUsage, Usage

log = logging.getLogger(__name__)

TOPIC = "spending"
GOES_ON = "I go on here, free."


class CostMeter:
    """The account of one run of the app; used on one asyncio loop.

    Figures in memory come first and the ledger follows, so that a slow disk neither delays sound nor lifts a limit.

    Args:
        ledger: Keeps entries; what other runs of the app spent today is in it too.
        clock: Time.
        sink: Is told ``SpendingChanged`` and the notices.
        prices: What usage costs.
        caps: The limits.
        talk: Id of the talk that is open.
    """

    def __init__(
        self, ledger: SpendingLedger, clock: Clock, sink: EventSink, prices: PriceTable, caps: Caps, talk: str
    ) -> None:
        self._ledger, self._clock, self._emit = ledger, clock, sink
        self._prices, self._caps, self._talk_id = prices, caps, talk
        self._talk, self._today, self._month = Totals(), Totals(), Totals()
        self._day: date = clock.now().date()
        self._unsettled: dict[str, int] = {}
        self._said: set[tuple[Period, str]] = set()
        self._shown: Spending | None = None
        self._work: set[asyncio.Task[None]] = set()

    @property
    def spending(self) -> Spending:
        """What was spent by now, the voice of the answer under way included."""
        under_way = Totals(sum(self._unsettled.values()))
        return Spending(
            self._talk + under_way, self._today + under_way, self._month + under_way, self._caps, self._prices.day
        )

    async def start(self) -> None:
        """Read what was spent before; an unreadable ledger is said and counted as empty."""
        try:
            before = await self._ledger.totals(self._talk_id, self._clock.now().date())
        except StorageFailed as error:
            self._emit(ev.Notice("warning", error.sentence, "I count what this talk costs from now on.", TOPIC))
            return
        # What was used while the ledger was read is in neither.
        self._talk, self._today, self._month = (b + now for b, now in zip(before, self._all(), strict=True))
        self._tell()

    def begin_talk(self, talk: str) -> None:
        """A new talk: its own limit starts anew, the day's does not."""
        self._talk_id, self._talk = talk, Totals()
        self._said = {said for said in self._said if said[0] == "day"}
        self._tell()

    def adopt(self, caps: Caps, prices: PriceTable) -> None:
        """Other limits or prices, from now on."""
        self._caps, self._prices = caps, prices
        self._said.clear()
        self._emit(ev.NoticeCleared(TOPIC))
        self._tell()

    def take(self, usage: ModelUsage, host: str, response_id: str = "") -> None:
        """Book what was used; ``response_id`` names the response that is settled by it."""
        self._unsettled.pop(response_id, None)
        price, known = self._prices.price(usage.model)
        entry = LedgerEntry(
            self._clock.now(),
            self._talk_id,
            host,
            usage,
            price.nanodollars(usage),
            usage.estimated or not known,
            self._prices.day,
        )
        self._turn_the_page()
        self._talk += entry.totals
        self._today += entry.totals
        self._month += entry.totals
        self._later(self._ledger.add(entry))
        self._tell()

    def speaking(self, model: str, response_id: str, voice_ms: float) -> None:
        """So much of a response's voice came by now: it will be paid, and counts towards the limits at once."""
        self._unsettled[response_id] = self._prices.price(model)[0].voice_nanodollars(voice_ms)
        self._judge(self.spending)

    def running(self, usage: ModelUsage, part: str) -> None:
        """So much is used by now of what goes on; it counts towards the limits at once, until ``take`` settles it."""
        self._unsettled[part] = self._prices.price(usage.model)[0].nanodollars(usage)
        self._tell()

    def record_sent(self, record: SentRecord) -> None:
        """Keep what left this computer."""
        self._later(self._ledger.record_sent(record))

    async def settled(self) -> None:
        """Wait until the ledger has all there is."""
        while self._work:
            await asyncio.gather(*self._work)

    def _all(self) -> tuple[Totals, Totals, Totals]:
        return self._talk, self._today, self._month

    def _turn_the_page(self) -> None:
        today = self._clock.now().date()
        if today == self._day:
            return
        if (today.year, today.month) != (self._day.year, self._day.month):
            self._month = Totals()
        self._day, self._today = today, Totals()
        self._said = {said for said in self._said if said[0] == "talk"}

    def _tell(self) -> None:
        spending = self.spending
        if spending != self._shown:
            self._shown = spending
            self._emit(ev.SpendingChanged(spending))
        self._judge(spending)

    def _judge(self, spending: Spending) -> None:
        if spending.reached:
            self._say_once(spending.nearest, "limit", limit_sentence(spending), GOES_ON)
        elif spending.warns:
            follow_up = "At the limit I go on here, free."
            self._say_once(spending.nearest, "warning", warning_sentence(spending), follow_up)

    def _say_once(self, period: Period, what: str, sentence: str, follow_up: str) -> None:
        if (period, what) not in self._said:
            self._said.add((period, what))
            self._emit(ev.Notice("warning", sentence, follow_up, TOPIC))

    def _later(self, job: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(self._kept(job))
        self._work.add(task)
        task.add_done_callback(self._work.discard)

    async def _kept(self, job: Coroutine[Any, Any, None]) -> None:
        try:
            await job
        except StorageFailed as error:
            log.warning("%s", error)
            # Said once a talk: each answer of a talk on a full disk would say it again.
            self._say_once("talk", "disk", "I cannot write down what this costs.", "The limits still hold.")


def usage_of_response(model: str, usage: Usage) -> ModelUsage:
    """A response's usage on the wire, read with every figure that may be missing."""
    given = usage.input_token_details
    fresh, cached = split_input(
        usage.input_tokens,
        _tokens(given),
        given.cached_tokens if given is not None else None,
        _tokens(given.cached_tokens_details) if given is not None else None,
    )
    return ModelUsage(model, fresh, cached, split_output(usage.output_tokens, _tokens(usage.output_token_details)))


def usage_of_transcription(model: str, usage: TranscriptionUsage) -> ModelUsage:
    """A transcription's usage: seconds, or tokens, which stand for a tenth of a second each."""
    if usage.type == "duration":
        return ModelUsage(model, seconds=max(0.0, usage.seconds or 0.0))
    seconds = max(0, usage.input_tokens or 0) * AUDIO_IN_MS_PER_TOKEN / 1000
    return ModelUsage(model, seconds=seconds, estimated=True)


def _tokens(details: Any) -> Tokens | None:
    """Counts by kind, or None where not one kind is named."""
    if details is None:
        return None
    counts = [getattr(details, name) for name in ("text_tokens", "audio_tokens", "image_tokens")]
    if all(count is None for count in counts):
        return None
    text, audio, image = (count or 0 for count in counts)
    return Tokens(text, audio, image)
