"""The page of the cloud: whether it is used, the key, model, voice, limits, what it cost, and which server it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from wanderlust.domain.cloud_settings import EFFORTS, OPENAI_ADDRESS, VOICES, host_of
from wanderlust.domain.errors import BadInput
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import Button
from wanderlust.ui.formats import dollars
from wanderlust.ui.preferences.choice_box import choice
from wanderlust.ui.preferences.cloud_desk import CloudDesk
from wanderlust.ui.preferences.cloud_key import CloudKey
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.model_choice import ModelChoice
from wanderlust.ui.preferences.page import Page, Section, Setting
from wanderlust.ui.preferences.step_slider import steps
from wanderlust.ui.preferences.switch import switch
from wanderlust.ui.preferences.text_entry import text_entry
from wanderlust.ui.preferences.words import Words
from wanderlust.ui.spending_view import SpendingView

LIMITS = (0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 50.0, 0.0)  # the last: none
PATIENCE_STEPS = (2.0, 3.0, 4.0, 6.0, 8.0, 10.0)
IDLE_MINUTES = (1, 2, 5, 10, 15, 30, 0)


class Account(QWidget):
    """What was spent, and a button that writes all of it into a file.

    Args:
        ask_path: Asks the traveller where to; an empty text when they changed their mind.
    """

    def __init__(self, appearance: Appearance, desk: CloudDesk, ask_path: Callable[[QWidget], str]) -> None:
        super().__init__()
        self._desk, self._ask_path = desk, ask_path
        self.view = SpendingView(appearance, self)
        self.save = Button(appearance, self.tr("Save as CSV"), self, icon="download-simple")
        self.said = Words(appearance, "caption", parent=self, ink="ink2")
        self.said.hide()
        row = QHBoxLayout()
        row.addWidget(self.save)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.view)
        column.addLayout(row)
        column.addWidget(self.said)
        self.setFocusProxy(self.save)
        self.save.clicked.connect(self._save)
        desk.spending_changed.connect(self._show)
        desk.exported.connect(self._exported)
        self._show()

    def _show(self) -> None:
        self.view.show_spending(self._desk.spending)

    def _save(self) -> None:
        path = self._ask_path(self)
        if path and self._desk.clerk is not None:
            self._desk.clerk.export(path)

    def _exported(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.show()


class CloudPage(Page):
    """Settings of OpenAI, or of a server like it."""

    def __init__(
        self,
        desk: CloudDesk,
        model: PreferencesModel,
        today: Callable[[], date],
        parent: QObject | None = None,
        ask_path: Callable[[QWidget], str] | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._model, self._today = desk, model, today
        self._ask_path = ask_path or self._ask_where
        model.changed.connect(self._follow)
        self.describe(
            "cloud",
            self.tr("OpenAI"),
            self.tr("A faster, cleverer voice for money. Without it, or without a network, this computer answers."),
            "cloud",
            (
                Section("", self._use()),
                Section(self.tr("Model and voice"), self._talking()),
                Section(self.tr("Limits"), self._limits()),
                Section(self.tr("Costs"), self._costs()),
                Section(self.tr("Server"), self._server()),
            ),
        )

    def shown(self) -> None:
        """Look for the key; where the cloud is in use, also ask what the server has, so that the list is its own."""
        clerk, settings = self._desk.clerk, self._model.preferences.cloud_settings
        if clerk is None:
            return
        if self._model.value("cloud") and not self._desk.account.models:
            clerk.test(settings)
        else:
            clerk.look(settings)

    def _use(self) -> tuple[Setting, ...]:
        return (
            Setting(
                self.tr("Answer with OpenAI"),
                self.tr("Your voice and words leave this computer and are paid for. I go on here when it is away."),
                switch("cloud"),
                "cloud",
                self.tr("cloud online realtime gpt"),
            ),
            Setting(
                self.tr("Go back without asking"),
                self.tr("When OpenAI was lost and is there again, the talk goes back to it by itself."),
                switch("cloud_unasked"),
                "cloud_unasked",
                self.tr("failover return network lost"),
            ),
            Setting(
                self.tr("Wait for a lost line"),
                self.tr("So long I wait for OpenAI before this computer goes on."),
                steps("cloud_patience", PATIENCE_STEPS, lambda value: self.tr("{n} s").format(n=f"{value:g}")),
                "cloud_patience",
                self.tr("failover patience seconds network lost"),
            ),
            Setting(
                self.tr("Key"),
                self.tr("From platform.openai.com, where you make and end it. I keep it in your system's keyring."),
                lambda look, model: CloudKey(look, model, self._desk),
                words=self.tr("api key secret password token test forget ek sk"),
                below=True,
            ),
        )

    def _talking(self) -> tuple[Setting, ...]:
        efforts = dict(
            zip(
                EFFORTS,
                (
                    self.tr("Hardly: quickest"),
                    self.tr("A little"),
                    self.tr("Some"),
                    self.tr("Much: slower"),
                    self.tr("Most: slowest, dearest"),
                ),
                strict=True,
            )
        )
        return (
            Setting(
                self.tr("Model"),
                self.tr("What the server has. A model that ends is said three months before."),
                lambda look, model: ModelChoice(look, model, self._desk, self._today),
                "cloud_model",
                self.tr("gpt realtime mini cheaper retire shutdown"),
            ),
            Setting(
                self.tr("Voice"),
                self.tr("How OpenAI sounds. A change holds from the next talk on."),
                choice("cloud_voice", [(voice, voice.capitalize()) for voice in VOICES]),
                "cloud_voice",
                self.tr("speaker marin cedar"),
            ),
            Setting(
                self.tr("Thinking"),
                self.tr("How long it may think before it speaks. More is slower and costs more."),
                choice("cloud_effort", list(efforts.items())),
                "cloud_effort",
                self.tr("reasoning effort minimal low medium high"),
            ),
        )

    def _limits(self) -> tuple[Setting, ...]:
        def money(value: float) -> str:
            return dollars(value) if value else self.tr("No limit")

        def minutes(value: int) -> str:
            return self.tr("{n} min").format(n=value) if value else self.tr("Never")

        return (
            Setting(
                self.tr("For one talk"),
                self.tr("I warn at four fifths. At the limit I finish my sentence and go on here, free."),
                steps("cap_talk", LIMITS, money),
                "cap_talk",
                self.tr("cap budget money cost spending"),
            ),
            Setting(
                self.tr("For one day"),
                self.tr("All talks of a day together."),
                steps("cap_day", LIMITS, money),
                "cap_day",
                self.tr("cap budget money cost spending"),
            ),
            Setting(
                self.tr("Hang up when nobody talks"),
                self.tr("After so long without a word I close the line to OpenAI."),
                steps("cloud_idle_minutes", IDLE_MINUTES, minutes),
                "cloud_idle_minutes",
                self.tr("idle timeout close session"),
            ),
        )

    def _costs(self) -> tuple[Setting, ...]:
        return (
            Setting(
                self.tr("What it cost"),
                self.tr("Counted here, answer by answer. OpenAI's bill decides."),
                lambda look, _model: Account(look, self._desk, self._ask_path),
                words=self.tr("money spending ledger csv export meter month today"),
                below=True,
            ),
        )

    def _server(self) -> tuple[Setting, ...]:
        return (
            Setting(
                self.tr("Address"),
                self.tr("OpenAI's, or a gateway or Azure that speaks like it. A key goes only to its own server."),
                text_entry("cloud_address", OPENAI_ADDRESS, self._wrong_address),
                "cloud_address",
                self.tr("base url gateway azure proxy server host"),
            ),
            Setting(
                self.tr("Organisation"),
                self.tr("Its id, if your key belongs to several. Usually empty."),
                text_entry("cloud_organisation", "org-...", self._wrong_id),
                "cloud_organisation",
                self.tr("organization org"),
            ),
            Setting(
                self.tr("Project"),
                self.tr("Its id, if your key does not say it. Usually empty."),
                text_entry("cloud_project", "proj_...", self._wrong_id),
                "cloud_project",
            ),
        )

    def _follow(self, name: str) -> None:
        if name == "cloud_address":
            self.shown()  # another server: another key

    def _wrong_address(self, text: str) -> str:
        try:
            host_of(text)
        except BadInput as error:
            return str(error)
        return ""

    def _wrong_id(self, text: str) -> str:
        return "" if text.isascii() and text.isprintable() and len(text) <= 200 else self.tr("That is no id.")

    def _ask_where(self, over: QWidget) -> str:
        return QFileDialog.getSaveFileName(over, self.tr("Save the costs"), "wanderlust-costs.csv", "CSV (*.csv)")[0]
