"""The window with a server in the cloud: it answers, is cut off, this computer goes on, and the talk goes back."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.canary_search import files_with_key
from tests.end_to_end.window_process import Told, WindowProcess
from tests.fakes.peer_thread import PeerThread, peer_thread
from wanderlust.settings.paths import PROJECT

pytestmark = pytest.mark.engine

KEY = "sk-canary-2b7e151628aed2a6abf71588"


@pytest.fixture
def peer() -> Iterator[PeerThread]:
    with peer_thread() as running:
        yield running
        assert running.peer.problems == []


def prefer(data_folder: Path, **preferences: object) -> None:
    (data_folder / "config").mkdir(exist_ok=True)
    (data_folder / "config" / "preferences.json").write_text(json.dumps(preferences))


def with_key(silent: dict[str, str], peer: PeerThread, key: str = KEY) -> dict[str, str]:
    """The environment of a traveller without a keyring, whose key for that server is in it."""
    no_keyring = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent", "WANDERLUST_LOG": "DEBUG"}
    return {**silent, **no_keyring, "OPENAI_API_KEY": key, "OPENAI_BASE_URL": peer.base_url}


def kyoto(words: str) -> tuple[str, str] | None:
    return ("show_on_map", '{"place": "Kyoto"}') if "Kyoto" in words else None


def ask(app: WindowProcess, words: str) -> Told:
    app.do("type", words)
    return app.wait_for_turn("assistant")


def environment_of(pid: int) -> dict[str, str]:
    pairs = Path(f"/proc/{pid}/environ").read_bytes().decode(errors="replace").split("\0")
    return dict(pair.split("=", 1) for pair in pairs if "=" in pair)


def test_a_talk_is_cut_goes_on_here_and_goes_back(
    silent: dict[str, str], data_folder: Path, peer: PeerThread, tmp_path: Path
) -> None:
    prefer(data_folder, cloud=True, cloud_address=peer.base_url, cloud_patience=5, cloud_voice="cedar")
    peer.peer.tool = kyoto
    with WindowProcess(with_key(silent, peer)) as app:
        app.wait_for("CloudChanged", state="held")
        answer = ask(app, "Where is Kyoto?")
        assert (answer["text"], answer["backend"]) == ("cloud answers Where is Kyoto?", "openai")
        assert app.look()["badge"] == "OpenAI"
        settings = peer.received("session.update")[0]["session"]
        assert settings["audio"]["output"]["voice"] == "cedar" and set(peer.keys) == {KEY}

        peer.do(peer.proxy.shut)
        app.do("type", "What time is it there?")
        app.wait_for("CloudChanged", state="lost")
        answer = app.wait_for_turn("assistant")
        assert answer["backend"] == "engine" and "Kyoto" in str(answer["text"])
        assert "OPENAI_API_KEY" not in environment_of(app.engine)
        seen = app.look()
        assert seen["badge"] == "On this computer, network lost"
        assert "I carry on here." in seen["transcript"] and "I ask you before I go back." in seen["transcript"]
        assert "You cut in" not in seen["transcript"] and seen["notices"] == []

        peer.do(peer.proxy.open)
        app.wait_for("CloudChanged", state="back")
        app.do("follow", "fix:cloud_lost")
        app.wait_for("CloudChanged", state="held")
        answer = ask(app, "And in Osaka?")
        assert answer["text"] == "cloud answers And in Osaka?"
        told = [item for item in peer.peer.conversations[-1].items if item["type"] == "message"]
        assert "Where is Kyoto?" in json.dumps(told[0]) and app.look()["badge"] == "OpenAI"
        assert app.close() == 0
        assert KEY not in app.complaints
    assert list(files_with_key(tmp_path)) == []


def test_an_answer_that_the_line_broke_off_is_not_said_to_be_cut_by_the_traveller(
    silent: dict[str, str], data_folder: Path, peer: PeerThread
) -> None:
    prefer(data_folder, cloud=True, cloud_address=peer.base_url, cloud_patience=5)
    peer.peer.deltas, peer.peer.pace_s = 300, 0.03
    with WindowProcess(with_key(silent, peer)) as app:
        app.wait_for("CloudChanged", state="held")
        app.do("type", "Tell me all about Kyoto, its gardens and its temples.")
        app.wait_until_heard()
        peer.do(peer.proxy.shut)
        assert app.wait_for_turn("assistant")["lost"] is True
        app.wait_for("CloudChanged", state="lost")
        app.wait_for_state("ready")
        seen = app.look()
        assert "You cut in" not in seen["transcript"] and "I carry on here." in seen["transcript"]
        assert app.close() == 0


def test_the_switch_and_the_limits_take_effect_at_once(
    silent: dict[str, str], data_folder: Path, peer: PeerThread
) -> None:
    prefer(data_folder, cloud_address=peer.base_url)
    with WindowProcess(with_key(silent, peer)) as app:
        app.wait_for_state("ready")
        assert peer.keys == []  # a key alone is no wish to be heard
        app.do("turn", "Answer with OpenAI=on")
        app.wait_for("CloudChanged", state="held")
        assert ask(app, "Where is Kyoto?")["backend"] == "openai"
        app.do("turn", "Answer with OpenAI=off")
        app.wait_for("CloudChanged", state="off")
        app.wait_for_state("ready")
        assert ask(app, "Where is Osaka?")["backend"] == "engine"
        seen = app.look()
        assert seen["badge"] == "On this computer" and "I carry on here" not in seen["transcript"]
        assert app.close() == 0


def test_at_its_limit_the_talk_goes_on_here_and_back_when_the_limit_is_lifted(
    silent: dict[str, str], data_folder: Path, peer: PeerThread
) -> None:
    prefer(data_folder, cloud=True, cloud_address=peer.base_url, cap_talk=0.00024)
    with WindowProcess(with_key(silent, peer)) as app:
        app.wait_for("CloudChanged", state="held")
        assert ask(app, "Where is Kyoto?")["backend"] == "openai"  # its voice alone costs more than that
        assert app.wait_for("CloudChanged", state="lost")["trouble"] == "limit"
        app.wait_for_state("ready")
        seen = app.look()
        assert "your limit" in seen["transcript"] and "Change limits" not in "".join(seen["notices"])
        assert ask(app, "Where is Osaka?")["backend"] == "engine"
        app.do("follow", "fix:cloud")
        assert app.look()["page"] == "cloud"
        app.do("set", "cap_talk=5.0")
        app.wait_for("CloudChanged", state="held")
        assert ask(app, "Where is Nara?")["backend"] == "openai"
        assert app.close() == 0


def test_a_refused_key_is_said_and_the_right_one_is_taken_up_without_a_restart(
    silent: dict[str, str], data_folder: Path, peer: PeerThread
) -> None:
    peer.accepted = KEY
    prefer(data_folder, cloud=True, cloud_address=peer.base_url)
    kept = data_folder / "config" / "keys.json"
    with WindowProcess(with_key(silent, peer, "sk-of-somebody-else-000000")) as app:
        told = app.wait_for("CloudChanged", state="lost")
        assert told["trouble"] == "key_refused"
        app.wait_for_state("ready")
        assert ask(app, "Where is Kyoto?")["backend"] == "engine"
        kept.write_text(json.dumps({peer.host: KEY}))
        app.do("mend", "cloud_lost")
        app.wait_for("CloudChanged", state="held")
        assert ask(app, "Where is Osaka?")["backend"] == "openai" and peer.keys[-1] == KEY
        assert app.close() == 0


def test_a_pasted_picture_is_shown_and_sent_and_this_computer_says_that_it_cannot_look(
    silent: dict[str, str], data_folder: Path, peer: PeerThread, tmp_path: Path
) -> None:
    prefer(data_folder, cloud=True, cloud_address=peer.base_url)
    photo = QImage(2400, 1200, QImage.Format.Format_RGB32)
    photo.fill(0x336699)
    assert photo.save(str(tmp_path / "menu.png"))
    with WindowProcess(with_key(silent, peer)) as app:
        app.wait_for("CloudChanged", state="held")
        app.do("paste", tmp_path / "menu.png")
        assert app.wait_for("pasted")["held"] > 0
        app.do("type", "What is on the menu?")
        assert app.wait_for("PictureShown")["jpeg"] > 0
        app.wait_for_turn("assistant")
        parts = peer.received("conversation.item.create")[-1]["item"]["content"]
        assert (
            parts[0]["image_url"].startswith("data:image/jpeg;base64,") and parts[1]["text"] == "What is on the menu?"
        )
        seen = app.look()
        assert "location removed" in seen["transcript"] and "(a picture" not in seen["transcript"]
        app.do("turn", "Answer with OpenAI=off")
        app.wait_for("BackendChanged", backend="engine")
        app.do("paste", tmp_path / "menu.png")
        assert app.wait_for("pasted")["held"] == 0
        assert any(words.startswith("I cannot look at pictures") for words in app.look()["notices"])
        assert app.close() == 0
    with sqlite3.connect(data_folder / "conversations.sqlite") as ledger:
        ((pictures,),) = ledger.execute("select max(pictures) from sent").fetchall()
    assert pictures == 1


def test_a_question_without_a_window_goes_where_the_settings_say_and_is_counted(
    silent: dict[str, str], data_folder: Path, peer: PeerThread
) -> None:
    prefer(data_folder, cloud=True, cloud_address=peer.base_url)
    done = subprocess.run(
        [sys.executable, "-m", "wanderlust", "ask", "Where is Kyoto?", "--json"],
        capture_output=True,
        text=True,
        timeout=90,
        cwd=PROJECT,
        env={**with_key(silent, peer), "PATH": os.environ["PATH"]},
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    said = [line["text"] for line in lines if line["event"] == "assistant_transcript"]
    assert said == ["cloud answers Where is Kyoto?"], done.stderr
    assert set(peer.keys) == {KEY} and KEY not in done.stderr
