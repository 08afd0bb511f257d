"""A page as it is shown: its title, and its sections one under the other, scrolling."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.page import Page, Setting
from wanderlust.ui.preferences.setting_row import SectionCard, SettingRow
from wanderlust.ui.preferences.words import Words
from wanderlust.ui.quiet_scroll_bar import QuietScrollBar

MARGIN, WIDEST = 24, 760


class PageView(QScrollArea):
    """Makes the page's controls and keeps the focused one in sight."""

    def __init__(self, appearance: Appearance, model: PreferencesModel, page: Page, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self.page = appearance, page
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar = QuietScrollBar(appearance, self)
        bar.setAccessibleName(self.tr("Scroll the settings"))
        self.setVerticalScrollBar(bar)
        self.setAccessibleName(page.title)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sheet = QWidget()
        self._sheet.setMaximumWidth(WIDEST)
        column = self._column = QVBoxLayout(self._sheet)
        column.setContentsMargins(MARGIN, 20, MARGIN, MARGIN)
        column.setSpacing(8)
        column.addWidget(Words(appearance, "title", page.title, self._sheet))
        column.addWidget(Words(appearance, "label", page.summary, self._sheet, ink="ink2"))
        self.rows: list[SettingRow] = []
        for section in page.sections:
            column.addSpacing(12)
            if section.title:
                column.addWidget(Words(appearance, "heading", section.title, self._sheet))
            card = SectionCard(appearance, model, section, self._sheet)
            self.rows += card.rows
            column.addWidget(card)
        column.addStretch(1)
        self.setWidget(self._sheet)
        for row in self.rows:
            for control in (row, *row.findChildren(QWidget)):
                control.installEventFilter(self)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def row(self, setting: Setting) -> SettingRow:
        """The row of one of the page's settings."""
        return next(row for row in self.rows if row.setting is setting)

    def reveal(self, setting: Setting) -> None:
        """Scroll to a setting, mark it, and give its control the focus."""
        row = self.row(setting)
        self._column.activate()
        self.ensureWidgetVisible(row, 0, MARGIN)
        row.mark()
        row.control.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.ensureWidgetVisible(watched, 0, 24)
        return False

    def _restyle(self) -> None:
        for widget in (self, self.viewport(), self._sheet):
            colours = QPalette(widget.palette())
            colours.setColor(QPalette.ColorRole.Window, self._look.color("surface"))
            widget.setPalette(colours)
            widget.setAutoFillBackground(True)
