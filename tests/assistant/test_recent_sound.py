"""The traveller's last words are kept until some server has written them down, and no longer."""

from __future__ import annotations

from wanderlust.assistant.recent_sound import RecentSound

LOUD = (8000).to_bytes(2, "little", signed=True) * 480  # 20 ms
QUIET = b"\0\0" * 480


def hear(recent: RecentSound, chunk: bytes, seconds: float) -> None:
    for _ in range(round(seconds * 50)):
        recent.hear(chunk)


def seconds_of(recent: RecentSound) -> float:
    utterance = recent.utterance()
    return len(utterance.pcm) / 48_000 if utterance is not None else 0.0


def test_silence_is_nothing_to_say_again() -> None:
    recent = RecentSound()
    hear(recent, QUIET, 5)
    assert recent.utterance() is None


def test_an_utterance_begins_half_a_second_before_its_first_sound() -> None:
    recent = RecentSound()
    hear(recent, QUIET, 3)
    hear(recent, LOUD, 1)
    assert seconds_of(recent) == 1.5
    utterance = recent.utterance()
    assert utterance is not None and not utterance.ended and not utterance.claimed


def test_a_turn_that_is_over_but_not_written_is_said_again_whole() -> None:
    recent = RecentSound()
    hear(recent, LOUD, 1)
    recent.began("i1")
    recent.ended("i1")
    hear(recent, QUIET, 1)
    recent.server_gone()
    utterance = recent.utterance()
    assert utterance is not None and utterance.ended and utterance.claimed
    hear(recent, LOUD, 0.1)
    later = recent.utterance()
    assert later is not None and not later.ended, "the traveller went on"


def test_what_is_written_down_is_forgotten() -> None:
    recent = RecentSound()
    hear(recent, LOUD, 1)
    recent.ended("i1")
    hear(recent, LOUD, 0.2)
    recent.written("i1")
    assert seconds_of(recent) == 0.2
    recent.ended("i2")
    recent.answered()
    assert recent.utterance() is None


def test_noise_in_which_a_server_found_no_speech_is_kept_for_six_seconds() -> None:
    recent = RecentSound()
    hear(recent, LOUD, 0.1)
    hear(recent, QUIET, 6)
    assert recent.utterance() is None


def test_speech_is_kept_for_half_a_minute_and_no_longer() -> None:
    recent = RecentSound()
    recent.began("i1")
    hear(recent, LOUD, 40)
    assert seconds_of(recent) == 30.0


def test_a_microphone_that_closes_takes_its_sound_with_it() -> None:
    recent = RecentSound()
    hear(recent, LOUD, 1)
    recent.forget()
    assert recent.utterance() is None
