"""llama.cpp's own HTTP server, with the language pack's weights, is found, proved and asked (``make peers``).

``xllamacpp`` carries llama.cpp's server; here it runs as anybody would start ``llama-server``: no key, its own chat
template, on a port of its own. Ollama, LM Studio and vLLM are in no Python package.
"""

from __future__ import annotations

import asyncio
import importlib.util
import os
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from wanderlust.application.brain import BRAIN_PACK, WEIGHTS
from wanderlust.domain.tool_catalogue import CATALOGUE
from wanderlust.engine.brain.chat_model import ChatModel
from wanderlust.engine.brain.endpoints import Endpoints
from wanderlust.engine.brain.model_process import RUNTIME
from wanderlust.engine.brain.question import Question
from wanderlust.engine.pack_manifest import read_manifest
from wanderlust.engine.packs import PackStore
from wanderlust.settings.paths import discover_paths

pytestmark = [pytest.mark.engine, pytest.mark.timeout(1500)]

TOOLS = tuple(spec.definition() for spec in CATALOGUE)
SERVER = """
import sys, xllamacpp
params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.n_ctx, params.n_parallel = 4096, 1
params.hostnames, params.port = ["127.0.0.1"], 0
params.verbosity = -1
server = xllamacpp.Server(params)
print("LISTENING", server.listening_address, flush=True)
sys.stdin.read()
"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def address() -> AsyncIterator[str]:
    """Where llama.cpp listens."""
    paths = discover_paths(os.environ)
    packs = PackStore(paths.packs, read_manifest(paths.resources / "packs" / "manifest.toml"), paths.bundled_packs)
    if not packs.installed(BRAIN_PACK) or importlib.util.find_spec(RUNTIME) is None:
        pytest.skip("the language model is not installed (wanderlust engine pack install language-model)")
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        SERVER,
        str(packs.path(BRAIN_PACK, WEIGHTS)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={**os.environ, "OMP_WAIT_POLICY": "PASSIVE"},
    )
    assert process.stdout is not None
    try:
        async for line in process.stdout:
            if line.startswith(b"LISTENING"):
                yield line.split()[1].decode()
                break
        else:
            pytest.fail("llama.cpp's server did not start")
    finally:
        process.kill()
        await process.wait()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def model(address: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ChatModel]:
    """The model as our probe finds it on the port of llama.cpp."""
    port = int(address.rpartition(":")[2])
    kept: Path = tmp_path_factory.mktemp("kept") / "endpoints.json"
    async with aiohttp.ClientSession() as http:
        found = await Endpoints(http, kept, {}, {"llama.cpp": port, "vLLM": 1}).local()
        assert found is not None, "the probe did not find it, or it proved nothing"
        yield found


@pytest.mark.asyncio(loop_scope="module")
async def test_the_probe_finds_and_proves_it(model: ChatModel) -> None:
    sys.stdout.write(f"\nllama.cpp: {model.name}, asked for {model.endpoint.manner}\n")
    assert model.endpoint.loopback and model.endpoint.server == "llama.cpp"


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    ("words", "tool", "value"),
    [
        ("how far is it from Rome to Siena by train", "distance", "Siena"),
        ("what time is it in Lima", "local_time", "Lima"),
    ],
)
async def test_it_chooses_tools_through_our_client(model: ChatModel, words: str, tool: str, value: str) -> None:
    begun = time.perf_counter()
    decision = await model.decide(Question(words, "en", (), TOOLS))
    sys.stdout.write(f"  {words!r}: {decision.calls} in {time.perf_counter() - begun:.1f} s\n")
    assert [call.name for call in decision.calls][:1] == [tool]
    assert value in str(decision.calls[0].arguments)
