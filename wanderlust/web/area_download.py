"""Asks Overpass for the streets and places of an area, piece by piece at the server's pace."""

from __future__ import annotations

import math
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

from wanderlust.domain.errors import BadInput, WebFailed
from wanderlust.domain.kept_area import Bounds, MapElement
from wanderlust.domain.service_settings import ServiceSettings
from wanderlust.geo.kept_areas import WHAT
from wanderlust.web.client import Question, WebClient
from wanderlust.web.osm_points import as_element
from wanderlust.web.sentences import sentence_for
from wanderlust.web.shape import sequence, text

WIDEST_KM = 6.0  # on either side: six kilometres of a capital are 36 pieces and some 20 MB, at half a piece a second
PIECE_KM = 1.1  # of Paris, one such piece has 3,000 streets and places: 0.6 MB, and two seconds of the server
BYTES_PER_KM2 = 500_000  # of a dense town's middle, as it comes; kept it is a third of that
SERVER_LIMIT_S = 8


def estimated_bytes(bounds: Bounds) -> int:
    """At most how much would be fetched; raises BadInput for an area that is too wide to ask for."""
    across, up = bounds.size_km
    if max(across, up) > WIDEST_KM:
        raise BadInput(
            f"I can keep {WIDEST_KM:.0f} by {WIDEST_KM:.0f} kilometres at once, and this is {across:.0f} by {up:.0f}.",
            "Come closer, and try again.",
        )
    return max(100_000, round(across * up * BYTES_PER_KM2))


def pieces(bounds: Bounds) -> tuple[Bounds, ...]:
    """The area cut into equal boxes of about a kilometre."""
    across, up = (max(1, math.ceil(km / PIECE_KM)) for km in bounds.size_km)
    wide, high = (bounds.east - bounds.west) / across, (bounds.north - bounds.south) / up
    return tuple(
        Bounds(
            bounds.south + row * high,
            bounds.west + column * wide,
            bounds.south + (row + 1) * high,
            bounds.west + (column + 1) * wide,
        )
        for row in range(up)
        for column in range(across)
    )


def written(box: Bounds) -> str:
    """The question in Overpass' own language; the same for the same box, so that its answer can be kept."""
    around = f"{box.south:.5f},{box.west:.5f},{box.north:.5f},{box.east:.5f}"
    keys = "|".join(WHAT)
    return (
        f'[out:json][timeout:{SERVER_LIMIT_S}][bbox:{around}];(nwr[~"^({keys})$"~"."][name];'
        f'nwr[amenity~"^(atm|toilets|drinking_water|pharmacy|taxi)$"];way[highway][name];);out center tags;'
    )


class AreaDownload:
    """Fetches an area; the servers are tried one after the other for each piece."""

    def __init__(self, client: WebClient, services: Sequence[ServiceSettings]) -> None:
        self._client, self._services = client, services

    async def elements(self, bounds: Bounds, progress: Callable[[float], None]) -> AsyncIterator[MapElement]:
        """Everything in the area, each once; ``progress`` hears the part done, 0 to 1.

        Raises:
            WebFailed: A piece cannot be had; those that came are kept by the client for the next try.
        """
        boxes, seen = pieces(bounds), set[str]()
        for number, box in enumerate(boxes):
            for row in await self._piece(box):
                element = as_element(row)
                if element is not None and element.key not in seen:
                    seen.add(element.key)
                    yield element
            progress((number + 1) / len(boxes))

    async def _piece(self, box: Bounds) -> Sequence[Any]:
        failure = WebFailed("refused", sentence_for("refused", "points"), "", "no such service in the settings")
        for service in self._services:
            try:
                form = {"data": written(box)}
                answer = await self._client.ask(Question(service, service.address, "points", _whole, form))
                return sequence(answer.value, "elements")
            except WebFailed as error:
                failure = error
                if error.reason == "offline":
                    break
        raise failure


def _whole(value: Any) -> bool:
    """Whether it is an answer and was not broken off: half a street's cafés are no area."""
    return isinstance(value, dict) and isinstance(value.get("elements"), list) and not text(value, "remark")
