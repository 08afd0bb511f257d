"""Times the history of a much-used app: 100,000 turns in 10,000 talks, one of them of 10,000 turns; JSON lines.

Searching goes through the store's thread as in the app. Opening is measured from the order to the painted last
screen; reading back is a page of older turns laid out, and finding is the whole of the long talk searched.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.benchmarks.machine import machine, median, percentile_95, tell
from tests.fakes.plain_map import PlainMap
from wanderlust.domain.conversation import Conversation, Speaker, Turn
from wanderlust.domain.history import FoundInTalk, Moment, OlderTurns
from wanderlust.settings.paths import PROJECT
from wanderlust.store.conversation_table import INSERT_TURN
from wanderlust.store.conversations import SqliteConversations
from wanderlust.store.database import Database
from wanderlust.store.history import SqliteHistory
from wanderlust.store.turn_rows import to_row
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.main_window import MainWindow

BEGAN = datetime(2026, 1, 1, 8, tzinfo=UTC)
LONG, TALKS, ALL = 10_000, 10_000, 100_000
PLACES = (
    *("Kyoto", "Lisbon", "Porto", "Łódź", "Reykjavík", "München", "Oslo", "Marrakesh", "Cusco", "Hanoi", "Sevilla"),
    *("Genève", "Zürich", "Tromsø", "Dakar", "Perth", "Bergen", "Nara", "Osaka", "Bilbao", "Faro", "Évora", "Coimbra"),
    *("Gdańsk", "Brno", "Split", "Bari", "Lecce", "Nîmes", "Orléans"),
)
THINGS = ("the station", "a museum", "the airport", "a restaurant", "the old town", "a pharmacy", "the ferry")
SAYINGS = (
    "How far is it from {a} to {b} on foot?",
    "What is the weather like in {a} tomorrow, and is {c} open?",
    "It is {n} km from {a} to {b}, about {n} minutes by train. {c} is on the way.",
    "Is there {c} near the hotel in {a} that is open late?",
    "¿A qué hora sale el último tren de {a} a {b}?",
    "Où se trouve la gare la plus proche de {a} ?",
    "京都駅から{a}まではどのくらいかかりますか。東京タワーも見たいです。",
    "从{a}到北京需要多长时间？我想参观故宫博物院。",
    "أين المطار القريب من {a}؟ أريد الذهاب إلى الفندق.",
    "서울에서 {a}까지 얼마나 걸려요?",
)
QUERIES = (
    *("kyoto", "lodz", "geneve", "the", "station museum", "how far is it from oslo", "pharm", "ky", "zur", "tren"),
    *(
        "東京",
        "京都駅",
        "故宫",
        "北京",
        "المطار",
        "مطار",
        "서울",
        "gare proche",
        "reykjavik ferry",
        "zebra",
        "open late",
    ),
)
ROUNDS = 10


def turns(count: int, talk: int, chance: random.Random) -> Iterator[Turn]:
    """So many turns of one talk, question and answer in turn."""
    began = BEGAN + timedelta(minutes=40 * talk)
    for number in range(count):
        saying = chance.choice(SAYINGS)
        a, b = chance.sample(PLACES, 2)
        text = saying.format(a=a, b=b, c=chance.choice(THINGS), n=chance.randrange(2, 900))
        speaker = Speaker.ASSISTANT if number % 2 else Speaker.USER
        yield Turn(f"item_{talk}_{number}", speaker, text, began + timedelta(seconds=9 * number))


def fill(path: Path) -> float:
    """Write the talks; seconds it took."""
    chance, began = random.Random(8), time.perf_counter()
    database = Database.open(path, lambda: BEGAN)
    connection = database.connection
    connection.execute("BEGIN")
    rest, left = ALL - LONG, TALKS - 1
    for talk in range(1, TALKS + 1):
        count = LONG if talk == TALKS else max(1, rest // left)
        if talk < TALKS:
            rest, left = rest - count, left - 1
        said = list(turns(count, talk, chance))
        connection.execute(
            "INSERT INTO conversations (id, title, started) VALUES (?, ?, ?)",
            (talk, said[0].text[:60], said[0].at.isoformat()),
        )
        connection.executemany(INSERT_TURN, ((talk, *to_row(turn)) for turn in said))
    connection.execute("COMMIT")
    database.close()
    return time.perf_counter() - began


async def timed(action: Callable[[], Awaitable[object]]) -> float:
    began = time.perf_counter()
    await action()
    return (time.perf_counter() - began) * 1000


async def measure_store(path: Path) -> None:
    history = SqliteHistory(path, lambda: BEGAN)
    opened = await timed(lambda: history.page(0, 100))
    searching: list[float] = []
    slowest = ("", 0.0)
    for _ in range(ROUNDS):
        for query in QUERIES:
            took = await timed(lambda query=query: history.search(query, 0, 100))  # type: ignore[misc]
            searching.append(took)
            slowest = max(slowest, (query, took), key=lambda pair: pair[1])
    tell(
        "history search",
        turns=ALL,
        searches=len(searching),
        p50_ms=median(searching),
        p95_ms=percentile_95(searching),
        slowest=slowest[0],
        max_ms=round(slowest[1], 1),
        machine=machine(),
    )
    pages = [await timed(lambda skip=skip: history.page(skip, 100)) for skip in range(0, TALKS, 500)]  # type: ignore[misc]
    finds = [await timed(lambda query=query: history.find(TALKS, query)) for query in QUERIES]  # type: ignore[misc]
    tell(
        "history list",
        talks=TALKS,
        first_ms=round(opened, 1),
        p95_ms=percentile_95(pages),
        find_in_talk_p95_ms=percentile_95(finds),
    )
    history.close()


async def measure_opening(path: Path, application: QApplication) -> None:
    """From the order to the painted last screen, then back through the whole talk, then a search in it."""
    store = SqliteConversations(path, lambda: BEGAN)
    history = SqliteHistory(path, lambda: BEGAN)
    await store.start()
    await history.page(0, 1)
    look = Appearance(PROJECT / "resources", preference="light")
    window = MainWindow(look, {}, PlainMap(), now=lambda: BEGAN, announcer=lambda *_: None)
    window.show()
    application.processEvents()
    opening: list[float] = []
    for _ in range(ROUNDS):
        await store.new_conversation()
        window.show_conversation(Conversation(0, "", BEGAN, ()))
        application.processEvents()
        began = time.perf_counter()
        title, last = await store.reopen(TALKS, 300)
        older = bool(await history.before(TALKS, Moment(last[0].id, last[0].at), 1))
        window.show_conversation(Conversation(TALKS, title, last[0].at, last), older)
        window.panel.repaint()
        application.processEvents()
        opening.append((time.perf_counter() - began) * 1000)
    wanted: list[Moment] = []
    window.model.older_wanted.connect(wanted.append)
    view, back = window.panel.transcript, list[float]()
    asked = 0
    while window.model.more_stored or window.model.transcript.older:
        began = time.perf_counter()
        view.verticalScrollBar().setValue(view.verticalScrollBar().minimum() + 1)
        view.verticalScrollBar().setValue(view.verticalScrollBar().minimum())
        window.panel.repaint()
        application.processEvents()
        back.append((time.perf_counter() - began) * 1000)
        while asked < len(wanted):
            page = await history.before(TALKS, wanted[asked], 300)
            asked += 1
            began = time.perf_counter()
            window.apply([OlderTurns(TALKS, tuple(page), len(page) == 300)])
            application.processEvents()
            back.append((time.perf_counter() - began) * 1000)
    bar = window.panel.find_bar
    bar.open()
    bar.entry.field.setText("kyoto")
    began = time.perf_counter()
    window.apply([FoundInTalk("kyoto", TALKS, tuple(await history.find(TALKS, "kyoto")))])
    window.panel.repaint()
    application.processEvents()
    found = (time.perf_counter() - began) * 1000
    steps: list[float] = []
    for _ in range(40):
        began = time.perf_counter()
        bar.go(-1)
        window.panel.repaint()
        application.processEvents()
        steps.append((time.perf_counter() - began) * 1000)
    tell(
        "history opening",
        turns=LONG,
        open_ms={"p50": median(opening), "max": round(max(opening), 1)},
        page_back_ms={"p50": median(back), "p95": percentile_95(back), "max": round(max(back), 1)},
        turns_seen=len(window.model.transcript.in_order()),
        laid_out=len(window.model.transcript.entries),
        find_ms=round(found, 1),
        next_place_ms={"p50": median(steps), "p95": percentile_95(steps)},
        machine=machine(),
    )
    window.close()
    history.close()
    await store.close()


def main() -> int:
    """Run the benchmark in a folder that is deleted afterwards."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "conversations.sqlite"
        seconds = fill(path)
        tell("history fill", seconds=round(seconds, 1), megabytes=round(path.stat().st_size / 1e6, 1))
        asyncio.run(measure_store(path))
        asyncio.run(measure_opening(path, application))
    return 0


if __name__ == "__main__":
    sys.exit(main())
