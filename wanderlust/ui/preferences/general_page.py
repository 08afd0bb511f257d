"""The page of the window's look, and of what helps with harder questions."""

from __future__ import annotations

from PySide6.QtCore import QObject

from wanderlust.domain.language_names import WINDOW_LANGUAGES
from wanderlust.domain.map_tiles import AUTO, OFF
from wanderlust.settings.preferences import TEXT_SIZES, is_contact
from wanderlust.ui.preferences.brain_choice import BrainChoice
from wanderlust.ui.preferences.choice_box import choice
from wanderlust.ui.preferences.language_list import language_name
from wanderlust.ui.preferences.page import Page, Section, Setting
from wanderlust.ui.preferences.step_slider import steps
from wanderlust.ui.preferences.switch import switch
from wanderlust.ui.preferences.text_entry import text_entry

# Names as in the bundled table of services; those with a key need it in the traveller's own services file.
STREET_MAPS = (
    ("openstreetmap", "OpenStreetMap"),
    ("maptiler", "MapTiler"),
    ("thunderforest", "Thunderforest"),
    ("stadia", "Stadia Maps"),
)


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
            Setting(
                self.tr("Street map"),
                self.tr("Whose streets I show when you look closely. They learn which part of the map you look at."),
                choice(
                    "street_map",
                    (
                        (AUTO, self.tr("The first that I may use")),
                        (OFF, self.tr("None, only the map I carry")),
                        *STREET_MAPS,
                    ),
                ),
                "street_map",
                self.tr("tiles openstreetmap streets provider map"),
            ),
            Setting(
                self.tr("Your contact for map services"),
                self.tr(
                    "A mail or web address. It goes along with each question, so that whoever runs a service can reach "
                    "you. Nominatim is asked only with one; the others are asked without."
                ),
                text_entry("contact", self.tr("you@example.org"), self._wrong_contact),
                "contact",
                self.tr("nominatim photon email user agent openstreetmap"),
            ),
            Setting(
                self.tr("Tell me about new versions"),
                self.tr("At the start I ask an address of services.toml for the newest version. I send nothing else."),
                switch("release_check"),
                "release_check",
                self.tr("update release upgrade"),
            ),
        )
        units = (
            ("locale", self.tr("As usual here")),
            ("metric", self.tr("Kilometres, °C")),
            ("imperial", self.tr("Miles, °F")),
        )
        measures = (
            Setting(
                self.tr("Units"),
                self.tr("What I tell distances and temperatures in, aloud and on the screen."),
                choice("units", units),
                "units",
                self.tr("metric imperial miles kilometers fahrenheit celsius measures"),
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
                Section(self.tr("Measures"), measures),
                Section(self.tr("Internet"), internet),
            ),
        )

    def _wrong_contact(self, text: str) -> str:
        return "" if is_contact(text) else self.tr("That is no address of mail or of the web.")
