"""The window of settings: a search field and the pages at the leading edge, the chosen page beside them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.focus_ring import FocusRing
from wanderlust.ui.preferences.entry_box import EntryBox
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.navigation import Entry, Navigation
from wanderlust.ui.preferences.page import Page
from wanderlust.ui.preferences.page_view import PageView
from wanderlust.ui.preferences.words import Words
from wanderlust.ui.text_paint import text_width

LIST_WIDTH, WIDEST_LIST = 236, 320  # grows with the longest title, in languages that need more room
AROUND_TITLE = 78  # its icon, the room beside it, and the list's own edges


class PreferencesWindow(QDialog):
    """A window of its own, never in the way of the talk; what is set in it works at once.

    Args:
        appearance: Colours, type, icons.
        model: The preferences.
        pages: In the order of the list. A part of the app that has settings adds its page here.
    """

    def __init__(
        self, appearance: Appearance, model: PreferencesModel, pages: Sequence[Page], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._model, self.pages = appearance, model, tuple(pages)
        self._views: dict[str, PageView] = {}
        self._chosen: Page | None = None
        self.setWindowTitle(self.tr("Settings"))
        self.setModal(False)
        self.search = EntryBox(appearance, self.tr("Search settings"), self, icon="magnifying-glass")
        self.search.field.setToolTip(self.tr("Search settings (Ctrl+F)"))
        self.list = Navigation(appearance, self)
        self._nothing = Words(appearance, "caption", parent=self, ink="ink2")
        self._nothing.setContentsMargins(20, 8, 12, 0)
        self._stack = QStackedWidget(self)
        self._side = QWidget(self)
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 16, 0, 12)
        column.setSpacing(10)
        field = QHBoxLayout()
        field.setContentsMargins(16, 0, 16, 0)
        field.addWidget(self.search)
        column.addLayout(field)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addWidget(self._stack, 1)
        self.search.field.textChanged.connect(self._search)
        self.search.field.returnPressed.connect(self._open_first)
        self.list.entry_chosen.connect(self._go)
        self.list.entry_opened.connect(self._open)
        for key, act in (
            ("Ctrl+F", lambda: self.search.field.setFocus(Qt.FocusReason.ShortcutFocusReason)),
            ("F6", self._next_region),
            ("Shift+F6", lambda: self._next_region(-1)),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(act)
        self._ring = FocusRing(appearance, self)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self._search("")
        self.show_page(self.pages[0].name)
        self.resize(self.sizeHint())  # left alone, Qt makes a dialog no larger than two thirds of the screen

    @property
    def page(self) -> Page | None:
        """The page in sight."""
        return self._chosen

    def view(self, name: str) -> PageView:
        """A page's view; made when it is first asked for."""
        if name not in self._views:
            page = next(page for page in self.pages if page.name == name)
            view = self._views[name] = PageView(self._look, self._model, page, self)
            self._stack.addWidget(view)
            view.verticalScrollBar().valueChanged.connect(self._ring.place)
        return self._views[name]

    def show_page(self, name: str) -> None:
        """Bring a page into sight."""
        view = self.view(name)
        self._stack.setCurrentWidget(view)
        self._chosen = view.page
        self.list.setAccessibleDescription(view.page.title)
        if not self.search.field.text():
            row = self.pages.index(view.page)
            if self.list.currentRow() != row:
                before = self.list.blockSignals(True)
                self.list.setCurrentRow(row)
                self.list.blockSignals(before)
        view.page.shown()

    def focus_setting(self, name: str) -> None:
        """Give a setting of the page in sight the focus, if it has it."""
        assert self._chosen is not None
        for setting in self._chosen.settings():
            if setting.name == name:
                self.view(self._chosen.name).row(setting).control.setFocus(Qt.FocusReason.OtherFocusReason)

    def sizeHint(self) -> QSize:
        return QSize(920, 640)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties the search first, then closes the window; Enter closes nothing."""
        if event.key() == Qt.Key.Key_Escape and self.search.field.text():
            self.search.field.clear()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self.update()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, side = QPainter(self), self._side.geometry()
        painter.fillRect(self.rect(), self._look.color("surface"))
        painter.fillRect(side, self._look.color("window"))
        painter.setPen(self._look.color("line"))
        edge = side.left() if self.isRightToLeft() else side.right()
        painter.drawLine(edge, 0, edge, self.height())

    def _search(self, query: str) -> None:
        if not query.strip():
            chosen = self.pages.index(self._chosen) if self._chosen in self.pages else 0
            self.list.show_entries([Entry(page) for page in self.pages], chosen)
            self._nothing.hide()
            self.list.setAccessibleName(self.tr("Pages"))
            return
        found = [Entry(page, s) for page in self.pages for s in page.settings() if s.found_by(query)]
        self.list.show_entries(found, None)
        self.list.setAccessibleName(self.tr("Settings found"))
        self._nothing.setVisible(not found)
        if not found:
            self._nothing.setText(self.tr("I found no setting with “{words}”.").format(words=query.strip()))

    def _open_first(self) -> None:
        entries = self.list.entries()
        if self.search.field.text().strip() and entries:
            self._open(entries[0])

    def _go(self, entry: Entry) -> None:
        self.show_page(entry.page.name)
        if entry.setting is not None:
            view = self.view(entry.page.name)
            view.ensureWidgetVisible(view.row(entry.setting), 0, 28)
            view.row(entry.setting).mark()

    def _open(self, entry: Entry) -> None:
        self.show_page(entry.page.name)
        if entry.setting is not None:
            self.view(entry.page.name).reveal(entry.setting)

    def _next_region(self, step: int = 1) -> None:
        assert self._chosen is not None
        inside = self.view(self._chosen.name).findChildren(QWidget)
        controls = [w for w in inside if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus]
        regions: list[QWidget] = [self.search.field, self.list, *controls[:1]]
        now = self.focusWidget()
        index = 2 if now in controls else regions.index(now) if now in regions else -1
        regions[(index + step) % len(regions)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _restyle(self) -> None:
        longest = max(text_width(self._look, "strong", page.title) for page in self.pages)
        wide = min(max(self._look.px(LIST_WIDTH), round(longest) + AROUND_TITLE), self._look.px(WIDEST_LIST))
        self._side.setFixedWidth(wide)
        self.setMinimumSize(wide + 430, 420)
        self.update()
