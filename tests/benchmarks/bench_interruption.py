"""Half an hour of answers in simulated rooms, by counts of samples: self-interruptions, and how soon a person is heard.

python tests/benchmarks/bench_interruption.py [minutes]

Prints one line of JSON a room. Latencies count 10 ms frames from the person's first sound in the microphone's stream
to the moment the voice ducks and to the moment it is stopped; a device adds its own buffers to both.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np

from tests.audio.room_sounds import answer, click, cough, hum, silence, voices
from tests.audio.room_talk import RoomTalk
from tests.audio.simulated_room import EchoPath
from wanderlust.audio.format import RATE
from wanderlust.domain.voice import VoiceChange

ANSWER_S = 12.0
PAUSE_S = 1.5
MINUTES = 30.0


def tell(**figures: object) -> None:
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()


def self_interruptions(minutes: float, seed: int) -> None:
    """Answers one after the other with nobody else in the room, blocks lost and the speaker changed at times."""
    paths = [
        EchoPath(delay, 6 - 2 * (n % 4), seed=n + 10 * seed) for n, delay in enumerate((60, 20, 150, 300, 450, 700))
    ]
    talk = RoomTalk(paths[0], drift_ppm=100)
    rng = np.random.default_rng(seed)
    began = time.process_time()
    played, rounds = 0.0, round(minutes * 60 / ANSWER_S)
    for number in range(rounds):
        if number and number % max(1, rounds // len(paths)) == 0:
            talk.swap(paths[min(len(paths) - 1, number * len(paths) // rounds)])
        talk.answer(np.roll(answer(ANSWER_S), int(rng.integers(0, RATE * 10))))
        lost = [] if number % 5 else range(at := int(rng.integers(100, 900)), at + int(rng.integers(1, 8)))
        talk.run(silence(ANSWER_S + PAUSE_S), lost=lost)
        played += ANSWER_S
    tell(
        bench="self-interruption",
        minutes_of_voice=round(played / 60, 1),
        rooms=[f"{p.delay_ms:g} ms, echo {-p.loss_db:g} dB" for p in paths],
        drift_ppm=100,
        stopped_itself=talk.count(VoiceChange.SPEECH_CONFIRMED),
        ducked_itself=talk.count(VoiceChange.SOUND_BEGAN),
        ms_of_cpu_a_frame=round((time.process_time() - began) * 1000 / talk.frame, 2),
    )


def latencies(path: EchoPath, person_db: float) -> None:
    """Every recorded voice speaks over an answer; the assistant has spoken for six seconds before the first."""
    talk = RoomTalk(path, drift_ppm=100, stops=True)
    talk.answer(answer(6))
    talk.run(silence(8))
    people = [clip for name, clip in voices().items() if not name.startswith("en")]
    people += [clip for name, clip in voices("en").items()][:6]
    ducked, stopped, missed = [], [], 0
    for number, person in enumerate(people):
        talk.answer(np.roll(answer(20), -number * 3 * RATE))
        talk.run(silence(2.0 + 0.13 * number))
        first = talk.frame
        talk.run(np.concatenate((person * np.float32(10 ** (person_db / 20)), silence(1))))
        noticed, confirmed = talk.first(VoiceChange.SOUND_BEGAN, first), talk.first(VoiceChange.SPEECH_CONFIRMED, first)
        if noticed is not None:
            ducked.append(10 * (noticed - first + 1))
        if confirmed is None:
            missed += 1
        else:
            stopped.append(10 * (confirmed - first + 1))
        talk.speaker.flush()
        talk.run(silence(1))
    tell(
        bench="interruption",
        path_ms=path.delay_ms,
        echo_db=-path.loss_db,
        person_over_answer_db=person_db,
        people=len(people),
        never_noticed=len(people) - len(ducked),
        never_stopped=missed,
        ducked_ms=spread(ducked),
        stopped_ms=spread(stopped),
    )


def false_stops(path: EchoPath, each: int) -> None:
    """Coughs, clicks and hums made of numbers, over answers."""
    for name, make in {"cough": cough, "click": click, "hum": hum}.items():
        talk = RoomTalk(path)
        talk.answer(answer(6))
        talk.run(silence(8))
        for seed in range(each):
            talk.answer(np.roll(answer(3), seed * RATE))
            talk.run(np.concatenate((silence(1), make(seed), silence(2))))
        tell(
            bench="no speech",
            sound=name,
            path_ms=path.delay_ms,
            sounds=each,
            ducked=talk.count(VoiceChange.SOUND_BEGAN),
            stopped=talk.count(VoiceChange.SPEECH_CONFIRMED),
        )


def spread(values: list[int]) -> dict[str, float]:
    ordered = sorted(values)
    at = min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))
    return {"median": statistics.median(ordered), "p95": ordered[at], "most": ordered[-1]} if ordered else {}


def main() -> None:
    """Minutes of answers, and the seed of rooms and losses: ``bench_interruption.py 30 41``."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else MINUTES
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    for path, person_db in (
        (EchoPath(60, 90), 0.0),
        (EchoPath(60, 6), 0.0),
        (EchoPath(150, 12), -6.0),
        (EchoPath(100, 0), 0.0),
        (EchoPath(600, 6), 0.0),
    ):
        latencies(path, person_db)
    false_stops(EchoPath(60, 6), 40)
    self_interruptions(minutes, seed)


if __name__ == "__main__":
    main()
