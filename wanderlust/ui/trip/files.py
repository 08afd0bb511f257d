"""Files of the trip in the window: what is dropped or chosen is read and shown to accept, what is wanted is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from wanderlust.domain.events import Notice
from wanderlust.domain.trip import orders as od
from wanderlust.domain.trip.found import StopsFound
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.intents import Intents
from wanderlust.ui.map_stage import MapStage
from wanderlust.ui.picture_intake import LARGEST
from wanderlust.ui.trip.file_intake import FileIntake
from wanderlust.ui.trip.model import TripModel
from wanderlust.ui.view_models.conversation import ConversationViewModel

if TYPE_CHECKING:
    from wanderlust.ui.trip.panel import TripPanel


class TripFiles(QObject):
    """Joins the panel's menu and what is dropped on the window with whoever reads and writes files.

    Args:
        window: Where files are dropped.
        appearance: The type for printing.
        stage: The map, for printing.
        model: The trips.
        talk: Who answers now, and the notices.
        intents: Where wishes go.
        page: Shows the trip and says its panel.
        active: Whether the trip is on the screen.
    """

    def __init__(
        self,
        window: QWidget,
        appearance: Appearance,
        stage: MapStage,
        model: TripModel,
        talk: ConversationViewModel,
        intents: Intents,
        page: Callable[[], TripPanel],
        active: Callable[[], bool],
    ) -> None:
        super().__init__(window)
        self._look, self._stage, self._model = appearance, stage, model
        self._talk, self._intents, self._page = talk, intents, page
        self._waiting: list[StopsFound] = []
        self.intake = FileIntake(window, active)
        self.intake.came.connect(self.read)
        self.intake.picture_came.connect(self.ask_about_picture)

    def read(self, path: str) -> None:
        """Have a file read; what it holds comes as an event."""
        self._page()
        self._intents.trip.emit(od.ReadStops(path))

    def show_found(self, found: StopsFound) -> None:
        """Show what a file holds; one that comes while another is looked at waits."""
        page = self._page()
        if page.asking and page.found_sheet.isVisibleTo(page):
            self._waiting.append(found)
        else:
            page.open_found(found)

    def next(self) -> None:
        """A sheet was left: show the next file that waits."""
        if self._waiting:
            self._page().open_found(self._waiting.pop(0))

    def write(self, suffix: str) -> None:
        """Ask where, then have the open trip written."""
        trip = self._model.state.trip
        if trip is not None:
            name = trip.name or self.tr("My trip")
            self.intake.ask_where(name, suffix, self.write_to)

    def write_to(self, path: str) -> None:
        """Have the open trip written to a file."""
        drawn = self._printed() if Path(path).suffix.lower() == ".pdf" else b""
        self._intents.trip.emit(od.WriteTrip(path, drawn))

    def ask_about_picture(self, path: str) -> None:
        """Ask whether a photograph may be sent to be read."""
        file = Path(path)
        try:
            if file.stat().st_size > LARGEST:
                words = self.tr("{name} is larger than 60 MB. Send a smaller one.").format(name=file.name)
                self._talk.apply([Notice("warning", words, "", "picture")])
                return
            data = file.read_bytes()
        except OSError as error:
            words = self.tr("I cannot read {name}: {reason}.").format(name=file.name, reason=error.strerror or error)
            self._talk.apply([Notice("warning", words, "", "picture")])
            return
        self._page().open_picture(data, self._talk.backend == "openai")

    def send_picture(self, data: bytes) -> None:
        """The traveller agreed: the talk asks about the picture, and who answers proposes before it acts."""
        words = self.tr(
            "This is a ticket or a booking. Read its times, places and booking number to me, "
            "and ask me before you put it on my trip."
        )
        self._intents.picture.emit(words, data)

    def _printed(self) -> bytes:
        from wanderlust.ui.trip.printed import printed

        state = self._model.state
        if state.trip is None:
            return b""
        days = self._model.routes()
        picture = self._stage.paper(days) if days else None
        return printed(state.trip, state.outlook, picture, self._look.font("body").family())
