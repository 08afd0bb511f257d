"""``wanderlust say`` speaks what streams through a pipe, heard at the speaker, in several languages."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import RunningEngine
from tests.end_to_end.conftest import lend
from tests.end_to_end.engine_voice import EngineVoice
from tests.end_to_end.virtual_sound import RATE, Pcm, VirtualSound
from wanderlust.settings.paths import Paths

pytestmark = [pytest.mark.sound, pytest.mark.engine]

AUDIBLE = 300  # of 32,767


@pytest.mark.parametrize(
    ("language", "first", "second", "heard"),
    [
        ("en", "The ticket costs $12.50. ", "The bus leaves at 9:15.", ["ticket", "12", "bus", "9"]),
        ("es", "El museo abre a las nueve. ", "La entrada cuesta 12 euros.", ["museo", "entrada", "euros"]),
        ("de", "Das Museum hat heute offen. ", "Die Karte kostet 20 Euro.", ["museum", "karte", "20"]),
    ],
)
def test_a_stream_is_heard_before_it_ends_and_to_its_last_word(
    virtual_sound: VirtualSound,
    engine: RunningEngine,
    paths: Paths,
    tmp_path: Path,
    language: str,
    first: str,
    second: str,
    heard: list[str],
) -> None:
    environment = {**virtual_sound.environment, "WANDERLUST_DATA_DIR": str(lend(paths, tmp_path / "data"))}
    command = [sys.executable, "-m", "wanderlust", "say", "--language", language]
    with virtual_sound.listening() as listener:
        with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as say:
            assert say.stdin is not None
            # The start of the second sentence is what tells that the first one has ended.
            say.stdin.write((first + second[:8]).encode())
            say.stdin.flush()
            while not loud(listener.heard()).any():
                assert say.poll() is None
                listener.wait_for(RATE // 10)
            say.stdin.write(second[8:].encode())
            say.stdin.close()
            assert say.wait(timeout=120) == 0
        listener.wait_for(RATE // 4)
        sound = listener.heard()
    places = np.flatnonzero(loud(sound))
    said = EngineVoice(engine).write_down(sound[max(0, places[0] - RATE // 5) :]).casefold()
    assert all(re.search(rf"\b{word}", said) for word in heard), said


def loud(pcm: Pcm) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.asarray(np.abs(pcm.astype(np.int32)) > AUDIBLE)
