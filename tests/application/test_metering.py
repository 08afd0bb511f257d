"""The meter put together with the real ledger and prices: what one run spends, the next one knows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.fakes.hand_clock import HandClock
from tests.fakes.scripted_link import ScriptedLink
from wanderlust.application.metering import CloudMetering
from wanderlust.domain import events as ev
from wanderlust.domain.cloud_settings import CloudSettings
from wanderlust.domain.cost.caps import Caps
from wanderlust.domain.cost.usage import ModelUsage, Tokens
from wanderlust.settings.paths import PROJECT, Paths
from wanderlust.store.spending import SqliteSpending
from wanderlust.wire import client_events as cl


def paths_in(folder: Path) -> Paths:
    return Paths(folder, None, PROJECT / "resources", folder, folder, folder)


async def test_what_one_run_spent_counts_in_the_next(tmp_path: Path) -> None:
    paths, clock, events = paths_in(tmp_path), HandClock(), list[ev.DomainEvent]()
    first = CloudMetering(paths, clock, events.append, CloudSettings(), "one")
    await first.start()
    first.meter.take(ModelUsage("gpt-realtime-2.1", output=Tokens(audio=1200)), "api.openai.com")  # a minute of voice
    await first.close()
    second = CloudMetering(paths, clock, events.append, CloudSettings(), "two")
    await second.start()
    spending = second.meter.spending
    assert (spending.talk.dollars, spending.today.dollars, spending.month.dollars) == (0, 0.0768, 0.0768)
    second.adopt(replace(CloudSettings(), caps=Caps(day=0.05)))
    assert second.meter.spending.reached
    await second.close()


async def test_a_counted_connection_leaves_its_record_in_the_database(tmp_path: Path) -> None:
    paths, clock = paths_in(tmp_path), HandClock()
    metering = CloudMetering(paths, clock, lambda _event: None, CloudSettings(), "one")
    link = metering.on(ScriptedLink(), "link_1", "gpt-live-transcribe")
    await link.send(cl.InputAudioAppend(b"\0" * 96_000))
    await link.close()
    await metering.close()
    ledger = SqliteSpending(paths.conversations, clock.now)
    (record,) = await ledger.sent()
    ledger.close()
    assert (record.id, record.host, record.audio_ms) == ("link_1", "api.openai.com", 2000)


async def test_own_prices_that_make_no_sense_are_said(tmp_path: Path) -> None:
    paths, events = paths_in(tmp_path), list[ev.DomainEvent]()
    paths.prices.write_text("as_of = soon", encoding="utf-8")
    metering = CloudMetering(paths, HandClock(), events.append, CloudSettings(), "one")
    await metering.close()
    assert [event.topic for event in events if isinstance(event, ev.Notice)] == ["prices"]
