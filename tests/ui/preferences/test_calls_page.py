"""The page of calls: each setting is kept, wrong ones are not, secrets and the list of never called numbers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from wanderlust.domain.calls.events import CallAccountsShown
from wanderlust.domain.calls.logged_call import NeverCalled
from wanderlust.settings.preferences import Preferences
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.preferences.call_accounts import CallAccounts, CallSecret, NeverCalledList
from wanderlust.ui.preferences.calls_page import CallsPage
from wanderlust.ui.preferences.country_entry import CountryEntry
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.step_slider import StepSlider
from wanderlust.ui.preferences.text_entry import TextEntry

NEVER = NeverCalled("+390669823456", datetime(2026, 11, 22, tzinfo=UTC), "They do not want calls from an assistant.")
# Qt's offscreen platform has no window manager to give a size to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Control = TypeVar("Control", bound=QWidget)


class Shown:
    """The page with a model of its own."""

    def __init__(self, qtbot: QtBot, appearance: Appearance) -> None:
        self._qtbot, self._look = qtbot, appearance
        self.accounts = CallAccounts()
        self.model = PreferencesModel(Preferences(), self.accounts)
        self.page = CallsPage(self.accounts, self.accounts)

    def control(self, label: str, kind: type[Control]) -> Control:
        setting = next(setting for setting in self.page.settings() if setting.label == label)
        control = setting.control(self._look, self.model)
        self._qtbot.addWidget(control)
        control.show()
        assert isinstance(control, kind)
        return control


@pytest.fixture
def shown(qtbot: QtBot, appearance: Appearance) -> Shown:
    return Shown(qtbot, appearance)


def test_every_field_it_names_is_a_preference(shown: Shown) -> None:
    for setting in shown.page.settings():
        assert not setting.name or hasattr(Preferences(), setting.name), setting.label


def typed(field: QLineEdit, text: str) -> None:
    field.setText(text)
    QTest.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("label", "name", "right", "wrong"),
    [
        ("Name to call for", "calls_name", "Maya", "4 people"),
        ("Provider", "sip_domain", "sip.example.com", "not a host"),
        ("Account", "twilio_sid", "AC" + "0" * 32, "AC12"),
        ("Your number", "twilio_number", "+14155550134", "555"),
        ("Public address", "twilio_public", "https://me.example.com", "http://me"),
    ],
)
def test_what_cannot_be_right_is_not_kept(shown: Shown, label: str, name: str, right: str, wrong: str) -> None:
    entry = shown.control(label, TextEntry)
    typed(entry.entry.field, right)
    assert getattr(shown.model.preferences, name) == right
    typed(entry.entry.field, wrong)
    assert getattr(shown.model.preferences, name) == right and entry.complaint.isVisible()


def test_countries_are_codes(shown: Shown) -> None:
    def kept() -> list[str]:
        return list(shown.model.preferences.calls_countries)

    entry = shown.control("Countries", CountryEntry)
    typed(entry.entry.field, "us, it ,US")
    assert kept() == ["US", "IT"]
    typed(entry.entry.field, "Italy")
    assert kept() == ["US", "IT"] and entry.complaint.isVisible()
    typed(entry.entry.field, "")
    assert kept() == []


def test_a_password_goes_to_the_keyring_and_out_of_sight(qtbot: QtBot, shown: Shown) -> None:
    secret = shown.control("Password", CallSecret)
    assert secret.entry.field.echoMode() is QLineEdit.EchoMode.Password
    with qtbot.waitSignal(shown.accounts.secret_given) as given:
        typed(secret.entry.field, "horse staple")
    assert given.args == ["sip", "horse staple"] and secret.entry.field.text() == ""
    shown.accounts.take(CallAccountsShown((), frozenset({"sip"})))
    with qtbot.waitSignal(shown.accounts.secret_given) as given:
        QTest.mouseClick(secret.forget, Qt.MouseButton.LeftButton)
    assert given.args == ["sip", ""]


def test_a_number_is_taken_off_the_list(qtbot: QtBot, shown: Shown) -> None:
    listed = shown.control("Numbers", NeverCalledList)
    shown.accounts.take(CallAccountsShown((NEVER,), frozenset()))
    with qtbot.waitSignal(shown.accounts.number_allowed) as allowed:
        QTest.mouseClick(listed.buttons[NEVER.number], Qt.MouseButton.LeftButton)
    assert allowed.args == [NEVER.number]
    shown.accounts.take(CallAccountsShown((), frozenset()))
    assert listed.buttons == {}


def test_the_page_asks_how_it_stands_when_it_comes_into_sight(qtbot: QtBot, shown: Shown) -> None:
    with qtbot.waitSignal(shown.accounts.wanted):
        shown.page.shown()


def test_the_price_of_a_minute_is_not_known_until_it_is_told(shown: Shown) -> None:
    control = shown.control("Price of a minute", StepSlider)
    assert control.slider.toolTip() == "Not known"
    control.slider.setValue(3)
    assert shown.model.preferences.sip_minute == 0.015 and control.slider.toolTip() == "$0.015"


def test_the_page_says_how_far_calls_over_sip_are_kept_secret(shown: Shown) -> None:
    provider = next(setting for setting in shown.page.settings() if setting.label == "Provider")
    assert "in the open" in provider.explanation and "not offered" in provider.explanation
