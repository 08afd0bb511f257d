"""A running engine takes new pairs as they come and go: what it says of them, and how it translates with them.

The models of the pair that set-up brought are served by a real server as German-English and English-French: what the
words become is Portuguese, and how they go is what would happen with the real ones.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from tests.fakes.file_server import FileServer
from wanderlust.application.interpreting import cannot_interpret
from wanderlust.application.language_list import fetch_language_list
from wanderlust.application.translation import installed_directions, language_store
from wanderlust.domain.errors import BadInput, ConnectionFailed, TranslationMissing
from wanderlust.domain.interpreting import Means
from wanderlust.engine.pack_sources import NetworkFetcher
from wanderlust.realtime.engine_process import EngineProcess
from wanderlust.realtime.engine_speech import spoken
from wanderlust.realtime.engine_translation import (
    directions,
    directions_of,
    open_interpreter,
    translated,
    translation_events,
)
from wanderlust.settings.paths import PROJECT, Paths, discover_paths
from wanderlust.wire import translation_events as tr

pytestmark = pytest.mark.engine

PACKS = ("translation-de-en", "translation-en-fr")
AS = {("en", "de"): "enpt", ("de", "en"): "pten", ("en", "fr"): "enpt", ("fr", "en"): "pten"}
FRAME = 9600


@dataclass(frozen=True, slots=True)
class Traveller:
    """A computer of one's own: its folder, its engine, and a mirror."""

    paths: Paths
    door: EngineProcess
    files: FileServer

    def ask_for_the_list(self) -> None:
        fetch_language_list(self.paths.language_list, self.files.list_address, datetime.now(UTC))

    def install(self) -> None:
        for name in PACKS:
            language_store(self.paths).install(name, NetworkFetcher())

    def remove(self) -> None:
        for name in PACKS:
            language_store(self.paths).remove(name)


@dataclass(frozen=True, slots=True)
class Door:
    """Where an engine listens, as ``EngineProcess`` has it."""

    port: int
    token: str

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/v1/realtime"


