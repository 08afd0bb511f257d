"""The page of OpenAI: a key goes in and never shows, models that end are said, costs and records are told."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.clerk_orders import ClerkOrders
from tests.fakes.settings_rows import row_of
from wanderlust.domain.cloud_account import AccountState
from wanderlust.domain.cloud_settings import ServerModel
from wanderlust.domain.cost.caps import Caps, Spending, Totals
from wanderlust.domain.cost.ledger import SentRecord
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.preferences.cloud_desk import CloudDesk
from wanderlust.ui.preferences.cloud_key import CloudKey
from wanderlust.ui.preferences.cloud_page import Account, CloudPage
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.model_choice import ModelChoice
from wanderlust.ui.preferences.sent_page import SentList, SentPage
from wanderlust.ui.preferences.text_entry import TextEntry
from wanderlust.ui.preferences.window import PreferencesWindow

TODAY = date(2026, 11, 22)
KEY = "sk-canary-4f9c2a7e81b64d0395aa"
HOST = "api.openai.com"


@pytest.fixture
def clerk() -> ClerkOrders:
    return ClerkOrders()


@pytest.fixture
def desk(qapp: object, clerk: ClerkOrders) -> CloudDesk:
    desk = CloudDesk()
    desk.clerk = clerk
    return desk


@pytest.fixture
def cloud_window(qtbot: QtBot, appearance: Appearance, model: PreferencesModel, desk: CloudDesk) -> PreferencesWindow:
    """The two pages of the cloud, on screen; costs are saved as costs.csv."""

    def ask(_over: QWidget) -> str:
        return "costs.csv"

    pages = (CloudPage(desk, model, lambda: TODAY, ask_path=ask), SentPage(desk))
    window = PreferencesWindow(appearance, model, pages)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


def tell(qtbot: QtBot, desk: CloudDesk, state: AccountState) -> None:
    with qtbot.waitSignal(desk.account_changed):
        desk.post(state)


def key_of(window: PreferencesWindow) -> CloudKey:
    control = row_of(window, "Key").control
    assert isinstance(control, CloudKey)
    return control


def offered(control: ModelChoice) -> list[str]:
    return [control.box.itemData(index) for index in range(control.box.count())]


def test_a_pasted_key_is_hidden_handed_on_and_gone_from_the_field(
    cloud_window: PreferencesWindow, clerk: ClerkOrders
) -> None:
    control = key_of(cloud_window)
    assert control.entry.field.echoMode() is QLineEdit.EchoMode.Password
    control.entry.field.setText(KEY)
    QTest.keyClick(control.entry.field, Qt.Key.Key_Return)
    assert clerk.given[-1] == ("paste", KEY, HOST)
    assert control.entry.field.text() == "" and not control.entry.field.isUndoAvailable()
    QTest.mouseClick(control.use, Qt.MouseButton.LeftButton)
    assert clerk.given[-1] == ("paste", KEY, HOST)  # an empty field asks for nothing


def test_a_key_that_works_says_where_it_is_and_can_be_forgotten(
    qtbot: QtBot, cloud_window: PreferencesWindow, desk: CloudDesk, clerk: ClerkOrders
) -> None:
    control = key_of(cloud_window)
    tell(qtbot, desk, AccountState(HOST, kept_in="keyring", hint="····95aa", accepted=True))
    assert control.status.text() == "api.openai.com takes it. Key ····95aa, in your keyring."
    assert not control.in_file.isVisible()
    QTest.mouseClick(control.forget, Qt.MouseButton.LeftButton)
    assert clerk.given[-1] == ("forget", HOST)


def test_one_from_the_environment_cannot_be_forgotten_here(
    qtbot: QtBot, cloud_window: PreferencesWindow, desk: CloudDesk
) -> None:
    tell(qtbot, desk, AccountState(HOST, kept_in="environment", hint="····95aa"))
    assert key_of(cloud_window).test.isVisible() and not key_of(cloud_window).forget.isVisible()


def test_without_a_keyring_both_ways_on_are_offered(
    qtbot: QtBot, cloud_window: PreferencesWindow, desk: CloudDesk, clerk: ClerkOrders
) -> None:
    control = key_of(cloud_window)
    state = AccountState(HOST, kept_in="memory", sentence="No keyring runs.", trouble=True, file_offered=True)
    tell(qtbot, desk, state)
    assert control.status.text() == "No keyring runs." and control.in_file.isVisible() and control.for_now.isVisible()
    QTest.mouseClick(control.in_file, Qt.MouseButton.LeftButton)
    assert clerk.given[-1] == ("keep_in_file",)


def test_a_refused_key_is_said_with_what_to_do(qtbot: QtBot, cloud_window: PreferencesWindow, desk: CloudDesk) -> None:
    refused, remedy = "OpenAI refused this key.", "Check the key."
    tell(qtbot, desk, AccountState(HOST, accepted=False, sentence=refused, remedy=remedy, trouble=True))
    control = key_of(cloud_window)
    assert (control.status.text(), control.remedy.text()) == (refused, remedy)


def test_while_the_server_is_asked_nothing_is_asked_twice(
    qtbot: QtBot, cloud_window: PreferencesWindow, desk: CloudDesk
) -> None:
    tell(qtbot, desk, AccountState(HOST, busy=True))
    assert not key_of(cloud_window).use.isEnabled()


def test_the_servers_own_models_are_offered_and_one_that_ends_is_said(
    qtbot: QtBot, cloud_window: PreferencesWindow, desk: CloudDesk, model: PreferencesModel
) -> None:
    control = row_of(cloud_window, "Model").control
    assert isinstance(control, ModelChoice)
    assert [control.box.itemData(i) for i in range(control.box.count())] == [
        "gpt-realtime-2.1",
        "gpt-realtime-2.1-mini",
    ]
    listed = (ServerModel("gpt-realtime-2.1"), ServerModel("gpt-realtime", date(2027, 1, 20)), ServerModel("gpt-5"))
    tell(qtbot, desk, AccountState(HOST, kept_in="keyring", models=listed))
    assert offered(control) == ["gpt-realtime-2.1", "gpt-realtime"]
    assert not control.ends.isVisible()
    control.box.setCurrentIndex(1)
    control.box.activated.emit(1)
    assert model.preferences.cloud_model == "gpt-realtime"
    assert control.ends.text().startswith("gpt-realtime ends in 59 days, on 20 January 2027.")
    model.set("cloud_model", "gone")
    assert control.ends.text() == "api.openai.com does not list gone."


def test_an_address_in_the_clear_is_refused_and_another_server_has_another_key(
    cloud_window: PreferencesWindow, model: PreferencesModel, clerk: ClerkOrders
) -> None:
    control = row_of(cloud_window, "Address").control
    assert isinstance(control, TextEntry)
    control.entry.field.setText("http://gate.example/v1")
    QTest.keyClick(control.entry.field, Qt.Key.Key_Return)
    assert "not encrypted" in control.complaint.text() and model.is_usual("cloud_address")
    control.entry.field.setText("https://gate.example/v1")
    QTest.keyClick(control.entry.field, Qt.Key.Key_Return)
    assert model.preferences.cloud_settings.host == "gate.example" and clerk.given[-1] == ("look", "gate.example")


def test_costs_are_shown_against_their_limits_and_saved(
    qtbot: QtBot, cloud_window: PreferencesWindow, desk: CloudDesk, clerk: ClerkOrders
) -> None:
    account = row_of(cloud_window, "What it cost").control
    assert isinstance(account, Account)
    assert not account.view.talk.isVisible()
    month = Totals(7_000_000_000, 100, 900, 12_400, True)
    with qtbot.waitSignal(desk.spending_changed):
        desk.post(Spending(Totals(850_000_000), Totals(1_200_000_000), month, Caps(1, 3), TODAY))
    assert account.view.talk.accessibleName() == "This talk: $0.85 of $1.00"
    assert account.view.month.accessibleName() == "This month: about $7.00"
    words = account.view.behind.text()
    assert "22 November 2026" in words and "90 %" in words and "12 s of voice" in words
    QTest.mouseClick(account.save, Qt.MouseButton.LeftButton)
    assert clerk.given[-1] == ("export", "costs.csv")
    with qtbot.waitSignal(desk.exported):
        desk.post("3 lines are in costs.csv.")
    assert account.said.text() == "3 lines are in costs.csv."


def test_what_left_this_computer_is_told_connection_by_connection(
    qtbot: QtBot, cloud_window: PreferencesWindow, desk: CloudDesk, clerk: ClerkOrders
) -> None:
    cloud_window.show_page("sent")
    assert clerk.given[-1] == ("list_sent",)
    control = row_of(cloud_window, "Connections").control
    assert isinstance(control, SentList)
    at = datetime(2026, 11, 22, 18, 2, tzinfo=UTC)
    long = SentRecord("a", HOST, "conversation", at, at, 192_000, 12_400, 1)
    with qtbot.waitSignal(desk.sent_changed):
        desk.post((long, SentRecord("b", "gate.example", "conversation", at, at, 14_000)))
    (head, what), (_, short) = control.lines
    assert HOST in head and "18:02" in head
    assert what == "3.2 min of sound from your microphone, 12,400 letters of text, 1 picture"
    assert short == "14 s of sound from your microphone"
    pieces = tuple(SentRecord(f"web-{n}", "tiles.example", "map", at, at, 0, 40) for n in range(30))
    with qtbot.waitSignal(desk.sent_changed):
        desk.post((*pieces, long, pieces[0]))
    (_, many), _, (_, one) = control.lines
    assert many.startswith("30 pieces of the street map since ") and many.endswith("1,200 letters in all")
    assert one == "a piece of the street map, by its place: 40 letters in all"
    with qtbot.waitSignal(desk.sent_changed):
        desk.post(())
    assert control.lines == []
