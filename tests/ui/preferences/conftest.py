"""The window of settings over a model, with a library of packs that records what it is asked."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes.pack_orders import Orders
from wanderlust.settings.preferences import Preferences
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.preferences.downloads import Downloads
from wanderlust.ui.preferences.downloads_page import DownloadsPage
from wanderlust.ui.preferences.general_page import GeneralPage
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.sound_in_use import SoundInUse
from wanderlust.ui.preferences.sound_page import SoundPage
from wanderlust.ui.preferences.voice_choices import VoiceOffer
from wanderlust.ui.preferences.voice_page import VoicePage
from wanderlust.ui.preferences.window import PreferencesWindow

VOICES: dict[str, tuple[VoiceOffer, ...]] = {
    "en": (VoiceOffer("heart", natural=True), VoiceOffer("en-US", natural=False)),
    "de": (VoiceOffer("de-DE", natural=False),),
    "fr": (VoiceOffer("fr-FR", natural=False, weak=True),),
    "ko": (),
}


@pytest.fixture
def model(qapp: object) -> PreferencesModel:
    return PreferencesModel(Preferences())


@pytest.fixture
def devices(qapp: object) -> SoundInUse:
    return SoundInUse()


@pytest.fixture
def downloads(qapp: object) -> Downloads:
    return Downloads()


@pytest.fixture
def orders(downloads: Downloads) -> Orders:
    orders = Orders()
    downloads.library = orders
    return orders


@pytest.fixture
def settings_window(
    qtbot: QtBot,
    appearance: Appearance,
    model: PreferencesModel,
    devices: SoundInUse,
    downloads: Downloads,
    orders: Orders,
) -> PreferencesWindow:
    """The window with every page there is, on screen."""
    pages = (GeneralPage(model), VoicePage(lambda: VOICES, model), SoundPage(devices, model), DownloadsPage(downloads))
    window = PreferencesWindow(appearance, model, pages)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window
