"""A key in a real Secret Service: GNOME's keyring on a bus of its own; needs gnome-keyring and dbus-run-session."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.canary_search import files_with_key
from wanderlust.settings.paths import PROJECT

MISSING = [name for name in ("gnome-keyring-daemon", "dbus-run-session") if shutil.which(name) is None]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")

OPEN = "printf 'a password' | gnome-keyring-daemon --unlock --components=secrets"
STILL_LOCKED = "gnome-keyring-daemon --start --components=secrets"
LOADED = {"step": "load", "kept_in": "keyring", "same": True}


def in_session(home: Path, daemon: str, *steps: str) -> list[dict[str, Any]]:
    """What came of the steps in a session of this home, whose keyring was begun so."""
    runtime = home / "run"
    runtime.mkdir(mode=0o700, exist_ok=True)
    # Without a display nobody can be asked for the password, as nobody answers here.
    ours = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    script = f'{daemon} >/dev/null 2>&1; exec "$0" -m tests.settings.keyring_steps "$@"'
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", script, sys.executable, *steps],
        cwd=PROJECT,
        env=ours | {"HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "XDG_DATA_HOME": str(home / "data")},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_key_is_kept_given_back_in_another_session_and_forgotten(tmp_path: Path) -> None:
    assert in_session(tmp_path, OPEN, "load", "save", "load") == [{"step": "load"}, {"step": "save"}, LOADED]
    assert list((tmp_path / "data" / "keyrings").glob("*.keyring"))
    assert list(files_with_key(tmp_path)) == [], "the keyring lies there encrypted"
    assert in_session(tmp_path, OPEN, "load", "forget", "load") == [LOADED, {"step": "forget"}, {"step": "load"}]


def test_a_locked_keyring_is_said_and_gives_nothing(tmp_path: Path) -> None:
    in_session(tmp_path, OPEN, "save")
    locked = {"sentence": "Your keyring is locked.", "remedy": "Unlock it, then try again."}
    assert in_session(tmp_path, STILL_LOCKED, "load", "save") == [
        {"step": "load", **locked},
        {"step": "save", **locked},
    ]
