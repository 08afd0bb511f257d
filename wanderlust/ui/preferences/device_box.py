"""A box to choose the microphone or the speaker from those that are there."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.preferences.choice_box import ChoiceBox
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.sound_in_use import SoundInUse

Kind = Literal["microphone", "speaker"]


class DeviceBox(ChoiceBox):
    """The system's own first, then every device; one that was chosen and is away stays in the list and says so.

    Args:
        appearance: Colours and type.
        model: Keeps the name chosen, empty for the system's own.
        devices: Those in use and those there are.
        kind: Which of the two.
    """

    def __init__(self, appearance: Appearance, model: PreferencesModel, devices: SoundInUse, kind: Kind) -> None:
        super().__init__(appearance)
        self._model, self._devices, self._kind = model, devices, kind
        self.activated.connect(lambda index: model.set(kind, self.itemData(index)))
        devices.changed.connect(self._list)
        model.follow(kind, lambda _name: self._list(), self)

    def _list(self) -> None:
        chosen: str = self._model.value(self._kind)
        there = self._devices.microphones if self._kind == "microphone" else self._devices.speakers
        in_use = self._devices.microphone if self._kind == "microphone" else self._devices.speaker
        usual = self.tr("The system's own")
        if not chosen:
            usual = self.tr("The system's own: {device}").format(device=in_use or self.tr("none"))
        options = [("", usual), *((name, name) for name in dict.fromkeys(there))]
        if chosen and chosen not in there:
            options.append((chosen, self.tr("Not plugged in: {device}").format(device=chosen)))
        self.clear()
        for name, words in options:
            self.addItem(words, name)
            self.setItemData(self.count() - 1, words, Qt.ItemDataRole.ToolTipRole)
        self.choose(chosen)
        self.updateGeometry()
