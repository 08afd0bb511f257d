"""The trip as a mode of the window: its panel in the transcript's place, its days on the map, and its keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QTextEdit, QWidget

from wanderlust.domain.events import DomainEvent
from wanderlust.domain.trip import orders as od
from wanderlust.domain.trip.outlook import TripsChanged
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.conversation_panel import ConversationPanel
from wanderlust.ui.intents import Intents
from wanderlust.ui.map_stage import MARGIN, STRIP_BELOW, MapStage
from wanderlust.ui.rail import Rail
from wanderlust.ui.shadows import shadow_margins
from wanderlust.ui.talk_bar import Announce
from wanderlust.ui.trip.model import TripModel
from wanderlust.ui.trip.words import deed_words, short_day
from wanderlust.ui.view_models.conversation import ConversationViewModel

if TYPE_CHECKING:
    from wanderlust.ui.trip.legend import Legend
    from wanderlust.ui.trip.panel import TripPanel


class TripMode(QObject):
    """Makes the panel when it is first wanted, and keeps the map in step with it.

    Args:
        appearance: Colours and type.
        panel: Where the trip takes the transcript's place.
        stage: The map's area.
        rail: Shows which mode it is.
        talk: The talk, for the place whose card is open.
        intents: Where wishes go.
        now: The clock.
        announcer: Says to a screen reader what was done.
    """

    def __init__(
        self,
        appearance: Appearance,
        panel: ConversationPanel,
        stage: MapStage,
        rail: Rail,
        talk: ConversationViewModel,
        intents: Intents,
        now: Callable[[], datetime],
        announcer: Announce,
    ) -> None:
        super().__init__(stage)
        self._look, self._panel, self._stage, self._rail, self._talk = appearance, panel, stage, rail, talk
        self._intents, self._now, self._announcer = intents, now, announcer
        self.model = TripModel(self)
        self.page: TripPanel | None = None
        self.legend: Legend | None = None
        self._chosen = ""
        self._looked_at = ""
        self.model.changed.connect(self._follow)
        rail.trip.clicked.connect(self.enter)
        rail.trip.toggled.connect(self._left)
        talk.map_changed.connect(lambda _reason: self._offer())
        stage.stop_chosen.connect(self._stop_on_map)
        window = stage.window()
        for keys, act in (
            ("Ctrl+2", self.enter),
            (QKeySequence(QKeySequence.StandardKey.Undo), self.undo),
            (QKeySequence(QKeySequence.StandardKey.Redo), self.redo),
        ):
            QShortcut(QKeySequence(keys), window).activated.connect(act)

    @property
    def active(self) -> bool:
        """Whether the trip is on the screen."""
        return self.page is not None and self._panel.covered_by is self.page

    def apply(self, events: Sequence[DomainEvent]) -> None:
        """Take a batch of domain events."""
        self.model.apply(events)
        if any(isinstance(event, TripsChanged) and event.news for event in events) and self.active:
            deed = self.model.state.undo
            if deed is not None and self.page is not None:
                words = deed_words(deed)
                self._announcer(self.page, words[:1].upper() + words[1:], False)

    def enter(self) -> None:
        """Show the trip."""
        if self.page is None:
            from wanderlust.ui.trip.legend import Legend
            from wanderlust.ui.trip.panel import TripPanel  # not before it is wanted: the first paint waits for nothing

            self.page = TripPanel(self._look, self.model, lambda: self._now().date())
            self.page.wanted.connect(self._intents.trip)
            self.page.said.connect(self._intents.text)
            self.page.stop_chosen.connect(self._stop_in_list)
            self.legend = Legend(self._look, self._stage)
            self._stage.installEventFilter(self)
        self._intents.interpret_left.emit()
        self._rail.trip.setChecked(True)
        self._panel.cover(self.page, self.tr("Trip"))
        self._looked_at = ""
        self._follow()
        self.page.focus_list()

    def escape(self) -> bool:
        """Esc: put an open sheet away; says whether it did anything."""
        return self.active and self.page is not None and self.page.escape()

    def undo(self) -> None:
        """Take the last deed on the trips back; in a field of words its own undo comes first."""
        if not self._undone_in_field("undo") and self.model.state.undo is not None:
            self._intents.trip.emit(od.Undo())

    def redo(self) -> None:
        """Do again what was undone."""
        if not self._undone_in_field("redo") and self.model.state.redo is not None:
            self._intents.trip.emit(od.Redo())

    def regions(self) -> list[QWidget]:
        """Where F6 goes while the trip is shown."""
        return [self.page.list] if self.active and self.page is not None else []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._stage and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._show_legend()
        return False

    # -- inside

    def _undone_in_field(self, act: str) -> bool:
        field = self._stage.window().focusWidget()
        if isinstance(field, QLineEdit) and (field.isUndoAvailable() if act == "undo" else field.isRedoAvailable()):
            getattr(field, act)()
            return True
        return isinstance(field, QTextEdit) and not field.isReadOnly()

    def _left(self, chosen: bool) -> None:
        """Another mode was chosen on the rail."""
        if not chosen and self.page is not None:
            self._panel.cover(None)
            self._stage.show_trip([], keep_pins=True)
            self._show_legend()

    def _follow(self) -> None:
        if not self.active:
            return
        others = any(not self.model.holds(place.id) for place in self._talk.map.places)
        self._stage.show_trip(self.model.routes(), self._chosen, keep_pins=others)
        self._offer()
        self._show_legend()
        trip = self.model.state.trip
        points = [stop.point for day in self.model.routes() for stop in day.stops]
        if trip is not None and points and trip.id != self._looked_at:
            self._looked_at = trip.id
            self._stage.look_at(points)

    def _offer(self) -> None:
        if self.active and self.page is not None:
            self.page.offer_place(self._talk.map.card)
            self._show_legend()

    def _stop_in_list(self, stop_id: str) -> None:
        stop = self.model.stop(stop_id)
        if stop_id != self._chosen:
            self._chosen = stop_id
            self._follow()
        if stop is not None and stop.place is not None:
            self._stage.bring(stop.place.coordinates)

    def _stop_on_map(self, stop_id: str) -> None:
        if self.page is not None and self.active:
            self.page.choose(stop_id)

    def _show_legend(self) -> None:
        if self.legend is None:
            return
        days: list[tuple[int, str]] = []
        if self.active:
            for row in self.model.rows:
                if row.kind == "day" and not row.key.open:
                    days.append((row.style, short_day(row.key)))
        left, top, _, bottom = shadow_margins(2)
        self.legend.show_days(days, self._stage.width() - 2.0 * MARGIN)
        self.legend.setVisible(bool(days) and self._talk.map.card is None)
        box = self.legend.surface()
        lift = (
            STRIP_BELOW
            if self._stage.isRightToLeft() or box.width() + 2 * MARGIN > self._stage.width() * 0.6
            else MARGIN
        )
        x = self._stage.width() - MARGIN - box.width() - left if self._stage.isRightToLeft() else MARGIN - left
        self.legend.move(round(x), round(self._stage.height() - lift - box.height() - top))
        self.legend.raise_()
        self._stage.set_legend(round(lift + box.height()) if self.legend.isVisibleTo(self._stage) else 0)
