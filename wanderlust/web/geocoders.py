"""geopy's geocoders over our own client: Photon, Nominatim, and services with the traveller's key."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine
from typing import Any, Protocol
from urllib.parse import urlsplit

from geopy.adapters import BaseAsyncAdapter
from geopy.geocoders import Nominatim, OpenCage, Pelias, Photon

from wanderlust.domain.errors import WebFailed
from wanderlust.domain.places import Coordinates
from wanderlust.domain.service_settings import ServiceSettings
from wanderlust.web.client import Answer, Question, WebClient
from wanderlust.web.found_place import FoundPlace, from_nominatim, from_photon
from wanderlust.web.sentences import sentence_for
from wanderlust.web.shape import mapping

ASKED_FOR = 10
LANGUAGE = "en"  # the names we speak; Photon knows English, German and French


class Geocoder(Protocol):
    """Answers where a name is."""

    @property
    def name(self) -> str: ...

    async def find(self, words: str, near: Coordinates | None) -> tuple[FoundPlace, ...]:
        """Places in the service's own order; raises WebFailed."""
        ...


class _OverClient(BaseAsyncAdapter):  # type: ignore[misc]  # geopy has no types
    """Carries geopy's requests over our client, and keeps what came for whoever reads it."""

    def __init__(self, client: WebClient, service: ServiceSettings) -> None:
        super().__init__(proxies=None, ssl_context=None)
        self._client, self._service = client, service
        self.answer: Answer | None = None

    async def get_json(self, url: str, **_: object) -> Any:
        self.answer = await self._client.ask(Question(self._service, url, "places", self._is_list))
        # geopy's own reading stops at the first entry that lacks something; ours takes the sound ones.
        return _NOTHING[self._service.kind]

    async def get_text(self, url: str, **arguments: object) -> str:
        return json.dumps(await self.get_json(url, **arguments))

    def _is_list(self, value: Any) -> bool:
        return _entries(self._service.kind, value)[0] is not None


_NOTHING: dict[str, Any] = {
    "photon": {"features": []},
    "nominatim": [],
    "pelias": {"features": []},
    "opencage": {"results": [], "status": {"code": 200}},
}


class GeopyGeocoder:
    """One of geopy's geocoders, which knows each service's parameters, read by us."""

    def __init__(self, client: WebClient, service: ServiceSettings) -> None:
        self._client, self._service = client, service

    @property
    def name(self) -> str:
        return self._service.name

    async def find(self, words: str, near: Coordinates | None) -> tuple[FoundPlace, ...]:
        """Places in the service's own order; raises WebFailed."""
        adapter = _OverClient(self._client, self._service)
        await _ASK[self._service.kind](self._service, lambda **_: adapter, words, near)
        answer = adapter.answer
        if answer is None:
            raise WebFailed("garbled", sentence_for("garbled", "places"), self.name, "nothing was asked")
        rows, read = _entries(self._service.kind, answer.value)
        found = (read(row, rank, answer.provenance.source) for rank, row in enumerate((rows or [])[:ASKED_FOR]))
        return tuple(place for place in found if place is not None)


Read = Callable[[Any, int, str], FoundPlace | None]


def _entries(kind: str, value: Any) -> tuple[list[Any] | None, Read]:
    """The entries of an answer, or None when it is none, and who reads one."""
    match kind:
        case "nominatim":
            return (value if isinstance(value, list) else None), from_nominatim
        case "opencage":
            rows = value.get("results") if isinstance(value, dict) else None
            return (rows if isinstance(rows, list) else None), _from_opencage
        case _:
            rows = value.get("features") if isinstance(value, dict) else None
            return (rows if isinstance(rows, list) else None), from_photon


def _from_opencage(row: Any, rank: int, source: str) -> FoundPlace | None:
    parts, spot = mapping(row, "components"), mapping(row, "geometry")
    told = {
        "lat": spot.get("lat"), "lon": spot.get("lng"), "display_name": mapping(row).get("formatted"),
        "address": dict(parts), "class": parts.get("_category"), "type": parts.get("_type"),
        "addresstype": parts.get("_type"),
    }  # fmt: skip
    return from_nominatim(told, rank, source)


Factory = Callable[..., _OverClient]
Ask = Callable[[ServiceSettings, Factory, str, Coordinates | None], Coroutine[Any, Any, object]]


async def _photon(service: ServiceSettings, factory: Factory, words: str, near: Coordinates | None) -> object:
    bias = (near.lat, near.lon) if near else None
    geocoder = Photon(**_where(service), adapter_factory=factory)
    return await geocoder.geocode(words, exactly_one=False, limit=ASKED_FOR, language=LANGUAGE, location_bias=bias)


async def _nominatim(service: ServiceSettings, factory: Factory, words: str, near: Coordinates | None) -> object:
    geocoder = Nominatim(**_where(service), user_agent="wanderlust", adapter_factory=factory)
    box = [(near.lat - 0.3, near.lon - 0.3), (near.lat + 0.3, near.lon + 0.3)] if _boxable(near) and near else None
    return await geocoder.geocode(
        words, exactly_one=False, limit=ASKED_FOR, language=LANGUAGE, addressdetails=True, viewbox=box
    )


async def _pelias(service: ServiceSettings, factory: Factory, words: str, near: Coordinates | None) -> object:
    geocoder = Pelias(api_key=service.key or None, **_where(service), adapter_factory=factory)
    return await geocoder.geocode(words, exactly_one=False, language=LANGUAGE)


async def _opencage(service: ServiceSettings, factory: Factory, words: str, near: Coordinates | None) -> object:
    geocoder = OpenCage(service.key, **_where(service), adapter_factory=factory)
    return await geocoder.geocode(words, exactly_one=False, language=LANGUAGE)


_ASK: dict[str, Ask] = {"photon": _photon, "nominatim": _nominatim, "pelias": _pelias, "opencage": _opencage}


def _where(service: ServiceSettings) -> dict[str, str]:
    parts = urlsplit(service.address)
    return {"scheme": parts.scheme, "domain": parts.netloc + parts.path}


def _boxable(near: Coordinates | None) -> bool:
    """Whether a box around the point stays on the map: none over the poles or the date line."""
    return near is not None and abs(near.lat) < 89 and abs(near.lon) < 179


def geocoders(client: WebClient, services: tuple[ServiceSettings, ...]) -> tuple[Geocoder, ...]:
    """Those of the services that geocode, in their order; one whose key is missing is left out."""
    return tuple(
        GeopyGeocoder(client, service)
        for service in services
        if service.kind in _ASK and (service.kind != "opencage" or service.key)
    )
