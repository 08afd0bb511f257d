"""The table of sights is read strictly, and every sight lies near its town."""

from __future__ import annotations

from pathlib import Path

import pytest

from wanderlust.domain.errors import BadInput, StorageFailed
from wanderlust.geo.gazetteer import Gazetteer
from wanderlust.geo.landmarks import HEADER, check_landmarks, read_landmarks

TABLE = Path(__file__).parents[2] / "resources" / "places" / "landmarks.tsv"
LOUVRE = "louvre\tLouvre\tLouvre Museum|Musée du Louvre\tParis\tFR\t48.8606\t2.3376\tmuseum"


def table(folder: Path, *rows: str) -> Path:
    path = folder / "table.tsv"
    path.write_text("\n".join(["\t".join(HEADER), *rows, ""]), encoding="utf-8")
    return path


def test_a_row_is_read_whole(tmp_path: Path) -> None:
    (louvre,) = read_landmarks(table(tmp_path, LOUVRE))
    assert (louvre.id, louvre.name, louvre.kind) == ("louvre", "Louvre", "museum")
    assert louvre.aliases == ("Louvre Museum", "Musée du Louvre")
    assert (louvre.coordinates.lat, louvre.coordinates.lon) == (48.8606, 2.3376)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("\tmuseum", "", "7 fields"),
        ("\tmuseum", "\tcity", "kind 'city'"),
        ("48.8606", "48.86", "four decimals"),
        ("48.8606", "98.8606", "not on the earth"),
        ("\tFR\t", "\tfr\t", "two capital letters"),
        ("louvre\tL", "The Louvre\tL", "the key"),
        ("\tParis", "\tParis ", "ends with a space"),
        ("\tParis", "\t", "must not be empty"),
    ],
)
def test_a_row_that_does_not_fit_is_named(tmp_path: Path, old: str, new: str, reason: str) -> None:
    with pytest.raises(BadInput, match="Line 2") as caught:
        read_landmarks(table(tmp_path, LOUVRE.replace(old, new, 1)))
    assert reason in caught.value.sentence


def test_a_file_without_the_header_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "table.tsv"
    path.write_text(LOUVRE, encoding="utf-8")
    with pytest.raises(BadInput, match="must begin with"):
        read_landmarks(path)


def test_a_missing_table_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageFailed, match="table of sights"):
        read_landmarks(tmp_path / "none.tsv")


def test_a_sight_far_from_its_town_is_complained_about(tmp_path: Path, small: Gazetteer) -> None:
    complaints = check_landmarks(table(tmp_path, LOUVRE.replace("48.8606", "49.8606")), small)
    assert complaints == ["line 2: louvre: 112 km from Paris, more than 40"]


def test_a_wild_sight_may_lie_farther_out(tmp_path: Path, small: Gazetteer) -> None:
    assert check_landmarks(table(tmp_path, LOUVRE.replace("48.8606", "49.8606").replace("museum", "park")), small) == []


def test_an_unknown_town_and_a_double_key_are_complained_about(tmp_path: Path, small: Gazetteer) -> None:
    unknown = LOUVRE.replace("Paris", "Atlantis")
    complaints = check_landmarks(table(tmp_path, LOUVRE, unknown), small)
    assert complaints == [
        "line 3: key louvre is already on line 2",
        "line 3: louvre: no city named Atlantis in FR",
    ]


def test_every_sight_we_ship_lies_near_its_town(gazetteer: Gazetteer) -> None:
    assert check_landmarks(TABLE, gazetteer) == []


def test_we_ship_at_least_eight_hundred_sights() -> None:
    assert len(read_landmarks(TABLE)) >= 800
