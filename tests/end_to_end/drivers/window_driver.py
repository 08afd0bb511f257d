"""The real window app in a process of its own: tells every domain event as a line of JSON, and does what it is told.

Commands come on standard input, one a line, each the name of a method of `Driver` and the rest of the line.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Qt, QUrl
from PySide6.QtGui import QImage, QTextBlock
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.fakes.settings_rows import row_of
from wanderlust.application.run_command import window_application
from wanderlust.application.window import WindowApplication
from wanderlust.domain import events as ev
from wanderlust.settings.paths import discover_paths
from wanderlust.ui.map.map_view import MapView
from wanderlust.ui.preferences.choice_box import ChoiceBox
from wanderlust.ui.preferences.sound_check import SoundCheck
from wanderlust.ui.preferences.switch import Switch
from wanderlust.ui.preferences.window import PreferencesWindow

KEYS = {"space": Qt.Key.Key_Space, "escape": Qt.Key.Key_Escape}
UNTOLD = (ev.LevelChanged, ev.LabelTownsLoaded)  # thirty a second, and 160,000 towns

# What only the engine may load, and what may come only after the window stands.
ENGINE_ONLY = ("onnxruntime", "ctranslate2", "tokenizers", "hibari", "py_nanotts", "aiohttp")
AFTER_THE_WINDOW = ("numpy", "websockets", "sounddevice", "sqlite3", "soxr", *ENGINE_ONLY)


def say(event: str, **told: Any) -> None:
    """Print one event."""
    sys.stdout.write(json.dumps({"event": event, **told}) + "\n")
    sys.stdout.flush()


def plain(value: Any) -> Any:
    """A domain value as JSON knows it."""
    if isinstance(value, bytes):
        return len(value)
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    return value


def tell(event: ev.DomainEvent) -> None:
    """Print a domain event, which the window already shows."""
    if not isinstance(event, UNTOLD):
        say(type(event).__name__, **plain(event))


class Driver(QObject):
    """Hands and eyes at the window."""

    def __init__(self, application: WindowApplication) -> None:
        super().__init__()
        self._window = application.window
        surface = self._window.stage.surface
        assert isinstance(surface, MapView)
        self._map: MapView = surface
        self._painted = False
        self._unread = b""
        self._window.installEventFilter(self)
        self._orders = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._orders.activated.connect(self._read)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and not self._painted:
            self._painted = True
            say("painted", loaded=loaded(AFTER_THE_WINDOW))
        return False

    def click(self, _: str) -> None:
        """Click the microphone button."""
        QTest.mouseClick(self._window.panel.talk_bar.mic, Qt.MouseButton.LeftButton)

    def press(self, key: str) -> None:
        QTest.keyPress(self._window.windowHandle(), KEYS[key])

    def release(self, key: str) -> None:
        QTest.keyRelease(self._window.windowHandle(), KEYS[key])

    def type(self, words: str) -> None:
        """Type into the talk bar's field and press Enter; then click bare ground, so that Space talks again."""
        field, ground = self._window.panel.talk_bar.field, self._window.centralWidget()
        assert ground is not None
        QTest.mouseClick(field, Qt.MouseButton.LeftButton)
        QTest.keyClicks(field, words)
        QTest.keyClick(field, Qt.Key.Key_Return)
        ground.setFocus()

    def prefer(self, label_and_value: str) -> None:
        """Open the settings by their key and give a setting, named by its label, a value: ``Theme=dark``."""
        label, _, value = label_and_value.partition("=")
        QTest.keyClick(self._window.windowHandle(), Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
        shown = next(w for w in QApplication.topLevelWidgets() if isinstance(w, PreferencesWindow))
        row = row_of(shown, label)
        box = next(box for box in (row.control, *row.findChildren(ChoiceBox)) if isinstance(box, ChoiceBox))
        box.choose(value)
        box.activated.emit(box.currentIndex())
        say("preferred", label=label)

    def try_sound(self, which: str) -> None:
        """Press a button of the settings' sound check."""
        shown = next(w for w in QApplication.topLevelWidgets() if isinstance(w, PreferencesWindow))
        control = row_of(shown, "Try it").control
        assert isinstance(control, SoundCheck)
        QTest.mouseClick(control.play if which == "play" else control.hear, Qt.MouseButton.LeftButton)

    def turn(self, label_and_way: str) -> None:
        """Open the settings and turn a switch: ``Answer with OpenAI=on``."""
        label, _, way = label_and_way.partition("=")
        QTest.keyClick(self._window.windowHandle(), Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
        shown = next(w for w in QApplication.topLevelWidgets() if isinstance(w, PreferencesWindow))
        control = row_of(shown, label).control
        assert isinstance(control, Switch)
        if control.isChecked() != (way == "on"):
            control.click()
        shown.close()
        say("turned", label=label)

    def set(self, name_and_value: str) -> None:
        """Give a preference a value, as JSON."""
        name, _, value = name_and_value.partition("=")
        self._window.intents.prefer.emit(name, json.loads(value))

    def mend(self, topic: str) -> None:
        """What the button of a notice does."""
        self._window.intents.fix.emit(topic)

    def follow(self, link: str) -> None:
        """Click the newest thing in the talk whose address begins like this."""
        transcript = self._window.panel.transcript
        block, found = transcript.document().end().previous(), ""
        while block.isValid() and not found:
            forms = (fragment.fragment().charFormat() for fragment in block)  # type: ignore[attr-defined]
            found = next((form.anchorHref() for form in forms if form.anchorHref().startswith(link)), "")
            block = block.previous()
        transcript.anchorClicked.emit(QUrl(found))
        say("followed", link=found)

    def paste(self, path: str) -> None:
        """Put a picture into the clipboard and paste it into the window."""
        QApplication.clipboard().setImage(QImage(path))
        self._window.pictures.paste()
        say("pasted", held=len(self._window.panel.talk_bar.picture.data))

    def picture(self, path: str) -> None:
        """Save what the window shows."""
        self._window.grab().save(path)
        say("pictured")

    def size(self, width_and_height: str) -> None:
        width, height = map(int, width_and_height.split("x"))
        self._window.resize(width, height)

    def look(self, _: str) -> None:
        """Tell what is seen."""
        state = self._window.model.talk.current
        transcript = self._window.panel.transcript
        say(
            "looked",
            transcript=transcript.toPlainText() if transcript.isVisible() else "",
            struck=self._struck(),
            pins=[{"number": p.number, "name": p.place.name, "country": p.place.country_name} for p in self._map.pins],
            pins_in_sight=sum(self._in_sight(mark.head(self._map.view)) for mark in self._map.marks),
            line=len(self._window.model.map.line) > 1,
            word=self._window.panel.talk_bar.word,
            hint=self._window.panel.talk_bar.hint,
            action=state.action,
            badge=self._window.panel.head.badge.words,
            cost=self._window.panel.head.cost.text() if self._window.panel.head.cost.isVisible() else "",
            page=next(filter(None, map(_open_page, QApplication.topLevelWidgets())), ""),
            notices=[card.accessibleName() for card in self._window.stage.notices.cards],
            windows=[type(w).__name__ for w in QApplication.topLevelWidgets() if self._stands_alone(w)],
        )

    def modules(self, _: str) -> None:
        say("modules", loaded=loaded(ENGINE_ONLY))

    def close(self, _: str) -> None:
        self._window.close()

    def _struck(self) -> str:
        """All words that are struck through."""
        words, block = "", self._window.panel.transcript.document().begin()
        while block.isValid():
            words += "".join(_struck_words(block))
            block = block.next()
        return words

    def _in_sight(self, point: tuple[float, float]) -> bool:
        return 0 <= point[0] <= self._map.width() and 0 <= point[1] <= self._map.height()

    def _stands_alone(self, widget: QWidget) -> bool:
        return widget.isVisible() and widget is not self._window

    def _read(self) -> None:
        data = os.read(sys.stdin.fileno(), 1 << 16)
        if not data:
            self._orders.setEnabled(False)
            self._window.close()
        *lines, self._unread = (self._unread + data).split(b"\n")
        for line in lines:
            command, _, rest = line.decode().partition(" ")
            getattr(self, command)(rest)


def loaded(names: tuple[str, ...]) -> list[str]:
    """Which of these modules this process has imported."""
    return [name for name in names if name in sys.modules]


def _open_page(widget: QWidget) -> str:
    """The name of the page the window of settings shows, or an empty text."""
    if not isinstance(widget, PreferencesWindow) or not widget.isVisible() or widget.page is None:
        return ""
    return widget.page.name


def _struck_words(block: QTextBlock) -> list[str]:
    return [
        fragment.fragment().text()
        for fragment in block  # type: ignore[attr-defined]
        if fragment.fragment().charFormat().fontStrikeOut()
    ]


def main() -> None:
    application = window_application(discover_paths(os.environ), tell)
    driver = Driver(application)
    code = application.run()
    del driver
    say("closed", code=code)


if __name__ == "__main__":
    main()
