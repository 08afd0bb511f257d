"""The first step: say something and see that it is heard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from wanderlust.domain.events import SoundTried
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import Button
from wanderlust.ui.first_run import silent_microphone
from wanderlust.ui.first_run.level_scale import QUIET, LevelScale
from wanderlust.ui.first_run.step import Step
from wanderlust.ui.first_run.verdict import Verdict
from wanderlust.ui.level_meter import LevelMeter
from wanderlust.ui.preferences.device_box import DeviceBox
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.sound_in_use import SoundInUse
from wanderlust.ui.theme import RADIUS_PLACE

HEARD_REPORTS = 10  # a third of a second above the noise of a room: a word, no knock on the table
ROUND, HALO = 64, 8


class OpenMicrophone(QAbstractButton):
    """Round; gold while the microphone is open, as everywhere."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = appearance
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(ROUND + 2 * HALO, ROUND + 2 * HALO)
        self.setProperty("focusRadius", ROUND / 2 + HALO)
        appearance.changed.connect(self.update)
        self.toggled.connect(self._name)
        self._name(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, on = QPainter(self), self._look, self.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        inner = box.adjusted(HALO, HALO, -HALO, -HALO)
        painter.setPen(Qt.PenStyle.NoPen)
        if on:
            painter.setBrush(look.color("gold_halo"))
            painter.drawEllipse(box)
        painter.setPen(QPen(look.color("gold_edge" if on else "strong"), 1.5))
        painter.setBrush(look.color("gold" if on else "raised"))
        painter.drawEllipse(inner.adjusted(1, 1, -1, -1))
        icon = "microphone-fill" if on else "microphone"
        look.draw_icon(painter, icon, "on_gold" if on else "ink" if self.isEnabled() else "ink3", box, 28)

    def _name(self, on: bool) -> None:
        name = self.tr("Close the microphone") if on else self.tr("Open the microphone")
        self.setAccessibleName(name)
        self.setToolTip(name)


class Framed(QFrame):
    """A card for what belongs together."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = appearance
        appearance.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.color("line"), 1))
        painter.setBrush(self._look.color("window"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_PLACE, RADIUS_PLACE)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class MicrophoneStep(Step):
    """The microphone is opened by a click and closed when the step is left; nothing of it is kept or sent.

    Args:
        appearance: Colours and type.
        model: Keeps which microphone is used.
        devices: Tells the level, and whether the microphone sends only zeros.
        platform: As in ``sys.platform``; what to do about a blocked microphone differs.
        open_address: Opens a page of the system's settings.
    """

    def __init__(
        self,
        appearance: Appearance,
        model: PreferencesModel,
        devices: SoundInUse,
        platform: str,
        open_address: Callable[[str], None],
    ) -> None:
        super().__init__(
            appearance,
            self.tr("Microphone"),
            self.tr("Can I hear you?"),
            self.tr("Say something"),
            self.tr("For example: “Where is Kyoto?” Nothing is sent or kept, this is only a test."),
        )
        self._devices = devices
        self._where, self._page = silent_microphone.where(platform)
        self._loud_reports = 0
        self._heard = False
        self.box = DeviceBox(appearance, model, devices, "microphone")
        self.box.setAccessibleName(self.tr("Microphone"))
        frame = Framed(appearance, self)
        self.open = OpenMicrophone(appearance, frame)
        self.bars = LevelMeter(appearance, frame)
        self.scale = LevelScale(appearance, frame)
        levels = QVBoxLayout()
        levels.setSpacing(14)
        levels.addStretch(1)
        levels.addWidget(self.bars)
        levels.addWidget(self.scale)
        levels.addStretch(1)
        row = QHBoxLayout(frame)
        row.setContentsMargins(20, 16, 24, 16)
        row.setSpacing(24)
        row.addWidget(self.open)
        row.addLayout(levels, 1)
        self.verdict = Verdict(appearance, self)
        self.show_where = Button(appearance, self.tr("Show me where"), self.verdict)
        self.verdict.side.addWidget(self.show_where)
        self.column.addWidget(self.box)
        self.column.addWidget(frame)
        self.column.addWidget(self.verdict)
        self.column.addStretch(1)
        self.open.toggled.connect(self._toggled)
        self.show_where.clicked.connect(lambda: open_address(self._page))
        devices.level_changed.connect(self._hear)
        devices.blank_changed.connect(self._tell)
        devices.changed.connect(self._devices_changed)
        devices.tried.connect(self._tried)
        self._devices_changed()

    @property
    def heard(self) -> bool:
        """Whether words came in."""
        return self._heard

    def left(self) -> None:
        self.open.setChecked(False)

    def _toggled(self, on: bool) -> None:
        if on:
            self._loud_reports, self._heard = 0, False
        self._devices.watch(on)
        if not on:
            self.bars.reset()
            self.scale.reset()
        self._tell()

    def _hear(self, level: float) -> None:
        if not self.open.isChecked():
            return
        self.bars.push(level)
        self.scale.push(level)
        self._loud_reports += level >= QUIET
        if self._loud_reports >= HEARD_REPORTS:
            self._heard = True
        self._tell()

    def _devices_changed(self) -> None:
        self.open.setEnabled(bool(self._devices.microphone))
        self._tell()

    def _tried(self, tried: SoundTried) -> None:
        """Opening it may fail; a trial of the speaker does not concern this step."""
        if tried.step == "over" and tried.trouble and self.open.isChecked():
            self.open.setChecked(False)
            self.verdict.say("bad", tried.trouble)

    def _tell(self) -> None:
        blank = self._devices.blank and self.open.isChecked()
        self.show_where.setVisible(blank and bool(self._page))
        if not self._devices.microphone:
            self.verdict.say("bad", self.tr("I found no microphone."), self.tr("Plug one in, or type to me."))
        elif blank:
            self.verdict.say("bad", silent_microphone.sentence(), self._where)
        elif self._heard and self.scale.loudness == "loud":
            loud = self.tr("Turn it down a little in the system's settings, or sit further away.")
            self.verdict.say("well", self.tr("I hear you, and loud."), loud)
        elif self._heard:
            self.verdict.say("well", self.tr("I hear you well."), self.tr("Your microphone works."))
        elif self.open.isChecked():
            quiet = self.tr("No bars? Come closer, or choose another microphone above.")
            self.verdict.say("plain", self.tr("Just talk."), quiet)
        else:
            self.verdict.say("plain", self.tr("Click the microphone, then talk."), self.tr("It is closed now."))
