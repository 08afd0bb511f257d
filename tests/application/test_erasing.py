"""What is the traveller's: measured by kind, and deleted with every key, to the last byte."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.fakes.hand_clock import HandClock
from wanderlust.application.erasing import Eraser
from wanderlust.assistant.trips.desk import TripDesk
from wanderlust.domain.conversation import Speaker, Turn
from wanderlust.domain.cost.ledger import SentRecord
from wanderlust.domain.errors import KeyringFailed
from wanderlust.domain.trip.edits import add_stop
from wanderlust.domain.trip.model import DayKey, Stop
from wanderlust.settings.paths import PROJECT, Paths
from wanderlust.store.conversations import SqliteConversations
from wanderlust.store.spending import SqliteSpending
from wanderlust.store.trips import SqliteTrips

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
async def paths(tmp_path: Path) -> Paths:
    """A computer on which much was said."""
    data = tmp_path / "data"
    paths = Paths(data, None, PROJECT / "resources", tmp_path / "config", tmp_path / "cache", tmp_path / "log")
    store = SqliteConversations(paths.conversations, lambda: NOON)
    await store.append(Turn("a", Speaker.USER, "Zanzibar", NOON))
    await store.close()
    trips = SqliteTrips(paths.conversations, lambda: NOON)
    desk = TripDesk(trips, HandClock(), lambda prefix: prefix)
    await desk.edit(lambda trip: add_stop(trip, Stop("s", "Zanzibar ferry"), DayKey()))
    trips.close()
    spending = SqliteSpending(paths.conversations, lambda: NOON)
    await spending.record_sent(SentRecord("s", "zanzibar.example", "talk", NOON, NOON, 1, 2, 0))
    spending.close()
    for path, content in (
        (data / "packs" / "voice" / "model.onnx", b"m" * 5000),
        (data / "places.sqlite", b"p" * 3000),
        (paths.log / "wanderlust.log", b"Zanzibar was asked"),
        (paths.cache / "tiles" / "1.png", b"Zanzibar tile"),
        (paths.preferences, b'{"calls_name": "Zanzibar"}'),
        (paths.config / "preferences.json.damaged-2026", b"Zanzibar"),
        (paths.keys, b"sk-Zanzibar"),
        (data / "conversations.sqlite.before-version-7", b"Zanzibar"),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return paths


def test_room_is_measured_by_kind(paths: Paths) -> None:
    use = Eraser(paths).measure()
    sizes = dict(use.sizes)
    assert use.folder == str(paths.data)
    assert (sizes["packs"], sizes["places"], sizes["logs"], sizes["cache"]) == (5000, 3000, 18, 13)
    assert sizes["talks"] > 4096 and sizes["calls"] == 0


def test_caches_go_and_nothing_else(paths: Paths) -> None:
    Eraser(paths).delete_caches()
    assert list(paths.cache.iterdir()) == [] and paths.preferences.exists() and paths.keys.exists()


async def test_everything_goes_but_what_holds_nothing_of_the_traveller(paths: Paths) -> None:
    forgotten: list[str] = []

    async def forget(name: str) -> None:
        forgotten.append(name)

    await Eraser(paths).erase(("api.openai.com", "sip:a@b"), forget)
    assert forgotten == ["api.openai.com", "sip:a@b", "zanzibar.example"]
    left = [file for file in paths.data.parent.rglob("*") if file.is_file()]
    assert not any(b"zanzibar" in file.read_bytes().lower() for file in left)
    assert (paths.data / "packs" / "voice" / "model.onnx").exists() and (paths.data / "places.sqlite").exists()


async def test_a_keyring_that_refuses_is_told_after_the_rest_is_gone(paths: Paths) -> None:
    async def refuse(_name: str) -> None:
        raise KeyringFailed("Your keyring is locked.", "Unlock it, then try again.")

    with pytest.raises(KeyringFailed, match="locked"):
        await Eraser(paths).erase(("api.openai.com",), refuse)
    assert not paths.preferences.exists() and not any(paths.log.iterdir())


async def test_on_a_fresh_computer_there_is_nothing_to_erase(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "d", None, PROJECT / "resources", tmp_path / "c", tmp_path / "k", tmp_path / "l")

    async def forget(_name: str) -> None:
        return

    await Eraser(paths).erase((), forget)
    assert sum(size for _, size in Eraser(paths).measure().sizes) == 0
