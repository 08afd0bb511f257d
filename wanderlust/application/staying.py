"""What closing the window means: the end, or the tray, as the traveller said once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.closing import ClosingQuestion
from wanderlust.ui.main_window import MainWindow
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.tray import Tray


class Staying(QObject):
    """Keeps the tray icon, asks the question, and ends the app when the session ends.

    Args:
        qt: The application.
        appearance: Colours.
        window: Whose closing it decides.
        model: Keeps the answer.
        save: Writes the preferences; the session may end before we do.
        has_tray: Whether the system has a tray.
    """

    def __init__(
        self,
        qt: QApplication,
        appearance: Appearance,
        window: MainWindow,
        model: PreferencesModel,
        save: Callable[[], None],
        has_tray: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
    ) -> None:
        super().__init__(window)
        self._qt, self._look, self._window, self._model, self._save = qt, appearance, window, model, save
        self._has_tray = has_tray
        self._ending = False
        self.tray: Tray | None = None
        self.question: ClosingQuestion | None = None
        window.may_close = self.may_close
        # Answered at once: the session waits for it.
        qt.commitDataRequest.connect(self._session_asks, Qt.ConnectionType.DirectConnection)

    def start(self) -> None:
        """Put the icon into the tray, where there is one."""
        if self._has_tray():
            self.tray = Tray(self._look, self._window.model.talk, self._window.intents, self)
            self.tray.wanted.connect(self.come_forward)
            self.tray.quit_wanted.connect(self.end)
            self.tray.show()

    def say_anew(self) -> None:
        """The language is another: the icon's menu too."""
        if self.tray is not None:
            self.tray.hide()
            self.tray.deleteLater()
            self.start()

    def may_close(self) -> bool:
        """Whether the window may close now, which is the end; otherwise it asks, or goes to the tray."""
        answer = self._model.value("on_close")
        if self._ending or self.tray is None or answer == "quit":
            return True
        if answer == "tray":
            self._hide()
        elif self.question is None:
            self.question = ClosingQuestion(self._look, self._window)
            self.question.answered.connect(self._answered)
            self.question.finished.connect(self._asked)
            self.question.open()
        return False

    def come_forward(self) -> None:
        """Show the window, wherever it is."""
        self._qt.setQuitOnLastWindowClosed(True)
        state = self._window.windowState() & ~Qt.WindowState.WindowMinimized
        self._window.setWindowState(state | Qt.WindowState.WindowActive)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def end(self) -> None:
        """Close the window without a question, and with it the app."""
        self._ending = True
        self._window.close()
        self._qt.quit()

    def session_ends(self) -> None:
        """The traveller logs out: keep what is to be kept, and ask nothing when the window is closed."""
        self._ending = True
        self._save()

    def _answered(self, answer: str) -> None:
        self._model.set("on_close", answer)
        self._window.close()

    def _asked(self) -> None:
        self.question = None

    def _hide(self) -> None:
        self._qt.setQuitOnLastWindowClosed(False)
        if self._window.model.talk.microphone_open:
            self._window.intents.talk_toggled.emit()  # nobody sees the gold there
        self._window.hide()

    def _session_asks(self, _session: QSessionManager) -> None:
        self.session_ends()
