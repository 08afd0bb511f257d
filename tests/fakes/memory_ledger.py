"""A ledger in memory that can refuse, as a full disk would."""

from __future__ import annotations

from datetime import date

from wanderlust.domain.cost.caps import Totals
from wanderlust.domain.cost.ledger import LedgerEntry, SentRecord
from wanderlust.domain.errors import StorageFailed


class MemoryLedger:
    """Fills ``ports.SpendingLedger``."""

    def __init__(self, before: tuple[Totals, Totals, Totals] = (Totals(), Totals(), Totals())) -> None:
        self.before = before
        self.entries: list[LedgerEntry] = []
        self.sent: dict[str, SentRecord] = {}
        self.full = False

    async def add(self, entry: LedgerEntry) -> None:
        self._check()
        self.entries.append(entry)

    async def totals(self, talk: str, day: date) -> tuple[Totals, Totals, Totals]:
        self._check()
        return self.before

    async def record_sent(self, record: SentRecord) -> None:
        self._check()
        self.sent[record.id] = record

    def _check(self) -> None:
        if self.full:
            raise StorageFailed("I cannot save: the disk is full.")
