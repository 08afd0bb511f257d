"""The latest turns' sound, so that a client that retrieves an item gets what was heard."""

from __future__ import annotations

import base64
from collections import OrderedDict
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from wanderlust.dsp.level import to_float, to_int16
from wanderlust.dsp.resample import resample
from wanderlust.engine.sound_formats import SoundFormat
from wanderlust.wire.items import Item

RATE = 16_000
LONGEST_KEPT = 120 * RATE  # 3.8 MB a session


class KeptSounds:
    """Sound by item id, 16 kHz; beyond two minutes in all the oldest is forgotten."""

    def __init__(self) -> None:
        self._sounds: OrderedDict[str, npt.NDArray[np.int16]] = OrderedDict()

    def keep(self, item_id: str, sound: npt.NDArray[np.float32]) -> None:
        """Remember a turn: mono float32 at 16 kHz."""
        self._sounds[item_id] = to_int16(sound)
        while len(self._sounds) > 1 and sum(map(len, self._sounds.values())) > LONGEST_KEPT:
            self._sounds.popitem(last=False)

    def with_sound(self, item: Item, form: SoundFormat) -> Item:
        """The item with its sound in the session's format, as far as it is still there."""
        sound = self._sounds.get(item.id or "")
        if sound is None or not item.content:
            return item
        data = form.bytes_of(to_int16(resample(to_float(sound), RATE, form.rate)))
        part = replace(item.content[0], audio=base64.b64encode(data).decode())
        return replace(item, content=(part, *item.content[1:]))
