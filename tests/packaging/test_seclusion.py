"""What is hidden from a package under trial: each folder once, the outermost ones."""

from __future__ import annotations

import importlib.util
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_a_folder_inside_a_hidden_one_is_hidden_with_it() -> None:
    spec = importlib.util.spec_from_file_location("seclusion", ROOT / "packaging" / "seclusion.py")
    assert spec is not None and spec.loader is not None
    seclusion = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(seclusion)
    paths = [Path("/srv/app"), Path("/home/ann/python"), Path("/srv/app/.venv"), Path("/home/ann"), Path("/srv/app")]
    assert seclusion.outermost(paths) == [Path("/srv/app"), Path("/home/ann")]
