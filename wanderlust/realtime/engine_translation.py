"""Translation by the engine beside us: a text over its route, a talk of two people over its socket."""

from __future__ import annotations

import asyncio
import http.client
import json
import urllib.parse
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from wanderlust.domain.errors import BadInput, EngineFailed, TranslationMissing
from wanderlust.domain.interpreting import Direction, Means
from wanderlust.realtime.connection import RealtimeConnection, open_connection
from wanderlust.realtime.engine_process import EngineProcess
from wanderlust.wire.codec import EventReader
from wanderlust.wire.translation_events import (
    TRANSLATION_SERVER_EVENTS,
    TranslationClientEvent,
    TranslationServerEvent,
)

TIME_LIMIT_S = 30.0
MODEL = "wanderlust-translate"


@dataclass(frozen=True, slots=True)
class TranslatedText:
    """A translation, how it was made, and the language in between where there was one."""

    text: str
    route: str
    via: str = ""


async def translated(engine: EngineProcess, text: str, source: str, target: str) -> TranslatedText:
    """A text in another language.

    Raises:
        TranslationMissing: That direction is not on this computer.
        EngineFailed: The engine did not answer.
    """
    return await asyncio.to_thread(_post, engine.port, engine.token, text, source, target)


def _post(port: int, token: str, text: str, source: str, target: str) -> TranslatedText:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIME_LIMIT_S)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    body = json.dumps({"text": text, "from": source, "to": target})
    try:
        connection.request("POST", "/v1/translate", body.encode(), headers)
        answer = connection.getresponse()
        content = json.loads(answer.read())
        if answer.status == 400:
            raise TranslationMissing(source, target, str(content["error"]["message"]))
        if answer.status != 200:
            raise EngineFailed(str(content["error"]["message"]))
        return TranslatedText(str(content["text"]), str(content["route"]), str(content.get("via", "")))
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError) as error:
        raise EngineFailed("The translator on this computer did not answer.", "Try again.") from error
    finally:
        connection.close()


async def directions(engine: EngineProcess, first: str, second: str) -> tuple[Direction, Direction]:
    """How each direction between two languages can be interpreted on this computer now, the first one's first.

    A direction that is asked about for the first time since its models came is tested, which takes up to a second.

    Raises:
        BadInput: Those are not two languages.
        EngineFailed: The engine did not answer.
    """
    return await asyncio.to_thread(_get_directions, engine.port, engine.token, first, second)


async def directions_of(
    engine: EngineProcess, pairs: Sequence[tuple[str, str]]
) -> tuple[tuple[Direction, Direction], ...]:
    """The same for many pairs of languages at once; raises as :func:`directions`."""
    query = {"pairs": ",".join(f"{first}-{second}" for first, second in pairs)}
    content = await asyncio.to_thread(_get, engine.port, engine.token, query)
    try:
        return tuple((_direction(there), _direction(back)) for there, back in content["pairs"])
    except (ValueError, KeyError, TypeError) as error:
        raise _no_answer() from error


def _get_directions(port: int, token: str, first: str, second: str) -> tuple[Direction, Direction]:
    content = _get(port, token, {"between": f"{first},{second}"})
    try:
        there, back = (_direction(entry) for entry in content["directions"])
        return there, back
    except (ValueError, KeyError, TypeError) as error:
        raise _no_answer() from error


def _get(port: int, token: str, asked: dict[str, str]) -> dict[str, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIME_LIMIT_S)
    try:
        query = urllib.parse.urlencode(asked)
        connection.request("GET", f"/v1/directions?{query}", headers={"Authorization": f"Bearer {token}"})
        answer = connection.getresponse()
        content = json.loads(answer.read())
        if answer.status == 400:
            raise BadInput(str(content["error"]["message"]))
        if answer.status != 200:
            raise EngineFailed(str(content["error"]["message"]))
        return dict(content)
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError) as error:
        raise _no_answer() from error
    finally:
        connection.close()


def _no_answer() -> EngineFailed:
    return EngineFailed("The engine did not say what it can interpret.", "Try again.")


def _direction(entry: dict[str, Any]) -> Direction:
    return Direction(
        source=str(entry["source"]),
        target=str(entry["target"]),
        means=Means(entry["means"]),
        megabytes=int(entry["megabytes"]),
        via=str(entry["via"]),
        spoken=entry["spoken"] is True,
        lacking=tuple(map(str, entry["lacking"])),
        packs=tuple(map(str, entry["packs"])),
    )


async def translation_events(link: RealtimeConnection) -> AsyncIterator[TranslationServerEvent]:
    """The events of an interpreter's session; ends as :meth:`RealtimeConnection.events` does."""
    async for event in link.events():
        yield cast(TranslationServerEvent, event)


async def open_interpreter(engine: EngineProcess, first: str, second: str) -> RealtimeConnection:
    """A session that puts two languages into each other, with the events of :mod:`translation_events`.

    Raises:
        ConnectionFailed: The engine refused or is gone; status 400 when it cannot interpret between them.
    """
    url = f"{engine.url}/translations?between={first},{second}&extensions=interpreter"
    return await open_connection(url, engine.token, MODEL, EventReader(TRANSLATION_SERVER_EVENTS))


class EngineTalk:
    """Fills ``InterpreterLink`` over a session of :func:`open_interpreter`."""

    def __init__(self, wire: RealtimeConnection) -> None:
        self._wire = wire

    async def send(self, event: TranslationClientEvent) -> None:
        """Send one event; raises ConnectionFailed when the engine is gone."""
        await self._wire.send(event)

    def events(self) -> AsyncIterator[TranslationServerEvent]:
        """See :func:`translation_events`."""
        return translation_events(self._wire)

    async def close(self) -> None:
        await self._wire.close()
