"""The page of keys: which are held to talk, whether single letters do anything, and the list of all of them."""

from __future__ import annotations

from PySide6.QtCore import QObject

from wanderlust.settings.preferences import HOLD_KEYS
from wanderlust.ui.preferences.choice_box import choice
from wanderlust.ui.preferences.key_table import KeyTable, key_groups
from wanderlust.ui.preferences.page import Page, Section, Setting
from wanderlust.ui.preferences.switch import switch


class KeysPage(Page):
    """F1 opens it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        hold = (*((key, key) for key in HOLD_KEYS if key), ("", self.tr("No key")))
        talking = (
            Setting(
                self.tr("Space talks"),
                self.tr("While you hold it and nothing that wants Space has the focus."),
                switch("space_talks"),
                "space_talks",
                self.tr("push to talk hold bar"),
            ),
            Setting(
                self.tr("Key to hold"),
                self.tr("Hold it to talk, wherever the focus is."),
                choice("hold_key", hold),
                "hold_key",
                self.tr("push to talk function F8"),
            ),
            Setting(
                self.tr("Single letters"),
                self.tr("Off, a letter does nothing: for those whose voice or hand types by itself."),
                switch("letter_keys"),
                "letter_keys",
                self.tr("mute M dictation shortcuts accessibility"),
            ),
        )
        every = tuple(
            Setting(
                group.title,
                group.summary,
                lambda look, _model, group=group: KeyTable(look, group),  # type: ignore[misc]
                words=" ".join(f"{keys} {words}" for keys, words in group.keys),
                below=True,
            )
            for group in key_groups()
        )
        self.describe(
            "keys",
            self.tr("Keys"),
            self.tr("Everything can be done without a mouse."),
            "keyboard",
            (Section(self.tr("Holding to talk"), talking), Section(self.tr("All keys"), every)),
        )
