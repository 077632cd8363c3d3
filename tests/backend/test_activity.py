"""When a conductor may move the clock on."""

import asyncio
from collections.abc import Awaitable, Callable

from city_backend.activity import Activity


def run(work: Callable[[Activity], Awaitable[None]]) -> None:
    async def limited() -> None:
        async with asyncio.timeout(10):
            await work(Activity())

    asyncio.run(limited())


def test_quiet_waits_for_everything_that_began() -> None:
    async def work(activity: Activity) -> None:
        activity.begin()
        activity.begin()
        waiting = asyncio.create_task(activity.quiet())
        activity.end()
        for _ in range(9):
            await asyncio.sleep(0)
        assert not waiting.done()
        activity.end()
        await waiting

    run(work)


def test_quiet_asks_the_others_as_well() -> None:
    async def work(activity: Activity) -> None:
        state = {"quiet": False}
        activity.also(lambda: state["quiet"])
        waiting = asyncio.create_task(activity.quiet())
        for _ in range(9):
            await asyncio.sleep(0)
        assert not waiting.done()
        state["quiet"] = True
        activity.look()
        await waiting

    run(work)


def test_somebody_who_was_just_woken_counts() -> None:
    async def work(activity: Activity) -> None:
        woken = asyncio.Event()
        order: list[str] = []

        async def sleeper() -> None:
            await woken.wait()
            activity.begin()
            await asyncio.sleep(0)
            order.append("done")
            activity.end()

        task = asyncio.create_task(sleeper())
        activity.begin()
        waiting = asyncio.create_task(activity.quiet())
        await asyncio.sleep(0)
        activity.end()
        woken.set()
        await waiting
        order.append("quiet")
        await task
        assert order == ["done", "quiet"]

    run(work)
