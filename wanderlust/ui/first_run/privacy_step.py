"""The last step: what stays on this computer and what leaves it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.first_run.step import Step
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.switch import switch
from wanderlust.ui.preferences.words import Words

ICON = 20


class Fact(QWidget):
    """An icon, a name and a sentence."""

    def __init__(self, appearance: Appearance, icon: str, name: str, sentence: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._icon = appearance, icon
        column = QVBoxLayout(self)
        column.setContentsMargins(ICON + 14 if not self.isRightToLeft() else 0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Words(appearance, "heading", name, self))
        column.addWidget(Words(appearance, "label", sentence, self, ink="ink2"))
        if self.isRightToLeft():
            column.setContentsMargins(0, 0, ICON + 14, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        x = self.width() - ICON if self.isRightToLeft() else 0
        box = QRectF(x, 0, ICON, self._look.line("heading"))
        self._look.draw_icon(QPainter(self), self._icon, "pine", box, ICON)


class PrivacyStep(Step):
    """Three facts, and the one choice that goes with them."""

    def __init__(self, appearance: Appearance, model: PreferencesModel) -> None:
        super().__init__(
            appearance,
            self.tr("Privacy"),
            self.tr("What stays, what leaves"),
            self.tr("What stays, what leaves"),
            self.tr("I hear you only while the microphone is gold."),
        )
        facts = (
            (
                "laptop",
                self.tr("Stays here"),
                self.tr("Your talks, in writing, and your settings. Of your voice nothing is kept."),
            ),
            (
                "cloud",
                self.tr("Leaves with OpenAI only"),
                self.tr("Your voice and words, while the badge says OpenAI. Never while it says this computer."),
            ),
            (
                "eye-slash",
                self.tr("You can look"),
                self.tr("“What left this computer” in the settings lists what OpenAI was sent."),
            ),
        )
        for icon, name, sentence in facts:
            self.column.addWidget(Fact(appearance, icon, name, sentence, self))
        self.online = switch("online")(appearance, model)
        self.online.setAccessibleName(self.tr("Use the internet for places, weather and money"))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(Words(appearance, "heading", self.tr("Use the internet for places, weather and money"), self))
        words = self.tr("Your words for them leave this computer, never your voice. Off, I say what I know.")
        texts.addWidget(Words(appearance, "label", words, self, ink="ink2"))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(texts, 1)
        row.addWidget(self.online)
        self.column.addSpacing(4)
        self.column.addLayout(row)
        self.column.addStretch(1)
