"""find: says where something is on the page."""

import asyncio
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

from playwright.async_api import Error as PlaywrightError

from store import patterns
from store.retry import ErrorType
from worker.actions import performs
from worker.failures import StepFailed
from worker.page.exploring import examples, snapshots
from worker.page.exploring.facts import text
from worker.page.exploring.frames import FrameWords, described
from worker.page.exploring.locating import ANSWER_S, Locating
from worker.page.exploring.matches import MAX_TEXT, OPERATED, Match, matches, path
from worker.page.exploring.tree import Node
from worker.step import Produced, Step

DEFAULT_MAX_MATCHES = 20
SHARE = 0.5
"""Of the time that is left, how much may be taken to find locators."""
MAX_LOCATING_S = 30.0


@performs("find")
async def find(step: Step) -> Produced:
    is_wanted = _wanted(step)
    nodes = await snapshots.take(step)
    most = step.action.max_matches if step.action.HasField("max_matches") else DEFAULT_MAX_MATCHES
    found = await asyncio.to_thread(lambda: list(islice(matches(nodes, is_wanted), most + 1)))
    locating = Locating(min(step.left_ms / 1000 * SHARE, MAX_LOCATING_S))
    told = await _told(step, found[:most], locating)
    return Produced.of({"matches": told, "truncated": len(found) > most or locating.is_out_of_time})


def _wanted(step: Step) -> Callable[[str], bool]:
    action = step.action
    if action.HasField("pattern"):
        try:
            return patterns.searcher(action.pattern)
        except patterns.NotAPattern as error:
            raise StepFailed(ErrorType.VALIDATION_ERROR, "pattern is no regular expression") from error
    wanted = " ".join(action.text.split()).casefold()
    return lambda said: wanted in said.casefold()


async def _told(step: Step, found: Sequence[Match], locating: Locating) -> list[dict[str, Any]]:
    frames = FrameWords(locating)
    return await asyncio.gather(*[_one(step, match, frames, locating) for match in found])


async def _one(step: Step, match: Match, frames: FrameWords, locating: Locating) -> dict[str, Any]:
    node = match.element
    told: dict[str, Any] = {
        "line": match.line,
        "text": match.text,
        "role": node.role,
        "name": node.name[:MAX_TEXT],
        "path": path(node),
        "locator": None,
        "count": None,
        "action": None,
    }
    return {**told, **await _located(step, node, frames, locating)}


async def _located(step: Step, node: Node, frames: FrameWords, locating: Locating) -> dict[str, Any]:
    """How an action finds an element, and what it may do with it."""
    ref = next((one.ref for one in [node, *node.around] if one.ref), None)
    if ref is None:
        return {}
    named = step.page.get_by_ref(ref)
    try:
        async with asyncio.timeout(ANSWER_S):
            element = await named.element_handle(timeout=ANSWER_S * 1000)
            frame = await element.owner_frame()
    except (PlaywrightError, TimeoutError):  # it has gone since
        return {}
    facts = await described(element)
    around = await frames.of(frame) if frame is not None else None
    if frame is None or facts is None or around is None:
        return {}
    located = await locating.locate(frame, facts, element, around, named)
    if located is None:
        return {}
    action = examples.action(facts) if _is_operated(node, facts) else {"action": "extract"}
    return {
        "locator": located.locator,
        "count": located.count,
        "action": None if action is None else {"action": action["action"], **located.locator, **_rest(action)},
    }


def _is_operated(node: Node, facts: dict[str, Any]) -> bool:
    return bool(text(facts, "type")) or "[cursor=pointer]" in node.states or text(facts, "role") in OPERATED


def _rest(action: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in action.items() if name != "action"}
