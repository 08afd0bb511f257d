"""Independent softphones on loopback: Debian's baresip, which talks and listens, and sipp, which follows a script."""

from __future__ import annotations

import random
import shutil
import socket
import subprocess
import threading
import time
import wave
from pathlib import Path

import numpy as np
import numpy.typing as npt

RATE = 8_000
MODULES = Path("/usr/lib/baresip/modules")
_STARTED_WITHIN = 10.0


def installed() -> bool:
    """Whether Debian's packages ``baresip`` and ``sip-tester`` are here."""
    return bool(shutil.which("baresip") and shutil.which("sipp") and MODULES.is_dir())


def free_port() -> int:
    """A port that nobody uses for UDP nor TCP, even so that RTCP fits beside it.

    Below those the system hands out by itself: between this look and its use nobody else is given it.
    """
    while True:
        port = 2 * random.randrange(10_000, 15_000)
        try:
            for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
                with socket.socket(socket.AF_INET, kind) as probe:
                    probe.bind(("127.0.0.1", port))
        except OSError:
            continue
        return port


def tone(hertz: float, seconds: float, level: float = 0.3) -> npt.NDArray[np.int16]:
    """A sine, as a peer would say it."""
    samples = np.arange(round(seconds * RATE))
    return np.asarray(level * 32_767 * np.sin(2 * np.pi * hertz * samples / RATE), np.int16)


class Softphone:
    """A baresip of its own that answers every call, plays a sound and writes down what it hears.

    Args:
        folder: For its configuration and recordings.
        says: What it plays, PCM16 mono 8 kHz; the end of it hangs up.
        encrypted: Whether it takes SRTP.
        codec: The only codec it has.
        echoes: Whether it says back what it hears, in place of ``says``.
    """

    def __init__(
        self,
        folder: Path,
        says: npt.NDArray[np.int16],
        *,
        encrypted: bool = False,
        codec: str = "g711",
        echoes: bool = False,
    ) -> None:
        self.folder, self.port = folder, free_port()
        folder.mkdir(parents=True, exist_ok=True)
        with wave.open(str(folder / "says.wav"), "wb") as file:
            file.setparams((1, 2, RATE, 0, "NONE", ""))
            file.writeframes(says.astype("<i2").tobytes())
        media = ["module srtp.so"] if encrypted else []
        rtp = free_port()
        (folder / "config").write_text(
            "\n".join(
                [
                    f"sip_listen 127.0.0.1:{self.port}",
                    "net_interface 127.0.0.1",
                    "audio_source aubridge,mirror" if echoes else f"audio_source aufile,{folder / 'says.wav'}",
                    "audio_player aubridge,mirror" if echoes else "audio_player aubridge,nowhere",
                    f"module_path {MODULES}",
                    f"snd_path {folder}",
                    *(f"module {name}.so" for name in ("stdio", codec, "aufile", "aubridge", "sndfile")),
                    *media,
                    "module_tmp uuid.so",
                    "module_tmp account.so",
                    "module_app menu.so",
                    f"rtp_ports {rtp}-{rtp + 100}",
                    "",
                ]
            )
        )
        secret = ";mediaenc=srtp" if encrypted else ""
        (folder / "accounts").write_text(f"<sip:shop@127.0.0.1:{self.port}>;regint=0;answermode=auto{secret}\n")

    @property
    def address(self) -> str:
        return f"sip:shop@127.0.0.1:{self.port}"

    def __enter__(self) -> Softphone:
        self._log = (self.folder / "log").open("wb")
        self._process = subprocess.Popen(
            ["baresip", "-f", str(self.folder)], stdin=subprocess.PIPE, stdout=self._log, stderr=subprocess.STDOUT
        )
        wait_for_udp(self.port)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()

    def type(self, keys: str) -> None:
        """Press keys on its keyboard: ``b`` hangs up, digits are sent as tones."""
        assert self._process.stdin is not None
        self._process.stdin.write(keys.encode())
        self._process.stdin.flush()

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text(errors="replace")

    def heard(self) -> npt.NDArray[np.int16]:
        """All it heard in its calls, once they are over."""
        parts = []
        for path in sorted(self.folder.glob("dump-*-dec.wav")):
            content = path.read_bytes()
            start = content.find(b"data") + 8  # the sizes in the header are only right once it has closed the file
            parts.append(np.frombuffer(content[start : len(content) - (len(content) - start) % 2], "<i2"))
        return np.concatenate(parts) if parts else np.zeros(0, np.int16)


