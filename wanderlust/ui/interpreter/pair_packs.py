"""What a pair of languages lacks and where to get it: its packs with size, licence and progress, on the spot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wanderlust.domain.packs import LANGUAGE_LIST
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import Button
from wanderlust.ui.preferences.downloads import Downloads
from wanderlust.ui.preferences.pack_row import PackRow
from wanderlust.ui.preferences.words import Words


class PairPacks(QWidget):
    """A row for each missing pack; before any list of languages was asked for, the button that asks for it.

    Args:
        appearance: Colours and type.
        downloads: The packs, and how their downloads go.

    Signals:
        resized: It needs another height.
    """

    resized = Signal()

    def __init__(self, appearance: Appearance, downloads: Downloads, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._downloads = appearance, downloads
        self._names: tuple[str, ...] = ()
        self._lacks = False
        self.rows: dict[str, PackRow] = {}
        self.ask = Button(appearance, self.tr("See what can be downloaded"), self, icon="magnifying-glass")
        self.ask.clicked.connect(downloads.fetch_languages)
        self.told = Words(appearance, "caption", parent=self, ink="ink2")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeading)
        self._column.addWidget(self.told)
        downloads.listed.connect(self._follow)
        downloads.moved.connect(self._move)
        self._follow()

    def show_packs(self, names: Sequence[str], lacks: bool) -> None:
        """Offer these; ``lacks`` where the pair cannot be interpreted freely, whether packs are known or not."""
        if (tuple(names), lacks) == (self._names, self._lacks):
            return
        self._names, self._lacks = tuple(names), lacks
        self._follow()
        around = self.parentWidget()
        if around is not None and around.isVisible():
            self.look()

    def look(self) -> None:
        """The card is seen: have the packs listed, where some are wanted that are not known."""
        known = {pack.name for pack in self._downloads.packs}
        if (self._lacks or self._names) and not (known and known.issuperset(self._names)):
            self._downloads.refresh()

    @property
    def offers(self) -> bool:
        """Whether each missing pack has its row here."""
        return bool(self._names) and all(name in self.rows for name in self._names)

    def _follow(self) -> None:
        packs = {pack.name: pack for pack in self._downloads.packs if pack.name in self._names}
        for name in [name for name in self.rows if name not in packs]:
            row = self.rows.pop(name)
            row.hide()
            row.deleteLater()
        for name, pack in packs.items():
            if name not in self.rows:
                row = self.rows[name] = PackRow(self._look, pack, self)
                row.install_wanted.connect(self._downloads.install)
                row.stop_wanted.connect(self._downloads.stop)
                row.removal_confirmed.connect(self._downloads.remove)
                self._column.addWidget(row)
            self.rows[name].show_pack(pack)
            self._move(name)
        self._show_asking()

    def _move(self, name: str) -> None:
        if name in self.rows:
            downloads = self._downloads
            self.rows[name].show_course(downloads.progress.get(name), downloads.failures.get(name))
            self.resized.emit()
        elif name == LANGUAGE_LIST:
            self._show_asking()

    def _show_asking(self) -> None:
        downloads = self._downloads
        failure = downloads.failures.get(LANGUAGE_LIST)
        asks = self._lacks and not self._names and bool(downloads.packs) and downloads.languages_of is None
        busy = LANGUAGE_LIST in downloads.progress
        self.ask.setVisible(asks)
        self.ask.setEnabled(not busy)
        self.told.setVisible(asks)
        if busy:
            text = self.tr("I ask for the list.")
        elif failure is not None:
            text = f"{failure.sentence} {failure.remedy}".strip()
        else:
            text = self.tr("I ask the internet for the list only when you press this.")
        self.told.setText(text)
        self.told.set_ink("red" if failure is not None and not busy else "ink2")
        self.setVisible(asks or bool(self.rows))
        self.resized.emit()
