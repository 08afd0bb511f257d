"""People cut in on answers of the real app and engine, judged in one recording of speaker and microphone: JSON lines.

python -m tests.benchmarks.bench_cutting_in [interruptions a room]

So many are judged in each room, or as many as 205 s allow; those with an underrun are reported and repeated.
The app's worker runs on real streams of virtual devices; recorded human voices speak into its microphone, first
without and then with the speaker's sound coming back. All times are read from one two-channel recording, from the
interrupter's first sound: when the last sound louder than half of what the answer would have been left the speaker
(ducked), and when its last sound did (silent). Interruptions during which a stream lost a block are told apart, and
those in which the answer would not have sounded anyway, so that its silence says nothing.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.audio.room_sounds import voices
from tests.benchmarks.bench_startup import own_data
from tests.benchmarks.machine import load_average, machine, median, percentile_95, tell
from tests.benchmarks.shared_room import RoomRecorder, SharedRoom, Sound
from tests.benchmarks.telling_process import TellingProcess
from tests.end_to_end.virtual_sound import RATE, missing_programs
from wanderlust.settings.paths import DATA_DIR_VARIABLE

QUESTION = "What can you do?"  # answered for 20 s
EACH = 24
ROOM_LIMIT_S = 205.0  # a room: both, and the start, within eight minutes
PATH_MS, LOSS_DB = 60, 6.0
LIMIT_S = 30.0
FRAME = RATE // 100
AUDIBLE = 10 ** (-50 / 20)
SOUNDING = 10 ** (-42 / 20)
HALF = 0.5
LONGEST_S = 2.5  # of an interrupter
DECIDED_WITHIN_S = 1.0  # an answer that would have sounded after this, without a decision, was never stopped
OWN_PAUSE_S = 0.3  # an answer that would not have sounded for so long after the decision was not heard to stop


class Worker(TellingProcess):
    """The app's worker process."""

    def slips(self) -> int:
        """Blocks lost so far by the streams that are open."""
        self.order("slips")
        return int(self.wait_for("slips")[-1]["count"])


@dataclass(frozen=True, slots=True)
class Cut:
    """One interruption, in milliseconds from the person's first sound; None = it did not happen."""

    person: str
    after_ms: float
    ducked: float | None
    silent: float | None
    decided: float | None
    quiet_after_decision: float | None  # below 0 by as much as the recording's clock is wrong
    underrun: bool
    unheard: bool = False  # the answer paused or was over by itself

    @property
    def judgeable(self) -> bool:
        """Whether it says anything of the app: no stream lost a block, and the answer would have sounded."""
        return not self.underrun and not self.unheard


def place_of(clip: Sound, line: Sound) -> int:
    """Where in the line the clip is."""
    size = 1 << (len(line) + len(clip)).bit_length()
    spectrum = np.fft.rfft(line, size) * np.conj(np.fft.rfft(clip, size))
    return int(np.argmax(np.fft.irfft(spectrum, size)[: len(line)]))


