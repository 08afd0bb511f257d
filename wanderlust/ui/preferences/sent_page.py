"""The page that says what left this computer: when, where to, how much of your voice, words and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wanderlust.domain.cost.ledger import SentRecord
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.formats import day_and_time, number
from wanderlust.ui.preferences.cloud_desk import CloudDesk
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.page import Page, Section, Setting
from wanderlust.ui.preferences.words import Words
from wanderlust.ui.translations import counted


class SentList(QWidget):
    """The records, the latest first."""

    def __init__(self, appearance: Appearance, desk: CloudDesk) -> None:
        super().__init__()
        self._look, self._desk = appearance, desk
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self.lines: list[tuple[str, str]] = []
        desk.sent_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        sent = self._desk.sent
        if not sent:
            words = self.tr("I look.") if sent is None else self.tr("Nothing. All you said stayed on this computer.")
            self._column.addWidget(Words(self._look, "label", words, self, ink="ink2"))
            self.lines = []
            return
        runs = [tuple(run) for _, run in groupby(sent, key=_run)]
        self.lines = [(self._head(run[0]), self._what(run)) for run in runs]
        for head, what in self.lines:
            row = QWidget(self)
            inner = QVBoxLayout(row)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(1)
            inner.addWidget(Words(self._look, "strong", head, row))
            inner.addWidget(Words(self._look, "caption", what, row, ink="ink2"))
            self._column.addWidget(row)

    def _head(self, record: SentRecord) -> str:
        return self.tr("{when}, to {host}").format(when=day_and_time(record.began), host=record.host)

    def _what(self, run: Sequence[SentRecord]) -> str:
        record = run[0]
        if len(run) > 1:
            words = self.tr("{pieces} of the street map since {when}, by their places: {letters} in all")
            pieces = counted("{count} piece", "{count} pieces", len(run))
            letters = _letters(sum(each.characters for each in run))
            return words.format(pieces=pieces, when=day_and_time(run[-1].began), letters=letters)
        looked_up = {
            "places": self.tr("the name of a place: {letters} in all"),
            "points": self.tr("which cafés, shops or sights are near a point: {letters} in all"),
            "weather": self.tr("the weather at a point: {letters} in all"),
            "money": self.tr("the worth of a currency: {letters} in all"),
            "route": self.tr("the way between two points: {letters} in all"),
            "map": self.tr("a piece of the street map, by its place: {letters} in all"),
            "summary": self.tr("what is written about a place: {letters} in all"),
            "picture": self.tr("a picture of a place: {letters} in all"),
            "releases": self.tr("which version is the newest: {letters} in all"),
        }
        if record.purpose in looked_up:
            return looked_up[record.purpose].format(letters=_letters(record.characters))
        parts = []
        if record.audio_ms:
            seconds = record.audio_ms / 1000
            minutes = self.tr("{n} min of sound from your microphone").format(n=number(seconds / 60, 1))
            parts.append(
                minutes if seconds >= 60 else self.tr("{n} s of sound from your microphone").format(n=number(seconds))
            )
        if record.characters:
            parts.append(counted("{count} letter of text", "{count} letters of text", record.characters))
        if record.pictures:
            parts.append(counted("{count} picture", "{count} pictures", record.pictures))
        return ", ".join(parts) or self.tr("only that I am here")


def _run(record: SentRecord) -> tuple[str, str]:
    """What stands in one line: of the street map all pieces in a row, of the rest each by itself."""
    return (record.host, "map") if record.purpose == "map" else (record.host, record.id)


class SentPage(Page):
    """What left this computer."""

    def __init__(self, desk: CloudDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

        def make(appearance: Appearance, _model: PreferencesModel) -> QWidget:
            return SentList(appearance, desk)

        setting = Setting(
            self.tr("Connections"),
            self.tr("Text counts what you typed, what was said before, what I looked up, and my instructions."),
            make,
            words=self.tr("privacy sent upload data record cloud"),
            below=True,
        )
        self.describe(
            "sent",
            self.tr("What left this computer"),
            self.tr("Each connection to a server that answers: when, where to, how much. The sound is not kept."),
            "arrow-up",
            (Section("", (setting,)),),
        )

    def shown(self) -> None:
        """See :meth:`Page.shown`."""
        if self._desk.clerk is not None:
            self._desk.clerk.list_sent()


def _letters(count: int) -> str:
    return counted("{count} letter", "{count} letters", count)
