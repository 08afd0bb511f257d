"""What answers harder questions: nothing, what is found, the pack, or an address."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wanderlust.settings.preferences import BRAINS, is_brain
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.preferences.choice_box import ChoiceBox
from wanderlust.ui.preferences.entry_box import EntryBox
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.words import Words

ADDRESS = "address"


class BrainChoice(QWidget):
    """A box of choices; for an address a field below it, which takes it with Enter or when it is left."""

    def __init__(self, appearance: Appearance, model: PreferencesModel) -> None:
        super().__init__()
        self._model = model
        self.box = ChoiceBox(
            appearance,
            (
                ("off", self.tr("Nothing more")),
                ("auto", self.tr("A model that runs here, if I find one")),
                ("pack", self.tr("The downloaded model")),
                (ADDRESS, self.tr("A model at this address")),
            ),
            self,
        )
        self.entry = EntryBox(appearance, self.tr("http://127.0.0.1:11434/v1"), self)
        self.entry.field.setAccessibleName(self.tr("Address of the model"))
        self.complaint = Words(appearance, "caption", self.tr("An address begins with http:// or https://."), ink="red")
        self.complaint.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.box, self.entry, self.complaint):
            column.addWidget(widget)
        self.setFocusProxy(self.box)
        self.box.activated.connect(self._chosen)
        self.entry.field.editingFinished.connect(self._entered)
        self.entry.field.textEdited.connect(lambda _text: self.complaint.hide())
        model.follow("brain", self._show, self)

    def setAccessibleName(self, name: str) -> None:
        """The box is what a screen reader meets."""
        self.box.setAccessibleName(name)

    def setAccessibleDescription(self, words: str) -> None:
        self.box.setAccessibleDescription(words)

    def _show(self, brain: str) -> None:
        self.box.choose(brain if brain in BRAINS else ADDRESS)
        if brain not in BRAINS:
            self.entry.field.setText(brain)
        self.entry.setVisible(brain not in BRAINS)
        self.complaint.hide()

    def _chosen(self, index: int) -> None:
        value = self.box.itemData(index)
        self.entry.setVisible(value == ADDRESS)
        self.complaint.hide()
        if value != ADDRESS:
            self._model.set("brain", value)
        else:
            self.entry.field.setFocus()
            if is_brain(self.entry.field.text().strip()):
                self._entered()

    def _entered(self) -> None:
        text = self.entry.field.text().strip()
        if not text or not self.entry.isVisible():
            return
        if text not in BRAINS and is_brain(text):
            self._model.set("brain", text)
        self.complaint.setVisible(text in BRAINS or not is_brain(text))
