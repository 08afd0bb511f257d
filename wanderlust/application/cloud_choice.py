"""Which server of the Realtime wire a run uses: one that was asked for, as a key alone is no wish to be heard."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from wanderlust.application.cloud_line import Cloud
from wanderlust.application.wishes import Wishes
from wanderlust.assistant.session_setup import cloud_options
from wanderlust.domain.cloud_settings import CloudSettings
from wanderlust.domain.connection_trouble import Recourse, Trouble
from wanderlust.domain.errors import BadInput, WanderlustError
from wanderlust.realtime.endpoint import OPENAI_BASE, OPENAI_MODEL, Endpoint
from wanderlust.settings.secrets import KeyStore

URL_VARIABLE = "WANDERLUST_REALTIME_URL"
MODEL_VARIABLE = "WANDERLUST_REALTIME_MODEL"
KEY_VARIABLE = "OPENAI_API_KEY"
NO_KEY = Trouble("no_key", Recourse.ASK, "I have no key for OpenAI.", "Paste one in the settings. I go on here.")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a run uses.

    Attributes:
        cloud: The server, or None for this computer alone.
        settings: How it is used: what its costs are counted by.
        trouble: What is in the way, where a server is wanted and there is none.
    """

    cloud: Cloud | None = None
    settings: CloudSettings = CloudSettings()
    trouble: Trouble | None = None


Choose = Callable[[Wishes], Awaitable[Choice]]


async def this_computer(wishes: Wishes) -> Choice:
    """No server, whatever is wished."""
    return Choice(settings=wishes.server)


def cloud_choice(
    environment: Mapping[str, str], url: str | None = None, model: str | None = None, headset: bool = False
) -> Cloud | None:
    """The server named in words or in the environment, or None.

    Args:
        environment: Holds the key, and the address where none is given.
        url: Base URL, or ``openai``; None reads the environment.
        model: Model id; None reads the environment, then takes the usual one.
        headset: Whether the microphone is near the mouth, which decides the noise reduction.

    Raises:
        BadInput: The address cannot be one, or there is no key for it.
    """
    url = url or environment.get(URL_VARIABLE, "")
    if not url:
        return None
    model = model or environment.get(MODEL_VARIABLE) or OPENAI_MODEL
    key = environment.get(KEY_VARIABLE, "").strip()
    endpoint = Endpoint(OPENAI_BASE if url == "openai" else url, key, model)
    if not endpoint.url.startswith("ws://") and not key:
        raise BadInput("There is no key for that server.", f"Put it into {KEY_VARIABLE}.")
    return Cloud(endpoint, cloud_options(model, headset))


class CloudChooser:
    """Finds the server a run uses.

    Args:
        keys: Where keys are kept.
        environment: May name a server in place of the preferences', and holds the key for that one.
        url: ``engine`` for this computer alone, or a server named in words; stands before everything else.
        model: A model named in words.
    """

    def __init__(
        self, keys: KeyStore, environment: Mapping[str, str], url: str | None = None, model: str | None = None
    ) -> None:
        self._keys, self._environment, self._url, self._model = keys, environment, url, model

    async def choose(self, wishes: Wishes) -> Choice:
        """The choice under these wishes.

        Raises:
            BadInput: What was named in words or in the environment cannot be used.
        """
        if self._url == "engine":
            return Choice(settings=wishes.server)
        named = cloud_choice(self._environment, self._url, self._model, wishes.headset)
        if named is not None:
            endpoint = named.endpoint
            settings = replace(wishes.server, address=endpoint.base_url, model=endpoint.model)
            return Choice(named, settings)
        if not wishes.cloud:
            return Choice(settings=wishes.server)
        server = wishes.server
        try:
            key = await self._key(wishes)
            endpoint = Endpoint(
                server.address, key, server.model, organisation=server.organisation, project=server.project
            )
            if not key and not endpoint.url.startswith("ws://"):
                return Choice(None, server, NO_KEY)
        except WanderlustError as error:
            return Choice(None, server, Trouble("key", Recourse.ASK, error.sentence, error.remedy))
        return Choice(Cloud(endpoint, cloud_options(server.model, wishes.headset, server.voice, server.effort)), server)

    async def _key(self, wishes: Wishes) -> str:
        if wishes.key is not None:
            return wishes.key.reveal()
        kept = await self._keys.load(wishes.server.host)
        return "" if kept is None else kept.secret.reveal()
