"""Models that end are said in advance, and a key goes to no other computer in the clear."""

from __future__ import annotations

from datetime import date

import pytest

from wanderlust.domain.cloud_settings import CloudSettings, ServerModel, retirement
from wanderlust.domain.errors import BadInput

TODAY = date(2026, 11, 22)


def test_a_model_that_ends_is_said_with_its_day_and_what_takes_its_place() -> None:
    model = ServerModel("gpt-realtime", date(2027, 1, 20))
    expected = "gpt-realtime ends in 59 days, on 20 January 2027. gpt-realtime-2.1 takes its place."
    assert retirement(model, TODAY) == expected
    assert model.ends_soon(TODAY)


def test_one_that_has_ended_asks_for_another_and_one_without_a_day_says_nothing() -> None:
    ended = retirement(ServerModel("old", date(2026, 11, 21)), TODAY)
    assert ended == "old ended on 21 November 2026. Choose another model."
    assert retirement(ServerModel("gpt-realtime-2.1"), TODAY) == ""
    assert not ServerModel("gpt-realtime-2.1").ends_soon(TODAY)


def test_only_models_that_hold_conversations_are_offered_for_one() -> None:
    ids = ["gpt-realtime-2.1", "gpt-realtime-translate", "gpt-realtime-whisper", "gpt-live-transcribe", "gpt-5"]
    assert [ServerModel(i).talks for i in ids] == [True, False, False, False, False]


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://api.openai.com/v1", "api.openai.com"),
        (" https://Gate.Example:8443/v1/ ", "gate.example:8443"),
        ("http://127.0.0.1:4000/v1", "127.0.0.1:4000"),
        ("wss://x.example/v1/realtime", "x.example"),
    ],
)
def test_a_key_belongs_to_the_host_of_the_address(address: str, host: str) -> None:
    assert CloudSettings(address=address).host == host


@pytest.mark.parametrize(
    "address",
    [
        "",
        "api.openai.com",
        "http://api.openai.com/v1",
        "ws://10.0.0.3/v1",
        "https://me:pw@x.example",
        "https://x:99999",
    ],
)
def test_an_address_that_would_give_the_key_away_is_refused(address: str) -> None:
    with pytest.raises(BadInput):
        _ = CloudSettings(address=address).host
