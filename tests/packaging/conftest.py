"""The set-up's own modules, which run before anything is installed and so belong to no package."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[2] / "packaging"


@pytest.fixture
def system_libraries(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return fresh("system_libraries", monkeypatch)


@pytest.fixture
def prepare_environment(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return fresh("prepare_environment", monkeypatch)


def fresh(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(FOLDER))
    sys.modules.pop(name, None)
    return importlib.import_module(name)
