"""Gathers a bundle's list of components and their licence texts; refuses what may not be in it."""

from __future__ import annotations

import shutil
import sys
import tomllib
from pathlib import Path

from wanderlust.application.component_list import LISTED, TABLE, as_json, folder_name, parts

ROOT = Path(__file__).resolve().parents[1]
RESOURCES = ROOT / "resources"


def gather(target: Path) -> None:
    """Write the list and the texts below ``target``."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    listed = parts(RESOURCES)
    refused = [
        f"{each.component.name} ({each.component.licence or 'unknown'})"
        for each in listed
        if not each.component.permitted
    ]
    if refused:
        sys.exit(f"These may not be in the bundle: {', '.join(refused)}")
    for part in listed:
        folder = target / folder_name(part.component.name)
        for number, text in enumerate(part.texts):
            folder.mkdir(exist_ok=True)
            shutil.copyfile(text, folder / f"{number:02}-{text.name}")
    (target / LISTED).write_text(as_json(part.component for part in listed), encoding="utf-8")


def unknown_libraries(bundle: Path, packages: frozenset[str]) -> list[str]:
    """Shared libraries below ``bundle`` that neither come inside a listed package nor stand in the table."""
    table = tomllib.loads((RESOURCES / "licences" / TABLE).read_text(encoding="utf-8"))
    known = tuple(beginning for entry in table["library"] for beginning in entry["files"])
    found = []
    for path in sorted(bundle.rglob("*.so*")):
        inside = path.relative_to(bundle).parts
        # A package's own modules lie in its folder; what it brought of others lies in NAME.libs.
        own = inside[0] in packages and not any(part.endswith(".libs") for part in inside)
        if not own and not path.is_symlink() and not path.name.startswith(known):
            found.append("/".join(inside))
    return found


if __name__ == "__main__":
    gather(Path(sys.argv[1]))
