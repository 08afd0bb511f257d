"""The map's own menu: where the traveller is, and taking the streets of what is shown along."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.intents import Intents
from wanderlust.ui.map.map_canvas import MapCanvas
from wanderlust.ui.theme import menu_style


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
        self._add(menu, self.tr("Keep this area for offline")).triggered.connect(self._keep)
        return menu

    def _add(self, menu: QMenu, words: str) -> QAction:
        action = QAction(words, menu)
        menu.addAction(action)
        return action

    def _keep(self) -> None:
        corners = self._map.rect()
        upper = self._map.to_world(corners.topLeft().toPointF())
        lower = self._map.to_world(corners.bottomRight().toPointF())
        self._intents.keep_area.emit(lower.lat, upper.lon, upper.lat, lower.lon)
