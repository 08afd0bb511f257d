"""Fixed words are spoken by the engine's own route."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from wanderlust.domain.errors import EngineFailed
from wanderlust.realtime.engine_process import EngineProcess
from wanderlust.realtime.engine_speech import spoken


class Counter:
    """One answer to every request, and what was asked."""

    def __init__(self) -> None:
        self.status, self.body = 200, b"\x01\x02" * 100
        self.asked: list[tuple[str, str, dict[str, object]]] = []


@pytest.fixture
def counter() -> Counter:
    return Counter()


@pytest.fixture
def engine(counter: Counter) -> Iterator[EngineProcess]:
    """An engine of which only the door is there."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            counter.asked.append((self.path, self.headers["Authorization"], body))
            self.send_response(counter.status)
            self.send_header("Content-Length", str(len(counter.body)))
            self.end_headers()
            self.wfile.write(counter.body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with socketserver.TCPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        process = EngineProcess(["unused"])
        process.port = server.server_address[1]
        yield process
        server.shutdown()


async def test_words_come_back_as_sound(engine: EngineProcess, counter: Counter) -> None:
    assert await spoken(engine, "I cannot hear you.", "en") == counter.body
    path, authorization, body = counter.asked[0]
    assert (path, authorization) == ("/v1/audio/speech", f"Bearer {engine.token}")
    assert (body["input"], body["language"], body["response_format"]) == ("I cannot hear you.", "en", "pcm")


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b'{"error": {"message": "No voice speaks Welsh here."}}', "No voice speaks Welsh here."),
        (b"<html>", "could not say that"),
        (b'{"error": "no"}', "could not say that"),
    ],
)
async def test_a_refusal_is_told_in_the_engines_words(
    engine: EngineProcess, counter: Counter, body: bytes, sentence: str
) -> None:
    counter.status, counter.body = 400, body
    with pytest.raises(EngineFailed, match=sentence):
        await spoken(engine, "Bore da.", "cy")


async def test_an_engine_that_is_gone_did_not_answer() -> None:
    process = EngineProcess(["unused"])
    process.port = 1
    with pytest.raises(EngineFailed, match="did not answer"):
        await spoken(process, "Hello.")
