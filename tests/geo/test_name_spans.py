"""Place names are found in what people say, and everyday words are not taken for villages."""

from __future__ import annotations

import pytest

from wanderlust.geo.gazetteer import Gazetteer


def named(gazetteer: Gazetteer, text: str) -> list[tuple[str, str]]:
    """The stretches and the names of their places."""
    return [(text[span.start : span.end], span.place.name) for span in gazetteer.names_in(text)]


def said(gazetteer: Gazetteer, text: str) -> list[str]:
    return [stretch for stretch, _ in named(gazetteer, text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Where is Kyoto?", ["Kyoto"]),
        ("How far is it from Lisbon to Porto?", ["Lisbon", "Porto"]),
        ("where is new york", ["new york"]),
        ("How far is Kyoto's station from here?", ["Kyoto"]),
        ("the time in Rio de Janeiro, please", ["Rio de Janeiro"]),
        ("Show me Saint Vincent and the Grenadines.", ["Saint Vincent and the Grenadines"]),
        ("京都はどこですか", ["京都"]),
        ("أين القاهرة؟", ["القاهرة"]),
        ("Wie weit ist es nach München?", ["München"]),
    ],
)
def test_the_longest_spans_left_to_right(gazetteer: Gazetteer, text: str, names: list[str]) -> None:
    assert said(gazetteer, text) == names


@pytest.mark.parametrize(
    "text",
    [
        "I want a nice bath and something for reading",
        "what time is it",
        "Thank you, good night",
        "Are there any good restaurants open now near here",
        "How much is 100 dollars in yen?",
        "May I ask you one more thing?",
        "",
    ],
)
def test_everyday_words_name_no_place(gazetteer: Gazetteer, text: str) -> None:
    assert said(gazetteer, text) == []


def test_written_large_they_do(gazetteer: Gazetteer) -> None:
    assert named(gazetteer, "How do I get from Nice to Bath?") == [("Nice", "Nice"), ("Bath", "Bath")]


def test_months_never_do(gazetteer: Gazetteer) -> None:
    assert said(gazetteer, "Is Japan warm in March or in May?") == ["Japan"]


def test_common_words_can_be_kept(gazetteer: Gazetteer) -> None:
    spans = gazetteer.names_in("where is nice", keep_common=True)
    assert [(span.place.id, span.common) for span in spans if span.start == 9] == [("gn:2990440", True)]


def test_codes_count_in_capitals_only(gazetteer: Gazetteer) -> None:
    assert said(gazetteer, "Take me to KIX") == ["KIX"]
    assert said(gazetteer, "you can see the sea") == []


def test_a_span_carries_its_place_and_people(gazetteer: Gazetteer) -> None:
    (span,) = gazetteer.names_in("Where is Kyoto?")
    assert (span.start, span.end, span.place.id) == (9, 14, "gn:1857910")
    assert span.population == span.place.population > 1_000_000
