"""The map as a picture: what is shown, how it moves when told to, and how it is painted."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from wanderlust.domain.geodesy import from_mercator, to_mercator
from wanderlust.domain.map_tiles import Tile, TileOffer
from wanderlust.domain.places import Coordinates, Pin
from wanderlust.ui.map import frame_overlay
from wanderlust.ui.map.backdrop import Backdrop
from wanderlust.ui.map.basemap import Basemap
from wanderlust.ui.map.cities import City
from wanderlust.ui.map.here_dot import HereDot
from wanderlust.ui.map.label_layer import LabelLayer
from wanderlust.ui.map.label_sprites import LabelSprites
from wanderlust.ui.map.labels import PlacedLabel
from wanderlust.ui.map.line_layer import LineLayer
from wanderlust.ui.map.motion import MapMotion
from wanderlust.ui.map.palette import MapPalette
from wanderlust.ui.map.pin_layer import PinLayer
from wanderlust.ui.map.pin_sprites import PinSprites
from wanderlust.ui.map.pins import CHOSEN_RADIUS, TAIL, Mark
from wanderlust.ui.map.tile_layer import TileLayer
from wanderlust.ui.map.trip_routes import DayRoute, TripLayer
from wanderlust.ui.map.viewport import MAX_ZOOM, WORLD_PX, Margins, Viewport, WorldPoint

FIT_ZOOM = 10.0  # closest that fitting goes by itself: nearer, the basemap has little to show
STREET_FIT_ZOOM = 16.0  # with streets: a few blocks
_PIN_HEIGHT = CHOSEN_RADIUS * (1 + TAIL)
_SLICE_S, _SLICE_MOVING_S = 0.006, 0.003  # painting ahead between two frames
_RECOLOUR_S = 0.15  # after a change of theme the view is repainted at once, within this
_HOME_PX = 1000  # a narrower window shows less than the world rather than a smaller one
_NARROW_WINDOW = 1100


class MapCanvas(QWidget):
    """A map of the world, painted without a network. ``MapView`` adds mouse, trackpad and keyboard.

    Signals:
        viewChanged: The map shows something else than before.
        tilesWanted: A tuple of ``Tile`` that the street map lacks where it is looked at.
    """

    viewChanged = Signal()
    tilesWanted = Signal(object)

    def __init__(
        self, basemap: Basemap, palette: MapPalette, parent: QWidget | None = None, *, language: str = "en"
    ) -> None:
        super().__init__(parent)
        self._basemap = basemap
        self._palette = palette
        self._text_scale = 1.0
        self._ratio = self.devicePixelRatioF()
        self._covered = Margins()
        self._dragging = False
        self._keyboard_focus = False
        self._at_home = True
        self._motion = MapMotion(Viewport(width=self.width(), height=self.height()), self)
        self._motion.moved.connect(self._on_moved)
        self._motion.rested.connect(self._refresh)
        self._backdrop = Backdrop(basemap, palette, self._ratio)
        self._labels = LabelLayer(basemap.countries(), self._label_sprites(), language)
        self._pins = PinLayer(self._pin_sprites())
        self._line = LineLayer(palette)
        self._here = HereDot()
        self._tiles = TileLayer(self)
        self._tiles.changed.connect(self.update)
        self._tiles.wanted.connect(self.tilesWanted)
        self._tiles.set_look(self._ratio, self._night())
        self._trip = TripLayer(palette, self.font(), self._ratio, self._text_scale)
        self._work = QTimer(self)
        self._work.setInterval(0)
        self._work.timeout.connect(self._on_slice)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(200, 160)
        self.setAccessibleName(self.tr("Map"))
        self._describe()

    # What is shown

    @property
    def view(self) -> Viewport:
        return self._motion.view

    @property
    def pins(self) -> tuple[Pin, ...]:
        return self._pins.pins

    @property
    def chosen(self) -> int | None:
        """Index of the chosen pin."""
        return self._pins.chosen

    @property
    def labels(self) -> tuple[PlacedLabel, ...]:
        """Names placed on the map, the most important first."""
        return self._labels.placed

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Pins and clusters as shown at this zoom."""
        return tuple(self._pins.marks(self.view))

    @property
    def busy(self) -> bool:
        """Whether the picture is still being completed or the view moves."""
        return self._work.isActive() or self._motion.zooming or self._tiles.busy

    @property
    def streets(self) -> bool:
        """Whether streets can be shown and asked for."""
        return self._tiles.offer is not None and self._tiles.offer.live

    @property
    def missing_tiles(self) -> tuple[Tile, ...]:
        """Pieces of the street map that are looked at and have not come."""
        return self._tiles.missing

    def set_cities(self, cities: Iterable[City]) -> None:
        """Towns to name: (name, latitude, longitude, population, is capital). Taken in bit by bit."""
        self._labels.set_cities(cities)
        self._refresh()

    def set_pins(self, pins: Sequence[Pin]) -> None:
        """Replace all pins; the view stays. The pin marked as chosen is the chosen one."""
        self._pins.set_pins(pins)
        self._pins_changed()

    def choose(self, index: int | None) -> None:
        """Choose a pin, or none, and bring it into view. Emits nothing."""
        if index is not None and not 0 <= index < len(self._pins.pins):
            raise IndexError(f"There is no pin {index} among {len(self._pins.pins)}.")
        self._pins.chosen = index
        self._pins.forget()
        self._pins_changed()
        if index is not None:
            self._bring_into_view(self._pins.places[index])

    def set_line(self, points: Sequence[Coordinates]) -> None:
        """Draw the shortest way through points; an empty sequence takes the line away."""
        self._line.set_line(points)
        self._labels.forget()
        self._refresh()

    def set_here(self, point: Coordinates | None, guess: bool = False) -> None:
        """Show where the traveller is, as a guess when it is one, or nowhere."""
        self._here.set(point, guess)
        self.update()

    def set_street_map(self, offer: TileOffer | None) -> None:
        """Show a street map over the painted world where the view is near enough, or none."""
        self._tiles.set_offer(offer)
        self._motion.set_closest(MAX_ZOOM if offer is None else float(min(19, offer.closest)))
        self._refresh()

    def take_tile(self, provider: str, tile: Tile, picture: bytes | None) -> None:
        """A piece of the street map came, or cannot be had now."""
        self._tiles.take(provider, tile, picture)

    def set_trip(self, days: Sequence[DayRoute], chosen: str = "") -> None:
        """Draw a trip's days and their stops, the one of this id as chosen; no days take it away."""
        self._trip.set_days(days)
        self._trip.chosen = chosen
        self._labels.forget()
        self._refresh()

    def set_palette(self, palette: MapPalette) -> None:
        """Recolour everything."""
        self._palette = palette
        self._line.set_palette(palette)
        self._repaint_all()

    def set_text_scale(self, scale: float) -> None:
        """Factor on all text, 0.9 to 1.6."""
        self._text_scale = scale
        self._repaint_all()

    def set_reduced_motion(self, reduced: bool) -> None:
        """Jump instead of flying and easing."""
        self._motion.reduced = reduced
        self._tiles.reduced_motion = reduced

    def set_obstructed(self, left: float, top: float, right: float, bottom: float) -> None:
        """Say how many pixels along each edge something floats over; flights centre in what is free."""
        self._covered = Margins(left, top, right, bottom)
        self._refresh()

    # Moving about

    def fly_to(self, lat: float, lon: float, zoom: float) -> None:
        """Fly until a place lies in the middle of the free part. Jumps while the map is not on screen."""
        self._go(self.view.centred(to_mercator(Coordinates(lat, lon)), zoom, self._covered))

    def fit(self, points: Sequence[Coordinates], padding: float = 56, closest: float | None = None) -> None:
        """Fly until all points are in the free part, ``padding`` pixels from its edges."""
        if points:
            nearest = self._fit_zoom if closest is None else closest
            self._fit_world([to_mercator(point) for point in points], padding, nearest)

    def finish(self) -> None:
        """Complete the picture at once, for paper: on screen it is completed bit by bit between frames."""
        self._refresh()
        for _ in range(2):  # names are laid out once the towns are taken in
            while self._backdrop.pending or self._labels.pending:
                if self._backdrop.pending:
                    self._backdrop.step()
                else:
                    self._labels.step()
            self._refresh()

    def share_towns(self, other: MapCanvas) -> None:
        """Name the towns that another map names."""
        self._labels.share(other._labels)

    def fit_pins(self) -> None:
        """Fly until all pins and the line are in view; without any, show the world."""
        shown = [*self._pins.places, *self._line.points, *self._trip.points]
        if shown:
            self._fit_world(shown, 56, self._fit_zoom)
        else:
            self._go(home(self.view))

    def zoom_by(self, change: float) -> None:
        """Zoom smoothly about the middle of the free part."""
        self._motion.ease_zoom(change, self._free_middle())

    def to_screen(self, lat: float, lon: float) -> QPointF:
        """Where a place lies in the widget, in the copy of the world nearest to the centre."""
        place = self.view.nearest_copy(to_mercator(Coordinates(lat, lon)))
        return QPointF(*self.view.to_screen(place))

    def to_world(self, point: QPointF) -> Coordinates:
        """The place at a point of the widget."""
        return from_mercator(*self.view.to_world((point.x(), point.y())))

    def bring(self, point: Coordinates) -> None:
        """Fly until a point is in the free part, at the zoom there is."""
        self._bring_into_view(to_mercator(point))

    def _go(self, end: Viewport) -> None:
        if self.isVisible():
            self._motion.fly(end)
            self._refresh()
        else:
            self._motion.jump(end)

    def _fit_world(self, points: Sequence[WorldPoint], padding: float, closest: float) -> None:
        covered = self._covered
        around = Margins(
            covered.left + padding,
            covered.top + padding + _PIN_HEIGHT,
            covered.right + padding,
            covered.bottom + padding,
        )
        self._go(self.view.fitted(points, around, closest))

    def _bring_into_view(self, place: WorldPoint) -> None:
        x, y = self.view.to_screen(self.view.nearest_copy(place))
        covered, edge = self._covered, 16
        across = covered.left + edge <= x <= self.width() - covered.right - edge
        down = covered.top + edge + _PIN_HEIGHT <= y <= self.height() - covered.bottom - edge
        if self._motion.flight is None and not (across and down):
            self._go(self.view.centred(place, self.view.zoom, covered))

    @property
    def _fit_zoom(self) -> float:
        return STREET_FIT_ZOOM if self.streets else FIT_ZOOM

    def _free_middle(self) -> tuple[float, float]:
        covered = self._covered
        return (
            (covered.left + self.width() - covered.right) / 2,
            (covered.top + self.height() - covered.bottom) / 2,
        )

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        view, ratio = self.view, self._ratio
        moving = self._dragging or self._motion.zooming
        painter = QPainter(self)
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        if not self._tiles.look(view):
            self._backdrop.draw(painter, view)
        self._tiles.draw(painter, view)
        painter.restore()
        self._line.draw(painter, view)
        self._trip.draw_lines(painter, view)
        size = (self.width(), self.height())
        corner = frame_overlay.attribution_box(self.font(), self.attribution, *size)
        clear = (corner.left(), corner.top(), corner.right(), corner.bottom())
        obstacles = self._pins.boxes(view, self._covered, moving=moving) + self._trip.boxes(view)
        if self._tiles.cover != "whole":
            self._labels.draw(painter, view, ratio, obstacles, clear, self._tiles.covers)
        self._trip.draw_rings(painter, view)
        self._here.draw(painter, view, self._palette, self.font(), self.tr("You, at a guess"))
        self._pins.draw(painter, view, self._covered, ratio, moving=moving)
        frame_overlay.draw_attribution(painter, self.font(), self._palette, self.attribution, corner)
        if self._keyboard_focus:
            frame_overlay.draw_focus_ring(painter, self._palette, *size)
        painter.end()

    @property
    def attribution(self) -> str:
        """Who made the data, shorter in a narrow window; of streets while they are shown."""
        offer = self._tiles.offer
        if offer is not None and self._tiles.cover == "whole":
            return offer.attribution
        ours = self._own_attribution()
        return f"{offer.attribution} · {ours}" if offer is not None and self._tiles.cover == "part" else ours

    def _own_attribution(self) -> str:
        if self.window().width() < _NARROW_WINDOW:
            return self.tr("Natural Earth · GeoNames")
        return self.tr("Made with Natural Earth · GeoNames")

    def _label_sprites(self) -> LabelSprites:
        return LabelSprites(self.font(), self._palette, self._ratio, self._text_scale)

    def _pin_sprites(self) -> PinSprites:
        return PinSprites(self.font(), self._palette, self._ratio, self._text_scale)

    def _night(self) -> QColor | None:
        """The ground for a darkened street map; None in the light theme."""
        land = QColor(self._palette.land)
        return land if land.lightness() < 128 else None

    def _repaint_all(self) -> None:
        """Paint everything anew: colours, font or pixel ratio have changed."""
        self._ratio = self.devicePixelRatioF()
        self._backdrop = Backdrop(self._basemap, self._palette, self._ratio)
        self._tiles.set_look(self._ratio, self._night())
        self._labels.set_sprites(self._label_sprites())
        self._labels.forget()
        self._pins.set_sprites(self._pin_sprites())
        self._trip.set_look(self._palette, self.font(), self._ratio, self._text_scale)
        self._refresh()
        if self.isVisible():
            deadline = time.perf_counter() + _RECOLOUR_S
            while self._backdrop.pending and time.perf_counter() < deadline:
                self._backdrop.step()

    def _pins_changed(self) -> None:
        self._describe()
        self._refresh()

    def _describe(self) -> None:
        pins = self._pins.pins
        said = [f"{pin.number} {pin.place.label}" for pin in pins]
        if self._pins.chosen is not None:
            said.append(self.tr("chosen: {name}").format(name=pins[self._pins.chosen].place.label))
        self.setAccessibleDescription("; ".join(said) if said else self.tr("No pins."))

    def _on_moved(self) -> None:
        self._at_home = False
        self._refresh()
        self.viewChanged.emit()

    def _refresh(self) -> None:
        """Ask for what this view lacks, and for a frame."""
        view, flight = self.view, self._motion.flight
        zooming = self._motion.zooming
        ahead = flight.waypoints() if flight is not None else ()
        self._backdrop.want(view, exact=not zooming, ahead=ahead)
        self._tiles.want(view, rest=not zooming)
        if not zooming:
            boxes = self._pins.boxes(view, self._covered, moving=self._dragging) + self._trip.boxes(view)
            names = self._pins.names | self._trip.names
            self._labels.want(view, boxes, self._pins.arrangement, names, self._line.boxes)
        if (self._backdrop.pending or self._labels.pending) and not self._work.isActive():
            self._work.start()
        self.update()

    def _on_slice(self) -> None:
        moving = self._dragging or self._motion.zooming
        deadline = time.perf_counter() + (_SLICE_MOVING_S if moving else _SLICE_S)
        changed = False
        while time.perf_counter() < deadline:
            if self._backdrop.pending:
                changed |= self._backdrop.step()
            elif self._labels.pending:
                changed |= self._labels.step()
            else:
                break
        if changed:
            self.update()
        if not self._backdrop.pending and not self._labels.pending:
            self._work.stop()
            if not moving:
                self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:  # the map outlives it, while the window is built anew
            self.setAccessibleName(self.tr("Map"))
            self._describe()
            self.update()
        if event.type() == QEvent.Type.FontChange:
            self._repaint_all()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        untouched = self._at_home
        self._motion.resize(self.width(), self.height())
        if untouched:
            self._motion.jump(home(self.view))
        self._at_home = untouched
        self._pins.forget()
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.devicePixelRatioF() != self._ratio:
            self._repaint_all()
        self._refresh()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._repaint_all()
        return super().event(event)


def home(view: Viewport) -> Viewport:
    """The inhabited world, once from side to side."""
    zoom = math.log2(max(_HOME_PX, view.width) / WORLD_PX)
    return view.centred((0.53, 0.42), zoom, Margins())
