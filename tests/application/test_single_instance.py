"""A second start finds the first, hands its words over, and is not believed blindly."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from wanderlust.application.single_instance import LONGEST_MESSAGE, SingleInstance, checked, own_folder
from wanderlust.application.start_words import LONGEST_WORDS, start_words
from wanderlust.domain.errors import BadInput


@pytest.fixture
def session(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A folder as a desktop session has; short, as an address of a socket has 107 bytes at most."""
    return {"XDG_RUNTIME_DIR": str(tmp_path_factory.mktemp("s"))}


@pytest.fixture
def heard() -> list[str]:
    return []


@pytest.fixture
def first(tmp_path: Path, session: dict[str, str], heard: list[str], qtbot: QtBot) -> Iterator[SingleInstance]:
    """Runs and listens."""
    instance = SingleInstance(tmp_path, session)
    assert instance.first()
    instance.listen(heard.append)
    yield instance
    instance.close()


def send(qtbot: QtBot, instance: SingleInstance, message: bytes) -> bytes:
    """Write bytes to whoever listens; what came back."""
    socket = QLocalSocket()
    socket.connectToServer(instance.address)
    socket.write(message)
    qtbot.waitUntil(
        lambda: socket.bytesAvailable() > 0 or socket.state() is QLocalSocket.LocalSocketState.UnconnectedState
    )
    return bytes(socket.readAll().data())


def test_the_second_start_for_a_folder_is_not_the_first(
    first: SingleInstance, tmp_path: Path, session: dict[str, str]
) -> None:
    assert not SingleInstance(tmp_path, session).first()


def test_another_data_folder_is_another_app(
    first: SingleInstance, tmp_path_factory: pytest.TempPathFactory, session: dict[str, str]
) -> None:
    other = SingleInstance(tmp_path_factory.mktemp("other"), session)
    assert other.first()
    other.close()


def test_after_the_end_there_is_room_again(tmp_path: Path, session: dict[str, str], qapp: object) -> None:
    for _ in range(2):
        instance = SingleInstance(tmp_path, session)
        assert instance.first()
        instance.listen(lambda words: None)
        instance.close()


def test_words_of_a_later_start_are_heard_and_answered(first: SingleInstance, heard: list[str], qtbot: QtBot) -> None:
    assert send(qtbot, first, json.dumps({"words": "Where is Kyoto?"}).encode() + b"\n") == b"taken\n"
    assert heard == ["Where is Kyoto?"]


def test_a_later_start_without_words_still_brings_it_forward(
    first: SingleInstance, heard: list[str], qtbot: QtBot
) -> None:
    send(qtbot, first, b'{"words": ""}\n')
    assert heard == [""]


def test_a_message_in_two_pieces_is_one(first: SingleInstance, heard: list[str], qtbot: QtBot) -> None:
    socket = QLocalSocket()
    socket.connectToServer(first.address)
    socket.write(b'{"words": "Show me')
    socket.flush()
    socket.write(b' Porto"}\n')
    qtbot.waitUntil(lambda: heard == ["Show me Porto"])


@pytest.mark.parametrize(
    "message",
    [
        b"\n",
        b"Where is Kyoto?\n",
        b'{"words": 7}\n',
        b'["words"]\n',
        b'{"words": "a\\u0007b"}\n',
        b'{"words": "' + b"a" * (LONGEST_WORDS + 1) + b'"}\n',
        b"x" * (LONGEST_MESSAGE + 1),
        b"[" * LONGEST_MESSAGE + b"\n",
        b"\xff\xfe\n",
    ],
)
def test_what_we_would_not_have_sent_is_hung_up_on(
    first: SingleInstance, heard: list[str], qtbot: QtBot, message: bytes
) -> None:
    assert send(qtbot, first, message) == b""
    assert heard == []


def test_a_socket_that_a_crash_left_is_taken_over(tmp_path: Path, session: dict[str, str], qtbot: QtBot) -> None:
    instance = SingleInstance(tmp_path, session)
    Path(instance.address).write_bytes(b"")  # what is left of a socket nobody listens at
    assert instance.first()
    heard: list[str] = []
    instance.listen(heard.append)
    assert send(qtbot, instance, b'{"words": "hello"}\n') == b"taken\n"
    instance.close()


def test_nobody_is_waited_for_who_does_not_answer(tmp_path: Path, session: dict[str, str], qapp: object) -> None:
    assert not SingleInstance(tmp_path, session, answer_ms=1).hand_over("Where is Kyoto?")


def test_a_session_without_a_folder_has_one_that_only_the_user_can_enter() -> None:
    folder = own_folder({})
    assert folder.stat().st_mode & 0o077 == 0


def test_words_are_checked_wherever_they_come_from() -> None:
    assert start_words("  Where is Kyoto?\n") == "Where is Kyoto?"
    assert checked(b'{"words": " hi "}\n') == "hi"
    with pytest.raises(BadInput, match="501 characters"):
        start_words("a" * 501)
    with pytest.raises(BadInput, match="nobody can say"):
        start_words("a\x1b[2Jb")
