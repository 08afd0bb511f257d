"""Says what takes the space in a built bundle, the largest first."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

SHOWN = 24
MEGABYTE = 1_048_576


def sizes(bundle: Path) -> Counter[str]:
    """Bytes by part: each package, each pack of data, each resource; a file that lies twice counts twice."""
    found: Counter[str] = Counter()
    for path in bundle.rglob("*"):
        if path.is_symlink() or not path.is_file():
            continue
        inside = path.relative_to(bundle).parts
        inside = inside[1:] if inside[0] == "_internal" else inside
        depth = 3 if inside[:2] == ("data", "packs") else 2 if inside[0] in ("data", "resources") else 1
        name = "/".join(inside[:depth]) if len(inside) > 1 else inside[0]
        if len(inside) > 1 and inside[0].endswith(".libs"):
            name = inside[0].removesuffix(".libs")
        if len(inside) == 1 and ".so" in name:
            name = "shared libraries at the top"
        found[name] += path.stat().st_size
    return found


def table(bundle: Path) -> str:
    """The table as text, in MB of 1,048,576 bytes as ``du -m`` counts."""
    found = sizes(bundle)
    rows = [f"{count / MEGABYTE:8.1f}  {name}" for name, count in found.most_common(SHOWN)]
    rest = sum(count for _, count in found.most_common()[SHOWN:])
    rows += [f"{rest / MEGABYTE:8.1f}  {max(0, len(found) - SHOWN)} more", f"{found.total() / MEGABYTE:8.1f}  in all"]
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.stdout.write(table(Path(sys.argv[1])))
