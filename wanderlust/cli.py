"""The command line: the window, and the headless ways in."""

from __future__ import annotations

import argparse
import io
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from wanderlust import __version__
from wanderlust.domain.errors import BadInput, WanderlustError

USAGE_EXIT = 2
FAILURE_EXIT = 1
INTERRUPTED_EXIT = 130
LAST_PORT = 65_535


def build_parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    parser = argparse.ArgumentParser(
        prog="wanderlust", description="A voice travel companion: talk to it, and the map follows."
    )
    parser.add_argument("--version", action="version", version=f"wanderlust {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    run = commands.add_parser("run", help="open the window (the default)")
    run.add_argument("--out", type=Path, default=Path("out"), help="where a run without a display writes its results")

    ask = commands.add_parser("ask", help="ask one question without a window")
    ask.add_argument("text", nargs="?", help="the question in words")
    ask.add_argument("--wav", type=Path, metavar="IN.wav", help="the question as a recording")
    ask.add_argument("--out", type=Path, metavar="REPLY.wav", help="write the spoken answer here")
    ask.add_argument("--fast", action="store_true", help="push the recording through; no latency figures")
    ask.add_argument("--json", action="store_true", help="print one JSON object a line")
    server = "ask 'engine', 'openai' or this base URL, whose key is in OPENAI_API_KEY (default: as in the settings)"
    ask.add_argument("--url", metavar="URL", help=server)
    ask.add_argument("--picture", type=Path, metavar="PHOTO", help="ask about this picture; needs a server")
    ask.add_argument("--model", metavar="ID", help="the model to ask there (default: gpt-realtime-2.1)")

    ask.add_argument(
        "--offline", action="store_true", help="look nothing up on the internet, whatever the settings say"
    )

    say = commands.add_parser("say", help="speak the text that comes in on standard input")
    say.add_argument("--language", default="en", metavar="XX", help="its language (default: en)")
    say.add_argument("--speed", type=float, default=1.0, help="1 is the voice's own pace")
    say.add_argument("--out", type=Path, metavar="FILE.wav", help="write the speech here instead of playing it")

    transcribe = commands.add_parser("transcribe", help="write down a recording")
    transcribe.add_argument("recording", type=Path, help="WAV, MP3, FLAC or Ogg")
    transcribe.add_argument("--to", choices=("srt", "txt", "json"), help="how (default: as --out ends, else txt)")
    transcribe.add_argument("--out", type=Path, metavar="PATH", help="where to (default: standard output)")
    transcribe.add_argument("--language", metavar="XX", help="its language (default: as heard)")

    translate = commands.add_parser("translate", help="translate a text on this computer")
    translate.add_argument("text", nargs="?", help="what to translate")
    translate.add_argument("--from", dest="source", required=True, metavar="XX", help="its language")
    translate.add_argument("--to", dest="target", required=True, metavar="XX", help="the language wanted")
    translate.add_argument("--jsonl", action="store_true", help='lines {"id","text"} in, {"id","text","route"} out')

    interpret = commands.add_parser("interpret", help="interpret between two people, live or from a recording")
    interpret.add_argument("--from", dest="source", required=True, metavar="XX", help="one language")
    interpret.add_argument("--to", dest="target", required=True, metavar="XX", help="the other")
    interpret.add_argument("--wav", type=Path, metavar="TALK.wav", help="the talk as a recording (default: live)")
    interpret.add_argument("--out", type=Path, metavar="SPOKEN.wav", help="write what the interpreter says here")
    interpret.add_argument("--fast", action="store_true", help="push the recording through; no latency figures")
    interpret.add_argument("--json", action="store_true", help="print one JSON object a line")
    interpret.add_argument("--export", type=Path, metavar="FILE", help="write the live talk here: txt, md, srt or json")

    call = commands.add_parser(
        "call", help="call a business for you; a rehearsal on this computer unless a line is named"
    )
    call.add_argument("--rehearse", default="", metavar="BUSINESS", help="who answers, such as strawberries, or you")
    call.add_argument(
        "--line", choices=("rehearsal", "sip", "twilio"), default="rehearsal", help="who carries the call"
    )
    call.add_argument("--to", default="", metavar="NUMBER", help="whom to call on a line that rings someone")
    call.add_argument("--who", default="", metavar="NAME", help="the name of whom is called, for the card")
    call.add_argument("--goal", default="", metavar="WORDS", help="what for (default: the business's own example)")
    call.add_argument("--name", default="Maya", help="for whom (default: Maya)")
    call.add_argument("--mood", default="plain", help="the business's day: busy, hold, sold out, over budget ...")
    call.add_argument(
        "--answer", action="append", default=[], metavar="TEXT", help="an answer to what is asked on the way"
    )
    call.add_argument("--seed", type=int, default=0, help="which of its ways to say things the business takes")
    call.add_argument(
        "--sound", action="store_true", help="both sides speak and listen in real time, without a speaker"
    )
    call.add_argument("--yes", action="store_true", help="agree to the card; for rehearsals only")
    call.add_argument("--json", action="store_true", help="print one JSON object a line")

    engine = commands.add_parser("engine", help="serve the embedded engine; the token comes on standard input")
    engine.add_argument("--port", type=_port, default=0, help="port on 127.0.0.1 (default: any free one)")
    engine.add_argument("--llm", type=_brain, default="auto", metavar="off|auto|pack|URL", help="for harder questions")
    engine_commands = engine.add_subparsers(dest="engine_command", metavar="COMMAND")
    route = engine_commands.add_parser("route", help="show which tools requests would call, from JSON lines on stdin")
    route.add_argument("--jsonl", action="store_true", required=True, help="one JSON object a line, in and out")
    route.add_argument(
        "--llm",
        dest="route_llm",
        default="off",
        metavar="CHOICE",
        help="which language model is asked where the router is unsure: off (the default), auto, pack or a URL",
    )

    pack = engine_commands.add_parser("pack", help="what the engine can use")
    pack.add_argument("action", choices=("list", "install", "remove"))
    pack.add_argument("names", nargs="*", metavar="PACK", help="which; of a list, words to look for")
    pack.add_argument("--languages", action="store_true", help="fetch the list of languages first")
    pack.add_argument(
        "--language-mirror", metavar="URL", help="address of that list (default: the one in the settings)"
    )
    pack.add_argument("--mirror", help="base address of a mirror of the packs, tried last")

    evaluate = commands.add_parser("eval", help="score a backend against lines with the right answers")
    evaluate.add_argument("what", choices=("tools",), help="which tools it calls")
    evaluate.add_argument("lines", type=Path, metavar="LINES.jsonl", help="utterances with the calls that are right")
    evaluate.add_argument("--backend", required=True, metavar="engine|URL|batch", help="who is asked")
    evaluate.add_argument("--model", default="", help="model id there; needed for a batch")
    evaluate.add_argument("--out", type=Path, metavar="FILE", help="write every answer here; the requests of a batch")
    evaluate.add_argument("--results", type=Path, metavar="FILE", help="the result file of a batch")
    evaluate.add_argument("--json", action="store_true", help="print the score as JSON")

    places = commands.add_parser("places", help="take streets, cafés and opening hours of an area along")
    place_commands = places.add_subparsers(dest="places_command", metavar="COMMAND", required=True)
    add = place_commands.add_parser("add", help="keep an extract of OpenStreetMap")
    add.add_argument("file", type=Path, metavar="FILE", help=".osm.pbf or .geojson")
    add.add_argument("--name", default="", metavar="NAME", help="what to call the area (default: as the file)")
    place_commands.add_parser("list", help="the areas kept")
    remove = place_commands.add_parser("remove", help="forget an area")
    remove.add_argument("name", metavar="NAME", help="its name or its number")

    doctor = commands.add_parser("doctor", help="check what Wanderlust needs, and say how to mend it")
    doctor.add_argument("--json", action="store_true", help="print the findings as JSON")

    setup = commands.add_parser("setup", help="prepare the data: models and places")
    setup.add_argument("--mirror", help="base address of a mirror of the packs, tried last")

    licenses = commands.add_parser("licenses", help="list what Wanderlust is made of, and under which licences")
    licenses.add_argument("name", nargs="?", metavar="NAME", help="show one component with the texts of its licence")
    licenses.add_argument("--json", action="store_true", help="print the list as JSON")

    commands.add_parser("engine-brain")  # started by the engine for the language model, in a process of its own
    commands.add_parser("engine-voice")  # started by the engine for the voices that need a process of their own
    commands.add_parser("engine-translate")  # started for translation, which needs a process of its own
    commands.add_parser("list-sound-devices")  # asked by our own watcher, in a process of its own
    return parser


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say; returns the exit code. Errors become one sentence on stderr."""
    try:
        try:
            return _run(arguments)
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()  # here, where a reader that went away is met, and not after us
    except BrokenPipeError:
        # Whoever read our output has enough; writing on would only raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILURE_EXIT


def _run(arguments: Sequence[str]) -> int:
    from wanderlust.application.scrubbed_logging import SCRUBBER, log_to

    options = build_parser().parse_args(list(arguments))
    SCRUBBER.learn(os.environ.get("OPENAI_API_KEY", "").strip())
    level = os.environ.get("WANDERLUST_LOG", "").upper()
    log_to(sys.stderr, level if level in logging.getLevelNamesMapping() else "WARNING")
    try:
        return _dispatch(options)
    except BadInput as error:
        _complain(str(error))
        return USAGE_EXIT
    except WanderlustError as error:
        _complain(str(error))
        return FAILURE_EXIT
    except KeyboardInterrupt:
        return INTERRUPTED_EXIT


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > LAST_PORT:
        raise argparse.ArgumentTypeError(f"{text} is no port; give a number from 0 (any free one) to {LAST_PORT}.")
    return int(text)


def _brain(text: str) -> str:
    from wanderlust.settings.preferences import is_brain

    if not is_brain(text):
        raise argparse.ArgumentTypeError(f"{text} is none of off, auto, pack and no http address.")
    return text


def _json_streams() -> tuple[io.TextIOWrapper, io.TextIOWrapper]:
    """Standard input and output as UTF-8, which JSON is whatever the locale; detach them afterwards."""
    reading = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace")
    return reading, io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", write_through=True)


def _complain(sentence: str) -> None:
    from wanderlust.application.scrubbed_logging import SCRUBBER

    sys.stderr.write(f"{SCRUBBER.clean(sentence)}\n")


def _dispatch(options: argparse.Namespace) -> int:
    from wanderlust.settings.paths import discover_paths, frozen_bundle

    paths = discover_paths(os.environ, frozen_bundle())
    match options.command:
        case "ask":
            from wanderlust.application.ask_command import ask_command

            asked = (options.text, options.wav, options.out, options.fast, options.json)
            return ask_command(paths, *asked, options.url, options.model, options.picture, options.offline)
        case "engine" if options.engine_command == "route":
            from wanderlust.application.route_command import route_command

            reading, writing = _json_streams()
            try:
                return route_command(paths, options.route_llm, reading, writing)
            finally:
                reading.detach()
                writing.detach()
        case "say":
            from wanderlust.application.say_command import say_command

            return say_command(sys.stdin.buffer, options.out, options.language, options.speed)
        case "transcribe":
            from wanderlust.application.transcribe_command import transcribe_command

            return transcribe_command(paths, options.recording, options.to, options.out, options.language)
        case "translate":
            from wanderlust.application.translate_command import translate_command

            lines, out = _json_streams()
            try:
                return translate_command(
                    paths, (options.source, options.target), options.text, options.jsonl, lines, out
                )
            finally:
                lines.detach()
                out.detach()
        case "interpret":
            from wanderlust.application.interpret_command import interpret_command, interpret_live_command

            pair = (options.source, options.target)
            if options.wav is None:
                if options.out is not None or options.fast:
                    raise BadInput("--out and --fast are for a recording.", "Add --wav, or leave them out.")
                return interpret_live_command(paths, pair, options.export, options.json)
            if options.export is not None:
                raise BadInput("--export is for a live talk.", "Leave out --wav, or --export.")
            return interpret_command(pair, options.wav, options.out, options.fast, options.json)
        case "call":
            from wanderlust.application.call_command import CallWish, call_command

            wish = CallWish(
                options.rehearse,
                options.line,
                options.to,
                options.who,
                options.goal,
                options.name,
                options.yes,
                tuple(options.answer),
                options.mood,
                options.seed,
                options.json,
                options.sound,
            )
            return call_command(paths, wish, sys.stdin, sys.stdout, sys.stderr)
        case "engine" if options.engine_command == "pack":
            from wanderlust.application.packs_command import chosen_mirrors, packs_command

            mirrors = chosen_mirrors(paths, options.mirror, options.language_mirror)
            return packs_command(paths, options.action, options.names, mirrors, options.languages)
        case "engine":
            # Idle OpenMP threads would spin; read by the libraries when they load.
            os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
            from wanderlust.application.engine import run_engine

            run_engine(paths, options.port, options.llm)
            return 0
        case "eval":
            from wanderlust.application.eval_command import Evaluation, eval_command

            wanted = Evaluation(
                options.backend, options.lines, options.model, options.out, options.results, options.json
            )
            return eval_command(paths, wanted, sys.stdout)
        case "places":
            from wanderlust.application.places_command import places_command

            file = getattr(options, "file", None)
            return places_command(paths, options.places_command, file, getattr(options, "name", ""))
        case "doctor":
            from wanderlust.application.doctor import doctor_command

            return doctor_command(paths, options.json)
        case "setup":
            from wanderlust.application.prepare import prepare

            prepare(paths, sys.stderr, options.mirror)
            return 0
        case "licenses":
            from wanderlust.application.licenses_command import licenses_command

            return licenses_command(paths, options.name, options.json, sys.stdout)
        case "engine-brain":
            # Idle OpenMP threads would spin; read by the library when it loads.
            os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
            from wanderlust.application.brain import run_brain

            run_brain(paths)
            return 0
        case "engine-voice":
            from wanderlust.application.voice import run_voice

            run_voice(paths)
            return 0
        case "engine-translate":
            from wanderlust.application.translator_process import run_translator

            run_translator()
            return 0
        case "list-sound-devices":
            from wanderlust.audio.device_list import main

            return main()
        case _:
            from wanderlust.application.run_command import run_command

            return run_command(paths, getattr(options, "out", Path("out")))
