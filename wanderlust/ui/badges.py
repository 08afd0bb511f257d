"""Badges: a pill with an icon and words that says where the answers come from."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.text_paint import text_width
from wanderlust.ui.view_models.conversation import ConversationViewModel

HEIGHT, ICON = 26, 15
NETWORK_TROUBLES = frozenset({"lost", "no_network", "no_name", "refused", "timeout", "captive_portal", "tls", ""})


def badge_of(model: ConversationViewModel) -> tuple[str, str, str, str]:
    """Words, icon, ink and ground of the badge that says who answers."""

    def tr(words: str) -> str:
        return QCoreApplication.translate("Badge", words)

    cloud = model.cloud.state if model.cloud is not None else ""
    if not model.connected or (model.backend == "openai" and cloud in ("reaching", "trying")):
        return tr("Connecting"), "circle-notch", "ink2", "sunk"
    if model.backend == "openai":
        return "OpenAI", "cloud", "indigo", "indigo_tint"
    if model.cloud is not None and cloud in ("lost", "trying") and model.cloud.trouble in NETWORK_TROUBLES:
        return tr("On this computer, network lost"), "wifi-slash", "gold_ink", "gold_tint"
    return tr("On this computer"), "laptop", "pine", "pine_tint"


class Badge(QWidget):
    """Follows the view model's backend; says in its tooltip what that means."""

    def __init__(self, appearance: Appearance, model: ConversationViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._model = appearance, model
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        model.badge_changed.connect(self._show)
        appearance.changed.connect(self._show)
        self._show()

    @property
    def words(self) -> str:
        return badge_of(self._model)[0]

    def sizeHint(self) -> QSize:
        width = text_width(self._look, "source", self.words) + ICON + 26
        return QSize(round(width), self._look.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        words, icon, ink, ground = badge_of(self._model)
        painter, mirrored = QPainter(self), self.isRightToLeft()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color(ground))
        painter.drawRoundedRect(QRectF(self.rect()), self.height() / 2, self.height() / 2)
        x = self.width() - 10 - ICON if mirrored else 10
        self._look.draw_icon(painter, icon, ink, QRectF(x, 0, ICON, self.height()), ICON)
        painter.setFont(self._look.font("source"))
        painter.setPen(self._look.color(ink))
        room = QRectF(10, 0, self.width() - ICON - 20, self.height())
        if not mirrored:
            room.translate(ICON + 4, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)

    def _show(self) -> None:
        local = self._model.backend == "engine"
        tip = self.tr("I hear, think and speak on this computer. Nothing leaves it.")
        self.setToolTip(tip if local else self.tr("OpenAI hears and answers. Your voice leaves this computer."))
        self.setAccessibleName(self.words)
        self.setFixedSize(self.sizeHint())
        self.update()
