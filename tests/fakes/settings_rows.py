"""Finds rows on the pages of the window of settings."""

from __future__ import annotations

from wanderlust.ui.preferences.setting_row import SettingRow
from wanderlust.ui.preferences.window import PreferencesWindow


def row_of(window: PreferencesWindow, label: str) -> SettingRow:
    """The row of the setting with this label, its page in sight."""
    page, setting = next((page, s) for page in window.pages for s in page.settings() if s.label == label)
    window.show_page(page.name)
    return window.view(page.name).row(setting)
