"""The doctor finds what is broken, and says how to mend it."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import pytest

from wanderlust.application import doctor
from wanderlust.application.doctor import Finding, doctor_command, examine
from wanderlust.domain.errors import DataMissing, EngineFailed
from wanderlust.realtime.engine_process import EngineProcess
from wanderlust.settings.paths import Paths, discover_paths

CHECKS = ("_versions", "_data", "_places", "_languages", "_sound", "_display", "_engine")


@pytest.fixture
def real() -> Paths:
    return discover_paths(os.environ)


def test_all_is_well_where_set_up_ran(real: Paths) -> None:
    assert doctor._versions(real).verdict == "ok"
    assert doctor._data(real).verdict == "ok"
    found = doctor._places(real)
    assert found.verdict == "ok" and "places" in found.seen


def test_a_missing_package_is_named(real: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        if name == "onnxruntime":
            raise metadata.PackageNotFoundError(name)
        return "1.0"

    monkeypatch.setattr("importlib.metadata.version", version)
    assert doctor._versions(real) == Finding("versions", "broken", "onnxruntime not installed", "Run `make setup`.")


def test_data_that_is_not_there_is_named(real: Paths, tmp_path: Path) -> None:
    empty = replace(real, data=tmp_path)
    found = doctor._data(empty)
    assert found.verdict == "broken" and "whisper-base" in found.seen and "setup" in found.mend
    places = doctor._places(empty)
    assert (places.verdict, places.seen) == ("broken", "the table of places is missing")


def test_a_damaged_table_of_places_is_said(real: Paths, tmp_path: Path) -> None:
    (tmp_path / "places.sqlite").write_bytes(b"garbage" * 100)
    findings = {f.subject: f for f in examine_only(replace(real, data=tmp_path), "_places")}
    assert findings["places"].verdict == "broken" and "damaged" in findings["places"].seen


def test_a_missing_manifest_is_a_finding_not_a_crash(real: Paths, tmp_path: Path) -> None:
    (found,) = examine_only(replace(real, resources=tmp_path), "_data")
    assert (found.subject, found.verdict) == ("data", "broken")


@pytest.mark.skipif(sys.platform != "linux", reason="only there the display needs libraries of the system")
def test_a_display_needs_its_libraries_and_a_screen(real: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctypes.util.find_library", lambda name: None if name == "EGL" else f"lib{name}.so")
    found = doctor._display(real)
    assert (found.verdict, found.seen) == ("broken", "system libraries missing: EGL")
    monkeypatch.setattr("ctypes.util.find_library", lambda name: f"lib{name}.so")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    assert doctor._display(real).verdict == "warning"
    monkeypatch.setenv("DISPLAY", ":0")
    assert doctor._display(real) == Finding("display", "ok", ":0")


def test_an_engine_that_does_not_start_is_quoted(real: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import sys; sys.stderr.write('The weights are not here.\\n'); sys.exit(1)"
    monkeypatch.setattr(
        "wanderlust.application.services.engine_process", lambda: EngineProcess([sys.executable, "-c", code])
    )
    found = doctor._engine(real)
    assert found.verdict == "broken" and "The weights are not here." in found.seen and "setup" in found.mend


@pytest.mark.parametrize(
    ("error", "seen", "mend"),
    [
        (DataMissing("places", "No places.", "Run setup."), "No places.", "Run setup."),
        (EngineFailed("No engine."), "No engine.", ""),
        (ZeroDivisionError("odd"), "ZeroDivisionError: odd", ""),
    ],
)
def test_a_check_that_breaks_is_a_finding_and_the_others_go_on(
    real: Paths, monkeypatch: pytest.MonkeyPatch, error: Exception, seen: str, mend: str
) -> None:
    def broken(_: Paths) -> Finding:
        raise error

    silence(monkeypatch)
    monkeypatch.setattr(doctor, "_sound", broken)
    findings = {finding.subject: finding for finding in examine(real)}
    assert list(findings) == ["versions", "data", "places", "brain", "languages", "sound", "display", "engine"]
    assert findings["sound"] == Finding("sound", "broken", seen, mend)
    assert findings["engine"].verdict == "ok"


@pytest.mark.parametrize(("verdict", "code"), [("ok", 0), ("warning", 0), ("broken", 1)])
def test_only_what_is_broken_fails(
    real: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], verdict: str, code: int
) -> None:
    silence(monkeypatch)
    finding = Finding("sound", verdict, "no microphone", "Plug one in.")  # type: ignore[arg-type]
    monkeypatch.setattr(doctor, "_sound", lambda _: finding)
    assert doctor_command(real, as_json=False) == code
    lines = capsys.readouterr().out.splitlines()
    at = next(i for i, line in enumerate(lines) if "sound: no microphone" in line)
    assert lines[at].lower().startswith(verdict) and lines[at + 1].strip() == "Plug one in."
    assert doctor_command(real, as_json=True) == code
    assert {f["subject"]: f["verdict"] for f in json.loads(capsys.readouterr().out)}["sound"] == verdict


def silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every check find nothing wrong."""
    for check in CHECKS:
        monkeypatch.setattr(doctor, check, lambda _, name=check[1:]: Finding(name, "ok", "fine"))


def examine_only(paths: Paths, check: str) -> list[Finding]:
    """One check as :func:`examine` runs it."""
    with pytest.MonkeyPatch.context() as patch:
        for other in CHECKS:
            if other != check:
                patch.setattr(doctor, other, lambda _, name=other[1:]: Finding(name, "ok", "fine"))
        return [finding for finding in examine(paths) if finding.subject == check[1:]]


def test_the_pair_of_languages_that_set_up_brought_is_tried_and_named(real: Paths) -> None:
    found = doctor._languages(real)
    assert found.verdict == "ok"
    assert "English to Portuguese" in found.seen and "Portuguese to English bundled" in found.seen


def test_without_translation_the_doctor_says_how_to_get_some(tmp_path: Path, real: Paths) -> None:
    found = doctor._languages(replace(real, data=tmp_path, bundled=None))
    assert found.verdict == "warning" and "setup" in found.mend and "--languages" in found.mend
