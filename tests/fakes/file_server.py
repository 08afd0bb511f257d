"""A real HTTP server on the loopback that serves files, with ranges or without, well or in every bad way."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from backports.zstd import compress

Misbehave = Callable[["Answer"], bool]
"""Answers a request in its own way and returns True, or returns False for the usual one."""


class Answer(BaseHTTPRequestHandler):
    """One request; ``files`` and all else is its server's."""

    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        files = self.server.owner
        assert self.path.startswith("/") and ".." not in self.path, self.path
        files.asked.append((self.path, self.headers.get("Range", "")))
        bad = files.bad.get(self.path)
        if bad is not None and bad(self):
            self.close_connection = True
            return
        content = files.contents.get(self.path)
        if content is None:
            self.send_error(404)
            return
        start = 0
        match = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", "")) if files.ranges else None
        if match is not None:
            start = int(match.group(1))
            if start >= len(content):
                self.send_response(416)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        else:
            self.send_response(200)
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        self.wfile.write(content[start:])

    def begin(self, length: int) -> None:
        """Promise so many bytes."""
        self.send_response(200)
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        return


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    owner: FileServer

    def handle_error(self, request: Any, client_address: Any) -> None:
        return  # clients that go away in the middle are what some of the tests are about


class FileServer:
    """Serves ``contents`` by path until the block ends.

    Attributes:
        contents: Path to bytes.
        asked: Every request: path, and its ``Range``.
        bad: Paths that are answered otherwise.
        ranges: Whether parts of a file can be asked for.
    """

    def __init__(self) -> None:
        self.contents: dict[str, bytes] = {}
        self.asked: list[tuple[str, str]] = []
        self.bad: dict[str, Misbehave] = {}
        self.ranges = True
        self.ended = threading.Event()

    def __enter__(self) -> Self:
        self._server = _Server(("127.0.0.1", 0), Answer)
        self._server.owner = self
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(10)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def list_address(self) -> str:
        return f"{self.base}/records.json"

    def publish(self, records: list[dict[str, Any]]) -> None:
        """Serve a list."""
        self.contents["/records.json"] = json.dumps({"data": records}).encode()

    def serve_record(
        self, direction: tuple[str, str], part: str, content: bytes, *, packed: bool = True, version: str = "3.0"
    ) -> dict[str, Any]:
        """Serve a file and give its record as Mozilla's list has it."""
        name = "".join(direction)
        location = f"main-workspace/translations-models-v2/{name}-{part}.{'zst' if packed else 'bin'}"
        sent = compress(content, 1) if packed else content
        self.contents[f"/{location}"] = sent
        return {
            "name": f"{part}.{name}.bin",
            "sourceLanguage": direction[0],
            "targetLanguage": direction[1],
            "architecture": "tiny",
            "version": version,
            "fileType": part,
            "filter_expression": "",
            "decompressedSize": len(content),
            "decompressedHash": hashlib.sha256(content).hexdigest(),
            "id": f"{name}-{part}",
            "schema": 1749570042331,
            "last_modified": 1749570511392,
            "attachment": {
                "filename": f"{part}.{name}.zst",
                "location": location,
                "hash": hashlib.sha256(sent).hexdigest(),
                "mimetype": "application/zstd",
                "size": len(sent),
            },
        }
