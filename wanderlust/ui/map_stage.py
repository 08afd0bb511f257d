"""The map with everything that floats on it: search, controls, the place card, notices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Protocol

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from wanderlust.domain.places import Coordinates, Pin
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.map.palette import MapPalette
from wanderlust.ui.map.trip_routes import DayRoute
from wanderlust.ui.notices import Notices
from wanderlust.ui.pin_list import PinList
from wanderlust.ui.place_card import WIDTH, PlaceCard
from wanderlust.ui.search_field import SearchField
from wanderlust.ui.shadows import shadow_margins
from wanderlust.ui.view_models.conversation import ConversationViewModel
from wanderlust.ui.view_models.map_state import zoom_for

MARGIN = 16
TRIP_ZOOM = 14.0  # stops of one day lie streets apart: nearer than a single place is looked at
STRIP_BELOW = 32  # the map's attribution stays readable below the strip
LOW = 720  # below this height of the window the place card is a strip


class MapSurface(Protocol):
    """What the stage asks of the map widget; ``pinChosen`` and ``stopChosen`` are its signals."""

    pinChosen: Any
    stopChosen: Any

    @property
    def streets(self) -> bool: ...
    def set_pins(self, pins: list[Pin]) -> None: ...
    def choose(self, index: int | None) -> None: ...
    def set_line(self, points: Sequence[Coordinates]) -> None: ...
    def fly_to(self, lat: float, lon: float, zoom: float) -> None: ...
    def fit(self, points: Sequence[Coordinates], padding: int = ..., closest: float = ...) -> None: ...
    def set_trip(self, days: Sequence[DayRoute], chosen: str = ...) -> None: ...
    def bring(self, point: Coordinates) -> None: ...
    def set_palette(self, palette: MapPalette) -> None: ...
    def set_reduced_motion(self, reduced: bool) -> None: ...
    def set_text_scale(self, scale: float) -> None: ...
    def set_obstructed(self, left: int, top: int, right: int, bottom: int) -> None: ...


class MapStage(QWidget):
    """Lays the map and what floats on it, and keeps the map in step with the view model.

    Args:
        appearance: Colours and type.
        model: Pins, the chosen one, the line and the notices.
        surface: The map widget, also a ``MapSurface``.
        controls: Zoom and locate buttons, or None.
        now: The clock, for local times.

    Signals:
        place_opened: A place's card was opened; carries the place.
        stop_chosen: Id of a stop of the trip that was clicked.
    """

    place_opened = Signal(object)
    stop_chosen = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        model: ConversationViewModel,
        surface: QWidget,
        controls: QWidget | None,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.appearance, self._model, self._controls = appearance, model, controls
        self._widget = surface
        self._map: MapSurface = surface  # type: ignore[assignment]
        self._low = False
        self._opened = ""
        surface.setParent(self)
        if controls is not None:
            controls.setParent(self)
        self.search = SearchField(appearance, self)
        self.card = PlaceCard(appearance, now, self)
        self.notices = Notices(appearance, model, self)
        self.pin_list = PinList(appearance, model, self)
        self._pins_kept = True
        self._legend = 0
        self._map.pinChosen.connect(self._pin_chosen)
        self._map.stopChosen.connect(self.stop_chosen)
        self.card.closed.connect(self.close_card)
        self.card.resized.connect(self._arrange)
        self.notices.arranged.connect(self._arrange)
        model.map_changed.connect(self._follow)
        model.details_changed.connect(self._tell_details)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self._follow("restored")

    @property
    def surface(self) -> QWidget:
        """The map widget."""
        return self._widget

    def set_low(self, low: bool) -> None:
        """The window is less than 720 px high."""
        self._low = low
        self._arrange()

    def close_card(self) -> bool:
        """Close the place card; says whether it was open."""
        if self._model.map.card is None:
            return False
        self._model.choose(None)
        return True

    def show_trip(self, days: Sequence[DayRoute], chosen: str = "", *, keep_pins: bool) -> None:
        """Draw a trip's days; without ``keep_pins`` its rings stand for the pins, which are on it too."""
        self._map.set_trip(days, chosen)
        if keep_pins != self._pins_kept:
            self._pins_kept = keep_pins
            self._map.set_pins(self._model.map.pins if keep_pins else [])

    def set_legend(self, height: int) -> None:
        """How many pixels along the lower edge the days' legend covers."""
        if height != self._legend:
            self._legend = height
            self._arrange()

    def look_at(self, points: Sequence[Coordinates]) -> None:
        """Bring these into view together."""
        if points:
            self._map.fit(points, 48, TRIP_ZOOM)

    def bring(self, point: Coordinates) -> None:
        """Bring a point into view, at the zoom there is."""
        self._map.bring(point)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._widget.setGeometry(self.rect())
        self._arrange()

    def _pin_chosen(self, index: int) -> None:
        self._model.choose(index if index >= 0 else None)

    def _follow(self, reason: str) -> None:
        state = self._model.map
        index = state.chosen
        place = state.card
        self.card.show_place(place, index + 1 if index is not None else None)
        self._tell_details()
        opened, self._opened = self._opened, place.id if place is not None else ""
        if place is not None and place.id != opened:
            self.place_opened.emit(place)
        if reason == "shown":
            self._map.set_pins(state.pins if self._pins_kept else [])
            self._map.set_line(list(state.line))
            self._look_at_all()
        elif reason == "chosen":
            self._map.choose(index if self._pins_kept else None)
        elif reason == "visited" and state.visited is not None:
            self._map.choose(None)
            place = state.visited
            self._map.fly_to(place.lat, place.lon, zoom_for(place.kind, self._map.streets))

    def _tell_details(self) -> None:
        details, place = self._model.details, self._model.map.card
        if place is not None:
            self.card.show_details(details if details is not None and details.place_id == place.id else None)
        self._arrange()

    def _look_at_all(self) -> None:
        state = self._model.map
        points = [place.coordinates for place in state.places]
        if state.line or len(points) > 1:
            self._map.fit([*points, *state.line], 48)
        elif points:
            place = state.places[0]
            self._map.fly_to(place.lat, place.lon, zoom_for(place.kind, self._map.streets))

    def _arrange(self) -> None:
        mirrored, width, height = self.isRightToLeft(), self.width(), self.height()

        def place(widget: QWidget, x: float, y: float, depth: int) -> None:
            """Put a surface, without its shadow, at x from the leading edge and y from the top."""
            left, top, right, _ = shadow_margins(depth)
            start = width - x - widget.width() + right if mirrored else x - left
            widget.move(round(start), round(y - top))

        place(self.search, MARGIN, MARGIN, 1)
        place(self.pin_list, MARGIN, MARGIN + self.search.surface().height() + 8, 2)
        controls = 0
        if self._controls is not None:
            left, _, right, _ = shadow_margins(1)
            self._controls.resize(self._controls.sizeHint())
            controls = self._controls.width() - left - right
            place(self._controls, width - MARGIN - controls, MARGIN, 1)
        self.card.set_room(height - 3 * MARGIN - self.search.surface().height())
        self.card.set_strip(self._low, min(width - 2 * MARGIN, 620))
        left, top, right, bottom = shadow_margins(3)
        tall = self.card.height() - top - bottom
        below = STRIP_BELOW if self._low or mirrored else MARGIN
        place(self.card, MARGIN, height - below - tall, 3)
        y = float(MARGIN)
        for notice in self.notices.cards:
            wide = notice.width() - left - right
            x = max(MARGIN, width - 2 * MARGIN - controls - wide)
            if x < MARGIN + self.search.width() + 8 and y == MARGIN:
                y = MARGIN + 56  # no room beside the search field: below it
            place(notice, x, y, 3)
            y += notice.height() - top - bottom + 8
        self._tell_obstructed(mirrored, controls, tall)

    def _tell_obstructed(self, mirrored: bool, controls: int, card: int) -> None:
        """Tell the map which of its edges are covered, so that it centres in what is seen."""
        open_card = self._model.map.card is not None
        below = card + STRIP_BELOW if open_card and self._low else self._legend
        beside = WIDTH + MARGIN if open_card and not self._low and self.width() > 2 * WIDTH else 0
        near, far = beside, controls + MARGIN
        if mirrored:
            near, far = far, near
        self._map.set_obstructed(near, MARGIN + 48, far, below)

    def card_box(self) -> QRect:
        """Where the place card lies, in this widget's coordinates; empty when closed."""
        if self.card.isHidden():
            return QRect()
        return self.card.surface().toRect().translated(self.card.mapTo(self, QPoint(0, 0)))

    def _restyle(self) -> None:
        dark = self.appearance.theme.dark
        self._map.set_palette(MapPalette.dark() if dark else MapPalette.light())
        self._map.set_reduced_motion(self.appearance.reduced_motion)
        self._map.set_text_scale(self.appearance.text_factor)
        self._arrange()
