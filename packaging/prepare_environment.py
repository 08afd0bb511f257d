"""Makes .venv, installs into it, sees to the system's libraries, and prepares the data; done steps are skipped.

Runs under the system's own Python before anything is installed, so it uses the standard library alone.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from system_libraries import command_to_run, find_missing, may_install

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "wanderlust-installed.json"
EXTRAS = ".[engine,dev]"

apt_lists_are_fresh = False


def main() -> None:
    began = time.monotonic()
    install_system_libraries()
    if installed() != wanted():
        make_environment()
        install_packages()
    prepare_data()
    say(f"Set-up is complete ({time.monotonic() - began:.1f} s).")


def say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def run(command: Sequence[str]) -> int:
    """Run a child without input, its output passed on; returns its exit status."""
    return subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode


def apt(*arguments: str) -> bool:
    """Run apt-get; what it says is shown only when it fails, as it names every package thrice."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        ["apt-get", "-qq", *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        say(done.stdout.strip())
    return done.returncode == 0


def wanted() -> dict[str, str]:
    """What the installation must match: dependencies, interpreter, and place (a .venv cannot be moved)."""
    return {
        "dependencies": hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest(),
        "python": sys.version,
        "root": str(ROOT),
    }


def installed() -> dict[str, str] | None:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return stamp if PYTHON.exists() and isinstance(stamp, dict) else None


def apt_install(packages: list[str]) -> bool:
    """Install Debian packages as root; the lists are fetched once first."""
    global apt_lists_are_fresh
    if not apt_lists_are_fresh:
        # A failed update of one list must not keep us from the packages of the others.
        apt("update")
        apt_lists_are_fresh = True
    return apt("install", "-y", "--no-install-recommends", *packages)


def install_system_libraries() -> None:
    """Bring what is missing where we may; otherwise say the command, and go on with what works."""
    missing = find_missing()
    if not missing.packages:
        return
    if may_install():
        say(f"I install what the system lacks: {' '.join(missing.packages)}")
        if not apt_install(missing.packages):
            # One package that this release does not have must not keep the others away.
            for package in missing.packages:
                apt_install([package])
        missing = find_missing()
    if missing.needed:
        say(f"The system lacks {', '.join(missing.needed)}: window or sound may not work. Run this, then me again:")
        say(f"    {command_to_run(sorted({*missing.needed.values()}))}")
    if missing.for_tests:
        say(f"The system lacks {', '.join(missing.for_tests)}: tests that need them are skipped. To run them too:")
        say(f"    {command_to_run(sorted({*missing.for_tests.values()}))}")


def make_environment() -> None:
    """A .venv with pip in it, made anew when it is not whole or another interpreter's."""
    if is_whole():
        return
    say(f"Making .venv with Python {sys.version.split()[0]}.")
    if VENV.exists():
        shutil.rmtree(VENV)
    if not has_venv_module():
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not (may_install() and (apt_install([package]) or apt_install(["python3-venv"])) and has_venv_module()):
            sys.exit("This Python has no venv module. Run this, then me again:\n    sudo apt-get install python3-venv")
    if run([sys.executable, "-m", "venv", str(VENV)]) != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit(f"I could not make {VENV}. Make room or allow writing there, then run me again.")


def has_venv_module() -> bool:
    """Debian ships Python without ensurepip, and then venv fails halfway."""
    importlib.invalidate_caches()
    return all(importlib.util.find_spec(module) is not None for module in ("venv", "ensurepip"))


def is_whole() -> bool:
    """Whether .venv runs, has pip, is of this very interpreter, and was not moved here from elsewhere."""
    try:
        # Names the folder it was made as; scripts in a .venv that was moved still start the old one's Python.
        made_here = str(VENV) in (VENV / "pyvenv.cfg").read_text(encoding="utf-8")
        question = [str(PYTHON), "-c", "import pip, sys; print(sys.version)"]
        answer = subprocess.run(question, capture_output=True, text=True, check=False)
    except OSError:
        return False
    return made_here and answer.stdout.strip() == sys.version


def install_packages() -> None:
    say("Installing the packages (a minute or two).")
    STAMP.unlink(missing_ok=True)
    command = [str(PYTHON), "-m", "pip", "--quiet", "--no-input", "--disable-pip-version-check", "install"]
    if run([*command, "--editable", EXTRAS]) != 0:
        sys.exit(
            "pip could not install the packages. Check the connection and the room on the disk, then run me again."
        )
    STAMP.write_text(json.dumps(wanted(), indent=1) + "\n", encoding="utf-8")


def prepare_data() -> None:
    status = run([str(PYTHON), "-m", "wanderlust", "setup"])
    if status != 0:
        sys.exit(status)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("\nStopped. Run me again to go on from there.")
