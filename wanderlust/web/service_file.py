"""Reads which services are asked: the table that comes with the program, changed by the traveller's own file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, get_args

from wanderlust.domain.errors import BadInput, DataMissing
from wanderlust.domain.service_settings import Family, Kind, ServiceSettings

FASTEST = 10.0  # questions a second: more is no traveller's own pace
LONGEST_WAIT_S = 60.0
MOST_AT_ONCE = 2  # what the street map's own rules call polite
CLOSEST = 20
_NUMBERS = ("per_second", "limit_s", "fresh_s", "keep_s", "per_day")
_WORDS = ("family", "kind", "address", "attribution", "key")


@dataclass(frozen=True, slots=True)
class ServiceTable:
    """The services in the order in which they are tried, and whom they can reach about this program."""

    services: tuple[ServiceSettings, ...]
    contact: str = ""
    notes: tuple[str, ...] = field(default=())

    def of(self, family: Family) -> tuple[ServiceSettings, ...]:
        return tuple(service for service in self.services if service.family == family)


def read_services(bundled: Path, own: Path, contact: str = "") -> ServiceTable:
    """The services of both files; a mistake in the traveller's own file is a note, and ours stand.

    Args:
        bundled: The table that comes with the program.
        own: The traveller's, which need not be there.
        contact: How the traveller's settings say they can be reached; a contact in their own file goes before it.

    Raises:
        DataMissing: The table that comes with the program cannot be read.
    """
    try:
        table = tomllib.loads(bundled.read_text(encoding="utf-8"))
        if contact:
            table["contact"] = contact
        first = parsed(table)
    except (OSError, ValueError, BadInput) as error:
        raise DataMissing("services", "My table of services cannot be read.", "Install Wanderlust again.") from error
    try:
        changes = tomllib.loads(own.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return first
    except (OSError, ValueError) as error:
        return ServiceTable(
            first.services, first.contact, (f"{own.name} cannot be read: {error}. I use my own table.",)
        )
    try:
        return parsed(_merged(table, changes))
    except BadInput as error:
        return ServiceTable(first.services, first.contact, (f"{own.name}: {error} I use my own table.",))


def _merged(table: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(table)
    for name, value in changes.items():
        before = merged.get(name)
        merged[name] = {**before, **value} if isinstance(before, dict) and isinstance(value, dict) else value
    # The traveller's own services are tried before the others of their family.
    own = {name: merged[name] for name, value in changes.items() if isinstance(value, dict) and name not in table}
    return {**own, **{name: value for name, value in merged.items() if name not in own}}


def parsed(table: Mapping[str, Any]) -> ServiceTable:
    """Services from a table of TOML; raises BadInput for what is none."""
    contact = table.get("contact", "")
    if not isinstance(contact, str) or not contact.isprintable() or len(contact) > 200:
        raise BadInput("The contact is no line of text.")
    entries = {name: entry for name, entry in table.items() if isinstance(entry, dict)}
    services = [_service(name, entry) for name, entry in entries.items() if entry.get("use", True) is True]
    reachable = tuple(
        service
        for service in services
        if (contact or not service.needs_contact) and (service.key or not service.needs_key)
    )
    return ServiceTable(reachable, contact)


def _service(name: str, entry: Mapping[str, Any]) -> ServiceSettings:
    known = {f.name for f in fields(ServiceSettings)} | {"use"}
    if strange := sorted(set(entry) - known):
        raise BadInput(f"{name} has no setting called {strange[0]}.")
    for key in _WORDS:
        if not isinstance(entry.get(key, ""), str):
            raise BadInput(f"{key} of {name} is no text.")
    for key in _NUMBERS:
        value = entry.get(key, 1)
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise BadInput(f"{key} of {name} is no number from zero up.")
    for key in ("needs_contact", "needs_key"):
        if not isinstance(entry.get(key, False), bool):
            raise BadInput(f"{key} of {name} is neither true nor false.")
    for key, most in (("at_once", MOST_AT_ONCE), ("closest", CLOSEST)):
        whole = entry.get(key, 1)
        if isinstance(whole, bool) or not isinstance(whole, int) or not 1 <= whole <= most:
            raise BadInput(f"{key} of {name} is no whole number from 1 to {most}.")
    address = str(entry.get("address", "")).rstrip("/")
    local = address.startswith(("http://127.0.0.1:", "http://localhost:", "http://[::1]:"))
    if not local and not address.startswith("https://"):
        raise BadInput(f"The address of {name} does not begin with https.")
    if entry.get("family") not in get_args(Family) or entry.get("kind") not in get_args(Kind):
        raise BadInput(f"{name} is of no family or kind that I know.")
    if not 0 < entry.get("per_second", 1.0) <= FASTEST or not 0 < entry.get("limit_s", 8.0) <= LONGEST_WAIT_S:
        raise BadInput(f"{name} is asked too often, or waited for too long.")
    if entry.get("family") == "tiles" and not all(part in address for part in ("{z}", "{x}", "{y}")):
        raise BadInput(f"The address of {name} lacks {{z}}, {{x}} or {{y}}.")
    values = {"attribution": name} | {key: value for key, value in entry.items() if key not in ("use", "address")}
    return ServiceSettings(name=name, address=address, **values)