@pytest.fixture(scope="module")
def traveller(tmp_path_factory: pytest.TempPathFactory, paths: Paths) -> Iterator[Traveller]:
    home = tmp_path_factory.mktemp("traveller")
    (home / "packs").mkdir()
    for root in (*paths.bundled_packs, paths.packs):
        for pack in root.iterdir():
            if not pack.name.startswith((".", "translation-")) or pack.name == "translation-en-pt":
                (home / "packs" / pack.name).symlink_to(pack)
    places = paths.find("places.sqlite")
    assert places is not None
    (home / "places.sqlite").symlink_to(places)
    environment = {**os.environ, "WANDERLUST_DATA_DIR": str(home), "OMP_WAIT_POLICY": "PASSIVE"}
    token = secrets.token_urlsafe(16)
    with FileServer() as files:
        files.publish(_records(files, installed_directions(paths)["en", "pt"]))
        process = subprocess.Popen(
            [sys.executable, "-m", "wanderlust", "engine", "--llm", "off"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=PROJECT,
            env=environment,
        )
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(f"{token}\n".encode())
        process.stdin.flush()
        port = json.loads(process.stdout.readline())["port"]
        yield Traveller(discover_paths(environment), cast(EngineProcess, Door(port, token)), files)
        process.stdin.close()
        try:
            process.wait(timeout=10)
        finally:
            process.kill()
            process.stdout.close()


def _records(files: FileServer, folder: Path) -> list[dict[str, object]]:
    names = {"model": "model.{}.intgemm.alphas.bin", "lex": "lex.50.50.{}.s2t.bin", "vocab": "vocab.{}.spm"}
    return [
        files.serve_record(direction, part, (folder / name.format(way)).read_bytes())
        for direction, way in AS.items()
        for part, name in names.items()
    ]


@pytest.fixture
def plain(traveller: Traveller) -> Iterator[Traveller]:
    """As set-up left it."""
    traveller.paths.language_list.unlink(missing_ok=True)
    traveller.remove()
    yield traveller


async def test_many_pairs_are_looked_at_in_one_go(plain: Traveller) -> None:
    both = await directions_of(plain.door, [("en", "pt"), ("en", "es"), ("tlh", "en")])
    assert [(there.target, back.target) for there, back in both] == [("pt", "en"), ("es", "en"), ("en", "tlh")]
    assert both[0] == await directions(plain.door, "en", "pt")
    assert [there.means for there, _ in both[1:]] == [Means.PHRASES_ONLY, Means.UNAVAILABLE]


@pytest.mark.parametrize("pairs", [[("en", "en")], [("en", "p1")], [("en", "pt")] * 401])
async def test_what_are_no_pairs_is_refused(plain: Traveller, pairs: list[tuple[str, str]]) -> None:
    with pytest.raises(BadInput, match="pairs"):
        await directions_of(plain.door, pairs)


async def test_the_pair_that_set_up_brought_works_both_ways(plain: Traveller) -> None:
    there, back = await directions(plain.door, "en", "pt")
    assert (there.source, there.target) == ("en", "pt") and (back.source, back.target) == ("pt", "en")
    assert there.means.works and back.means is Means.BUNDLED and back.spoken
    assert not set(there.lacking) - {"voice"} and not there.via


async def test_without_a_list_only_the_phrasebook_is_left_and_with_it_the_packs_are_named(plain: Traveller) -> None:
    there, back = await directions(plain.door, "de", "fr")
    assert (there.means, back.means) == (Means.PHRASES_ONLY, Means.PHRASES_ONLY)
    assert "pack list --languages" in str(cannot_interpret((there, back)))
    plain.ask_for_the_list()
    there, back = await directions(plain.door, "de", "fr")
    assert there.means is Means.DOWNLOADABLE and there.via == "en" and set(PACKS) <= set(there.packs)
    assert 60 <= there.megabytes <= 70
    assert f"engine pack install {' '.join(PACKS)}" in str(cannot_interpret((there, back)))
    with pytest.raises(TranslationMissing, match="pack install translation-de-en translation-en-fr"):
        await translated(plain.door, "Guten Tag.", "de", "fr")
    with pytest.raises(ConnectionFailed) as refused:
        await open_interpreter(plain.door, "de", "fr")
    assert refused.value.code == 400


async def test_what_is_installed_while_it_runs_is_used_at_once_and_what_is_removed_no_more(plain: Traveller) -> None:
    plain.ask_for_the_list()
    plain.install()
    there, back = await directions(plain.door, "de", "fr")
    assert (there.means, there.via, back.means, back.via) == (Means.DOWNLOADED, "en", Means.DOWNLOADED, "en")
    found = await translated(plain.door, "Onde está a estação?", "de", "fr")
    assert (found.text, found.route, found.via) == ("Onde está a estação?", "local via English", "en")
    direct = await translated(plain.door, "Where is the station?", "en", "fr")
    assert (direct.text, direct.route, direct.via) == ("Onde está a estação?", "local", "")
    remembered = json.loads(plain.paths.self_tests.read_text())
    assert {mark.split()[0] for mark in remembered if remembered[mark]} >= {"de-en", "en-de", "en-fr", "fr-en"}
    plain.remove()
    with pytest.raises(TranslationMissing, match="translation-de-en"):
        await translated(plain.door, "Onde está a estação?", "de", "fr")


async def test_two_languages_without_tables_of_ours_are_interpreted_through_english(plain: Traveller) -> None:
    plain.ask_for_the_list()
    plain.install()
    sound = await spoken(plain.door, "Wo ist der Bahnhof? Ich habe drei Koffer.", "de")
    link = await open_interpreter(plain.door, "de", "fr")
    events: list[tr.TranslationServerEvent] = []

    async def listen() -> None:
        async for event in translation_events(link):
            events.append(event)
            if isinstance(event, tr.TranslationClosed):
                return

    listening = asyncio.create_task(listen())
    for start in range(0, len(sound), FRAME):
        await link.send(tr.TranslationAppend(sound[start : start + FRAME].ljust(FRAME, b"\0")))
    for _ in range(8):
        await link.send(tr.TranslationAppend(bytes(FRAME)))
    await link.send(tr.TranslationClose())
    async with asyncio.timeout(60):
        await listening
    await link.close()
    done = [event for event in events if isinstance(event, tr.UtteranceDone)]
    assert done and {event.speaker_language for event in done} == {"de"}
    assert {event.target_language for event in done} == {"fr"}
    assert {event.route for event in done} == {"local via English"}
    assert "bahnhof" in " ".join(event.source for event in done).casefold()
    assert not [event for event in events if isinstance(event, tr.TranslationError)]


@pytest.mark.parametrize(("first", "second"), [("en", "en"), ("en", ""), ("EN", "pt"), ("en", "portuguese"), ("", "")])
async def test_what_are_not_two_languages_is_refused(traveller: Traveller, first: str, second: str) -> None:
    with pytest.raises(BadInput, match="Two languages are wanted"):
        await directions(traveller.door, first, second)
