"""``python -m wanderlust``: everything begins here; the rest is imported when it is known what is wanted."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and end with its exit code."""
    from wanderlust.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
