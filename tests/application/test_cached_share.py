"""A change of mode leaves what the server remembers of the talk as it is."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.bench_cached_share import CHANGES, Change, shares


async def test_after_every_change_of_mode_nine_tenths_of_what_was_read_before_are_remembered(tmp_path: Path) -> None:
    found, updates = await shares(tmp_path, CHANGES, step=1)
    after = {share.change: share.kept for share in found if share.change}
    assert len(after) == len(CHANGES) and min(after.values()) >= 0.9, after
    told_first, *later = updates
    assert "instructions" in told_first and "tools" in told_first and later
    assert [update for update in later if "instructions" in update or "tools" in update] == []


async def test_changed_instructions_would_cost_the_whole_memory(tmp_path: Path) -> None:
    """The server of these tests forgets as OpenAI's does: what was rewritten, and all that stands behind it."""
    rewritten = Change("rewritten", lambda talk: talk.cloud.conversations[0].session.update(instructions="Others."))
    found, _ = await shares(tmp_path, (rewritten,), step=1)
    assert [share.kept for share in found if share.change][0] < 0.9
