"""Which voice speaks each of the traveller's languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayoutItem, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.preferences.choice_box import ChoiceBox
from wanderlust.ui.preferences.language_list import language_name
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.words import Words


@dataclass(frozen=True, slots=True)
class VoiceOffer:
    """One voice: what the engine calls it, whether it sounds natural, and whether it is often misunderstood."""

    name: str
    natural: bool
    weak: bool = False


class VoiceChoices(QWidget):
    """One box for each language spoken; with a single voice there is nothing to choose, and it says so.

    Args:
        appearance: Colours and type.
        model: Keeps the choices.
        offers: By language, the voices there are, best first.
    """

    def __init__(
        self, appearance: Appearance, model: PreferencesModel, offers: Mapping[str, Sequence[VoiceOffer]]
    ) -> None:
        super().__init__()
        self._look, self._model, self._offers = appearance, model, offers
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self.boxes: dict[str, ChoiceBox] = {}
        model.follow("languages", self._show, self)
        model.follow("voices", lambda _voices: self._choose(), self)

    def offer(self, offers: Mapping[str, Sequence[VoiceOffer]]) -> None:
        """There are other voices now."""
        if offers != self._offers:
            self._offers = offers
            self._show(self._model.value("languages"))

    def _show(self, languages: Sequence[str]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            _drop(item)
        self.boxes.clear()
        for row, code in enumerate(languages):
            name = language_name(code)
            self._grid.addWidget(Words(self._look, "label", name, self, wraps=False), row, 0)
            offers = self._offers.get(code, ())
            if len(offers) > 1:
                box = ChoiceBox(self._look, [(offer.name, self._words(offer)) for offer in offers], self)
                box.setAccessibleName(self.tr("Voice for {language}").format(language=name))
                box.activated.connect(lambda index, code=code, box=box: self._chosen(code, box.itemData(index)))
                self.boxes[code] = box
                self._grid.addWidget(box, row, 1, Qt.AlignmentFlag.AlignLeading)
            else:
                words = self._words(offers[0]) if offers else self.tr("None here. You read these answers.")
                self._grid.addWidget(Words(self._look, "label", words, self, ink="ink2"), row, 1)
        self._choose()

    def _words(self, offer: VoiceOffer) -> str:
        kind = self.tr("natural") if offer.natural else self.tr("plain, clearly a machine")
        weak = self.tr(", often misunderstood") if offer.weak else ""
        return f"{offer.name}: {kind}{weak}"

    def _choose(self) -> None:
        chosen: Mapping[str, Any] = self._model.value("voices")
        for code, box in self.boxes.items():
            names = [offer.name for offer in self._offers[code]]
            wanted = chosen.get(code)
            box.choose(wanted if wanted in names else names[0])

    def _chosen(self, code: str, name: str) -> None:
        voices = {**self._model.value("voices")}
        if name == self._offers[code][0].name:
            voices.pop(code, None)
        else:
            voices[code] = name
        self._model.set("voices", voices)


def _drop(item: QLayoutItem) -> None:
    widget = item.widget()
    if widget is not None:
        widget.hide()
        widget.deleteLater()
