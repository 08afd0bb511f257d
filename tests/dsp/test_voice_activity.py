"""Voice activity: what is noticed, what is called speech, and when the room's own level is learned."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.audio.room_sounds import hum, music, silence, typing, voices
from wanderlust.domain.voice import VoiceChange
from wanderlust.dsp.likeness import best_lag, likeness
from wanderlust.dsp.voice_activity import STANDARD, NoiseFloor, VoiceActivity, movement
from wanderlust.dsp.voice_features import FRAME, FrameFeatures, VoiceFeatures

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


def spoken(frames: int, *, bright: int, moving: bool = True, silent: int = 0) -> list[FrameFeatures]:
    """Loud voiced frames, the first ``bright`` of every ten of them bright, and then so many silent ones."""
    shapes = [np.zeros(16, np.float32), np.linspace(0, 30, 16, dtype=np.float32)]
    loud = [FrameFeatures(-25, 0.9, -5.0 if n % 10 < bright else -30.0, shapes[n % 2 * moving]) for n in range(frames)]
    return loud + [FrameFeatures(-90, 0.0, 0.0, shapes[0])] * silent


def verdicts(frames: list[FrameFeatures], *, playing: bool = False, echo: bool = False) -> list[VoiceChange]:
    activity = VoiceActivity()
    for _ in range(STANDARD.onset_ms // 10):
        activity.feed(FrameFeatures(-90, 0.0, 0.0, np.zeros(16, np.float32)), playing=playing)
    seen = [activity.feed(frame, playing=playing, is_echo=lambda frames: echo) for frame in frames]
    return [change for change in seen if change is not None]


def test_a_voice_whose_spectrum_moves_is_speech_and_one_that_stands_still_is_not() -> None:
    began, confirmed = VoiceChange.SOUND_BEGAN, VoiceChange.SPEECH_CONFIRMED
    assert verdicts(spoken(40, bright=8)) == [began, confirmed]
    assert verdicts(spoken(40, bright=8, moving=False)) == [began]


def test_a_hum_stands_still_and_a_sentence_moves() -> None:
    features = VoiceFeatures()

    def moved(sound: np.ndarray) -> float:
        frames = [features.feed(sound[at : at + FRAME]) for at in range(0, FRAME * 36, FRAME)]
        return movement([frame for frame in frames if frame.harmonicity > STANDARD.voiced])

    assert max(moved(hum(seed)) for seed in range(2000, 2020)) < STANDARD.moving_db
    slow = [name for name, clip in voices().items() if moved(clip) < STANDARD.moving_db]
    assert len(slow) <= 2, slow


def test_one_frame_has_not_moved() -> None:
    assert movement([FrameFeatures(-20, 0.9, 0.0, np.arange(16, dtype=np.float32))]) == 0.0


def test_over_a_voice_more_of_a_sound_must_be_bright_than_in_silence() -> None:
    frames = spoken(60, bright=3)
    assert VoiceChange.SPEECH_CONFIRMED in verdicts(frames)
    assert VoiceChange.SPEECH_CONFIRMED not in verdicts(frames, playing=True)
    assert VoiceChange.SPEECH_CONFIRMED in verdicts(spoken(60, bright=8), playing=True)


@pytest.mark.parametrize(
    ("frames", "bright", "echo", "end"),
    [
        (12, 10, False, VoiceChange.MAYBE_A_WORD),
        (12, 3, False, VoiceChange.FALSE_ALARM),
        (6, 10, False, VoiceChange.FALSE_ALARM),
        (12, 10, True, VoiceChange.FALSE_ALARM),
    ],
    ids=["a short word", "a hum", "too short", "an echo"],
)
def test_a_short_sound_may_have_been_a_word_when_it_was_voiced_and_bright(
    frames: int, bright: int, echo: bool, end: VoiceChange
) -> None:
    assert verdicts(spoken(frames, bright=bright, silent=30), echo=echo) == [VoiceChange.SOUND_BEGAN, end]


def test_what_is_fainter_than_the_echo_was_on_average_moves_nothing() -> None:
    shapes = [np.zeros(16, np.float32), np.array([10, -10] * 8, np.float32)]
    frames = [FrameFeatures(-20, 0.9, 0.0, shapes[n % 2]) for n in range(10)]
    echoes = [replace(frame, echo=np.full(16, 20, np.float32)) for frame in frames]
    assert movement(frames) == 5.0
    assert movement(echoes) == 0.0


def test_over_a_voice_a_dull_voice_that_moves_much_is_speech() -> None:
    moving, still = [np.zeros(16, np.float32), np.linspace(0, 40, 16, dtype=np.float32)], np.zeros(16, np.float32)
    dull = [FrameFeatures(-25, 0.9, -30.0, moving[n % 2]) for n in range(40)]
    assert VoiceChange.SPEECH_CONFIRMED in verdicts(dull, playing=True)
    assert VoiceChange.SPEECH_CONFIRMED not in verdicts(dull)
    assert VoiceChange.SPEECH_CONFIRMED not in verdicts([replace(f, bands=still) for f in dull], playing=True)
