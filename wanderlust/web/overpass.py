"""Points of interest near a place from Overpass, OpenStreetMap's database: the nearest that fit, with their hours."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from wanderlust.domain.errors import WebFailed
from wanderlust.domain.places import Coordinates, Place
from wanderlust.domain.point_kinds import PointKind
from wanderlust.domain.points import PointOfInterest, PointsAnswer, PriceWish
from wanderlust.domain.service_settings import ServiceSettings
from wanderlust.web.client import Answer, Question, WebClient
from wanderlust.web.osm_points import MOST_READ, best_of, points_of
from wanderlust.web.sentences import sentence_for
from wanderlust.web.shape import sequence, text

log = logging.getLogger(__name__)

MOST = 60  # entries asked for; 60 cafés with all their tags have 40 kB
SERVER_LIMIT_S = 8  # what the server may spend; our own limit is half a second longer
WIDER = 4.0  # times the radius, when nothing is near


class Overpass:
    """Asks the servers one after the other until one answers."""

    def __init__(self, client: WebClient, services: Sequence[ServiceSettings]) -> None:
        self._client, self._services = client, services

    async def near(
        self,
        kind: PointKind,
        centre: Place,
        radius_km: float,
        now: datetime,
        *,
        name: str = "",
        open_now: bool = False,
        price: PriceWish | None = None,
    ) -> PointsAnswer:
        """The best points of a kind near a place, at most five.

        Args:
            kind: Of what kind.
            centre: Near what; its time zone and country tell about opening hours.
            radius_km: How far "near" reaches; where nothing is found, four times as far is tried once.
            now: This moment.
            name: What its name should be like, or empty.
            open_now: Leave out those known to be closed.
            price: How dear it may be.

        Raises:
            WebFailed: No server answered.
        """
        answer = await self._ask(kind, centre.coordinates, radius_km)
        points = _read(answer, kind, centre, now)
        if not points:
            answer = await self._ask(kind, centre.coordinates, radius_km * WIDER)
            points = _read(answer, kind, centre, now)
        return best_of(points, answer.provenance, name, open_now, price)

    async def _ask(self, kind: PointKind, around: Coordinates, radius_km: float) -> Answer:
        query = written(kind, around, radius_km)
        failure = WebFailed("refused", sentence_for("refused", "points"), "", "no such service in the settings")
        for service in self._services:
            question = Question(service, service.address, "points", _is_list, {"data": query})
            try:
                return await self._client.ask(question)
            except WebFailed as error:
                log.info("%s: %s", service.name, error)
                failure = error
                if error.reason == "offline":
                    break
        raise failure


def written(kind: PointKind, around: Coordinates, radius_km: float) -> str:
    """The question in Overpass's own language; the same for the same wish, so that its answer can be kept."""
    # Four decimals are ten metres.
    circle = f"(around:{round(radius_km * 1000)},{around.lat:.4f},{around.lon:.4f})"
    parts = "".join(f"nwr{circle}{''.join(_filter(key, value) for key, value in every)};" for every in kind.tags)
    return f"[out:json][timeout:{SERVER_LIMIT_S}];({parts});out center tags {MOST};"


def _filter(key: str, value: str) -> str:
    # A cuisine is a list with semicolons: "sushi;ramen".
    if key in ("cuisine", "name"):
        return f'["{key}"~"{value}",i]'
    return f'["{key}"~"^({value})$"]'


def _is_list(value: Any) -> bool:
    """Whether it is an answer; one with a remark was broken off, and is one only when something is in it."""
    found = value.get("elements") if isinstance(value, dict) else None
    return isinstance(found, list) and (bool(found) or not text(value, "remark"))


def _read(answer: Answer, kind: PointKind, centre: Place, now: datetime) -> list[PointOfInterest]:
    return points_of(sequence(answer.value, "elements")[:MOST_READ], answer.provenance.source, kind, centre, now)
