"""Puts the version into what Windows and macOS read about the program."""

from __future__ import annotations

import sys
from pathlib import Path

from wanderlust import __version__

HERE = Path(__file__).resolve().parent
TEMPLATES = (HERE / "windows" / "version_info.txt.in", HERE / "macos" / "Info.plist.in")


def filled(template: str, version: str) -> str:
    """The template with ``version``, as text and as the four numbers Windows wants."""
    numbers = [*version.split("."), "0", "0", "0"][:4]
    return template.replace("@VERSION@", version).replace("@COMMAS@", ", ".join(numbers))


def main(target: Path) -> None:
    """Write each below ``target`` under its own name."""
    target.mkdir(parents=True, exist_ok=True)
    for template in TEMPLATES:
        text = filled(template.read_text(encoding="utf-8"), __version__)
        (target / template.name.removesuffix(".in")).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
