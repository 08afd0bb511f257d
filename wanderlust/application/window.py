"""The window's composition root: Qt on this thread, the conversation on its own."""

from __future__ import annotations

import gc
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, QTimer
from PySide6.QtNetwork import QNetworkInformation
from PySide6.QtWidgets import QApplication

from wanderlust import __version__
from wanderlust.application.first_run import FirstRun
from wanderlust.application.history_intents import connect_history, connect_privacy
from wanderlust.application.interpreter_intents import connect_interpreter
from wanderlust.application.language_switch import LanguageSwitch
from wanderlust.application.map_ground import MapGround
from wanderlust.application.phrases_window import Phrases
from wanderlust.application.release_watch import ReleaseWatch
from wanderlust.application.settings_window import Settings
from wanderlust.application.single_instance import SingleInstance
from wanderlust.application.sound_desk import TrialDesk
from wanderlust.application.staying import Staying
from wanderlust.domain import events as ev
from wanderlust.domain import interpreting as it
from wanderlust.domain.assistant_state import AssistantState
from wanderlust.domain.calls.events import CallAccountsShown
from wanderlust.domain.components import Component
from wanderlust.domain.conversation import Conversation
from wanderlust.domain.history import EverythingErased, StorageUse
from wanderlust.domain.trip.orders import TRIP_ADDED
from wanderlust.settings.paths import Paths
from wanderlust.settings.preferences import Preferences, PreferencesFile
from wanderlust.travel.clock import SystemClock
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.calls.call_intents import CallIntents
from wanderlust.ui.event_batcher import EventBatcher
from wanderlust.ui.main_window import PANEL_KEY, SIZE_KEY, MainWindow
from wanderlust.ui.map.basemap import Basemap
from wanderlust.ui.map.controls import MapControls
from wanderlust.ui.map.map_menu import MapMenu
from wanderlust.ui.map.map_view import MapView
from wanderlust.ui.map.palette import MapPalette
from wanderlust.ui.notices import STAY
from wanderlust.ui.translated_events import translated
from wanderlust.ui.translations import WindowLanguage

log = logging.getLogger(__name__)

Worker = Any  # ConversationWorker, imported only after the first paint: it brings numpy and websockets


ON_THE_PAGE = frozenset({"spending", "cloud", "model", "prices"})  # topics mended in the settings, under OpenAI

UNSEEN_MS = 1_000  # a window that opens minimised is not painted at all


