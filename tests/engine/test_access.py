"""The engine opens for its token in any form, and for short-lived secrets until they expire."""

from __future__ import annotations

import pytest

from wanderlust.engine.access import Access, ClientSecret
from wanderlust.engine.session_settings import Refusal


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def access(clock: Clock) -> Access:
    numbers = iter(range(100))
    return Access("tok", lambda prefix: f"{prefix}_{next(numbers)}", clock)


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Bearer tok"},
        {"Authorization": "bearer tok"},
        {"Authorization": "Token tok"},
        {"Authorization": "  Bearer   tok "},
        {"Authorization": "tok"},
        {"api-key": "tok"},
        {"Sec-WebSocket-Protocol": "realtime, openai-insecure-api-key.tok"},
        {"Authorization": "Bearer other", "api-key": "tok"},
    ],
)
def test_the_token_is_known_in_every_form(access: Access, headers: dict[str, str]) -> None:
    assert access.holds_token(headers)


@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": ""}, {"Authorization": "Bearer"}, {"Authorization": "Bearer to"}, {"api-key": "ték"}],
)
def test_nothing_else_is_the_token(access: Access, headers: dict[str, str]) -> None:
    assert not access.holds_token(headers)
    assert access.secret_of(headers) is None


def secret(access: Access, **wanted: object) -> ClientSecret:
    made = access.new_secret(wanted)
    assert isinstance(made, ClientSecret)
    return made


def test_a_secret_opens_until_it_expires(access: Access, clock: Clock) -> None:
    made = secret(access, expires_after={"anchor": "created_at", "seconds": 10})
    assert made.value.startswith("ek_") and made.expires_at == 1_010
    headers = {"Authorization": f"Bearer {made.value}"}
    clock.now = 1_009.9
    assert access.secret_of(headers) == made
    clock.now = 1_010.0
    assert access.secret_of(headers) is None


def test_a_secret_lasts_ten_minutes_unless_told_otherwise(access: Access) -> None:
    assert secret(access).expires_at == 1_600
    assert secret(access, expires_after=None, session=None).expires_at == 1_600


def test_a_secret_carries_its_session(access: Access) -> None:
    made = secret(access, session={"type": "realtime", "model": "m", "instructions": "Be brief."})
    assert made.session["instructions"] == "Be brief." and made.session["model"] == "m"


@pytest.mark.parametrize(
    ("wanted", "param"),
    [
        ({"expires_after": {"anchor": "created_at", "seconds": 9}}, "expires_after.seconds"),
        ({"expires_after": {"anchor": "created_at", "seconds": 7201}}, "expires_after.seconds"),
        ({"expires_after": {"seconds": True}}, "expires_after.seconds"),
        ({"expires_after": {"anchor": "first_use"}}, "expires_after.anchor"),
        ({"expires_after": 3}, "expires_after.anchor"),
        ({"session": "x"}, "session"),
        ({"session": {"type": "transcription"}}, "session.type"),
    ],
)
def test_a_wrong_wish_is_refused_by_name(access: Access, wanted: dict[str, object], param: str) -> None:
    refusal = access.new_secret(wanted)
    assert isinstance(refusal, Refusal) and refusal.param == param
