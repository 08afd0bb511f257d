"""Paints every screen, in both themes, three sizes and three languages, to PNG files and one sheet for each language.

Run from the project's root: ``python -m tests.benchmarks.contact_sheet FOLDER [--only NAME] [--checked]``. Languages
are English, the one with the longest words, and Arabic; where nobody translated them yet, words 40 % longer and words
in Arabic letters stand for them. With ``--checked`` it prints what is cut, shortened, covered or too pale, and ends
with 1 if anything is.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRect, QSize, Qt  # noqa: E402
from PySide6.QtGui import QImage, QPainter  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from tests.fakes import painted_text, pseudo_catalogue  # noqa: E402
from tests.fakes.shown_screens import SCREENS, Screens  # noqa: E402
from wanderlust.ui.appearance import Appearance  # noqa: E402
from wanderlust.ui.main_window import MainWindow  # noqa: E402
from wanderlust.ui.map.basemap import Basemap  # noqa: E402
from wanderlust.ui.map.controls import MapControls  # noqa: E402
from wanderlust.ui.map.map_view import MapView  # noqa: E402
from wanderlust.ui.map.palette import MapPalette  # noqa: E402
from wanderlust.ui.translations import WindowLanguage  # noqa: E402

SIZES = ((1000, 650), (1280, 800), (1600, 1000))
LANGUAGES = ("en", "de", "ar")
ACROSS, THUMB = 6, QSize(480, 300)


def make_map(look: Appearance) -> tuple[QWidget, QWidget | None]:
    """The real map and its controls."""
    view = MapView(Basemap(ROOT / "resources" / "basemap" / "world.basemap"), MapPalette.light())
    return view, MapControls(look, view)


def words(language: str, folder: Path) -> frozenset[str]:
    """The language's compiled words put into a folder, or pseudo words in their place; what they say."""
    real = ROOT / "resources" / "translations" / f"{language}.mo"
    if real.exists():
        (folder / real.name).write_bytes(real.read_bytes())
        return frozenset(str(m.string) for m in pseudo_catalogue.script().read(language) if m.id)
    return pseudo_catalogue.write(
        folder, language, pseudo_catalogue.mirrored if language == "ar" else pseudo_catalogue.longer
    )


def wait(app: QApplication, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        app.processEvents()


def wrong(screen: QWidget, image: QImage, said: frozenset[str]) -> Iterator[str]:
    texts = painted_text.painted(screen)
    yield from painted_text.cut(texts)
    yield from painted_text.shortened(texts, said)
    yield from painted_text.overlapping(texts)
    yield from painted_text.too_pale(texts, image)


def sheet(pictures: list[QImage]) -> QImage:
    """All pictures side by side."""
    rows = -(-len(pictures) // ACROSS)
    whole = QImage(ACROSS * THUMB.width(), rows * THUMB.height(), QImage.Format.Format_RGB32)
    whole.fill(Qt.GlobalColor.darkGray)
    painter = QPainter(whole)
    for place, picture in enumerate(pictures):
        small = picture.scaled(
            THUMB - QSize(8, 8), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        corner = QRect(place % ACROSS * THUMB.width() + 4, place // ACROSS * THUMB.height() + 4, 0, 0).topLeft()
        painter.drawImage(corner, small)
    painter.end()
    return whole


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="part of a picture's name")
    parser.add_argument("--factor", type=float, default=1.0, help="of the text's size")
    parser.add_argument("--checked", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    app, trouble = QApplication([]), 0
    with tempfile.TemporaryDirectory() as kept:
        language = WindowLanguage(Path(kept))
        for code in LANGUAGES:
            said = words(code, Path(kept)) if code != "en" else frozenset[str]()
            language.use(code)
            pictures = []
            for theme in ("light", "dark"):
                look = Appearance(
                    ROOT / "resources", preference="light" if theme == "light" else "dark", text_factor=options.factor
                )
                for name in SCREENS:
                    for width, height in SIZES:
                        label = f"{name}-{theme}-{width}x{height}-{code}"
                        if options.only not in label:
                            continue
                        screen = Screens(look, make_map).make(name)
                        if isinstance(screen, MainWindow):
                            screen.resize(width, height)
                        elif (width, height) != SIZES[0]:
                            continue  # a window with a size of its own
                        screen.show()
                        wait(app, 0.8)
                        pictures.append(screen.grab().toImage())
                        pictures[-1].save(str(options.folder / f"{label}.png"))
                        found = list(wrong(screen, pictures[-1], said)) if options.checked else []
                        trouble += len(found)
                        sys.stdout.write("".join(f"{line}\n" for line in (label, *(f"  {each}" for each in found))))
                        screen.close()
                        screen.deleteLater()
                        app.processEvents()
            if pictures:
                sheet(pictures).save(str(options.folder / f"sheet-{code}.png"))
    return 1 if trouble else 0


if __name__ == "__main__":
    sys.exit(main())
