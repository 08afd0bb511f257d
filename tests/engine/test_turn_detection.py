"""Turns found in probabilities of speech; time is counted in samples, so no test waits."""

from __future__ import annotations

from wanderlust.engine.turn_detection import (
    SilenceReached,
    SpeechResumed,
    SpeechStarted,
    SpeechStopped,
    TurnDetectionSettings,
    TurnDetector,
    TurnEvent,
)

CHUNK = 512
MS = 16


def run(detector: TurnDetector, *stretches: tuple[float, int]) -> list[TurnEvent]:
    """Feed stretches of (probability, milliseconds), rounded up to whole chunks of 32 ms."""
    events: list[TurnEvent] = []
    for probability, milliseconds in stretches:
        for _ in range(-(-milliseconds * MS // CHUNK)):
            events += detector.feed(probability)
    return events


def kinds(events: list[TurnEvent]) -> list[str]:
    return [type(event).__name__ for event in events]


def test_a_sentence_is_one_turn_with_its_padding_and_a_mark_on_the_way() -> None:
    detector = TurnDetector(TurnDetectionSettings())
    events = run(detector, (0.0, 960), (0.9, 1600), (0.0, 640))
    speech, end = 960 * MS, (960 + 1600) * MS
    assert events == [
        SpeechStarted(speech - 300 * MS),
        SilenceReached(120, end),
        SpeechStopped(end + 512 * MS, end),
    ]


def test_a_click_is_no_turn() -> None:
    detector = TurnDetector(TurnDetectionSettings())
    assert run(detector, (0.0, 320), (0.95, 96), (0.0, 2000)) == []


def test_clicks_far_apart_do_not_add_up_to_a_turn() -> None:
    detector = TurnDetector(TurnDetectionSettings())
    assert run(detector, *[(0.95, 96), (0.0, 640)] * 10) == []


def test_two_short_words_with_a_breath_between_are_a_turn() -> None:
    detector = TurnDetector(TurnDetectionSettings())
    assert kinds(run(detector, (0.9, 160), (0.1, 192), (0.9, 160))) == ["SpeechStarted"]


def test_a_soft_syllable_does_not_end_speech() -> None:
    """0.4 is under the threshold but within its hysteresis."""
    detector = TurnDetector(TurnDetectionSettings())
    events = run(detector, (0.9, 480), (0.4, 960), (0.9, 320))
    assert kinds(events) == ["SpeechStarted"]


def test_speech_does_not_begin_inside_the_hysteresis() -> None:
    detector = TurnDetector(TurnDetectionSettings())
    assert run(detector, (0.4, 3200)) == []


def test_a_pause_shorter_than_the_limit_resumes_the_same_turn() -> None:
    detector = TurnDetector(TurnDetectionSettings())
    events = run(detector, (0.9, 640), (0.0, 320), (0.9, 640), (0.0, 640))
    assert kinds(events) == [
        "SpeechStarted",
        "SilenceReached",
        "SpeechResumed",
        "SilenceReached",
        "SpeechStopped",
    ]
    assert events[2] == SpeechResumed((640 + 320) * MS)


def test_silence_duration_is_the_callers_choice() -> None:
    for milliseconds in (200, 500, 1200):
        detector = TurnDetector(TurnDetectionSettings(silence_duration_ms=milliseconds))
        stopped = run(detector, (0.9, 640), (0.0, 2000))[-1]
        assert isinstance(stopped, SpeechStopped)
        waited = (stopped.at_sample - stopped.speech_end_sample) / MS
        assert milliseconds <= waited < milliseconds + 32


def test_a_mark_beyond_the_silence_that_ends_the_turn_is_not_given() -> None:
    detector = TurnDetector(TurnDetectionSettings(silence_duration_ms=100))
    assert kinds(run(detector, (0.9, 640), (0.0, 640))) == ["SpeechStarted", "SpeechStopped"]


def test_padding_does_not_reach_before_the_stream_or_into_the_turn_before() -> None:
    detector = TurnDetector(TurnDetectionSettings(prefix_padding_ms=5000), at_sample=1000)
    first = run(detector, (0.9, 640), (0.0, 640))
    second = run(detector, (0.9, 640))
    assert first[0] == SpeechStarted(1000)
    stopped = first[-1]
    assert isinstance(stopped, SpeechStopped)
    assert second == [SpeechStarted(stopped.at_sample)]


def test_a_higher_threshold_ignores_doubtful_speech() -> None:
    strict = TurnDetector(TurnDetectionSettings(threshold=0.8))
    assert run(strict, (0.7, 1600)) == []


def test_cancelling_forgets_the_turn_and_the_sound_before_it() -> None:
    detector = TurnDetector(TurnDetectionSettings())
    run(detector, (0.9, 640))
    before = detector.in_turn
    detector.cancel()
    at = detector.position
    assert (before, detector.in_turn) == (True, False)
    assert run(detector, (0.0, 960), (0.0, 960)) == []
    assert run(detector, (0.9, 640)) == [SpeechStarted(at + (1920 - 300) * MS)]


def test_the_wait_can_be_changed_while_the_speaker_pauses() -> None:
    detector = TurnDetector(TurnDetectionSettings(silence_duration_ms=1000))
    run(detector, (0.9, 640), (0.0, 160))
    detector.wait_for(300)
    stopped = run(detector, (0.0, 640))[-1]
    assert isinstance(stopped, SpeechStopped)
    assert 300 <= (stopped.at_sample - stopped.speech_end_sample) / MS < 332


def test_a_verdict_that_comes_late_ends_the_turn_with_the_next_chunk() -> None:
    detector = TurnDetector(TurnDetectionSettings(silence_duration_ms=1000))
    run(detector, (0.9, 640), (0.0, 480))
    detector.wait_for(300)
    assert kinds(detector.feed(0.0)) == ["SpeechStopped"]


def test_a_changed_wait_is_forgotten_when_the_speaker_goes_on() -> None:
    detector = TurnDetector(TurnDetectionSettings(silence_duration_ms=1000))
    run(detector, (0.9, 640), (0.0, 160))
    detector.wait_for(300)
    assert kinds(run(detector, (0.9, 320), (0.0, 640))) == ["SpeechResumed", "SilenceReached"]


def test_a_verdict_about_a_pause_that_is_over_changes_nothing() -> None:
    detector = TurnDetector(TurnDetectionSettings(silence_duration_ms=1000))
    run(detector, (0.9, 640), (0.0, 160), (0.9, 320))
    detector.wait_for(300)
    assert kinds(run(detector, (0.0, 640))) == ["SilenceReached"]
