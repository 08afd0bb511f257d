"""Records every piece of text a window paints, with its place, its colour and what cuts it, to find what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPaintDevice, QPaintEngine, QPaintEngineState, QTextItem
from PySide6.QtWidgets import QAbstractScrollArea, QLineEdit, QWidget

NEEDED, NEEDED_LARGE = 4.5, 3.0  # WCAG 2.1 AA: text, and text from 24 px or from 18.66 px bold
LARGE, LARGE_BOLD = 24, 18.66
SLACK = 2.5  # pixels that side bearings and rounding may take


@dataclass(frozen=True, slots=True)
class Painted:
    """One run of text.

    Attributes:
        words: What was painted.
        box: Where, in the window.
        seen: What of the window its widget may paint on.
        ink: Its colour.
        pixels: Size of its type.
        bold: Whether it is bold.
        widget: Who painted it.
    """

    words: str
    box: QRectF
    seen: QRectF
    ink: QColor
    pixels: float
    bold: bool
    widget: QWidget

    def __str__(self) -> str:
        box = self.box.toRect()
        return f"“{self.words}” by {type(self.widget).__name__} at {box.x()},{box.y()} {box.width()}x{box.height()}"


class _Engine(QPaintEngine):
    """Takes text and lets everything else go."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self._window = window
        self.found: list[Painted] = []

    def begin(self, device: QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def updateState(self, state: QPaintEngineState) -> None:
        return

    def drawPixmap(self, *_arguments: object) -> None:
        return

    def drawImage(self, *_arguments: object) -> None:
        return

    def drawPath(self, *_arguments: object) -> None:
        return

    def drawPolygon(self, *_arguments: object) -> None:
        return

    def drawRects(self, *_arguments: object) -> None:
        return

    def drawLines(self, *_arguments: object) -> None:
        return

    def drawTextItem(self, at: QPointF, item: QTextItem) -> None:  # type: ignore[override]
        painter = self.painter()
        widget = painter.device()
        if not isinstance(widget, QWidget) or not item.text().strip():
            return
        corner = QPointF(widget.mapTo(self._window, QPoint(0, 0)))
        own = QRectF(at.x(), at.y() - item.ascent(), item.width(), item.ascent() + item.descent())
        box = painter.combinedTransform().mapRect(own).translated(corner)
        seen = QRectF(self.systemClip().boundingRect())
        if painter.hasClipping():
            clip = painter.combinedTransform().mapRect(painter.clipBoundingRect())
            seen = seen.intersected(clip.translated(corner))
        font = item.font()
        self.found.append(Painted(item.text(), box, seen, painter.pen().color(), font.pixelSize(), font.bold(), widget))


class _Device(QPaintDevice):
    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self.engine = _Engine(window)
        self._window = window

    def paintEngine(self) -> QPaintEngine:
        return self.engine

    def metric(self, metric: QPaintDevice.PaintDeviceMetric) -> int:
        asked = QPaintDevice.PaintDeviceMetric
        known = {
            asked.PdmWidth: self._window.width(),
            asked.PdmHeight: self._window.height(),
            asked.PdmDevicePixelRatio: 1,
            asked.PdmDevicePixelRatioScaled: 65_536,
            asked.PdmDepth: 32,
        }
        return known.get(metric, 96)


def painted(window: QWidget) -> list[Painted]:
    """All text that can be seen, in the order it is painted; what another surface covers is left out."""
    device = _Device(window)
    known = window.findChildren(QWidget)  # held, so that those of Qt's own making are known as widgets too
    window.render(device)
    assert known or device.engine.found
    return [text for text in device.engine.found if _on_top(window, text)]


def _on_top(window: QWidget, text: Painted) -> bool:
    middle = text.box.intersected(text.seen).center().toPoint()
    top = window.childAt(middle) or window
    return text.widget in (top, window) or text.widget.isAncestorOf(top) or top.isAncestorOf(text.widget)


# -- what may be wrong with it


def cut(texts: list[Painted]) -> Iterator[str]:
    """Text beyond what its widget shows; what scrolls may go on above and below."""
    for text in texts:
        if isinstance(text.widget, QLineEdit) and text.widget.text():
            continue  # what is typed moves in its field
        box, seen = text.box, text.seen
        beside = box.left() < seen.left() - SLACK or box.right() > seen.right() + SLACK
        # Ascent and descent are the font's; few letters take all of either.
        room = 0.25 * box.height()
        above = box.top() < seen.top() - room or box.bottom() > seen.bottom() + room
        if beside or (above and not _scrolls(text.widget)):
            yield f"{text} is cut by {seen.toRect()}"


def shortened(texts: list[Painted], said: frozenset[str]) -> Iterator[str]:
    """Words of the window itself, among all it says, that end in an ellipsis of Qt's making."""
    for before, text in pairwise([None, *texts]):
        assert text is not None
        stem = text.words.removesuffix("…").strip()
        if not stem and before is not None and before.widget is text.widget:
            stem = before.words.strip()  # another font has the ellipsis: it is a run of its own
        if not text.words.endswith("…") or text.words in said or text.words == " …" or text.widget.toolTip():
            continue
        if len(stem) > 1 and any(words.startswith(stem) for words in said):
            yield f"{text} is shortened"


def overlapping(texts: list[Painted]) -> Iterator[str]:
    """Two texts of one widget, or of neighbours in one parent, on the same ground."""
    shown = [(text, text.box.intersected(text.seen)) for text in texts]
    for index, (text, box) in enumerate(shown):
        for other, its_box in shown[index + 1 :]:
            if text.widget is not other.widget and text.widget.parent() is not other.widget.parent():
                continue
            shared = box.intersected(its_box)
            # Lines of some scripts stand closer than their fonts are high.
            if shared.width() > 2 and shared.height() > 0.4 * min(box.height(), its_box.height()):
                yield f"{text} over {other}"


def too_pale(texts: list[Painted], image: QImage) -> Iterator[str]:
    """Text whose colour does not stand out from the ground it is on; what is switched off need not."""
    for text in texts:
        box = text.box.intersected(text.seen).toRect().intersected(image.rect())
        if box.isEmpty() or not text.widget.isEnabled():
            continue
        ground = _ground(image, box)
        ink = _over(text.ink, ground)
        large = text.pixels >= LARGE or (text.bold and text.pixels >= LARGE_BOLD)
        ratio = contrast(ink, ground)
        if ratio < (NEEDED_LARGE if large else NEEDED) - 0.05:
            yield f"{text}: {ratio:.2f}, {ink.name()} on {ground.name()}"


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio of WCAG 2.1, 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _over(ink: QColor, ground: QColor) -> QColor:
    share = ink.alphaF()
    pairs = zip(ink.getRgb()[:3], ground.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(a * share + b * (1 - share)) for a, b in pairs))


def _ground(image: QImage, box: QRect) -> QColor:
    """The colour most of a box's edge has; letters seldom fill it."""
    seen: Counter[int] = Counter()
    for y in range(box.top(), box.bottom() + 1):
        for x in (*range(box.left(), box.right() + 1, 3), box.right()):
            seen[image.pixel(x, y)] += 1
    return QColor(seen.most_common(1)[0][0])


def _scrolls(widget: QWidget) -> bool:
    line = [widget]
    while (parent := line[-1].parentWidget()) is not None:
        line.append(parent)
    return any(isinstance(above, QAbstractScrollArea) for above in line)
