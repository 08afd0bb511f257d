"""Our requests to Twilio held against its own API description, served by ``@stoplight/prism-cli`` (``make peers``).

Prism answers with the description's examples and refuses with 422 what the description does not allow. It knows no
call: that one rings, is answered and carries sound is for the stand-in in ``tests/fakes/twilio.py``. The description is
the one that the npm package ``@twilio-alpha/mcp`` carries; both packages are for this test only.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response

from tests.peers.environments import Peer, home_of
from wanderlust.domain.secret import Secret
from wanderlust.telephony.twilio.account import TwilioAccount
from wanderlust.telephony.twilio.carrier import TwilioCarrier
from wanderlust.telephony.twilio.instructions import connect_to

pytestmark = [
    pytest.mark.timeout(600),
    pytest.mark.skipif(shutil.which("node") is None, reason="Node is not installed"),
]

PRISM = Peer("@stoplight/prism-cli 5.16.0", "prism.mjs", ("@stoplight/prism-cli@5.16.0", "@twilio-alpha/mcp@0.7.0"))
ACCOUNT = TwilioAccount("AC" + "a" * 32, Secret("an-auth-token"), "+14155550100", "https://tunnel.example")
NUMBER, CALL = "+351213456789", "CA" + "0" * 32
STARTED_WITHIN_S = 90.0


def served(description: dict[str, Any], paths: tuple[str, ...]) -> dict[str, Any]:
    """The description with these paths alone, and lists in forms as Twilio takes them: the name repeated."""
    kept = {path: item for path, item in description["paths"].items() if path.startswith(paths)}
    for item in kept.values():
        for operation in item.values():
            form = (operation.get("requestBody") or {}) if isinstance(operation, dict) else {}
            content = form.get("content", {}).get("application/x-www-form-urlencoded", {})
            lists = [name for name, field in _fields(content).items() if field.get("type") == "array"]
            if lists:
                content["encoding"] = {name: {"style": "form", "explode": True} for name in lists}
    return {**description, "paths": kept}


def _fields(content: dict[str, Any]) -> dict[str, dict[str, Any]]:
    fields: dict[str, dict[str, Any]] = content.get("schema", {}).get("properties", {})
    return fields


@contextmanager
def prism(description: Path) -> Iterator[str]:
    """Serve a description on a free port; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = home_of(PRISM) / "node_modules" / "@stoplight" / "prism-cli" / "dist" / "index.js"
    said = description.with_suffix(".log")
    with said.open("wb") as log:
        process = subprocess.Popen(
            ["node", str(program), "mock", "-h", "127.0.0.1", "-p", str(port), str(description)],
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _await_port(port, process, said)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()
            process.wait()


def _await_port(port: int, process: subprocess.Popen[bytes], said: Path) -> None:
    until, pause = time.monotonic() + STARTED_WITHIN_S, threading.Event()
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        pause.wait(0.2)
    raise AssertionError(f"Prism did not start: {said.read_text(errors='replace')[-2000:]}")


class Redirected(TwilioHttpClient):  # type: ignore[misc]  # the SDK has no types
    """The SDK's own client, sent to servers on this computer; keeps what they answered."""

    def __init__(self, servers: dict[str, str]) -> None:
        super().__init__(timeout=30, max_retries=0)
        self._servers = servers
        self.seen: list[tuple[str, str, int]] = []

    def request(self, method: str, url: str, *more: Any, **named: Any) -> Response:
        where = urlsplit(url)
        here = urlsplit(self._servers[str(where.hostname)])
        answer = super().request(
            method, urlunsplit(where._replace(scheme=here.scheme, netloc=here.netloc)), *more, **named
        )
        self.seen.append((method, where.path, answer.status_code))
        return answer


@pytest.fixture(scope="module")
def twilio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Both of Twilio's servers that a call needs, by host."""
    home = home_of(PRISM)
    folder = tmp_path_factory.mktemp("prism")
    described = {
        "api.twilio.com": ("twilio_api_v2010.json", ("/2010-04-01/Accounts/{AccountSid}/Calls",)),
        "pricing.twilio.com": ("twilio_pricing_v2.json", ("/v2/Voice/Numbers",)),
    }
    for host, (name, paths) in described.items():
        (found,) = (home / "node_modules" / "@twilio-alpha").rglob(name)
        whole = json.loads(found.read_text(encoding="utf-8"))
        (folder / f"{host}.json").write_text(json.dumps(served(whole, paths)), encoding="utf-8")
    with prism(folder / "api.twilio.com.json") as calls, prism(folder / "pricing.twilio.com.json") as pricing:
        yield {"api.twilio.com": calls, "pricing.twilio.com": pricing}


async def test_every_request_of_a_call_is_one_that_twilio_describes(twilio: dict[str, str]) -> None:
    http = Redirected(twilio)
    carrier = TwilioCarrier(ACCOUNT, http)
    sid = await carrier.start(NUMBER, connect_to(ACCOUNT.stream_url, "a-token"), 40, 5)
    assert isinstance(sid, str)
    assert (await carrier.status(CALL)).status
    await carrier.hang_up(CALL)
    calls = f"/2010-04-01/Accounts/{ACCOUNT.sid}/Calls"
    assert http.seen == [
        ("POST", f"{calls}.json", 201),
        ("GET", f"{calls}/{CALL}.json", 200),
        ("GET", f"{calls}/{CALL}.json", 200),
        ("POST", f"{calls}/{CALL}.json", 200),
    ]


async def test_the_price_of_a_number_is_read_as_twilio_describes_it(twilio: dict[str, str]) -> None:
    http = Redirected(twilio)
    tariff = await TwilioCarrier(ACCOUNT, http).tariff(NUMBER)
    assert 0 < tariff.least <= tariff.a_minute
    assert [(method, status) for method, _, status in http.seen] == [("GET", 200)]


async def test_a_request_that_is_wrong_is_refused(twilio: dict[str, str]) -> None:
    """Else the requests above would prove nothing."""
    http = Redirected(twilio)
    url = f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT.sid}/Calls.json"
    credentials = (ACCOUNT.sid, ACCOUNT.token.reveal())
    wrong = await asyncio.to_thread(http.request, "POST", url, data={"From": ACCOUNT.caller}, auth=credentials)
    assert wrong.status_code == 422, wrong.text
