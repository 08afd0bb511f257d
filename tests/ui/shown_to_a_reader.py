"""Shows the window with a talk and one page of the settings, for a screen reader in another process; until killed."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtWidgets import QApplication

from tests.fakes.shown_screens import RESOURCES, Screens
from wanderlust.ui.appearance import Appearance

app = QApplication([])
app.setApplicationName("Wanderlust")
screens = Screens(Appearance(RESOURCES, preference="light"))
shown = [screens.make(name) for name in sys.argv[1:]]
for screen in shown:
    screen.show()
sys.stdout.write("shown\n")
sys.stdout.flush()
app.exec()
