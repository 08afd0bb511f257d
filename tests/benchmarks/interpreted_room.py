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

from tests.benchmarks.machine import machine, median, percentile_95, tell
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


@dataclass(slots=True)
class Spoken:
    """A clip that was said into the room, and whether anything came of it."""

    clip: Clip
    over_voice: bool
    heard: int = 0


class Judge:
    """Turns lines into an outcome; on a busy machine they may come while the next clip is spoken already."""

    def __init__(self) -> None:
        self.outcome = Outcome()
        self.spoken: list[Spoken] = []
        self._by_id: dict[str, dict[str, Any]] = {}

    def take(self, line: dict[str, Any]) -> None:
        """One line of the interpreter's."""
        outcome = self.outcome
        match line["event"]:
            case "caption":
                outcome.captions.setdefault(line["utterance_id"], []).append(line["target"])
            case "unclear":
                outcome.unclear += 1
                self._nearest(" ".join(line["sources"].values())).heard += 1
            case "utterance":
                self._utterance(line)
            case "spoken":
                said = self._by_id.get(line["utterance_id"])
                if said is not None and "sound" in line["ms"]:
                    self._delay(said["target_language"], "sound", line["ms"]["sound"])
            case "error":
                raise SystemExit(line["message"])

    def conclude(self) -> Outcome:
        """Nothing more comes."""
        outcome = self.outcome
        outcome.clips = len(self.spoken)
        outcome.over_voice = sum(one.over_voice for one in self.spoken)
        outcome.in_pieces = sum(one.heard > 1 for one in self.spoken)
        outcome.lost = [one.clip.text for one in self.spoken if not one.heard and not one.over_voice]
        outcome.lost_over_voice = [one.clip.text for one in self.spoken if not one.heard and one.over_voice]
        return outcome

    def _nearest(self, words: str) -> Spoken:
        """The clip of the last few that these words are; of none, the first that is still unheard."""
        recent = self.spoken[-4:]
        best = max(recent, key=lambda one: alike(words, one.clip.text))
        if alike(words, best.clip.text) >= ALIKE:
            return best
        return next((one for one in recent if not one.heard), recent[-1])

    def _utterance(self, line: dict[str, Any]) -> None:
        outcome, words = self.outcome, line["source"]
        self._by_id[line["utterance_id"]] = line
        outcome.captions.setdefault(line["utterance_id"], []).append(line["target"])
        nearest = self._nearest(words)
        ours = max((alike(words, said) for _, said in outcome.said[-4:]), default=0.0)
        outcome.said.append((line["target_language"], line["target"]))
        if ours > max(ALIKE, alike(words, nearest.clip.text)):
            outcome.own_voice.append(words)
            return
        nearest.heard += 1
        if "caption" in line["ms"]:
            self._delay(line["target_language"], "caption", line["ms"]["caption"])
        if line["speaker_language"] != nearest.clip.language:
            outcome.wrong_side.append(f"{nearest.clip.language}: {words}")

    def _delay(self, language: str, name: str, ms: float) -> None:
        self.outcome.delays.setdefault(language, {}).setdefault(name, []).append(ms)


def talk(room: SharedRoom, live: LiveInterpreter, clips: Sequence[Clip], minutes: float) -> Outcome:
    """Let the two speak in turn for so long."""
    judge, pauses = Judge(), random.Random(5)
    until = time.monotonic() + 60 * minutes
    over = False
    while time.monotonic() < until:
        number = len(judge.spoken)
        clip = clips[number % len(clips)]
        next_over = number % OVER_EVERY == OVER_EVERY - 1
        said = Spoken(clip, over)
        judge.spoken.append(said)
        room.speak_at(np.concatenate((clip.sound, np.zeros(RATE // 5, np.float32))))
        deadline = time.monotonic() + len(clip.sound) / RATE + ANSWER_S
        while (line := live.next(deadline - time.monotonic())) is not None:
            judge.take(line)
            if said.heard and (next_over or line["event"] in ("spoken", "unclear")):
                break
        threading.Event().wait(OVER_AFTER_S if next_over else pauses.uniform(0.6, 1.6))
        over = next_over
    while (line := live.next(ANSWER_S)) is not None:
        judge.take(line)
    return judge.conclude()


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
        lost_words=outcome.lost[:5],
        lost_over_the_voice=len(outcome.lost_over_voice),
        own_voice_translations=len(outcome.own_voice),
        own_voice=outcome.own_voice[:5],
        wrong_side=outcome.wrong_side[:5],
        unclear=outcome.unclear,
        in_pieces=outcome.in_pieces,
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
