"""Every screen of the app with something on it, for tests that look at them all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tests.fakes import interpreted_talk, scripted_talk, shown_calls
from tests.fakes.clerk_orders import ClerkOrders
from tests.fakes.pack_orders import Orders
from tests.fakes.plain_map import PlainMap
from wanderlust.domain.calls.events import CallLogShown, CallProposed
from wanderlust.domain.components import Component
from wanderlust.domain.cost.caps import Caps, Spending, Totals
from wanderlust.domain.cost.ledger import SentRecord
from wanderlust.domain.events import DevicesChanged, DomainEvent, Notice
from wanderlust.domain.history import HistoryEntry, HistoryShown, Key, Kind, StorageUse
from wanderlust.domain.packs import PackInfo, PacksListed
from wanderlust.domain.places import Place
from wanderlust.domain.trip.model import Day, DayKey, Stop, Trip
from wanderlust.domain.trip.outlook import DayOutlook, TripsChanged, Way
from wanderlust.settings.preferences import Preferences
from wanderlust.travel.phrases import Phrasebook
from wanderlust.ui.about import AboutWindow
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.main_window import MainWindow
from wanderlust.ui.phrases.window import PhrasesWindow
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
from wanderlust.ui.preferences.window import PreferencesWindow

RESOURCES = Path(__file__).parents[2] / "resources"
TODAY = scripted_talk.NOON
PAGES = ("general", "voice", "sound", "cloud", "privacy", "sent", "calls", "downloads")

NOTICES = (
    Notice("warning", "The network is gone. I carry on here.", "Live weather has to wait.", "network"),
    Notice("error", "I cannot hear the microphone.", "It sends only silence; the system may block it.", "microphone"),
)
PAST = (
    HistoryEntry(Key.of(Kind.TALK, 3), "Where is Kyoto?", TODAY, 4),
    HistoryEntry(Key.of(Kind.INTERPRETED, 3), "", TODAY - timedelta(days=1), 8, ("en", "pt")),
    HistoryEntry(Key.of(Kind.CALL, 7), "Luigi", TODAY - timedelta(days=9), 2, (), "done", True),
)
PACKS = PacksListed(
    (
        PackInfo("kokoro", "the natural voice", 94_000_000, ("Apache-2.0",), "missing", needed=False),
        PackInfo("whisper-base", "speech recognition", 148_000_000, ("MIT",), "installed", needed=True),
    )
)
SENT = (
    SentRecord("1", "api.openai.com", "conversation", TODAY - timedelta(hours=2), TODAY, 192_000, 12_400, 1),
    SentRecord("2", "nominatim.openstreetmap.org", "places", TODAY, TODAY, characters=31),
)
SPENDING = Spending(
    Totals(850_000_000),
    Totals(1_200_000_000),
    Totals(7_000_000_000, 100, 900, 12_400, True),
    Caps(1, 3),
    TODAY.date(),
)
DAY = DayKey(TODAY.date())
UFFIZI = Place("2", "Uffizi Gallery", "museum", 43.7678, 11.2553, "IT", "Italy", "Florence")
TRIP = TripsChanged(
    (("t", "Tuscany"), ("r", "Rome")),
    Trip("t", "Tuscany", (Day(DAY, (Stop("u", "Uffizi", UFFIZI, time(10), note="two tickets"),)),)),
    (DayOutlook(DAY, (Way("walk", 0.85, 11, "u"),), 0.85, "walk"),),
)
USE = StorageUse("/home/maya/.local/share/wanderlust", (("talks", 120_000), ("packs", 640_000_000), ("cache", 9_000)))


def _log() -> DomainEvent:
    return CallLogShown(tuple(shown_calls.logged(number) for number in (1, 2, 3)))


TALKS: dict[str, Callable[[], list[DomainEvent]]] = {
    "empty": scripted_talk.ready,
    "talk": scripted_talk.kyoto,
    "results": scripted_talk.lisbon_porto,
    "interrupted": scripted_talk.interrupted,
    "arabic": scripted_talk.arabic,
    "notices": lambda: [*scripted_talk.looking_it_up(), *NOTICES],
    "consent": lambda: [*scripted_talk.kyoto(), CallProposed(shown_calls.card())],
    "call": lambda: [*scripted_talk.ready(), *shown_calls.asked(shown_calls.card(), "Dark", "Milk")],
    "interpreter": lambda: [interpreted_talk.OPENED, *interpreted_talk.pharmacy()],
    "careful": lambda: [interpreted_talk.OPENED, *interpreted_talk.pharmacy(), interpreted_talk.CARE],
}
SCREENS = (*TALKS, "trip", "history", "log", "large", "about", "phrases", *(f"settings-{page}" for page in PAGES))


class Screens:
    """Makes screens; whoever asks for one closes it.

    Args:
        look: The appearance.
        make_map: Makes the map and its buttons from the look.
    """

    def __init__(
        self,
        look: Appearance,
        make_map: Callable[[Appearance], tuple[QWidget, QWidget | None]] = lambda _look: (PlainMap(), None),
    ) -> None:
        self._look, self._make_map = look, make_map

    def make(self, name: str) -> QWidget:
        """One of ``SCREENS``, not yet shown."""
        if name.startswith("settings-"):
            return self._settings(name.removeprefix("settings-"))
        if name == "about":
            return AboutWindow(self._look, lambda: (Component("Inter", "4.0", "OFL-1.1", "rsms.me", "data"),))
        if name == "phrases":
            book = Phrasebook.read(RESOURCES / "phrases")
            return PhrasesWindow(self._look, book, lambda language: language != "ko", ("en", "ja"))
        return self._window(name)

    def _window(self, name: str) -> MainWindow:
        surface, controls = self._make_map(self._look)
        window = MainWindow(
            self._look, {}, surface, controls, now=lambda: scripted_talk.NOON, announcer=lambda *_said: None
        )
        window.apply(TALKS.get(name, scripted_talk.kyoto)())
        match name:
            case "history":
                window.history.open()
                window.apply([HistoryShown(PAST, "", 0, False)])
            case "log":
                window.calls.open_log()
                window.apply([_log()])
            case "trip":
                window.apply([TRIP])
                window.trip.enter()
            case "large":
                window.show_last_large()
        return window

    def _settings(self, page: str) -> PreferencesWindow:
        owner = QObject()
        model = PreferencesModel(Preferences(), owner)
        desk = CloudDesk(owner)
        desk.clerk = ClerkOrders()
        desk.spending, desk.sent = SPENDING, SENT
        devices, downloads = SoundInUse(owner), Downloads(owner)
        devices.take(DevicesChanged("Built-in Microphone", "Built-in Speakers"))
        downloads.library = Orders()
        privacy = PrivacyDesk(owner)
        pages: tuple[Page, ...] = (
            GeneralPage(owner),
            VoicePage(lambda: {"en": (VoiceOffer("heart", natural=True), VoiceOffer("en-US", natural=False))}, owner),
            SoundPage(devices, owner),
            CloudPage(desk, model, lambda: TODAY.date(), owner),
            PrivacyPage(privacy, owner),
            SentPage(desk, owner),
            CallsPage(CallAccounts(owner), owner),
            DownloadsPage(downloads, owner),
        )
        assert tuple(each.name for each in pages) == PAGES
        window = PreferencesWindow(self._look, model, pages)
        owner.setParent(window)
        window.show_page(page)
        downloads.post(PACKS)
        privacy.take(USE)
        return window
