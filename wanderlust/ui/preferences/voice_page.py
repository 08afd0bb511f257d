"""The page of the languages spoken and of the voices that answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.formats import traveller_locale
from wanderlust.ui.preferences.language_list import LanguageList
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.page import Page, Section, Setting
from wanderlust.ui.preferences.step_slider import steps
from wanderlust.ui.preferences.switch import switch
from wanderlust.ui.preferences.voice_choices import VoiceChoices, VoiceOffer

PERCENTS = range(60, 151, 5)


class VoicePage(Page):
    """Languages, voices, speed.

    Args:
        find_voices: Says, by language that can be chosen, the voices there are for it now, best first.
    """

    def __init__(
        self, find_voices: Callable[[], Mapping[str, Sequence[VoiceOffer]]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._find_voices = find_voices
        self._choices: list[VoiceChoices] = []
        offers = find_voices()
        languages = Setting(
            self.tr("Languages you speak"),
            self.tr("I listen for these alone. I answer in the one you spoke, or in the first when you type."),
            lambda look, model: LanguageList(look, model, tuple(offers)),
            "languages",
            self.tr("language recognition transcription understand")
            + " "
            + " ".join(QLocale.languageToString(QLocale(code).language()) for code in offers),
            below=True,
        )
        voices = (
            Setting(
                self.tr("Voices"),
                self.tr("Who speaks each language. More voices are under Downloads."),
                self._make_choices,
                "voices",
                self.tr("speaker sound"),
                below=True,
            ),
            Setting(
                self.tr("Write answers, do not speak"),
                self.tr("You talk, I answer in writing. Also in the menu of the talk."),
                switch("quiet"),
                "quiet",
                self.tr("silent mute text only library night"),
            ),
            Setting(
                self.tr("Speaking speed"),
                self.tr("1 is the voice's own pace; the next sentence follows it."),
                steps("speed", [percent / 100 for percent in PERCENTS], _times),
                "speed",
                self.tr("slower faster rate pace"),
            ),
        )
        interpreter = (
            Setting(
                self.tr("Ask before careful sentences"),
                self.tr("While I interpret, sentences about health, money and numbers wait for a tap."),
                switch("ask_before_care"),
                "ask_before_care",
                self.tr("interpreter allergy medicine confirm translate"),
            ),
        )
        self.describe(
            "voice",
            self.tr("Voice and languages"),
            self.tr("What I listen for, and how I sound."),
            "translate",
            (
                Section(self.tr("You"), (languages,)),
                Section(self.tr("Me"), voices),
                Section(self.tr("Interpreter"), interpreter),
            ),
        )

    def shown(self) -> None:
        """See :meth:`Page.shown`: a download may have brought voices."""
        for choices in self._choices:
            choices.offer(self._find_voices())

    def _make_choices(self, look: Appearance, model: PreferencesModel) -> QWidget:
        choices = VoiceChoices(look, model, self._find_voices())
        self._choices.append(choices)
        return choices


def _times(speed: float) -> str:
    return f"{traveller_locale().toString(speed, 'f', 2)}×"
