"""How the view moves: dragged, zoomed about the pointer, or flown from place to place."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QObject, QTimer, QVariantAnimation, Signal

from wanderlust.ui.map.flight import Flight
from wanderlust.ui.map.viewport import ScreenPoint, Viewport, WorldPoint

_EASE_MS = 160  # one notch of the wheel; longer feels like lag, shorter like a jump
_REST_MS = 90  # without another pinch step the zoom counts as at rest


class MapMotion(QObject):
    """Owns the view. Every input stops a flight.

    Signals:
        moved: The view changed.
        rested: The zoom came to rest, or a flight arrived.
    """

    moved = Signal()
    rested = Signal()

    def __init__(self, view: Viewport, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view.settled()
        self._flight: Flight | None = None
        self._kept: tuple[WorldPoint, ScreenPoint] = ((0.0, 0.0), (0.0, 0.0))
        self._target_zoom = self._view.zoom
        self._reduced = False
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.valueChanged.connect(self._advance)
        self._animation.finished.connect(self._arrive)
        self._start_zoom = self._view.zoom
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_REST_MS)
        self._pause.timeout.connect(self.rested)

    @property
    def view(self) -> Viewport:
        return self._view

    @property
    def flight(self) -> Flight | None:
        """The flight under way, if any."""
        return self._flight

    @property
    def zooming(self) -> bool:
        """Whether the zoom is still changing, so that painting for it would be in vain."""
        return self._running or self._pause.isActive()

    @property
    def reduced(self) -> bool:
        return self._reduced

    @reduced.setter
    def reduced(self, reduced: bool) -> None:
        self._reduced = reduced

    @property
    def _running(self) -> bool:
        return self._animation.state() == QAbstractAnimation.State.Running

    def stop(self) -> None:
        """Stay where the view is now."""
        if self._running:
            self._animation.stop()
            self._flight = None
            self.rested.emit()

    def jump(self, view: Viewport) -> None:
        """Show a view at once."""
        self._animation.stop()
        self._flight = None
        self._show(view)
        self.rested.emit()

    def resize(self, width: float, height: float) -> None:
        """Keep the centre in a window of another size; a flight ends at its target."""
        if self._flight is not None:
            target = self._flight.end
            self._animation.stop()
            self._flight = None
            self._view = target
        self._show(replace(self._view, width=max(1.0, width), height=max(1.0, height)))

    def set_closest(self, zoom: float) -> None:
        """Come no closer than this from now on."""
        if zoom != self._view.closest:
            self.stop()
            self._view = replace(self._view, closest=zoom)
            self.jump(self._view)

    def pan(self, dx: float, dy: float) -> None:
        """Drag the world by so many logical pixels."""
        self.stop()
        self._show(self._view.panned(dx, dy))

    def pinch(self, change: float, about: ScreenPoint) -> None:
        """Change the zoom at once, as fingers do."""
        self.stop()
        self._pause.start()
        self._show(self._view.zoomed(self._view.zoom + change, about))

    def ease_zoom(self, change: float, about: ScreenPoint) -> None:
        """Change the zoom smoothly; changes asked for meanwhile add up."""
        easing = self._running and self._flight is None
        goal = (self._target_zoom if easing else self._view.zoom) + change
        goal = self._view.zoomed(goal, about).zoom
        self._animation.stop()
        self._flight = None
        if self._reduced:
            self.jump(self._view.zoomed(goal, about))
            return
        self._kept = self._view.to_world(about), about
        self._start_zoom, self._target_zoom = self._view.zoom, goal
        self._run(_EASE_MS, QEasingCurve.Type.OutCubic)

    def fly(self, end: Viewport) -> None:
        """Fly to a view; at once with reduced motion."""
        self._animation.stop()
        if self._reduced:
            self.jump(end)
            return
        self._flight = Flight(self._view, end.settled())
        self._run(self._flight.duration_ms, QEasingCurve.Type.InOutCubic)

    def _run(self, duration_ms: int, curve: QEasingCurve.Type) -> None:
        self._animation.setDuration(duration_ms)
        self._animation.setEasingCurve(curve)
        self._animation.start()

    def _advance(self, value: float) -> None:
        if not self._running:
            return
        if self._flight is not None:
            self._show(self._flight.at(value))
            return
        (world_x, world_y), about = self._kept
        zoom = self._start_zoom + (self._target_zoom - self._start_zoom) * value
        at_zoom = replace(self._view, x=world_x, y=world_y, zoom=zoom)
        # Zoomed about its own middle and then shifted, so that the place stays under the pointer to the pixel.
        middle = at_zoom.zoomed(zoom, (at_zoom.width / 2, at_zoom.height / 2)).zoom
        scale = replace(at_zoom, zoom=middle).scale
        x = world_x - (about[0] - at_zoom.width / 2) / scale
        y = world_y - (about[1] - at_zoom.height / 2) / scale
        self._show(replace(self._view, x=x, y=y, zoom=middle))

    def _arrive(self) -> None:
        if self._flight is not None:
            end, self._flight = self._flight.end, None
            self._show(end)
        self.rested.emit()

    def _show(self, view: Viewport) -> None:
        view = view.settled()
        if view != self._view:
            self._view = view
            self.moved.emit()
