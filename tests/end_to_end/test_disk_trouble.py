"""A disk that is full or read-only: said in a sentence, and the talk goes on in memory until it can be saved."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.own_disk import FILLER, Kind, as_seen_by, on_own_disk, refusal
from tests.end_to_end.window_process import Told, WindowProcess
from wanderlust.settings.paths import PROJECT

pytestmark = pytest.mark.engine

QUESTION = "Where is Kyoto?"


@pytest.fixture
def disk(silent: dict[str, str], tmp_path: Path) -> Path:
    """The folder that becomes a disk; it is the app's data folder."""
    if reason := refusal():
        pytest.skip(reason)
    folder = tmp_path / "disk"
    folder.mkdir()
    silent["WANDERLUST_DATA_DIR"] = str(folder)
    return folder


def is_about_the_disk(told: Told) -> bool:
    return bool(told["topic"] == "disk")


def test_a_full_disk_is_said_and_what_was_said_meanwhile_is_saved_when_there_is_room(
    disk: Path, data_folder: Path, silent: dict[str, str], tmp_path: Path
) -> None:
    with WindowProcess(silent, on_own_disk(disk, data_folder, "full")) as app:
        notice = app.wait_for("Notice", is_about_the_disk)
        assert notice["sentence"] == "I cannot save: the disk is full. This talk stays in memory."
        app.do("type", QUESTION)
        assert "Japan" in app.cut_in()["text"]
        seen = app.look()
        assert len([words for words in seen["notices"] if "the disk is full" in words]) == 1
        assert QUESTION in seen["transcript"] and seen["windows"] == []
        as_seen_by(app.pid, disk / FILLER).unlink()
        app.do("type", "What time is it there?")
        app.wait_for("NoticeCleared", topic="disk")
        finished = [told["turn"]["text"] for told in app.told("TurnFinished")]
        for name in ("conversations.sqlite", "conversations.sqlite-wal"):
            shutil.copy(as_seen_by(app.pid, disk / name), tmp_path / name)
        assert kept(tmp_path / "conversations.sqlite")[:4] == [*finished[:3], "What time is it there?"]
        assert not [words for words in app.look()["notices"] if "disk" in words]


def test_a_read_only_disk_is_said_and_the_talk_goes_on(disk: Path, data_folder: Path, silent: dict[str, str]) -> None:
    with WindowProcess(silent, on_own_disk(disk, data_folder, "read-only")) as app:
        notice = app.wait_for("Notice", is_about_the_disk)
        assert notice["sentence"] == f"I cannot save: {disk} cannot be written. This talk stays in memory."
        app.do("type", QUESTION)
        assert "Japan" in app.cut_in()["text"]
        seen = app.look()
        assert seen["pins_in_sight"] == 1 and seen["windows"] == []
        assert app.close() == 0
        assert "Traceback" not in app.complaints


def test_asking_writes_nothing_to_the_disk(disk: Path, data_folder: Path, silent: dict[str, str]) -> None:
    done = ask(silent, [*on_own_disk(disk, data_folder, "read-only")], QUESTION)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Kyoto is in Japan" in done.stdout


@pytest.mark.parametrize("kind", ["full", "read-only"])
def test_a_reply_that_cannot_be_written_is_said_in_one_sentence(
    disk: Path, data_folder: Path, silent: dict[str, str], kind: Kind
) -> None:
    done = ask(silent, [*on_own_disk(disk, data_folder, kind)], QUESTION, "--out", str(disk / "reply.wav"))
    assert done.returncode == 1
    assert "Kyoto is in Japan" in done.stdout
    assert "reply.wav" in done.stderr and len(done.stderr.splitlines()) == 1


def ask(environment: dict[str, str], before: list[str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*before, sys.executable, "-m", "wanderlust", "ask", *words],
        env=environment,
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=60,
    )


def kept(database: Path) -> list[str]:
    """The words of all turns on disk."""
    connection = sqlite3.connect(database)
    try:
        return [row[0] for row in connection.execute("SELECT text FROM turns ORDER BY position")]
    finally:
        connection.close()
