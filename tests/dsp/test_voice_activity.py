"""Voice activity: what is noticed, what is called speech, and when the room's own level is learned."""

from __future__ import annotations

import numpy as np

from tests.audio.room_sounds import music, silence, typing, voices
from wanderlust.domain.voice import VoiceChange
from wanderlust.dsp.likeness import best_lag, likeness
from wanderlust.dsp.voice_activity import NoiseFloor, VoiceActivity
from wanderlust.dsp.voice_features import FRAME, VoiceFeatures

RATE = 24_000


def noise(seconds: float, dbfs: float, seed: int = 1) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    rng = np.random.default_rng(seed)
    return (rng.standard_normal(round(seconds * RATE)) * 10 ** (dbfs / 20)).astype(np.float32)


def changes(sound: np.ndarray, activity: VoiceActivity | None = None, playing: bool = False) -> list[VoiceChange]:
    features, activity = VoiceFeatures(), activity or VoiceActivity()
    seen = [
        activity.feed(features.feed(sound[at : at + FRAME]), playing=playing)
        for at in range(0, len(sound) - FRAME + 1, FRAME)
    ]
    return [change for change in seen if change is not None]


def test_every_recorded_sentence_is_confirmed_within_half_a_second_of_its_first_sound() -> None:
    late = []
    for name, clip in voices().items():
        room = noise(1, -65) + np.float32(0)
        sound = np.concatenate((room, clip[: RATE // 2] + noise(len(clip[: RATE // 2]) / RATE, -65)[: RATE // 2]))
        if VoiceChange.SPEECH_CONFIRMED not in changes(sound):
            late.append(name)
    assert len(late) <= 2, late


def test_a_steady_noise_is_noticed_at_most_once_and_never_called_speech() -> None:
    assert VoiceChange.SPEECH_CONFIRMED not in changes(np.concatenate((noise(2, -70), noise(20, -40))))


def test_typing_and_music_are_not_called_speech() -> None:
    for sound in (typing(1, 10), music(1, 10)):
        assert VoiceChange.SPEECH_CONFIRMED not in changes(np.concatenate((silence(1), sound)) + noise(11, -70))


def test_every_sound_is_decided() -> None:
    sound = np.concatenate([part for clip in voices("fr").values() for part in (clip, noise(1, -70))])
    seen = changes(np.concatenate((noise(1, -70), sound)))
    began = seen.count(VoiceChange.SOUND_BEGAN)
    assert began == seen.count(VoiceChange.FALSE_ALARM) + seen.count(VoiceChange.SPEECH_CONFIRMED)
    assert seen.count(VoiceChange.SPEECH_CONFIRMED) == seen.count(VoiceChange.SPEECH_ENDED) > 0


def test_the_floor_is_not_learned_while_the_assistant_speaks() -> None:
    activity = VoiceActivity()
    changes(noise(2, -68), activity)
    learned = activity.floor.dbfs
    changes(noise(5, -55), activity, playing=True)
    assert activity.floor.dbfs == learned
    changes(noise(2, -62), activity)
    assert activity.floor.dbfs > learned + 2


def test_the_floor_falls_at_once_and_rises_slowly() -> None:
    floor = NoiseFloor()
    for _ in range(30):
        floor.feed(-80.0)
    fallen = floor.dbfs
    for _ in range(100):
        floor.feed(-40.0)
    assert fallen < -79
    assert abs(floor.dbfs - fallen - 3.0) < 0.01


def test_an_echo_is_found_at_its_lag_and_a_stranger_nowhere() -> None:
    features = VoiceFeatures()
    clips = voices("en")
    first, second = clips["en-vm-opts"][: 3 * RATE], clips["en-auth-incorrect"][: 3 * RATE]
    played = np.array([features.feed(first[at : at + FRAME]).bands for at in range(0, len(first) - FRAME, FRAME)])
    stranger = np.array([features.feed(second[at : at + FRAME]).bands for at in range(0, len(second) - FRAME, FRAME)])
    echo = played[100:250] - 12
    late = played[:290]
    assert best_lag(echo, late, range(80))[0] == 40
    assert likeness(echo, late, 40) > 0.9
    assert best_lag(stranger[100:250], late, range(80))[1] < 0.6
