"""G.711 is the telephone's own: published codes, exact levels, and speech that survives it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

from wanderlust.dsp import g711

Samples16 = npt.NDArray[np.int16]
Encode = Callable[[Samples16], bytes]
Decode = Callable[[bytes], Samples16]

LAWS = [
    (g711.encode_mu_law, g711.decode_mu_law, g711.MU_LAW_LEVELS),
    (g711.encode_a_law, g711.decode_a_law, g711.A_LAW_LEVELS),
]


def test_silence_has_the_codes_a_quiet_line_carries() -> None:
    silence = np.zeros(3, np.int16)
    assert g711.encode_mu_law(silence) == b"\xff\xff\xff"
    assert g711.encode_a_law(silence) == b"\xd5\xd5\xd5"


def test_the_loudest_codes_stand_for_the_published_levels() -> None:
    # Peak values of ITU-T G.711: 8031 of 14 bits in mu-law, 4032 of 13 bits in A-law.
    assert list(g711.decode_mu_law(b"\x80\x00")) == [8031 * 4, -8031 * 4]
    assert list(g711.decode_a_law(b"\xaa\x2a")) == [4032 * 8, -4032 * 8]
    loudest = np.array([32767, -32768], np.int16)
    assert g711.encode_mu_law(loudest) == b"\x80\x00"
    assert g711.encode_a_law(loudest) == b"\xaa\x2a"


@pytest.mark.parametrize(("encode", "decode", "levels"), LAWS)
def test_every_level_comes_back_as_itself(encode: Encode, decode: Decode, levels: Samples16) -> None:
    assert len(levels) == 256
    assert np.array_equal(decode(encode(levels)), levels)


@pytest.mark.parametrize(("encode", "decode", "levels"), LAWS)
def test_every_sample_takes_its_nearest_level(encode: Encode, decode: Decode, levels: Samples16) -> None:
    samples = np.arange(-32768, 32768, 7).astype(np.int16)
    off = np.abs(decode(encode(samples)).astype(int) - samples)
    best = np.abs(levels.astype(int)[None, :] - samples.astype(int)[:, None]).min(axis=1)
    assert np.array_equal(off, best)


@pytest.mark.parametrize(("encode", "decode", "levels"), LAWS)
def test_a_tone_keeps_35_decibels_over_its_noise(encode: Encode, decode: Decode, levels: Samples16) -> None:
    tone = (np.sin(np.arange(8000) * 2 * np.pi * 997 / 8000) * 12_000).astype(np.int16)
    noise = decode(encode(tone)).astype(float) - tone
    assert 10 * np.log10(np.mean(tone.astype(float) ** 2) / np.mean(noise**2)) > 35
