"""The panel beside the map: its head, the transcript or the empty page, and the talk bar."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.badges import Badge
from wanderlust.ui.controls import IconButton, Label
from wanderlust.ui.cost_badge import CostBadge
from wanderlust.ui.empty_state import EmptyState
from wanderlust.ui.find_bar import FindBar
from wanderlust.ui.line_turnover import LineTurnover
from wanderlust.ui.talk_bar import Announce, TalkBar, announce
from wanderlust.ui.theme import PANEL_TEXT
from wanderlust.ui.transcript_view import TranscriptView
from wanderlust.ui.view_models.conversation import ConversationViewModel

NARROWEST, WIDEST, SHARE = 380, 560, 0.38
HEAD = 56


class PanelHead(QWidget):
    """Title, badge and the menu's button over a hairline."""

    def __init__(self, appearance: Appearance, model: ConversationViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._model = appearance, model
        self._mode = ""
        self.title = Label(appearance, "heading", self)
        self.badge = Badge(appearance, model, self)
        self.cost = CostBadge(appearance, model, self)
        self.menu_button = IconButton(appearance, "dots-three-bold", self.tr("Menu"), self, key="F10", icon_size=20)
        self._row = row = QHBoxLayout(self)
        row.setSpacing(5)
        row.addWidget(self.title, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(8)
        row.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.cost, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.menu_button, 0, Qt.AlignmentFlag.AlignVCenter)
        model.title_changed.connect(self._show)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface"))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), self._look.color("line"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._restyle()
        super().changeEvent(event)

    def set_mode(self, title: str) -> None:
        """The title of what stands in the transcript's place; empty for the talk's own."""
        self._mode = title
        self._show()

    def _show(self) -> None:
        self.title.set_text(self._mode or self._model.title or self.tr("New talk"))

    def _restyle(self) -> None:
        self.setFixedHeight(self._look.px(HEAD))
        near, far = (10, PANEL_TEXT) if self.isRightToLeft() else (PANEL_TEXT, 10)
        self._row.setContentsMargins(near, 0, far, 0)
        self._show()
        self.update()


class ConversationPanel(QWidget):
    """Everything of the talk that is read."""

    def __init__(
        self,
        appearance: Appearance,
        model: ConversationViewModel,
        parent: QWidget | None = None,
        *,
        announcer: Announce = announce,
    ) -> None:
        super().__init__(parent)
        self._look, self._model = appearance, model
        self.setMinimumWidth(NARROWEST)
        self.setMaximumWidth(WIDEST)
        self.head = PanelHead(appearance, model, self)
        self.empty = EmptyState(appearance, model)
        turnover = LineTurnover(appearance, model, self)
        self.transcript = TranscriptView(appearance, model, turnover)
        self.find_bar = FindBar(appearance, model, self.transcript, self)
        self.talk_bar = TalkBar(appearance, model, turnover, self, announcer=announcer)
        self._cover: QWidget | None = None
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.transcript)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.find_bar)
        column.addWidget(self._pages, 1)
        column.addWidget(self.talk_bar)
        model.transcript_changed.connect(self._turn_page)
        self._turn_page()

    @property
    def is_empty(self) -> bool:
        """Whether the empty page shows."""
        return self._pages.currentWidget() is self.empty

    @property
    def covered_by(self) -> QWidget | None:
        """What stands in the transcript's place, over the same talk bar."""
        return self._cover

    def cover(self, page: QWidget | None, title: str = "") -> None:
        """Show a page of another mode in the transcript's place, or the transcript again."""
        self._cover = page
        if page is not None and self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self.head.set_mode(title if page is not None else "")
        self._turn_page()

    def _turn_page(self) -> None:
        if self._cover is not None:
            self._pages.setCurrentWidget(self._cover)
            return
        said = bool(self._model.transcript.entries)
        self._pages.setCurrentWidget(self.transcript if said else self.empty)
