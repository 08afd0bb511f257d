"""G.711, the telephone's 8-bit sound: mu-law and A-law to and from 16-bit samples, by table."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Samples16 = npt.NDArray[np.int16]
_Codes = npt.NDArray[np.uint8]

RATE = 8000  # Hz; G.711 knows no other


def _mu_law_levels() -> Samples16:
    """The 256 levels of ITU-T G.711 table 2: a sign, eight segments, sixteen steps; codes are sent inverted."""
    code = np.arange(256) ^ 0xFF
    magnitude = ((((code & 0x0F) << 3) + 0x84) << ((code >> 4) & 7)) - 0x84
    return np.where(code & 0x80, -magnitude, magnitude).astype(np.int16)


def _a_law_levels() -> Samples16:
    """The 256 levels of ITU-T G.711 table 1; every second bit of a code is sent inverted."""
    code = np.arange(256) ^ 0x55
    segment, step = (code >> 4) & 7, (code & 0x0F) << 4
    magnitude = np.where(segment == 0, step + 8, (step + 0x108) << np.maximum(segment - 1, 0))
    return np.where(code & 0x80, magnitude, -magnitude).astype(np.int16)


def _nearest_codes(levels: Samples16) -> _Codes:
    """For each 16-bit sample, at its value + 32768, the code of the level nearest to it."""
    # Stable: mu-law has two codes for zero, 0x7F from below and 0xFF from above, which a quiet line carries.
    order = np.argsort(levels, kind="stable")
    rising = levels[order].astype(np.int32)
    borders = (rising[1:] + rising[:-1] + 1) // 2
    return order[np.searchsorted(borders, np.arange(-32768, 32768), side="right")].astype(np.uint8)


MU_LAW_LEVELS = _mu_law_levels()
A_LAW_LEVELS = _a_law_levels()
_MU_LAW_CODES = _nearest_codes(MU_LAW_LEVELS)
_A_LAW_CODES = _nearest_codes(A_LAW_LEVELS)


def decode_mu_law(data: bytes) -> Samples16:
    """Samples of mu-law bytes: int16, one a byte."""
    return MU_LAW_LEVELS[np.frombuffer(data, np.uint8)]


def decode_a_law(data: bytes) -> Samples16:
    """Samples of A-law bytes: int16, one a byte."""
    return A_LAW_LEVELS[np.frombuffer(data, np.uint8)]


def encode_mu_law(samples: Samples16) -> bytes:
    """Mu-law bytes of int16 samples, one a sample."""
    return _MU_LAW_CODES[samples.astype(np.int32) + 32768].tobytes()


def encode_a_law(samples: Samples16) -> bytes:
    """A-law bytes of int16 samples, one a sample."""
    return _A_LAW_CODES[samples.astype(np.int32) + 32768].tobytes()
