"""The tones of a telephone's keys, for lines that carry nothing but sound (ITU-T Q.23)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_LOW, _HIGH = (697.0, 770.0, 852.0, 941.0), (1209.0, 1336.0, 1477.0, 1633.0)
_KEYS = "123A456B789C*0#D"
TONE_S, PAUSE_S = 0.1, 0.08  # 40 and 40 ms are the least that is heard (Q.24); menus like them longer
LEVEL = 0.25  # of full scale, each of the two


def key_tones(digits: str, rate: int) -> npt.NDArray[np.int16]:
    """The sound of keys pressed one after the other.

    Args:
        digits: 0 to 9, *, # and A to D.
        rate: Hertz.

    Returns:
        Mono int16, a pause behind each tone.

    Raises:
        ValueError: One of them is no key.
    """
    moments = np.arange(round(TONE_S * rate)) / rate
    pause = np.zeros(round(PAUSE_S * rate))
    parts: list[npt.NDArray[np.float64]] = []
    for digit in digits:
        row, column = divmod(_KEYS.index(digit), 4)
        tone = sum(np.sin(2 * np.pi * hertz * moments) for hertz in (_LOW[row], _HIGH[column]))
        parts += [np.asarray(LEVEL * tone), pause]
    return np.rint(np.concatenate(parts or [pause]) * 32_767).astype(np.int16)
