"""Installs a built package into an empty root and tries it: no Python, no network, no source tree, an empty home.

packaging/smoke_test dist/wanderlust_0.1.0_amd64.deb     (or .rpm, .tar.zst, or the folder dist/wanderlust)
packaging/smoke_test --reduced                           tries the source by the same checks, in less than a minute
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from installed_package import Installed, install
from measure_start import NotStarted, start
from seclusion import secluding
from slim_bundle import needed_by
from system_libraries import LIBRARIES

ROOT = Path(__file__).resolve().parents[1]
QUESTION = ROOT / "resources" / "speech" / "where_is_kyoto.wav"
MEGABYTE = 1_048_576
MOST_UNPACKED_MB, MOST_PACKED_MB = 750, 450
PAINTED_MS, READY_MS, STARTS = 1_200, 5_000, 5
GLIBC_FLOOR = (2, 35)
# Libraries that any Linux with a desktop has, beside those that set-up looks for.
OF_THE_SYSTEM = {
    "ld-linux-x86-64",
    "libasound",
    "libgcc_s",
    "libgthread-2.0",
    "libstdc++",
    "libX11",
    "libc",
    "libdl",
    "libm",
    "libmvec",
    "libpthread",
    "librt",
    "libresolv",
    "libutil",
    "libxcb",
    "linux-vdso",
    *(name.partition(".so")[0] for name in LIBRARIES),
}


class Failed(Exception):
    """A promise that is not kept; the text says which, and what was seen."""


@dataclass
class Trial:
    """One thing to try: a command, the environment it gets, and what was found.

    Attributes:
        command: What starts Wanderlust.
        home: An empty home folder.
        seclude: Takes network and source tree away from a child, where the system lets us.
        environment: All that the program gets to see.
        failures: What was not kept.
    """

    command: Sequence[str | Path]
    home: Path
    seclude: Callable[[], None] | None
    environment: Mapping[str, str]
    failures: list[str] = field(default_factory=list)

    def run(self, *arguments: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
        """Run one command of Wanderlust; raises Failed when it ends otherwise than with ``code``."""
        done = subprocess.run(
            [*map(str, self.command), *map(str, arguments)],
            env=dict(self.environment),
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
            preexec_fn=self.seclude,
            check=False,
        )
        if done.returncode != code:
            raise Failed(f"{arguments[0]} ended with {done.returncode}: {(done.stdout + done.stderr)[-1500:]}")
        return done

    def check(self, name: str, what: Callable[[], str]) -> None:
        """Try one thing, and say how it went."""
        try:
            sys.stdout.write(f"ok      {name}: {what()}\n")
        except (Failed, NotStarted, OSError, ValueError, KeyError, subprocess.SubprocessError) as failure:
            self.failures.append(name)
            sys.stdout.write(f"FAILED  {name}: {failure}\n")
        sys.stdout.flush()


def events(text: str) -> list[dict[str, Any]]:
    """The JSON objects of an answer, one a line."""
    return [json.loads(line) for line in text.splitlines()]


def answered(text: str) -> str:
    """What was said, when Kyoto got its pin and the answer its end; raises Failed otherwise."""
    told = events(text)
    places = [place for event in told if event["event"] == "places" for place in event["places"]]
    if not any(place["name"] == "Kyoto" and 34.9 < place["lat"] < 35.1 for place in places):
        raise Failed(f"no pin in Kyoto: {text[-800:]}")
    if told[-1]["event"] != "done":
        raise Failed(f"the answer has no end: {text[-800:]}")
    return next(event["text"] for event in told if event["event"] == "assistant_transcript")


# -- what the program does -------------------------------------------------------------------------------------------


def version(trial: Trial) -> str:
    said = trial.run("--version").stdout.strip()
    if not re.fullmatch(r"wanderlust \d+\.\d+\.\d+", said):
        raise Failed(said)
    return said


def doctor(trial: Trial) -> str:
    findings = json.loads(trial.run("doctor", "--json").stdout)
    broken = [finding["subject"] for finding in findings if finding["verdict"] == "broken"]
    if broken:
        raise Failed(f"broken: {', '.join(broken)}")
    return ", ".join(f"{finding['subject']} {finding['verdict']}" for finding in findings)


def typed(trial: Trial) -> str:
    began = time.monotonic()
    said = answered(trial.run("ask", "Where is Kyoto?", "--json").stdout)
    return f"{said} ({time.monotonic() - began:.1f} s with the engine's start)"


def spoken(trial: Trial) -> str:
    shutil.copy(QUESTION, trial.home / "question.wav")
    said = answered(trial.run("ask", "--wav", "question.wav", "--out", "reply.wav", "--json").stdout)
    size = (trial.home / "reply.wav").stat().st_size
    if size < 20_000:
        raise Failed(f"the spoken answer has {size} bytes")
    return f"{said} ({size // 1000} kB of speech)"


def licences(trial: Trial) -> str:
    listed = json.loads(trial.run("licenses", "--json").stdout)
    unknown = [component["name"] for component in listed if not component["licence"]]
    if unknown:
        raise Failed(f"no licence is known of {', '.join(unknown)}")
    text = trial.run("licenses", "PySide6_Essentials").stdout
    if "GNU LESSER GENERAL PUBLIC LICENSE" not in text:
        raise Failed("the text of Qt's licence is not there")
    return f"{len(listed)} components, each with its licence"


def packs(trial: Trial) -> str:
    if "installed" not in trial.run("engine", "pack", "list").stdout:
        raise Failed("no pack is listed")
    if trial.seclude is None:
        return "listed"
    said = trial.run("engine", "pack", "install", "kokoro-french", code=1).stderr.strip()
    if "cannot be reached" not in said:
        raise Failed(f"without a network it says: {said}")
    return "listed; without a network an installation says so"


def translated(trial: Trial) -> str:
    said = trial.run("translate", "--from", "en", "--to", "pt", "Where is the station?").stdout.strip()
    if "estação" not in said.lower():
        raise Failed(said)
    return said


def drawn(trial: Trial) -> str:
    trial.run("run", "--out", "shown")
    size = (trial.home / "shown" / "window.png").stat().st_size
    if size < 50_000:
        raise Failed(f"the picture of the window has {size} bytes")
    return f"a conversation without a display, and a picture of {size // 1000} kB"


@contextmanager
def x_server() -> Iterator[str]:
    """A screen that exists in memory alone."""
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL) as server:
        os.close(writer)
        with os.fdopen(reader) as told:
            number = told.readline().strip()
        try:
            yield f":{number}"
        finally:
            server.terminate()


def window(trial: Trial, picture: Path | None) -> str:
    """Painted and ready on a real X server, five times, and a picture of the screen when ImageMagick is here."""

    def shoot() -> None:
        if picture is not None and shutil.which("import"):
            subprocess.run(["import", "-display", display, "-window", "root", str(picture)], check=True, timeout=30)

    with x_server() as display:
        seen = {**trial.environment, "DISPLAY": display}
        command = [*map(str, trial.command), "run"]
        start(command, seen, trial.seclude, shoot)  # fills the file cache
        starts = [start(command, seen, trial.seclude) for _ in range(STARTS)]
    painted, ready, app, children = (
        statistics.median(each)
        for each in zip(*((s.painted_ms, s.ready_ms, s.app_mb, s.children_mb) for s in starts), strict=True)
    )
    verdict = "" if painted <= PAINTED_MS and ready <= READY_MS else f", over {PAINTED_MS} or {READY_MS}"
    return (
        f"painted {painted:.0f} ms, ready {ready:.0f} ms{verdict} "
        f"(medians of {STARTS}, load {os.getloadavg()[0]:.1f}); app {app:.0f} MB, its children {children:.0f} MB"
    )


# -- what lies there -------------------------------------------------------------------------------------------------


def size(package: Path, installed: Installed) -> str:
    unpacked = int(subprocess.check_output(["du", "-sm", installed.folder], text=True).split()[0])
    packed = 0 if package.is_dir() else package.stat().st_size / MEGABYTE
    if unpacked > MOST_UNPACKED_MB or packed > MOST_PACKED_MB:
        raise Failed(f"{unpacked} MB unpacked, {packed:.0f} MB packed")
    return f"{unpacked} MB unpacked" + (f", {packed:.0f} MB packed" if packed else "")


def binaries(folder: Path) -> list[Path]:
    """Every program and shared library below a folder."""
    candidates = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return [path for path in candidates if path.open("rb").read(4) == b"\x7fELF"]


def linked(installed: Installed) -> str:
    """Which libraries are asked of the system: all of them found, and none that a desktop may lack."""
    inside = installed.folder / "_internal"
    files = binaries(installed.folder)
    own = {path.name for path in installed.folder.rglob("*.so*")}
    environment = {"LD_LIBRARY_PATH": str(inside), "PATH": os.environ.get("PATH", "")}
    asked: dict[str, Path] = {}
    for file in files:
        asked |= dict.fromkeys(needed_by(file) - own, file)
        said = subprocess.run(["ldd", file], capture_output=True, text=True, env=environment, check=False).stdout
        for name in re.findall(r"^\s*(\S+) => not found", said, re.MULTILINE):
            if name not in own:
                raise Failed(f"{file.relative_to(installed.folder)} links to {name}, which is nowhere")
    strange = {name: path for name, path in asked.items() if name.partition(".so")[0] not in OF_THE_SYSTEM}
    if strange:
        raise Failed(", ".join(f"{name} for {path.name}" for name, path in sorted(strange.items())))
    return f"{len(files)} binaries; {len(asked)} libraries are the system's: {', '.join(sorted(asked))}"


def glibc(installed: Installed) -> str:
    newest, who = (0, 0), Path()
    for file in binaries(installed.folder):
        said = subprocess.run(["objdump", "-T", file], capture_output=True, text=True, check=False).stdout
        for major, minor in re.findall(r"GLIBC_(\d+)\.(\d+)", said):
            if (int(major), int(minor)) > newest:
                newest, who = (int(major), int(minor)), file
    if newest > GLIBC_FLOOR:
        raise Failed(f"{who.name} wants glibc {newest[0]}.{newest[1]}")
    return f"glibc {newest[0]}.{newest[1]} ({who.name})"


def desktop(share: Path) -> str:
    wanted = [
        "applications/wanderlust.desktop",
        "metainfo/app.wanderlust.Wanderlust.metainfo.xml",
        "mime/packages/wanderlust-trip.xml",
        "man/man1/wanderlust.1.gz",
        "bash-completion/completions/wanderlust",
        "icons/hicolor/scalable/apps/wanderlust.svg",
        *(f"icons/hicolor/{n}x{n}/apps/wanderlust.png" for n in (16, 22, 24, 32, 48, 64, 128, 256, 512)),
    ]
    missing = [name for name in wanted if not (share / name).is_file()]
    if missing:
        raise Failed(f"missing: {', '.join(missing)}")
    for program, *arguments in (("desktop-file-validate",), ("appstreamcli", "validate", "--no-net")):
        file = share / wanted[0 if program.startswith("desktop") else 1]
        if shutil.which(program):
            done = subprocess.run([program, *arguments, str(file)], capture_output=True, text=True, check=False)
            if done.returncode:
                raise Failed(done.stdout + done.stderr)
    return f"{len(wanted)} files for the desktop"


def uninstalled(installed: Installed, home: Path) -> str:
    before = {path for path in home.rglob("*") if path.is_file()}
    left = installed.remove()
    if left:
        raise Failed(f"left behind: {', '.join(left[:10])}")
    if gone := before - {path for path in home.rglob("*") if path.is_file()}:
        raise Failed(f"it took what is the traveller's: {', '.join(path.name for path in gone)}")
    return "nothing is left but the home folder, untouched"


# -- running ---------------------------------------------------------------------------------------------------------


def bare_environment(home: Path) -> dict[str, str]:
    """All a program sees that is started from nowhere; its PATH leads to a folder that does not exist."""
    return {"HOME": str(home), "PATH": str(home / "nothing"), "XDG_RUNTIME_DIR": str(home / "run"), "LANG": "C.UTF-8"}


def try_package(package: Path, folder: Path, picture: Path | None, with_window: bool = True) -> list[str]:
    """Every check on a built package; the names of those that failed."""
    home = folder / "home"
    (home / "run").mkdir(parents=True, mode=0o700)
    installed = install(package, folder / "root", home)
    hidden = [] if package.is_dir() else [ROOT, Path(sys.base_prefix), Path(sys.prefix), Path.home()]
    trial = Trial([installed.program], home, secluding(hidden), bare_environment(home))
    if trial.seclude is None:
        sys.stdout.write("note    network and source tree stay in reach: taking them away needs root\n")
    trial.check("size", lambda: size(package, installed))
    trial.check("version", lambda: version(trial))
    trial.check("doctor", lambda: doctor(trial))
    trial.check("typed question", lambda: typed(trial))
    trial.check("spoken question", lambda: spoken(trial))
    trial.check("translation", lambda: translated(trial))
    trial.check("packs", lambda: packs(trial))
    trial.check("licences", lambda: licences(trial))
    trial.check("no display", lambda: drawn(trial))
    if with_window and shutil.which("Xvfb"):
        trial.check("window", lambda: window(trial, picture))
    trial.check("links", lambda: linked(installed))
    trial.check("glibc", lambda: glibc(installed))
    if (share := installed.share) is not None:
        trial.check("desktop", lambda: desktop(share))
        trial.check("uninstall", lambda: uninstalled(installed, home))
    return trial.failures


def try_source(folder: Path) -> list[str]:
    """The same, as far as it goes without a package, on the source and the data that set-up prepared."""
    from wanderlust.settings.paths import DATA_DIR_VARIABLE, discover_paths

    home = folder / "home"
    (home / "run").mkdir(parents=True, mode=0o700)
    data = folder / "data"
    data.mkdir()
    prepared = discover_paths(os.environ).data
    for name in ("places.sqlite", "places.built-from", "packs"):
        (data / name).symlink_to(prepared / name)
    environment = bare_environment(home) | {DATA_DIR_VARIABLE: str(data), "PYTHONPATH": str(ROOT)}
    trial = Trial([sys.executable, "-m", "wanderlust"], home, secluding([]), environment)
    trial.check("version", lambda: version(trial))
    trial.check("typed question", lambda: typed(trial))
    trial.check("spoken question", lambda: spoken(trial))
    trial.check("licences", lambda: licences(trial))
    return trial.failures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", nargs="?", type=Path)
    parser.add_argument("--reduced", action="store_true", help="try the source")
    parser.add_argument("--no-window", action="store_true", help="leave out the window, which takes the longest")
    parser.add_argument("--picture", type=Path, help="where to put a picture of the screen")
    options = parser.parse_args()
    if (options.package is None) != options.reduced:
        parser.error("name a package, or say --reduced")
    with tempfile.TemporaryDirectory(prefix="wanderlust-smoke-") as name:
        folder = Path(name)
        if options.reduced:
            failures = try_source(folder)
        else:
            failures = try_package(options.package.resolve(), folder, options.picture, not options.no_window)
    sys.stdout.write(f"{len(failures)} failed: {', '.join(failures)}\n" if failures else "All of it holds.\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
