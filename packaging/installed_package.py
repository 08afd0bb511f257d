"""Puts a built package into an empty root and takes it out again, by the means of its own kind."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

if sys.version_info >= (3, 14):
    from compression.zstd import ZstdFile
else:
    from backports.zstd import ZstdFile


@dataclass(frozen=True, slots=True)
class Installed:
    """A package in its root.

    Attributes:
        program: What a traveller starts.
        folder: The bundle's own folder.
        share: Where desktop file, icons and manual lie, or None for a bare folder.
        remove: Takes it out; returns what is left in the root that is not the installer's own record.
    """

    program: Path
    folder: Path
    share: Path | None
    remove: Callable[[], list[str]]


def install(package: Path, root: Path, home: Path) -> Installed:
    """Install ``package`` below ``root``; raises ValueError when its installer fails or is not known."""
    root.mkdir()
    if package.is_dir():
        return Installed(package / "wanderlust", package, None, list)
    if package.name.endswith(".deb"):
        return _by_dpkg(package, root)
    if package.name.endswith(".rpm"):
        return _by_rpm(package, root)
    if package.name.endswith(".tar.zst"):
        return _by_script(package, root, home)
    raise ValueError(f"{package.name} is no package that I know.")


def _run(*command: str | Path, **environment: str) -> None:
    """Run an installer; what it says is shown only when it fails."""
    done = subprocess.run(
        list(map(str, command)),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        check=False,
    )
    if done.returncode:
        raise ValueError(f"{command[0]} ended with {done.returncode}: {(done.stdout + done.stderr)[-2000:]}")


def _in_usr(root: Path, remove: Callable[[], list[str]]) -> Installed:
    usr = root / "usr"
    return Installed(usr / "lib" / "wanderlust" / "wanderlust", usr / "lib" / "wanderlust", usr / "share", remove)


def _by_dpkg(package: Path, root: Path) -> Installed:
    record = root / "var" / "lib" / "dpkg"
    for folder in ("info", "updates", "triggers"):
        (record / folder).mkdir(parents=True)
    (record / "status").touch()
    # The root is empty: what the package depends on is the system's, around it.
    dpkg = ("dpkg", f"--root={root}", "--force-depends", "--force-script-chrootless", f"--log={root}/var/dpkg.log")
    _run(*dpkg, "--install", package)

    def remove() -> list[str]:
        _run(*dpkg, "--purge", "wanderlust")
        return _left(root, "var")

    return _in_usr(root, remove)


def _by_rpm(package: Path, root: Path) -> Installed:
    rpm = ("rpm", "--root", root, "--dbpath", "/var/lib/rpm", "--nodeps", "--nosignature")
    _run(*rpm, "--install", package)

    def remove() -> list[str]:
        _run(*rpm, "--erase", "wanderlust")
        return _left(root, "var")

    return _in_usr(root, remove)


def _by_script(package: Path, root: Path, home: Path) -> Installed:
    unpacked = root.with_name("unpacked")
    with ZstdFile(package) as packed, tarfile.open(fileobj=packed, mode="r|") as archive:
        archive.extractall(unpacked, filter="tar")
    (top,) = unpacked.iterdir()
    prefix = root / "local"
    _run(top / "install", PREFIX=str(prefix), HOME=str(home))
    folder = prefix / "lib" / "wanderlust"

    def remove() -> list[str]:
        _run(folder / "uninstall", HOME=str(home))
        return _left(root, "local/share/mime", "local/share/applications/mimeinfo.cache")

    return Installed(folder / "wanderlust", folder, prefix / "share", remove)


def _left(root: Path, *but: str) -> list[str]:
    """Files below ``root`` beside those of these beginnings, which are the installer's own record."""
    names = (str(path.relative_to(root)) for path in sorted(root.rglob("*")) if not path.is_dir())
    return [name for name in names if not name.startswith(but)]
