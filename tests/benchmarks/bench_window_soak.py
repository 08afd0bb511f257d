"""Half an hour with the window open and a server that sends 100 events a second: stalls of the GUI, growth of memory.

python -m tests.benchmarks.bench_window_soak [--minutes 30]

The real window (offscreen), session and wire; a scripted server on loopback that calls a tool for every question and
talks without end, and a traveller who asks again every six seconds. No sound device. Prints JSON lines; Linux only.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.bench_startup import own_data
from tests.benchmarks.machine import machine, tell
from tests.fakes.peer_thread import PeerThread, peer_thread
from wanderlust.settings.paths import DATA_DIR_VARIABLE, PROJECT

EVENTS_PER_S = 100
PACE_S = 0.8 / EVENTS_PER_S  # sending takes the rest
MOST_GROWTH_MB = 20


def wanted_tool(words: str) -> tuple[str, str] | None:
    place = words.removeprefix("Where is ").partition("?")[0]
    return ("show_on_map", json.dumps({"place": place})) if words.startswith("Where is ") else None


def environment(data: Path, peer: PeerThread) -> dict[str, str]:
    (data / "config").mkdir()
    preferences = {
        "cloud": True,
        "cloud_address": peer.base_url,
        "cap_talk": 0,
        "cap_day": 0,
        "cloud_idle_minutes": 0,
    }
    (data / "config" / "preferences.json").write_text(json.dumps(preferences), encoding="utf-8")
    ours = {key: value for key, value in os.environ.items() if not key.startswith(("PULSE", "PIPEWIRE", "DISPLAY"))}
    return ours | {
        "QT_QPA_PLATFORM": "offscreen",
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
        "PULSE_SERVER": "unix:/nonexistent",
        "OPENAI_API_KEY": "sk-canary-soak",
        "OPENAI_BASE_URL": peer.base_url,
        DATA_DIR_VARIABLE: str(data),
    }


def soak(minutes: float) -> int:
    """Run it; 0 when it held."""
    lines: list[dict[str, Any]] = []
    with own_data() as data, peer_thread(PACE_S) as peer, tempfile.TemporaryFile() as complaints:
        peer.peer.tool, peer.peer.deltas = wanted_tool, 10_000
        sent = 0

        def count(_name: str) -> None:
            nonlocal sent
            sent += 1

        peer.peer.on_sent = count
        app = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.window_at_full_rate"],
            cwd=PROJECT,
            env=environment(data, peer),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
        )
        assert app.stdin is not None and app.stdout is not None
        sent_before, began = 0, time.monotonic()
        try:
            for line in app.stdout:
                lines.append(json.loads(line))
                if len(lines) == 1:
                    sent_before, began = sent, time.monotonic()
                shown = {**lines[-1], "stalls": len(lines[-1]["stalls"])}
                tell("window soak", **shown, events_sent=sent, load=round(os.getloadavg()[0], 2))
                peer.peer.received.clear()  # the server's memory is none of the app's
                if lines[-1]["minute"] >= minutes - 0.1:
                    break
            rate = (sent - sent_before) / (time.monotonic() - began)
        finally:
            app.stdin.close()
            try:
                app.wait(20)
            except subprocess.TimeoutExpired:
                app.kill()
        if not lines:
            complaints.seek(0)
            sys.stderr.write(complaints.read().decode(errors="replace")[-3000:])
            return 1
    stalls = lines[-1]["stalls"]
    # By minute 1 every place was on the map once: what is kept of them to be drawn again is there.
    warm = next((line for line in lines if line["minute"] >= 1), lines[0])
    growth = round(lines[-1]["rss_mb"] - warm["rss_mb"], 1)
    tell(
        "window soak",
        minutes=lines[-1]["minute"],
        events_per_s=round(rate, 1),
        stalls_over_100_ms=len(stalls),
        of_them_with_100_ms_of_own_work=sum(stall["own_work_ms"] > 100 for stall in stalls),
        longest=sorted(stalls, key=lambda stall: -stall["late_ms"])[:5],
        rss_mb=[line["rss_mb"] for line in lines],
        growth_since_minute_1_mb=growth,
        growth_since_ready_mb=round(lines[-1]["rss_mb"] - lines[0]["rss_mb"], 1),
        questions=lines[-1]["questions"],
        not_as_openai_declares=peer.peer.problems[:3],
        machine=machine(),
    )
    return 0 if not stalls and growth <= MOST_GROWTH_MB else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30.0)
    return soak(parser.parse_args().minutes)


if __name__ == "__main__":
    sys.exit(main())
