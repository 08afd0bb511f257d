"""Words are found without case and accents, in any script, and where they stand is known."""

from __future__ import annotations

import pytest

from wanderlust.domain.word_search import LEAST_PREFIX, excerpt, marks, searchable, terms


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("Where is Łódź?", "lodz", ["Łódź"]),
        ("Café crème in Genève", "CAFE geneve", ["Café", "Genève"]),
        ("東京都へ行きたい", "京都", ["京都"]),
        ("我想参观故宫博物院。", "故宫", ["故宫"]),
        ("서울에서 부산까지", "서울", ["서울"]),
        ("أين المطار؟", "مطار", ["المطار"]),
        ("قَهْوَة من فضلك", "قهوة", ["قَهْوَة"]),
        ("ไปเชียงใหม่ยังไง", "เชียงใหม่", ["เชียงใหม่"]),
        ("पानी कहाँ मिलेगा", "पानी", ["पानी"]),
        ("The Saint-Étienne line", "saint-etienne", ["Saint-Étienne"]),
        ("Die Straße 5", "strasse", ["Straße"]),
        ("パリのカフェ", "カフェ", ["カフェ"]),
    ],
)
def test_it_is_found_in_its_script(text: str, query: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in marks(text, query)] == found


def test_the_beginning_of_a_word_is_enough_but_a_single_letter_is_not() -> None:
    assert marks("the pharmacy", "pharm") == [(4, 12)]
    assert marks("the pharmacy", "p") == []
    assert LEAST_PREFIX == 2


def test_every_part_must_be_there() -> None:
    assert marks("the station in Oslo", "station oslo") == [(4, 11), (15, 19)]
    assert marks("the station in Oslo", "station bergen") == []


def test_parts_joined_by_a_mark_must_stand_side_by_side() -> None:
    assert marks("Saint Luc and Étienne", "saint-etienne") == []


def test_kana_that_sound_otherwise_are_other_words() -> None:
    assert marks("かき", "がき") == []


def test_a_decomposed_accent_is_no_other_letter() -> None:
    text = "Cafe\u0301 here"
    assert [text[a:b] for a, b in marks(text, "café")] == ["Cafe\u0301"]


def test_an_empty_query_finds_nothing() -> None:
    assert terms("  ?! ") == () and marks("Hello", " ? ") == []


def test_the_index_holds_what_a_query_asks_for() -> None:
    said = "The Łódź–Genève train, 東京 and المطار"
    assert searchable(said) == "the lodz geneve train 東 京 and مطار"


def test_an_excerpt_shows_the_place_and_marks_it() -> None:
    line, places = excerpt("word " * 60 + "the Louvre is here " + "word " * 60, "louvre", 60)
    assert line.startswith("…") and line.endswith("…") and len(line) <= 62
    assert [line[a:b] for a, b in places] == ["Louvre"]


def test_marks_that_overlap_become_one() -> None:
    assert marks("railway station", "rail railway") == [(0, 7)]
