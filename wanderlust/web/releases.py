"""Asks whoever distributes the program for its newest version: a JSON file, ``{"version": ..., "page": ...}``."""

from __future__ import annotations

from typing import Any

from wanderlust.domain.releases import Release, numbers
from wanderlust.domain.service_settings import ServiceSettings
from wanderlust.web.client import Question, WebClient
from wanderlust.web.shape import LONGEST_TEXT, text


class Releases:
    """One address that tells of releases; nothing about the traveller is in the question."""

    def __init__(self, client: WebClient, service: ServiceSettings) -> None:
        self._client, self._service = client, service

    async def newest(self) -> Release:
        """The newest version there is; raises WebFailed."""
        answer = await self._client.ask(
            Question(self._service, self._service.address, "releases", lambda value: _release(value) is not None)
        )
        release = _release(answer.value)
        assert release is not None  # the client hands on what is sound
        return release


def _release(value: Any) -> Release | None:
    version, page = text(value, "version"), text(value, "page")
    if numbers(version) is None or not page.startswith("https://") or len(page) >= LONGEST_TEXT:
        return None
    return Release(version, page)
