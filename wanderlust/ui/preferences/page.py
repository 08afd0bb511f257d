"""What a page of the settings is: sections of settings, each with its words, its explanation and its control."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.preferences.model import PreferencesModel

MakeControl = Callable[[Appearance, PreferencesModel], QWidget]
"""Makes the widget that shows and changes a setting; it is named and explained by its row."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be set.

    Attributes:
        label: What it is, in a few words.
        explanation: What it does, in one line.
        control: Makes its widget, when its page is first shown.
        name: The field of ``Preferences`` it changes; empty when its value is kept elsewhere, and it has no reset.
        words: More words it is found by.
        below: Whether the control stands below the words at any width.
    """

    label: str
    explanation: str
    control: MakeControl
    name: str = ""
    words: str = ""
    below: bool = False

    def found_by(self, query: str) -> bool:
        """Whether every word of a query begins a word of this setting."""
        known = f"{self.label} {self.explanation} {self.words}".casefold().replace("-", " ").split()
        return all(any(word.startswith(part) for word in known) for part in query.casefold().split())


@dataclass(frozen=True, slots=True)
class Section:
    """Settings that belong together, under a heading."""

    title: str
    settings: tuple[Setting, ...]


class Page(QObject):
    """One page; parts of the app derive theirs, call ``describe`` once, and hand it to the window.

    Attributes:
        name: By which the app opens it, such as ``voice``.
        title: In the list and over the page.
        summary: One line under the title.
        icon: Beside its title in the list.
        sections: What is on it.
    """

    name = ""
    title = ""
    summary = ""
    icon = "gear-six"
    sections: tuple[Section, ...] = ()

    def describe(self, name: str, title: str, summary: str, icon: str, sections: tuple[Section, ...]) -> None:
        """Say what the page is."""
        self.name, self.title, self.summary, self.icon, self.sections = name, title, summary, icon, sections

    def settings(self) -> Iterator[Setting]:
        """Every setting from top to bottom."""
        for section in self.sections:
            yield from section.settings

    def shown(self) -> None:
        """The page came into sight; a page that looks something up does it now."""
