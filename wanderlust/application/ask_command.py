"""``wanderlust ask``: reads the question, prints what happens, and ends with an exit code."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from wanderlust.application.cloud_choice import CloudChooser
from wanderlust.application.cloud_clerk import key_store
from wanderlust.application.event_lines import as_json_lines, as_text_lines
from wanderlust.application.headless import Question, ask, question_from_wav
from wanderlust.application.local_country import local_country
from wanderlust.application.services import Services, build_services
from wanderlust.application.wishes import Wishes, wishes_of
from wanderlust.domain.errors import BadInput, WanderlustError
from wanderlust.domain.events import DomainEvent
from wanderlust.domain.units import units_of
from wanderlust.settings.paths import Paths
from wanderlust.settings.preferences import Preferences, PreferencesFile
from wanderlust.travel.clock import SystemClock


def ask_command(
    paths: Paths,
    text: str | None,
    wav: Path | None,
    out: Path | None,
    fast: bool,
    as_json: bool,
    url: str | None = None,
    model: str | None = None,
    picture: Path | None = None,
    offline: bool = False,
) -> int:
    """Ask one question; returns 0, or raises WanderlustError after an ``error`` line when JSON is wanted.

    ``url`` names a server, ``openai`` or ``engine``; without one the preferences hold, as in the window. With
    ``offline`` no service is asked about places, weather, money and ways, whatever the preferences say.
    """
    write = sys.stdout.write
    lines = as_json_lines if as_json else as_text_lines

    def report(event: DomainEvent) -> None:
        for line in lines(event, not fast):
            write(line + "\n")
        sys.stdout.flush()

    try:
        question = _question(text, wav, out, fast)
        if picture is not None:
            question = replace(question, picture=_picture(picture))
        file = PreferencesFile(paths.preferences, SystemClock().now)
        preferences, damage = file.load()
        if damage:
            sys.stderr.write(f"{damage}\n")
        wishes = wishes_of(preferences)
        if offline:
            wishes = replace(wishes, online=False)
        chooser = CloudChooser(key_store(paths), os.environ, url, model)
        services = build_services(paths)
        services.online.wish(wishes.online)
        stand_on(services, file, preferences)
        try:
            asyncio.run(_ask(services, question, report, wishes, chooser))
        finally:
            services.close()
    except WanderlustError as error:
        if as_json:
            write(json.dumps({"event": "error", "message": str(error)}, ensure_ascii=False) + "\n")
            sys.stdout.flush()
        raise
    if as_json:
        write(json.dumps({"event": "done"}) + "\n")
        sys.stdout.flush()
    return 0


def stand_on(services: Services, file: PreferencesFile, preferences: Preferences) -> None:
    """Units, contact and place as preferred; a place that is stated is kept for the next question."""
    context = services.dispatch.context
    context.measures.units = units_of(preferences.units, local_country(os.environ))
    context.whereabouts.restore(preferences.here)
    context.whereabouts.on_change(lambda place: file.save(replace(preferences, here=place)))
    services.online.contact = preferences.contact


async def _ask(
    services: Services,
    question: Question,
    report: Callable[[DomainEvent], None],
    wishes: Wishes,
    chooser: CloudChooser,
) -> None:
    try:
        await ask(services, question, report, wishes, await chooser.choose(wishes))
    finally:
        await services.online.hang_up()


def _picture(path: Path) -> bytes:
    from wanderlust.application.pictures import fit_to_send  # 60 ms that only a picture is worth

    try:
        return fit_to_send(path.read_bytes())
    except OSError as error:
        raise BadInput(f"{path.name} cannot be read ({error.strerror}).") from error


def _question(text: str | None, wav: Path | None, out: Path | None, fast: bool) -> Question:
    if text is not None and wav is not None:
        raise BadInput("Give words or a recording, not both.")
    if wav is not None:
        return question_from_wav(wav, out, fast)
    if text is None or not text.strip():
        raise BadInput("There is no question.", 'Ask with words: wanderlust ask "Where is Kyoto?"')
    return Question(text=text, out=out, fast=fast)
