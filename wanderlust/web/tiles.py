"""The street map's pieces: from the provider the traveller chose, by its rules, and from memory where it has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wanderlust.domain.errors import WebFailed
from wanderlust.domain.map_tiles import AUTO, OFF, KeptTile, Tile, TileOffer
from wanderlust.domain.service_settings import ServiceSettings
from wanderlust.web.answer_cache import AnswerCache
from wanderlust.web.client import Question, WebClient
from wanderlust.web.picture import picture_size, read_picture

LARGEST = 1_000_000  # bytes of one piece; an ordinary one has 5,000 to 60,000, one of a photographed world 120,000
KEPT = 200_000_000  # bytes of pieces kept: about 10,000 of a street map
SIDES = (256, 512)


class Tiles:
    """Asks for pieces, each only when it is looked at: whoever wants a region in advance is refused by the rules.

    Args:
        client: Carries the questions.
        services: The providers in the order of the settings.
        cache: Where pieces are kept, apart from other answers: they are many.
    """

    def __init__(self, client: WebClient, services: Sequence[ServiceSettings], cache: AnswerCache) -> None:
        self._client, self._services, self._cache = client, services, cache

    async def kept(self, provider: str, tile: Tile) -> KeptTile | None:
        """What is remembered of a piece, or None."""
        question = self._question(provider, tile)
        if question is None:
            return None
        answer, fresh = await self._client.remembered(question)
        return None if answer is None else KeptTile(answer.value, fresh)

    async def fetch(self, provider: str, tile: Tile) -> bytes:
        """The piece as it is now, or as it was remembered; raises WebFailed when there is neither."""
        question = self._question(provider, tile)
        if question is None:
            raise WebFailed("refused", "No such street map is in the settings.", provider, f"zoom {tile.z}")
        value: bytes = (await self._client.ask(question)).value
        return value

    def _question(self, provider: str, tile: Tile) -> Question | None:
        service = next((each for each in self._services if each.name == provider), None)
        if service is None or not 0 <= tile.z <= service.closest:
            return None
        count = 2**tile.z
        if not (0 <= tile.x < count and 0 <= tile.y < count):
            return None
        return Question(
            service,
            address_of(service, tile),
            "map",
            _is_square,
            read=read_picture,
            accept="image/webp,image/png,image/jpeg",
            largest=LARGEST,
            kept_in=self._cache,
        )


def offered(services: Sequence[ServiceSettings], choice: str, live: bool) -> TileOffer | None:
    """What the chosen provider offers; None when none is wanted, or none may be used.

    Args:
        services: Those whose rules allow this program to ask them, in order.
        choice: ``auto``, ``off`` or a name.
        live: Whether the internet may be asked.
    """
    if choice == OFF:
        return None
    found = next((each for each in services if choice in (AUTO, each.name)), None)
    if found is None:
        return None
    return TileOffer(found.name, found.attribution, found.closest, "{r}" in found.address, live)


def address_of(service: ServiceSettings, tile: Tile) -> str:
    """Where a piece lies."""
    values = {"z": tile.z, "x": tile.x, "y": tile.y, "r": "@2x" if tile.double else "", "key": service.key}
    address = service.address
    for name, value in values.items():
        address = address.replace(f"{{{name}}}", str(value))
    return address


def _is_square(value: Any) -> bool:
    width, height = picture_size(value)
    return width == height and width in SIDES
