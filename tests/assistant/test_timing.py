"""How long an answer took, on a clock moved by hand."""

from __future__ import annotations

from tests.fakes.hand_clock import HandClock
from wanderlust.assistant.timing import AnswerTiming
from wanderlust.domain.events import Timing


def test_a_spoken_question_is_timed_from_the_end_of_its_speech() -> None:
    clock, timing = HandClock(), AnswerTiming()
    timing.committed(clock.monotonic())
    clock.advance(0.45)
    timing.transcribed(clock.monotonic())
    clock.advance(0.2)
    timing.voice_arrived(clock.monotonic())
    clock.advance(0.5)
    timing.voice_arrived(clock.monotonic())
    clock.advance(1.0)
    assert timing.finished(clock.monotonic()) == Timing(450.0, 650.0, 1500.0)


def test_a_typed_question_has_no_end_of_speech() -> None:
    clock, timing = HandClock(), AnswerTiming()
    timing.committed(None)
    timing.voice_arrived(clock.monotonic())
    clock.advance(2.0)
    assert timing.finished(clock.monotonic()) == Timing(None, None, 2000.0)


def test_an_answer_without_a_voice_has_no_figures_of_it() -> None:
    clock, timing = HandClock(), AnswerTiming()
    timing.committed(clock.monotonic())
    clock.advance(1.0)
    assert timing.finished(clock.monotonic()) == Timing(None, None, None)


def test_the_next_question_starts_anew() -> None:
    clock, timing = HandClock(), AnswerTiming()
    timing.committed(clock.monotonic())
    timing.transcribed(clock.monotonic())
    timing.voice_arrived(clock.monotonic())
    timing.committed(None)
    assert timing.finished(clock.monotonic()) == Timing(None, None, None)
