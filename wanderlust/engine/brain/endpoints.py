"""Finds a chat endpoint on this computer, and proves what its models can do before the traveller depends on it."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import logging
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from wanderlust.domain.errors import BadInput, BrainFailed
from wanderlust.domain.tool_catalogue import GET_WEATHER
from wanderlust.engine.brain.chat_model import ChatModel, Endpoint, Manner
from wanderlust.engine.brain.question import Question

log = logging.getLogger(__name__)

# Where each listens unless told otherwise. Only models are listed while probing; nothing the user said goes out.
USUAL_PORTS: Mapping[str, int] = {
    "Ollama": 11434,
    "llama.cpp": 8080,
    "LM Studio": 1234,
    "vLLM": 8000,
    "Jan": 1337,
    "KoboldCpp": 5001,
}
PROBE_S = 0.3
USER_PROBE_S = 5.0  # an address the user gave may be far away
CANARY_S = 60.0  # the first answer includes loading the model
CANARY = "What's the weather in Oslo?"
MODELS_TRIED = 3
_NOT_CHAT = ("embed", "rerank", "whisper", "tts", "bge-", "minilm", "clip", "ocr", "guard")
_NOT_SPOKEN_TO = "Give an address such as http://127.0.0.1:11434."


class Endpoints:
    """Probes and proves; what was proved is kept in a file for each model.

    Args:
        http: Makes the requests; it must not read proxies from the environment.
        kept: The file of proved models.
        environment: Its ``OLLAMA_HOST`` is tried first, when it is on this computer.
        ports: The usual ports by server.
    """

    def __init__(
        self,
        http: aiohttp.ClientSession,
        kept: Path,
        environment: Mapping[str, str],
        ports: Mapping[str, int] = USUAL_PORTS,
    ) -> None:
        self._http = http
        self._kept = kept
        self._environment = environment
        self._ports = ports

    async def local(self) -> ChatModel | None:
        """The first model on this computer that proves itself, or None."""
        places = list(self._local_addresses())
        found = await asyncio.gather(*(self._models(base, PROBE_S) for _, base in places))
        for (server, base), models in zip(places, found, strict=True):
            if models and (model := await self._proved(server, base, models)) is not None:
                return model
        return None

    async def at(self, address: str) -> ChatModel:
        """The model at an address the user gave; ``#name`` after it chooses one.

        Raises:
            BadInput: It is no web address.
            BrainFailed: Nothing answers there, or no model there can choose tools.
        """
        base, wanted = base_of(address)
        models = await self._models(base, USER_PROBE_S)
        if models is None:
            raise BrainFailed(f"No language model answers at {base}.", "Start its server, or choose another address.")
        if wanted and wanted not in models:
            known = ", ".join(models) or "none"
            raise BrainFailed(f"There is no model {wanted} at {base}.", f"The models there: {known}.")
        server = next((name for name, port in self._ports.items() if urlsplit(base).port == port), "a server")
        model = await self._proved(server, base, [wanted] if wanted else models)
        if model is None:
            raise BrainFailed(f"No model at {base} can choose tools.", "Choose another model there.")
        return model

    def _local_addresses(self) -> Iterable[tuple[str, str]]:
        host = self._environment.get("OLLAMA_HOST", "").strip()
        if host:
            with suppress(BadInput):
                address = host if "://" in host else f"http://{host}"
                if urlsplit(address).port is None:
                    address = f"{address.rstrip('/')}:{self._ports.get('Ollama', 11434)}"
                base, _ = base_of(address.replace("://0.0.0.0", "://127.0.0.1"))
                if is_loopback(base):
                    yield "Ollama", base
        for server, port in self._ports.items():
            yield server, f"http://127.0.0.1:{port}"

    async def _models(self, base: str, limit: float) -> list[str] | None:
        """Names of the chat models listed there; None when nothing answers."""
        answer = await self._json("GET", f"{base}/v1/models", limit)
        listed = answer.get("data") if answer is not None else None
        if not isinstance(listed, list):
            return None
        names = [str(entry["id"]) for entry in listed if isinstance(entry, Mapping) and entry.get("id")]
        return [name for name in names if not any(sign in name.lower() for sign in _NOT_CHAT)]

    async def _proved(self, server: str, base: str, models: list[str]) -> ChatModel | None:
        kept = self._read_kept()
        tried = 0
        for name in models:
            digest = await self._digest(server, base, name)
            if digest is None or tried >= MODELS_TRIED:
                continue
            key = f"{base} {name} {digest}"
            manner = kept.get(key)
            if manner is None:
                tried += 1
                manner = await self._manner(server, base, name)
                if manner is None:
                    continue  # not remembered: a server that was busy may prove itself the next time
                self._keep({**kept, key: manner})
            return ChatModel(self._endpoint(server, base, name, manner), self._http)
        return None

    async def _digest(self, server: str, base: str, name: str) -> str | None:
        """What tells one state of a model from the next, where the server says; None when it cannot chat with tools."""
        if server != "Ollama":
            return ""
        about = await self._json("POST", f"{base}/api/show", USER_PROBE_S, {"model": name})
        if about is None:
            return ""
        capabilities = about.get("capabilities")
        if isinstance(capabilities, list) and "completion" not in capabilities and "tools" not in capabilities:
            return None
        return str(about.get("modified_at", ""))

    async def _manner(self, server: str, base: str, name: str) -> Manner | None:
        """Ask one harmless question with one tool; a model that does not call it is asked for JSON instead."""
        question = Question(CANARY, "en", (), (GET_WEATHER.definition(),))
        manners: tuple[Manner, ...] = ("tools", "schema")
        for manner in manners:
            model = ChatModel(self._endpoint(server, base, name, manner), self._http)
            try:
                async with asyncio.timeout(CANARY_S):
                    decision = await model.decide(question)
            except (BrainFailed, TimeoutError) as error:
                log.info("%s at %s, asked for %s: %s", name, base, manner, error)
                continue
            if [call.name for call in decision.calls] == [GET_WEATHER.name] and "oslo" in str(decision.calls).lower():
                return manner
        return None

    def _endpoint(self, server: str, base: str, name: str, manner: Manner) -> Endpoint:
        return Endpoint(base, name, server, manner, is_loopback(base))

    async def _json(
        self, method: str, address: str, limit: float, body: Mapping[str, Any] | None = None
    ) -> dict[str, Any] | None:
        try:
            async with (
                asyncio.timeout(limit),
                self._http.request(method, address, json=body, allow_redirects=False) as response,
            ):
                if response.status != 200:
                    return None
                answer = await response.json(content_type=None)
                return answer if isinstance(answer, dict) else None
        except (aiohttp.ClientError, OSError, ValueError, TimeoutError, RecursionError):
            return None

    def _read_kept(self) -> dict[str, Manner]:
        try:
            kept = json.loads(self._kept.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {key: manner for key, manner in kept.items() if manner in ("tools", "schema")} if kept else {}

    def _keep(self, manners: Mapping[str, Manner]) -> None:
        try:
            self._kept.parent.mkdir(parents=True, exist_ok=True)
            self._kept.write_text(json.dumps(manners, indent=1), encoding="utf-8")
        except OSError as error:
            log.warning("what the models proved cannot be kept: %s", error)


def base_of(address: str) -> tuple[str, str]:
    """The address without ``/v1`` and the model named after ``#``.

    Raises:
        BadInput: It is no http address.
    """
    try:
        parts = urlsplit(address.strip())
        _ = parts.port
    except ValueError as error:
        raise BadInput(f"{address} is not an address.", _NOT_SPOKEN_TO) from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadInput(f"{address} is not an address of a language model.", _NOT_SPOKEN_TO)
    path = parts.path.rstrip("/").removesuffix("/v1")
    return f"{parts.scheme}://{parts.netloc}{path}", parts.fragment


def is_loopback(base: str) -> bool:
    """Whether an address never leaves this computer; names other than localhost are not looked up."""
    host = urlsplit(base).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
