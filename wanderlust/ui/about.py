"""What Wanderlust is made of: a window with versions, sources and licences."""

from __future__ import annotations

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from wanderlust import __version__
from wanderlust.ui.appearance import Appearance


class AboutWindow(QDialog):
    """A window of its own, never in the way of the talk."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Wanderlust"))
        self.setModal(False)
        self.resize(520, 440)
        self._look = appearance
        self._text = QTextBrowser(self)
        self._text.setAccessibleName(self.tr("About Wanderlust"))
        self._text.setOpenLinks(False)
        self._text.anchorClicked.connect(self._open)
        self._text.setFrameShape(QTextBrowser.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self._text)
        appearance.changed.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        rows = (
            (self.tr("Map"), self.tr("Made with Natural Earth, in the public domain.")),
            (self.tr("Places"), self.tr("GeoNames, CC BY 4.0; airportsdata, MIT; landmarks by Wanderlust.")),
            (self.tr("Type"), self.tr("Inter, SIL Open Font License 1.1.")),
            (self.tr("Icons"), self.tr("Phosphor Icons 2.1.1, MIT.")),
            (
                self.tr("Window"),
                self.tr("Qt for Python {version}, LGPL 3: its libraries can be replaced.").format(
                    version=pyside_version
                ),
            ),
        )
        parts = "".join(f"<p><b>{head}</b><br>{words}</p>" for head, words in rows)
        line = self.tr("A voice travel companion. MIT licence.")
        self._text.document().setDefaultFont(self._look.font("label"))
        self._text.setHtml(f"<h2>Wanderlust {__version__}</h2><p>{line}</p>{parts}")

    def _open(self, url: QUrl) -> None:
        QDesktopServices.openUrl(url)
