"""A library of packs that only remembers what it was told."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Orders:
    """Each order with the pack it names, as they came."""

    given: list[tuple[str, str]] = field(default_factory=list)

    def refresh(self) -> None:
        self.given.append(("refresh", ""))

    def fetch_languages(self) -> None:
        self.given.append(("fetch languages", ""))

    def install(self, name: str) -> None:
        self.given.append(("install", name))

    def stop(self, name: str) -> None:
        self.given.append(("stop", name))

    def remove(self, name: str) -> None:
        self.given.append(("remove", name))
