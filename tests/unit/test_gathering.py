"""Making one statement of what is asked for at the same time."""

import asyncio
from collections.abc import Sequence

import pytest

from store.database.gathering import COMPANY, Gathering
from store.errors import DatabaseUnavailable


class Doubling:
    """Doubles numbers, but cannot double 13, and stops at a gate where one is set."""

    def __init__(self) -> None:
        self.runs: list[list[int]] = []
        self.running = asyncio.Event()
        self.gate = asyncio.Event()
        self.gate.set()

    async def __call__(self, numbers: Sequence[int]) -> list[int]:
        self.runs.append(list(numbers))
        self.running.set()
        await self.gate.wait()
        if 13 in numbers:
            raise ValueError(13)
        return [2 * number for number in numbers]


async def test_what_comes_at_the_same_time_goes_together_and_each_has_its_own_answer() -> None:
    double = Doubling()
    gathering = Gathering(double, most=10)
    assert await asyncio.gather(*map(gathering.ask, range(5))) == [0, 2, 4, 6, 8]
    assert double.runs == [[0, 1, 2, 3, 4]]


async def test_what_comes_meanwhile_goes_together_afterwards() -> None:
    double = Doubling()
    double.gate.clear()
    gathering = Gathering(double, most=10)
    first = asyncio.create_task(gathering.ask(1))
    await double.running.wait()
    others = [asyncio.create_task(gathering.ask(number)) for number in (2, 3)]
    await asyncio.sleep(0)
    double.gate.set()
    assert await asyncio.gather(first, *others) == [2, 4, 6]
    assert double.runs == [[1], [2, 3]]


async def test_no_more_go_together_than_are_allowed() -> None:
    double = Doubling()
    gathering = Gathering(double, most=2)
    await asyncio.gather(*map(gathering.ask, range(5)))
    assert double.runs == [[0, 1], [2, 3], [4]]


async def test_who_fails_fails_alone() -> None:
    gathering = Gathering(Doubling(), most=10)
    good, bad, other = await asyncio.gather(*map(gathering.ask, (12, 13, 14)), return_exceptions=True)
    assert (good, other) == (24, 28)
    assert isinstance(bad, ValueError)


async def test_who_is_cancelled_while_it_waits_is_left_out() -> None:
    double = Doubling()
    double.gate.clear()
    gathering = Gathering(double, most=10)
    tasks = [asyncio.create_task(gathering.ask(1))]
    await double.running.wait()
    tasks += [asyncio.create_task(gathering.ask(number)) for number in (2, 3)]
    await asyncio.sleep(0)
    tasks[1].cancel()
    double.gate.set()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert double.runs == [[1], [3]]


async def test_a_database_that_is_away_is_away_for_all_and_is_not_asked_again_for_each() -> None:
    runs = []

    async def away(numbers: Sequence[int]) -> list[int]:
        runs.append(len(numbers))
        raise DatabaseUnavailable("away")

    gathering = Gathering(away, most=10)
    outcomes = await asyncio.gather(*map(gathering.ask, range(3)), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [DatabaseUnavailable] * 3
    assert runs == [3]


async def test_it_works_on_after_a_failure() -> None:
    gathering = Gathering(Doubling(), most=10)
    with pytest.raises(ValueError, match="13"):
        await gathering.ask(13)
    assert await gathering.ask(1) == 2


async def test_several_that_have_waited_wait_for_others_where_that_pays_and_few_do_not() -> None:
    for waiting, wanted in ((COMPANY, [[0], [*range(1, COMPANY + 2)]]), (COMPANY - 1, [[0], [*range(1, COMPANY)]])):
        double = Doubling()
        double.gate.clear()
        gathering = Gathering(double, most=10, company_s=0.2)
        tasks = [asyncio.create_task(gathering.ask(0))]
        await double.running.wait()
        tasks += [asyncio.create_task(gathering.ask(number)) for number in range(1, waiting + 1)]
        await asyncio.sleep(0)
        double.gate.set()
        await tasks[0]
        late = asyncio.create_task(gathering.ask(waiting + 1))
        await asyncio.gather(*tasks, late)
        assert double.runs[:2] == wanted
