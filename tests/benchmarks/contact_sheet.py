"""Paints the window in scripted states, both themes and three sizes, to a folder of PNG files.

Run from the project's root: ``python -m tests.benchmarks.contact_sheet FOLDER [--only NAME]``.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from tests.fakes import scripted_talk  # noqa: E402
from wanderlust.domain.events import DomainEvent, Notice  # noqa: E402
from wanderlust.ui.appearance import Appearance  # noqa: E402
from wanderlust.ui.main_window import MainWindow  # noqa: E402
from wanderlust.ui.map.basemap import Basemap  # noqa: E402
from wanderlust.ui.map.controls import MapControls  # noqa: E402
from wanderlust.ui.map.map_view import MapView  # noqa: E402
from wanderlust.ui.map.palette import MapPalette  # noqa: E402

SIZES = ((1000, 650), (1280, 800), (1920, 1080))
NOTICES = [
    Notice("warning", "The network is gone. I carry on here.", "Live weather has to wait.", "network"),
    Notice("error", "I cannot hear the microphone.", "It sends only silence; the system may block it.", "microphone"),
]
TALKS: dict[str, Callable[[], list[DomainEvent]]] = {
    "kyoto": scripted_talk.kyoto,
    "lisbon-porto": scripted_talk.lisbon_porto,
    "arabic": scripted_talk.arabic,
    "interrupted": scripted_talk.interrupted,
    "empty": scripted_talk.ready,
    "notices": lambda: [*scripted_talk.looking_it_up(), *NOTICES],
}


def make_map(look: Appearance) -> tuple[QWidget, QWidget | None]:
    """The real map and its controls."""
    view = MapView(Basemap(ROOT / "resources" / "basemap" / "world.basemap"), MapPalette.light())
    return view, MapControls(look, view)


def paint(app: QApplication, look: Appearance, name: str, size: tuple[int, int], target: Path) -> None:
    surface, controls = make_map(look)
    window = MainWindow(look, {}, surface, controls, now=lambda: scripted_talk.NOON)
    window.resize(*size)
    window.show()
    window.apply(TALKS[name]())
    for event in scripted_talk.levels():
        window.apply([event])
    until = time.monotonic() + 1.5
    while time.monotonic() < until:
        app.processEvents()
    window.grab().save(str(target))
    window.close()
    window.deleteLater()
    app.processEvents()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--size", default="")
    parser.add_argument("--theme", choices=("light", "dark"))
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    for theme in ("light", "dark"):
        if options.theme not in (None, theme):
            continue
        look = Appearance(ROOT / "resources", preference="light" if theme == "light" else "dark")
        for name in TALKS:
            for size in SIZES:
                label = f"{name}-{theme}-{size[0]}x{size[1]}"
                if options.only in label and options.size in label:
                    paint(app, look, name, size, options.folder / f"{label}.png")
                    sys.stdout.write(f"{label}\n")


if __name__ == "__main__":
    main()
