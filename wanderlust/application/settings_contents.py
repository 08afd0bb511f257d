"""The pages of the window of settings, with the voices and packs there are."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from wanderlust.application.language_list import Languages
from wanderlust.application.pack_library import PackLibrary
from wanderlust.application.runnable_packs import runnable
from wanderlust.application.voice import heavy_engines
from wanderlust.engine.pack_manifest import read_manifest
from wanderlust.engine.packs import PackStore
from wanderlust.engine.voices import Voices, installed_engines
from wanderlust.settings.paths import Paths
from wanderlust.travel.clock import SystemClock
from wanderlust.ui.preferences.call_accounts import CallAccounts
from wanderlust.ui.preferences.calls_page import CallsPage
from wanderlust.ui.preferences.cloud_desk import CloudDesk
from wanderlust.ui.preferences.cloud_page import CloudPage
from wanderlust.ui.preferences.downloads import Downloads
from wanderlust.ui.preferences.downloads_page import DownloadsPage
from wanderlust.ui.preferences.general_page import GeneralPage
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.page import Page
from wanderlust.ui.preferences.privacy_desk import PrivacyDesk
from wanderlust.ui.preferences.privacy_page import PrivacyPage
from wanderlust.ui.preferences.sent_page import SentPage
from wanderlust.ui.preferences.sound_in_use import SoundInUse
from wanderlust.ui.preferences.sound_page import SoundPage
from wanderlust.ui.preferences.voice_choices import VoiceOffer
from wanderlust.ui.preferences.voice_page import VoicePage


class Contents:
    """What the window shows beside the preferences themselves.

    Args:
        paths: Where packs and the table of voices lie.
        downloads: Gets the packs and how their downloads go.
        desk: The key for the cloud, its costs and what it was sent.
        packs_changed: Told on another thread that packs came or went.
        language_mirror: The address of the list of languages; asked on another thread.
        accounts: Secrets of telephone lines, and whom not to call.
        languages_changed: Told on another thread that pairs of languages came or went.
        privacy: What is kept on this computer.
    """

    def __init__(
        self,
        paths: Paths,
        downloads: Downloads,
        desk: CloudDesk,
        packs_changed: Callable[[], None],
        language_mirror: Callable[[], str] = lambda: "",
        accounts: CallAccounts | None = None,
        languages_changed: Callable[[], None] = lambda: None,
        privacy: PrivacyDesk | None = None,
    ) -> None:
        self._paths = paths
        self._privacy = privacy or PrivacyDesk()
        self._downloads = downloads
        manifest = runnable(read_manifest(paths.resources / "packs" / "manifest.toml"))
        self._packs = PackStore(paths.packs, manifest, paths.bundled_packs)
        languages = Languages(paths, language_mirror, SystemClock().now)
        self._library = PackLibrary(
            self._packs, downloads.post, packs_changed, languages=languages, languages_changed=languages_changed
        )
        downloads.library = self._library
        self._desk = desk
        self._accounts = accounts or CallAccounts()

    def pages(self, devices: SoundInUse, model: PreferencesModel, parent: QObject) -> tuple[Page, ...]:
        """Every page, in the order of the list; a part of the app that has settings adds its own here."""
        return (
            GeneralPage(parent),
            VoicePage(self._voices, parent),
            SoundPage(devices, parent),
            CloudPage(self._desk, model, lambda: SystemClock().now().date(), parent),
            PrivacyPage(self._privacy, parent),
            SentPage(self._desk, parent),
            CallsPage(self._accounts, parent),
            DownloadsPage(self._downloads, parent),
        )

    def close(self) -> None:
        """Break off what is being downloaded."""
        self._library.close()

    def _voices(self) -> dict[str, tuple[VoiceOffer, ...]]:
        """By language, the voices that can speak now."""
        engines = installed_engines() | heavy_engines(self._packs.installed)
        offered = Voices.read(self._paths.resources / "voices" / "voices.toml", engines).offered()
        return {
            code: tuple(
                VoiceOffer(voice.name, voice.quality == "natural", not voice.speaks_for_person) for voice in voices
            )
            for code, voices in offered.items()
        }
