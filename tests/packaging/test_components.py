"""Nothing gets into the bundle whose licence nobody knows or whose licence does not let it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from tests.packaging.conftest import fresh
from wanderlust.application import component_list
from wanderlust.application.component_list import components, packages, parts, requirements, texts
from wanderlust.domain.components import Component, is_permitted
from wanderlust.domain.errors import DataMissing
from wanderlust.settings.paths import PROJECT, Paths, discover_paths


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return discover_paths({"WANDERLUST_DATA_DIR": str(tmp_path)})


@pytest.fixture
def gather(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return fresh("gather_licences", monkeypatch)


def test_every_part_of_the_bundle_has_a_licence_that_lets_it(paths: Paths) -> None:
    refused = {f"{part.name}: {part.licence or 'unknown'}" for part in components(paths) if not part.permitted}
    assert refused == set()


def test_every_requirement_and_what_it_needs_in_turn_is_listed(paths: Paths) -> None:
    names = {component.name.lower().replace("_", "-") for component in components(paths)}
    asked = {"pyside6-essentials", "ctranslate2", "onnxruntime", "janome", "baresip-python", "phonenumbers"}
    brought = {"shiboken6", "geographiclib", "cffi", "h11", "yarl"}
    assert asked | brought <= names


@pytest.mark.parametrize(
    "expression",
    [
        "MIT",
        "Apache-2.0 OR BSD-3-Clause",
        "LGPL-3.0-only OR GPL-2.0-only",
        "(MIT AND Zlib) OR GPL-3.0-only",
        "GPL-3.0-or-later WITH GCC-exception-3.1",
        "PSF-2.0 AND BSD-3-Clause",
    ],
)
def test_a_way_that_is_permitted_is_enough(expression: str) -> None:
    assert is_permitted(expression)


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "GPL-3.0-only",
        "AGPL-3.0-or-later",
        "MIT AND GPL-2.0-only",
        "GPL-2.0-only WITH Classpath-exception-2.0",
        "CC-BY-NC-4.0",
        "UNKNOWN",
        "MIT OR",
        "(MIT",
        "MIT GPL-3.0-only",
    ],
)
def test_gpl_and_what_nobody_knows_are_refused(expression: str) -> None:
    assert not is_permitted(expression)


def test_a_gpl_package_stops_the_build(gather: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = parts(PROJECT / "resources")
    spoilt = replace(found[1], component=Component("spoilt", "1.0", "GPL-3.0-only", "", "package"))
    monkeypatch.setattr(gather, "parts", lambda resources: [*found, spoilt])
    with pytest.raises(SystemExit, match=r"spoilt \(GPL-3\.0-only\)"):
        gather.gather(tmp_path / "licences")


def test_a_library_nobody_listed_is_found(gather: ModuleType, tmp_path: Path) -> None:
    for name in ("libz.so.1", "numpy/_core.so", "numpy.libs/libscipy_openblas64_-1.so", "libreadline.so.8"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert gather.unknown_libraries(tmp_path, frozenset({"numpy"})) == ["libreadline.so.8"]


def test_the_list_of_a_bundle_is_the_one_it_was_built_with(gather: ModuleType, paths: Paths, tmp_path: Path) -> None:
    bundle = tmp_path / "bundle"
    gather.gather(bundle / "licences")
    frozen = replace(paths, bundled=bundle / "data")
    assert components(frozen) == components(paths)
    (own,) = [text for text in texts(frozen, "PySide6_Essentials") if "GNU LESSER GENERAL PUBLIC LICENSE" in text]
    assert "Version 3" in own
    assert any("GNU GENERAL PUBLIC LICENSE" in text for text in texts(frozen, "PySide6_Essentials"))


def test_a_bundle_without_its_list_says_so(paths: Paths, tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match="list of licences"):
        components(replace(paths, bundled=tmp_path / "data"))


def test_what_data_weights_and_drawings_ask_to_be_said_is_said(paths: Paths) -> None:
    listed = {component.name: component for component in components(paths)}
    assert "CC BY 4.0" in listed["GeoNames"].notice
    assert "Copernicus" in listed["Copernicus climate means (ERA5)"].notice
    assert "put others that fit in their place" in listed["PySide6_Essentials"].notice
    assert {"Natural Earth", "Voices of SVOX Pico", "Inter", "Phosphor Icons"} <= listed.keys()


def test_every_text_that_is_named_is_there() -> None:
    for part in parts(PROJECT / "resources"):
        for text in part.texts:
            assert text.is_file(), f"{part.component.name}: {text}"


def test_the_project_says_what_it_requires_as_its_installed_package_does(monkeypatch: pytest.MonkeyPatch) -> None:
    said = [
        "numpy<3,>=2.2",
        'aiohttp<4,>=3.13; extra == "engine"',
        'twilio>=9; extra == "twilio"',
        'tokenizers; (sys_platform != "darwin") and extra == "engine"',
        'pytest; extra == "dev"',
    ]
    monkeypatch.setattr(component_list, "PROJECT", Path("/nowhere"))
    monkeypatch.setattr("importlib.metadata.requires", lambda name: said)
    assert requirements() == [
        "numpy<3,>=2.2",
        "aiohttp<4,>=3.13",
        "twilio>=9",
        'tokenizers; (sys_platform != "darwin")',
    ]
    assert {each.metadata["Name"].lower() for each in packages(["numpy", "not-there-at-all"])} == {"numpy"}


def test_one_component_is_shown_with_its_texts(capsys: pytest.CaptureFixture[str]) -> None:
    from wanderlust.cli import run

    assert run(["licenses", "inter"]) == 0
    assert "SIL OPEN FONT LICENSE" in capsys.readouterr().out
    assert run(["licenses", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) > 80
    assert run(["licenses", "nothing of the kind"]) == 2
