"""The cost beside the badge: there when it costs something, and only then."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from wanderlust.domain.cost.caps import Caps, Spending, Totals
from wanderlust.domain.events import BackendChanged, SpendingChanged
from wanderlust.ui.main_window import MainWindow

# The display of the tests has no grabs; a popup asks for one and says so.
without_grabs = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def spent(window: MainWindow, nanodollars: int, backend: Literal["engine", "openai"] = "openai") -> None:
    totals = Totals(nanodollars)
    spending = Spending(totals, totals, totals, Caps(1, 3), date(2026, 11, 22))
    window.apply([BackendChanged(backend), SpendingChanged(spending)])


def test_nothing_is_shown_while_it_costs_nothing(window: MainWindow) -> None:
    badge = window.panel.head.cost
    assert not badge.isVisible()
    spent(window, 0)
    assert not badge.isVisible()
    spent(window, 380_000_000)
    assert badge.isVisible() and badge.text() == "$0.38"
    assert badge.accessibleName() == "Cost of this talk: $0.38"


def test_on_the_engine_there_is_no_meter(window: MainWindow) -> None:
    spent(window, 380_000_000)
    window.apply([BackendChanged("engine")])
    assert not window.panel.head.cost.isVisible()


def test_less_than_a_cent_is_not_rounded_to_nothing(window: MainWindow) -> None:
    spent(window, 2_000_000)
    assert window.panel.head.cost.text() == "< $0.01"


@without_grabs
def test_the_meter_opens_and_leads_to_limits_and_records(qtbot: QtBot, window: MainWindow) -> None:
    spent(window, 380_000_000)
    badge = window.panel.head.cost
    for button, page in (("left", "sent"), ("limits", "cloud")):
        QTest.mouseClick(badge, Qt.MouseButton.LeftButton)
        meter = badge.meter
        assert meter is not None and meter.isVisible()
        assert meter.view.talk.accessibleName() == "This talk: $0.38 of $1.00"
        with qtbot.waitSignal(window.intents.settings) as opened:
            getattr(meter, button).click()
        assert opened.args == [page] and not meter.isVisible()


@without_grabs
def test_an_open_meter_goes_on_counting(window: MainWindow) -> None:
    spent(window, 380_000_000)
    badge = window.panel.head.cost
    badge.open_meter()
    spent(window, 400_000_000)
    assert badge.meter is not None
    assert badge.meter.view.talk.accessibleName() == "This talk: $0.40 of $1.00"
    badge.meter.hide()
