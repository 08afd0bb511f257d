"""Every screen in the longest words and mirrored: nothing is cut, shortened, on other words, or too pale to read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes import painted_text, pseudo_catalogue
from tests.fakes.shown_screens import RESOURCES, SCREENS, Screens
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.main_window import MainWindow
from wanderlust.ui.translations import WindowLanguage

# Qt's offscreen platform has no window manager to tell sizes to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
SMALL, USUAL = (1000, 650), (1280, 800)


@pytest.fixture(scope="session")
def pseudo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, frozenset[str]]]:
    """A folder with 40 % longer words for ``de`` and mirrored ones for ``ar``, and all they say."""
    folder = tmp_path_factory.mktemp("pseudo")
    said = {
        "de": pseudo_catalogue.write(folder, "de", pseudo_catalogue.longer),
        "ar": pseudo_catalogue.write(folder, "ar", pseudo_catalogue.mirrored),
    }
    return folder, said


@pytest.fixture
def language(qapp: QApplication, pseudo: tuple[Path, dict[str, frozenset[str]]]) -> Iterator[WindowLanguage]:
    before = QLocale()
    language = WindowLanguage(pseudo[0])
    yield language
    language.use("en")
    QLocale.setDefault(before)


def wrong(qtbot: QtBot, screen: QWidget, said: frozenset[str] = frozenset()) -> list[str]:
    """Everything that is wrong with a screen, in words."""
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitExposed(screen)
    QApplication.processEvents()
    texts = painted_text.painted(screen)
    assert texts
    return [
        *(f"cut: {found}" for found in painted_text.cut(texts)),
        *(f"shortened: {found}" for found in painted_text.shortened(texts, said)),
        *(f"overlapping: {found}" for found in painted_text.overlapping(texts)),
        *(f"pale: {found}" for found in painted_text.too_pale(texts, screen.grab().toImage())),
    ]


def sized(screen: QWidget, size: tuple[int, int]) -> QWidget:
    if isinstance(screen, MainWindow):
        screen.resize(*size)
    return screen


@pytest.mark.parametrize("code", ["de", "ar"])
@pytest.mark.parametrize("name", SCREENS)
def test_longer_and_mirrored_words_have_room_in_the_smallest_window(
    qtbot: QtBot,
    appearance: Appearance,
    language: WindowLanguage,
    pseudo: tuple[Path, dict[str, frozenset[str]]],
    name: str,
    code: str,
) -> None:
    language.use(code)
    assert wrong(qtbot, sized(Screens(appearance).make(name), SMALL), pseudo[1][code]) == []


@pytest.mark.parametrize("name", SCREENS)
def test_the_language_with_the_longest_words_has_room(qtbot: QtBot, appearance: Appearance, name: str) -> None:
    code = pseudo_catalogue.longest()
    said = frozenset(str(message.string) for message in pseudo_catalogue.script().read(code) if message.id)
    before, language = QLocale(), WindowLanguage(pseudo_catalogue.ROOT / "resources" / "translations")
    language.use(code)
    try:
        assert wrong(qtbot, sized(Screens(appearance).make(name), SMALL), said) == []
    finally:
        language.use("en")
        QLocale.setDefault(before)


@pytest.mark.parametrize("name", SCREENS)
def test_dark_is_as_legible(qtbot: QtBot, appearance: Appearance, name: str) -> None:
    appearance.set_preference("dark")
    assert wrong(qtbot, sized(Screens(appearance).make(name), USUAL)) == []


@pytest.mark.parametrize("name", SCREENS)
def test_text_at_160_percent_has_room(qtbot: QtBot, appearance: Appearance, name: str) -> None:
    appearance.set_text_factor(1.6)
    assert wrong(qtbot, sized(Screens(appearance).make(name), USUAL)) == []


@pytest.mark.parametrize("preference", ["light", "dark"])
@pytest.mark.parametrize("name", ["talk", "consent", "call", "interpreter", "history", "settings-general"])
def test_high_contrast_is_as_legible(qtbot: QtBot, name: str, preference: Literal["light", "dark"]) -> None:
    look = Appearance(RESOURCES, preference=preference, high_contrast=lambda: True)
    assert look.theme.window in ("#FFFFFF", "#000000") and look.theme.ink2 == look.theme.ink
    assert wrong(qtbot, sized(Screens(look).make(name), USUAL)) == []


def test_pseudo_words_are_longer_and_keep_their_gaps() -> None:
    assert pseudo_catalogue.longer("I wrote {count} calls to {0}.") != "I wrote {count} calls to {0}."
    long = pseudo_catalogue.longer("Search all talks and calls {name}")
    assert "{name}" in long and 1.3 < len(long.replace("{name}", "")) / len("Search all talks and calls ") < 1.45
    assert pseudo_catalogue.mirrored("at {n} %s") == "ار {n} %s"


# -- the eyes themselves


class Board(QWidget):
    """Paints words wherever it is told."""

    def __init__(self, *words: tuple[str, int, int], ink: str = "#000000") -> None:
        super().__init__()
        self._words, self._ink = words, ink
        self.resize(200, 80)
        self.setStyleSheet("background: #ffffff")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        font = QFont(self.font())
        font.setPixelSize(14)
        painter.setFont(font)
        painter.setPen(self._ink)
        for words, x, y in self._words:
            painter.drawText(x, y, words)


@pytest.mark.parametrize(
    ("words", "ink", "kind"),
    [
        ((("beyond the edge of the board", 120, 30),), "#000000", "cut"),
        ((("below its lower edge", 5, 84),), "#000000", "cut"),
        ((("one", 5, 30), ("over", 9, 32)), "#000000", "overlapping"),
        ((("grey on white", 5, 30),), "#999999", "pale"),
        ((("Some wor…", 5, 30),), "#000000", "shortened"),
    ],
)
def test_what_is_wrong_is_seen(qtbot: QtBot, words: tuple[tuple[str, int, int], ...], ink: str, kind: str) -> None:
    found = wrong(qtbot, Board(*words, ink=ink), frozenset({"Some words of ours"}))
    assert [each.partition(":")[0] for each in found] == [kind]


def test_what_is_right_is_left_alone(qtbot: QtBot) -> None:
    assert wrong(qtbot, Board(("one", 5, 30), ("two", 60, 30), ("A name that is lo…", 5, 60))) == []
    label = QLabel("a label")
    assert wrong(qtbot, label) == []
