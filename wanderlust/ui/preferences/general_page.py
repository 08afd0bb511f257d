"""The page of the window's look, and of what helps with harder questions."""

from __future__ import annotations

from PySide6.QtCore import QObject

from wanderlust.domain.language_names import WINDOW_LANGUAGES
from wanderlust.settings.preferences import TEXT_SIZES
from wanderlust.ui.preferences.brain_choice import BrainChoice
from wanderlust.ui.preferences.choice_box import choice
from wanderlust.ui.preferences.language_list import language_name
from wanderlust.ui.preferences.page import Page, Section, Setting
from wanderlust.ui.preferences.step_slider import steps
from wanderlust.ui.preferences.switch import switch


class GeneralPage(Page):
    """Theme, text size, motion, and the local brain."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        themes = (
            ("system", self.tr("As the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        )
        languages = (("", self.tr("As the system")), *((code, language_name(code)) for code in WINDOW_LANGUAGES))
        look = (
            Setting(
                self.tr("Language of the window"),
                self.tr("Menus, buttons and notices. What I speak is under Voice."),
                choice("window_language", languages),
                "window_language",
                self.tr("translation locale idioma langue Sprache lingua 言語 语言 언어 لغة"),
            ),
            Setting(
                self.tr("Theme"),
                self.tr("Light or dark colours, or whichever the system shows."),
                choice("theme", themes),
                "theme",
                self.tr("colours colors appearance night"),
            ),
            Setting(
                self.tr("Text size"),
                self.tr("Makes all text larger or smaller, and the rows that hold it."),
                steps("text_size", range(TEXT_SIZES[0], TEXT_SIZES[1] + 1, 10), lambda size: f"{size} %"),
                "text_size",
                self.tr("font letters bigger zoom"),
            ),
            Setting(
                self.tr("Reduce motion"),
                self.tr("The map jumps instead of flying, and level bars move in steps."),
                switch("reduced_motion"),
                "reduced_motion",
                self.tr("animation"),
            ),
        )
        thinking = (
            Setting(
                self.tr("Help with harder questions"),
                self.tr("What I ask when I am not sure what you mean. I look for models on this computer only."),
                BrainChoice,
                "brain",
                self.tr("brain language model llm ollama local"),
            ),
        )
        internet = (
            Setting(
                self.tr("Use the internet for places, weather and money"),
                self.tr("Cafés, streets, forecasts, fresh rates, ways. Your words for them leave this computer."),
                switch("online"),
                "online",
                self.tr("offline network privacy maps forecast services"),
            ),
        )
        self.describe(
            "general",
            self.tr("General"),
            self.tr("How Wanderlust looks, and what it thinks with."),
            "gear-six",
            (
                Section(self.tr("Look"), look),
                Section(self.tr("Thinking"), thinking),
                Section(self.tr("Internet"), internet),
            ),
        )
