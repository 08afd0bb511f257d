"""Fresh exchange rates from Frankfurter, each with its day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import quote as quoted

from wanderlust.domain.exchange import Rate
from wanderlust.domain.online import Provenance
from wanderlust.domain.service_settings import ServiceSettings
from wanderlust.web.client import Question, WebClient
from wanderlust.web.shape import mapping, number, text

LEAST, MOST = 1e-9, 1e9


class Frankfurter:
    """Asks one Frankfurter server, of the second version of its interface or the first."""

    def __init__(self, client: WebClient, service: ServiceSettings) -> None:
        self._client, self._service = client, service

    async def rate(self, base: str, quote: str) -> tuple[Rate, Provenance]:
        """What one ``base`` is worth in ``quote``, both ISO 4217; raises WebFailed, also for a code it lacks."""
        url = f"{self._service.address}/v2/rate/{quoted(base, safe='')}/{quoted(quote, safe='')}"
        sound = partial(_rate, base=base, quote=quote)
        answer = await self._client.ask(Question(self._service, url, "money", lambda value: sound(value) is not None))
        rate = sound(answer.value)
        assert rate is not None  # the client hands on what is sound
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
