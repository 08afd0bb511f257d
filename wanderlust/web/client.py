"""The one HTTP client: every question to the internet goes through it, at each host's pace and in the open."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import ssl
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol
from urllib.parse import urlencode, urlsplit

import httpx2

from wanderlust.domain.cost.ledger import SentRecord
from wanderlust.domain.errors import WebFailed
from wanderlust.domain.online import Provenance, Reason
from wanderlust.domain.service_settings import ServiceSettings
from wanderlust.web.answer_cache import AnswerCache, Kept
from wanderlust.web.body import LARGEST, NotReadable, read_json, unpacked
from wanderlust.web.exchange import Exchange, HostState, cache_seconds, retry_after
from wanderlust.web.sentences import sentence_for

log = logging.getLogger(__name__)

TRIES = 2
FIRST_PAUSE_S = 0.5  # before the second try, times 0.5 to 1.5
REDIRECTS = 3
TRY_AGAIN = frozenset({429, 502, 503, 504})
MOVED = frozenset({301, 302, 303, 307, 308})

Sink = Callable[[SentRecord], None]
Sleep = Callable[[float], Awaitable[None]]


class Keeping(Protocol):
    """Where answers are kept between questions."""

    async def get(self, key: str, now: float) -> Kept | None: ...

    async def put(self, key: str, host: str, kept: Kept) -> None: ...

    async def confirm(self, key: str, fetched: float, fresh_until: float) -> None: ...


class Clock(Protocol):
    """Time, injected so that tests own it."""

    def now(self) -> datetime: ...

    def monotonic(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask a service.

    Attributes:
        service: Whom.
        url: The whole address.
        purpose: What for, as "What left this computer" names it: ``places``, ``weather``, ...
        sound: Whether a value is an answer to this question: anything else is neither kept nor handed on.
        form: Sent as a form when it is not empty; the question is a POST then.
        answered_by: Statuses beside 200 with which this service answers.
        read: Makes the value of body and content type; raises NotReadable.
        accept: The content types asked for.
        largest: Bytes of the longest body that is taken.
        kept_in: Where its answer is kept, when not with all others.
    """

    service: ServiceSettings
    url: str
    purpose: str
    sound: Callable[[Any], bool]
    form: Mapping[str, str] = field(default_factory=dict)
    answered_by: frozenset[int] = frozenset()
    read: Callable[[bytes, str], Any] = read_json
    accept: str = "application/json"
    largest: int = LARGEST
    kept_in: Keeping | None = None

    @property
    def key(self) -> str:
        """The same for the same question; a hash, so that no key of the traveller's lies in the cache."""
        return hashlib.sha256(f"{self.url}\n{urlencode(sorted(self.form.items()))}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service said: the JSON value, and where it is from."""

    value: Any
    provenance: Provenance


class WebClient:
    """Asks services; each question ends in an answer or in WebFailed, within the service's limit.

    Args:
        user_agent: Who we are, with how to reach us.
        clock: Wall time and seconds.
        random: A number from 0 to 1, for pauses that do not all end together.
        sink: Told of every request that leaves this computer.
        cache: Where answers are kept.
        sleep: Waits.
        transport: What carries requests; None is the network.
    """

    def __init__(
        self,
        user_agent: str,
        clock: Clock,
        random: Callable[[], float],
        sink: Sink,
        cache: AnswerCache,
        sleep: Sleep = asyncio.sleep,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        self._clock, self._random, self._sink, self._cache, self._sleep = clock, random, sink, cache, sleep
        self._user_agent, self._transport = user_agent, transport
        self._hosts: dict[str, HostState] = {}
        self._client: httpx2.AsyncClient | None = None
        self._sent = 0
        self._session = f"{clock.now():%Y%m%d%H%M%S}-{int(random() * 1e9):09d}"
        self.offline = False

    async def ask(self, question: Question) -> Answer:
        """The service's answer, or a kept one: a fresh one without asking, an old one when asking fails.

        Raises:
            WebFailed: There is neither.
        """
        kept, fresh = await self._kept(question)
        if kept is not None and fresh:
            return self._remembered(question, kept, late=False)
        try:
            if self.offline:
                raise self._failure("offline", question)
            return await self._within_limit(question)
        except WebFailed as failure:
            log.info("%s: %s %s", question.service.name, failure.reason, failure.detail)
            if kept is None:
                raise
            return self._remembered(question, kept, late=True)

    async def remembered(self, question: Question) -> tuple[Answer | None, bool]:
        """What was answered before, without asking, and whether it still holds; raises WebFailed."""
        kept, fresh = await self._kept(question)
        return (None, False) if kept is None else (self._remembered(question, kept, late=not fresh), fresh)

    async def close(self) -> None:
        """Close every connection, and the cache."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None
        self._cache.close()

    def _remembered(self, question: Question, kept: Kept, late: bool) -> Answer:
        try:
            value = question.read(kept.body, kept.type)
        except NotReadable as error:
            raise self._failure("garbled", question, error.detail) from error
        fetched = datetime.fromtimestamp(kept.fetched, UTC)
        return Answer(value, Provenance(question.service.attribution, fetched, late))

    async def _kept(self, question: Question) -> tuple[Kept | None, bool]:
        """What is kept and may still be told, and whether it need not be asked for again."""
        now = self._clock.now().timestamp()
        kept = await self._keeping(question).get(question.key, now)
        if kept is None or now - kept.fetched > question.service.keep_s:
            return None, False
        return kept, now < kept.fresh_until

    async def _within_limit(self, question: Question) -> Answer:
        host = self._host(question)
        asked = False
        try:
            async with asyncio.timeout(question.service.limit_s), host.turn:
                asked = True
                kept, fresh = await self._kept(question)
                if kept is not None and fresh:  # somebody asked the same while this one waited
                    return self._remembered(question, kept, late=False)
                return await self._tries(question, kept, host)
        except TimeoutError:
            if asked:  # else only others' questions were waited for
                host.breaker.failed()
            raise self._failure("timeout", question) from None

    async def _tries(self, question: Question, kept: Kept | None, host: HostState) -> Answer:
        deadline = self._clock.monotonic() + question.service.limit_s
        for number in range(1, TRIES + 1):
            if host.breaker.wait() > 0:
                raise self._failure("busy", question, "left alone for now")
            try:
                return await self._once(question, kept, host, deadline)
            except _Again as again:
                pause = again.pause if again.pause is not None else FIRST_PAUSE_S * (0.5 + self._random()) * number
                if again.pause is not None and self._clock.monotonic() + pause > deadline:
                    host.breaker.rest(pause)  # it said when; nobody waits that long, so nobody asks before
                    raise self._failure(again.reason, question, again.detail) from None
                if number == TRIES:
                    host.breaker.failed()
                    raise self._failure(again.reason, question, again.detail) from None
                await self._sleep(pause)
        raise AssertionError("the last try returns or raises")

    async def _once(self, question: Question, kept: Kept | None, host: HostState, deadline: float) -> Answer:
        url = question.url
        for _ in range(REDIRECTS + 1):
            await self._wait_for_turn(question, host, deadline)
            try:
                exchange = await self._send(question, url, kept)
            finally:
                # Counted from the end: two requests may be carried at different speeds, and arrive too near each other.
                host.bucket.take()
            if exchange.status not in MOVED:
                return await self._read(question, kept, host, exchange)
            url = self._moved(question, url, exchange)
        raise self._failure("garbled", question, "it sends us in circles")

    async def _wait_for_turn(self, question: Question, host: HostState, deadline: float) -> None:
        today = self._clock.now().date()
        if not host.day.allows(today):
            raise self._failure("busy", question, "asked often enough today")
        while (wait := host.bucket.wait()) > 0:  # whoever waited beside this one may have had the turn
            if self._clock.monotonic() + wait > deadline:
                raise self._failure("busy", question, "its turn comes too late")
            await self._sleep(wait)
        host.bucket.take()
        host.day.add(today)

    async def _send(self, question: Question, url: str, kept: Kept | None) -> Exchange:
        headers = {"User-Agent": self._user_agent, "Accept": question.accept, "Accept-Encoding": "gzip"}
        if kept is not None and kept.etag:
            headers["If-None-Match"] = kept.etag
        elif kept is not None and kept.modified:
            headers["If-Modified-Since"] = kept.modified
        body = urlencode(question.form).encode()
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._tell(question, url, len(body))
        try:
            async with self._opened().stream(
                "POST" if body else "GET", url, headers=headers, content=body or None
            ) as reply:
                raw = bytearray()
                async for piece in reply.aiter_raw():
                    raw += piece
                    if len(raw) > question.largest:
                        raise self._failure("too_large", question)
                return Exchange(reply.status_code, {k.lower(): v for k, v in reply.headers.items()}, bytes(raw))
        except httpx2.TimeoutException as error:
            raise _Again("timeout", type(error).__name__) from None
        except httpx2.InvalidURL as error:
            raise self._failure("garbled", question, "no address") from error
        except httpx2.HTTPError as error:
            # Not chained: the request hangs on the library's error, and perhaps a key on its address.
            if isinstance(error.__cause__, ssl.SSLError) or "certificate" in str(error).lower():
                raise self._failure("refused", question, "its certificate is not sound") from None
            raise _Again("unreachable", type(error).__name__) from None

    async def _read(self, question: Question, kept: Kept | None, host: HostState, exchange: Exchange) -> Answer:
        service, now = question.service, self._clock.now()
        status, headers = exchange.status, exchange.headers
        if status in TRY_AGAIN:
            reason: Reason = "busy" if status == 429 else "down"
            raise _Again(reason, f"status {status}", retry_after(headers, now))
        fresh_until = now.timestamp() + max(service.fresh_s, cache_seconds(headers, now))
        if status == 304 and kept is not None:
            host.breaker.worked()
            await self._keeping(question).confirm(question.key, now.timestamp(), fresh_until)
            return Answer(
                self._remembered(question, kept, late=False).value, Provenance(service.attribution, now.astimezone(UTC))
            )
        if status >= 500:
            host.breaker.failed()
            raise self._failure("down", question, f"status {status}")
        if status != 200 and status not in question.answered_by:
            raise self._failure("refused", question, f"status {status}")
        content_type = headers.get("content-type", "")
        try:
            body = unpacked(exchange.body, headers.get("content-encoding", ""))
            value = question.read(body, content_type)
        except NotReadable as error:
            host.breaker.failed()
            reason = "page" if error.page else "too_large" if error.large else "garbled"
            raise self._failure(reason, question, error.detail) from error
        if not question.sound(value):
            raise self._failure("garbled", question, "no answer to the question")
        host.breaker.worked()
        if "no-store" not in headers.get("cache-control", ""):
            fresh = Kept(
                body, content_type, headers.get("etag", ""), headers.get("last-modified", ""),
                now.timestamp(), fresh_until,
            )  # fmt: skip
            await self._keeping(question).put(question.key, urlsplit(question.url).netloc, fresh)
        return Answer(value, Provenance(service.attribution, now.astimezone(UTC)))

    def _moved(self, question: Question, url: str, exchange: Exchange) -> str:
        """Where a redirect leads: only within the host that was chosen, and never from https to http."""
        try:
            target = str(httpx2.URL(url).join(exchange.headers.get("location", "")))
            here, there = urlsplit(url), urlsplit(target)
        except (ValueError, httpx2.InvalidURL) as error:
            raise self._failure("garbled", question, "it sends us nowhere") from error
        if (here.scheme, here.netloc) != (there.scheme, there.netloc):
            # A network that wants to be signed in to sends every question to its own page.
            raise self._failure("page", question, "it sends us to another host")
        if question.form and exchange.status not in (307, 308):
            raise self._failure("garbled", question, "it moved, and a form does not follow")
        return target

    def _tell(self, question: Question, url: str, body: int) -> None:
        self._sent += 1
        now = self._clock.now()
        host = urlsplit(url).hostname or ""
        size = len(url) + body
        self._sink(SentRecord(f"web-{self._session}-{self._sent}", host, question.purpose, now, now, 0, size))

    def _keeping(self, question: Question) -> Keeping:
        return self._cache if question.kept_in is None else question.kept_in

    def _host(self, question: Question) -> HostState:
        name = urlsplit(question.url).netloc
        if name not in self._hosts:
            service = question.service
            self._hosts[name] = HostState.begin(
                service.per_second, service.per_day, service.at_once, self._clock.monotonic
            )
        return self._hosts[name]

    def _opened(self) -> httpx2.AsyncClient:
        if self._client is None:
            # The limit of the whole question is ours; no cookies are kept: each answer's are dropped with the jar.
            self._client = httpx2.AsyncClient(follow_redirects=False, timeout=None, transport=self._transport)
        self._client.cookies.clear()
        return self._client

    def _failure(self, reason: Reason, question: Question, detail: str = "") -> WebFailed:
        return WebFailed(reason, sentence_for(reason, question.purpose), question.service.name, detail)


class _Again(Exception):
    """The try failed in a way that may pass."""

    def __init__(self, reason: Reason, detail: str, pause: float | None = None) -> None:
        super().__init__(detail)
        self.reason, self.detail, self.pause = reason, detail, pause
