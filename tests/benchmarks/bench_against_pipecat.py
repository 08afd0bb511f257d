"""The forty spoken questions through Wanderlust and through ``pipecat-ai``, in turn: prints JSON lines and the ratio.

python -m tests.benchmarks.bench_against_pipecat [--most 40]     or: make race

The same sounds, weights, router, tools and voice on the same machine; while one answers the other idles. Theirs comes
twice: with the recognition service it brings, and with our recogniser put inside (``peers/clients/pipecat_local.py``
tells its settings). Ours is timed at the speaker, theirs where its voice service lets the first sound go.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from typing import Any

from tests.benchmarks.bench_voice_to_voice import ask
from tests.benchmarks.machine import machine, median, percentile_95, tell
from tests.benchmarks.spoken_questions import SpokenQuestion, spoken_questions
from tests.peers.environments import CLIENTS, Peer, command_for
from wanderlust.application.services import build_services, engine_process
from wanderlust.settings.paths import PROJECT, discover_paths

PIPECAT = Peer(
    "pipecat-ai 1.14.0 with local services",
    "pipecat_local.py",
    (
        "pipecat-ai==1.14.0",
        "faster-whisper==1.2.1",
        # What the engine runs on, in the engine's versions.
        "ctranslate2==4.8.5",
        "tokenizers==0.23.3",
        "hibari-tts==0.2.1",
        "onnxruntime==1.32.0",
        "platformdirs",
        "rapidfuzz",
        "soundfile",
        "tzdata",
    ),
)
ANSWER_LIMIT_S = 60
TURNS = "pipecat_turns.py"
FIRST_AUDIO = "speech_end_to_first_audio_ms"
# How theirs hears: with its own service on our weights, or with our recogniser.
HEARING = ("own", "engine")


async def started(command: list[str]) -> Process:
    """Their assistant, its models loaded."""
    settings = {"PYTHONPATH": str(PROJECT), "OMP_NUM_THREADS": "2", "OMP_WAIT_POLICY": "PASSIVE"}
    process = await asyncio.create_subprocess_exec(
        *command, stdin=PIPE, stdout=PIPE, cwd=CLIENTS, env={**os.environ, **settings}, limit=1 << 20
    )
    await line_of(process)
    return process


async def line_of(process: Process) -> dict[str, Any]:
    """What it says next; raises SystemExit when it says nothing."""
    assert process.stdout is not None
    line = await asyncio.wait_for(process.stdout.readline(), ANSWER_LIMIT_S)
    if not line:
        raise SystemExit(f"pipecat ended with {await process.wait()}")
    found: dict[str, Any] = json.loads(line)
    return found


async def asked_of(process: Process, question: SpokenQuestion, seed: int, hearing: str) -> dict[str, Any]:
    """One question answered by theirs."""
    assert process.stdin is not None
    wanted = {"clip": question.expected.clip, "seed": seed, "hearing": hearing}
    process.stdin.write(json.dumps(wanted).encode() + b"\n")
    found = await line_of(process)
    found["right"] = question.expected.answered_by(found["tools"], found.pop("given_back"))
    return found


async def their_turns(python: str) -> dict[str, Any]:
    """How theirs fares with speakers who pause, on the utterances that ``bench_turns`` gives to ours."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "OMP_WAIT_POLICY": "PASSIVE"}
    process = await asyncio.create_subprocess_exec(python, TURNS, stdout=PIPE, cwd=CLIENTS, env=environment)
    output, _ = await process.communicate()
    if process.returncode:
        raise SystemExit(f"{TURNS} ended with {process.returncode}")
    found: dict[str, Any] = json.loads(output.splitlines()[-1])
    return found


def summary(answers: list[dict[str, Any]]) -> dict[str, object]:
    waits = [answer[FIRST_AUDIO] for answer in answers if FIRST_AUDIO in answer]
    return {
        "answered": len(waits),
        "right": sum(answer["right"] for answer in answers),
        "p50": median(waits),
        "p95": percentile_95(waits),
    }


async def race(most: int) -> int:
    """Ask everything of both; 0 when every question was answered by both."""
    command = list(await asyncio.to_thread(command_for, PIPECAT))
    theirs = await started(command)
    services, engine = build_services(discover_paths(os.environ)), engine_process()
    answers: dict[str, list[dict[str, Any]]] = {"ours": [], **{hearing: [] for hearing in HEARING}}
    try:
        await engine.start()
        for seed, question in enumerate(spoken_questions()[:most]):
            answers["ours"].append(await ask(services, engine, question, seed))
            for hearing in HEARING:
                answers[hearing].append(await asked_of(theirs, question, seed, hearing))
            said = {name: {k: found[-1].get(k) for k in ("heard", FIRST_AUDIO)} for name, found in answers.items()}
            tell("race question", asked=question.expected.words, **said)
    finally:
        await engine.stop()
        services.close()
        assert theirs.stdin is not None
        theirs.stdin.close()
        await theirs.wait()
    ours = summary(answers["ours"])
    tell("race", side="ours", **ours)
    for hearing in HEARING:
        found = summary(answers[hearing])
        ratio = {key: round(float(str(ours[key])) / float(str(found[key])), 2) for key in ("p50", "p95")}
        tell("race", side=f"pipecat, hearing: {hearing}", **found, ours_to_theirs=ratio)
    # A sooner end of turn that cuts people off is no better setting; ours: bench_turns --only turns.
    tell("race", side="pipecat, speakers who pause", **await their_turns(command[0]))
    tell("machine", **machine())
    return 0 if all(FIRST_AUDIO in answer for found in answers.values() for answer in found) else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=40, help="questions at most")
    return asyncio.run(race(parser.parse_args().most))


if __name__ == "__main__":
    sys.exit(main())
