"""Collects every sentence a traveller may see into resources/translations, and compiles what was translated.

packaging/translations.py collect            rewrite wanderlust.pot and bring each LANGUAGE.po up to date
packaging/translations.py compile            write each LANGUAGE.mo
packaging/translations.py missing LANGUAGE   print what has no translation yet, one JSON line each
packaging/translations.py fill LANGUAGE      take lines {"key", "said"} from stdin, a list where there are forms

Words of the window are the arguments of ``tr``, ``translate`` and ``counted``. Sentences of other parts reach the
window ready made: every literal there that reads like a sentence is taken, an f-string as its pattern.
"""

from __future__ import annotations

import ast
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("es", "fr", "de", "it", "pt", "ja", "zh", "ko", "ar")
TEMPLATE = FOLDER / "wanderlust.pot"

# Whose literals are sentences for the traveller; what these say aloud has a table for each language already.
SAYING = ("application", "assistant", "audio", "domain", "geo", "realtime", "settings", "store", "telephony", "web")
SAYING += ("trip_files",)
SPOKEN = ("assistant/tools/said", "assistant/calls", "assistant/interpreter/sentences", "assistant/online/sentences")
SPOKEN += ("telephony/rehearsal", "domain/calls/first_words", "domain/calls/clock_words", "assistant/instructions")
SPOKEN += ("assistant/online/instructions", "domain/tool_catalogue")
# Ways in for the terminal, whose answers nobody sees in the window.
SPOKEN += tuple(f"application/{name}_command" for name in ("route", "eval", "say", "transcribe", "translate", "trip"))
SPOKEN += ("application/eval_batch", "application/eval_lines", "application/doctor")

NOT_SHOWN = ("debug", "info", "warning", "error", "exception", "add_argument", "add_parser")
# Which argument of what is shown as it is: its place, and its name.
SHOWN = {"ToolOutcome": (2, "activity"), "Reveal": (2, "label"), "Field": (1, "label"), "_activity": (0, "text")}
_CODE = re.compile(
    r"\b(SELECT|INSERT|DELETE FROM|UPDATE \w+ SET|CREATE|PRAGMA|VACUUM|DROP TABLE|ORDER BY|WHERE|VALUES)\b|::|\w\|\w"
)
_SENTENCE = re.compile(r"[A-Z0-9{\"<].*\s.*[.?…:]", re.DOTALL)
_LEAST_LETTERS = 8  # of a pattern's own: a shorter one would fit anything


@dataclass(frozen=True, slots=True)
class Found:
    """Words and where they stand; ``many`` is the English plural, or empty."""

    words: str
    where: str
    line: int
    many: str = ""


def found_in(path: Path) -> Iterator[Found]:
    """Everything in one source file that a traveller may read."""
    name = path.relative_to(ROOT).as_posix()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = path.relative_to(ROOT / "wanderlust").as_posix()
    if inside.startswith("ui/"):
        yield from _words(tree, name)
    elif inside.split("/")[0] in SAYING and not inside.startswith(SPOKEN):
        yield from _sentences(tree, name)
        yield from _words(tree, name)


