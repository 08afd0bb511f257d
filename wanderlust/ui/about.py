"""What Wanderlust is made of: a window with versions, sources and licences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from wanderlust import __version__
from wanderlust.domain.components import Component
from wanderlust.ui.appearance import Appearance


class AboutWindow(QDialog):
    """A window of its own, never in the way of the talk.

    Args:
        appearance: Fonts and colours.
        components: Lists every part with version and licence; asked once, when the window is made.
        parent: The main window.
    """

    def __init__(
        self, appearance: Appearance, components: Callable[[], Sequence[Component]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._components = tuple(components())
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
            (
                self.tr("Climate"),
                self.tr(
                    "Contains modified Copernicus Climate Change Service information 2025 (ERA5). Neither the European "
                    "Commission nor ECMWF is responsible for any use made of it."
                ),
            ),
            (
                self.tr("Countries"),
                self.tr(
                    "The World Factbook, in the public domain; Unicode CLDR, Unicode licence 3.0; libphonenumber, "
                    "Apache 2.0; holidays, MIT; practical facts by Wanderlust."
                ),
            ),
            (
                self.tr("Exchange rates"),
                self.tr("European Central Bank; Exchange API (fawazahmed0), CC0. For orientation, not for trading."),
            ),
            (
                self.tr("Asked on the internet"),
                self.tr(
                    "© OpenStreetMap contributors, ODbL, through Photon, Nominatim, Overpass and OSRM; weather data by "
                    "Open-Meteo.com, CC BY 4.0; rates of the European Central Bank through Frankfurter. By geopy, MIT; "
                    "opening hours by opening-hours-py, MIT or Apache 2.0."
                ),
            ),
            (
                self.tr("Calls"),
                self.tr(
                    "baresip by baresip-python, BSD; aiosipua and aiortp, MIT; libphonenumber by phonenumbers, "
                    "Apache 2.0; on demand Twilio's own package, MIT."
                ),
            ),
            (self.tr("Time zones"), self.tr("IANA, in the public domain.")),
            (
                self.tr("Hearing"),
                self.tr(
                    "Whisper base (OpenAI), MIT; Silero VAD, MIT; smart-turn 3.2 (Daily), BSD 2-Clause; CTranslate2, "
                    "MIT; WebRTC's audio processing by pywebrtc-audio, BSD 3-Clause and Apache 2.0."
                ),
            ),
            (
                self.tr("Understanding"),
                self.tr(
                    "MiniLM-L6, Apache 2.0; onnxruntime, MIT; tokenizers, Apache 2.0; on demand Qwen2.5-Coder-1.5B, "
                    "Apache 2.0, run by xllamacpp, MIT."
                ),
            ),
            (
                self.tr("Translation"),
                self.tr(
                    "Mozilla's translation models by fxtranslate, MPL 2.0, unpacked by backports.zstd, PSF and BSD; "
                    "phrases written for Wanderlust, with names of money from Unicode CLDR."
                ),
            ),
            (
                self.tr("Keys and pictures"),
                self.tr(
                    "keyring, MIT; cryptography, Apache 2.0 or BSD 3-Clause; httpx2, BSD 3-Clause; Pillow, MIT-CMU."
                ),
            ),
            (
                self.tr("Voices"),
                self.tr(
                    "hibari, SVOX Pico and Kokoro-82M, Apache 2.0; Janome with IPADIC, Apache 2.0 and IPADIC's own; "
                    "pypinyin, MIT."
                ),
            ),
            (
                self.tr("Sound"),
                self.tr(
                    "PortAudio by sounddevice and rtmixer, MIT; libsndfile and soxr, LGPL 2.1; soundfile, BSD 3-Clause."
                ),
            ),
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
        self._text.setHtml(f"<h2>Wanderlust {__version__}</h2><p>{line}</p>{parts}{self._every_part()}")

    def _every_part(self) -> str:
        if not self._components:
            return ""
        head = self.tr("Every part, with its version and licence")
        rows = "".join(f"<p>{_described(component)}</p>" for component in self._components)
        return f"<h3>{head}</h3>{rows}"

    def _open(self, url: QUrl) -> None:
        QDesktopServices.openUrl(url)


def _described(component: Component) -> str:
    name = escape(f"{component.name} {component.version}".strip())
    if component.source.startswith("https://"):
        name = f'<a href="{escape(component.source)}">{name}</a>'
    notice = f"<br>{escape(component.notice)}" if component.notice else ""
    return f"{name}: {escape(component.licence)}{notice}"
