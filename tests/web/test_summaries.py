"""What an encyclopedia says of a place: the right article, its first sentences, and pictures with their licence."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.hand_clock import HandClock
from tests.fakes.strict_service import Asked, Picture, Rules, StrictService
from tests.fakes.tile_world import AGENT, plain_png
from wanderlust.domain.errors import WebFailed
from wanderlust.domain.places import Place
from wanderlust.domain.service_settings import ServiceSettings
from wanderlust.web.answer_cache import AnswerCache
from wanderlust.web.client import WebClient
from wanderlust.web.summaries import Summaries, file_name, shortened

TOWER = Place("osm:w1", "Clock Tower", "landmark", 41.14, -8.61, "PT", "Portugal")
TOWN = Place("gn:1", "Vila Nova", "city", 41.2, -8.5, "PT", "Portugal")


@dataclass
class Encyclopedia:
    """Articles by title, and what is said of the files they show."""

    articles: dict[str, dict[str, Any]] = field(default_factory=dict)
    around: list[str] = field(default_factory=list)
    files: dict[str, dict[str, str]] = field(default_factory=dict)

    def answer(self, asked: Asked) -> Any:
        if asked.path.startswith("/api/rest_v1/page/summary/"):
            return self.articles.get(asked.path.rpartition("/")[2].replace("_", " ").replace("%20", " "))
        if asked.query.get("list") == "geosearch":
            rows = [{"pageid": n, "ns": 0, "title": title, "lat": 1, "lon": 1} for n, title in enumerate(self.around)]
            return {"batchcomplete": "", "query": {"geosearch": rows}}
        if asked.query.get("prop") == "imageinfo":
            said = self.files.get(asked.query["titles"].removeprefix("File:"))
            info = {
                "descriptionurl": "https://commons.example/File",
                "extmetadata": {key: {"value": value} for key, value in (said or {}).items()},
            }
            return {"query": {"pages": {"7": {"title": asked.query["titles"], "imageinfo": [info]}}}}
        return None


@dataclass
class SummaryBench:
    book: Encyclopedia
    summaries: Summaries
    servers: list[StrictService]
    client: WebClient
    pictures: str

    def article(self, title: str, lat: float | None, lon: float | None, **more: Any) -> None:
        self.book.articles[title] = {
            "type": "standard",
            "title": title,
            "extract": f"{title} is a place. It is old.",
            "content_urls": {"desktop": {"page": f"https://en.example/wiki/{title}"}},
            **({"coordinates": {"lat": lat, "lon": lon}} if lat is not None else {}),
            **more,
        }

    def picture(self) -> dict[str, Any]:
        path = "/wikipedia/commons/thumb/1/15/Tower_by_day.jpg/330px-Tower_by_day.jpg"
        return {"source": f"{self.pictures}{path}", "width": 330, "height": 202}


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[SummaryBench]:
    clock, book = HandClock(), Encyclopedia()
    rules = Rules(0.5, max_age_s=2_592_000, contact=True)
    async with AsyncExitStack() as stack:
        text = await stack.enter_async_context(StrictService(book.answer, clock.monotonic, rules))
        photo = StrictService(lambda _asked: Picture(plain_png(330, 1, 2, 3)), clock.monotonic, rules)
        await stack.enter_async_context(photo)

        async def sleep(seconds: float) -> None:
            clock.advance(seconds)

        client = WebClient(AGENT, clock, lambda: 0.5, lambda _: None, AnswerCache(tmp_path / "a.sqlite"), sleep)
        named = ("wikipedia", "summary", "mediawiki", text.address, "Wikipedia, CC BY-SA 4.0")
        words = ServiceSettings(*named, 2.0, 8.0, 2_592_000)  # type: ignore[arg-type]
        shots = ServiceSettings("pictures", "picture", "mediawiki", photo.address, "Commons", 2.0, 8.0, 2_592_000)
        yield SummaryBench(book, Summaries(client, (words,), (shots,)), [text, photo], client, photo.address)
        assert [broken for server in (text, photo) for broken in server.broken] == []
        await client.close()


async def test_a_sight_is_found_by_where_it_stands_and_what_it_is_called(bench: SummaryBench) -> None:
    bench.book.around = ["Clock Tower Street", "Clock Tower (Porto)", "Tower Clock", "Harbour"]
    bench.article("Tower Clock", 41.1401, -8.6101)
    told = await bench.summaries.about(TOWER)
    assert told is not None and told.title == "Tower Clock"
    assert told.text == "Tower Clock is a place. It is old."
    assert told.provenance.source == "Wikipedia, CC BY-SA 4.0" and told.link == "https://en.example/wiki/Tower Clock"


async def test_an_article_about_another_place_of_that_name_is_not_told(bench: SummaryBench) -> None:
    bench.article("Vila Nova", 38.0, -9.0)
    assert await bench.summaries.about(TOWN) is None
    bench.article("Clock Tower", 51.5, -0.12)
    bench.book.around = ["Clock Tower"]
    assert await bench.summaries.about(TOWER) is None


@pytest.mark.parametrize("kind", ["disambiguation", "no-extract", "mainpage"])
async def test_what_is_no_article_is_not_told(bench: SummaryBench, kind: str) -> None:
    bench.article("Vila Nova", 41.2, -8.5, type=kind)
    assert await bench.summaries.about(TOWN) is None


async def test_a_town_is_found_by_its_name(bench: SummaryBench) -> None:
    bench.article("Vila Nova", 41.21, -8.52)
    told = await bench.summaries.about(TOWN)
    assert told is not None and told.picture is None


async def test_a_free_picture_comes_with_its_author_and_licence(bench: SummaryBench) -> None:
    bench.article("Vila Nova", 41.2, -8.5, thumbnail=bench.picture())
    bench.book.files["Tower_by_day.jpg"] = {
        "LicenseShortName": "CC BY-SA 3.0",
        "Artist": '<a href="//commons.example/User:Ana">Ana &amp; Rui</a>',
    }
    told = await bench.summaries.about(TOWN)
    assert told is not None and told.picture is not None
    assert (told.picture.author, told.picture.licence) == ("Ana & Rui", "CC BY-SA 3.0")
    assert told.picture.body == plain_png(330, 1, 2, 3)


@pytest.mark.parametrize(
    "said", [{}, {"LicenseShortName": "Fair use"}, {"LicenseShortName": "CC BY 4.0", "NonFree": "true"}]
)
async def test_a_picture_that_nobody_calls_free_is_not_fetched(bench: SummaryBench, said: dict[str, str]) -> None:
    bench.article("Vila Nova", 41.2, -8.5, thumbnail=bench.picture())
    bench.book.files["Tower_by_day.jpg"] = said
    told = await bench.summaries.about(TOWN)
    assert told is not None and told.picture is None and bench.servers[1].asked == []


async def test_a_picture_from_elsewhere_is_not_fetched(bench: SummaryBench) -> None:
    bench.article("Vila Nova", 41.2, -8.5, thumbnail={"source": "https://tracker.example/wikipedia/commons/1/15/a.jpg"})
    told = await bench.summaries.about(TOWN)
    assert told is not None and told.picture is None


async def test_offline_tells_what_was_read_before_with_its_age(bench: SummaryBench) -> None:
    bench.article("Vila Nova", 41.2, -8.5)
    await bench.summaries.about(TOWN)
    bench.client.offline = True
    told = await bench.summaries.about(TOWN)
    assert told is not None and told.title == "Vila Nova"
    with pytest.raises(WebFailed):
        await bench.summaries.about(TOWER)


def test_a_long_text_ends_with_a_sentence() -> None:
    long = "The first sentence is here and it is rather long, as such go. " * 8
    assert shortened(long).endswith("as such go.") and len(shortened(long)) <= 300
    assert shortened("word " * 200).endswith("…") and shortened(None) == ""


def test_the_name_of_a_file_comes_out_of_its_address() -> None:
    assert file_name("https://u.example/wikipedia/commons/thumb/1/15/A%C3%A9.jpg/330px-A.jpg") == "Aé.jpg"
    assert file_name("https://u.example/wikipedia/commons/1/15/B.png") == "B.png"
    assert file_name("https://u.example/wikipedia/en/thumb/1/15/C.jpg/330px-C.jpg") == ""
