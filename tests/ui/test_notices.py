"""Notices on the map: news leaves by itself, errors stay, and both can be closed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from wanderlust.domain.events import BackendChanged, CloudChanged, Notice, NoticeCleared
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import Button, IconButton
from wanderlust.ui.main_window import MainWindow
from wanderlust.ui.notices import KEEP_AREA, STAY, NoticeCard

NEWS = Notice("info", "Saved.", "It is on disk.", "disk")
ERROR = Notice("error", "The disk is full.", "This talk stays in memory.", "disk", "ENOSPC")


def test_news_leaves_after_its_time(qtbot: QtBot, appearance: Appearance, window: MainWindow) -> None:
    card = NoticeCard(appearance, NEWS, window.stage, shown_ms=1)
    with qtbot.waitSignal(card.closed):
        card.show()


def test_news_stays_while_the_pointer_is_on_it(appearance: Appearance, window: MainWindow) -> None:
    card = NoticeCard(appearance, NEWS, window.stage)
    assert card.counting()
    here = QPointF(5, 5)
    card.enterEvent(QEnterEvent(here, here, here))
    assert not card.counting()
    card.leaveEvent(QEvent(QEvent.Type.Leave))
    assert card.counting()


def test_news_stays_while_its_button_has_the_focus(appearance: Appearance, window: MainWindow) -> None:
    card = NoticeCard(appearance, NEWS, window.stage)
    card.show()
    close = card.findChild(IconButton)
    assert close is not None
    close.setFocus()
    assert not card.counting()
    close.clearFocus()
    assert card.counting()


def test_an_error_stays_and_can_be_mended_or_closed(qtbot: QtBot, window: MainWindow) -> None:
    window.apply([ERROR])
    (card,) = window.stage.notices.cards
    assert not card.counting()
    assert card.toolTip() == "ENOSPC"
    fix, close = card.findChild(Button), card.findChild(IconButton)
    assert fix is not None and close is not None
    with qtbot.waitSignal(window.intents.fix) as asked:
        QTest.mouseClick(fix, Qt.MouseButton.LeftButton)
    assert asked.args == ["disk"]
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert window.stage.notices.cards == []


def test_a_notice_that_is_over_leaves(window: MainWindow) -> None:
    window.apply([ERROR])
    window.apply([NoticeCleared("disk")])
    assert window.stage.notices.cards == []


@pytest.mark.parametrize("size", [(1000, 650), (1280, 800), (1920, 1080)])
def test_notices_cover_neither_each_other_nor_the_search_field(window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    window.apply([ERROR, Notice("warning", "The network is gone.", "I carry on here.", "network")])
    boxes = [c.surface().translated(QPointF(c.pos())) for c in window.stage.notices.cards]
    search = window.stage.search
    boxes.append(search.surface().translated(QPointF(search.pos())))
    for i, a in enumerate(boxes):
        assert not any(a.intersects(b) for b in boxes[i + 1 :])
        assert window.stage.rect().contains(a.toRect())


LOST = CloudChanged("lost", "The network is gone.", "I carry on here.", "no answer to pings", "no_network")
BACK = CloudChanged("back", "OpenAI is there again.", "Everything you said goes with you.")


def test_a_lost_cloud_is_said_once_stays_and_can_be_tried_again(qtbot: QtBot, window: MainWindow) -> None:
    window.apply([BackendChanged("engine"), LOST, LOST])
    (card,) = window.stage.notices.cards
    button = card.findChild(Button)
    assert button is not None and button.text() == "Try again" and not card.counting()
    assert card.accessibleName() == "The network is gone. I carry on here."
    with qtbot.waitSignal(window.intents.fix) as asked:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == ["cloud_lost"]


def test_the_way_back_is_offered_with_two_answers(qtbot: QtBot, window: MainWindow) -> None:
    window.apply([BackendChanged("engine"), LOST, BACK])
    (card,) = window.stage.notices.cards
    go, stay = card.findChild(Button), card.findChild(IconButton)
    assert go is not None and go.text() == "Go back"
    assert stay is not None and stay.accessibleName() == "Stay here"
    with qtbot.waitSignal(window.intents.fix) as asked:
        QTest.mouseClick(go, Qt.MouseButton.LeftButton)
    assert asked.args == ["cloud_back"]
    with qtbot.waitSignal(window.intents.fix) as asked:
        QTest.mouseClick(stay, Qt.MouseButton.LeftButton)
    assert asked.args == [STAY] and window.stage.notices.cards == []


def test_a_cloud_that_holds_the_talk_leaves_no_notice(window: MainWindow) -> None:
    window.apply([LOST])
    window.apply([CloudChanged("held"), BackendChanged("openai")])
    assert window.stage.notices.cards == []


def test_an_area_is_kept_only_after_its_button(qtbot: QtBot, window: MainWindow) -> None:
    window.apply([Notice("info", "Keep the streets of this area?", "At most 2 MB.", KEEP_AREA)])
    (card,) = window.stage.notices.cards
    assert not card.counting()
    button = card.findChild(Button)
    assert button is not None and button.text() == "Keep it"
    with qtbot.waitSignal(window.intents.fix) as wanted:
        button.click()
    assert wanted.args == [KEEP_AREA]
