"""Joins the map with where the traveller is and with the areas they keep: signals become orders, events a dot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wanderlust.domain import events as ev
from wanderlust.domain.places import Place
from wanderlust.ui.intents import Intents
from wanderlust.ui.map.map_menu import MapMenu
from wanderlust.ui.map.map_view import MapView
from wanderlust.ui.notices import FETCHING_AREA, KEEP_AREA
from wanderlust.ui.preferences.model import PreferencesModel

Order = Callable[[Callable[[Any], None]], None]
HERE_ZOOM = 11.0
UNKNOWN = "I do not know where you are."
HOW = "Say it, such as “I'm in Lisbon”, or right-click the map."


class MapGround:
    """Keeps the dot, the menu and the preference in step.

    Args:
        surface: The map.
        menu: Its menu.
        intents: What the traveller wants.
        model: Keeps where they are for the next start.
        order: Has the worker do something.
        notify: Shows a notice.
    """

    def __init__(
        self,
        surface: MapView,
        menu: MapMenu,
        intents: Intents,
        model: PreferencesModel,
        order: Order,
        notify: Callable[[ev.DomainEvent], None],
    ) -> None:
        self._map, self._menu, self._model, self._order, self._notify = surface, menu, model, order, notify
        self._guess: Place | None = None
        intents.here_chosen.connect(lambda lat, lon: self._stand(lambda ground: ground.here_at(lat, lon)))
        intents.here_forgotten.connect(lambda: self._stand(lambda ground: ground.forget()))
        intents.keep_area.connect(lambda *box: self._stand(lambda ground: ground.offer_to_keep(*box)))
        intents.fly_here.connect(self.fly)
        model.follow("here", self._show, surface)

    def take(self, event: ev.WhereaboutsChanged) -> None:
        """The talk says where the traveller is, or only may be."""
        if event.guess:
            self._guess = event.place
        else:
            self._model.set("here", event.place)

    def mend(self, topic: str) -> bool:
        """A button of a notice about an area was pressed; says whether it was one."""
        if topic == KEEP_AREA:
            self._stand(lambda ground: ground.keep())
        elif topic == FETCHING_AREA:
            self._stand(lambda ground: ground.stop_keeping())
        return topic in (KEEP_AREA, FETCHING_AREA)

    def fly(self) -> None:
        """Show where the traveller is; a guess is shown as one, and said to be."""
        here: Place | None = self._model.value("here")
        if here is None:
            self._map.set_here(self._guess.coordinates if self._guess is not None else None, guess=True)
            guessed = f"By this computer's clock I guess {self._guess.label}. " if self._guess is not None else ""
            self._notify(ev.Notice("info", UNKNOWN, guessed + HOW, "whereabouts"))
        place = here or self._guess
        if place is not None:
            self._map.fly_to(place.lat, place.lon, HERE_ZOOM if here is not None else HERE_ZOOM - 3)

    def _show(self, place: Place | None) -> None:
        self._menu.known = place is not None
        self._map.set_here(place.coordinates if place is not None else None)

    def _stand(self, action: Callable[[Any], Any]) -> None:
        self._order(lambda worker: worker.stand(action))
