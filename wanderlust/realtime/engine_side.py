"""Asks the engine beside us which of two languages is spoken."""

from __future__ import annotations

import asyncio
import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from wanderlust.domain.errors import EngineFailed
from wanderlust.realtime.engine_process import EngineProcess

TIME_LIMIT_S = 10.0  # decoding two seconds of speech takes 0.3 s; a loading engine is not waited for


@dataclass(frozen=True, slots=True)
class ToldSide:
    """The engine's answer; see ``assistant.online.ports.SideOpinion``."""

    language: str
    sure: bool
    witness: str
    margin: float = 0.0
    sources: Mapping[str, str] = field(default_factory=dict)


async def side_of(engine: EngineProcess, pcm: bytes, pair: tuple[str, str], before: str) -> ToldSide:
    """Whose words PCM16 mono 24 kHz are; ``before`` is the language spoken last. Raises EngineFailed."""
    query = urlencode({"between": ",".join(pair), "before": before})
    return await asyncio.to_thread(_post, engine.port, engine.token, f"/v1/side?{query}", pcm)


def _post(port: int, token: str, path: str, pcm: bytes) -> ToldSide:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/octet-stream"}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIME_LIMIT_S)
    try:
        connection.request("POST", path, pcm, headers)
        answer = connection.getresponse()
        body = json.loads(answer.read())
        if answer.status != 200:
            raise EngineFailed(str(body["error"]["message"]))
        sources = {str(language): str(text) for language, text in body["sources"].items()}
        return ToldSide(str(body["language"]), body["sure"] is True, str(body["witness"]), body["margin"], sources)
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError, AttributeError) as error:
        raise EngineFailed("The recogniser on this computer did not answer.", "Try again.") from error
    finally:
        connection.close()
