"""The country whose customs this computer follows, and its time zone: what guesses are made from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

_REGION = re.compile(r"[a-z]{2,3}[_-](?:[A-Z][a-z]{3}[_-])?(?P<country>[A-Z]{2})\b")
_LINK = Path("/etc/localtime")


def local_country(environment: Mapping[str, str]) -> str:
    """ISO 3166-1 code by the settings of language and measures, or empty.

    The environment alone is read: Python calls the plain C locale en_US, which would make miles of it.
    """
    said = next((environment[key] for key in ("LC_ALL", "LC_MEASUREMENT", "LANG") if environment.get(key)), "")
    found = _REGION.match(said)
    return found["country"] if found else ""


def local_zone(environment: Mapping[str, str], link: Path = _LINK) -> str:
    """IANA name of this computer's time zone, such as ``Europe/Lisbon``; empty where it does not say."""
    chosen = environment.get("TZ", "").lstrip(":")
    if "/" in chosen and not chosen.startswith("/"):
        return chosen
    try:
        parts = link.resolve().parts
    except OSError:
        return ""
    return "/".join(parts[parts.index("zoneinfo") + 1 :]) if "zoneinfo" in parts else ""
