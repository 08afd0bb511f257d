"""What is installed is known by a stamp, and only a change of what it was made from installs again."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def project(prepare_environment: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A project whose packages were installed by the last run."""
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").touch()
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    monkeypatch.setattr(prepare_environment, "ROOT", tmp_path)
    monkeypatch.setattr(prepare_environment, "VENV", venv)
    monkeypatch.setattr(prepare_environment, "PYTHON", venv / "bin" / "python")
    monkeypatch.setattr(prepare_environment, "STAMP", venv / "stamp.json")
    (venv / "stamp.json").write_text(json.dumps(prepare_environment.wanted()))
    return tmp_path


def up_to_date(prepare_environment: ModuleType) -> bool:
    return bool(prepare_environment.installed() == prepare_environment.wanted())


def test_a_second_run_finds_everything_installed(prepare_environment: ModuleType, project: Path) -> None:
    assert up_to_date(prepare_environment)


def test_changed_dependencies_are_installed_again(prepare_environment: ModuleType, project: Path) -> None:
    (project / "pyproject.toml").write_text("[project]\ndependencies = ['numpy']\n")
    assert not up_to_date(prepare_environment)


def test_a_moved_project_is_installed_again(prepare_environment: ModuleType, project: Path) -> None:
    stamp = json.loads((project / ".venv" / "stamp.json").read_text())
    (project / ".venv" / "stamp.json").write_text(json.dumps({**stamp, "root": "/elsewhere"}))
    assert not up_to_date(prepare_environment)


@pytest.mark.parametrize("content", ["", "[]", '{"python": '])
def test_a_damaged_stamp_counts_as_none(prepare_environment: ModuleType, project: Path, content: str) -> None:
    (project / ".venv" / "stamp.json").write_text(content)
    assert not up_to_date(prepare_environment)


def test_an_environment_without_its_python_is_not_installed(prepare_environment: ModuleType, project: Path) -> None:
    (project / ".venv" / "bin" / "python").unlink()
    assert not up_to_date(prepare_environment)


def test_a_missing_venv_module_is_met_by_one_line(
    prepare_environment: ModuleType, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / ".venv" / "stamp.json").unlink()
    monkeypatch.setattr(prepare_environment, "is_whole", lambda: False)
    monkeypatch.setattr(prepare_environment, "has_venv_module", lambda: False)
    monkeypatch.setattr(prepare_environment, "may_install", lambda: False)
    with pytest.raises(SystemExit, match="sudo apt-get install python3-venv"):
        prepare_environment.make_environment()


@pytest.fixture
def real_environment(prepare_environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The .venv these tests run in, as if set-up had been started by the interpreter it was made from."""
    monkeypatch.setattr(prepare_environment, "VENV", Path(sys.prefix))
    monkeypatch.setattr(prepare_environment, "PYTHON", Path(sys.executable))
    return prepare_environment


def test_an_environment_of_this_interpreter_is_kept(real_environment: ModuleType) -> None:
    assert real_environment.is_whole()


def test_an_environment_of_another_interpreter_is_not(
    real_environment: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.version", "3.12.0 (another)")
    assert not real_environment.is_whole()


def test_half_an_environment_is_not_whole(prepare_environment: ModuleType, project: Path) -> None:
    assert not prepare_environment.is_whole()


def test_an_environment_that_was_moved_here_is_not_whole(
    real_environment: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "pyvenv.cfg").write_text("command = /usr/bin/python3 -m venv /elsewhere/.venv\n")
    monkeypatch.setattr(real_environment, "VENV", tmp_path)
    assert not real_environment.is_whole()
