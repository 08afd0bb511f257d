"""Saves, loads or forgets a key in the system's keyring, as its arguments say, and prints what came of it as JSON."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

from wanderlust.domain.errors import KeyringFailed
from wanderlust.domain.secret import Secret
from wanderlust.settings.secrets import KeyStore, SystemKeyring

HOST = "api.openai.com"
KEY = "sk-canary-4f9c2a7e81b64d0395aa"


async def take(steps: list[str], file: Path) -> None:
    keys = KeyStore(SystemKeyring(), file, {}, time_limit_s=20)
    for step in steps:
        told: dict[str, object] = {"step": step}
        try:
            if step == "save":
                await keys.save(HOST, Secret(KEY))
            elif step == "forget":
                await keys.forget(HOST)
            elif (found := await keys.load(HOST)) is not None:
                told |= {"kept_in": found.kept_in, "same": found.secret.reveal() == KEY}
        except KeyringFailed as error:
            told |= {"sentence": error.sentence, "remedy": error.remedy}
        sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    asyncio.run(take(sys.argv[1:], Path(os.environ["HOME"]) / "keys.json"))
