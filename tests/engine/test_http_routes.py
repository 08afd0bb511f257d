"""Beside the socket: speech and transcription in OpenAI's shapes, behind the same token."""

from __future__ import annotations

import io
import json
import urllib.error
import urllib.request
import uuid
from http.client import HTTPResponse
from typing import cast

import numpy as np
import pytest

from tests.conftest import RunningEngine
from wanderlust.dsp.wav import read_wav, wav_bytes
from wanderlust.settings.paths import PROJECT

pytestmark = pytest.mark.engine

QUESTION = PROJECT / "resources" / "speech" / "where_is_kyoto.wav"


def post(engine: RunningEngine, route: str, body: bytes, kind: str, token: str | None = None) -> tuple[int, bytes]:
    request = urllib.request.Request(engine.http_url(route), body, {"Content-Type": kind})
    request.add_header("Authorization", f"Bearer {engine.token if token is None else token}")
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return cast(HTTPResponse, response).status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def speak(engine: RunningEngine, **fields: object) -> tuple[int, bytes]:
    body = {"model": "local", "voice": "local", **fields}
    return post(engine, "/v1/audio/speech", json.dumps(body).encode(), "application/json")


def write_down(engine: RunningEngine, sound: bytes, **fields: str) -> tuple[int, bytes]:
    edge = uuid.uuid4().hex
    out = io.BytesIO()
    for name, value in fields.items():
        out.write(f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
    out.write(f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="a.wav"\r\n'.encode())
    out.write(b"Content-Type: audio/wav\r\n\r\n" + sound + f"\r\n--{edge}--\r\n".encode())
    return post(engine, "/v1/audio/transcriptions", out.getvalue(), f"multipart/form-data; boundary={edge}")


def message(body: bytes) -> str:
    return str(json.loads(body)["error"]["message"])


def test_text_becomes_a_wav_that_is_read_back(engine: RunningEngine) -> None:
    status, wav = speak(engine, input="The museum opens at nine in the morning.", response_format="wav")
    assert status == 200
    status, body = write_down(engine, wav, model="local")
    assert status == 200
    assert json.loads(body)["text"].casefold().startswith("the museum opens at")


def test_pcm_is_the_same_sound_without_a_header(engine: RunningEngine) -> None:
    _, wav = speak(engine, input="Good morning.", response_format="wav")
    _, pcm = speak(engine, input="Good morning.", response_format="pcm")
    assert np.array_equal(np.frombuffer(pcm, "<i2"), np.frombuffer(wav[44:], "<i2"))


def test_a_recording_is_written_down_as_text_and_as_json(engine: RunningEngine) -> None:
    sound = QUESTION.read_bytes()
    assert "kyoto" in write_down(engine, sound, model="local", response_format="text")[1].decode().casefold()
    verbose = json.loads(write_down(engine, sound, model="local", response_format="verbose_json")[1])
    assert verbose["language"] == "en"
    assert verbose["duration"] == pytest.approx(len(read_wav(QUESTION, 16_000)) / 16_000, abs=0.01)


def test_without_the_token_nothing_is_served(engine: RunningEngine) -> None:
    status, body = post(engine, "/v1/audio/speech", b"{}", "application/json", token="")
    assert status == 401 and "token" in message(body)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"input": ""}, "no text"),
        ({"input": 3}, "no text"),
        ({"input": "Hi", "response_format": "mp3"}, "wav or pcm"),
        ({"input": "Hi", "language": "ko"}, "no voice for Korean"),
    ],
)
def test_speech_that_cannot_be_made_is_refused_with_a_sentence(
    engine: RunningEngine, fields: dict[str, object], words: str
) -> None:
    status, body = speak(engine, **fields)
    assert status == 400 and words in message(body)


def test_a_file_that_is_no_sound_is_refused_with_a_sentence(engine: RunningEngine) -> None:
    status, body = write_down(engine, b"hello", model="local")
    assert status == 400 and "WAV" in message(body)


def test_silence_is_written_down_as_nothing(engine: RunningEngine) -> None:
    silence = wav_bytes(np.zeros(32_000, np.int16), 16_000)
    status, body = write_down(engine, silence, model="local")
    assert status == 200 and json.loads(body)["text"] == ""


def brain(engine: RunningEngine, body: object = None) -> tuple[int, dict[str, object]]:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(engine.http_url("/v1/brain"), data, method="GET" if body is None else "PUT")
    request.add_header("Authorization", f"Bearer {engine.token}")
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return cast(HTTPResponse, response).status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def test_the_engine_tells_which_language_model_helps_and_where_words_go(engine: RunningEngine) -> None:
    assert brain(engine) == (200, {"choice": "off", "kind": "none", "name": "", "where": "nowhere", "problem": ""})


def test_another_choice_is_taken_and_a_wrong_one_refused(engine: RunningEngine) -> None:
    status, refusal = brain(engine, {"llm": "sometimes"})
    assert status == 400 and "Choose off, auto, pack" in str(refusal)
    assert brain(engine, ["llm"])[0] == 400
    status, state = brain(engine, {"llm": "http://127.0.0.1:1"})
    assert status == 200 and state["kind"] == "none" and "No language model answers" in str(state["problem"])
    assert brain(engine, {"llm": "off"})[1]["choice"] == "off"
