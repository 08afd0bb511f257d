"""The pack's process starts on demand, ends when idle, and its model answers within a grammar."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from tests.fakes.hand_clock import HandClock
from wanderlust.application.brain import BRAIN_PACK, pack_model
from wanderlust.domain.errors import BrainFailed
from wanderlust.domain.tool_catalogue import CATALOGUE
from wanderlust.engine.brain.brains import Brains
from wanderlust.engine.brain.endpoints import Endpoints
from wanderlust.engine.brain.model_process import RUNTIME
from wanderlust.engine.brain.model_server import ModelServer
from wanderlust.engine.brain.pack_model import PackModel
from wanderlust.engine.brain.question import Question
from wanderlust.engine.packs import PackStore
from wanderlust.settings.paths import discover_paths

TOOLS = tuple(spec.definition() for spec in CATALOGUE)
ROUTER = {"get_weather": 0.35, "local_time": 0.3, "control": 0.1}
WET = Question("will I get soaked in Oslo tomorrow", "en", (), TOOLS, ROUTER)

# Serves as the real process does, but from a script: it counts its starts, and knows three words.
CHILD = """
import http.server, json, pathlib, sys
home, mode = pathlib.Path(sys.argv[1]), sys.argv[2]
settings = json.loads(sys.stdin.readline())
starts = home / "starts"
starts.write_text(str(int(starts.read_text()) + 1 if starts.exists() else 1))
(home / "gently").write_text(str(settings["gently"]))
if mode == "refuse":
    print(json.dumps({"error": "What runs it is not installed."}), flush=True)
    sys.exit()
if mode == "silent":
    sys.stdin.read()
class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.headers["Authorization"] != "Bearer " + settings["key"]:
            status, answer = 401, {}
        elif "/slots/" in self.path:
            file = home / body["filename"]
            status, answer = 200, {}
            if "save" in self.path:
                file.write_text("good")
            elif file.read_text() != "good":
                status = 500
            with (home / "slots").open("a") as log:
                log.write(self.path.partition("=")[2] + " ")
        elif body.get("n_predict") == 1:
            top = [{"token": " weather", "logprob": -0.5}, {"token": " time", "logprob": -1.5}]
            status, answer = 200, {"content": " weather", "completion_probabilities": [{"top_logprobs": top}]}
        else:
            assert "grammar" in body or body["n_predict"] == 0
            status, answer = 200, {"content": ' weather(place="Oslo", when="tomorrow")'}
        data = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
    def log_message(self, *parts):
        pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(json.dumps({"url": f"http://127.0.0.1:{server.server_port}"}), flush=True)
