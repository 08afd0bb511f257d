"""The sheet that lists what a file or a ticket holds: each with a tick, nothing on the trip before it is accepted."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from wanderlust.domain.trip import orders as od
from wanderlust.domain.trip.found import Proposal, StopsFound
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import Button, Label
from wanderlust.ui.text_paint import draw_line
from wanderlust.ui.translations import counted
from wanderlust.ui.trip.sheets import Sheet
from wanderlust.ui.trip.words import day_title, stop_fact, time_words

BOX, GAP, EDGE = 20, 10, 6


class TickRow(QAbstractButton):
    """One proposal: a tick, its day and time, its name, and one fact below."""

    def __init__(self, appearance: Appearance, proposal: Proposal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self.proposal = appearance, proposal
        self.setCheckable(True)
        self.setChecked(not proposal.known)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{proposal.stop.name}. {self.when()}. {self.fact()}")
        self.setToolTip(proposal.stop.name)
        appearance.changed.connect(self.updateGeometry)

    def when(self) -> str:
        """Its day, and its time where it has one."""
        stop = self.proposal.stop
        at = time_words(stop.start, stop.part)
        day = day_title(self.proposal.key)
        return f"{day} · {at}" if at else day

    def fact(self) -> str:
        """That the trip has it already, or one fact about it."""
        return self.tr("On the trip already") if self.proposal.known else stop_fact(self.proposal.stop)

    def sizeHint(self) -> QSize:
        look = self._look
        return QSize(200, look.line("caption") * 2 + look.line("strong") + 2 * EDGE)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, right = self._look, QPainter(self), self.isRightToLeft()
        ink = "pine" if self.isChecked() else "strong"
        left = self.width() - BOX if right else 0
        box = QRectF(left, EDGE, BOX, BOX)
        look.icons.draw(painter, "check-square" if self.isChecked() else "square", look.color(ink), box, BOX)
        x = 0 if right else BOX + GAP
        y, room = float(EDGE), self.width() - BOX - GAP
        words = ink if self.isChecked() else "ink2"
        for text, style, colour in (
            (self.when(), "caption", "ink2"),
            (self.proposal.stop.name, "strong", "ink" if words == "pine" else "ink2"),
            (self.fact(), "caption", "ink2"),
        ):
            high = look.line(style)  # type: ignore[arg-type]
            draw_line(painter, look, QRectF(x, y, room, high), text, style, colour, right=right)  # type: ignore[arg-type]
            y += high


class FoundSheet(Sheet):
    """What was found in a file, to be put on the trip by one deed, or not at all.

    Signals:
        wanted: A ``TripOrder``.
    """

    wanted = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, parent)
        self.found: StopsFound | None = None
        self.rows: list[TickRow] = []
        self.rest = Label(appearance, "caption", self, ink="ink2")
        self.column.addWidget(self.rest)
        self.accept = Button(appearance, self.tr("Add"), self, kind="primary")
        self.as_new = Button(appearance, self.tr("As a new trip"), self)
        self.cancel = Button(appearance, self.tr("Cancel"), self)
        self.add_buttons((self.accept, self.as_new, self.cancel))
        self.accept.clicked.connect(self.done)
        self.as_new.clicked.connect(partial(self._take, True))
        self.cancel.clicked.connect(self.left)

    def show_found(self, found: StopsFound, trip: bool) -> None:
        """Show what was found.

        Args:
            found: It.
            trip: Whether there is a trip it could be added to.
        """
        self.found = found
        for row in self.rows:
            self.column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [TickRow(self.look, proposal, self.widget()) for proposal in found.proposals]
        for index, row in enumerate(self.rows):
            row.toggled.connect(self._count)
            self.column.insertWidget(1 + index, row)
            row.show()
        self.heading.set_text(self.tr("Found in {file}").format(file=found.file))
        self.rest.set_text(
            counted(
                "{count} entry of it is no stop: I leave it out.",
                "{count} entries of it are no stops: I leave them out.",
                found.left_out,
            )
            if found.left_out
            else ""
        )
        self.rest.setVisible(bool(found.left_out))
        self.as_new.setVisible(trip)
        self._count()
        target = self.rows[0] if self.rows else self.cancel
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def done(self) -> None:
        """Put what is ticked on the open trip."""
        self._take(False)

    def ticked(self) -> tuple[Proposal, ...]:
        return tuple(row.proposal for row in self.rows if row.isChecked())

    def _take(self, new: bool, _checked: bool = False) -> None:
        found, ticked = self.found, self.ticked()
        if found is None or not ticked:
            return
        self.left.emit()
        # A whole trip brings its name and its free days; a ticket only what is booked.
        days = found.days if new else ()
        self.wanted.emit(od.AcceptStops(found.file, ticked, found.name if new else None, days))

    def _count(self) -> None:
        count = len(self.ticked())
        words = counted("Add {count} stop", "Add {count} stops", count)
        self.accept.set_words(words)
        for button in (self.accept, self.as_new):
            button.setEnabled(count > 0)
