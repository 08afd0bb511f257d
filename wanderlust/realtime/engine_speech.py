"""Fixed words made sound by the engine's speech route, beside the Realtime socket."""

from __future__ import annotations

import asyncio
import http.client
import json
from collections.abc import AsyncIterator, Iterator

from wanderlust.domain.errors import EngineFailed
from wanderlust.realtime.engine_process import EngineProcess

TIME_LIMIT_S = 15.0
# A heavy voice loads for 2 s and speaks a long piece in 5 s; both may be waited for.
STREAM_LIMIT_S = 60.0
CHUNK_BYTES = 9600


async def spoken(engine: EngineProcess, text: str, language: str = "en") -> bytes:
    """The words as PCM16 mono 24 kHz; raises EngineFailed."""
    return await asyncio.to_thread(_post, engine.port, engine.token, text, language)


def _post(port: int, token: str, text: str, language: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIME_LIMIT_S)
    body = json.dumps(
        {"model": "local", "input": text, "voice": "local", "response_format": "pcm", "language": language}
    )
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    try:
        connection.request("POST", "/v1/audio/speech", body, headers)
        answer = connection.getresponse()
        content = answer.read()
    except (OSError, http.client.HTTPException) as error:
        raise EngineFailed("The voice on this computer did not answer.", "Try again.") from error
    finally:
        connection.close()
    if answer.status != 200:
        raise EngineFailed(_reason(content), "You can read the answer instead.")
    return content


async def spoken_stream(engine: EngineProcess, text: str, language: str, speed: float) -> AsyncIterator[bytes]:
    """The words as PCM16 mono 24 kHz, chunk by chunk as they are made; raises EngineFailed."""
    chunks = _chunks(engine.port, engine.token, text, language, speed)
    while (chunk := await asyncio.to_thread(next, chunks, None)) is not None:
        yield chunk


def _chunks(port: int, token: str, text: str, language: str, speed: float) -> Iterator[bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=STREAM_LIMIT_S)
    body = json.dumps(
        {"model": "local", "input": text, "voice": "local", "response_format": "pcm"}
        | {"language": language, "speed": speed}
    )
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    odd = b""
    try:
        connection.request("POST", "/v1/audio/speech", body, headers)
        answer = connection.getresponse()
        if answer.status != 200:
            raise EngineFailed(_reason(answer.read()))
        while chunk := answer.read1(CHUNK_BYTES):
            whole = odd + chunk
            # What arrives may end in the middle of a sample.
            odd = whole[len(whole) // 2 * 2 :]
            yield whole[: len(whole) // 2 * 2]
    except (OSError, http.client.HTTPException) as error:
        raise EngineFailed("The voice on this computer stopped in the middle.", "Try again.") from error
    finally:
        connection.close()


def _reason(content: bytes) -> str:
    try:
        return str(json.loads(content)["error"]["message"])
    except (ValueError, KeyError, TypeError):
        return "The voice on this computer could not say that."
