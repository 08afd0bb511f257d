"""``wanderlust translate``: a text, or lines of JSON in and out, bad lines answered and not fatal."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys

import pytest

from wanderlust.application.translate_command import answers, translate_command
from wanderlust.domain.errors import BadInput
from wanderlust.engine.translation.translator import Translated
from wanderlust.engine.translation.worker import Direction
from wanderlust.settings.paths import PROJECT, Paths

EN_PT = ("en", "pt")


class Upper:
    """Answers in capitals."""

    def translate(self, text: str, direction: Direction) -> Translated:
        if not text:
            raise BadInput("There are no words to translate.")
        return Translated(text.upper(), "local", 1.0)


def test_every_line_has_its_answer_in_order_and_bad_ones_say_why() -> None:
    lines = ['{"id": 1, "text": "a"}', "", "nonsense", '{"id": 2}', "[]", '{"id": "x", "text": ""}', '{"text": "b"}']
    assert list(answers(Upper(), EN_PT, lines)) == [
        {"id": 1, "text": "A", "route": "local"},
        {"id": None, "error": "Line 3: It is not JSON."},
        {"id": 2, "error": 'Line 4: "text" is missing or no text.'},
        {"id": None, "error": "Line 5: It is not a JSON object."},
        {"id": "x", "error": "Line 6: There are no words to translate."},
        {"id": None, "text": "B", "route": "local"},
    ]


@pytest.mark.parametrize(("text", "jsonl"), [(None, False), ("Hello.", True)])
def test_it_wants_a_text_or_lines(paths: Paths, text: str | None, jsonl: bool) -> None:
    with pytest.raises(BadInput, match="either a text or --jsonl"):
        translate_command(paths, EN_PT, text, jsonl, io.StringIO(), io.StringIO())


@pytest.mark.engine
def test_a_pair_that_is_not_here_is_one_sentence(paths: Paths) -> None:
    with pytest.raises(BadInput, match="cannot translate from English to German"):
        translate_command(paths, ("en", "de"), None, True, io.StringIO(), io.StringIO())


@pytest.mark.engine
def test_lines_of_json_through_the_program_itself() -> None:
    """In a locale without UTF-8, which JSON does not follow."""
    lines = '{"id": "a", "text": "Onde fica a estação?"}\n{"id": "b", "text": "Não, obrigado."}\n'
    done = subprocess.run(
        [sys.executable, "-m", "wanderlust", "translate", "--from", "pt", "--to", "en", "--jsonl"],
        input=lines.encode(),
        capture_output=True,
        cwd=PROJECT,
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"},
        check=True,
    )
    first, second = (json.loads(line) for line in done.stdout.decode().splitlines())
    assert first["id"] == "a" and "station" in first["text"].casefold() and first["route"] == "local"
    assert second["text"] == "No, thank you."
