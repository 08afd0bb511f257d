"""Every choice works at once, is written, and a disk that refuses it is said."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from wanderlust.application.call_wishes import CallWishes
from wanderlust.application.settings_window import Settings
from wanderlust.application.wishes import Wishes, wishes_of
from wanderlust.assistant.session_setup import TalkSettings
from wanderlust.domain import events as ev
from wanderlust.domain.cloud_account import AccountState
from wanderlust.domain.cloud_settings import ServerModel
from wanderlust.settings.paths import PROJECT, Paths
from wanderlust.settings.preferences import Preferences, PreferencesFile
from wanderlust.ui.appearance import Appearance


class Run:
    """The settings of one run, and what they set in motion."""

    def __init__(self, folder: Path) -> None:
        resources = PROJECT / "resources"
        paths = Paths(folder, None, resources, folder / "config", folder / "cache", folder / "log")
        self.path = paths.preferences
        file = PreferencesFile(self.path, lambda: datetime(2026, 11, 22, tzinfo=UTC))
        preferences, self.damage = file.load()
        self.look = Appearance(resources, preference=preferences.theme)
        self.adopted: list[Wishes] = []
        self.notices: list[ev.DomainEvent] = []
        self.settings = Settings(
            paths,
            file,
            preferences,
            self.look,
            adopt=self.adopted.append,
            packs_changed=lambda: None,
            notify=self.notices.append,
        )

    def saved(self) -> dict[str, object]:
        content: dict[str, object] = json.loads(self.path.read_text())
        return content


@pytest.fixture
def run(qtbot: QtBot, tmp_path: Path) -> Run:
    return Run(tmp_path)


def test_the_look_follows_at_once(run: Run) -> None:
    model = run.settings.model
    model.set("theme", "dark")
    model.set("text_size", 130)
    model.set("reduced_motion", True)
    assert run.look.theme.dark
    assert run.look.text_factor == 1.3
    assert run.look.reduced_motion
    assert run.adopted == []


def test_the_conversation_is_told_of_what_concerns_it(run: Run) -> None:
    model = run.settings.model
    model.set("pace", "patient")
    model.set("echo", "off")
    assert run.adopted == [
        Wishes(TalkSettings(eagerness="low")),
        Wishes(TalkSettings(eagerness="low"), echo="off"),
    ]


def test_every_preference_reaches_the_wishes() -> None:
    preferences = Preferences(
        languages=("pt", "en"),
        pace="quick",
        speed=0.8,
        voices={"en": "en-US", "pt": "pf_dora"},
        echo="on",
        brain="pack",
    )
    talk = TalkSettings(("pt", "en"), "high", 0.8, "en-US,pf_dora")
    assert wishes_of(preferences) == Wishes(talk, "on", "pack", calls=CallWishes(languages=("pt", "en")))


def test_the_limits_of_calls_reach_the_rules() -> None:
    calls = wishes_of(
        Preferences(calls_line="sip", calls_name="Maya", calls_countries=("IT",), calls_quiet_from=20)
    ).calls
    assert (calls.line, calls.name, calls.rules.countries) == ("sip", "Maya", frozenset({"IT"}))
    assert calls.rules.quiet_from.hour == 20


def test_a_choice_is_written_soon_and_is_there_in_the_next_run(qtbot: QtBot, run: Run, tmp_path: Path) -> None:
    run.settings.model.set("speed", 0.8)
    qtbot.waitUntil(run.path.exists)
    assert run.saved()["speed"] == 0.8
    assert Run(tmp_path).settings.wishes.talk.speed == 0.8


def test_what_is_not_written_yet_is_written_at_the_end(run: Run) -> None:
    run.settings.model.set("languages", ("de",))
    run.settings.close()
    assert run.saved()["languages"] == ["de"]


def test_nothing_is_written_when_nothing_was_changed(run: Run) -> None:
    run.settings.close()
    assert not run.path.exists()


def test_a_disk_that_refuses_is_said_and_the_choice_holds(run: Run, tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where the folder should be")
    run.settings.model.set("theme", "dark")
    run.settings.save()
    (notice,) = run.notices
    assert isinstance(notice, ev.Notice) and notice.sentence.startswith("I cannot save your preferences")
    assert run.look.theme.dark


# Qt's offscreen platform has no window manager to raise windows for.
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_window_opens_at_the_page_asked_for_with_the_voices_there_are(qtbot: QtBot, run: Run) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    shown = run.settings.show("voice", over)
    assert shown.page is not None and shown.page.name == "voice"
    assert [page.name for page in shown.pages] == [
        *["general", "voice", "sound", "cloud", "privacy", "sent", "calls", "downloads"]
    ]
    assert run.settings.show("", over) is shown
    run.settings.close()
    shown.close()


def test_a_model_that_ends_soon_is_said_once_and_one_that_does_not_never(qtbot: QtBot, run: Run) -> None:
    settings = run.settings
    today = datetime.now(UTC).date()
    listed = (ServerModel("gpt-realtime", today + timedelta(days=30)), ServerModel("gpt-realtime-2.1"))
    for chosen in ("gpt-realtime-2.1", "gpt-realtime", "gpt-realtime"):
        settings.model.set("cloud_model", chosen)
        with qtbot.waitSignal(settings.cloud.account_changed):
            settings.cloud.post(AccountState("api.openai.com", models=listed))
    (notice,) = run.notices
    assert isinstance(notice, ev.Notice) and notice.topic == "model"
    assert notice.sentence.startswith("gpt-realtime ends in ") and notice.follow_up.startswith("Choose another")


def test_the_server_is_not_asked_while_the_cloud_is_off(run: Run) -> None:
    run.settings.check_model()
    assert run.settings.cloud.clerk is None
