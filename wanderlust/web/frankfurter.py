"""Fresh exchange rates from Frankfurter, each with its day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import quote as quoted

from wanderlust.domain.errors import WebFailed
from wanderlust.domain.exchange import Rate
from wanderlust.domain.online import Provenance
from wanderlust.domain.service_settings import ServiceSettings
from wanderlust.web.client import Question, WebClient
from wanderlust.web.sentences import sentence_for
from wanderlust.web.shape import mapping, number, text

LEAST, MOST = 1e-9, 1e9


class Frankfurter:
    """Asks one Frankfurter server, of the second version of its interface or the first."""

    def __init__(self, client: WebClient, service: ServiceSettings) -> None:
        self._client, self._service = client, service

    async def rate(self, base: str, quote: str) -> tuple[Rate, Provenance]:
        """What one ``base`` is worth in ``quote``, both ISO 4217; raises WebFailed, also for a code it lacks."""
        url = f"{self._service.address}/v2/rate/{quoted(base, safe='')}/{quoted(quote, safe='')}"
        answer = await self._client.ask(Question(self._service, url, "money"))
        rate = _rate(answer.value, base, quote)
        if rate is None:
            detail = text(answer.value, "message") or "no rate"
            raise WebFailed("garbled", sentence_for("garbled", "money"), self._service.name, detail)
        return replace(rate, source=answer.provenance.source), answer.provenance


def _rate(value: Any, base: str, quote: str) -> Rate | None:
    """The rate in an answer; None when it is for other money, or for none."""
    if text(value, "base").upper() != base:
        return None
    if "rates" in mapping(value):
        amount = number(mapping(value).get("amount", 1.0), LEAST, MOST)
        found = number(mapping(value, "rates").get(quote), LEAST, MOST)
        worth = found / amount if found is not None and amount else None
    else:
        worth = number(mapping(value).get("rate"), LEAST, MOST) if text(value, "quote").upper() == quote else None
    try:
        day = date.fromisoformat(text(value, "date"))
    except ValueError:
        return None
    return None if worth is None else Rate(base, quote, worth, day, "")
