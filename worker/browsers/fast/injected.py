"""Playwright's selector engine in the pages of the fast lane: the script that Playwright's driver injects, read from
the package that is installed, so that both lanes find the same elements and say the same of them.

It is evaluated in a world of its own, which no script of the page sees, and in the page's own world only where that has
to hold many elements at once.
"""

import ast
import json
import re
from asyncio import Future, ensure_future, shield
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from playwright.async_api import Error as PlaywrightError

from worker.browsers.fast.connection import Session
from worker.browsers.fast.scope import heard
from worker.browsers.fast.worlds import Frame, Remote, call
from worker.processes.executables import package
from worker.processes.sight import ENGINES

_BUNDLE = "lib/coreBundle.js"
_MARK = '"packages/playwright-core/src/generated/injectedScriptSource.ts"() {'
_LITERAL = re.compile(r"\s*\"use strict\";\s*\w+ = ('(?:[^'\\\n]|\\[n'\\])*');")
"""Of its escapes, Python and JavaScript understand the same."""
_OWN = Path(__file__).with_suffix(".js").read_text()
TEST_ID_ATTRIBUTE = "data-testid"


class EngineMissing(Exception):
    """Playwright's bundle is not as it was: another version is installed than the one that this was made for."""


def source() -> str:
    """Playwright's script. Raises EngineMissing."""
    bundle = (package() / _BUNDLE).read_text(encoding="utf-8")
    found = _LITERAL.match(bundle, bundle.find(_MARK) + len(_MARK)) if _MARK in bundle else None
    if found is None:
        raise EngineMissing(f"{_BUNDLE} has no script to inject where this version of Tabwright expects it")
    return str(ast.literal_eval(found[1]))


@dataclass(frozen=True, slots=True)
class Engine:
    """The script in one world of a frame: an object with the methods of injected.js."""

    frame: Frame
    session: Session
    world: int
    object_id: str

    async def call(self, declaration: str, *args: Any, by_value: bool = True) -> Remote:
        """What a function returns that has the object as its `this`. Raises Playwright's errors."""
        return await call(self.frame, self.session, {"objectId": self.object_id}, declaration, args, by_value=by_value)

    def begin(self, declaration: str) -> None:
        """Calls a function without waiting for it."""
        params = {"objectId": self.object_id, "functionDeclaration": declaration}
        self.session.begin("Runtime.callFunctionOn", params)


_made: tuple[WeakKeyDictionary[Frame, Future[Engine]], ...] = (WeakKeyDictionary(), WeakKeyDictionary())
"""The last ones, of frames' worlds of their own and of those that their scripts share."""


async def engine_of(frame: Frame, *, is_main_world: bool = False) -> Engine:
    """Raises Playwright's errors."""
    world = await (frame.main_world() if is_main_world else frame.utility_world())
    making = _made[is_main_world].get(frame)
    if making is None or not await _is_of(making, world):
        making = ensure_future(_engine(frame, world, _script(is_main_world)))
        making.add_done_callback(heard)
        _made[is_main_world][frame] = making
    return await shield(making)


def made_in(frame: Frame) -> Engine | None:
    """The one in a frame's world of its own, if it has been made."""
    making = _made[False].get(frame)
    if making is None or not making.done() or making.cancelled() or making.exception() is not None:
        return None
    return making.result()


async def _is_of(making: Future[Engine], world: int) -> bool:
    try:
        return (await shield(making)).world == world
    except PlaywrightError:
        return False


async def _engine(frame: Frame, world: int, script: str) -> Engine:
    session = frame.session
    made = await call(frame, session, {"executionContextId": world}, script, (), by_value=False)
    return Engine(frame, session, world, made["objectId"])


@cache
def _script(is_main_world: bool) -> str:  # noqa: FBT001 - it is what is cached
    options = {
        "isUnderTest": False,
        "sdkLanguage": "python",
        "frameSeq": 0,
        "testIdAttributeName": TEST_ID_ATTRIBUTE,
        "stableRafCount": 1,
        "browserName": "chromium",
        "shouldPrependErrorPrefix": False,
        "isUtilityWorld": not is_main_world,
        "customEngines": [{"name": name, "source": f"({script})"} for name, script in ENGINES.items()],
    }
    return f"""function() {{
const module = {{}};
{source()}
const made = new (module.exports.InjectedScript())(globalThis, {json.dumps(options)});
{_OWN}
}}"""
