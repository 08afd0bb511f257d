"""``wanderlust doctor``: checks what Wanderlust needs, and says how to mend what is broken."""

from __future__ import annotations

import asyncio
import ctypes
import ctypes.util
import json
import os
import platform
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib import metadata
from typing import TYPE_CHECKING, Literal

from wanderlust import __version__
from wanderlust.domain.errors import WanderlustError
from wanderlust.domain.interpreting import Direction
from wanderlust.domain.language_names import english_name
from wanderlust.settings.paths import Paths

if TYPE_CHECKING:
    from wanderlust.engine.brain.brains import BrainState

Verdict = Literal["ok", "warning", "broken"]
MARKS: dict[Verdict, str] = {"ok": "ok     ", "warning": "warning", "broken": "BROKEN "}
DISPLAY_LIBRARIES = ("EGL", "GL", "xkbcommon-x11", "xcb-cursor", "dbus-1", "fontconfig")
PARTS = ("PySide6-Essentials", "websockets", "sounddevice", "numpy", "ctranslate2", "onnxruntime", "hibari-tts")


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: its subject, the verdict, what was seen, and how to mend it."""

    subject: str
    verdict: Verdict
    seen: str
    mend: str = ""


def examine(paths: Paths) -> list[Finding]:
    """Run every check; a check that breaks is itself a finding."""
    checks: list[tuple[str, Callable[[Paths], Finding]]] = [
        ("versions", _versions),
        ("data", _data),
        ("places", _places),
        ("brain", _brain),
        ("languages", _languages),
        ("sound", _sound),
        ("display", _display),
        ("engine", _engine),
    ]
    findings = []
    for subject, check in checks:
        try:
            findings.append(check(paths))
        except WanderlustError as error:
            findings.append(Finding(subject, "broken", error.sentence, error.remedy))
        except Exception as error:
            findings.append(Finding(subject, "broken", f"{type(error).__name__}: {error}"))
    return findings


def doctor_command(paths: Paths, as_json: bool) -> int:
    """Print the findings; 0 when nothing is broken."""
    findings = examine(paths)
    if as_json:
        sys.stdout.write(json.dumps([asdict(f) for f in findings], ensure_ascii=False, indent=1) + "\n")
    else:
        for finding in findings:
            sys.stdout.write(f"{MARKS[finding.verdict]} {finding.subject}: {finding.seen}\n")
            if finding.mend:
                sys.stdout.write(f"        {finding.mend}\n")
    return 1 if any(f.verdict == "broken" for f in findings) else 0


def _versions(_paths: Paths) -> Finding:
    seen = [f"Wanderlust {__version__}", f"Python {platform.python_version()}", platform.platform()]
    missing = []
    for part in PARTS:
        try:
            seen.append(f"{part} {metadata.version(part)}")
        except metadata.PackageNotFoundError:
            # A frozen bundle carries the code of its parts, but not always their metadata.
            if not getattr(sys, "frozen", False):
                missing.append(part)
    if missing:
        return Finding("versions", "broken", f"{', '.join(missing)} not installed", "Run `make setup`.")
    return Finding("versions", "ok", ", ".join(seen))


def _data(paths: Paths) -> Finding:
    from wanderlust.engine.pack_manifest import read_manifest
    from wanderlust.engine.packs import PackStore

    manifest = read_manifest(paths.resources / "packs" / "manifest.toml")
    missing = PackStore(paths.packs, manifest, paths.bundled_packs).missing("model")
    if missing:
        return Finding("data", "broken", f"missing: {', '.join(missing)}", "Run `wanderlust setup`.")
    existing = next(folder for folder in (paths.data, *paths.data.parents) if folder.exists())
    if not os.access(existing, os.W_OK):
        mend = f"Make {paths.data} writable; until then talks are kept in memory only."
        return Finding("data", "warning", f"{paths.data} cannot be written", mend)
    return Finding("data", "ok", f"all models are in place, data in {paths.data}")


def _places(paths: Paths) -> Finding:
    from wanderlust.geo.gazetteer import Gazetteer

    found = paths.find("places.sqlite")
    if found is None:
        return Finding("places", "broken", "the table of places is missing", "Run `wanderlust setup`.")
    gazetteer = Gazetteer(found)
    try:
        kyoto = gazetteer.find("Kyoto").best
        if kyoto is None or kyoto.country != "JP":
            return Finding("places", "broken", "the table of places is damaged", "Delete it, run `wanderlust setup`.")
        return Finding("places", "ok", f"{len(gazetteer):,} places")
    finally:
        gazetteer.close()


def _brain(paths: Paths) -> Finding:
    """Which language model helps the router, and where words go; without one the router is alone, which is fine."""
    from wanderlust.application.brain import BRAIN_PACK, brains_for, chosen_brain

    async def state() -> BrainState:
        brains = brains_for(paths, chosen_brain(paths))
        try:
            await brains.find()
            return brains.state
        finally:
            await brains.close()

    found = asyncio.run(state())
    if found.kind != "none":
        return Finding("brain", "ok", f"the router, and where it is unsure {found.name}; words go to {found.where}")
    if found.problem:
        return Finding("brain", "warning", f"the router alone: {found.problem}")
    mend = f"For unusual wordings: wanderlust engine pack install {BRAIN_PACK}"
    if found.choice == "off" or getattr(sys, "frozen", False):
        mend = ""
    return Finding("brain", "ok", "the router alone; words stay on this computer", mend)


def _languages(paths: Paths) -> Finding:
    """Which languages are interpreted here, each pair tried with a sentence, and which only half."""
    from wanderlust.application.translation import DirectionSurvey, installed_directions, text_translator

    pairs = sorted({(min(direction), max(direction)) for direction in installed_directions(paths)})
    if not pairs:
        mend = "Run `wanderlust setup`; more languages: wanderlust engine pack list --languages"
        return Finding("languages", "warning", "no translation on this computer", mend)
    translator, process = text_translator(paths)
    try:
        survey = DirectionSurvey(paths, translator.try_model)
        states = [survey(*pair) for pair in pairs]
    finally:
        process.close()
    seen = "; ".join(_pair_seen(there, back) for there, back in states)
    both = [state for pair in states for state in pair]
    packs = dict.fromkeys(name for state in both for name in state.packs)
    mend = f"Install it with: wanderlust engine pack install {' '.join(packs)}" if packs else ""
    return Finding("languages", "ok" if all(state.means.works for state in both) else "warning", seen, mend)


def _pair_seen(*states: Direction) -> str:
    return ", ".join(
        f"{english_name(state.source)} to {english_name(state.target)} {state.means.value}"
        + (f" without {' and '.join(state.lacking)}" if state.lacking else "")
        for state in states
    )


def _sound(_paths: Paths) -> Finding:
    from wanderlust.audio.portaudio import PortAudio

    library = PortAudio()
    library.load()
    devices = library.devices()
    microphone, speaker = devices.microphone or "none", devices.speaker or "none"
    seen = f"microphone {microphone}, speaker {speaker}"
    if devices.microphone is None or devices.speaker is None:
        return Finding("sound", "warning", seen, "Plug in what is missing; typing works without.")
    return Finding("sound", "ok", seen)


def _display(_paths: Paths) -> Finding:
    if sys.platform != "linux":
        return Finding("display", "ok", platform.system())
    lacking = [name for name in DISPLAY_LIBRARIES if ctypes.util.find_library(name) is None]
    shown = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    if lacking:
        mend = "Run `make setup` as root, or ask it for the one command to install them."
        if getattr(sys, "frozen", False):
            mend = "Install what brings them, with your system's own packages."
        return Finding("display", "broken", f"system libraries missing: {', '.join(lacking)}", mend)
    if not shown:
        return Finding("display", "warning", "no display here", "`wanderlust ask` works without one.")
    return Finding("display", "ok", shown)


def _engine(_paths: Paths) -> Finding:
    return asyncio.run(_start_engine())


async def _start_engine() -> Finding:
    from wanderlust.application.services import ENGINE_MODEL, engine_process
    from wanderlust.realtime.connection import open_connection
    from wanderlust.wire.server_events import SessionCreated

    engine = engine_process()
    began = time.monotonic()
    try:
        await engine.start()
        link = await open_connection(engine.url, engine.token, ENGINE_MODEL)
        async with asyncio.timeout(60):
            async for event in link.events():
                if isinstance(event, SessionCreated):
                    break
        took = time.monotonic() - began
        await link.close()
        return Finding("engine", "ok", f"ready {took:.1f} s after its start")
    except (WanderlustError, TimeoutError) as error:
        seen = await engine.farewell() or str(error) or "it did not get ready within a minute"
        return Finding("engine", "broken", seen, "Run `wanderlust setup`; if that does not help, install again.")
    finally:
        await engine.stop()
