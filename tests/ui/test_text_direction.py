"""A text runs the way of its first letter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.text_direction import runs_right_to_left
from wanderlust.ui.text_paint import draw_wrapped


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("أين تقع كيوتو؟", "", True),
        ("ירושלים", "", True),
        ("Where is القاهرة?", "", False),
        ("3100 نسمة", "", True),  # figures have no direction of their own
        ("123", "ar", True),
        ("123", "", False),
        ("", "he", True),
        ("京都", "ja", False),
    ],
)
def test_direction(text: str, language: str, expected: bool) -> None:
    assert runs_right_to_left(text, language) is expected


@pytest.mark.parametrize(("text", "starts"), [("أين المحطة؟", 300), ("Where is it?", 0)])
def test_wrapped_words_stand_at_the_edge_they_begin_from(appearance: Appearance, text: str, starts: int) -> None:
    picture = QImage(400, 30, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    draw_wrapped(painter, appearance, QPointF(0, 0), 400, text, "body", "ink")
    painter.end()
    inked = [x for x in range(400) if any(picture.pixelColor(x, y).lightness() < 128 for y in range(30))]
    assert starts <= inked[0]
    assert inked[-1] <= starts + 100
