"""What is loaded when: the window before everything heavy, models in the engine alone, no Qt without a window."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.end_to_end.window_process import WindowProcess
from wanderlust.settings.paths import PROJECT

pytestmark = pytest.mark.engine


def test_the_window_is_painted_before_anything_heavy_is_loaded_and_takes_words_at_once(silent: dict[str, str]) -> None:
    with WindowProcess(silent) as app:
        painted = app.wait_for("painted")
        app.do("type", "Where is Kyoto?")
        assert painted["loaded"] == []
        app.wait_for_words("Kyoto is in Japan")
        seen = app.look()
        assert "Where is Kyoto?" in seen["transcript"] and seen["pins_in_sight"] == 1
        assert app.close() == 0
        assert app.complaints == ""


def test_asking_without_a_window_loads_no_qt(silent: dict[str, str]) -> None:
    code = (
        "import sys; from wanderlust.cli import run; code = run(['ask', 'Where is Kyoto?']);"
        "print([m for m in sys.modules if m.startswith('PySide6') or m in ('onnxruntime', 'ctranslate2', 'osmium')]);"
        "sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=PROJECT, env=silent)
    assert done.returncode == 0, done.stderr
    assert "Kyoto" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"
