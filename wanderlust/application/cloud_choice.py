"""Which server of the Realtime wire a run uses: only one that was named, since a key alone is no wish to be heard."""

from __future__ import annotations

from collections.abc import Mapping

from wanderlust.application.cloud_line import Cloud
from wanderlust.assistant.session_setup import cloud_options
from wanderlust.domain.errors import BadInput
from wanderlust.realtime.endpoint import OPENAI_BASE, OPENAI_MODEL, Endpoint

URL_VARIABLE = "WANDERLUST_REALTIME_URL"
MODEL_VARIABLE = "WANDERLUST_REALTIME_MODEL"
KEY_VARIABLE = "OPENAI_API_KEY"


def cloud_choice(
    environment: Mapping[str, str], url: str | None = None, model: str | None = None, headset: bool = False
) -> Cloud | None:
    """The server to use, or None for this computer alone.

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
