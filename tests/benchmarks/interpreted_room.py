"""Two people take turns at the virtual devices of a room with echo, and the interpreter stands between them.

``wanderlust interpret`` runs live on PulseAudio's devices, whose microphone hears the speaker too. Human English
clips and Portuguese by our own voice are spoken in turn; every fifth is followed by one that begins while its
translation still sounds. What comes back is compared with what was said (a clip without an utterance of its own is
lost) and with what the interpreter had said (an utterance with the interpreter's own words is an own-voice
translation).
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import numpy as np

from tests.benchmarks.machine import load_average, machine, median, percentile_95, tell
from tests.benchmarks.shared_room import SharedRoom, Sound
from tests.end_to_end.virtual_sound import RATE
from wanderlust.assistant.interpreter.own_words import plain
from wanderlust.engine.translation.captions import normalized_erasure
from wanderlust.settings.paths import DATA_DIR_VARIABLE, PROJECT

PATH_MS, LOSS_DB = 60, 6.0
START_S, ANSWER_S = 60.0, 15.0
OVER_EVERY = 5  # so often a person begins while the translation before still sounds
OVER_AFTER_S = 0.7
ALIKE = 0.5  # share of letters in common from which on an utterance is taken for a clip, or for our own words


@dataclass(frozen=True, slots=True)
class Clip:
    """Something a person says: float32 at 24 kHz."""

    language: str
    text: str
    sound: Sound


@dataclass(slots=True)
class Outcome:
    """What became of the clips spoken so far."""

    clips: int = 0
    over_voice: int = 0
    lost: list[str] = field(default_factory=list)
    lost_over_voice: list[str] = field(default_factory=list)
    wrong_side: list[str] = field(default_factory=list)
    unclear: int = 0
    in_pieces: int = 0
    own_voice: list[str] = field(default_factory=list)
    not_spoken: int = 0
    captions: dict[str, list[str]] = field(default_factory=dict)
    delays: dict[str, dict[str, list[float]]] = field(default_factory=dict)
    said: list[tuple[str, str]] = field(default_factory=list)  # language and words of our own voice


class LiveInterpreter:
    """The command, and the lines it prints as they come."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "wanderlust", "interpret", "--from", "en", "--to", "pt", "--json"],
            cwd=PROJECT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._lines: SimpleQueue[dict[str, Any]] = SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    def next(self, seconds: float) -> dict[str, Any] | None:
        """The next line, or None when none comes in time."""
        try:
            return self._lines.get(timeout=max(0.01, seconds))
        except Empty:
            return None

    def until(self, event: str, seconds: float) -> dict[str, Any]:
        """Wait for a line of this kind; raises SystemExit when it does not come."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            line = self.next(until - time.monotonic())
            if line is not None and line["event"] == event:
                return line
        raise SystemExit(f"The interpreter did not get to {event!r}.")

    def end(self) -> None:
        """As Ctrl+C does."""
        self.process.send_signal(2)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(json.loads(line))


def alike(one: str, other: str) -> float:
    """How much two sentences have in common, 0 to 1."""
    return SequenceMatcher(None, plain(one), plain(other), autojunk=False).ratio()


class Judge:
    """Turns lines into an outcome."""

    def __init__(self) -> None:
        self.outcome = Outcome()
        self._by_id: dict[str, dict[str, Any]] = {}

    def take(self, line: dict[str, Any], clip: Clip, before: Clip | None) -> str:
        """A line that came after this clip was begun: ``heard``, ``spoken`` or an empty string."""
        outcome = self.outcome
        match line["event"]:
            case "caption":
                outcome.captions.setdefault(line["utterance_id"], []).append(line["target"])
            case "unclear":
                outcome.unclear += 1
                return "heard"
            case "utterance":
                return self._utterance(line, clip, before)
            case "spoken":
                said = self._by_id.get(line["utterance_id"])
                if said is not None and "sound" in line["ms"]:
                    self._delay(said["target_language"], "sound", line["ms"]["sound"])
                    return "spoken"
        return ""

    def _utterance(self, line: dict[str, Any], clip: Clip, before: Clip | None) -> str:
        outcome, words = self.outcome, line["source"]
        self._by_id[line["utterance_id"]] = line
        outcome.captions.setdefault(line["utterance_id"], []).append(line["target"])
        ours = max((alike(words, said) for _, said in outcome.said[-4:]), default=0.0)
        theirs = max(alike(words, one.text) for one in (clip, before) if one is not None)
        outcome.said.append((line["target_language"], line["target"]))
        if ours > max(ALIKE, theirs):
            outcome.own_voice.append(words)
            return ""
        if "caption" in line["ms"]:
            self._delay(line["target_language"], "caption", line["ms"]["caption"])
        if line["speaker_language"] != clip.language:
            outcome.wrong_side.append(f"{clip.language}: {words}")
        return "heard"

    def _delay(self, language: str, name: str, ms: float) -> None:
        self.outcome.delays.setdefault(language, {}).setdefault(name, []).append(ms)


def talk(room: SharedRoom, live: LiveInterpreter, clips: Sequence[Clip], minutes: float) -> Outcome:
    """Let the two speak in turn for so long."""
    judge, pauses = Judge(), random.Random(5)
    until = time.monotonic() + 60 * minutes
    before: Clip | None = None
    number = 0
    over = False
    while time.monotonic() < until:
        clip = clips[number % len(clips)]
        number += 1
        next_over = number % OVER_EVERY == 0
        outcome = judge.outcome
        outcome.clips += 1
        outcome.over_voice += over
        room.speak_at(np.concatenate((clip.sound, np.zeros(RATE // 5, np.float32))))
        deadline = time.monotonic() + len(clip.sound) / RATE + ANSWER_S
        heard = spoken = 0
        came: list[dict[str, Any]] = []
        while time.monotonic() < deadline:
            line = live.next(deadline - time.monotonic())
            if line is None:
                break
            came.append(line)
            what = judge.take(line, clip, before)
            heard += what == "heard"
            spoken += what == "spoken" and heard > 0
            if spoken or (heard and next_over):
                break
        if not heard:
            (outcome.lost_over_voice if over else outcome.lost).append(clip.text)
            tell("lost", clip=clip.text, over_voice=over, came=came, load=load_average())
        outcome.in_pieces += heard > 1
        outcome.not_spoken += bool(heard) and not spoken and not next_over
        threading.Event().wait(OVER_AFTER_S if next_over else pauses.uniform(0.6, 1.6))
        before, over = clip, next_over
    return judge.outcome


def report(outcome: Outcome, minutes: float) -> None:
    """The figures as JSON lines."""
    for language in ("pt", "en"):
        figures: dict[str, object] = {}
        for name, values in outcome.delays.get(language, {}).items():
            figures[f"{name}_ms"] = {"p50": median(values), "p95": percentile_95(values), "n": len(values)}
        tell("interpreter", live=f"to {language}", **figures)
    erasures = [normalized_erasure(captions) for captions in outcome.captions.values() if len(captions) > 1]
    tell(
        "interpreter",
        live="talk",
        minutes=minutes,
        echo_db=-LOSS_DB,
        clips=outcome.clips,
        begun_over_the_voice=outcome.over_voice,
        lost=len(outcome.lost),
        lost_over_the_voice=len(outcome.lost_over_voice),
        own_voice_translations=len(outcome.own_voice),
        own_voice=outcome.own_voice[:5],
        wrong_side=outcome.wrong_side[:5],
        unclear=outcome.unclear,
        in_pieces=outcome.in_pieces,
        not_spoken_to_the_end=outcome.not_spoken,
        erasure_mean=round(float(np.mean(erasures)), 3) if erasures else None,
        machine=machine(),
    )


def run(folder: Path, data: Path, clips: Sequence[Clip], minutes: float) -> None:
    """Hold the talk in a room of its own under ``folder``."""
    room = SharedRoom(folder)
    room.start()
    live = LiveInterpreter(room.environment | {DATA_DIR_VARIABLE: str(data)})
    try:
        room.couple(PATH_MS, LOSS_DB)
        live.until("listening", START_S)
        threading.Event().wait(2.5)
        report(talk(room, live, clips, minutes), minutes)
    finally:
        live.end()
        room.stop()
