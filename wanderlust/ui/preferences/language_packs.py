"""The pairs of languages that can be translated here: looked for by name, brought and removed one by one."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wanderlust.domain.packs import LANGUAGE_LIST, PackInfo
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import Button
from wanderlust.ui.formats import traveller_locale
from wanderlust.ui.preferences.downloads import Downloads
from wanderlust.ui.preferences.entry_box import EntryBox
from wanderlust.ui.preferences.pack_row import PackRow
from wanderlust.ui.preferences.words import Words

SEARCHED_FROM = 6
"""Fewer rows are seen at a glance."""


class LanguagePacks(QWidget):
    """A button that asks for the list, a field to look for a language, and a row for each pair."""

    def __init__(self, appearance: Appearance, downloads: Downloads) -> None:
        super().__init__()
        self._look, self._downloads = appearance, downloads
        self.rows: dict[str, PackRow] = {}
        self.ask = Button(appearance, "", self)
        self.state = Words(appearance, "caption", parent=self, ink="ink2")
        self.search = EntryBox(appearance, self.tr("Look for a language"), self, icon="magnifying-glass")
        self.search.field.setAccessibleName(self.tr("Look for a language"))
        self.nothing = Words(appearance, "caption", self.tr("There is no such language in the list."), self, ink="ink2")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self._column.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeading)
        for widget in (self.state, self.search, self.nothing):
            self._column.addWidget(widget)
        self.setFocusProxy(self.ask)
        self.ask.clicked.connect(downloads.fetch_languages)
        self.search.field.textChanged.connect(self._sift)
        downloads.listed.connect(self._follow)
        downloads.moved.connect(self._move)
        self._follow()

    def _follow(self) -> None:
        packs = sorted((pack for pack in self._downloads.packs if pack.language), key=_place)
        for name in [name for name in self.rows if name not in {pack.name for pack in packs}]:
            self.rows.pop(name).deleteLater()
        for pack in packs:
            if pack.name not in self.rows:
                row = self.rows[pack.name] = PackRow(self._look, pack, self)
                row.install_wanted.connect(self._downloads.install)
                row.stop_wanted.connect(self._downloads.stop)
                row.removal_confirmed.connect(self._downloads.remove)
                self._column.addWidget(row)
            self.rows[pack.name].show_pack(pack)
            self._move(pack.name)
        self.search.setVisible(len(packs) >= SEARCHED_FROM)
        self._show_state()
        self._sift()

    def _move(self, name: str) -> None:
        if name in self.rows:
            downloads = self._downloads
            self.rows[name].show_course(downloads.progress.get(name), downloads.failures.get(name))
        elif name == LANGUAGE_LIST:
            self._show_state()

    def _show_state(self) -> None:
        known, failure = self._downloads.languages_of, self._downloads.failures.get(LANGUAGE_LIST)
        busy = LANGUAGE_LIST in self._downloads.progress
        words = self.tr("See the languages") if known is None else self.tr("Look for new ones")
        if words != self.ask.text():
            self.ask.set_words(words, "magnifying-glass" if known is None else "arrows-clockwise")
        self.ask.setEnabled(not busy)
        if busy:
            text = self.tr("I ask for the list.")
        elif failure is not None:
            text = f"{failure.sentence} {failure.remedy}".strip()
        elif known is None:
            text = self.tr("I ask the internet for the list only when you press this.")
        else:
            day = QDate(known.year, known.month, known.day)
            date = traveller_locale().toString(day, QLocale.FormatType.LongFormat)
            text = self.tr("The list is of {date}.").format(date=date)
        self.state.setText(text)
        self.state.set_ink("red" if failure is not None and not busy else "ink2")

    def _sift(self) -> None:
        wanted = self.search.field.text().casefold().split() if not self.search.isHidden() else []
        found = 0
        titles = {pack.name: f"{pack.title} {pack.name.replace('-', ' ')}".casefold() for pack in self._downloads.packs}
        for name, row in self.rows.items():
            fits = all(word in titles.get(name, "") for word in wanted)
            row.setVisible(fits)
            found += fits
        self.nothing.setVisible(bool(wanted) and not found)


def _place(pack: PackInfo) -> tuple[bool, str]:
    """What is here comes first."""
    return pack.state == "missing", pack.title
