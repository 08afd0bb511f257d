"""The fourth step: which languages are spoken, and which one the window is in."""

from __future__ import annotations

from collections.abc import Sequence

from wanderlust.domain.language_names import WINDOW_LANGUAGES
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.first_run.step import Step
from wanderlust.ui.preferences.choice_box import choice
from wanderlust.ui.preferences.language_list import LanguageList, language_name
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.words import Words


class LanguageStep(Step):
    """The same list as in the settings, and the language of menus and buttons.

    Args:
        appearance: Colours and type.
        model: Keeps the languages.
        known: Codes of the languages that can be spoken to me.
    """

    def __init__(self, appearance: Appearance, model: PreferencesModel, known: Sequence[str]) -> None:
        super().__init__(
            appearance,
            self.tr("Languages"),
            self.tr("What you speak"),
            self.tr("What do you speak?"),
            self.tr("I listen for these languages alone, and answer in the one you spoke."),
        )
        self.spoken = LanguageList(appearance, model, known)
        self.spoken.setAccessibleName(self.tr("Languages you speak"))
        languages = (("", self.tr("As the system")), *((code, language_name(code)) for code in WINDOW_LANGUAGES))
        self.window_language = choice("window_language", languages)(appearance, model)
        self.window_language.setAccessibleName(self.tr("Language of the window"))
        self.column.addWidget(self.spoken)
        self.column.addSpacing(8)
        self.column.addWidget(Words(appearance, "heading", self.tr("Language of the window"), self))
        self.column.addWidget(self.window_language)
        self.column.addStretch(1)
