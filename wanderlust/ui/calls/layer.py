"""Lays the call's cards over the map, which is dimmed below them; the talk beside goes on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.calls.call_card import CallCard
from wanderlust.ui.calls.call_intents import CallIntents
from wanderlust.ui.calls.consent_card import ConsentCard
from wanderlust.ui.calls.model import CallsModel

MARGIN, FILLED_BELOW = 16, 640  # in a narrower map area the call card fills it


class CallLayer(QWidget):
    """Covers a stage while there is a card.

    Args:
        appearance: Colours and type.
        model: What is known of calls.
        intents: Where wishes go.
        now: The clock.
        stage: The map with everything that floats on it.
    """

    def __init__(
        self,
        appearance: Appearance,
        model: CallsModel,
        intents: CallIntents,
        now: Callable[[], datetime],
        stage: QWidget,
    ) -> None:
        super().__init__(stage)
        self._look, self._model, self._intents, self._stage = appearance, model, intents, stage
        self._came_from: QWidget | None = None
        self.consent = ConsentCard(appearance, now, self)
        self.call = CallCard(appearance, model, intents, now, self)
        self.consent.answered.connect(intents.answered)
        self.consent.rehearsal_wanted.connect(intents.rehearse)
        self.call.closed.connect(model.put_away)
        self.call.closed.connect(intents.put_away)
        model.card_changed.connect(self.follow)
        model.call_changed.connect(self.follow)
        appearance.changed.connect(self._arrange)
        stage.installEventFilter(self)
        self.hide()

    def escape(self) -> bool:
        """Esc: no to the card, or the ended call is put away; says whether it did anything."""
        return self.consent.escape() or self.call.escape()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._stage and event.type() is QEvent.Type.Resize:
            self.setGeometry(self._stage.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        shade = QColor(self._look.color("rail"))
        shade.setAlphaF(0.42 if not self.consent.isHidden() else 0.22)
        QPainter(self).fillRect(self.rect(), shade)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # a click beside the card is no answer, and does not reach the map

    def follow(self) -> None:
        """Show what the model has."""
        asks = self._model.waiting
        self.setGeometry(self._stage.rect())
        if asks is not self.consent.card:
            if asks is not None and self.isHidden():
                self._came_from = self.window().focusWidget()
            if asks is not None:
                self.show()
            self.consent.show_card(asks)
        seen = asks is not None or self._model.call is not None
        if not seen and self.isVisible():
            self._give_focus_back()
        self.setVisible(seen)
        self.call.setVisible(self._model.call is not None and asks is None)
        self.raise_()
        self._arrange()
        self.update()

    def _give_focus_back(self) -> None:
        came, self._came_from = self._came_from, None
        if came is not None and came.isVisible():
            came.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        width, height = self.width(), self.height()
        self.consent.fit(width - 2 * MARGIN, height - 2 * MARGIN)
        room = (width, height) if width < FILLED_BELOW else (width - 2 * MARGIN, height - 2 * MARGIN)
        self.call.fit(*room)
        for card in (self.consent, self.call):
            box = card.surface()
            card.move(round((width - box.width()) / 2 - box.left()), round((height - box.height()) / 2 - box.top()))
