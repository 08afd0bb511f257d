"""Each peer's own Python environment or Node folder, made once in the user's cache, with pinned versions."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

CLIENTS = Path(__file__).with_name("clients")


@dataclass(frozen=True, slots=True)
class Peer:
    """A client made by others.

    Attributes:
        name: As its authors call it.
        script: The file in ``clients`` that drives it.
        requirements: What it installs, pinned.
    """

    name: str
    script: str
    requirements: tuple[str, ...]

    @property
    def node(self) -> bool:
        return self.script.endswith(".mjs")


PEERS = (
    Peer("openai 3.54.0", "openai_sdk.py", ("openai[realtime]==3.54.0",)),
    Peer("openai 3.54.0 translations", "openai_translations.py", ("openai[realtime]==3.54.0",)),
    Peer("openai-agents 0.24.0", "openai_agents.py", ("openai-agents==0.24.0", "openai==3.54.0", "websockets>=15")),
    Peer("livekit 1.8.9", "livekit_agents.py", ("livekit-agents==1.8.9", "livekit-plugins-openai==1.8.9")),
    Peer("pipecat-ai 1.14.0", "pipecat_ai.py", ("pipecat-ai[openai,websockets-base]==1.14.0",)),
    Peer("@openai/agents-realtime 0.20.0", "agents_realtime.mjs", ("@openai/agents-realtime@0.20.0", "ws@8", "zod@4")),
)


AIMOCK = Peer("@copilotkit/aimock 1.43.0", "aimock.mjs", ("@copilotkit/aimock@1.43.0",))
"""A server, which brings its own program."""


def home_of(peer: Peer) -> Path:
    """The peer's environment, made first when it is not there or has other versions."""
    home = user_cache_path("wanderlust") / "peers" / peer.script.partition(".")[0]
    stamp = home / "requirements.txt"
    wanted = "\n".join(peer.requirements)
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        home.mkdir(parents=True, exist_ok=True)
        (_install_node if peer.node else _install_python)(home, peer.requirements)
        stamp.write_text(wanted, encoding="utf-8")
    return home


def command_for(peer: Peer) -> Sequence[str]:
    """What runs the peer's script, in its environment."""
    home = home_of(peer)
    if peer.node:
        # Node looks for packages beside the script: it runs from the folder that has them.
        script = shutil.copy(CLIENTS / peer.script, home)
        return ("node", str(script))
    return (str(home / "bin" / "python"), str(CLIENTS / peer.script))


def _install_python(home: Path, requirements: Sequence[str]) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(home)], check=True)
    pip = [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *requirements], check=True)


def _install_node(home: Path, requirements: Sequence[str]) -> None:
    subprocess.run(["npm", "install", "--silent", "--no-fund", "--no-audit", *requirements], cwd=home, check=True)
