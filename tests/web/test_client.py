"""The one client: its pace, its patience, its memory, and a plain word for whatever is no answer."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.online_bench import OnlineBench, online_bench
from tests.fakes.strict_service import raw
from wanderlust.domain.errors import WebFailed
from wanderlust.web.client import Answer, Question

GOOD = json.dumps({"features": []}).encode()


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[OnlineBench]:
    async with online_bench(tmp_path) as ready:
        yield ready


def question(bench: OnlineBench, words: str = "one", service: str = "photon") -> Question:
    found = next(each for each in bench.table.services if each.name == service)
    return Question(found, f"{found.address}/api?q={words}&limit=5", "places", lambda value: "features" in value)


async def failed(bench: OnlineBench, words: str = "one") -> WebFailed:
    with pytest.raises(WebFailed) as caught:
        await bench.client.ask(question(bench, words))
    return caught.value


async def test_requests_to_a_host_keep_its_pace_even_when_asked_at_once(bench: OnlineBench) -> None:
    begun = bench.clock.monotonic()
    await asyncio.gather(*(bench.client.ask(question(bench, f"place {n}")) for n in range(5)))
    assert bench.clock.monotonic() - begun >= 4.0
    assert bench.broken == []


async def test_a_fresh_answer_is_not_asked_for_again(bench: OnlineBench) -> None:
    first = await bench.client.ask(question(bench))
    bench.clock.advance(3600)
    again = await bench.client.ask(question(bench))
    assert len(bench.servers["photon"].asked) == 1
    assert again.value == first.value and again.provenance.fetched_at == first.provenance.fetched_at
    assert again.provenance.told(bench.clock.now()) == "© test map, 60 minutes ago"


async def test_a_stale_answer_is_confirmed_by_its_etag(bench: OnlineBench) -> None:
    await bench.client.ask(question(bench))
    bench.clock.advance(31 * 86_400)
    again = await bench.client.ask(question(bench))
    assert bench.servers["photon"].asked[1].headers["if-none-match"]
    assert again.provenance.age(bench.clock.now()) == "just now" and not again.provenance.from_memory
    bench.clock.advance(3600)
    await bench.client.ask(question(bench))
    assert len(bench.servers["photon"].asked) == 2 and bench.broken == []


async def test_what_fails_is_answered_from_memory_with_its_age(bench: OnlineBench) -> None:
    await bench.client.ask(question(bench))
    bench.clock.advance(40 * 86_400)
    bench.servers["photon"].troubles.extend([raw("500 Oops", b"{}")])
    answer = await bench.client.ask(question(bench))
    assert answer.provenance.from_memory
    assert answer.provenance.told(bench.clock.now()) == "© test map, from memory, 40 days ago"


async def test_too_old_a_memory_is_none(bench: OnlineBench) -> None:
    await bench.client.ask(question(bench))
    bench.clock.advance(4e7)
    bench.client.offline = True
    assert (await failed(bench)).reason == "offline"


async def test_offline_asks_nothing_and_remembers(bench: OnlineBench) -> None:
    await bench.client.ask(question(bench))
    bench.client.offline = True
    bench.clock.advance(31 * 86_400)
    assert (await bench.client.ask(question(bench))).provenance.from_memory
    assert (await failed(bench, "other")).reason == "offline"
    assert len(bench.servers["photon"].asked) == 1


async def test_every_request_is_reported(bench: OnlineBench) -> None:
    bench.servers["photon"].troubles.append(raw("503 Busy", b""))
    await bench.client.ask(question(bench))
    assert len(bench.sent) == 2 and len({record.id for record in bench.sent}) == 2
    assert {(record.host, record.purpose) for record in bench.sent} == {("127.0.0.1", "places")}
    assert bench.sent[0].characters == len(question(bench).url)


@pytest.mark.parametrize("status", ["429 Too Many", "503 Unavailable", "502 Bad Gateway"])
async def test_a_passing_trouble_is_tried_once_more_after_a_pause(bench: OnlineBench, status: str) -> None:
    bench.servers["photon"].troubles.append(raw(status, b"busy", "text/plain"))
    assert (await bench.client.ask(question(bench))).value == {"type": "FeatureCollection", "features": []}
    assert len(bench.servers["photon"].asked) == 2 and bench.broken == []


async def test_a_host_that_says_when_is_left_alone_until_then(bench: OnlineBench) -> None:
    bench.servers["photon"].troubles.append(raw("429 Too Many", b"", "text/plain", "Retry-After: 120"))
    assert (await failed(bench)).reason == "busy"
    bench.clock.advance(100)
    assert (await failed(bench)).reason == "busy"
    assert len(bench.servers["photon"].asked) == 1
    bench.clock.advance(21)
    await bench.client.ask(question(bench))


async def test_a_short_retry_after_is_waited_for(bench: OnlineBench) -> None:
    bench.servers["photon"].troubles.append(raw("503 Busy", b"", "text/plain", "Retry-After: 3"))
    begun = bench.clock.monotonic()
    await bench.client.ask(question(bench))
    assert bench.clock.monotonic() - begun >= 3


async def test_a_host_that_fails_and_fails_rests_and_is_tried_again(bench: OnlineBench) -> None:
    server = bench.servers["photon"]
    server.troubles.extend([raw("500 Oops", b"{}")] * 3)
    for number in range(3):
        assert (await failed(bench, f"n{number}")).reason == "down"
    assert (await failed(bench, "rests")).reason == "busy" and len(server.asked) == 3
    bench.clock.advance(31)
    await bench.client.ask(question(bench, "again"))
    assert len(server.asked) == 4


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        (raw("200 OK", b"<!doctype html><title>Welcome</title>", "text/html"), "page"),
        (raw("200 OK", b"<html>Sign in</html>", "application/json"), "page"),
        (raw("302 Found", b"", "text/html", "Location: http://login.hotel.example/"), "page"),
        (raw("302 Found", b"", "text/html", "Location: /api?q=one&limit=5"), "garbled"),
        (raw("200 OK", GOOD[:-3]), "garbled"),
        (raw("200 OK", b""), "garbled"),
        (raw("200 OK", b'{"features": NaN}'), "garbled"),
        (raw("200 OK", b'{"other": 1}'), "garbled"),
        (raw("200 OK", b"[" * 100_000), "garbled"),
        (raw("200 OK", '{"features": "é"}'.encode("utf-16-le")[1:]), "garbled"),
        (raw("200 OK", '{"features": "Zürich"}'.encode("latin-1")), "garbled"),
        (raw("200 OK", gzip.compress(GOOD)[:-4], "application/json", "Content-Encoding: gzip"), "garbled"),
        (raw("200 OK", gzip.compress(b" " * 9_000_000), "application/json", "Content-Encoding: gzip"), "too_large"),
        (raw("200 OK", b" " * 4_100_000), "too_large"),
        (raw("200 OK", GOOD, "application/json", "Content-Encoding: zip"), "garbled"),
        (raw("403 Forbidden", b"no", "text/plain"), "refused"),
        (raw("404 Not Found", GOOD), "refused"),
    ],
)
async def test_what_is_no_answer_is_said_to_be_none_and_not_kept(
    bench: OnlineBench, trouble: bytes, reason: str
) -> None:
    bench.servers["photon"].troubles.extend([trouble] * 4)
    failure = await failed(bench)
    assert failure.reason == reason
    assert failure.sentence.endswith(".") and "service for places" in failure.sentence
    bench.servers["photon"].troubles.clear()
    bench.clock.advance(60)
    assert (await bench.client.ask(question(bench))).value["features"] == []


@pytest.mark.parametrize(
    "body",
    [gzip.compress(GOOD), b"\xef\xbb\xbf" + GOOD, GOOD],
)
async def test_packed_and_marked_answers_are_read(bench: OnlineBench, body: bytes) -> None:
    packed = ["Content-Encoding: gzip"] if body[:2] == b"\x1f\x8b" else []
    bench.servers["photon"].troubles.append(raw("200 OK", body, "application/json", *packed))
    assert (await bench.client.ask(question(bench))).value == {"features": []}


async def test_letters_of_another_set_are_read_when_the_header_names_it(bench: OnlineBench) -> None:
    body = '{"features": ["Zürich"]}'.encode("latin-1")
    bench.servers["photon"].troubles.append(raw("200 OK", body, "application/json; charset=ISO-8859-1"))
    assert (await bench.client.ask(question(bench))).value == {"features": ["Zürich"]}


async def test_a_redirect_within_the_host_is_followed(bench: OnlineBench) -> None:
    bench.servers["photon"].troubles.append(raw("301 Moved", b"", "text/html", "Location: /api/?q=one&limit=5"))
    assert (await bench.client.ask(question(bench))).value["features"] == []
    assert len(bench.sent) == 2


async def test_a_connection_broken_off_is_tried_again_then_said(bench: OnlineBench) -> None:
    bench.servers["photon"].troubles.extend(["reset", "reset"])
    assert (await failed(bench)).reason == "unreachable"


async def test_a_host_that_says_nothing_is_not_waited_for_longer_than_the_limit(tmp_path: Path) -> None:
    async with online_bench(tmp_path, limit_s=0.2) as bench:
        bench.servers["photon"].troubles.append("hang")
        failure = await failed(bench)
        assert failure.reason == "timeout"
        assert failure.sentence == "The service for places did not answer in time."


async def test_nobody_there_is_said(bench: OnlineBench) -> None:
    await bench.servers["photon"].__aexit__()
    assert (await failed(bench)).sentence == "I cannot reach the service for places. The network may be down."


async def test_a_damaged_cache_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "answers.sqlite").write_bytes(b"no database" * 1000)
    async with online_bench(tmp_path) as bench:
        answers: list[Answer] = [await bench.client.ask(question(bench)) for _ in range(2)]
        assert answers[0].value == answers[1].value


async def test_the_cache_forgets_the_least_recently_used(tmp_path: Path) -> None:
    from wanderlust.web.answer_cache import AnswerCache, Kept

    cache = AnswerCache(tmp_path / "small.sqlite", largest=1000)
    body = bytes(range(200))
    for number in range(6):
        await cache.put(f"key {number}", "host", Kept(body, "", "", "", float(number), 100.0))
        await cache.get("key 0", 50.0 + number)
    kept = [number for number in range(6) if await cache.get(f"key {number}", 99.0) is not None]
    assert 0 in kept and 5 in kept and 1 not in kept
    cache.close()
