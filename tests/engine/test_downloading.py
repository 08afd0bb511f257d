"""A file comes whole or not at all, is gone on with where it broke off, and nothing a server does hangs or fills us."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.file_server import Answer, FileServer
from wanderlust.engine.downloading import DownloadFailed, DownloadStopped, Wanted, check_address, download

CONTENT = bytes(range(256)) * 2000
PATH = "/model.bin"


@pytest.fixture
def files() -> Iterator[FileServer]:
    with FileServer() as server:
        server.contents[PATH] = CONTENT
        yield server


class Fetch:
    """One file wanted from a server, and what was told of it."""

    def __init__(self, files: FileServer, folder: Path, size: int = len(CONTENT), exact: bool = True) -> None:
        self.target = folder / "model.bin"
        self.part = folder / "model.bin.part"
        self.wanted = Wanted(f"{files.base}{PATH}", self.target, size, exact)
        self.stopped = threading.Event()
        self.told: list[int] = []

    def run(self, stall_seconds: float = 10.0) -> None:
        download(self.wanted, self.told.append, self.stopped, stall_seconds)


def test_a_file_comes_whole_and_its_part_is_gone(files: FileServer, tmp_path: Path) -> None:
    fetch = Fetch(files, tmp_path)
    fetch.run()
    assert fetch.target.read_bytes() == CONTENT and not fetch.part.exists()
    assert fetch.told == sorted(fetch.told) and fetch.told[-1] == len(CONTENT)


def test_what_was_broken_off_is_gone_on_with(files: FileServer, tmp_path: Path) -> None:
    fetch = Fetch(files, tmp_path)
    fetch.part.write_bytes(CONTENT[:100_000])
    fetch.run()
    assert fetch.target.read_bytes() == CONTENT
    assert files.asked == [(PATH, "bytes=100000-")]
    assert fetch.told[0] > 100_000


def test_a_server_without_ranges_begins_anew(files: FileServer, tmp_path: Path) -> None:
    files.ranges = False
    fetch = Fetch(files, tmp_path)
    fetch.part.write_bytes(b"x" * 100_000)
    fetch.run()
    assert fetch.target.read_bytes() == CONTENT


def test_a_part_longer_than_the_file_there_is_dropped(files: FileServer, tmp_path: Path) -> None:
    files.contents[PATH] = CONTENT[:1000]
    fetch = Fetch(files, tmp_path, size=2000)
    fetch.part.write_bytes(CONTENT[:1500])  # of a file that was longer once: 416
    with pytest.raises(DownloadFailed, match="sent 1,000 of 2,000 bytes"):
        fetch.run()


def test_a_part_that_is_whole_is_not_asked_for_again(files: FileServer, tmp_path: Path) -> None:
    fetch = Fetch(files, tmp_path)
    fetch.part.write_bytes(CONTENT)
    fetch.run()
    assert fetch.target.read_bytes() == CONTENT and not files.asked


def test_a_connection_that_breaks_keeps_what_came(files: FileServer, tmp_path: Path) -> None:
    def broken(answer: Answer) -> bool:
        if answer.headers.get("Range"):
            return False
        answer.begin(len(CONTENT))
        answer.wfile.write(CONTENT[:200_000])
        return True

    files.bad[PATH] = broken
    fetch = Fetch(files, tmp_path)
    with pytest.raises(DownloadFailed, match="broke off in the middle"):
        fetch.run()
    assert fetch.part.stat().st_size == 200_000 and not fetch.target.exists()
    fetch.run()
    assert fetch.target.read_bytes() == CONTENT
    assert files.asked[-1] == (PATH, "bytes=200000-")


@pytest.mark.parametrize("status", [403, 404, 500, 503])
def test_a_refusal_is_told_with_its_number(files: FileServer, tmp_path: Path, status: int) -> None:
    def refuse(answer: Answer) -> bool:
        answer.send_error(status)
        return True

    files.bad[PATH] = refuse
    with pytest.raises(DownloadFailed, match=f"127.0.0.1 answered {status}"):
        Fetch(files, tmp_path).run()


def test_a_file_that_is_too_short_is_no_file(files: FileServer, tmp_path: Path) -> None:
    files.contents[PATH] = CONTENT[:-1]
    fetch = Fetch(files, tmp_path)
    with pytest.raises(DownloadFailed, match=r"sent 511,999 of 512,000 bytes"):
        fetch.run()
    assert not fetch.target.exists()


def test_more_than_was_promised_is_broken_off_at_once(files: FileServer, tmp_path: Path) -> None:
    def endless(answer: Answer) -> bool:
        answer.send_response(200)
        answer.end_headers()
        while not files.ended.is_set():
            try:
                answer.wfile.write(CONTENT)
            except OSError:
                break
        return True

    files.bad[PATH] = endless
    fetch = Fetch(files, tmp_path)
    with pytest.raises(DownloadFailed, match="sent more than the 512,000 bytes"):
        fetch.run()
    assert fetch.part.stat().st_size == 0


def test_a_download_that_stands_still_is_given_up(files: FileServer, tmp_path: Path) -> None:
    def stall(answer: Answer) -> bool:
        answer.begin(len(CONTENT))
        answer.wfile.write(CONTENT[:1000])
        answer.wfile.flush()
        files.ended.wait(30)
        return True

    files.bad[PATH] = stall
    with pytest.raises(DownloadFailed, match="stood still"):
        Fetch(files, tmp_path).run(stall_seconds=0.3)


def test_a_download_that_only_trickles_is_given_up_too(files: FileServer, tmp_path: Path) -> None:
    def trickle(answer: Answer) -> bool:
        answer.begin(len(CONTENT))
        for byte in CONTENT:
            if files.ended.wait(0.02):
                break
            try:
                answer.wfile.write(bytes([byte]))
                answer.wfile.flush()
            except OSError:
                break
        return True

    files.bad[PATH] = trickle
    fetch = Fetch(files, tmp_path)
    with pytest.raises(DownloadFailed, match="stood still"):
        fetch.run(stall_seconds=0.5)
    assert 0 < fetch.part.stat().st_size < 1000


def test_stopping_keeps_what_came(files: FileServer, tmp_path: Path) -> None:
    def stall(answer: Answer) -> bool:
        answer.begin(len(CONTENT))
        answer.wfile.write(CONTENT[:1000])
        answer.wfile.flush()
        files.ended.wait(30)
        return True

    files.bad[PATH] = stall
    fetch = Fetch(files, tmp_path)
    stopped = fetch.stopped

    def stop_after_some(count: int) -> None:
        fetch.told.append(count)
        stopped.set()

    with pytest.raises(DownloadStopped):
        download(fetch.wanted, stop_after_some, stopped)
    assert fetch.part.read_bytes() == CONTENT[:1000]


def test_redirects_are_followed_and_a_circle_of_them_is_left(files: FileServer, tmp_path: Path) -> None:
    def onward(to: str) -> None:
        def send(answer: Answer) -> bool:
            answer.send_response(302)
            answer.send_header("Location", to)
            answer.send_header("Content-Length", "0")
            answer.end_headers()
            return True

        files.bad[PATH] = send

    files.contents["/elsewhere.bin"] = CONTENT
    onward("/elsewhere.bin")
    fetch = Fetch(files, tmp_path)
    fetch.run()
    assert fetch.target.read_bytes() == CONTENT
    onward(PATH)
    with pytest.raises(DownloadFailed, match="answered 302"):
        Fetch(files, tmp_path).run()


@pytest.mark.parametrize("to", ["file:///etc/passwd", "http://mirror.example/model.bin", "ftp://mirror.example/x"])
def test_a_redirect_to_somewhere_unsafe_is_not_followed(files: FileServer, tmp_path: Path, to: str) -> None:
    def send(answer: Answer) -> bool:
        answer.send_response(302)
        answer.send_header("Location", to)
        answer.send_header("Content-Length", "0")
        answer.end_headers()
        return True

    files.bad[PATH] = send
    with pytest.raises(DownloadFailed):
        Fetch(files, tmp_path).run()


def test_a_server_that_sends_another_part_is_not_believed(files: FileServer, tmp_path: Path) -> None:
    def other(answer: Answer) -> bool:
        answer.send_response(206)
        answer.send_header("Content-Range", "bytes 300000-511999/512000")
        answer.send_header("Content-Length", "212000")
        answer.end_headers()
        answer.wfile.write(CONTENT[300_000:])
        return True

    files.bad[PATH] = other
    fetch = Fetch(files, tmp_path)
    fetch.part.write_bytes(CONTENT[:1000])
    with pytest.raises(DownloadFailed, match="another part"):
        fetch.run()


def test_what_speaks_no_http_is_told_so(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def babble() -> None:
            peer, _ = listener.accept()
            with peer:
                peer.recv(4096)
                peer.sendall(b"220 mail.example ESMTP\r\n")

        threading.Thread(target=babble, daemon=True).start()
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
        with pytest.raises(DownloadFailed, match=r"something else than HTTP|cannot be reached"):
            download(Wanted(address, tmp_path / "x", 10), lambda count: None, threading.Event())


def test_nobody_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(DownloadFailed, match="127.0.0.1 cannot be reached"):
        download(Wanted("http://127.0.0.1:9/x", tmp_path / "x", 10), lambda count: None, threading.Event())


def test_a_file_of_unknown_length_is_never_gone_on_with(files: FileServer, tmp_path: Path) -> None:
    fetch = Fetch(files, tmp_path, size=10_000_000, exact=False)
    fetch.part.write_bytes(b"of another list")
    fetch.run()
    assert fetch.target.read_bytes() == CONTENT and files.asked == [(PATH, "")]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nowhere",
        "ftp://mirror.example/x",
        "file:///etc/passwd",
        "http://mirror.example/x",
        "https://",
        "http://[x/",
    ],
)
def test_addresses_that_are_none_or_unsafe_are_refused(address: str) -> None:
    with pytest.raises(DownloadFailed):
        check_address(address)


def test_https_anywhere_and_http_here_are_fine() -> None:
    assert check_address("https://mirror.example/models/records.json") == "mirror.example"
    assert check_address("http://127.0.0.1:8000/records.json") == "127.0.0.1"