def levels(sound: Sound) -> Sound:
    """Root mean square of every 10 ms."""
    framed: Sound = np.sqrt(np.mean(sound[: len(sound) // FRAME * FRAME].reshape(-1, FRAME) ** 2, axis=1))
    return framed


def last_above(above: np.ndarray, frame_ms: float = 10.0) -> float:
    """Milliseconds to the end of the last frame that is."""
    frames = np.flatnonzero(above)
    return float(frames[-1] + 1) * frame_ms if len(frames) else 0.0


def judge(
    person: str, clip: Sound, speaker: Sound, microphone: Sound, began: float, answer: Sound, decided: float | None,
    underrun: bool,
) -> Cut:  # fmt: skip
    """Read one recording."""
    first = place_of(clip[: RATE // 2], microphone) + FRAME  # a clip begins 10 ms before its first sound
    start = place_of(answer[:first], speaker[:first])  # where the answer begins
    after = speaker[first:]
    would = np.zeros(len(after), np.float32)
    rest = answer[max(0, first - start) :][: len(after)]
    would[: len(rest)] = rest
    is_, was = levels(after), levels(would)
    count = min(len(is_), len(was))
    is_, was = is_[:count], was[:count]
    silent = last_above(is_ > AUDIBLE)
    decision = None if decided is None else 1000 * (decided - began - first / RATE)
    cut_short = silent < last_above(was > AUDIBLE) - 1000 * OWN_PAUSE_S
    # Whether it stops is heard only where it would have gone on, and when it ducks only where it sounded at first.
    stop_at = round(max(decision, 0.0) / 10) if decision is not None else round(100 * DECIDED_WITHIN_S)
    until = stop_at + round(100 * OWN_PAUSE_S) if decision is not None else None
    unheard = not (was[stop_at:until] > SOUNDING).any()
    unheard |= decision is not None and silent < decision - 100  # it had paused before anybody decided
    paused = not (was[: round(100 * OWN_PAUSE_S / 2)] > SOUNDING).any()
    ducked = last_above((was > SOUNDING) & (is_ > HALF * was))
    stopped = cut_short and not unheard
    return Cut(
        person,
        round(1000 * (first - start) / RATE),
        round(ducked) if stopped and not paused else None,
        round(silent) if stopped else None,
        None if decision is None else round(decision),
        round(silent - decision) if decision is not None and stopped else None,
        underrun,
        unheard,
    )


def interruption(worker: Worker, room: SharedRoom, kept: Path, person: str, clip: Sound, after_s: float) -> Cut:
    """One answer, cut in on so long after its first sound."""
    slips = worker.slips()
    recorder = RoomRecorder(room.environment)
    worker.order("ask", QUESTION)
    item = worker.wait_for("heard")[-1]["turn"]
    threading.Event().wait(after_s)
    spoke_at = time.monotonic()
    speaking = room.speak_at(np.concatenate((clip, np.zeros(RATE // 5, np.float32))))
    told = worker.wait_for("turn", speaker="assistant", id=item)
    speaking.wait()
    threading.Event().wait(0.3)
    speaker, microphone, began = recorder.stop()
    lost = worker.slips() - slips
    worker.order("stop")
    threading.Event().wait(0.8)
    worker.order("stop")
    worker.wait_for("decided")
    decided = next((line["time"] for line in told if line["at"] == "decided" and line["time"] > spoke_at), None)
    answer = np.frombuffer((kept / item).read_bytes(), "<i2").astype(np.float32) / np.float32(32768)
    return judge(person, clip, speaker, microphone, began, answer, decided, lost != 0)


def report(cuts: list[Cut], echo: bool) -> None:
    """The figures of a room."""
    clean = [cut for cut in cuts if cut.judgeable]
    figures: dict[str, object] = {}
    for name in ("ducked", "silent", "quiet_after_decision", "decided"):
        values = [value for cut in clean if (value := getattr(cut, name)) is not None]
        if values:
            figures[f"{name}_ms"] = {"p50": median(values), "p95": percentile_95(values), "most": max(values)}
    tell(
        "cutting_in",
        echo_db=-LOSS_DB if echo else None,
        path_ms=PATH_MS if echo else None,
        interruptions=len(cuts),
        with_underrun=sum(cut.underrun for cut in cuts),
        answer_paused_or_over=sum(cut.unheard for cut in cuts),
        judged=len(clean),
        never_stopped=sum(cut.silent is None for cut in clean),
        **figures,
        machine=machine(),
    )


def run(each: int) -> None:
    people = list(voices().items())
    with tempfile.TemporaryDirectory() as folder, own_data() as data:
        room = SharedRoom(Path(folder))
        kept = Path(folder) / "kept"
        kept.mkdir()
        room.start()
        environment = room.environment | {DATA_DIR_VARIABLE: str(data)}
        worker = Worker("tests.benchmarks.worker_in_talk", str(kept), environment=environment, limit_s=LIMIT_S)
        try:
            worker.wait_for("state", state="ready")
            worker.order("open")
            worker.wait_for("microphone")
            threading.Event().wait(2.5)
            for echo in (False, True):
                if echo:
                    room.couple(PATH_MS, LOSS_DB)
                cuts: list[Cut] = []
                until = time.monotonic() + ROOM_LIMIT_S
                while sum(cut.judgeable for cut in cuts) < each and time.monotonic() < until:
                    number = len(cuts)
                    person, clip = people[number % len(people)]
                    cut = interruption(
                        worker, room, kept, person, clip[: int(LONGEST_S * RATE)], (0.3, 1.1, 2.3, 4.1)[number % 4]
                    )
                    tell("cut", echo=echo, load=load_average(), **{n: getattr(cut, n) for n in cut.__slots__})
                    cuts.append(cut)
                report(cuts, echo)
        finally:
            worker.end()
            room.stop()


def main() -> int:
    """Measure; 0 also where it cannot be measured, which is said."""
    if missing := missing_programs():
        tell("cutting_in", skipped=f"PulseAudio is not installed: {', '.join(missing)}")
        return 0
    run(int(sys.argv[1]) if len(sys.argv) > 1 else EACH)
    return 0


if __name__ == "__main__":
    sys.exit(main())
