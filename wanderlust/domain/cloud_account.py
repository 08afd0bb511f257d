"""What is known about the key for the cloud, as the settings show it; the key itself is not in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wanderlust.domain.cloud_settings import ServerModel

KeyPlace = Literal["", "keyring", "file", "environment", "memory"]


@dataclass(frozen=True, slots=True)
class AccountState:
    """How it stands with the key.

    Attributes:
        host: The server the key is for.
        busy: Whether something is being asked.
        kept_in: Where the key is; empty = there is none, ``memory`` = until the app ends.
        hint: The key's last letters.
        short_lived: It is a client secret, which ends by itself.
        accepted: Whether the server took it: None = not tried yet, or it could not be tried.
        sentence: What happened last, when that has to be said.
        remedy: What to do about it.
        trouble: Whether ``sentence`` tells of something that went wrong.
        details: The server's own words, shown on request only.
        file_offered: No keyring runs; the traveller is to say whether a file will do.
        models: What the server has.
    """

    host: str = ""
    busy: bool = False
    kept_in: KeyPlace = ""
    hint: str = ""
    short_lived: bool = False
    accepted: bool | None = None
    sentence: str = ""
    remedy: str = ""
    trouble: bool = False
    details: str = ""
    file_offered: bool = False
    models: tuple[ServerModel, ...] = ()
