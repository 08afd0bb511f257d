"""Runs first in a frozen bundle: the PortAudio it carries is found by name, as one of the system's would be."""

from __future__ import annotations

import ctypes.util
import sys
from pathlib import Path

BUNDLED = Path(getattr(sys, "_MEIPASS", "")) / "libportaudio.so.2"
_of_the_system = ctypes.util.find_library


def find_library(name: str) -> str | None:
    if name == "portaudio" and BUNDLED.is_file():
        return str(BUNDLED)
    return _of_the_system(name)


ctypes.util.find_library = find_library
