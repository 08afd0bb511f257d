"""The sound cues are as short and as quiet as they should be, and click nowhere."""

from __future__ import annotations

import numpy as np
import pytest

from wanderlust.audio.cues import NOTES, Cue, cue_pcm
from wanderlust.audio.format import pcm_of, samples_in

LENGTH_MS: dict[Cue, int] = {"up": 90, "down": 90, "tick": 40, "question": 220, "falling": 300, "rising": 300}


@pytest.mark.parametrize("cue", list(NOTES))
def test_a_cue_has_its_length(cue: Cue) -> None:
    assert len(pcm_of(cue_pcm(cue))) == samples_in(LENGTH_MS[cue])


@pytest.mark.parametrize("cue", list(NOTES))
def test_no_cue_is_louder_than_18_dbfs_nor_too_quiet_to_hear(cue: Cue) -> None:
    peak = np.abs(pcm_of(cue_pcm(cue)).astype(np.int32)).max() / 32_768
    assert -20 < 20 * np.log10(peak) <= -18


@pytest.mark.parametrize("cue", list(NOTES))
def test_a_cue_begins_and_ends_in_silence(cue: Cue) -> None:
    samples = pcm_of(cue_pcm(cue))
    assert samples[0] == samples[-1] == 0


def test_each_cue_sounds_other_than_the_rest() -> None:
    assert len({cue_pcm(cue) for cue in NOTES}) == len(NOTES)


def test_what_goes_up_is_what_goes_down_backwards() -> None:
    assert NOTES["up"] == NOTES["down"][::-1]
    assert NOTES["rising"] == NOTES["falling"][::-1]
