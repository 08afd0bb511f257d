"""The first run put together: its steps over this run's settings, and when it gives way."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from wanderlust.application.settings_window import Settings
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.main_window import MainWindow

if TYPE_CHECKING:
    from wanderlust.ui.first_run.card import FirstRunCard
    from wanderlust.ui.first_run.step import Step


class FirstRun(QObject):
    """Opens the set-up over the map and puts it away again.

    Args:
        appearance: Colours and type.
        settings: What the steps change, and the devices they try.
        window: Over whose map it stands.
    """

    def __init__(self, appearance: Appearance, settings: Settings, window: MainWindow) -> None:
        super().__init__(window)
        self._look, self._settings, self._window = appearance, settings, window
        self.card: FirstRunCard | None = None

    def open(self) -> None:
        """Show it from the first step on."""
        if self.card is not None:
            self.card.raise_()
            return
        from wanderlust.ui.first_run.card import FirstRunCard

        self.card = FirstRunCard(self._look, self._steps(), self._window.stage)
        self.card.finished.connect(self._over)
        self._window.set_extra_region(self.card)
        self.card.open()

    def give_way(self) -> None:
        """Somebody talks or types: the map is wanted. The set-up stays in the menu and in the settings."""
        if self.card is not None:
            self.card.leave()

    def put_away(self) -> bool:
        """Take it off the map at once, which is built anew; whether it was there."""
        card, self.card = self.card, None
        self._window.set_extra_region(None)
        if card is not None:
            card.deleteLater()
        return card is not None

    def _steps(self) -> Sequence[Step]:
        # Wanted once in the life of the app: not at its other starts.
        from wanderlust.ui.first_run.language_step import LanguageStep
        from wanderlust.ui.first_run.microphone_step import MicrophoneStep
        from wanderlust.ui.first_run.mind_step import MindStep
        from wanderlust.ui.first_run.privacy_step import PrivacyStep
        from wanderlust.ui.first_run.speaker_step import SpeakerStep

        look, model, devices = self._look, self._settings.model, self._settings.devices
        self._settings.open_cloud()
        return (
            MicrophoneStep(look, model, devices, sys.platform, _open_address),
            SpeakerStep(look, model, devices),
            MindStep(look, model, self._settings.cloud),
            LanguageStep(look, model, self._settings.spoken_languages()),
            PrivacyStep(look, model),
        )

    def _over(self) -> None:
        """Once is enough: from now on there are preferences, even where all of them are the usual ones."""
        card, self.card = self.card, None
        self._settings.keep()
        self._window.set_extra_region(None)
        middle: QWidget | None = self._window.centralWidget()
        if middle is not None:
            middle.setFocus()
        if card is not None:
            card.deleteLater()


def _open_address(page: str) -> None:
    QDesktopServices.openUrl(QUrl(page))
