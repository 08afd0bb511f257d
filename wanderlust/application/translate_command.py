"""``wanderlust translate``: a text, or lines of JSON, translated on this computer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Protocol, TextIO

from wanderlust.application.translation import text_translator
from wanderlust.domain.errors import BadInput, WanderlustError
from wanderlust.engine.translation.translator import Translated
from wanderlust.engine.translation.worker import Direction
from wanderlust.settings.paths import Paths

LONGEST_LINE = 1_000_000  # characters


class TranslatesText(Protocol):
    """A translator, as far as this command needs it."""

    def translate(self, text: str, direction: Direction) -> Translated: ...


def translate_command(
    paths: Paths, direction: Direction, text: str | None, jsonl: bool, lines: TextIO, out: TextIO
) -> int:
    """Write the translation of ``text``, or of every JSON line of ``lines``; returns the exit code.

    Raises:
        BadInput: There is no text, or that direction is not on this computer.
        EngineFailed: The translator broke.
    """
    if (text is None) is not jsonl:
        raise BadInput("Give either a text or --jsonl.", 'As in: wanderlust translate --from en --to pt "Good morning"')
    translator, process = text_translator(paths)
    try:
        if direction not in translator.directions:
            translator.translate(" ", direction)  # which says why not
        if text is not None:
            out.write(f"{translator.translate(text, direction).text}\n")
        else:
            for answer in answers(translator, direction, lines):
                out.write(json.dumps(answer, ensure_ascii=False) + "\n")
                out.flush()
    finally:
        process.close()
    return 0


def answers(translator: TranslatesText, direction: Direction, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """An object for every line that is not blank: ``text`` and ``route``, or ``error``."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        name: Any = None
        try:
            request = _request(line)
            name = request.get("id")
            text = request.get("text")
            if not isinstance(text, str):
                raise BadInput('"text" is missing or no text.')
            translated = translator.translate(text, direction)
        except WanderlustError as error:
            yield {"id": name, "error": f"Line {number}: {error.sentence}"}
        else:
            yield {"id": name, "text": translated.text, "route": translated.route}


def _request(line: str) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise BadInput("It is longer than a million characters.")
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadInput("It is not JSON.") from error
    if not isinstance(value, dict):
        raise BadInput("It is not a JSON object.")
    return value
