"""Every way a connection can fail is a state of its own, with a sentence and a way on."""

from __future__ import annotations

import errno
import json
import socket
import ssl

import pytest

from wanderlust.domain import connection_trouble as trouble
from wanderlust.domain.connection_trouble import Recourse, Trouble, trouble_of_code
from wanderlust.realtime.failures import of_close, of_handshake, of_network, reset_seconds


def body(code: str, message: str = "why") -> bytes:
    return json.dumps({"error": {"code": code, "message": message}}).encode()


@pytest.mark.parametrize(
    ("status", "content", "name"),
    [
        (401, b"", "key_refused"),
        (403, b"", "not_allowed"),
        (404, b"", "wrong_address"),
        (404, body("model_not_found"), "no_model"),
        (429, b"", "too_fast"),
        (429, body("insufficient_quota"), "quota"),
        (400, body("", "bad"), "bad_settings"),
        (500, b"<html>", "server_fault"),
        (503, b"", "server_fault"),
        (511, b"", "captive_portal"),
        (200, b"<html>Sign in</html>", "captive_portal"),
        (302, b"", "captive_portal"),
    ],
)
def test_a_refused_handshake(status: int, content: bytes, name: str) -> None:
    assert of_handshake(status, {}, content).name == name


@pytest.mark.parametrize(
    ("error", "name"),
    [
        (socket.gaierror(-2, "Name or service not known"), "no_name"),
        (ssl.SSLCertVerificationError(1, "certificate verify failed"), "tls"),
        (ConnectionRefusedError(errno.ECONNREFUSED, "refused"), "refused"),
        (OSError(errno.ENETUNREACH, "unreachable"), "no_network"),
        (TimeoutError(), "timeout"),
        (ConnectionResetError(errno.ECONNRESET, "reset"), "lost"),
    ],
)
def test_a_network_that_does_not_carry(error: Exception, name: str) -> None:
    assert of_network(error).name == name


@pytest.mark.parametrize(
    ("code", "reason", "name"),
    [
        (None, "", "lost"),
        (1001, "Your session hit the maximum duration of 60 minutes.", "session_full"),
        (1001, "", "server_ended"),
        (1011, "keepalive ping timeout", "server_fault"),
        (1012, "", "server_ended"),
        (1013, "try again later", "server_fault"),
        (4000, "invalid_request_error.beta_api_shape_disabled", "bad_settings"),
        (3000, "invalid_request_error.invalid_api_key", "key_refused"),
    ],
)
def test_a_closed_connection(code: int | None, reason: str, name: str) -> None:
    assert of_close(code, reason).name == name


@pytest.mark.parametrize(
    ("code", "recourse"),
    [
        ("conversation_already_has_active_response", Recourse.IGNORE),
        ("response_cancel_not_active", Recourse.IGNORE),
        ("session_expired", Recourse.AGAIN),
        ("server_error", Recourse.AGAIN),
        ("rate_limit_exceeded", Recourse.LATER),
        ("insufficient_quota", Recourse.ASK),
        ("invalid_api_key", Recourse.ASK),
    ],
)
def test_codes_are_benign_mended_or_fatal(code: str, recourse: Recourse) -> None:
    found = trouble_of_code(code)
    assert found is not None and found.recourse is recourse


def test_a_code_that_only_fails_its_request_is_no_trouble() -> None:
    assert trouble_of_code("invalid_value", "bad item") is None
    found = trouble_of_code(None, "Audio content of 900ms is already shorter than 950ms")
    assert found is not None and found.recourse is Recourse.IGNORE


def test_a_wait_the_server_asks_for_is_read_in_every_form() -> None:
    assert of_handshake(429, {"Retry-After": "30"}, b"").wait_s == 30.0
    assert of_handshake(429, {"x-ratelimit-reset-requests": "6m0s"}, b"").wait_s == 360.0
    assert [reset_seconds(text) for text in ("1.5s", "120ms", "2h")] == [1.5, 0.12, 3600.0]
    assert [reset_seconds(text) for text in ("soon", "", "-1", "5x")] == [None] * 4


@pytest.mark.parametrize("content", [b"[]", b"{", b'{"error": 3}', b'{"error": null}', b"\xff", b"[" * 100_000])
def test_a_body_that_is_anything_at_all_is_survived(content: bytes) -> None:
    assert of_handshake(500, {}, content).name == "server_fault"


def test_every_trouble_says_what_happened_and_what_comes_next() -> None:
    all_of_them = [value for value in vars(trouble).values() if isinstance(value, Trouble)]
    assert len({one.name for one in all_of_them}) == len(all_of_them) > 15
    for one in all_of_them:
        assert one.sentence.endswith(".") and "!" not in one.sentence
        assert one.remedy.endswith(".") or one.recourse is Recourse.IGNORE
