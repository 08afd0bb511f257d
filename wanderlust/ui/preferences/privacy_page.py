"""The page of privacy: how long talks are kept, what takes room on this computer, and deleting it."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.calls.buttons import CallButton
from wanderlust.ui.controls import Button
from wanderlust.ui.formats import traveller_locale
from wanderlust.ui.preferences.choice_box import choice
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.page import Page, Section, Setting
from wanderlust.ui.preferences.privacy_desk import PrivacyDesk
from wanderlust.ui.preferences.words import Words

SI = QLocale.DataSizeFormat.DataSizeSIFormat  # the downloads say MB too


class StorageList(QWidget):
    """How much each kind takes."""

    def __init__(self, appearance: Appearance, desk: PrivacyDesk) -> None:
        super().__init__()
        self._look, self._desk = appearance, desk
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.lines: list[tuple[str, str]] = []
        desk.use_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        use = self._desk.use
        if use is None:
            lines = [(self.tr("I look."), "")]
        else:
            names = {
                "talks": self.tr("Talks"),
                "calls": self.tr("Calls"),
                "places": self.tr("Places of the world"),
                "packs": self.tr("Voices and models"),
                "cache": self.tr("Caches"),
                "logs": self.tr("Logs"),
            }
            locale = traveller_locale()
            lines = [(names.get(kind, kind), locale.formattedDataSize(size, 1, SI)) for kind, size in use.sizes]
        if lines == self.lines:
            return
        self.lines = lines
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, (name, size) in enumerate(lines):
            self._grid.addWidget(Words(self._look, "label", name, self, ink="ink2"), row, 0)
            self._grid.addWidget(Words(self._look, "label", size, self), row, 1)


class FolderLine(QWidget):
    """Where the files are, and the button that opens the folder."""

    def __init__(self, appearance: Appearance, desk: PrivacyDesk) -> None:
        super().__init__()
        self._desk = desk
        self.path = Words(appearance, "label", "", self)
        self.button = Button(appearance, self.tr("Open folder"), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.path)
        column.addWidget(self.button)
        self.setFocusProxy(self.button)
        self.button.clicked.connect(self._open)
        desk.use_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        use = self._desk.use
        self.path.setText("" if use is None else use.folder)
        self.button.setEnabled(use is not None)

    def _open(self) -> None:
        if self._desk.use is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(self._desk.use.folder))


class EraseControl(QWidget):
    """One button, then the question, once; the safe answer has the focus."""

    def __init__(self, appearance: Appearance, desk: PrivacyDesk) -> None:
        super().__init__()
        self.begin = Button(appearance, self.tr("Delete everything"), self, icon="trash")
        question = self.tr(
            "Delete all talks, calls, plans, costs, settings and keys? They are gone for good. "
            "Places, voices and models stay: they hold nothing of you."
        )
        self.question = Words(appearance, "strong", question, self)
        self.sure = CallButton(appearance, self.tr("Delete everything"), self, kind="red", height=36)
        self.sure.setAccessibleDescription(question)
        self.keep = CallButton(appearance, self.tr("Keep"), self, height=36)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.begin)
        column.addWidget(self.question)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.sure)
        row.addWidget(self.keep)
        row.addStretch(1)
        column.addLayout(row)
        self.setFocusProxy(self.begin)
        self.begin.clicked.connect(lambda: self._ask(True))
        self.keep.clicked.connect(lambda: self._ask(False))
        self.sure.clicked.connect(lambda: self._ask(False))
        self.sure.clicked.connect(desk.everything_erased)
        self._ask(False)

    def _ask(self, asks: bool) -> None:
        self.begin.setVisible(not asks)
        for widget in (self.question, self.sure, self.keep):
            widget.setVisible(asks)
        if self.isVisible():
            (self.keep if asks else self.begin).setFocus()


class PrivacyPage(Page):
    """How long, how much, and away with it."""

    def __init__(self, desk: PrivacyDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

        def caches(appearance: Appearance, _model: PreferencesModel) -> QWidget:
            button = Button(appearance, self.tr("Delete caches"))
            button.clicked.connect(desk.caches_deleted)
            return button

        keeps = (
            ("always", self.tr("For ever")),
            ("month", self.tr("30 days")),
            ("never", self.tr("Not at all")),
        )
        kept = Setting(
            self.tr("Keep talks and calls"),
            self.tr("30 days count from the last word. Not at all: nothing said is written."),
            choice("keep_talks", keeps),
            "keep_talks",
            self.tr("history retention store delete privacy"),
        )
        room = (
            Setting(
                self.tr("Room in use"),
                self.tr("What Wanderlust keeps on this computer."),
                lambda appearance, _model: StorageList(appearance, desk),
                words=self.tr("storage disk size space"),
                below=True,
            ),
            Setting(
                self.tr("Folder"),
                self.tr("Everything of yours lies here."),
                lambda appearance, _model: FolderLine(appearance, desk),
                words=self.tr("data directory path files"),
                below=True,
            ),
            Setting(
                self.tr("Caches"),
                self.tr("What I looked up on the internet. I look it up again when it is needed."),
                caches,
                words=self.tr("cache clear free space"),
            ),
        )
        away = Setting(
            self.tr("Delete everything"),
            self.tr("All that is yours, from this computer and from its keyring."),
            lambda appearance, _model: EraseControl(appearance, desk),
            words=self.tr("panic erase wipe reset remove"),
            below=True,
        )
        self.describe(
            "privacy",
            self.tr("Privacy and storage"),
            self.tr("What stays on this computer, how long, and how to be rid of it."),
            "lock",
            (
                Section(self.tr("Talks"), (kept,)),
                Section(self.tr("Storage"), room),
                Section(self.tr("Away with it"), (away,)),
            ),
        )

    def shown(self) -> None:
        """See :meth:`Page.shown`."""
        self._desk.measured.emit()
