"""The command line: its help, its version, and what it does with what it cannot use."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from wanderlust import __version__
from wanderlust.cli import FAILURE_EXIT, INTERRUPTED_EXIT, USAGE_EXIT, build_parser, run
from wanderlust.domain.errors import BadInput, EngineFailed
from wanderlust.settings.paths import PROJECT


def test_the_version_is_the_packages_own(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"wanderlust {__version__}\n"


def test_help_names_every_command_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(["--help"])
    text = capsys.readouterr().out
    assert caught.value.code == 0
    assert all(f"\n    {command} " in text for command in ("run", "ask", "engine", "doctor", "setup"))


@pytest.mark.parametrize("arguments", [["fly"], ["--loud"], ["ask", "--wav"], ["engine", "--port", "many"]])
def test_what_is_not_understood_is_a_usage_error(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(arguments)
    assert caught.value.code == USAGE_EXIT
    out, err = capsys.readouterr()
    assert out == "" and "usage: wanderlust" in err and "Traceback" not in err


def test_the_window_is_what_opens_without_a_command() -> None:
    assert build_parser().parse_args([]).command is None


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (BadInput("There is no such file.", "Check the name."), USAGE_EXIT, "There is no such file. Check the name.\n"),
        (EngineFailed("The engine is gone."), FAILURE_EXIT, "The engine is gone.\n"),
        (KeyboardInterrupt(), INTERRUPTED_EXIT, ""),
    ],
)
def test_an_error_is_one_sentence_and_a_code(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    code: int,
    sentence: str,
) -> None:
    def fail(*_: object) -> int:
        raise error

    monkeypatch.setattr("wanderlust.cli._dispatch", fail)
    assert run(["doctor"]) == code
    assert capsys.readouterr() == ("", sentence)


def test_a_log_level_that_is_none_is_ignored(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WANDERLUST_LOG", "loud")
    monkeypatch.setattr("wanderlust.cli._dispatch", lambda _: 0)
    assert run(["doctor"]) == 0 and capsys.readouterr().err == ""


@pytest.fixture
def broken_pipe() -> Iterator[int]:
    """The writing end of a pipe that nobody reads."""
    reading, writing = os.pipe()
    os.close(reading)
    yield writing
    os.close(writing)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no broken pipes of this kind")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("arguments", [["--version"], ["doctor", "--help"]])
def test_a_reader_that_went_away_is_no_accident(
    tmp_path: Path, broken_pipe: int, arguments: list[str], unbuffered: str
) -> None:
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered, "WANDERLUST_DATA_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "wanderlust", *arguments],
        stdout=broken_pipe,
        stderr=subprocess.PIPE,
        cwd=PROJECT,
        env=environment,
        timeout=60,
    )
    assert done.stderr == b"" and done.returncode in (0, FAILURE_EXIT)
