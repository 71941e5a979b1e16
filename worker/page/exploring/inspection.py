"""What can be done on a page or in an element: forms with their fields, buttons, links, tables and what pages say of
themselves, each with the action to copy.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from playwright.async_api import ElementHandle, Frame
from playwright.async_api import Error as PlaywrightError

from store.database import jsonb
from store.retry import ErrorType
from worker.failures import StepFailed
from worker.page.exploring import examples, script
from worker.page.exploring.facts import Facts, box, flag, number, parts, text
from worker.page.exploring.frames import FrameWords, frames_in, frames_of
from worker.page.exploring.locating import MAX_AT_ONCE, Locating
from worker.page.exploring.words import Words
from worker.page.locators import target
from worker.page.reading.frames import MAX_FRAMES
from worker.page.reading.script import new_key
from worker.step import Step

LIMITS = {
    "elements": 100_000,
    "forms": 50,
    "fields": 300,
    "buttons": 150,
    "links": 300,
    "clicked": 50,
    "tables": 50,
    "structuredData": 50,
    "meta": 60,
}
"""How many of each there may be in one document, `clicked` being the links that lead to no page. What is more is left
out.
"""
SHARE = 0.5
"""Of the time that is left, how much may be taken to find locators."""
MAX_LOCATING_S = 30.0
ANSWER_S = 10.0
"""How long a document may take to be read."""
MAX_URL = 8192

Json = dict[str, Any]
_ORDER = ("forms", "buttons", "tables", "structuredData", "links")
_FACTS = ("min", "max", "step", "accept", "autocomplete", "pattern")


@dataclass(frozen=True, slots=True)
class _Document:
    """What one document, or an element of it, has."""

    frame: Frame
    found: Facts
    elements: list[ElementHandle]


class Inspection:
    """Looks at one page once."""

    def __init__(self, step: Step) -> None:
        self._step = step
        self._locating = Locating(min(step.left_ms / 1000 * SHARE, MAX_LOCATING_S))
        self._frames = FrameWords(self._locating)
        self._turn = asyncio.Semaphore(MAX_AT_ONCE)
        self._is_truncated = False

    async def told(self, max_bytes: int) -> Json:
        """All of it, as much as there is room for; `truncated` says whether that is less. Raises StepFailed when there
        is no such target.
        """
        documents = await self._documents()
        if not documents:
            raise StepFailed(ErrorType.ACTION_FAILED, "the frame does not say what is in it")
        first = documents[0]
        told: Json = {
            "title": text(first.found, "title", 1000),
            "url": self._step.page.url[:MAX_URL],
            **{name: [] for name in ("forms", "buttons", "links", "tables", "structuredData")},
            "meta": first.found.get("meta") if isinstance(first.found.get("meta"), dict) else {},
            "truncated": False,
        }
        for one in await asyncio.gather(*[self._of(document) for document in documents]):
            for name, found in one.items():
                told[name] += found
        told["truncated"] = _shortened(told, max_bytes) or self._is_truncated or self._locating.is_out_of_time
        return told

    async def _documents(self) -> list[_Document]:
        step = self._step
        if not step.action.HasField("target"):
            first, *inner = frames_of(step.page.main_frame)
            return [await self._read(first, None), *await self._inner(inner)]
        async with target(step) as locator:
            element = await locator.element_handle(timeout=step.timeout_ms)
            inner = await frames_in(element)
            if await element.content_frame() is not None:
                return await self._inner(inner)
            own = await element.owner_frame() or step.page.main_frame
            return [await self._read(own, element), *await self._inner(inner)]

    async def _inner(self, frames: Sequence[Frame]) -> list[_Document]:
        """Those of frames. One that does not answer is left out."""
        self._is_truncated |= len(frames) > MAX_FRAMES
        found = await asyncio.gather(*[self._shown(frame) for frame in frames[:MAX_FRAMES]])
        return [one for one in found if one is not None]

    async def _shown(self, frame: Frame) -> _Document | None:
        try:
            async with self._turn:
                return await self._read(frame, None) if await _is_shown(frame) else None
        except (PlaywrightError, StepFailed, TimeoutError):
            self._is_truncated = True
            return None

    async def _read(self, frame: Frame, element: ElementHandle | None) -> _Document:
        """Raises StepFailed."""
        try:
            async with asyncio.timeout(min(ANSWER_S, self._step.left_ms / 1000)):
                return await self._found(frame, element)
        except TimeoutError as error:
            raise StepFailed(ErrorType.TIMEOUT, f"{frame.url[:300]} does not say what is in it") from error

    async def _found(self, frame: Frame, element: ElementHandle | None) -> _Document:
        given = {"key": new_key(), "limits": LIMITS}
        if element is None:
            found = await frame.evaluate(f"given => ({script.INSPECT})(null, given)", given)
        else:
            found = await element.evaluate(f"(root, given) => ({script.INSPECT})(root, given)", given)
        handle = await frame.evaluate_handle(script.TAKEN, given["key"])
        kept = list((await handle.get_properties()).values())
        await handle.dispose()
        self._is_truncated |= flag(found, "isTruncated")
        return _Document(frame, found, [one for part in kept if (one := part.as_element())])

    async def _of(self, document: _Document) -> Json:
        around = await self._frames.of(document.frame)
        if around is None:
            self._is_truncated = True
            return {}
        things = await self._things(document, around, await self._beside(document.frame))
        return {
            "forms": _forms(document.found, things["fields"], things["buttons"]),
            **{name: [told for _, told in things[name]] for name in ("buttons", "tables", "links")},
            "structuredData": parts(document.found, "structuredData", LIMITS["structuredData"]),
        }

    async def _beside(self, frame: Frame) -> tuple[int, int] | None:
        """Where a frame is in the document of the tab. None: it is not shown there."""
        main = self._step.page.main_frame
        if frame == main:
            return 0, 0
        try:
            async with asyncio.timeout(ANSWER_S), self._turn:
                shown = await (await frame.frame_element()).bounding_box()
                scrolled = await main.evaluate("() => ({x: Math.round(scrollX), y: Math.round(scrollY)})")
        except (PlaywrightError, TimeoutError):
            return None
        if shown is None:
            return None
        return round(shown["x"]) + number(scrolled, "x"), round(shown["y"]) + number(scrolled, "y")

    async def _things(
        self, document: _Document, around: list[Words], beside: tuple[int, int] | None
    ) -> dict[str, list[tuple[Facts, Json]]]:
        """The things of each kind, each with what is told of it. The first of all kinds are located first."""
        listed = [
            (place, name, one)
            for name in _TOLD
            for place, one in enumerate(parts(document.found, name, LIMITS[name]))
            if isinstance(one, dict)
        ]
        listed.sort(key=lambda one: one[0])
        actions = await asyncio.gather(*[self._action(document, facts, around) for _, _, facts in listed])
        things: dict[str, list[tuple[Facts, Json]]] = {name: [] for name in _TOLD}
        for (_, name, facts), action in zip(listed, actions, strict=True):
            place = box(facts, beside) if beside is not None else None
            things[name].append((facts, {**_TOLD[name](facts), **action, **({"box": place} if place else {})}))
        return things

    async def _action(self, document: _Document, facts: Facts, around: list[Words]) -> Json:
        url = text(facts, "url", MAX_URL)
        if "at" not in facts and url.startswith(("http://", "https://")):
            return {"action": {"action": "visit", "url": url.replace("${", "$%7B")}}
        action = examples.action(facts)
        place = number(facts, "at", -1)
        if action is None or not 0 <= place < len(document.elements):
            return {"action": None, "count": None}
        shown = facts["drawnBy"] if isinstance(facts.get("drawnBy"), dict) else facts
        located = await self._locating.locate(document.frame, shown, document.elements[place], around)
        if located is None:
            return {"action": None, "count": None}
        rest = {name: value for name, value in action.items() if name != "action"}
        return {"action": {"action": action["action"], **located.locator, **rest}, "count": located.count}


async def _is_shown(frame: Frame) -> bool:
    async with asyncio.timeout(ANSWER_S):
        return await (await frame.frame_element()).is_visible()


def _forms(found: Facts, fields: list[tuple[Facts, Json]], buttons: list[tuple[Facts, Json]]) -> list[Json]:
    """The forms with what is in them, and what stands in none."""
    listed = parts(found, "forms", LIMITS["forms"])
    forms: list[Json] = []
    for place, one in [*enumerate(listed), (-1, None)]:
        own = [told for facts, told in fields if number(facts, "form", -1) == place]
        submits = [told for facts, told in buttons if number(facts, "form", -1) == place and flag(facts, "isSubmit")]
        if one is None and not own:
            continue
        forms.append(
            {
                "name": text(one, "name") or None,
                "method": text(one, "method") or None,
                "url": text(one, "url", 2000) or None,
                "fields": own,
                "submit": submits[0]["action"] if one is not None and submits else None,
            }
        )
    return forms


def _field(facts: Facts) -> Json:
    told: Json = {
        "label": text(facts, "label") or text(facts, "placeholder") or text(facts, "title") or None,
        "type": text(facts, "type") or text(facts, "role"),
        "name": text(facts, "fieldName") or None,
        "required": flag(facts, "isRequired"),
    }
    for name, of in (("disabled", "isDisabled"), ("readOnly", "isReadOnly"), ("multiple", "isMultiple")):
        if flag(facts, of):
            told[name] = True
    if "isChecked" in facts:
        told["checked"] = flag(facts, "isChecked")
    if value := text(facts, "value"):
        told["value"] = value
    if longest := number(facts, "maxLength"):
        told["maxLength"] = longest
    told |= {name: said for name in _FACTS if (said := text(facts, name))}
    if "options" in facts:
        told["options"] = [
            {
                "label": text(one, "label"),
                "value": text(one, "value"),
                **({"disabled": True} if flag(one, "disabled") else {}),
            }
            for one in parts(facts, "options", 100)
        ]
        told["optionCount"] = number(facts, "optionCount")
    return told


def _button(facts: Facts) -> Json:
    told: Json = {"text": text(facts, "name") or None}
    return {**told, **({"disabled": True} if flag(facts, "isDisabled") else {})}


def _link(facts: Facts) -> Json:
    return {"text": text(facts, "text") or text(facts, "name") or None, "url": text(facts, "url", MAX_URL) or None}


def _table(facts: Facts) -> Json:
    columns = [one[:100] for one in parts(facts, "columns", 30) if isinstance(one, str)]
    return {"caption": text(facts, "name") or None, "columns": columns, "rows": number(facts, "rows")}


def _shortened(told: Json, max_bytes: int) -> bool:
    """Leaves out what there is no room for, the last of what matters least first. Returns whether it did."""
    left = max_bytes - len(jsonb.dumps({**told, **{name: [] for name in _ORDER}}).encode())
    is_shorter = False
    for name in _ORDER:
        kept = []
        for thing in told[name]:
            one, size = thing, len(jsonb.dumps(thing).encode()) + 1
            if size > left and name == "forms":
                one, size, is_shorter = _short_form(thing, left)
            if size > left:
                is_shorter = True
                break
            left -= size
            kept.append(one)
        told[name] = kept
    return is_shorter


def _short_form(form: Json, left: int) -> tuple[Json, int, bool]:
    """A form with as many of its fields as there is room for."""
    short = {**form, "fields": []}
    size = len(jsonb.dumps(short).encode()) + 1
    for one in form["fields"]:
        more = len(jsonb.dumps(one).encode()) + 1
        if size + more > left:
            break
        short["fields"].append(one)
        size += more
    return short, size, len(short["fields"]) < len(form["fields"])


_TOLD: Mapping[str, Callable[[Facts], Json]] = {
    "fields": _field,
    "buttons": _button,
    "tables": _table,
    "links": _link,
}
