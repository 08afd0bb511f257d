"""A clerk that writes down what it is asked."""

from __future__ import annotations

from wanderlust.domain.cloud_settings import CloudSettings


class ClerkOrders:
    """Fills ``cloud_desk.Clerk``."""

    def __init__(self) -> None:
        self.given: list[tuple[str, ...]] = []

    def look(self, settings: CloudSettings) -> None:
        self.given.append(("look", settings.host))

    def paste(self, text: str, settings: CloudSettings) -> None:
        self.given.append(("paste", text, settings.host))

    def keep_in_file(self) -> None:
        self.given.append(("keep_in_file",))

    def keep_for_now(self) -> None:
        self.given.append(("keep_for_now",))

    def test(self, settings: CloudSettings) -> None:
        self.given.append(("test", settings.host))

    def forget(self, settings: CloudSettings) -> None:
        self.given.append(("forget", settings.host))

    def list_sent(self) -> None:
        self.given.append(("list_sent",))

    def export(self, path: str) -> None:
        self.given.append(("export", path))
