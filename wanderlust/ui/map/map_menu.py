"""The map's own menu: where the traveller is, and taking the streets of what is shown along."""

from __future__ import annotations

from math import cos, radians

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from wanderlust.domain.places import Coordinates
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.intents import Intents
from wanderlust.ui.map.map_canvas import MapCanvas
from wanderlust.ui.theme import menu_style

KEPT_KM = 4.0  # on either side: a town's middle on foot; 8 MB and half a minute of the server's time at most
KM_A_DEGREE = 111.32


class MapMenu(QObject):
    """Opens at a right click, or at the menu key in the middle of the map.

    Args:
        appearance: Colours and type.
        surface: The map.
        intents: Where its wishes go.
    """

    def __init__(self, appearance: Appearance, surface: MapCanvas, intents: Intents) -> None:
        super().__init__(surface)
        self._look, self._map, self._intents = appearance, surface, intents
        self.known = False
        surface.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        surface.customContextMenuRequested.connect(self.open)

    def open(self, spot: QPoint) -> None:
        """Show it at a point of the map."""
        self.menu(spot).popup(self._map.mapToGlobal(spot))

    def menu(self, spot: QPoint) -> QMenu:
        """The menu for a point of the map; it is gone when it closes."""
        menu = QMenu(self.tr("Map"), self._map)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setStyleSheet(menu_style(self._look.theme))
        menu.setFont(self._look.font("label"))
        point = self._map.to_world(spot.toPointF())
        self._add(menu, self.tr("I am here")).triggered.connect(
            lambda: self._intents.here_chosen.emit(point.lat, point.lon)
        )
        if self.known:
            self._add(menu, self.tr("Show where I am")).triggered.connect(self._intents.fly_here)
            self._add(menu, self.tr("Forget where I am")).triggered.connect(self._intents.here_forgotten)
        menu.addSeparator()
        self._add(menu, self.tr("Keep the streets around here")).triggered.connect(lambda: self._keep(point))
        return menu

    def _add(self, menu: QMenu, words: str) -> QAction:
        action = QAction(words, menu)
        menu.addAction(action)
        return action

    def _keep(self, middle: Coordinates) -> None:
        """What is shown, when that is no more than a quarter of a town; else so much around the point."""
        corners = self._map.rect()
        upper = self._map.to_world(corners.topLeft().toPointF())
        lower = self._map.to_world(corners.bottomRight().toPointF())
        up = KEPT_KM / 2 / KM_A_DEGREE
        across = up / max(0.05, cos(radians(middle.lat)))
        if upper.lat - lower.lat > 2 * up or upper.lon - lower.lon > 2 * across or upper.lon > lower.lon:
            upper = Coordinates(min(85.0, middle.lat + up), max(-180.0, middle.lon - across))
            lower = Coordinates(max(-85.0, middle.lat - up), min(180.0, middle.lon + across))
        self._intents.keep_area.emit(lower.lat, upper.lon, upper.lat, lower.lon)
