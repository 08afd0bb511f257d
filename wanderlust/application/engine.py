"""The engine's composition root: loads the models from their packs and serves until stdin ends."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from wanderlust.application.brain import brains_for
from wanderlust.application.own_command import own_command
from wanderlust.application.translation import DirectionSurvey, recognised_languages, text_translator
from wanderlust.application.voice import heavy_engines
from wanderlust.domain.errors import DataMissing, EngineFailed
from wanderlust.engine.brain.brains import Brains
from wanderlust.engine.brain.second_opinion import SecondOpinion
from wanderlust.engine.models import EngineModels, HearsEnds, Judges, ModelLoaders, Recognizes, Routes, Speaks
from wanderlust.engine.pack_manifest import read_manifest
from wanderlust.engine.packs import PackStore
from wanderlust.engine.server import EngineServer
from wanderlust.engine.translation.service import TranslationService
from wanderlust.settings.paths import Paths

log = logging.getLogger(__name__)

# Seconds after the models of the voice are loaded: the first turns have the processor to themselves.
SETTLED_S = 15.0


def model_loaders(paths: Paths) -> ModelLoaders:
    """How to load each model; heavy libraries are imported inside, side by side, on the threads that use them."""
    manifest = read_manifest(paths.resources / "packs" / "manifest.toml")
    packs = PackStore(paths.packs, manifest, paths.bundled_packs)
    # rapidfuzz imports itself in a circle: begun on two threads at once, one finds it half made and fails.
    one_imports = threading.Lock()

    def places() -> Path:
        found = paths.find("places.sqlite")
        if found is None:
            raise DataMissing("places", "The table of places is not here.", "Run `wanderlust setup` once.")
        return found

    def recognizer() -> Recognizes:
        from wanderlust.engine.recognizer import Recognizer

        with one_imports:
            from wanderlust.geo.heard_names import HeardNames

        loaded = Recognizer(packs.directory("whisper-base"), names=HeardNames(places()))
        loaded.warm_up()
        return loaded

    def voice_activity() -> Callable[[], Judges]:
        from wanderlust.engine.voice_activity import VoiceActivity, load_network

        network = load_network(packs.path("silero-vad", "silero_vad.onnx"))
        return lambda: VoiceActivity(network)

    def turn_end() -> HearsEnds:
        from wanderlust.engine.smart_turn import SmartTurn

        return SmartTurn(packs.path("smart-turn", "smart-turn-v3.2-cpu.onnx"))

    def router() -> Routes:
        with one_imports:
            from wanderlust.engine.router import Router
            from wanderlust.geo.gazetteer import Gazetteer

        folder = paths.resources / "router"
        return Router(
            packs.directory("minilm-l6"), folder / "weights.npz", folder / "tokenizer.json", Gazetteer(places())
        )

    def synthesizer() -> Speaks:
        from wanderlust.engine.heavy_voices import HeavyVoices
        from wanderlust.engine.synthesizer import Synthesizer
        from wanderlust.engine.voices import Voices, installed_engines

        engines = installed_engines() | heavy_engines(packs.installed)
        voices = Voices.read(paths.resources / "voices" / "voices.toml", engines)
        loaded = Synthesizer(voices, HeavyVoices(own_command("engine-voice")))
        loaded.warm_up("en")
        return loaded

    return ModelLoaders(recognizer, voice_activity, turn_end, router, synthesizer)


async def _wake(brains: Brains) -> None:
    """Have the language model ready once the engine has settled; who only asks one thing is gone by then."""
    await asyncio.sleep(SETTLED_S)
    await brains.wake()


async def serve(paths: Paths, token: str, port: int, ended: asyncio.Event, llm: str = "auto") -> None:
    """Serve until ``ended`` is set; the port is told on stdout as one JSON line. ``llm`` chooses the router's helper.

    Raises:
        EngineFailed: The port is taken.
        WanderlustError: A model cannot be loaded; its own sentence.
    """
    models = EngineModels(model_loaders(paths), SecondOpinion(brains_for(paths, llm)))
    translator, process = text_translator(paths)
    survey = DirectionSurvey(paths, translator.try_model)
    translation = TranslationService(translator, process.close, recognised_languages(paths), survey)
    server = EngineServer(models, token, translation=translation)
    bound = await server.start(port)
    sys.stdout.write(json.dumps({"port": bound}) + "\n")
    sys.stdout.flush()
    waiting = asyncio.create_task(ended.wait())
    loading = asyncio.create_task(models.complete())
    waking: asyncio.Task[None] | None = None
    try:
        await asyncio.wait((waiting, loading), return_when=asyncio.FIRST_COMPLETED)
        if loading.done():
            loading.result()
            if models.second_opinion is not None:
                waking = asyncio.create_task(_wake(models.second_opinion.brains))
        await waiting
    finally:
        for task in filter(None, (waiting, loading, waking)):
            task.cancel()
        await server.stop()
        translation.close()
        if models.second_opinion is not None:
            await models.second_opinion.brains.close()


def run_engine(paths: Paths, port: int, llm: str = "auto") -> None:
    """Read the token from the first line of stdin, serve, and end when stdin ends; raises as :func:`serve`.

    ``llm`` is what answers harder questions: ``off``, ``auto``, ``pack`` or the address of a chat endpoint.
    """
    token = sys.stdin.readline().strip()
    if not token:
        raise EngineFailed("The engine needs its token on the first line of standard input.")

    async def main() -> None:
        ended = asyncio.Event()
        loop = asyncio.get_running_loop()

        def watch() -> None:
            while sys.stdin.readline():
                pass
            with suppress(RuntimeError):  # the loop is closed: the engine has ended for a reason of its own
                loop.call_soon_threadsafe(ended.set)

        threading.Thread(target=watch, name="stdin", daemon=True).start()
        await serve(paths, token, port, ended, llm)

    asyncio.run(main())
