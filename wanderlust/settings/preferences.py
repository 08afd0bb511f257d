"""The traveller's small choices in a JSON file, written whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, get_args

from wanderlust.domain.errors import StorageFailed

Theme = Literal["system", "light", "dark"]


@dataclass(frozen=True, slots=True)
class Preferences:
    """What is remembered between starts.

    Attributes:
        theme: Colours of the window.
        splitter: Widths in pixels of map and panel, or None before they were moved.
        window: Width and height in pixels, or None before the window was sized.
        llm: What helps the language router: off, auto, pack or an address.
    """

    theme: Theme = "system"
    splitter: tuple[int, int] | None = None
    window: tuple[int, int] | None = None
    llm: str = "auto"


class PreferencesFile:
    """Loads and saves ``Preferences``."""

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        self._path = path
        self._now = now

    def load(self) -> tuple[Preferences, str]:
        """The preferences, and a sentence when a damaged file was put aside (else empty).

        A file that is not there, or cannot be read at all, means the preferences we begin with.
        """
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return Preferences(), ""
        except OSError as error:
            return Preferences(), f"Your preferences cannot be read ({error.strerror}). I use the usual ones."
        try:
            return parsed(json.loads(content)), ""
        except ValueError:
            aside = self._path.with_name(f"{self._path.name}.damaged-{self._now():%Y-%m-%d-%H%M%S}")
            try:
                self._path.replace(aside)
            except OSError:
                return Preferences(), "Your preferences were damaged. I use the usual ones."
            return Preferences(), f"Your preferences were damaged. I put them aside as {aside.name}."

    def save(self, preferences: Preferences) -> None:
        """Write them; a crash in the middle leaves the ones before.

        Raises:
            StorageFailed: The folder cannot be written or the disk is full.
        """
        fresh = self._path.with_name(self._path.name + ".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with fresh.open("w", encoding="utf-8") as file:
                json.dump(asdict(preferences), file, indent=1)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._path)
        except OSError as error:
            raise StorageFailed(
                f"I cannot save your preferences: {error.strerror or error}.",
                f"Make room or allow writing in {self._path.parent}.",
            ) from error


def parsed(content: Any) -> Preferences:
    """Preferences from JSON; unknown names are left to other versions. Raises ValueError for a wrong value."""
    if not isinstance(content, dict):
        raise ValueError("not an object")
    theme = content.get("theme", "system")
    if theme not in get_args(Theme):
        raise ValueError(f"no such theme: {theme}")
    llm = content.get("llm", "auto")
    if not isinstance(llm, str):
        raise ValueError(f"no such language model: {llm}")
    return Preferences(theme, two_sizes(content.get("splitter")), two_sizes(content.get("window")), llm)


def two_sizes(value: Any) -> tuple[int, int] | None:
    if value is None:
        return None
    match value:
        case [int(first), int(second)] if first >= 0 and second >= 0:
            return first, second
    raise ValueError(f"not two sizes: {value}")
