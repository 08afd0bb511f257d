"""A secret shows itself to nobody, and texts are scrubbed of keys."""

from __future__ import annotations

import copy
import json
import logging
import pickle
import traceback

import pytest

from wanderlust.domain.errors import BadInput
from wanderlust.domain.scrubbing import Scrubber
from wanderlust.domain.secret import Secret, pasted_key

CANARY = "sk-canary-4f9c2a7e81b64d0395aa"


def test_no_way_of_writing_it_out_shows_it(caplog: pytest.LogCaptureFixture) -> None:
    secret = Secret(CANARY)
    logging.getLogger("test").warning("using %s and %r", secret, [secret])
    shown = [repr(secret), str(secret), f"{secret}", f"{secret!s:>40}", caplog.text, str({secret: 1})]
    assert not any(CANARY in text for text in shown)


def test_it_cannot_be_pickled_copied_or_put_into_json() -> None:
    for attempt in (pickle.dumps, copy.copy, copy.deepcopy, json.dumps):
        with pytest.raises(TypeError):
            attempt(Secret(CANARY))


def test_a_traceback_that_goes_through_it_does_not_show_it() -> None:
    secret = Secret(CANARY)
    try:
        raise RuntimeError(f"cannot use {secret}")
    except RuntimeError as error:
        text = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    assert "RuntimeError" in text and CANARY not in text


def test_keys_are_told_apart_by_their_ends_and_short_ones_show_nothing() -> None:
    assert Secret(CANARY).hint == "····95aa"
    assert Secret("short-key").hint == "····"
    assert Secret(CANARY) == Secret(CANARY) and Secret(CANARY) != Secret("other")


def test_a_pasted_key_loses_what_came_along() -> None:
    assert pasted_key(f'  "Bearer {CANARY}"\n') == Secret(CANARY)
    assert pasted_key("ek_abc123").short_lived and not pasted_key(CANARY).short_lived


@pytest.mark.parametrize("text", ["", "  \n", "two words", "sk-käse", "sk-\x07bell", "a" * 1001, "sk-a\r\nX-Evil: 1"])
def test_what_can_be_no_key_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        pasted_key(text)
    assert not text.strip() or text not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        f"Authorization: Bearer {CANARY}",
        "Authorization: Bearer anything-at-all",
        "api-key: 0123456789abcdef",
        "Sec-WebSocket-Protocol: realtime, openai-insecure-api-key.ek_68af296e8e408191",
        "Incorrect API key provided: sk-proj-****************3fA. You can find",
        "the engine's token-of-the-day was refused",
    ],
)
def test_keys_are_taken_out_of_texts_known_or_not(text: str) -> None:
    scrubber = Scrubber()
    scrubber.learn("token-of-the-day")
    clean = scrubber.clean(text)
    assert "····" in clean
    for secret in (CANARY, "anything-at-all", "0123456789abcdef", "ek_68af296e8e408191", "3fA", "token-of-the-day"):
        assert secret not in clean


def test_ordinary_words_stay() -> None:
    scrubber = Scrubber()
    scrubber.learn("the")
    assert scrubber.clean("the ask-me desk and the risk-free task") == "the ask-me desk and the risk-free task"
