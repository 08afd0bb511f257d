"""Recorded sound written down by the engine's transcription route, with the times of its segments."""

from __future__ import annotations

import asyncio
import http.client
import json
import secrets
from dataclasses import dataclass

from wanderlust.domain.errors import EngineFailed
from wanderlust.realtime.engine_process import EngineProcess

# A minute of speech takes 10 s on two cores; the first also waits for the models.
TIME_LIMIT_S = 180.0


@dataclass(frozen=True, slots=True)
class Segment:
    """Words, with their times in seconds from the beginning of the recording."""

    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """What a recording says; the language is empty when nobody spoke."""

    language: str
    segments: tuple[Segment, ...]


async def written_down(engine: EngineProcess, wav: bytes, language: str | None) -> Written:
    """Have a WAV file written down; raises EngineFailed."""
    return await asyncio.to_thread(_post, engine.port, engine.token, wav, language)


def _post(port: int, token: str, wav: bytes, language: str | None) -> Written:
    edge = secrets.token_hex(16)
    fields = {"model": "local", "response_format": "verbose_json", **({"language": language} if language else {})}
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    parts.append(f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="part.wav"\r\n'.encode())
    parts += [b"Content-Type: audio/wav\r\n\r\n", wav, f"\r\n--{edge}--\r\n".encode()]
    headers = {"Authorization": f"Bearer {token}", "Content-Type": f"multipart/form-data; boundary={edge}"}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIME_LIMIT_S)
    try:
        connection.request("POST", "/v1/audio/transcriptions", b"".join(parts), headers)
        answer = connection.getresponse()
        content = answer.read()
        body = json.loads(content)
        if answer.status != 200:
            raise EngineFailed(str(body["error"]["message"]))
        segments = tuple(Segment(float(s["start"]), float(s["end"]), str(s["text"])) for s in body["segments"])
        return Written(str(body["language"]), segments)
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError) as error:
        raise EngineFailed("The recogniser on this computer did not answer.", "Try again.") from error
    finally:
        connection.close()
