"""What a screen reader is told of every screen: all controls have names and roles, and the keys reach them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QAbstractSlider, QApplication, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.shown_screens import SCREENS, Screens
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
STEPS = 40
Role = QAccessible.Role
CONTROLS = (
    *(Role.Button, Role.CheckBox, Role.RadioButton, Role.ComboBox, Role.EditableText, Role.Slider, Role.SpinBox),
    *(Role.List, Role.ListItem, Role.Link, Role.PageTab, Role.ButtonMenu, Role.Dial, Role.Splitter, Role.Tree),
)
# Painted pages of words and the map: they are read, not worked, and are told by name and description.
READ = ("PlainMap", "SpokenWords", "CareText", "CardTitle", "Captions", "FormView", "LoggedCallView", "LargeText")


@pytest.fixture
def screen(qtbot: QtBot, appearance: Appearance, name: str) -> QWidget:
    shown = Screens(appearance).make(name)
    if isinstance(shown, MainWindow):
        shown.resize(1280, 800)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    shown.activateWindow()
    QApplication.processEvents()
    return shown


def nodes(of: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Everything below that is on the screen."""
    for index in range(of.childCount()):
        child = of.child(index)
        if child is None or not child.isValid() or child.state().invisible:
            continue
        yield child
        yield from nodes(child)


def told(node: QAccessibleInterface) -> str:
    """Which one it is, for a message."""
    thing, box = node.object(), node.rect()
    return f"{node.role().name} {type(thing).__name__} at {box.x()},{box.y()} {box.width()}x{box.height()}"


def is_control(node: QAccessibleInterface) -> bool:
    thing = node.object()
    by_keys = isinstance(thing, QWidget) and bool(thing.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return node.role() in CONTROLS or by_keys


@pytest.mark.parametrize("name", SCREENS)
def test_every_control_has_a_name_and_a_role(screen: QWidget) -> None:
    root = QAccessible.queryAccessibleInterface(screen)
    assert root is not None
    controls = [node for node in nodes(root) if is_control(node)]
    assert len(controls) > 0
    assert [told(node) for node in controls if not node.text(QAccessible.Text.Name).strip()] == []
    plain = [node for node in controls if node.role() in (Role.NoRole, Role.Client, Role.UserRole)]
    assert [told(node) for node in plain if type(node.object()).__name__ not in READ] == []


@pytest.mark.parametrize("name", SCREENS)
def test_every_control_is_reached_by_tab_or_f6_within_40_steps(screen: QWidget) -> None:
    root = QAccessible.queryAccessibleInterface(screen)
    assert root is not None
    wanted = {thing for node in nodes(root) if isinstance(thing := node.object(), QWidget) and _takes_keys(thing)}
    assert wanted
    missing = wanted - reached(screen)
    assert sorted(f"{type(one).__name__} “{one.accessibleName()}”" for one in missing) == []


def _takes_keys(widget: QWidget) -> bool:
    """Whether a hand can work it, so that the keys must too; a bar that scrolls goes with what it scrolls."""
    if not widget.isVisible() or not widget.isEnabled() or isinstance(widget, QScrollBar):
        return False
    if isinstance(widget, QAbstractButton | QAbstractSlider):
        return True
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def reached(screen: QWidget) -> set[QObject]:
    """What has the focus at some of the first 40 steps: so many times F6, and Tab for the rest."""
    seen: set[QObject] = set()
    for regions in range(8):
        _begin(screen)
        for _ in range(regions):
            QTest.keyClick(QApplication.focusWidget() or screen, Qt.Key.Key_F6)
            _note(seen)
        for _ in range(STEPS - regions):
            QTest.keyClick(QApplication.focusWidget() or screen, Qt.Key.Key_Tab)
            _note(seen)
    return seen


def _begin(screen: QWidget) -> None:
    first = (screen.centralWidget() if isinstance(screen, MainWindow) else None) or screen
    if (before := screen.focusWidget()) is not None:
        before.clearFocus()
    first.setFocus(Qt.FocusReason.OtherFocusReason)


def _note(seen: set[QObject]) -> None:
    now = QApplication.focusWidget()
    while now is not None:
        seen.add(now)
        parent = now.parentWidget()
        # The viewport and the field of a box stand for it.
        now = parent if isinstance(parent, QAbstractScrollArea) or (parent and parent.focusProxy() is now) else None


@pytest.mark.parametrize("name", SCREENS)
def test_the_focus_is_always_seen_and_never_lost(screen: QWidget) -> None:
    _begin(screen)
    for step in range(STEPS):
        QTest.keyClick(QApplication.focusWidget() or screen, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None and now.isVisible(), f"after Tab number {step + 1}"
        if not isinstance(now, QAbstractScrollArea):
            assert now.visibleRegion().boundingRect().isValid(), f"{type(now).__name__} is out of sight"


@pytest.mark.parametrize("name", SCREENS)
def test_shift_tab_goes_the_way_back(screen: QWidget) -> None:
    _begin(screen)
    there, back = [], []
    for _ in range(6):
        QTest.keyClick(QApplication.focusWidget() or screen, Qt.Key.Key_Tab)
        there.append(QApplication.focusWidget())
    for _ in range(5):
        QTest.keyClick(QApplication.focusWidget() or screen, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
        back.append(QApplication.focusWidget())
    assert back == there[-2::-1]
