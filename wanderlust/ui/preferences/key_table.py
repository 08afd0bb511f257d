"""All keys of the app with what they do, in groups."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.preferences.words import Words
from wanderlust.ui.rail import HISTORY_KEY

KEYS_WIDTH = 130


def tr(text: str) -> str:
    return QCoreApplication.translate("Keys", text)


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Keys that belong together: each with its name on this system and what it does."""

    title: str
    summary: str
    keys: tuple[tuple[str, str], ...]


def native(keys: str) -> str:
    """A shortcut as it is written on this system's keyboard."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def key_groups() -> tuple[KeyGroup, ...]:
    """Every group, in the order in which they are needed."""
    return (
        KeyGroup(
            tr("Talk"),
            tr("In the talk itself."),
            (
                ("M", tr("Mute or unmute")),
                (native("Esc"), tr("Stop me, then close the card, then leave the text")),
                (native("Return"), tr("Send what you typed")),
                ("1 – 5", tr("Choose a result, with the list or the map in focus")),
                (native("Ctrl+N"), tr("New talk")),
                (native("Ctrl+F"), tr("Find words in this talk")),
                (native("F3"), tr("Next place where they are")),
                (native("Ctrl+E"), tr("Save this talk as a file")),
                (native("Ctrl+L"), tr("Show the last answer large")),
            ),
        ),
        KeyGroup(
            tr("Go to"),
            tr("From anywhere in the window."),
            (
                (native("Ctrl+1"), tr("Talk")),
                (native("Ctrl+2"), tr("Trip")),
                (native("Ctrl+3"), tr("Interpreter")),
                (native("Ctrl+4"), tr("Calls")),
                (native("Ctrl+T"), tr("Interpreter, there and back")),
                (native("Ctrl+P"), tr("Phrases")),
                (native(HISTORY_KEY), tr("History")),
                (native("Ctrl+K"), tr("Search a place")),
                (native("Ctrl+,"), tr("Settings")),
                (native("F1"), tr("All keys")),
                (native("F6"), tr("Next part of the window")),
                (native("F10"), tr("Menu")),
            ),
        ),
        KeyGroup(
            tr("Map and trip"),
            tr("With the map or the trip in focus."),
            (
                ("← ↑ → ↓", tr("Move the map")),
                ("+  −", tr("Closer or further")),
                ("0", tr("Show everything")),
                ("L", tr("Show where you are")),
                (native("Ctrl+Z"), tr("Undo in the trip")),
            ),
        ),
        KeyGroup(
            tr("Interpreter and calls"),
            tr("While two people or a call are on the line."),
            (
                ("E  P", tr("Hold to talk: the first letters of the two languages")),
                (native("Shift"), tr("Left and right, where the letters are equal or off")),
                (native("Ctrl+Shift+H"), tr("Hang up, from anywhere")),
            ),
        ),
    )


class KeyTable(QWidget):
    """Two columns: the key, and what it does."""

    def __init__(self, appearance: Appearance, group: KeyGroup) -> None:
        super().__init__()
        self._look = appearance
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        for row, (keys, words) in enumerate(group.keys):
            cap = Words(appearance, "strong", keys, self, wraps=False)
            self._grid.addWidget(cap, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(Words(appearance, "label", words, self, ink="ink2"), row, 1)
        self._grid.setColumnStretch(1, 1)
        appearance.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self._grid.setColumnMinimumWidth(0, self._look.px(KEYS_WIDTH))
