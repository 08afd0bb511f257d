"""A frozen build offers no download that it could never use."""

from __future__ import annotations

import pytest

from wanderlust.application import runnable_packs
from wanderlust.application.runnable_packs import runnable
from wanderlust.engine.pack_manifest import read_manifest
from wanderlust.settings.paths import PROJECT

MANIFEST = read_manifest(PROJECT / "resources" / "packs" / "manifest.toml")


def test_a_frozen_build_without_what_runs_it_does_not_offer_the_language_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runnable_packs, "find_spec", lambda name: None)
    assert set(MANIFEST.packs) - set(runnable(MANIFEST, frozen=True).packs) == {"language-model"}
    assert runnable(MANIFEST, frozen=False) is MANIFEST


def test_one_that_carries_it_offers_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runnable_packs, "find_spec", lambda name: object())
    assert runnable(MANIFEST, frozen=True).packs == MANIFEST.packs
    assert set(runnable_packs.NEEDS_MODULE) <= set(MANIFEST.packs)
