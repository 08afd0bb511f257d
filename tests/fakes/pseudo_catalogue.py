"""Catalogues in no language: every word of the window made longer, or written from right to left."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from types import ModuleType

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

ROOT = Path(__file__).parents[2]
LONGER = 0.4
_KEPT = re.compile(r"(\{\w*\}|%\w|<[^>]*>|\s+)")
_ARABIC = dict(zip("abcdefghijklmnopqrstuvwxyz", "ابجدهوزحطيكلمنسعفصقرشتثخذض", strict=True))


@cache
def script() -> ModuleType:
    """What collects the words: packaging/translations.py."""
    spec = importlib.util.spec_from_file_location("translations_script", ROOT / "packaging" / "translations.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look themselves up there
    spec.loader.exec_module(module)
    return module


def longer(words: str) -> str:
    """40 % more letters, spread over the words as another language's would be."""
    due, parts = 0.0, list[str]()
    for part in _KEPT.split(words):
        if not part or _KEPT.fullmatch(part):
            parts.append(part)
            continue
        due += LONGER * (len(part) + 1)
        extra = int(due)
        due -= extra
        middle = max(1, len(part) // 2)
        parts.append(part[:middle] + part[middle - 1].lower() * extra + part[middle:])
    return "".join(parts)


def mirrored(words: str) -> str:
    """In Arabic letters, which say nothing, and run from right to left."""
    parts = (p if _KEPT.fullmatch(p) else "".join(_ARABIC.get(c.lower(), c) for c in p) for p in _KEPT.split(words))
    return "".join(parts)


def longest() -> str:
    """The language whose translations have the most letters, of those written in letters as wide as English ones."""

    def letters(language: str) -> int:
        return sum(len(str(message.string)) for message in script().read(language) if message.id)

    return max(("es", "fr", "de", "it", "pt"), key=letters)


def write(folder: Path, language: str, say: Callable[[str], str]) -> frozenset[str]:
    """Compile the whole window's words as ``language``.mo; gives them, for who looks for them."""
    catalog = Catalog(locale=language, charset="utf-8", fuzzy=False)
    said: set[str] = set()
    for message in script().collected():
        if not message.id:
            continue
        if isinstance(message.id, tuple):
            one, many = map(say, message.id)
            forms: tuple[str, ...] = (one, *[many] * (catalog.num_plurals - 1))
            catalog.add(message.id, forms)
            said |= {one, many}
        else:
            catalog.add(message.id, say(message.id))
            said.add(say(message.id))
    out = BytesIO()
    write_mo(out, catalog)
    (folder / f"{language}.mo").write_bytes(out.getvalue())
    return frozenset(said)
