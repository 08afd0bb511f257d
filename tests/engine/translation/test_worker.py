"""Inside the translator's process: one sentence a line, and a panic of the library is one answer, not the end."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from wanderlust.application.translation import installed_directions
from wanderlust.engine.translation.worker import Direction, load_direction, serve_translation
from wanderlust.settings.paths import Paths

FOLDERS = {("en", "pt"): "one", ("pt", "en"): "one"}


class Panic(BaseException):
    """As the library's: no Exception."""


class Model:
    """Answers with the sentence turned round."""

    def translate(self, text: str) -> str:
        if text == "panic":
            raise Panic("unsendable")
        return text[::-1]


def served(*questions: tuple[str, str, str], most_loaded: int = 4) -> tuple[list[dict[str, str]], list[Direction]]:
    """The answers, and the directions that were loaded."""
    loaded: list[Direction] = []

    def load(folder: Path, direction: Direction) -> Model:
        if folder.name != FOLDERS.get(direction):
            raise FileNotFoundError(folder)
        loaded.append(direction)
        return Model()

    asked = [{"from": a, "to": b, "folder": FOLDERS.get((a, b), "gone"), "text": text} for a, b, text in questions]
    lines = b"".join(json.dumps(question).encode() + b"\n" for question in asked)
    out = io.BytesIO()
    serve_translation(io.BytesIO(lines), out, load, most_loaded)
    return [json.loads(line) for line in out.getvalue().splitlines()], loaded


def test_each_direction_is_loaded_once_when_it_is_first_asked_for() -> None:
    answers, loaded = served(("en", "pt", "ab"), ("en", "pt", "cd"), ("pt", "en", "ef"))
    assert [answer["text"] for answer in answers] == ["ba", "dc", "fe"]
    assert loaded == [("en", "pt"), ("pt", "en")]


def test_a_panic_is_answered_and_the_model_that_panicked_is_loaded_anew() -> None:
    answers, loaded = served(("en", "pt", "panic"), ("en", "pt", "ab"))
    assert "could not" in answers[0]["error"]
    assert answers[1] == {"text": "ba"}
    assert loaded == [("en", "pt"), ("en", "pt")]


def test_the_model_that_was_not_used_for_longest_makes_room() -> None:
    there, back = ("en", "pt", "ab"), ("pt", "en", "ab")
    answers, loaded = served(there, back, there, back, most_loaded=1)
    assert all(answer == {"text": "ba"} for answer in answers)
    assert loaded == [("en", "pt"), ("pt", "en")] * 2
    assert served(there, back, there, back, most_loaded=2)[1] == [("en", "pt"), ("pt", "en")]


def test_a_direction_that_is_not_there_is_an_error_and_not_the_end() -> None:
    answers, _ = served(("en", "de", "ab"), ("en", "pt", "ab"))
    assert "error" in answers[0]
    assert answers[1] == {"text": "ba"}


def test_the_library_does_panic_on_another_thread_and_no_except_exception_sees_it(paths: Paths) -> None:
    """Why it has a process whose one thread does nothing else; should this fail one day, the process may go."""
    folder = installed_directions(paths)["en", "pt"]
    model = load_direction(folder, ("en", "pt"))
    raised: list[type[BaseException]] = []

    def ask() -> None:
        try:
            model.translate("Hello.")
        except BaseException as error:
            raised.append(type(error))  # the error itself would hold the model for whichever thread collects it

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert raised and not issubclass(raised[0], Exception)


def test_files_that_are_not_there_are_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="enpt"):
        load_direction(tmp_path, ("en", "pt"))


def test_its_process_knows_neither_packs_nor_numbers_so_that_two_models_fit_into_120_megabytes() -> None:
    """With the code for downloads and for arrays it had 24 MB more, and passed 120 while it loaded."""
    script = (
        "import sys, wanderlust.cli, wanderlust.application.translator_process, wanderlust.engine.translation.worker;"
        "print(*{'numpy', 'ssl', 'http.client', 'wanderlust.engine.packs'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout.split() == []
