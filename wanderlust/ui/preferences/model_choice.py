"""Which model answers: those the server has, with the day it ends said in advance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wanderlust.domain.cloud_settings import BEST_MODEL, CHEAPER_MODEL, ServerModel, retirement
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.preferences.choice_box import ChoiceBox
from wanderlust.ui.preferences.cloud_desk import CloudDesk
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.words import Words


class ModelChoice(QWidget):
    """Before the server was asked, the two we know; afterwards its own."""

    def __init__(
        self, appearance: Appearance, model: PreferencesModel, desk: CloudDesk, today: Callable[[], date]
    ) -> None:
        super().__init__()
        self._model, self._desk, self._today = model, desk, today
        self.box = ChoiceBox(appearance, (), self)
        self.ends = Words(appearance, "caption", parent=self, ink="gold_ink")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.box)
        column.addWidget(self.ends)
        self.setFocusProxy(self.box)
        self.box.activated.connect(lambda index: model.set("cloud_model", self.box.itemData(index)))
        desk.account_changed.connect(self._fill)
        model.follow("cloud_model", lambda _id: self._fill(), self)

    def setAccessibleName(self, name: str) -> None:
        """The box is what a screen reader meets."""
        self.box.setAccessibleName(name)

    def setAccessibleDescription(self, words: str) -> None:
        self.box.setAccessibleDescription(words)

    def _offered(self) -> tuple[ServerModel, ...]:
        listed = tuple(model for model in self._desk.account.models if model.talks)
        # A gateway may call its models anything: then all of them are offered.
        return listed or self._desk.account.models or (ServerModel(BEST_MODEL), ServerModel(CHEAPER_MODEL))

    def _fill(self) -> None:
        chosen = self._model.value("cloud_model")
        offered = self._offered()
        self.box.clear()
        for model in offered:
            words = {BEST_MODEL: self.tr("best"), CHEAPER_MODEL: self.tr("a third of the price")}.get(model.id, "")
            if model.ends_soon(self._today()) and model.shutdown is not None:
                words = self.tr("ends {day}").format(day=model.shutdown.isoformat())
            self.box.addItem(f"{model.id} ({words})" if words else model.id, model.id)
        self.box.choose(chosen)
        self.box.updateGeometry()
        ending = next((model for model in offered if model.id == chosen), ServerModel(chosen))
        sentence = retirement(ending, self._today())
        if self._desk.account.models and chosen not in {model.id for model in self._desk.account.models}:
            host = self._desk.account.host
            sentence = self.tr("{host} does not list {model}.").format(host=host, model=chosen)
        self.ends.setText(sentence)
        self.ends.setVisible(bool(sentence))
