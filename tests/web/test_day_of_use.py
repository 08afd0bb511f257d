"""A day of use by one traveller breaks no service's rule, and everything sent is on record."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.bench_online_day import day


@pytest.mark.parametrize("seed", [1, 2])
async def test_a_day_breaks_no_rule(tmp_path: Path, seed: int) -> None:
    lived = await day(tmp_path, seed)
    assert lived["rules_broken"] == []
    assert lived["questions"] > 150 and lived["answered"] > 0.8 * lived["questions"]
    assert lived["reported_as_sent"] == sum(lived["requests"].values()) < lived["questions"]
