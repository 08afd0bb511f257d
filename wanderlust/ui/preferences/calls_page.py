"""The page of telephone calls: the line, its account, the limits, and whom not to call."""

from __future__ import annotations

import re
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from wanderlust.domain.calls.card import LineKind
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.formats import dollars, number
from wanderlust.ui.preferences.call_accounts import CallAccounts, CallSecret, NeverCalledList
from wanderlust.ui.preferences.choice_box import choice
from wanderlust.ui.preferences.country_entry import CountryEntry
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.page import MakeControl, Page, Section, Setting
from wanderlust.ui.preferences.step_slider import steps
from wanderlust.ui.preferences.text_entry import text_entry


class CallsPage(Page):
    """Everything that decides whether, how and for whom a call is made."""

    def __init__(self, accounts: CallAccounts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._accounts = accounts
        self.describe(
            "calls",
            self.tr("Calls"),
            self.tr("How I telephone for you, and within which limits. I never dial without your yes."),
            "phone",
            (
                Section(self.tr("Who calls"), self._who()),
                Section(self.tr("Limits"), self._limits()),
                Section(self.tr("SIP account"), self._sip()),
                Section(self.tr("Twilio account"), self._twilio()),
                Section(self.tr("Never call again"), self._never()),
            ),
        )

    def shown(self) -> None:
        self._accounts.wanted.emit()

    def _who(self) -> tuple[Setting, ...]:
        lines = (
            ("rehearsal", self.tr("Rehearsal: nobody is called")),
            ("sip", self.tr("SIP: my telephone account")),
            ("twilio", self.tr("Twilio")),
        )
        return (
            Setting(
                self.tr("Line"),
                self.tr("In a rehearsal a business on this computer answers; it costs nothing and rings nobody."),
                choice("calls_line", lines),
                "calls_line",
                self.tr("telephone phone provider rehearse"),
            ),
            Setting(
                self.tr("Name to call for"),
                self.tr("I say it at the start of every call: an automated assistant calling for this name."),
                text_entry("calls_name", self.tr("Maya"), _name_trouble),
                "calls_name",
                self.tr("caller who"),
            ),
        )

    def _limits(self) -> tuple[Setting, ...]:
        hour = "{:02d}:00".format
        return (
            Setting(
                self.tr("Longest call"),
                self.tr("I say goodbye before this is over."),
                steps("calls_minutes", range(1, 16), lambda n: self.tr("{count} min").format(count=n)),
                "calls_minutes",
                self.tr("minutes time"),
            ),
            Setting(
                self.tr("Price of one call"),
                self.tr("The most a call itself may cost. What may be ordered stands on each card."),
                steps("calls_dollars", (0.0, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0), dollars),
                "calls_dollars",
                self.tr("cost money"),
            ),
            Setting(
                self.tr("Price of a day"),
                self.tr("The most all calls of a day may cost."),
                steps("calls_dollars_a_day", (0.0, 1.0, 2.0, 3.0, 5.0, 10.0, 20.0), dollars),
                "calls_dollars_a_day",
                self.tr("cost money"),
            ),
            Setting(
                self.tr("Calls a day"),
                self.tr("Rehearsals are not counted."),
                steps("calls_a_day", (0, 1, 2, 3, 5, 10, 20, 50), str),
                "calls_a_day",
                self.tr("number count"),
            ),
            Setting(
                self.tr("Quiet from"),
                self.tr("From this hour on I call nobody, by the clock there."),
                steps("calls_quiet_from", range(17, 24), hour),
                "calls_quiet_from",
                self.tr("night hours"),
            ),
            Setting(
                self.tr("Quiet until"),
                self.tr("Before this hour I call nobody, by the clock there."),
                steps("calls_quiet_until", range(5, 12), hour),
                "calls_quiet_until",
                self.tr("night hours morning"),
            ),
            Setting(
                self.tr("Countries"),
                self.tr("Codes of the countries I may call, such as US, IT. Empty means all."),
                CountryEntry,
                "calls_countries",
                self.tr("allowed abroad"),
            ),
        )

    def _sip(self) -> tuple[Setting, ...]:
        return (
            Setting(
                self.tr("Provider"),
                self.tr(
                    "The host your provider gives you. I call over UDP and in the open: others on the network "
                    "can hear it. Encryption (TLS, SRTP) is not offered here yet."
                ),
                text_entry("sip_domain", "sip.example.com", _host_trouble),
                "sip_domain",
                self.tr("sip server domain"),
            ),
            Setting(
                self.tr("User name"),
                self.tr("As your provider gave it."),
                text_entry("sip_user", "maya"),
                "sip_user",
                self.tr("sip account"),
            ),
            Setting(
                self.tr("Password"),
                self.tr("Kept in your keyring only."),
                self._secret("sip"),
                words=self.tr("sip secret"),
                below=True,
            ),
            Setting(
                self.tr("Price of a minute"),
                self.tr("As your provider asks it. I end a call before it passes your limits; unknown, I cannot."),
                steps("sip_minute", (0.0, 0.005, 0.01, 0.015, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0), _a_minute),
                "sip_minute",
                self.tr("cost money sip"),
            ),
        )

    def _twilio(self) -> tuple[Setting, ...]:
        return (
            Setting(
                self.tr("Account"),
                self.tr("Begins with AC, on the first page of your Twilio console."),
                text_entry("twilio_sid", "AC…", _sid_trouble),
                "twilio_sid",
                self.tr("twilio sid"),
            ),
            Setting(
                self.tr("Your number"),
                self.tr("The number you rent there, with its country code."),
                text_entry("twilio_number", "+1…", _number_trouble),
                "twilio_number",
                self.tr("twilio caller"),
            ),
            Setting(
                self.tr("Public address"),
                self.tr("Of the tunnel that leads to this computer. I call myself through it before I dial."),
                text_entry("twilio_public", "https://name.example.com", _address_trouble),
                "twilio_public",
                self.tr("twilio tunnel"),
            ),
            Setting(
                self.tr("Token"),
                self.tr("Kept in your keyring only."),
                self._secret("twilio"),
                words=self.tr("twilio secret auth"),
                below=True,
            ),
        )

    def _never(self) -> tuple[Setting, ...]:
        def make(appearance: Appearance, _model: PreferencesModel) -> QWidget:
            return NeverCalledList(appearance, self._accounts)

        return (
            Setting(
                self.tr("Numbers"),
                self.tr("They did not want my calls. I refuse these until you take them off."),
                make,
                words=self.tr("do not call list blocked"),
                below=True,
            ),
        )

    def _secret(self, line: LineKind) -> MakeControl:
        def make(appearance: Appearance, _model: PreferencesModel) -> QWidget:
            return CallSecret(appearance, self._accounts, line)

        return make


def tr(text: str) -> str:
    return QCoreApplication.translate("CallsPage", text)


def _a_minute(value: float) -> str:
    return f"${number(value, 3)}" if value else tr("Not known")


def _unlike(pattern: str, sentence: str, text: str) -> str:
    return "" if not text or re.fullmatch(pattern, text) else tr(sentence)


_name_trouble = partial(_unlike, r"[^\W\d_][\w'’ .-]{0,40}", "A name of letters, at most 40 of them.")
_host_trouble = partial(_unlike, r"[A-Za-z0-9.-]+(?::\d{1,5})?", "It looks like sip.example.com.")
_sid_trouble = partial(_unlike, r"AC[0-9a-fA-F]{32}", "It begins with AC and has 34 characters.")
_number_trouble = partial(_unlike, r"\+\d{7,15}", "It begins with + and its country code.")
_address_trouble = partial(_unlike, r"https://[A-Za-z0-9.-]+(?::\d+)?/?", "It looks like https://name.example.com.")
