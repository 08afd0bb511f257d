"""The window: rail, map and conversation, kept in step with batches of domain events."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QSplitter, QStackedWidget, QWidget
from shiboken6 import delete, getCppPointer, isValid

from wanderlust.domain.components import Component
from wanderlust.domain.conversation import Conversation
from wanderlust.domain.events import DomainEvent, Notice
from wanderlust.domain.history import Moment
from wanderlust.domain.interpreting import LanguagesOffered
from wanderlust.domain.trip.outlook import TripsChanged
from wanderlust.ui.about import AboutWindow
from wanderlust.ui.appearance import Appearance, Preference
from wanderlust.ui.calls.mode import CallsMode
from wanderlust.ui.conversation_panel import NARROWEST, SHARE, WIDEST, ConversationPanel
from wanderlust.ui.focus_ring import FocusRing
from wanderlust.ui.history.mode import HistoryMode
from wanderlust.ui.intents import Intents
from wanderlust.ui.interpreter.mode import InterpreterMode
from wanderlust.ui.large_text import LargeText
from wanderlust.ui.map_stage import LOW, MapStage
from wanderlust.ui.picture_intake import PictureIntake
from wanderlust.ui.rail import WIDTH as RAIL
from wanderlust.ui.rail import Rail
from wanderlust.ui.talk_bar import Announce, announce
from wanderlust.ui.talk_keys import TalkKeys
from wanderlust.ui.theme import menu_style
from wanderlust.ui.trip.mode import TripMode
from wanderlust.ui.view_models.conversation import ConversationViewModel

LEAST_WIDTH, LEAST_HEIGHT = 1000, 650
NARROW = 1100  # below this width buttons keep icons and lose words
LASTING = (LanguagesOffered, TripsChanged)  # events whose last one a window built anew hears again
PANEL_KEY, SIZE_KEY = "window/panel_width", "window/size"


class MainWindow(QMainWindow):
    """Everything that is seen; what the traveller wants leaves through ``intents``.

    Args:
        appearance: Theme, fonts, icons.
        settings: Kept between runs by whoever gives it; the window reads and writes its sizes there.
        map_view: The map widget, see ``map_stage.MapSurface``.
        map_controls: Its zoom and locate buttons, or None.
        now: The clock, for local times.
        announcer: Says state changes to a screen reader.
    """

    def __init__(
        self,
        appearance: Appearance,
        settings: MutableMapping[str, Any],
        map_view: QWidget,
        map_controls: QWidget | None = None,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        announcer: Announce = announce,
    ) -> None:
        super().__init__()
        self._look, self._settings = appearance, settings
        self._surface, self._now, self._announcer = map_view, now, announcer
        self.intents = Intents(self)
        self.model = ConversationViewModel(parent=self, now=now)
        self.pictures = PictureIntake(self)
        self._about: AboutWindow | None = None
        self.components: Callable[[], Sequence[Component]] = tuple
        self._keys = TalkKeys(self.intents, self)
        self._kept: dict[type[DomainEvent], DomainEvent] = {}
        self._made: list[QObject] = []
        self._extra: QWidget | None = None
        self.may_close: Callable[[], bool] = lambda: True
        self.setWindowTitle("Wanderlust")
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        size = settings.get(SIZE_KEY)
        if isinstance(size, list | tuple) and len(size) == 2:
            self.resize(int(size[0]), int(size[1]))
        else:
            self.resize(1280, 800)
        self._panel_width: int | None = None
        kept = settings.get(PANEL_KEY)
        if isinstance(kept, int | float):
            self._panel_width = max(NARROWEST, min(WIDEST, int(kept)))
        self.pictures.came.connect(self._take_picture)
        self.pictures.failed.connect(lambda words: self.apply([Notice("warning", words, "", "picture")]))
        appearance.changed.connect(self._restyle)
        self._build(map_controls)

    def _build(self, map_controls: QWidget | None) -> None:
        """Make all that is seen over the model as it stands."""
        appearance, now = self._look, self._now
        before = {getCppPointer(child)[0] for child in self.children()}
        self.large = LargeText(appearance, self)
        self.rail = Rail(appearance)
        self.stage = MapStage(appearance, self.model, self._surface, map_controls, now)
        self.panel = ConversationPanel(appearance, self.model, announcer=self._announcer)
        self._lay_out()
        told = (self.model, self.intents)
        self.interpreter = InterpreterMode(appearance, self._pages, self.rail, *told, self._announcer)
        self.calls = CallsMode(appearance, self.stage, self.rail, *told, now)
        self.history = HistoryMode(appearance, self.stage, self.rail, self.panel, *told, now, self.calls.show_call)
        self.trip = TripMode(appearance, self.panel, self.stage, self.rail, *told, now, self._announcer)
        self._menu = self._make_menu()
        self._connect()
        self._ring = FocusRing(appearance, self)
        self._regions: tuple[QWidget, ...] = (
            self.panel.talk_bar.field,
            self.panel.transcript,
            self.stage.pin_list.rows,
            self._surface,
            self.stage.card.close_button,
            self.rail.talk,
        )
        self._restyle()
        self._made = [child for child in self.children() if getCppPointer(child)[0] not in before]

    def say_anew(self, map_controls: QWidget | None = None) -> None:
        """Build everything again, in the language the app has now; the talk, the map and what is typed stay.

        Not while a call or the interpreter is on the screen.

        Args:
            map_controls: The map's buttons in that language.
        """
        made, talked, bar = self._made, self.model, self.panel.talk_bar
        typed, picture, writing = bar.field.text(), bar.picture.data, bar.field.hasFocus()
        quiet, turned = self._quiet.isChecked(), self.interpreter.turned
        shown = next((number for number, entry in enumerate(self.rail.modes) if entry.isChecked()), 0)
        if self.calls.phone is not None:
            self.calls.phone.deleteLater()
        if self._about is not None:
            self._about.deleteLater()
            self._about = None
        talked.talk.refresh()
        self.model = ConversationViewModel(talked.talk, self, self._now)
        self.model.take_over(talked)
        self._build(map_controls)
        for thing in (*made, talked):
            if isValid(thing):
                delete(thing)  # at once: two shortcuts on one key would both be dead until the loop comes round
        self._quiet.setChecked(quiet)
        self.interpreter.set_far_turned(turned)
        for mode in (self.interpreter, self.calls, self.history, self.trip):
            mode.apply(tuple(self._kept.values()))
        self.model.tell_all()
        self._middle.show()
        self._fit()
        self.rail.modes[shown].click()
        bar = self.panel.talk_bar
        if picture:
            bar.attach(picture)
        bar.field.setText(typed)
        (bar.field if writing else self._middle).setFocus(Qt.FocusReason.OtherFocusReason)

    def set_extra_region(self, region: QWidget | None) -> None:
        """F6 also goes to what covers the map for a while."""
        self._extra = region

    def apply(self, events: Sequence[DomainEvent]) -> None:
        """Take a batch of domain events; everything on screen follows."""
        self.model.apply(events)
        self.interpreter.apply(events)
        self.calls.apply(events)
        self.history.apply(events)
        self.trip.apply(events)
        self._kept.update((type(event), event) for event in events if isinstance(event, LASTING))

    def show_conversation(self, conversation: Conversation, older: bool = False, show: Moment | None = None) -> None:
        """Show a stored or a new conversation; see ``ConversationViewModel.load``."""
        self.model.load(conversation, older, show)

    def use_keys(self, space: bool, hold_key: str, letters: bool) -> None:
        """Which keys are held to talk, and whether single letters do anything; see ``TalkKeys``."""
        self._keys.set_hold_keys(space, hold_key)
        self._keys.letters = letters
        self.interpreter.set_letter_keys(letters)
        self.model.talk.set_hold_keys(space, hold_key)

    @property
    def occupied(self) -> bool:
        """Whether a call, its card or the interpreter is on the screen."""
        calls = self.calls.model
        return calls.running or calls.waiting is not None or self.interpreter.model.is_open

    def set_quiet(self, quiet: bool) -> None:
        """Show whether answers are written and not spoken."""
        self._quiet.setChecked(quiet)

    def set_unasked(self, unasked: bool) -> None:
        """Show whether the talk goes back to the cloud without asking."""
        self.model.set_unasked(unasked)

    def set_far_turned(self, turned: bool) -> None:
        """Whether the interpreter's far pane faces the person across the table."""
        self.interpreter.set_far_turned(turned)

    # -- making

    def _lay_out(self) -> None:
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setAccessibleName(self.tr("Map and conversation"))
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.stage)
        self._splitter.addWidget(self.panel)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self._splitter.handle(1).setAccessibleName(self.tr("Width of the conversation"))
        middle = self._middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._splitter)
        row.addWidget(self._pages, 1)
        # Takes the focus at start and when bare ground is clicked, so that Space talks.
        middle.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCentralWidget(middle)
        middle.setFocus()

    def _make_menu(self) -> QMenu:
        menu = QMenu(self.tr("Wanderlust"), self)
        new_talk = QAction(self.tr("New talk"), menu, shortcut=QKeySequence("Ctrl+N"))
        new_talk.triggered.connect(self.intents.new_talk)
        menu.addAction(new_talk)
        interpret = QAction(self.tr("Interpret between two people"), menu, shortcut=QKeySequence("Ctrl+T"))
        interpret.triggered.connect(self.interpreter.toggle)
        menu.addAction(interpret)
        past = (
            (self.tr("History"), self.history.open, ""),
            (self.tr("Find in the talk"), self.history.find, "Ctrl+F"),
            (self.tr("Export the talk"), self._export, "Ctrl+E"),
        )
        kept = [QAction(words, menu, shortcut=QKeySequence(key)) for words, _, key in past]
        for action, (_, act, _) in zip(kept, past, strict=True):
            action.triggered.connect(act)
        menu.addActions(kept)
        self._quiet = QAction(self.tr("Write answers, do not speak"), menu, checkable=True)
        self._quiet.triggered.connect(lambda quiet: self.intents.prefer.emit("quiet", quiet))
        menu.addAction(self._quiet)
        menu.addSeparator()
        group = QActionGroup(menu)
        themes: tuple[tuple[Preference, str], ...] = (
            ("system", self.tr("Light or dark as the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        )
        for preference, words in themes:
            action = QAction(words, group, checkable=True, checked=self._look.preference == preference)
            action.setData(preference)
            action.triggered.connect(partial(self._set_theme, preference))
            menu.addAction(action)
        menu.addSeparator()
        settings = QAction(self.tr("Settings"), menu, shortcut=QKeySequence("Ctrl+,"))
        settings.setMenuRole(QAction.MenuRole.PreferencesRole)
        settings.triggered.connect(lambda: self.intents.settings.emit(""))
        menu.addAction(settings)
        first_run = QAction(self.tr("Set up again"), menu)
        first_run.triggered.connect(self.intents.set_up)
        menu.addAction(first_run)
        about = QAction(self.tr("About Wanderlust"), menu, menuRole=QAction.MenuRole.AboutRole)
        about.triggered.connect(self.show_about)
        menu.addAction(about)
        self._themes = group.actions()
        menu.aboutToShow.connect(self._check_theme)
        self.addActions((new_talk, interpret, settings, *kept))  # their keys work while the menu is closed
        return menu

    def _connect(self) -> None:
        intents, bar = self.intents, self.panel.talk_bar
        bar.mic_toggled.connect(intents.talk_toggled)
        bar.mute_toggled.connect(intents.mute_toggled)
        bar.stop_requested.connect(intents.stop)
        bar.fix_requested.connect(intents.fix)
        bar.text_submitted.connect(intents.text)
        bar.picture_submitted.connect(intents.picture)
        bar.picture_wanted.connect(self._pick_picture)
        bar.field.on_paste = self.pictures.paste
        self.panel.transcript.fix_wanted.connect(intents.fix)
        self.panel.transcript.unasked_toggled.connect(lambda on: intents.prefer.emit("cloud_unasked", on))
        self.panel.empty.saying_chosen.connect(intents.text)
        self.panel.transcript.rest_wanted.connect(intents.say_rest)
        self.panel.transcript.large_wanted.connect(self.large.show_words)
        self.model.large_wanted.connect(self.large.show_words)
        self.panel.head.menu_button.clicked.connect(self._open_menu)
        self.panel.head.cost.page_wanted.connect(intents.settings)
        self.stage.search.search_requested.connect(intents.search)
        self.stage.place_opened.connect(intents.place_opened)
        card = self.stage.card
        card.trip_wanted.connect(intents.add_to_trip)
        card.way_wanted.connect(intents.way_to)
        card.call_wanted.connect(intents.calls.proposed)
        self.stage.notices.fix_requested.connect(intents.fix)
        self.model.place_chosen.connect(intents.choose_place)
        self._splitter.splitterMoved.connect(self._remember_panel)
        self.rail.phrases.clicked.connect(intents.phrases)
        self.rail.settings.clicked.connect(lambda: intents.settings.emit(""))
        for key, act in (
            ("Ctrl+L", self.show_last_large),
            ("Ctrl+P", intents.phrases.emit),
            ("Ctrl+K", lambda: self.stage.search.field.setFocus(Qt.FocusReason.ShortcutFocusReason)),
            ("F6", self._next_region),
            (QKeySequence.StandardKey.Paste, self.pictures.paste),
            ("Shift+F6", lambda: self._next_region(-1)),
            ("F10", self._open_menu),
            ("F1", lambda: intents.settings.emit("keys")),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(act)

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no focused control wanted: talk, mute, stop."""
        if self.interpreter.pressed(event):
            return
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        elif not self._keys.pressed(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not self.interpreter.released(event) and not self._keys.released(event):
            super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.interpreter.keys.let_go()
            self._keys.let_go()  # the key's release would go to another window
        super().changeEvent(event)

    def _escape(self) -> None:
        """Stop what goes on, else close the card, else leave the text field."""
        state = self.model.talk.current
        if state.busy:
            self.intents.stop.emit()
        elif self.history.escape() or self.trip.escape() or self.calls.escape() or self.stage.close_card():
            return
        elif (focused := self.focusWidget()) is not None and focused.hasFocus():
            focused.clearFocus()
        elif state.ring:
            self.intents.talk_toggled.emit()

    def _next_region(self, step: int = 1) -> None:
        results = self.stage.pin_list
        listed = results.available and not self.interpreter.active
        modes = (*self.trip.regions(), *self.interpreter.regions(), *self.history.regions())
        extra = () if self._extra is None else (self._extra,)
        regions = (*self._regions, *extra, *modes)
        seen = [r for r in regions if (r.isVisible() and r.isEnabled()) or (r is results.rows and listed)]
        now = self.focusWidget()
        holds = (i for i, region in enumerate(seen) if now is not None and _same_region(region, now))
        index = next(holds, -1 if step > 0 else 0)
        target = seen[(index + step) % len(seen)]
        if target is results.rows:
            results.open()
        else:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- the rest

    def show_last_large(self) -> None:
        """The newest words, as large as the window: for someone to read."""
        words = self.panel.transcript.last_words()
        if words:
            self.large.show_words(words)

    def _export(self) -> None:
        if not self.interpreter.export():
            self.history.export_talk()

    def show_about(self) -> None:
        """Open the window with versions and sources."""
        if self._about is None:
            self._about = AboutWindow(self._look, self.components, self)
        self._about.show()
        self._about.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self._settings[SIZE_KEY] = [self.width(), self.height()]
        super().closeEvent(event)

    def _fit(self) -> None:
        self.large.fit()
        self._fit_panel()
        self.panel.talk_bar.set_compact(self.width() < NARROW)
        self.stage.set_low(self.height() < LOW)

    def _fit_panel(self) -> None:
        room = self.width() - RAIL
        share = round(self.width() * SHARE)
        panel = self._panel_width or max(NARROWEST, min(WIDEST, share))
        self._splitter.setSizes([room - panel - 1, panel])

    def _remember_panel(self) -> None:
        self._panel_width = self.panel.width()
        self._settings[PANEL_KEY] = self._panel_width

    def _pick_picture(self) -> None:
        if self._has_eyes():
            self.pictures.pick()

    def _take_picture(self, data: bytes) -> None:
        if self._has_eyes():
            self.panel.talk_bar.attach(data)

    def _has_eyes(self) -> bool:
        """Whether who answers now can look at pictures; says so where not."""
        if self.model.backend == "openai":
            return True
        words = self.tr("I cannot look at pictures on this computer.")
        self.apply([Notice("warning", words, self.tr("Tell me what is on it, or ask OpenAI."), "picture")])
        return False

    def _open_menu(self) -> None:
        button = self.panel.head.menu_button
        corner = button.mapToGlobal(button.rect().bottomRight())
        corner.setX(corner.x() - self._menu.sizeHint().width())
        self._menu.popup(corner)

    def _check_theme(self) -> None:
        """It may have been chosen in the settings."""
        for action in self._themes:
            action.setChecked(action.data() == self._look.preference)

    def _set_theme(self, preference: Preference, _checked: bool = False) -> None:
        self._look.set_preference(preference)
        self.intents.theme_preference.emit(preference)

    def _restyle(self) -> None:
        self._menu.setStyleSheet(menu_style(self._look.theme))
        self._menu.setFont(self._look.font("label"))
        handle = self._look.color("line").name()
        self._splitter.setStyleSheet(f"QSplitter::handle {{ background: {handle}; }}")
        self.setWindowIcon(self._look.icons.icon("mark", self._look.color("on_gold"), 64))
        self.update()


def _same_region(region: QWidget, now: QWidget) -> bool:
    parent = region.parentWidget()
    return region is now or (parent is not None and parent is now.parentWidget())
