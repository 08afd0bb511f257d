"""The page of downloads: what there is, what it weighs and under which licence, brought and removed one by one."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wanderlust.domain.packs import is_mirror
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.preferences.downloads import Downloads
from wanderlust.ui.preferences.language_packs import LanguagePacks
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.pack_row import PackRow
from wanderlust.ui.preferences.page import Page, Section, Setting
from wanderlust.ui.preferences.text_entry import text_entry
from wanderlust.ui.preferences.words import Words


class PackList(QWidget):
    """The packs of one kind, one under the other.

    Args:
        needed: Those that Wanderlust cannot do without, or the others.
    """

    def __init__(self, appearance: Appearance, downloads: Downloads, *, needed: bool) -> None:
        super().__init__()
        self._look, self._downloads, self._needed = appearance, downloads, needed
        self.rows: dict[str, PackRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self._waiting = Words(appearance, "caption", self.tr("I look what is there."), self, ink="ink2")
        self._column.addWidget(self._waiting)
        downloads.listed.connect(self._follow)
        downloads.moved.connect(self._move)
        self._follow()

    def _follow(self) -> None:
        packs = [pack for pack in self._downloads.packs if pack.needed is self._needed and not pack.language]
        self._waiting.setVisible(not packs)
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

    def _move(self, name: str) -> None:
        if name in self.rows:
            downloads = self._downloads
            self.rows[name].show_course(downloads.progress.get(name), downloads.failures.get(name))


class DownloadsPage(Page):
    """What can be downloaded, and what was."""

    def __init__(self, downloads: Downloads, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._downloads = downloads

        def packs(needed: bool) -> Section:
            title = self.tr("What I run on") if needed else self.tr("What I can do more with")
            line = (
                self.tr("Without these I cannot hear, understand or speak.")
                if needed
                else self.tr("Fetched only when you ask. You can remove them again.")
            )

            def make(appearance: Appearance, _model: PreferencesModel) -> QWidget:
                return PackList(appearance, downloads, needed=needed)

            words = self.tr("packs install remove disk voices models storage licence license")
            return Section("", (Setting(title, line, make, words=words, below=True),))

        self.describe(
            "downloads",
            self.tr("Downloads"),
            self.tr("Voices and models on this computer: their size, their licence, and room for more."),
            "download-simple",
            (packs(False), Section("", self._languages()), packs(True)),
        )

    def _languages(self) -> tuple[Setting, ...]:
        def pairs(appearance: Appearance, _model: PreferencesModel) -> QWidget:
            return LanguagePacks(appearance, self._downloads)

        def wrong(address: str) -> str:
            return "" if is_mirror(address) else self.tr("Give the whole address of a list, with https.")

        return (
            Setting(
                self.tr("Languages I translate here"),
                self.tr("Two at a time, without the internet afterwards. Two that meet in English work together."),
                pairs,
                words=self.tr("translation interpreter pairs models mozilla"),
                below=True,
            ),
            Setting(
                self.tr("Where languages come from"),
                self.tr("The address of a mirror's list, if Mozilla's own is not to be asked. Usually empty."),
                text_entry("language_mirror", "https://mirror.example/records.json", wrong),
                "language_mirror",
                self.tr("mirror address url translation models"),
            ),
        )

    def shown(self) -> None:
        """See :meth:`Page.shown`."""
        self._downloads.refresh()
