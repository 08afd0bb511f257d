"""One look: forced or following the system, with text from 90 to 160 %."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.fonts import Fonts
from wanderlust.ui.icons import DIRECTIONAL, Icons
from wanderlust.ui.theme import STYLES

RESOURCES = Path(__file__).parents[2] / "resources"


def test_forcing_dark_tells_once_and_recolours_the_application(
    qtbot: QtBot, appearance: Appearance, qapp: QApplication
) -> None:
    told: list[str] = []
    appearance.changed.connect(lambda: told.append(appearance.theme.name))
    appearance.set_preference("dark")
    appearance.set_preference("dark")
    assert told == ["dark"]
    assert qapp.palette().window().color() == QColor(appearance.theme.surface)


def test_text_size_is_held_between_90_and_160_percent(appearance: Appearance) -> None:
    appearance.set_text_factor(3.0)
    assert appearance.font("body").pixelSize() == 24
    assert appearance.line("body") == 37
    appearance.set_text_factor(0.1)
    assert appearance.text_factor == 0.9


def test_text_is_inter_and_large_text_inter_display(appearance: Appearance) -> None:
    assert QFontInfo(appearance.font("body")).family() == "Inter"
    assert QFontInfo(appearance.font("title")).family() == "Inter Display"


def test_figures_are_tabular(appearance: Appearance) -> None:

    metrics = QFontMetricsF(appearance.font("heading"))
    assert metrics.horizontalAdvance("1111") == pytest.approx(metrics.horizontalAdvance("8888"))


def test_without_the_bundled_fonts_the_system_font_is_used(
    qapp: QApplication, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    font = Fonts(tmp_path).font(STYLES["body"], 1.0)
    assert font.families()[0] not in ("Inter", "")
    assert "incomplete" in caplog.text


def test_an_icon_takes_the_colour_and_size_it_is_asked_for(qapp: QApplication) -> None:
    icons = Icons(RESOURCES / "icons")
    pixmap = icons.pixmap("stop", QColor("#B42318"), 18, 2.0)
    assert (pixmap.width(), pixmap.deviceIndependentSize().width()) == (36, 18)
    drawn = {pixmap.toImage().pixelColor(x, 18).name() for x in range(36)}
    assert "#b42318" in drawn


def test_an_icon_is_drawn_once(qapp: QApplication) -> None:
    icons = Icons(RESOURCES / "icons")
    first = icons.pixmap("x", QColor("black"), 18)
    assert icons.pixmap("x", QColor("black"), 18).cacheKey() == first.cacheKey()


@pytest.mark.parametrize("name", sorted(DIRECTIONAL))
def test_icons_that_point_somewhere_are_mirrored_right_to_left(qapp: QApplication, name: str) -> None:
    icons = Icons(RESOURCES / "icons")
    usual = icons.pixmap(name, QColor("black"), 32).toImage()
    mirrored = icons.pixmap(name, QColor("black"), 32, right_to_left=True).toImage()
    assert usual != mirrored
    assert [mirrored.pixelColor(31 - x, 9) for x in range(32)] == [usual.pixelColor(x, 9) for x in range(32)]


def test_an_icon_that_does_not_point_stays_as_it_is(qapp: QApplication) -> None:
    icons = Icons(RESOURCES / "icons")
    usual = icons.pixmap("clock", QColor("black"), 32)
    assert icons.pixmap("clock", QColor("black"), 32, right_to_left=True).toImage() == usual.toImage()


def test_every_bundled_icon_can_be_drawn(qapp: QApplication) -> None:
    icons = Icons(RESOURCES / "icons")
    for path in (RESOURCES / "icons").glob("*.svg"):
        image = icons.pixmap(path.stem, QColor("black"), 24).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24)), path.stem


def test_only_icons_that_are_used_are_bundled() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in RESOURCES.parent.glob("wanderlust/**/*.py"))
    assert [p.stem for p in (RESOURCES / "icons").glob("*.svg") if f'"{p.stem}"' not in code] == []