def _words(tree: ast.AST, name: str) -> Iterator[Found]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        texts = [arg for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if called == "tr" and texts:
            yield Found(texts[0].value, name, node.lineno)
        elif called == "translate" and len(texts) == 2:
            yield Found(texts[1].value, name, node.lineno)
        elif called == "counted" and len(texts) >= 2:
            yield Found(texts[0].value, name, node.lineno, texts[1].value)


def _sentences(tree: ast.AST, name: str) -> Iterator[Found]:
    skipped = {id(node) for found in ast.walk(tree) for node in _not_for_travellers(found)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            for shown in _shown_by(node):
                yield from _literals(shown, name)
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _reads(node.value):
            yield Found(node.value, name, node.lineno)
        elif isinstance(node, ast.JoinedStr):
            template = _template(node)
            own = re.sub(r"\{\d+\}", "", template)
            if _reads(template) and sum(map(str.isalpha, own)) >= _LEAST_LETTERS:
                yield Found(template, name, node.lineno)


def _reads(text: str) -> bool:
    return _SENTENCE.fullmatch(text) is not None and not _CODE.search(text)


def _literals(node: ast.AST, name: str) -> Iterator[Found]:
    """The words of an expression, whichever branch of it is taken."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield Found(node.value, name, node.lineno)
    elif isinstance(node, ast.JoinedStr):
        yield Found(_template(node), name, node.lineno)
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body, name)
        yield from _literals(node.orelse, name)


def _shown_by(node: ast.Call) -> Iterator[ast.expr]:
    """Arguments that are shown as they are though they are no whole sentences: what was done, and labels."""
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    place, name = SHOWN.get(called, (-1, ""))
    if 0 <= place < len(node.args):
        yield node.args[place]
    yield from (keyword.value for keyword in node.keywords if keyword.arg == name)


def _not_for_travellers(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, what is logged, parts of f-strings, and a sentence's other languages."""
    if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        for statement in node.body:
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                yield statement.value
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and key.value in LANGUAGES:
                yield from ast.walk(value)
    elif isinstance(node, ast.JoinedStr):
        yield from (part for part in node.values if isinstance(part, ast.Constant))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in NOT_SHOWN:
        yield from ast.walk(node)


def _template(node: ast.JoinedStr) -> str:
    """``f"{a.b} is gone"`` as ``{0} is gone``."""
    parts, gaps = list[str](), 0
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append(str(part.value))
        else:
            parts.append(f"{{{gaps}}}")
            gaps += 1
    return "".join(parts)


def collected() -> Catalog:
    """All of it, sorted by the file it stands in."""
    catalog = Catalog(project="Wanderlust", charset="utf-8", fuzzy=False)
    for path in sorted((ROOT / "wanderlust").rglob("*.py")):
        for found in found_in(path):
            text = (found.words, found.many) if found.many else found.words
            # Lines are left out: they change with every edit, and the file is enough to find the words.
            catalog.add(text, locations=[(found.where, None)])
    return catalog


def read(language: str) -> Catalog:
    """A language's catalogue; an empty one before its first words."""
    path = FOLDER / f"{language}.po"
    if not path.exists():
        return Catalog(locale=language, charset="utf-8", fuzzy=False)
    return read_po(BytesIO(path.read_bytes()), locale=language)


def write(language: str, catalog: Catalog) -> None:
    out = BytesIO()
    write_po(out, catalog, width=110, omit_header=False, ignore_obsolete=True)
    (FOLDER / f"{language}.po").write_bytes(_steady(out.getvalue()))


def _steady(po: bytes) -> bytes:
    """Without the times of making, so that an unchanged catalogue is an unchanged file."""
    return re.sub(rb'"(POT-Creation-Date|PO-Revision-Date): .*\n', b"", po)


def collect() -> None:
    template = collected()
    out = BytesIO()
    write_po(out, template, width=110)
    TEMPLATE.write_bytes(_steady(out.getvalue()))
    for language in LANGUAGES:
        catalog = read(language)
        catalog.update(template, no_fuzzy_matching=True)
        write(language, catalog)
        left = sum(1 for message in catalog if message.id and not _whole(message.string))
        tell(f"{language}: {left} of {len(catalog)} to translate")


def compiled(language: str) -> bytes:
    """The catalogue as gettext reads it."""
    out = BytesIO()
    catalog = read(language)
    # The header tells when it was made: an unchanged catalogue is an unchanged file.
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    write_mo(out, catalog)
    return out.getvalue()


def _whole(string: object) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


def missing(language: str) -> None:
    for message in read(language):
        if message.id and not _whole(message.string):
            where = sorted({name for name, _ in message.locations})
            forms = read(language).num_plurals if isinstance(message.id, tuple) else 1
            told = {"key": key_of(message.id), "id": message.id, "forms": forms, "where": where}
            tell(json.dumps(told, ensure_ascii=False))


def key_of(words: object) -> str:
    """A short name for English words, so that who translates need not repeat them."""
    return hashlib.sha256(repr(words).encode()).hexdigest()[:8]


def gaps(words: object) -> list[str]:
    """The names of the gaps in words; of all forms alike."""
    texts = words if isinstance(words, tuple | list) else (words,)
    return sorted({gap for text in texts for gap in re.findall(r"\{\w*\}|%[a-z]", str(text))})


def fill(language: str) -> int:
    catalog, refused = read(language), 0
    by_key = {key_of(message.id): message for message in catalog if message.id}
    for line in filter(str.strip, sys.stdin):
        told = json.loads(line)
        message, said = by_key.get(told["key"]), told["said"]
        said = tuple(said) if isinstance(said, list) else said
        plural = message is not None and isinstance(message.id, tuple)
        if message is None or plural != isinstance(said, tuple) or gaps(message.id) != gaps(said):
            tell(f"Refused: {line.strip()}")
            refused += 1
        elif plural and len(said) != catalog.num_plurals:
            tell(f"Refused, {catalog.num_plurals} forms are needed: {line.strip()}")
            refused += 1
        else:
            message.string = said
    write(language, catalog)
    return 1 if refused else 0


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main(arguments: list[str]) -> int:
    match arguments:
        case ["collect"]:
            collect()
        case ["compile"]:
            for language in LANGUAGES:
                (FOLDER / f"{language}.mo").write_bytes(compiled(language))
        case ["missing", language] if language in LANGUAGES:
            missing(language)
        case ["fill", language] if language in LANGUAGES:
            return fill(language)
        case _:
            tell(str(__doc__))
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
