"""The change of the line's colour, which runs down from the interchange when another voice answers."""

from __future__ import annotations

from PySide6.QtCore import QObject, QVariantAnimation, Signal

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.view_models.conversation import ConversationViewModel

DURATION_MS = 300


class LineTurnover(QObject):
    """How far the new colour has come.

    Attributes:
        before: Who answered before the last change.

    Signals:
        moved: The line is to be painted again.
    """

    moved = Signal()

    def __init__(self, appearance: Appearance, model: ConversationViewModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look, self._model = appearance, model
        self.before: str = model.backend
        self._now: str = model.backend
        self._run = QVariantAnimation(self)
        self._run.setStartValue(0.0)
        self._run.setEndValue(1.0)
        self._run.setDuration(DURATION_MS)
        self._run.valueChanged.connect(self.moved)
        self._run.finished.connect(self.moved)
        model.transcript_changed.connect(self._follow)
        model.badge_changed.connect(self._follow)

    @property
    def running(self) -> bool:
        return self._run.state() is QVariantAnimation.State.Running

    @property
    def backend(self) -> str:
        """Whose colour the line's end has: the old one's until the new one has come all the way."""
        return self.before if self.running else self._model.backend

    def reached(self, top: float, bottom: float) -> float:
        """The height to which a stretch has the new colour."""
        return top + (bottom - top) * float(self._run.currentValue()) if self.running else bottom

    def _follow(self, *_: object) -> None:
        """An empty talk has no line to run along, and reduced motion wants none to run."""
        if self._model.backend == self._now:
            return
        self.before, self._now = self._now, self._model.backend
        self._run.stop()
        if self._model.transcript.entries and not self._look.reduced_motion:
            self._run.start()
