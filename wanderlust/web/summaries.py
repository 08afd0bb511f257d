"""A few sentences about a place from Wikipedia, or Wikivoyage, with a picture whose licence is known."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, unquote, urlencode, urlsplit

from rapidfuzz import fuzz

from wanderlust.domain.errors import WebFailed
from wanderlust.domain.geodesy import distance_km
from wanderlust.domain.place_details import CreditedPicture, PlaceSummary
from wanderlust.domain.places import Coordinates, Place, PlaceKind
from wanderlust.domain.service_settings import ServiceSettings
from wanderlust.geo.folding import fold
from wanderlust.web.client import Answer, Question, WebClient
from wanderlust.web.picture import read_picture
from wanderlust.web.shape import mapping, point, sequence, text

log = logging.getLogger(__name__)

LONGEST = 300  # letters shown: five lines of the card
ALIKE = 85  # of 100: "Musée du Louvre" is the Louvre, "Louvre-Rivoli" is its station
NOT_FOUND = frozenset({404})
PICTURE_BYTES = 1_000_000
# How far an article's own point may lie from the place: a country's is anywhere in it.
REACH_KM: dict[PlaceKind, float] = {"city": 20.0, "island": 60.0, "region": 300.0, "water": 300.0, "mountain": 15.0}
POINT_KM = 1.5
WIDE: frozenset[PlaceKind] = frozenset({"city", "country", "region", "island", "mountain", "water"})
_FREE = re.compile(r"(?:cc[ -]|cc0|public domain|pd\b|gfdl|free art|ogl|attribution|kogl)", re.I)


class Summaries:
    """Asks one encyclopedia after the other.

    Args:
        client: Carries the questions.
        services: The encyclopedias in the order of the settings.
        pictures: Where their pictures lie; none are shown without.
    """

    def __init__(
        self, client: WebClient, services: Sequence[ServiceSettings], pictures: Sequence[ServiceSettings]
    ) -> None:
        self._client, self._services, self._pictures = client, services, pictures

    async def about(self, place: Place) -> PlaceSummary | None:
        """What is written of a place; None when nothing is, raises WebFailed when nobody can say."""
        failure: WebFailed | None = None
        for service in self._services:
            try:
                found = await self._article(service, place)
                if found is not None:
                    return await self._told(service, found)
            except WebFailed as error:
                log.info("%s: %s", service.name, error)
                failure = error
        if failure is not None:
            raise failure
        return None

    async def _article(self, service: ServiceSettings, place: Place) -> Answer | None:
        if place.kind in WIDE:
            found = await self._page(service, place.name, place)
            if found is not None or place.kind in ("country", "region"):
                return found
        for title in await self._near(service, place):
            found = await self._page(service, title, place)
            if found is not None:
                return found
        return None

    async def _near(self, service: ServiceSettings, place: Place) -> list[str]:
        """Titles of articles around the place that are called like it, the most alike first."""
        asked = {
            "action": "query",
            "list": "geosearch",
            # Four decimals are ten metres.
            "gscoord": f"{place.lat:.4f}|{place.lon:.4f}",
            "gsradius": 10_000 if place.kind in WIDE else 1000,
            "gslimit": 20,
            "format": "json",
        }
        url = f"{service.address}/w/api.php?{urlencode(asked, safe='|')}"
        answer = await self._client.ask(Question(service, url, "summary", lambda value: isinstance(value, dict)))
        titles = [text(entry, "title") for entry in sequence(mapping(answer.value, "query"), "geosearch")]
        scored = sorted(((_likeness(title, place), title) for title in titles if title), reverse=True)
        return [title for score, title in scored[:2] if score >= ALIKE]

    async def _page(self, service: ServiceSettings, title: str, place: Place) -> Answer | None:
        """The summary under a title, when it is an article about this very place."""
        url = f"{service.address}/api/rest_v1/page/summary/{quote(title.replace(' ', '_'), safe='')}"
        question = Question(
            service, url, "summary", lambda value: isinstance(value, dict), answered_by=frozenset({404})
        )
        answer = await self._client.ask(question)
        page = answer.value
        if text(page, "type") != "standard" or not text(page, "extract"):
            return None
        where = mapping(page, "coordinates")
        spot = point(where.get("lat"), where.get("lon"))
        if spot is None:
            return answer if place.kind in WIDE and fold(text(page, "title")) == fold(place.name) else None
        if place.kind == "country":
            return answer
        near = distance_km(Coordinates(*spot), place.coordinates) <= REACH_KM.get(place.kind, POINT_KM)
        return answer if near else None

    async def _told(self, service: ServiceSettings, answer: Answer) -> PlaceSummary:
        page = answer.value
        link = text(mapping(page, "content_urls", "desktop"), "page")
        picture = None
        try:
            picture = await self._picture(service, page)
        except WebFailed as error:
            log.info("No picture: %s", error)
        return PlaceSummary(
            text(page, "title"),
            shortened(mapping(page).get("extract")),
            link if link.startswith("https://") else "",
            answer.provenance,
            picture,
        )

    async def _picture(self, service: ServiceSettings, page: Any) -> CreditedPicture | None:
        """The article's picture; None when it has none, or nobody says that it may be shown."""
        address = text(mapping(page, "thumbnail"), "source")
        home = next((each for each in self._pictures if address.startswith(each.address + "/")), None)
        name = file_name(address)
        if home is None or not name:
            return None
        asked = {"action": "query", "titles": f"File:{name}", "prop": "imageinfo", "iiprop": "extmetadata|url"}
        url = f"{service.address}/w/api.php?{urlencode({**asked, 'format': 'json'}, safe='|:')}"
        answer = await self._client.ask(Question(service, url, "summary", lambda value: isinstance(value, dict)))
        about: Any = next(iter(mapping(answer.value, "query", "pages").values()), {})
        info: Any = next(iter(sequence(about, "imageinfo")), {})
        said = mapping(info, "extmetadata")
        licence = text(mapping(said, "LicenseShortName"), "value")
        if not _FREE.match(licence) or mapping(said, "NonFree"):
            return None
        body = await self._client.ask(
            Question(
                home,
                address,
                "picture",
                lambda value: bool(value),
                read=read_picture,
                accept="image/jpeg,image/png,image/webp",
                largest=PICTURE_BYTES,
            )
        )
        return CreditedPicture(
            body.value, plain(text(mapping(said, "Artist"), "value")), licence, text(info, "descriptionurl")
        )


def shortened(extract: Any) -> str:
    """The first whole sentences of a text, as many as the card has room for."""
    line = " ".join(extract.split()) if isinstance(extract, str) else ""
    if len(line) <= LONGEST:
        return line
    cut = line[:LONGEST]
    end = max(cut.rfind(mark) for mark in (". ", "! ", "? "))
    return cut[: end + 1] if end > LONGEST // 3 else cut[: cut.rfind(" ")] + "…"


def plain(markup: str) -> str:
    """The words of a line of HTML."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())[:80]


def file_name(address: str) -> str:
    """The name of a picture of Wikimedia Commons from the address of its preview; empty for any other."""
    parts = urlsplit(address).path.split("/")
    if "commons" not in parts:
        return ""
    rest = parts[parts.index("commons") + 1 :]
    if rest[:1] == ["thumb"]:
        rest = rest[1:-1]
    return unquote(rest[2]) if len(rest) == 3 else ""


def _likeness(title: str, place: Place) -> float:
    names = [name for name in (place.name, place.native_name) if name]
    return max((fuzz.token_sort_ratio(fold(title), fold(name)) for name in names), default=0.0)
