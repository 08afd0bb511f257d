"""Refuses a bundle that holds a library nobody listed a licence of, or that links to what is not there."""

from __future__ import annotations

import sys
from pathlib import Path

from gather_licences import unknown_libraries

from wanderlust.application.component_list import packages, requirements


def top_folders() -> frozenset[str]:
    """The folders and modules at the top of every listed package."""
    found = {f"python{sys.version_info.major}.{sys.version_info.minor}"}  # Python's own modules
    for distribution in packages(requirements()):
        for file in distribution.files or ():
            found.add(file.parts[0] if len(file.parts) > 1 else file.name)
    return frozenset(found)


def main(bundle: Path) -> None:
    """End with the names of what is not known."""
    inside = bundle / "_internal"
    unknown = unknown_libraries(inside, top_folders())
    if unknown:
        names = "\n  ".join(unknown)
        sys.exit(f"No licence is listed for these libraries (resources/licences/components.toml):\n  {names}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
