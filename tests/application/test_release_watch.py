"""Who wants to hear of new versions is told of newer ones only, and the question is written down."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.strict_service import StrictService
from wanderlust import __version__
from wanderlust.application.release_watch import ReleaseWatch
from wanderlust.domain.errors import WebFailed
from wanderlust.domain.events import DomainEvent, Notice
from wanderlust.domain.releases import is_newer
from wanderlust.settings.paths import Paths, discover_paths
from wanderlust.settings.preferences import Preferences
from wanderlust.store.spending import SqliteSpending
from wanderlust.travel.clock import SystemClock


@dataclass
class Bench:
    """A watch over an address of our own, and what it told."""

    watch: ReleaseWatch
    server: StrictService
    paths: Paths
    told: list[DomainEvent]
    answer: list[Any]


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    paths = discover_paths({"WANDERLUST_DATA_DIR": str(tmp_path)})
    answer: list[Any] = [{"version": "99.1.0", "page": "https://example.org/wanderlust/"}]
    clock = SystemClock()
    async with StrictService(lambda asked: answer[0], clock.monotonic) as server:
        paths.services.parent.mkdir(parents=True)
        paths.services.write_text(f'[releases]\nuse = true\naddress = "{server.address}/newest.json"\n')
        told: list[DomainEvent] = []
        yield Bench(ReleaseWatch(paths, clock, told.append), server, paths, told, answer)


async def test_a_newer_version_is_told_with_its_page(bench: Bench) -> None:
    await bench.watch.ask()
    (notice,) = bench.told
    assert isinstance(notice, Notice) and notice.kind == "info"
    assert notice.sentence == "Wanderlust 99.1.0 is out."
    assert notice.follow_up == "You find it at https://example.org/wanderlust/"


async def test_the_question_says_nothing_of_the_traveller_and_is_written_down(bench: Bench) -> None:
    await bench.watch.ask()
    (asked,) = bench.server.asked
    assert asked.method == "GET" and asked.path == "/newest.json" and not asked.query
    assert f"Wanderlust/{__version__}" in asked.headers["user-agent"] and "cookie" not in asked.headers
    ledger = SqliteSpending(bench.paths.conversations, SystemClock().now)
    assert [record.purpose for record in await ledger.sent(10)] == ["releases"]
    ledger.close()


@pytest.mark.parametrize("version", [__version__, "0.0.1"])
async def test_the_same_or_an_older_version_is_not_told(bench: Bench, version: str) -> None:
    bench.answer[0] = {"version": version, "page": "https://example.org/"}
    await bench.watch.ask()
    assert bench.told == []


@pytest.mark.parametrize(
    "answer",
    [
        {},
        [],
        {"version": "2.0"},
        {"version": "2.0-rc1", "page": "https://example.org/"},
        {"version": "2.0", "page": "http://example.org/"},
        {"version": "2.0", "page": "javascript:alert(1)"},
        {"version": "2.0", "page": "https://example.org/" + "x" * 400},
    ],
)
async def test_anything_else_is_no_answer(bench: Bench, answer: Any) -> None:
    bench.answer[0] = answer
    with pytest.raises(WebFailed):
        await bench.watch.ask()
    assert bench.told == []


async def test_without_an_address_nobody_is_asked(bench: Bench) -> None:
    bench.paths.services.unlink()
    with pytest.raises(WebFailed, match="No address in the settings"):
        await bench.watch.ask()


def test_nobody_is_asked_before_the_traveller_wants_it() -> None:
    assert not Preferences().release_check


@pytest.mark.parametrize(
    ("version", "than", "newer"),
    [("0.2.0", "0.1.9", True), ("0.10", "0.9", True), ("1.0", "1.0.0", False), ("x", "1", False), ("2", "x", False)],
)
def test_versions_are_compared_by_their_numbers(version: str, than: str, newer: bool) -> None:
    assert is_newer(version, than) is newer


def test_the_address_that_comes_with_the_program_is_not_asked() -> None:
    import tomllib

    from wanderlust.settings.paths import PROJECT

    table = tomllib.loads((PROJECT / "resources" / "services" / "services.toml").read_text(encoding="utf-8"))
    assert table["releases"]["use"] is False, json.dumps(table["releases"])
