"""The map widget: a painted world one can drag, zoom, fly over and pin, by mouse, trackpad and keyboard."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputDevice, QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from wanderlust.ui.map.basemap import Basemap
from wanderlust.ui.map.map_canvas import FIT_ZOOM, MapCanvas
from wanderlust.ui.map.palette import MapPalette
from wanderlust.ui.map.pins import Mark

_DRAG_PX = 4.0  # a shaky click moves less
_ARROW_PX = 80.0
_NOTCH, _NOTCH_ZOOM = 120.0, 0.5  # one notch of a wheel, and the zoom it is worth
_ARROWS = {
    Qt.Key.Key_Left: (_ARROW_PX, 0.0),
    Qt.Key.Key_Right: (-_ARROW_PX, 0.0),
    Qt.Key.Key_Up: (0.0, _ARROW_PX),
    Qt.Key.Key_Down: (0.0, -_ARROW_PX),
}
_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class MapView(MapCanvas):
    """A map that answers to the hand.

    Drag to move, wheel or pinch to zoom about the pointer, double-click to come closer; arrows move, ``+`` and
    ``-`` zoom, ``0`` shows all pins, ``1`` to ``9`` choose the pin of that number. Other keys are left alone.

    Signals:
        pinChosen: The traveller chose the pin with this index.
        placeHovered: The pointer is over the pin with this index, or -1 when it left.
        stopChosen: The traveller chose the trip's stop of this id.
    """

    pinChosen = Signal(int)
    placeHovered = Signal(int)
    stopChosen = Signal(str)

    def __init__(
        self, basemap: Basemap, palette: MapPalette, parent: QWidget | None = None, *, language: str = "en"
    ) -> None:
        super().__init__(basemap, palette, parent, language=language)
        self._pressed_at: QPointF | None = None
        self._last = QPointF()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._motion.stop()
        self._pressed_at = self._last = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position()
        if self._pressed_at is None:
            self._hover(self._pins.mark_at(self.view, here.x(), here.y()))
            return
        if not self._dragging:
            way = here - self._pressed_at
            if math.hypot(way.x(), way.y()) < _DRAG_PX:
                return
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        way, self._last = here - self._last, here
        self._motion.pan(way.x(), way.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed_at is None:
            event.ignore()
            return
        here, dragged = event.position(), self._dragging
        self._pressed_at, self._dragging = None, False
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        mark = self._pins.mark_at(self.view, here.x(), here.y())
        if not dragged and mark is not None:
            self._click(mark)
        elif not dragged and (stop := self._trip.stop_at(self.view, here.x(), here.y())):
            self.stopChosen.emit(stop)
        self._refresh()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        here = event.position()
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
        elif self._pins.mark_at(self.view, here.x(), here.y()) is None:
            out = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._motion.ease_zoom(-1.0 if out else 1.0, (here.x(), here.y()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)
        super().leaveEvent(event)

    def _click(self, mark: Mark) -> None:
        if not mark.cluster or self.view.zoom >= self.view.closest:
            # Pins at one spot never come apart; each click on them takes the next.
            after = [i for i in mark.pins if self.chosen is None or i > self.chosen]
            self._choose_by_hand((after or list(mark.pins))[0])
            return
        places = [self._pins.places[i] for i in mark.pins]
        closer = min(self.view.closest, self.view.zoom + 3)
        self._fit_world(places, 56, max(FIT_ZOOM, closer))

    def _choose_by_hand(self, index: int) -> None:
        self.choose(index)
        self.pinChosen.emit(index)

    def _hover(self, mark: Mark | None) -> None:
        index = mark.pins[0] if mark is not None and not mark.cluster else None
        pointing = mark is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.OpenHandCursor)
        if index != self._pins.hovered:
            self._pins.hovered = index
            self._pins.forget()
            self._refresh()
            self.placeHovered.emit(-1 if index is None else index)

    # Wheel and trackpad

    def wheelEvent(self, event: QWheelEvent) -> None:
        here = (event.position().x(), event.position().y())
        pixels, angle = event.pixelDelta(), event.angleDelta()
        fingers = event.phase() != Qt.ScrollPhase.NoScrollPhase or (
            event.device().type() == QInputDevice.DeviceType.TouchPad
        )
        with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if fingers and not pixels.isNull():
            if with_ctrl:
                self._motion.pinch(pixels.y() / 200, here)
            else:
                self._motion.pan(pixels.x(), pixels.y())
        elif angle.y():
            self._motion.ease_zoom(angle.y() / _NOTCH * _NOTCH_ZOOM, here)
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            here = (event.position().x(), event.position().y())
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self._motion.pinch(math.log2(max(0.2, 1 + event.value())), here)
                return True
            if event.gestureType() == Qt.NativeGestureType.SmartZoomNativeGesture:
                self._motion.ease_zoom(1.0, here)
                return True
        return super().event(event)

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if plain != Qt.KeyboardModifier.NoModifier:
            event.ignore()
        elif key in _ARROWS:
            self._motion.pan(*_ARROWS[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(1.0)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom_by(-1.0)
        elif key == Qt.Key.Key_0:
            self.fit_pins()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            number = key - Qt.Key.Key_0
            found = [i for i, pin in enumerate(self.pins) if pin.number == number]
            if found:
                self._choose_by_hand(found[0])
            else:
                event.ignore()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._keyboard_focus = event.reason() in _KEYBOARD
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._keyboard_focus = False
        self.update()
        super().focusOutEvent(event)
