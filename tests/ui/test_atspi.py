"""The window as a real AT-SPI client sees it: the app is there, and nothing a hand can work is without a name."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SYSTEM_PYTHON = "/usr/bin/python3"
PROGRAMS = ("dbus-run-session", "xvfb-run")
_SCRIPT = """
{app} {shown} talk settings-general & shown=$!
{reader} {eyes} 30; code=$?
kill $shown
exit $code
"""


def missing() -> str:
    """What a real client needs and is not here; empty when all is."""
    if sys.platform != "linux":
        return "AT-SPI is of Linux"
    lacking = [name for name in PROGRAMS if shutil.which(name) is None]
    if lacking:
        return f"{', '.join(lacking)} is not installed"
    asked = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    ran = subprocess.run([SYSTEM_PYTHON, "-c", asked], capture_output=True, check=False)
    return "" if ran.returncode == 0 else "the system's Python has no Atspi (gir1.2-atspi-2.0, python3-gi)"


@pytest.mark.skipif(bool(missing()), reason=missing() or "it is here")
def test_a_screen_reader_finds_every_control_by_name(tmp_path: Path) -> None:
    script = _SCRIPT.format(
        app=sys.executable, shown=HERE / "shown_to_a_reader.py", reader=SYSTEM_PYTHON, eyes=HERE / "atspi_reader.py"
    )
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "XDG_RUNTIME_DIR": str(tmp_path),
        "NO_AT_BRIDGE": "0",
    }
    tmp_path.chmod(0o700)
    command = ["xvfb-run", "-a", "dbus-run-session", "--", "sh", "-c", script]
    ran = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, check=False)
    assert ran.returncode == 0, ran.stderr
    nodes = json.loads(ran.stdout[ran.stdout.index("[") :])
    worked = [node for node in nodes if node["worked"]]
    names = {node["name"] for node in worked}
    assert {"Talk", "Settings", "Send", "Theme", "Text size", "Language of the window"} <= names
    assert [node for node in worked if not node["name"].strip()] == []