class _FirstPaint(QObject):
    """Does something once, after the window has been painted; after a second at the latest."""

    def __init__(self, window: MainWindow, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._then = window, then
        self._late = QTimer(self, singleShot=True, interval=UNSEEN_MS)
        self._late.timeout.connect(self._now)
        self._late.start()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            # The event comes before the painting; the timer fires after it.
            self._late.start(0)
            self._window.removeEventFilter(self)
        return False

    def forget(self) -> None:
        """Do it no more."""
        self._late.stop()

    def _now(self) -> None:
        self._window.removeEventFilter(self)
        self._then()


class WindowApplication:
    """One run of the window: builds it, starts the worker after the first paint, and ends both in order.

    Args:
        paths: Where data lies.
        make_worker: Makes the conversation worker from its event sink, after the window has painted.
        on_event: Sees every domain event after the window did; for a run that watches itself.
    """

    def __init__(
        self,
        paths: Paths,
        make_worker: Callable[[Callable[[ev.DomainEvent], None]], Worker],
        on_event: Callable[[ev.DomainEvent], None] | None = None,
    ) -> None:
        self.qt = QApplication.instance() or QApplication(sys.argv[:1])
        assert isinstance(self.qt, QApplication)
        self.qt.setApplicationName("Wanderlust")
        self.qt.setApplicationVersion(__version__)
        self.qt.setDesktopFileName("wanderlust")
        file = PreferencesFile(paths.preferences, SystemClock().now)
        preferences, self._warning = file.load()
        self._language = WindowLanguage(paths.resources / "translations")
        self._language.use(preferences.window_language)
        self._sizes: dict[str, Any] = _as_sizes(preferences)
        self._paths = paths
        self._make_worker = make_worker
        self._on_event = on_event
        self._welcome = False
        self._worker: Worker | None = None
        self._early: list[Callable[[Worker], None]] = []
        self._batcher = EventBatcher(self._deliver)
        appearance = self._look = Appearance(
            paths.resources,
            preference=preferences.theme,
            text_factor=preferences.text_size / 100,
            reduced_motion=preferences.reduced_motion,
        )
        appearance.set_system_font(preferences.system_font)
        self.settings = Settings(
            paths,
            file,
            preferences,
            appearance,
            adopt=lambda wishes: self._order(lambda worker: worker.adopt(wishes)),
            packs_changed=self._packs_changed,
            notify=self._batcher.post,
            languages_changed=self._languages_changed,
        )
        self.phrases = Phrases(
            paths,
            appearance,
            languages=lambda: self.settings.model.preferences.languages,
            say=lambda words, language: self._order(lambda worker: worker.say_rest(words, language)),
            notify=self._batcher.post,
        )
        self._map = MapView(
            Basemap(paths.resources / "basemap" / "world.basemap"),
            _map_palette(appearance),
            language=self._language.code,
        )
        controls = MapControls(appearance, self._map)
        self.window = MainWindow(appearance, self._sizes, self._map, controls, now=SystemClock().now)
        self.first_run = FirstRun(appearance, self.settings, self.window)
        self.staying = Staying(self.qt, appearance, self.window, self.settings.model, self.settings.save)
        menu = MapMenu(appearance, self._map, self.window.intents)
        settings = self.settings.model
        self._ground = MapGround(self._map, menu, self.window.intents, settings, self._order, self._batcher.post)
        self._switch = LanguageSwitch(self._language, settings, self.window, self._say_anew, self._batcher.post)
        self.window.components = lambda: _components(paths)
        self._connect()

    def run(self, welcome: bool = False, instance: SingleInstance | None = None, words: str = "") -> int:
        """Show the window and stay until it is closed; the exit code.

        Args:
            welcome: Whether this is the very first start, which asks about microphone, key and languages.
            instance: Tells of later starts, or None where they are none of ours.
            words: Asked as soon as anybody listens; empty = nothing.
        """
        if instance is not None:
            instance.listen(self._started_again)
        if words:
            self._order(lambda worker: worker.typed(words))
        self._welcome = welcome
        self._catch_signals()
        # The worker's imports take half a second: they wait until the window stands.
        first_paint = _FirstPaint(self.window, self._start_worker)
        self.window.show()
        self.staying.start()
        code = self.qt.exec()
        first_paint.forget()
        if instance is not None:
            instance.close()
        self.close()
        return code

    def _started_again(self, words: str) -> None:
        """Somebody started the app a second time: here it is, and what they said is said here."""
        self.staying.come_forward()
        if words:
            self._order(lambda worker: worker.typed(words))

    def close(self) -> None:
        """End the conversation and keep what is to be remembered."""
        if self._worker is not None:
            self._worker.stop()
            self._worker = None
        model = self.settings.model
        for name, sizes in zip(("splitter", "window"), _as_fields(self._sizes, model.preferences), strict=True):
            model.set(name, sizes)
        self.settings.close()

    def _say_anew(self) -> None:
        """The language is another: what is open is built again."""
        set_up = self.first_run.put_away()
        self.window.say_anew(MapControls(self._look, self._map))
        self._use_keys()
        self.staying.say_anew()
        if set_up:
            self.first_run.open()
        self.settings.say_anew(self.window)
        self.phrases.say_anew(self.window)

    def _start_worker(self) -> None:
        log.info("The window is painted.")
        self._worker = self._make_worker(self._batcher.post)
        self._worker.adopt(self.settings.wishes)
        self._worker.start()
        self.settings.check_model()
        wishes = self.settings.model.preferences
        if wishes.release_check and wishes.online:
            ReleaseWatch(self._paths, SystemClock(), self._batcher.post).start()
        for order in self._early:
            order(self._worker)
        self._early.clear()
        if self._language.trouble:
            self._batcher.post(ev.Notice("warning", self._language.trouble, "", "language"))
        if self._warning:
            self._batcher.post(ev.Notice("warning", self._warning, "", "settings"))
        if self._welcome:
            self.first_run.open()
        # What lives from here on lives long: keep it out of the collections that would stop a frame for 80 ms.
        gc.collect()
        gc.freeze()

    def _deliver(self, batch: Sequence[ev.DomainEvent]) -> None:
        rest: list[ev.DomainEvent] = []
        for event in (translated(event, self._language.sentence) for event in batch):
            match event:
                case ev.StateChanged(state=AssistantState.READY):
                    log.info("Ready to talk.")
                    rest.append(event)
                case ev.ConversationOpened():
                    self.window.apply(rest)
                    rest = []
                    started = event.turns[0].at if event.turns else SystemClock().now()
                    shown = Conversation(event.number, event.title, started, event.turns)
                    self.window.show_conversation(shown, event.older, event.show)
                case ev.LabelTownsLoaded():
                    self._map.set_cities(event.rows())
                case ev.WhereaboutsChanged():
                    self._ground.take(event)
                case ev.MapOffered(offer):
                    self._map.set_street_map(offer)
                case ev.TileCame(provider, tile, picture):
                    self._map.take_tile(provider, tile, picture)
                case it.InterpreterOpened(near, far):
                    self.settings.model.set("interpreted", (near.source, far.source))
                    rest.append(event)
                case ev.DevicesChanged():
                    self.settings.devices.take(event)
                    rest.append(event)
                case ev.LevelChanged():
                    self.settings.devices.hear(event)
                    rest.append(event)
                case ev.MicrophoneBlank():
                    self.settings.devices.take_blank(event)
                    rest.append(event)
                case ev.TurnStarted():
                    self.first_run.give_way()
                    rest.append(event)
                case ev.SoundTried():
                    self.settings.devices.tried.emit(event)
                case StorageUse():
                    self.settings.privacy.take(event)
                case EverythingErased():
                    self.settings.forget_all()
                case CallAccountsShown():
                    self.settings.calls.take(event)
                case ev.SpendingChanged(spending):
                    self.settings.cloud.post(spending)
                    rest.append(event)
                case _:
                    rest.append(event)
        if rest:
            self.window.apply(rest)
        self._switch.look_again()
        if self._on_event is not None:
            for event in batch:
                self._on_event(event)

    def _connect(self) -> None:
        intents = self.window.intents
        intents.talk_toggled.connect(lambda: self._do(lambda s: s.toggle_hands_free()))
        intents.hold_started.connect(lambda: self._do(lambda s: s.begin_hold()))
        intents.hold_ended.connect(lambda: self._do(lambda s: s.end_hold()))
        intents.mute_toggled.connect(lambda: self._order(lambda w: w.toggle_muted()))
        intents.stop.connect(lambda: self._order(lambda w: w.hush()))
        intents.text.connect(lambda text: self._order(lambda w: w.typed(text)))
        intents.choose_place.connect(lambda index: self._do(lambda s: s.choose_place(index)))
        self._connect_map()
        intents.say_rest.connect(lambda _turn, words: self._order(lambda w: w.say_rest(words)))
        intents.new_talk.connect(lambda: self._order(lambda w: w.new_talk()))
        intents.picture.connect(lambda words, data: self._order(lambda w: w.ask(words, data)))
        intents.fix.connect(self._mend)
        intents.prefer.connect(self.settings.model.set)
        self.settings.devices.tests = TrialDesk(lambda trial: self._order(lambda worker: worker.try_sound(trial)))
        for name in ("space_talks", "hold_key", "letter_keys"):
            self.settings.model.follow(name, lambda _value: self._use_keys(), self.window)
        self.settings.model.follow("quiet", self.window.set_quiet, self.window)
        self.settings.model.follow("cloud_unasked", self.window.set_unasked, self.window)
        self.settings.model.follow("far_turned", self.window.set_far_turned, self.window)
        self._connect_calls(intents.calls)
        connect_history(intents.history, self._order)
        connect_privacy(self.settings.privacy, self._order, self.settings.key_names)
        self._watch_network()
        intents.theme_preference.connect(lambda theme: self.settings.model.set("theme", theme))
        self.window.interpreter.downloads = self.settings.downloads
        connect_interpreter(intents, self._order, lambda: self.settings.model.preferences)
        intents.phrases.connect(lambda: self.phrases.show(self.window, self.window.interpreter.model.pair))
        intents.trip.connect(lambda order: self._order(lambda worker: worker.change_trip(order)))
        intents.set_up.connect(self.first_run.open)
        self.settings.set_up_wanted.connect(self.first_run.open)
        intents.settings.connect(lambda page: self.settings.show(page, self.window))

    def _use_keys(self) -> None:
        now = self.settings.model.preferences
        self.window.use_keys(now.space_talks, now.hold_key, now.letter_keys)

    def _connect_map(self) -> None:
        def order(action: Callable[[Any], Any]) -> None:
            self._order(lambda worker: worker.on_map(action))

        intents = self.window.intents
        intents.search.connect(lambda name: order(lambda desk: desk.search(name)))
        intents.place_opened.connect(lambda place: order(lambda desk: desk.tell_about(place)))
        intents.add_to_trip.connect(lambda place: order(lambda desk: desk.add_to_trip(place)))
        intents.way_to.connect(lambda place: order(lambda desk: desk.way_to(place)))
        self._map.tilesWanted.connect(lambda tiles: order(lambda desk: desk.streets.want(tiles)))

    def _connect_calls(self, calls: CallIntents) -> None:
        def order(action: Callable[[Any], Any]) -> None:
            self._order(lambda worker: worker.call(action))

        calls.answered.connect(lambda card, yes, agreed: order(lambda line: line.answered(card, yes, agreed)))
        calls.proposed.connect(lambda whom, goal: order(lambda line: line.propose(whom, goal)))
        calls.rehearse.connect(lambda card, who: order(lambda line: line.rehearse(card, who)))
        calls.put_away.connect(lambda: order(lambda line: line.put_away()))
        calls.edit.connect(lambda card, changes: order(lambda line: line.edit(card, changes)))
        calls.hang_up.connect(lambda: order(lambda line: line.hang_up()))
        calls.take_over.connect(lambda taken: order(lambda line: line.take_over(taken)))
        calls.say.connect(lambda words: order(lambda line: line.say(words)))
        calls.mute.connect(lambda muted: order(lambda line: line.mute(muted)))
        calls.listen.connect(lambda wanted: order(lambda line: line.listen(wanted)))
        calls.phone_picked_up.connect(lambda: order(lambda line: line.phone(lambda phone: phone.pick_up())))
        calls.phone_put_down.connect(lambda: order(lambda line: line.phone(lambda phone: phone.put_down())))
        calls.phone_said.connect(lambda words: order(lambda line: line.phone(lambda phone: phone.type(words))))
        calls.phone_spoken.connect(lambda on: order(lambda line: line.phone(lambda phone: phone.speak(on))))
        calls.keys.connect(lambda digits: order(lambda line: line.keys(digits)))
        calls.log_shown.connect(lambda words: order(lambda line: line.show_log(words)))
        calls.log_deleted.connect(lambda ids: order(lambda line: line.delete(ids)))
        calls.log_exported.connect(lambda ids, path: order(lambda line: line.export(ids, path)))
        accounts = self.settings.calls
        accounts.wanted.connect(lambda: order(lambda line: line.show_accounts()))
        accounts.secret_given.connect(lambda kind, text: order(lambda line: line.keep_secret(kind, text)))
        accounts.number_allowed.connect(lambda number: order(lambda line: line.allow(number)))
        calls.reply.connect(lambda question, answer: order(lambda line: line.reply(question, answer)))

    def _mend(self, topic: str) -> None:
        """What the traveller can mend alone is on a page of the settings; the rest is tried again."""
        if topic == STAY:
            self._order(lambda worker: worker.stay())
        elif self._ground.mend(topic):
            return
        elif topic == TRIP_ADDED:
            self._order(lambda worker: worker.on_map(lambda desk: desk.undo_trip()))
        elif topic == it.WAY_BACK:
            self._order(lambda worker: worker.interpret(lambda line: line.go_back()))
        elif topic in ON_THE_PAGE:
            self.settings.show("cloud", self.window)
        else:
            self._order(lambda worker: worker.retry())

    def _do(self, action: Callable[[Any], Any]) -> None:
        self._order(lambda worker: worker.converse(action))

    def _order(self, order: Callable[[Worker], None]) -> None:
        """Have the worker do something; what is wanted before it has started is done then."""
        if self._worker is None:
            self._early.append(order)
        else:
            order(self._worker)

    def _watch_network(self) -> None:
        """A network that comes is told to the conversation, which tries its server at once."""
        if not QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability):
            return  # nothing on this system tells; the attempts go on by time
        network = QNetworkInformation.instance()
        if network is not None:
            network.reachabilityChanged.connect(self._network_changed)

    def _network_changed(self, reach: QNetworkInformation.Reachability) -> None:
        if reach is QNetworkInformation.Reachability.Online and self._worker is not None:
            self._worker.network_up()

    def _packs_changed(self) -> None:
        """On the thread of the packs; before the worker's start the packs are found anyway."""
        if self._worker is not None:
            self._worker.restart_engine()
            self._languages_changed()

    def _languages_changed(self) -> None:
        """On the thread of the packs: the engine sees pairs come and go by itself, the interpreter looks again."""
        if self._worker is not None:
            self._worker.interpret(lambda line: line.changed())

    def _catch_signals(self) -> None:
        """End properly on Ctrl+C and SIGTERM: Python runs handlers only when its code runs, so a socket wakes Qt."""
        reader, writer = socket.socketpair()
        for end in (reader, writer):
            end.setblocking(False)
        signal.set_wakeup_fd(writer.fileno())
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self.qt.quit())
        self._signal_ends = (reader, writer)
        self._signal_notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read)
        self._signal_notifier.activated.connect(lambda: reader.recv(64))


def _components(paths: Paths) -> list[Component]:
    from wanderlust.application.component_list import components

    return components(paths)


def has_display() -> bool:
    """Whether a window can be shown here."""
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM"))


def picture(window: MainWindow, path: Path) -> None:
    """Save what the window shows as a PNG."""
    path.parent.mkdir(parents=True, exist_ok=True)
    window.grab().save(str(path))


def _map_palette(appearance: Appearance) -> MapPalette:
    return MapPalette.dark() if appearance.theme.dark else MapPalette.light()


def _as_sizes(preferences: Preferences) -> dict[str, Any]:
    sizes: dict[str, Any] = {}
    if preferences.splitter is not None:
        sizes[PANEL_KEY] = preferences.splitter[1]
    if preferences.window is not None:
        sizes[SIZE_KEY] = preferences.window
    return sizes


def _as_fields(sizes: dict[str, Any], before: Preferences) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """The preferences' ``splitter`` and ``window``."""
    size, panel = sizes.get(SIZE_KEY), sizes.get(PANEL_KEY)
    window = (int(size[0]), int(size[1])) if size else before.window
    width = window[0] if window else 1280
    return (width - int(panel), int(panel)) if panel else before.splitter, window