class Script:
    """A sipp that answers one call as its scenario says.

    Args:
        folder: For the scenario.
        scenario: What stands between ``<scenario>`` and ``</scenario>``.
        once: Whether it ends after one call; :meth:`finished` waits for that.
    """

    def __init__(self, folder: Path, scenario: str, *, once: bool = False) -> None:
        self.folder, self.port, self._once = folder, free_port(), once
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "scenario.xml").write_text(
            f'<?xml version="1.0" encoding="us-ascii"?>\n<scenario name="peer">\n{scenario}\n</scenario>\n'
        )

    @property
    def address(self) -> str:
        return f"sip:shop@127.0.0.1:{self.port}"

    def __enter__(self) -> Script:
        self._process = subprocess.Popen(
            [
                "sipp",
                "-trace_msg",
                "-message_file",
                "messages",
                "-sf",
                "scenario.xml",
                "-i",
                "127.0.0.1",
                "-p",
                str(self.port),
                "-mi",
                "127.0.0.1",
                "-nostdin",
                *(("-m", "1") if self._once else ()),
            ],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=(self.folder / "log").open("wb"),
            stderr=subprocess.STDOUT,
            env={"TERM": "xterm", "PATH": "/usr/bin:/bin"},
        )
        wait_for_udp(self.port)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()

    def finished(self) -> None:
        """Wait until the scenario has come to its end."""
        self._process.wait(_STARTED_WITHIN)

    def messages(self) -> str:
        """Every request and answer, as they were sent."""
        return (self.folder / "messages").read_text(errors="replace")


def wait_for_udp(port: int) -> None:
    """Until somebody listens on a local UDP port, by the kernel's own list."""
    until, pause = time.monotonic() + _STARTED_WITHIN, threading.Event()
    wanted = f":{port:04X} "
    while time.monotonic() < until:
        if wanted in Path("/proc/net/udp").read_text():
            return
        pause.wait(0.05)
    raise RuntimeError(f"nothing listens on port {port}")


RECEIVED = '<recv request="INVITE"/>'
_CHALLENGE = (
    'WWW-Authenticate: Digest realm="shop", nonce="47ebe028cda119c35d4877b383027d28", algorithm=MD5, qop="auth"'
)
_HEADERS = """[last_Via:]
[last_From:]
[last_To:];tag=[call_number]
[last_Call-ID:]
[last_CSeq:]
"""


def answered_with(status: str) -> str:
    """A scenario that answers a call with a status such as ``486 Busy Here``."""
    return f"{RECEIVED}\n{_refusal(status)}"


def _refusal(status: str) -> str:
    said = _said(status).replace("<send>", '<send retrans="500">')
    return f'{said}\n<recv request="ACK"/>'


def rings_for_ever() -> str:
    """A scenario in which nobody picks up."""
    ringing = _said("180 Ringing")
    cancelled = f'<recv request="CANCEL"/>\n{_said("200 OK")}'
    return f"{RECEIVED}\n{ringing}\n{cancelled}"


_ANSWER = """<send retrans="500"><![CDATA[
SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:];tag=[call_number]
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:shop@[local_ip]:[local_port]>
Content-Type: application/sdp
Content-Length: [len]

v=0
o=shop 1 1 IN IP[local_ip_type] [local_ip]
s=-
c=IN IP[media_ip_type] [media_ip]
t=0 0
m=audio [media_port] RTP/AVP {codec}
a=rtpmap:{codec} {name}/8000

]]></send>
<recv request="ACK" {more}/>"""


def answers_and_waits_for_goodbye(codec: int = 0) -> str:
    """A scenario that answers with one codec (0 is PCMU, 3 GSM) and waits for the other side's BYE."""
    answer = _ANSWER.format(codec=codec, name={0: "PCMU", 3: "GSM"}[codec], more="")
    return f'{RECEIVED}\n{answer}\n<recv request="BYE"/>\n{_said("200 OK")}'


def answers_and_says_goodbye() -> str:
    """A scenario that answers and hangs up half a second later."""
    bye = """<send retrans="500"><![CDATA[
BYE [next_url] SIP/2.0
Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch]
From: <sip:shop@[local_ip]:[local_port]>;tag=[call_number]
To: [$caller]
[last_Call-ID:]
CSeq: 2 BYE
Max-Forwards: 70
Content-Length: 0

]]></send>
<recv response="200"/>"""
    keep = (
        '<recv request="INVITE" rrs="true"><action><ereg regexp=".*" search_in="hdr" header="From:" '
        'assign_to="caller"/></action></recv>'
    )
    answer = _ANSWER.format(codec=0, name="PCMU", more='rrs="true"')
    return f'{keep}\n{answer}\n<pause milliseconds="500"/>\n{bye}'


def registers_after_challenge() -> str:
    """A provider that asks for the password, takes the account, and answers every call as busy."""
    return "\n".join(
        [
            RECEIVED.replace("/>", ' optional="true" next="1"/>'),
            '<recv request="REGISTER"/>',
            _said("401 Unauthorized", _CHALLENGE),
            '<recv request="REGISTER"/>',
            _said("200 OK", "Contact: <sip:ana@127.0.0.1>;expires=600").replace("<send>", '<send next="2">'),
            '<label id="1"/>',
            _refusal("486 Busy Here"),
            '<label id="2"/>',
        ]
    )


def refuses_account() -> str:
    """A provider that does not know the account, whatever password comes."""
    return "\n".join(['<recv request="REGISTER"/>', _said("403 Forbidden")])


def _said(status: str, header: str = "") -> str:
    more = f"{header}\n" if header else ""
    return f"<send><![CDATA[\nSIP/2.0 {status}\n{_HEADERS}{more}Content-Length: 0\n\n]]></send>"
