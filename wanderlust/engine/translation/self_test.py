"""Whether installed models do translate: one known sentence there and back, once for each installation, remembered."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Mapping
from pathlib import Path

from wanderlust.domain.errors import EngineFailed
from wanderlust.engine.translation.worker import Direction

log = logging.getLogger(__name__)

KNOWN = "Where is the station?"
KEPT = ("station", "train", "rail", "stop", "depot")
"""Of the sentence, one of these must come back: damaged or mixed-up models bring nothing like it. Tried on one pair of
real models only, hence the room for other words."""
_MOST_REMEMBERED = 500


class SelfTests:
    """Results by what was tested: a pack that is installed anew is tested anew.

    Args:
        path: Where they are remembered; a folder that cannot be written means testing again at the next start.
        translate: One sentence through one direction's model; raises EngineFailed.
    """

    def __init__(self, path: Path, translate: Callable[[str, Direction], str]) -> None:
        self._path = path
        self._translate = translate
        self._known: dict[str, bool] | None = None

    def passed(self, models: Mapping[Direction, Path], wanted: tuple[Direction, ...]) -> bool:
        """Whether every wanted direction works.

        Args:
            models: The folder of each installed direction's files.
            wanted: Directions among them.
        """
        return all(self._one(direction, models) for direction in wanted)

    def _one(self, direction: Direction, models: Mapping[Direction, Path]) -> bool:
        known = self._load()
        mark = _mark(direction, models[direction])
        if mark not in known:
            try:
                known[mark] = self._works(direction, models)
            except EngineFailed as error:
                log.warning("the translation from %s to %s does not work: %s", *direction, error)
                # The process may only have been ended in the middle: that is not remembered.
                return False
            self._save(known)
        return known[mark]

    def _works(self, direction: Direction, models: Mapping[Direction, Path]) -> bool:
        source, target = direction
        if source == "en":
            there = self._translate(KNOWN, direction)
            back = self._translate(there, (target, source)) if (target, source) in models else ""
        elif target == "en" and ("en", source) in models:
            there = self._translate(KNOWN, ("en", source))
            back = self._translate(there, direction)
        else:
            # Nothing leads there and back: that words come out, and other ones, is all that can be seen.
            there, back = self._translate(KNOWN, direction), ""
        return _is_text(there) and (not back or any(word in back.casefold() for word in KEPT))

    def _load(self) -> dict[str, bool]:
        if self._known is None:
            try:
                content = json.loads(self._path.read_text(encoding="utf-8"))
                self._known = {str(mark): passed is True for mark, passed in content.items()}
            except (OSError, ValueError, AttributeError):
                self._known = {}
        return self._known

    def _save(self, known: Mapping[str, bool]) -> None:
        recent = dict(list(known.items())[-_MOST_REMEMBERED:])
        fresh = self._path.with_name(f"{self._path.name}.new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps(recent, indent=1), encoding="utf-8")
            fresh.replace(self._path)
        except OSError as error:
            log.info("self-tests are not remembered: %s", error)


def _mark(direction: Direction, folder: Path) -> str:
    """What was tested: the stamp of its pack, of these sizes and checksums, written at this time."""
    stamp = folder / "installed.json"
    try:
        content, written = stamp.read_bytes(), stamp.stat().st_mtime_ns
    except OSError:
        content, written = b"", 0
    return f"{'-'.join(direction)} {hashlib.sha256(content).hexdigest()[:16]} {written}"


def _is_text(text: str) -> bool:
    return any(letter.isalpha() for letter in text) and "\ufffd" not in text
