"""Progress on a terminal is one line; in a log it is a line now and then."""

from __future__ import annotations

import io

from wanderlust.application.progress_line import ProgressLine


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class SteppedTime:
    """Seconds that a test moves."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_a_terminal_line_is_rewritten_and_shorter_words_leave_no_rest() -> None:
    terminal, seconds = Terminal(), SteppedTime()
    line = ProgressLine(terminal, seconds)
    line.tell("a", "Speech recognition")
    seconds.seconds = 1
    line.tell("a", "Short")
    assert terminal.getvalue() == "\rSpeech recognition\rShort             "


def test_parts_that_go_on_at_once_stand_side_by_side() -> None:
    terminal, seconds = Terminal(), SteppedTime()
    line = ProgressLine(terminal, seconds)
    line.tell("a", "Weights 3 MB")
    seconds.seconds = 1
    line.tell("b", "Places 40%")
    assert terminal.getvalue().endswith("\rWeights 3 MB · Places 40%")


def test_a_line_never_wraps() -> None:
    terminal = Terminal()
    ProgressLine(terminal, SteppedTime(), columns=20).tell("a", "x" * 50)
    assert terminal.getvalue() == "\r" + "x" * 19


def test_a_finished_part_leaves_its_sentence_above_the_others() -> None:
    terminal, seconds = Terminal(), SteppedTime()
    line = ProgressLine(terminal, seconds)
    line.tell("a", "Weights")
    seconds.seconds = 1
    line.tell("b", "Places")
    line.finish("a", "Weights are ready.")
    assert terminal.getvalue().endswith("\r                \rWeights are ready.\n\rPlaces")


def test_a_log_gets_a_line_every_few_seconds() -> None:
    log, seconds = io.StringIO(), SteppedTime()
    line = ProgressLine(log, seconds)
    for second in range(11):
        seconds.seconds = second
        line.tell("a", f"Weights {second} MB")
    line.finish("a", "Weights are ready.")
    line.close()
    assert log.getvalue() == "Weights 0 MB\nWeights 5 MB\nWeights 10 MB\nWeights are ready.\n"
