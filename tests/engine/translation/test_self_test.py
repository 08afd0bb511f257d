"""Installed models are tried once, with one sentence there and back, and the result outlives the program."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from wanderlust.domain.errors import EngineFailed
from wanderlust.engine.translation.self_test import SelfTests
from wanderlust.engine.translation.worker import Direction

EN_DE, DE_EN, EN_FR = ("en", "de"), ("de", "en"), ("en", "fr")


class Models:
    """Answers as it is told, and remembers what it was asked."""

    def __init__(self) -> None:
        self.answers = {EN_DE: "Wo ist der Bahnhof?", DE_EN: "Where is the station?", EN_FR: "Où est la gare ?"}
        self.asked: list[tuple[str, Direction]] = []

    def translate(self, text: str, direction: Direction) -> str:
        self.asked.append((text, direction))
        answer = self.answers[direction]
        if answer == "broken":
            raise EngineFailed("It broke.")
        return answer


class Rig:
    def __init__(self, folder: Path) -> None:
        self.models = Models()
        self.pack = folder / "translation-de-en"
        self.pack.mkdir()
        (self.pack / "installed.json").write_text('{"edition": "3.0"}')
        self.path = folder / "tests.json"
        self.here = {EN_DE: self.pack, DE_EN: self.pack, EN_FR: self.pack}
        self.tests = self.fresh()

    def fresh(self) -> SelfTests:
        return SelfTests(self.path, self.models.translate)

    def passed(self, *wanted: Direction) -> bool:
        return self.tests.passed(self.here, wanted)


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    return Rig(tmp_path)


def test_a_pair_that_keeps_the_word_there_and_back_works(rig: Rig) -> None:
    assert rig.passed(EN_DE, DE_EN)
    assert rig.models.asked[:2] == [("Where is the station?", EN_DE), ("Wo ist der Bahnhof?", DE_EN)]


def test_it_is_done_once_and_remembered_by_the_next_start(rig: Rig) -> None:
    assert rig.passed(EN_DE)
    rig.models.asked.clear()
    assert rig.passed(EN_DE) and rig.fresh().passed(rig.here, (EN_DE,))
    assert not rig.models.asked


def test_an_installation_anew_is_tested_anew(rig: Rig) -> None:
    assert rig.passed(EN_DE)
    rig.models.asked.clear()
    os.utime(rig.pack / "installed.json", ns=(1, 1))
    assert rig.passed(EN_DE) and rig.models.asked


@pytest.mark.parametrize("answer", ["", "???", "\ufffd\ufffd"])
def test_what_gives_no_words_does_not_work(rig: Rig, answer: str) -> None:
    rig.models.answers[EN_FR] = answer
    assert not rig.passed(EN_FR)


def test_what_loses_the_word_on_the_way_back_does_not_work(rig: Rig) -> None:
    rig.models.answers[DE_EN] = "the the the"
    assert not rig.passed(EN_DE) and not rig.passed(DE_EN)


def test_a_process_that_broke_is_tried_again_next_time(rig: Rig) -> None:
    good = rig.models.answers[EN_FR]
    rig.models.answers[EN_FR] = "broken"
    assert not rig.passed(EN_FR)
    rig.models.answers[EN_FR] = good
    assert rig.passed(EN_FR)


@pytest.mark.parametrize("content", ["", "[]", "no json", '{"en-de": "yes"}'])
def test_a_damaged_memory_means_testing_again(rig: Rig, content: str) -> None:
    rig.path.write_text(content)
    assert rig.passed(EN_DE) and rig.models.asked


def test_a_folder_that_cannot_be_written_means_testing_at_every_start(rig: Rig, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    tests = SelfTests(tmp_path / "file" / "tests.json", rig.models.translate)
    assert tests.passed(rig.here, (EN_DE,))
