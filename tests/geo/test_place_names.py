"""Scores the gazetteer on names as people say and write them."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from wanderlust.geo.gazetteer import Gazetteer

TABLE = Path(__file__).parents[1] / "data" / "place_names.tsv"


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t"))


def is_right(gazetteer: Gazetteer, row: dict[str, str]) -> bool:
    best = gazetteer.find(row["query"]).best
    return best is not None and best.country == row["country"] and row["expected"] in (best.id, best.name)


@pytest.mark.parametrize("group", ["usual", "sight", "airport", "endonym", "script", "qualified"])
def test_names_said_right_are_found_first(gazetteer: Gazetteer, group: str) -> None:
    wrong = [row["query"] for row in rows() if row["group"] == group and not is_right(gazetteer, row)]
    assert wrong == []


def test_of_misspelt_names_at_least_68_in_70_are_found_first(gazetteer: Gazetteer) -> None:
    misspelt = [row for row in rows() if row["group"] == "misspelt"]
    wrong = [row["query"] for row in misspelt if not is_right(gazetteer, row)]
    assert len(misspelt) == 70
    assert len(wrong) <= 2, wrong


def test_the_table_holds_each_name_once() -> None:
    queries = Counter(row["query"] for row in rows())
    assert [query for query, count in queries.items() if count > 1] == []
