"""The one thread that touches the database, awaited from the event loop with a time limit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from wanderlust.domain.errors import StorageFailed

Result = TypeVar("Result")

# Longer than SQLite's own patience with another process (3 s), so that its reason is the one reported.
TIME_LIMIT_S = 10.0


class StoreThread:
    """Runs jobs one after the other, in the order they were given."""

    def __init__(self, time_limit_s: float = TIME_LIMIT_S) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._time_limit_s = time_limit_s

    async def run(self, job: Callable[[], Result]) -> Result:
        """The job's result; a job that was begun is always finished, even when its caller gave up.

        Raises:
            StorageFailed: The disk did not answer within the time limit.
        """
        running = asyncio.get_running_loop().run_in_executor(self._executor, job)
        try:
            async with asyncio.timeout(self._time_limit_s):
                # Shielded: a cancelled turn must not take the row out of the queue behind our back.
                return await asyncio.shield(running)
        except TimeoutError as error:
            running.add_done_callback(_forget)
            raise StorageFailed(
                "I cannot save: the disk does not answer. This talk stays in memory.",
                "Check the disk; I save it when it is back.",
            ) from error
        except asyncio.CancelledError:
            running.add_done_callback(_forget)
            raise

    def submit(self, job: Callable[[], None]) -> None:
        """Queue a job that nobody waits for: the last one, before ``stop``."""
        self._executor.submit(job)

    def stop(self) -> None:
        """Take no more jobs and wait for the ones given."""
        self._executor.shutdown(wait=True)


def _forget(done: asyncio.Future[Result]) -> None:
    """Fetch the outcome nobody waits for, so that asyncio does not report it as lost."""
    if not done.cancelled():
        done.exception()
