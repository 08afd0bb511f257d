"""Places by kind and by name, and plainly what cannot be known offline."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from tests.assistant.tools.conftest import Ask, outcome, pinned, said
from wanderlust.assistant.tools.find_places import FindPlaces
from wanderlust.assistant.tools.place_kinds import asked_for

TalkOf = Callable[..., Awaitable[None]]


async def test_museums_in_paris_are_numbered_from_the_nearest(ask: Ask) -> None:
    run = await ask("find_places", query="museums", near="Paris")
    places = outcome(run).places or ()
    assert len(places) == 5 and {p.kind for p in places} == {"museum"} and "Louvre" in pinned(run)
    away = [p["km"] for p in run.output["data"]["places"]]
    assert away == sorted(away) and away[-1] < 25
    assert [card.number for card in outcome(run).cards] == [1, 2, 3, 4, 5]
    assert [p["number"] for p in run.output["data"]["places"]] == [1, 2, 3, 4, 5]
    assert said(run).startswith("The museums I know nearest to Paris are the ")
    assert said(run).endswith("Two more are on the map.")


async def test_airports_near_lisbon_begin_with_its_own(ask: Ask) -> None:
    run = await ask("find_places", query="airports", near="Lisbon")
    assert pinned(run)[0].startswith("Lisbon") and {p.kind for p in outcome(run).places or ()} == {"airport"}


async def test_towns_are_told_by_size(ask: Ask) -> None:
    run = await ask("find_places", query="towns", near="Siena")
    sizes = [p.population for p in outcome(run).places or ()]
    assert sizes == sorted(sizes, reverse=True) and "Siena" not in pinned(run)
    assert said(run).startswith("The largest towns near Siena are ")


async def test_a_single_one_comes_with_its_distance(ask: Ask) -> None:
    run = await ask("find_places", query="sights", near="Timbuktu")
    assert said(run) == "The only sight I know near Timbuktu is Djinguereber Mosque, 320 metres away."


async def test_a_shop_is_not_invented(ask: Ask) -> None:
    run = await ask("find_places", query="ramen", near="Kyoto")
    assert said(run) == (
        "I cannot look up ramen near Kyoto without a network: I carry towns and sights, but no shops or streets. "
        "Kyoto is on the map."
    )
    assert pinned(run) == ["Kyoto"] and run.output["data"]["places"] == []
    assert run.output["data"]["would_help"] == "a network connection"


async def test_near_left_out_is_the_place_last_spoken_of(ask: Ask, talk_of: TalkOf) -> None:
    assert said(await ask("find_places", query="museums")) == "Near which town shall I look for museums?"
    await talk_of("Paris")
    assert "Louvre" in pinned(await ask("find_places", query="museums"))
    assert "near Paris" in said(await ask("find_places", query="hospitals"))


async def test_a_country_is_too_wide_to_look_near(ask: Ask) -> None:
    assert said(await ask("find_places", query="museums", near="the Netherlands")) == (
        "Name a town in the Netherlands, and I look for museums near it."
    )


@pytest.mark.parametrize(
    ("wishes", "ending"),
    [
        ({"open_now": True}, "I cannot know opening hours without a network."),
        ({"open_now": True, "price": "cheap"}, "I cannot know opening hours or prices without a network."),
        ({"open_now": False}, "Two more are on the map."),
    ],
)
async def test_wishes_that_cannot_be_judged_offline_are_said(ask: Ask, wishes: dict[str, object], ending: str) -> None:
    run = await ask("find_places", query="museums", near="Paris", **wishes)
    assert run.ok and said(run).endswith(ending)


@pytest.mark.parametrize("query", ["British Museum", "Hyde Park", "Pike Place Market", "Central Park"])
async def test_a_name_that_holds_a_kind_is_still_a_name(ask: Ask, talk_of: TalkOf, query: str) -> None:
    await talk_of("Paris")
    assert pinned(await ask("find_places", query=query)) == [query]


async def test_a_named_place_is_looked_for_near_the_other(ask: Ask) -> None:
    assert pinned(await ask("find_places", query="Louvre", near="Paris")) == ["Louvre"]
    run = await ask("find_places", query="Colosseum", near="Paris")
    assert not run.ok and said(run).startswith("I do not know “Colosseum” near Paris.")


async def test_an_ambiguous_name_or_town_is_asked_about(ask: Ask) -> None:
    assert said(await ask("find_places", query="Cambridge")).startswith("Which Cambridge: ")
    assert said(await ask("find_places", query="museums", near="Cambridge")).startswith("Which Cambridge: ")


async def test_nothing_of_the_kind_near_is_said(ask: Ask) -> None:
    run = await ask("find_places", query="mountains", near="Amsterdam")
    assert not run.ok and said(run) == "I know no mountains near Amsterdam without a network."


@pytest.mark.parametrize(
    ("query", "many", "unknowable", "named"),
    [
        ("museums", "museums", False, False),
        ("the best art galleries", "museums", False, False),
        ("train stations", "stations", False, False),
        ("cities", "towns", False, False),
        ("gas station", None, True, True),
        ("car park", None, True, True),
        ("pharmacies", None, True, False),
        ("a good place for coffee", None, True, False),
        ("Hyde Park", "parks", False, True),
        ("Lisbon", None, False, True),
    ],
)
def test_what_is_asked_for_is_told_from_its_words(query: str, many: str | None, unknowable: bool, named: bool) -> None:
    asked = asked_for(query)
    assert (asked.kind.many if asked.kind else None, asked.unknowable, asked.named) == (many, unknowable, named)


def test_the_caption_keeps_the_names_capitals() -> None:
    assert FindPlaces().caption({"query": "ramen", "near": "Kyoto"}) == "Ramen near Kyoto."
    assert FindPlaces().caption({"query": "British Museum"}) == "British Museum."
