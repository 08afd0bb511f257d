"""Resolves every dependency for each Python and system the project names, without installing anything.

Wheels only: a dependency that would have to be compiled counts as not there. Takes the registry and about a minute.
Markers are judged for our own dependencies; for theirs pip looks at the machine it runs on.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pip._vendor.packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")

# Name -> pip's platform tags, newest first, and what environment markers see there.
SYSTEMS: dict[str, tuple[Sequence[str], dict[str, str]]] = {
    "Linux x86-64": (
        # glibc 2.35: Ubuntu 22.04, Debian 12 and later.
        (
            *(f"manylinux_2_{minor}_x86_64" for minor in range(35, 16, -1)),
            "manylinux2014_x86_64",
            "manylinux2010_x86_64",
            "manylinux1_x86_64",
        ),
        {"sys_platform": "linux", "platform_machine": "x86_64", "platform_system": "Linux", "os_name": "posix"},
    ),
    "Windows x86-64": (
        ("win_amd64",),
        {"sys_platform": "win32", "platform_machine": "AMD64", "platform_system": "Windows", "os_name": "nt"},
    ),
    # Cloud only: the markers leave out what the engine has no wheels for here.
    "macOS x86-64": (
        (
            *(f"macosx_{major}_0_{arch}" for major in range(14, 10, -1) for arch in ("x86_64", "universal2")),
            *(f"macosx_10_{minor}_{arch}" for minor in range(16, 8, -1) for arch in ("x86_64", "universal2")),
        ),
        {"sys_platform": "darwin", "platform_machine": "x86_64", "platform_system": "Darwin", "os_name": "posix"},
    ),
    "macOS arm64": (
        (
            *(f"macosx_{major}_0_{arch}" for major in range(14, 10, -1) for arch in ("arm64", "universal2")),
            *(f"macosx_10_{minor}_universal2" for minor in range(16, 8, -1)),
        ),
        {"sys_platform": "darwin", "platform_machine": "arm64", "platform_system": "Darwin", "os_name": "posix"},
    ),
}


def requirements() -> list[Requirement]:
    """Everything the app and its engine need at run time; development tools run where we develop."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(line) for line in project["dependencies"] + project["optional-dependencies"]["engine"]]


def applies(requirement: Requirement, python: str, system: str) -> bool:
    """pip takes markers from the machine it runs on, so ours are judged here."""
    environment = {**SYSTEMS[system][1], "python_version": python, "python_full_version": f"{python}.0", "extra": ""}
    return requirement.marker is None or requirement.marker.evaluate(environment)


def bare(requirement: Requirement) -> str:
    extras = f"[{','.join(sorted(requirement.extras))}]" if requirement.extras else ""
    return f"{requirement.name}{extras}{requirement.specifier}"


def resolve(wanted: Sequence[str], python: str, system: str) -> tuple[list[str], str]:
    """The wheels' names and versions, or an empty list and pip's last error."""
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet", "--no-input"]
    command += ["--disable-pip-version-check", "--only-binary", ":all:", "--python-version", python]
    command += ["--implementation", "cp", "--abi", f"cp{python.replace('.', '')}", "--abi", "abi3", "--abi", "none"]
    for tag in SYSTEMS[system][0]:
        command += ["--platform", tag]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command += ["--target", f"{folder}/target", "--report", str(report), *wanted]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if done.returncode:
            errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
            return [], (errors or [done.stderr.strip()])[-1].removeprefix("ERROR: ")
        installs = json.loads(report.read_text(encoding="utf-8"))["install"]
    return sorted(f"{each['metadata']['name']} {each['metadata']['version']}" for each in installs), ""


def check(python: str, system: str) -> tuple[str, bool]:
    """One row of the table, and whether everything was found."""
    began = time.monotonic()
    wanted = [requirement for requirement in requirements() if applies(requirement, python, system)]
    left_out = sorted({r.name for r in requirements()} - {r.name for r in wanted})
    wheels, error = resolve([bare(requirement) for requirement in wanted], python, system)
    row = f"{system:15} Python {python:5}"
    if wheels:
        without = f", without {', '.join(left_out)}" if left_out else ""
        return f"{row} {len(wheels):3} wheels{without} ({time.monotonic() - began:.0f} s)", True
    lone = [bare(r) for r in wanted if not resolve([bare(r)], python, system)[0]]
    return f"{row} NOT RESOLVED: {', '.join(lone) or error}", False


def main() -> None:
    cells = [(python, system) for system in SYSTEMS for python in PYTHONS]
    with ThreadPoolExecutor(max_workers=2) as pool:
        rows = list(pool.map(lambda cell: check(*cell), cells))
    for row, _ in rows:
        sys.stdout.write(f"{row}\n")
    if not all(good for _, good in rows):
        sys.exit("Some wheels are not there: add a marker in pyproject.toml, or narrow requires-python.")


if __name__ == "__main__":
    main()
