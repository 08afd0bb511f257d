"""A hundred rehearsals in story time hold what is promised of them; businesses and moods are data."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.bench_calls import hold_all
from wanderlust.domain.errors import BadInput, DataMissing
from wanderlust.settings.paths import PROJECT
from wanderlust.telephony.rehearsal_business import Script, script_named, scripts_in

SHIPPED = PROJECT / "resources" / "rehearsal"
LATER = PROJECT / "tests" / "data" / "rehearsal_unseen"
FRESH = PROJECT / "tests" / "data" / "rehearsal_fresh"


@pytest.mark.parametrize("folder", [SHIPPED, LATER, FRESH], ids=["shipped", "written later", "colloquial"])
async def test_rehearsals_come_out_right_within_the_rules(folder: Path) -> None:
    tally = await hold_all(folder, 1, show=False)
    assert tally.right >= 0.95 * tally.calls, tally.wrong
    assert tally.facts_right >= 0.98 * tally.facts, tally.wrong
    assert (tally.limits_broken, tally.undisclosed, tally.endless) == (0, 0, 0)


def test_there_are_ten_businesses_of_the_three_kinds() -> None:
    scripts = scripts_in(SHIPPED)
    assert len(scripts) == 10 and {script.kind for script in scripts.values()} == {"order", "book", "ask"}


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_every_business_can_be_busy_refuse_and_be_away(path: Path) -> None:
    script = Script.read(path)
    for key in ("greeting", "leave", "hold", "back", "refuse", "voicemail"):
        assert script.lines(key), key
    assert script.number.startswith("+") and script.goal


def test_an_unknown_business_names_the_known_ones() -> None:
    with pytest.raises(BadInput, match="strawberries"):
        script_named(SHIPPED, "cheese")


def test_a_damaged_file_says_which() -> None:
    with pytest.raises(DataMissing, match="nowhere"):
        Script.read(SHIPPED / "nowhere.toml")
