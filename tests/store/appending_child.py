"""Appends turns to the database named on the command line until killed, and says each one that is kept."""

from __future__ import annotations

import asyncio
import itertools
import sys
from pathlib import Path

from tests.store.turns import NOON, a_turn
from wanderlust.store.conversations import SqliteConversations


async def main() -> None:
    store = SqliteConversations(Path(sys.argv[1]), lambda: NOON)
    await store.start()
    for number in itertools.count():
        await store.append(a_turn(number))
        sys.stdout.write(f"item_{number}\n")
        sys.stdout.flush()


asyncio.run(main())
