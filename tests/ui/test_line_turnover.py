"""The line changes its colour from the interchange down, and at once where nothing may move."""

from __future__ import annotations

from PySide6.QtGui import QColor

from tests.ui.test_failover_card import cut
from wanderlust.domain.events import BackendChanged
from wanderlust.ui.line_turnover import DURATION_MS, LineTurnover
from wanderlust.ui.main_window import MainWindow
from wanderlust.ui.theme import LINE_X


def turnover_of(window: MainWindow) -> LineTurnover:
    found = window.panel.findChild(LineTurnover)
    assert found is not None
    return found


def line_colours(window: MainWindow) -> tuple[str, str]:
    """Of the line a little above the end of the transcript, and in the talk bar."""
    view, bar = window.panel.transcript, window.panel.talk_bar
    page, below = view.viewport().grab().toImage(), bar.grab().toImage()
    return (
        QColor(page.pixel(LINE_X, view.viewport().height() - 2)).name(),
        QColor(below.pixel(LINE_X, 4)).name(),
    )


def colours(window: MainWindow) -> tuple[str, str]:
    look = window._look
    return look.color("indigo").name(), look.color("pine").name()


def test_the_new_colour_runs_down_and_then_stays(window: MainWindow) -> None:
    indigo, pine = colours(window)
    cut(window)
    turnover = turnover_of(window)
    turnover._run.pause()
    turnover._run.setCurrentTime(DURATION_MS // 2)
    turnover._run.resume()
    assert turnover.running
    assert 100 < turnover.reached(100, 300) < 300
    assert line_colours(window) == (indigo, indigo)
    turnover._run.setCurrentTime(DURATION_MS)
    assert line_colours(window) == (pine, pine)


def test_reduced_motion_recolours_it_at_once(window: MainWindow) -> None:
    window._look.set_reduced_motion(True)
    cut(window)
    assert not turnover_of(window).running
    assert line_colours(window) == (colours(window)[1],) * 2


def test_an_empty_talk_has_no_line_to_run_along(window: MainWindow) -> None:
    window.apply([BackendChanged("openai")])
    assert not turnover_of(window).running
