"""How Wanderlust starts itself again in a process of its own."""

from __future__ import annotations

import sys


def own_command(*arguments: str) -> list[str]:
    """The command line that starts it with these arguments, from source and frozen."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-m", "wanderlust", *arguments]
