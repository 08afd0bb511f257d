"""Preferences come back, and a damaged file costs only the choices in it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wanderlust.domain.errors import StorageFailed
from wanderlust.domain.places import Place
from wanderlust.settings.preferences import Preferences, PreferencesFile, is_brain, is_contact, parsed

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def preferences_at(path: Path) -> PreferencesFile:
    return PreferencesFile(path, lambda: NOON)


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "config" / "preferences.json"
    chosen = Preferences("dark", "pt", (800, 480), (1280, 800))
    preferences_at(path).save(chosen)
    assert preferences_at(path).load() == (chosen, "")
    assert [entry.name for entry in path.parent.iterdir()] == ["preferences.json"]


def test_the_first_start_has_the_usual_ones(tmp_path: Path) -> None:
    assert preferences_at(tmp_path / "none.json").load() == (Preferences(), "")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"theme": "pink"}',
        b'{"theme": []}',
        b'{"splitter": [1]}',
        b'{"languages": []}',
        b'{"languages": "en"}',
        b'{"text_size": 400}',
        b'{"speed": true}',
        b'{"pace": "hasty"}',
        b'{"voices": ["heart"]}',
        b'{"brain": "ollama"}',
        b'{"window": [-1, 5]}',
        b"\xff\xfe\x00",
    ],
)
def test_a_damaged_file_is_put_aside_whole(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "preferences.json"
    path.write_bytes(content)
    loaded, notice = preferences_at(path).load()
    assert loaded == Preferences()
    aside = tmp_path / "preferences.json.damaged-2026-11-22-120000"
    assert notice == f"Your preferences were damaged. I put them aside as {aside.name}."
    assert aside.read_bytes() == content


def test_names_of_other_versions_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    path.write_text('{"theme": "light", "shoe_size": 43}')
    loaded, notice = preferences_at(path).load()
    assert (loaded.theme, notice) == ("light", "")
    assert loaded.others == {"shoe_size": 43}


def test_what_other_versions_wrote_is_written_back(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    path.write_text('{"theme": "light", "calls": {"cap": 3}, "shoe_size": null}')
    preferences, _ = preferences_at(path).load()
    preferences_at(path).save(replace(preferences, theme="dark"))
    written = json.loads(path.read_text())
    assert written["theme"] == "dark"
    assert written["calls"] == {"cap": 3}
    assert "shoe_size" in written


def test_every_choice_comes_back(tmp_path: Path) -> None:
    chosen = Preferences(
        text_size=130,
        reduced_motion=True,
        languages=("pt", "en"),
        pace="patient",
        speed=0.85,
        voices={"en": "en-US"},
        echo="off",
        microphone="Webcam, analog",
        speaker="Jabra",
        brain="http://127.0.0.1:11434/v1",
    )
    file = preferences_at(tmp_path / "preferences.json")
    file.save(chosen)
    assert file.load() == (chosen, "")


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("off", True),
        ("auto", True),
        ("pack", True),
        ("http://127.0.0.1:11434/v1", True),
        ("https://models.example/v1", True),
        ("ollama", False),
        ("http://", False),
        ("ftp://a", False),
        ("", False),
    ],
)
def test_a_brain_is_a_word_or_an_address(text: str, fits: bool) -> None:
    assert is_brain(text) is fits


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file")
    with pytest.raises(StorageFailed, match="I cannot save your preferences"):
        preferences_at(tmp_path / "config" / "preferences.json").save(Preferences())


def test_a_folder_in_place_of_the_file_is_said_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    path.mkdir()
    loaded, notice = preferences_at(path).load()
    assert loaded == Preferences()
    assert "cannot be read" in notice
    assert path.is_dir()


def test_the_pair_interpreted_last_and_the_question_before_care_come_back(tmp_path: Path) -> None:
    file = preferences_at(tmp_path / "preferences.json")
    file.save(Preferences(interpreted=("en", "pt"), ask_before_care=False))
    loaded, notice = file.load()
    assert (loaded.interpreted, loaded.ask_before_care, notice) == (("en", "pt"), False, "")


@pytest.mark.parametrize("pair", [["en", "en"], ["en"], "en", ["", "pt"]])
def test_what_is_no_pair_of_languages_is_damage(pair: object) -> None:
    with pytest.raises(ValueError, match="not two languages"):
        parsed({"interpreted": pair})


LISBON = Place("gn:2267057", "Lisbon", "city", 38.72, -9.13, "PT", "Portugal", timezone="Europe/Lisbon", capital=True)


def test_where_the_traveller_is_and_their_units_come_back(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    for chosen in (Preferences(here=LISBON, units="imperial", contact="maya@example.org"), Preferences()):
        preferences_at(path).save(chosen)
        assert preferences_at(path).load() == (chosen, "")


@pytest.mark.parametrize(
    "here",
    [
        "Lisbon",
        {},
        {"id": "x", "name": "x", "kind": "planet", "lat": 1, "lon": 2},
        {"id": "x", "name": "x", "kind": "city", "lat": 91, "lon": 2},
        {"id": "x", "name": 3, "kind": "city", "lat": 1, "lon": 2},
        {"id": "x", "name": "x", "kind": "city", "lat": 1, "lon": 2, "planet": "Mars"},
    ],
)
def test_what_is_no_place_is_damage(here: object) -> None:
    with pytest.raises(ValueError):
        parsed({"here": here})


@pytest.mark.parametrize(
    ("text", "fits"), [("", True), ("a@b.org", True), ("https://b.org/me", True), ("b.org", False), ("a b@c.d", False)]
)
def test_a_contact_is_an_address_of_mail_or_of_the_web(text: str, fits: bool) -> None:
    assert is_contact(text) is fits
