"""The third step: who answers, this computer or OpenAI, and where its key is pasted."""

from __future__ import annotations

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.first_run.choice_card import ChoiceCard
from wanderlust.ui.first_run.step import Step
from wanderlust.ui.preferences.cloud_desk import CloudDesk
from wanderlust.ui.preferences.cloud_key import CloudKey
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.words import Words


class MindStep(Step):
    """OpenAI is asked from the moment its key is kept; without one this computer goes on answering."""

    def __init__(self, appearance: Appearance, model: PreferencesModel, desk: CloudDesk) -> None:
        super().__init__(
            appearance,
            self.tr("Where I think"),
            self.tr("This computer, or OpenAI"),
            self.tr("Where shall I think?"),
            self.tr("You can change this at any time, also in the middle of a talk."),
        )
        self._model, self._desk = model, desk
        self.here = ChoiceCard(
            appearance,
            "laptop",
            self.tr("On this computer"),
            self.tr("Free and private. I also work without a network."),
            self,
        )
        self.there = ChoiceCard(
            appearance,
            "cloud",
            self.tr("OpenAI"),
            self.tr("A faster, cleverer voice for money. Your voice and words leave this computer."),
            self,
        )
        self.key = CloudKey(appearance, model, desk)
        self.key.setAccessibleName(self.tr("Key for OpenAI"))
        self.hint = Words(
            appearance,
            "label",
            self.tr("You make a key at platform.openai.com. Without one I stay on this computer."),
            self,
            ink="ink2",
        )
        self.column.addWidget(self.here)
        self.column.addWidget(self.there)
        self.column.addWidget(self.hint)
        self.column.addWidget(self.key)
        self.column.addStretch(1)
        (self.there if model.value("cloud") else self.here).setChecked(True)
        self.there.toggled.connect(self._chosen)
        desk.account_changed.connect(self._account_changed)
        self._show()

    def _chosen(self, there: bool) -> None:
        self._show()
        if there and self._desk.clerk is not None:
            self._desk.clerk.look(self._model.preferences.cloud_settings)
        if not there:
            self._model.set("cloud", False)

    def _account_changed(self) -> None:
        account = self._desk.account
        if self.there.isChecked() and account.kept_in and account.accepted is not False and not account.busy:
            self._model.set("cloud", True)
        self._show()

    def _show(self) -> None:
        there = self.there.isChecked()
        self.key.setVisible(there)
        self.hint.setVisible(there and not self._desk.account.kept_in)
