"""One pack on the page of downloads: what it is, how its download goes, and the buttons for it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from wanderlust.domain.packs import PackFailed, PackInfo, PackProgress
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import Button
from wanderlust.ui.formats import traveller_locale
from wanderlust.ui.preferences.words import Words


class Bar(QProgressBar):
    """How much of a download is done; its value is there for screen readers too."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = appearance
        self.setTextVisible(False)
        self.setRange(0, 1000)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(6)
        appearance.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("line"))
        painter.drawRoundedRect(QRectF(self.rect()), 3, 3)
        done = self.width() * self.value() / 1000
        painter.setBrush(look.color("pine"))
        left = self.width() - done if self.isRightToLeft() else 0
        painter.drawRoundedRect(QRectF(left, 0, done, self.height()), 3, 3)


class PackRow(QWidget):
    """Shows a pack; its removal is asked for once more in its own place.

    Signals:
        install_wanted: Bring it.
        stop_wanted: Break its download off.
        removal_confirmed: Delete it; the traveller said so twice.
    """

    install_wanted = Signal(str)
    stop_wanted = Signal(str)
    removal_confirmed = Signal(str)

    def __init__(self, appearance: Appearance, pack: PackInfo, parent: QWidget) -> None:
        super().__init__(parent)
        self._pack = pack
        self._progress: PackProgress | None = None
        self._asking = False
        self._stopping = False
        self.title = Words(appearance, "strong", parent=self)
        self.facts = Words(appearance, "caption", parent=self, ink="ink2")
        self.state = Words(appearance, "caption", parent=self, ink="ink2")
        self.bar = Bar(appearance, self)
        self.action = Button(appearance, "", self)
        self.second = Button(appearance, self.tr("Keep it"), self)
        words = QVBoxLayout()
        words.setSpacing(2)
        for widget in (self.title, self.facts, self.state, self.bar):
            words.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words.addStretch(1)
        row.addLayout(words, 1)
        row.addWidget(self.second, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.action, 0, Qt.AlignmentFlag.AlignTop)
        self.action.clicked.connect(self._act)
        self.second.clicked.connect(lambda: self._ask(False))
        self._failure: PackFailed | None = None
        self.show_pack(pack)

    def show_pack(self, pack: PackInfo) -> None:
        """Show it as it is now."""
        self._pack = pack
        self.setAccessibleName(self._title())
        self.bar.setAccessibleName(self.tr("Download of {pack}").format(pack=self._title()))
        self._follow()

    def show_course(self, progress: PackProgress | None, failure: PackFailed | None) -> None:
        """Show how its download goes, or how it ended."""
        if progress is None:
            self._stopping = False
        self._progress, self._failure = progress, failure
        self._follow()

    def _title(self) -> str:
        known = {
            "whisper-base": self.tr("Speech recognition"),
            "silero-vad": self.tr("Speech detection"),
            "smart-turn": self.tr("The ends of what you say"),
            "minilm-l6": self.tr("Language understanding"),
            "language-model": self.tr("Language model for harder questions"),
            "kokoro": self.tr("Voices for Portuguese, Japanese and Chinese"),
        }
        title = self._pack.title
        return known.get(self._pack.name, title[:1].upper() + title[1:])

    def _follow(self) -> None:
        pack, locale = self._pack, traveller_locale()
        self.title.setText(self._title())
        licences = ", ".join(pack.licences)
        if pack.download and pack.state in ("missing", "begun"):
            facts = self.tr("{download} to download, {size} here · licence {licence}")
        else:
            facts = self.tr("{size} · licence {licence}")
        self.facts.setText(facts.format(download=_size(pack.download), size=_size(pack.size), licence=licences))
        states = {
            "installed": self.tr("Installed."),
            "bundled": self.tr("Came with Wanderlust."),
            "missing": self.tr("Not installed."),
            "begun": self.tr("Partly downloaded. I go on from there."),
        }
        self.state.setText(states[pack.state])
        self.state.set_ink("ink2")
        progress = self._progress
        self.bar.setVisible(progress is not None)
        if progress is not None:
            self.bar.setValue(round(1000 * progress.done / max(1, progress.total)))
            done, total = _size(progress.done), _size(progress.total)
            percent = locale.toString(100 * progress.done // max(1, progress.total))
            course = self.tr("{percent} %: {done} of {total}").format(percent=percent, done=done, total=total)
            self.state.setText(self.tr("I stop.") if self._stopping else course)
        elif self._asking:
            size = _size(pack.size)
            self.state.setText(self.tr("Remove it and free {size}? You can download it again.").format(size=size))
            self.state.set_ink("ink")
        elif self._failure is not None:
            self.state.setText(f"{self._failure.sentence} {self._failure.remedy}".strip())
            self.state.set_ink("red")
        self._show_buttons()

    def _show_buttons(self) -> None:
        pack, icon, words = self._pack, "", ""
        if self._progress is not None:
            words, icon = self.tr("Stop"), "stop"
        elif self._asking:
            words, icon = self.tr("Remove"), "trash"
        elif pack.state in ("missing", "begun"):
            words = self.tr("Go on") if pack.state == "begun" else self.tr("Download")
            icon = "download-simple"
        elif pack.state == "installed" and not pack.needed:
            words, icon = self.tr("Remove"), "trash"
        self.second.setVisible(self._asking)
        self.second.setAccessibleName(self.tr("Keep it: {pack}").format(pack=self._title()))
        self.action.setVisible(bool(words))
        self.action.setEnabled(not self._stopping)
        if words and words != self.action.text():
            self.action.set_words(words, icon)
        self.action.setAccessibleName(f"{words}: {self._title()}")

    def _act(self) -> None:
        if self._progress is not None:
            self._stopping = True
            self._follow()
            self.stop_wanted.emit(self._pack.name)
        elif self._asking:
            self._ask(False)
            self.removal_confirmed.emit(self._pack.name)
        elif self._pack.state == "installed":
            self._ask(True)
        else:
            self.install_wanted.emit(self._pack.name)

    def _ask(self, asking: bool) -> None:
        self._asking = asking
        self._follow()
        (self.second if asking else self.action).setFocus(Qt.FocusReason.OtherFocusReason)


def _size(count: int) -> str:
    # Two digits that count: "88 MB", "2.3 MB", "1.1 GB".
    locale, mega = traveller_locale(), count / 1e6
    if mega >= 1000:
        return f"{locale.toString(mega / 1000, 'f', 1)} GB"
    return f"{locale.toString(mega, 'f', 0 if mega >= 10 else 1)} MB"
