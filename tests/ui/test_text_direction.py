"""A text runs the way of its first letter."""

from __future__ import annotations

import pytest

from wanderlust.ui.text_direction import runs_right_to_left


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