import os, threading
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
os._exit(0)
"""


class Rig:
    """The model over a scripted process, under a clock turned by hand."""

    def __init__(self, folder: Path, mode: str = "serve", start_limit: float = 20.0) -> None:
        self.folder = folder
        self.clock = HandClock()
        script = folder / "child.py"
        script.write_text(CHILD)
        command = [sys.executable, str(script), str(folder), mode]
        self.server = ModelServer(command, 1, self.clock.monotonic, start_limit=start_limit)
        self.model = PackModel(self.server, "Be an ear.", folder, "weights 1")

    @property
    def starts(self) -> int:
        return int((self.folder / "starts").read_text())

    @property
    def slots(self) -> list[str]:
        return (self.folder / "slots").read_text().split()


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    made = Rig(tmp_path)
    yield made
    await made.model.close()


async def test_nothing_runs_before_the_first_question(rig: Rig) -> None:
    assert not rig.model.running


async def test_both_opinions_choose_the_word_and_the_grammar_writes_the_call(rig: Rig) -> None:
    decision = await rig.model.decide(WET)
    (call,) = decision.calls
    assert (call.name, call.arguments) == ("get_weather", {"place": "Oslo", "when": "tomorrow"})
    assert decision.chances["get_weather"] > 0.5


async def test_the_evaluated_instructions_are_kept_and_restored_by_the_next_process(rig: Rig) -> None:
    await rig.model.decide(WET)
    rig.clock.advance(301)
    await rig.server.look()
    assert not rig.model.running
    await rig.model.decide(WET)
    assert rig.slots == ["save", "restore"] and rig.starts == 2


async def test_prepared_instructions_need_not_be_read_at_the_first_question(rig: Rig) -> None:
    await rig.model.prepare()
    assert (rig.model.prepared, rig.model.running) == (True, False)
    assert (rig.folder / "gently").read_text() == "True"
    await rig.model.decide(WET)
    assert rig.slots == ["save", "restore"] and (rig.folder / "gently").read_text() == "False"
    await rig.model.prepare()
    assert rig.model.running and rig.starts == 2


async def test_woken_at_a_quiet_moment_it_waits_for_the_first_question(rig: Rig) -> None:
    def no_servers(http: aiohttp.ClientSession) -> Endpoints:
        return Endpoints(http, rig.folder / "kept.json", {}, {})

    brains = Brains("pack", no_servers, lambda: rig.model, rig.clock.monotonic)
    await brains.wake()
    assert (rig.model.running, rig.slots) == (True, ["save", "restore"])
    await brains.close()


async def test_waking_one_that_cannot_start_fails_nobody(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    rig = Rig(tmp_path, "refuse")
    brains = Brains("pack", lambda http: Endpoints(http, tmp_path / "kept.json", {}, {}), lambda: rig.model)
    await brains.wake()
    assert "is not ready" in caplog.text and not rig.model.running
    await brains.close()


async def test_damaged_instructions_are_read_again(rig: Rig) -> None:
    await rig.model.decide(WET)
    await rig.server.stop()
    (kept,) = rig.folder.glob("instructions-*.bin")
    kept.write_text("bad")
    await rig.model.decide(WET)
    assert rig.slots == ["save", "restore", "save"] and kept.read_text() == "good"


async def test_other_instructions_take_the_place_of_the_old(rig: Rig) -> None:
    await rig.model.decide(WET)
    (old,) = rig.folder.glob("instructions-*.bin")
    other = PackModel(rig.server, "Be another ear.", rig.folder, "weights 1")
    await other.decide(WET)
    (new,) = rig.folder.glob("instructions-*.bin")
    assert new != old
    await other.close()


async def test_five_idle_minutes_end_it_but_not_while_it_is_asked(rig: Rig) -> None:
    await rig.model.decide(WET)
    rig.clock.advance(299)
    await rig.server.look()
    assert rig.model.running
    rig.server.begin_use()
    rig.clock.advance(1000)
    await rig.server.look()
    assert rig.model.running
    rig.server.end_use()
    rig.clock.advance(301)
    await rig.server.look()
    assert not rig.model.running


async def test_a_killed_process_is_replaced(rig: Rig) -> None:
    await rig.model.decide(WET)
    pid = rig.server.pid
    assert pid is not None
    os.kill(pid, 9)
    await rig.server.ended()
    assert (await rig.model.decide(WET)).calls
    assert rig.starts == 2


async def test_what_it_says_against_starting_is_the_error(tmp_path: Path) -> None:
    rig = Rig(tmp_path, "refuse")
    with pytest.raises(BrainFailed, match="is not installed"):
        await rig.model.decide(WET)
    await rig.model.close()


async def test_one_that_never_listens_is_ended(tmp_path: Path) -> None:
    rig = Rig(tmp_path, "silent", start_limit=0.5)
    with pytest.raises(BrainFailed, match="did not start"):
        await rig.model.decide(WET)
    assert not rig.model.running
    await rig.model.close()


async def test_a_command_that_is_not_there_is_one_error(tmp_path: Path) -> None:
    server = ModelServer([str(tmp_path / "nothing")], 1)
    with pytest.raises(BrainFailed, match="cannot be started"):
        await server.start()


@pytest.mark.engine
@pytest.mark.timeout(600)
async def test_the_real_model_chooses_the_weather(packs: PackStore) -> None:
    if not packs.installed(BRAIN_PACK):
        pytest.skip("the optional language model is not installed (wanderlust engine pack install language-model)")
    if importlib.util.find_spec(RUNTIME) is None:
        pytest.skip("the optional runtime of the language model is not installed (pip install wanderlust[brain])")
    model = pack_model(discover_paths(os.environ))
    assert model is not None
    try:
        decision = await model.decide(WET)
    finally:
        await model.close()
    (call,) = decision.calls
    assert (call.name, call.arguments) == ("get_weather", {"place": "Oslo", "when": "tomorrow"})
    assert not model.running
