"""Fields that browsers show in a window of their own: a person gets them drawn, and says what to choose."""

import re
from collections.abc import Callable
from typing import Any

from playwright.async_api import ElementHandle, Page
from tabwright.v1.live_pb2 import AttachResponse, LiveField, LiveFieldAnswer, LiveOption

from worker.live.calls import Calls
from worker.live.deeds import Refused, Tell
from worker.live.looking import element_at, told_at

MAX_OPTIONS = 1000
MAX_CHARS = 200
MAX_ALL_CHARS = 100_000
"""Of the texts of all options together: one message has them."""
_FORMS = {
    "date": r"\d{4,6}-\d\d-\d\d",
    "time": r"\d\d:\d\d(:\d\d(\.\d{1,3})?)?",
    "datetime-local": r"\d{4,6}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?",
    "month": r"\d{4,6}-\d\d",
    "week": r"\d{4,6}-W\d\d",
    "color": r"#[0-9a-fA-F]{6}",
}


class Fields:
    """The field that is drawn for a person, if one is."""

    def __init__(
        self, calls: Calls, tell: Tell, told_text: Callable[[str, int], str], number: Callable[[Page], int]
    ) -> None:
        self._calls = calls
        self._tell = tell
        self._told_text = told_text
        self._number = number
        self._id = 0
        self._open: LiveField | None = None
        self._element: ElementHandle | None = None

    async def offer(self, page: Page, x: float, y: float, *, touch: bool) -> bool:
        """Has the field at a point drawn, and gives it the focus. False: there is none. Raises Refused."""
        self.close()
        found = await self._calls.ask(_find(page, x, y, touch=touch))
        if found is None:
            return False
        self._element, told = found
        self._id += 1
        self._open = self._field(page, told)
        self._tell(AttachResponse(field=self._open))
        return True

    async def answer(self, answer: LiveFieldAnswer) -> None:
        """Sets the field to what a person has chosen. Raises Refused."""
        field, element = self._open, self._element
        if field is None or element is None or answer.id != field.id:
            raise Refused("the field is no longer there")
        if answer.cancelled:
            self.close()
            return
        if field.kind == "select":
            numbers = _chosen(field, answer)
            setting = self._calls.ask(_select(element, numbers))
        else:
            setting = self._calls.ask(_fill(element, _value(field, answer)))
        self._element = None
        self.close()
        try:
            await setting
        finally:
            self._calls.begin(element.dispose())

    def close(self) -> None:
        """Has no field drawn any more."""
        if self._element is not None:
            self._calls.begin(self._element.dispose())
            self._element = None
        if self._open is not None:
            self._tell(AttachResponse(field=LiveField(id=self._open.id, tab=self._open.tab, closed=True)))
            self._open = None

    def _field(self, page: Page, told: dict[str, Any]) -> LiveField:
        field = LiveField(
            id=self._id,
            tab=self._number(page),
            kind=str(told["kind"]),
            x=told["left"],
            y=told["top"],
            width=told["width"],
            height=told["height"],
            multiple=bool(told.get("multiple")),
            value=self._text(told.get("value")),
            min=self._text(told.get("min")),
            max=self._text(told.get("max")),
        )
        left = MAX_ALL_CHARS
        for option in told.get("options", [])[:MAX_OPTIONS]:
            label, group = self._text(option["label"]), self._text(option["group"])
            left -= len(label) + len(group)
            if left < 0:
                break
            field.options.append(
                LiveOption(
                    number=option["number"],
                    label=label,
                    selected=option["selected"],
                    disabled=option["disabled"],
                    group=group,
                )
            )
        return field

    def _text(self, text: Any) -> str:
        return self._told_text(str(text or ""), MAX_CHARS)


async def _find(page: Page, x: float, y: float, *, touch: bool) -> tuple[ElementHandle, dict[str, Any]] | None:
    """The field at a point, once it has the focus: some fill themselves then."""
    told, spot = await told_at(page, "here", x, y, touch=touch)
    if not told.get("field"):
        return None
    element = await element_at(spot)
    if element is None:
        return None
    await element.focus()
    field = (await told_at(page, "here", x, y, touch=touch))[0].get("field")
    if not field:
        await element.dispose()
        return None
    field["left"] = spot.left + field["left"] * spot.scale_x
    field["top"] = spot.top + field["top"] * spot.scale_y
    field["width"] *= spot.scale_x
    field["height"] *= spot.scale_y
    return element, field


async def _select(element: ElementHandle, numbers: list[int]) -> None:
    await element.select_option(index=numbers, force=True)


async def _fill(element: ElementHandle, value: str) -> None:
    await element.fill(value, force=True)


def _chosen(field: LiveField, answer: LiveFieldAnswer) -> list[int]:
    numbers = sorted(set(answer.options))
    can_be = {option.number for option in field.options if not option.disabled}
    if not can_be.issuperset(numbers):
        raise Refused("the field has no such option, or it cannot be chosen")
    if not field.multiple and len(numbers) != 1:
        raise Refused("one option of the field must be chosen")
    return numbers


def _value(field: LiveField, answer: LiveFieldAnswer) -> str:
    value = answer.value.strip()
    if value and re.fullmatch(_FORMS[field.kind], value) is None:
        raise Refused(f"this is no value for a field of type {field.kind}")
    return value.lower() if field.kind == "color" else value
