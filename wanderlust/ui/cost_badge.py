"""What the talk costs, beside the badge that says who answers; opens the meter. Not there while it costs nothing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wanderlust.domain.cost.caps import Spending
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import Button
from wanderlust.ui.formats import dollars
from wanderlust.ui.preferences.words import Words
from wanderlust.ui.spending_view import SpendingView
from wanderlust.ui.text_paint import text_width
from wanderlust.ui.theme import RADIUS_NOTICE
from wanderlust.ui.view_models.conversation import ConversationViewModel

HEIGHT, WIDTH = 26, 320


class CostBadge(QAbstractButton):
    """Follows the view model; hidden on the embedded engine, where nothing is sent and nothing is paid.

    Signals:
        page_wanted: The traveller wants this page of the settings.
    """

    page_wanted = Signal(str)

    def __init__(self, appearance: Appearance, model: ConversationViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._model = appearance, model
        self._meter: CostMeterCard | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("focusRadius", HEIGHT / 2)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Cost of this talk"))
        self.setToolTip(self.tr("What this talk has cost. Open the meter."))
        self.clicked.connect(self.open_meter)
        model.spending_changed.connect(self._show)
        model.badge_changed.connect(self._show)
        appearance.changed.connect(self._show)
        self._show()

    @property
    def meter(self) -> CostMeterCard | None:
        """The meter, once it was opened."""
        return self._meter

    def open_meter(self) -> None:
        """Show the meter under the badge."""
        if self._meter is None:
            self._meter = CostMeterCard(self._look, self)
            self._meter.page_wanted.connect(self.page_wanted)
        self._meter.view.show_spending(self._model.spending)
        self._meter.adjustSize()
        x = 0 if self.isRightToLeft() else self.width() - self._meter.width()
        self._meter.move(self.mapToGlobal(QPoint(x, self.height() + 6)))
        self._meter.show()

    def sizeHint(self) -> QSize:
        return QSize(round(text_width(self._look, "source", self.text())) + 20, self._look.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        spending, look, painter = self._model.spending, self._look, QPainter(self)
        warns = spending is not None and spending.warns
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("gold_tint" if warns else "sunk"))
        painter.drawRoundedRect(QRectF(self.rect()), self.height() / 2, self.height() / 2)
        painter.setFont(look.font("source"))
        painter.setPen(look.color("gold_ink" if warns else "ink2"))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self.text())

    def _show(self) -> None:
        spending: Spending | None = self._model.spending
        costs = spending is not None and spending.talk.nanodollars > 0
        self.setVisible(costs and self._model.backend == "openai")
        if spending is not None:
            self.setText(dollars(spending.talk.dollars))
            self.setAccessibleName(self.tr("Cost of this talk: {money}").format(money=self.text()))
            if self._meter is not None and self._meter.isVisible():
                self._meter.view.show_spending(spending)
        self.setFixedSize(self.sizeHint())
        self.update()


class CostMeterCard(QFrame):
    """The meter: a card that goes away with a click elsewhere or Escape.

    Signals:
        page_wanted: The traveller wants this page of the settings.
    """

    page_wanted = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._look = appearance
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(self.tr("Meter"))
        self.view = SpendingView(appearance, self)
        self.left = Button(appearance, self.tr("What left this computer"), self)
        self.limits = Button(appearance, self.tr("Change limits"), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(Words(appearance, "heading", self.tr("What OpenAI costs"), self))
        column.addWidget(self.view)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.left)
        buttons.addWidget(self.limits)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.left.clicked.connect(lambda: self._leave("sent"))
        self.limits.clicked.connect(lambda: self._leave("cloud"))

    def sizeHint(self) -> QSize:
        wanted = super().sizeHint()
        return QSize(max(self._look.px(WIDTH), wanted.width()), wanted.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.color("strong"), 1))
        painter.setBrush(self._look.color("raised"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS_NOTICE, RADIUS_NOTICE)

    def _leave(self, page: str) -> None:
        self.hide()
        self.page_wanted.emit(page)
