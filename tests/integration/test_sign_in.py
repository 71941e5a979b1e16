"""Whether a site has refused a sign-in: only what is clear counts, and nothing is sent or read for it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from google.protobuf.json_format import ParseDict
from playwright.async_api import Page, Route
from tabwright.v1.action_pb2 import Action
from tabwright.v1.flow_pb2 import Condition

from tests.fixtures.blocking.cases import html
from tests.fixtures.wilful_site import Reply, WilfulSite
from worker.actions import performer
from worker.page import sign_in, sign_in_signs
from worker.page.sign_in import Outcome, SignIn, Verdict
from worker.step import Step
from worker.tabs import Tabs

LOGIN = "https://app.test/login"
FORM = """<form method=post action="{action}"><input name=user>
<input id=password type=password name=password>{more}<button>Sign in</button></form>"""
ALERT = "<p role=alert>Wrong password</p>"
ADD_ALERT = f"document.body.insertAdjacentHTML('beforeend', '{ALERT}')"
NO_FORM = "document.body.innerHTML = '<h1>Hello</h1>'"
METRICS = "await fetch('https://metrics.test/', {method: 'POST'}); location = '/home'"
NEW = "<input type=password autocomplete=new-password>"
REFUSED, SUCCESS, UNKNOWN = Verdict.REFUSED, Verdict.SUCCESS, Verdict.UNKNOWN
FETCH = """<script>document.forms[0].onsubmit = async event => { event.preventDefault();
const answer = await fetch('/api/login', {method: 'POST', body: '{}'}); THEN }</script>"""

TO = "<script>location.replace('{}')</script>"

Answers = dict[str, tuple[int, str]]
"""What is answered to a method and a path: a status with a document."""


class Site:
    """Serves https://app.test, and every other site with one that says nothing."""

    def __init__(self) -> None:
        self.answers: Answers = {}
        self.before: Callable[[str], Awaitable[None]] | None = None
        self.posts: list[str] = []

    async def answer(self, route: Route) -> None:
        request = route.request
        path = request.url.removeprefix("https://app.test").partition("?")[0]
        if request.method == "POST":
            self.posts.append(request.url)
        if self.before is not None:
            await self.before(f"{request.method} {path}")
        answer = self.answers.get(f"{request.method} {path}", (200, html("<h1>Welcome</h1>")))
        await route.fulfill(status=answer[0], body=answer[1], content_type="text/html; charset=utf-8")


@dataclass
class World:
    """A page, and the site that it shows."""

    page: Page
    app: Site
    folder: Path

    def step(self, tabs: Tabs, **action: Any) -> Step:
        return Step(
            tabs=tabs,
            action=ParseDict(action, Action()),
            target_url=LOGIN,
            wait_until="load",
            timeout_ms=20_000,
            max_file_bytes=0,
            read_file=cast(Any, None),
            heard=str,
            secrets=cast(Any, SimpleNamespace(cover=None)),
            witness=cast(Any, None),
        )

    async def signed_in(self, *more: dict[str, Any], marker: dict[str, Any] | None = None, url: str = LOGIN) -> Outcome:
        """What is judged after a password has been filled in and sent, or `more` done in place of sending."""
        judge = SignIn(ParseDict(marker, Condition()) if marker is not None else None)
        tabs = Tabs(self.page, self.folder)
        await self.page.goto(url)
        fill = {"action": "fill", "target": "#password", "value": "hunter2"}
        for action in [fill, *(more or [{"action": "click", "target": "button"}])]:
            step = self.step(tabs, **action)
            async with judge.during(step):
                await performer(step.action.action)(step)
        return await judge.judge(tabs)


@pytest.fixture
async def world(page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    # However slow this machine is, a look has its time.
    for module in (sign_in, sign_in_signs):
        monkeypatch.setattr(module, "LOOK_S", 30)
    app = Site()
    await page.context.route("**/*", app.answer)
    return World(page, app, tmp_path)


def form(action: str = "/login", more: str = "", around: str = "") -> str:
    return html(around + FORM.format(action=action, more=more))


def spa(then: str, more: str = "") -> str:
    return html(FORM.format(action="", more=more) + FETCH.replace("THEN", then))


PAGES: dict[str, tuple[Answers, Verdict]] = {
    "another page came, without a form": (
        {"GET /login": (200, form()), "POST /login": (200, TO.format("/home"))},
        SUCCESS,
    ),
    "another site came": (
        {"GET /login": (200, form("/leave")), "POST /leave": (200, TO.format("https://elsewhere.test/login"))},
        SUCCESS,
    ),
    "the form came again, with an alert": (
        {"GET /login": (200, form()), "POST /login": (200, form(around=ALERT))},
        REFUSED,
    ),
    "the form came again with the same alert as before": (
        {"GET /login": (200, form(around=ALERT)), "POST /login": (200, form(around=ALERT))},
        REFUSED,
    ),
    "the form came again with 401": ({"GET /login": (200, form()), "POST /login": (401, form())}, REFUSED),
    "the form came at another address with 422": (
        {"GET /login": (200, form("/sessions")), "POST /sessions": (422, form("/sessions"))},
        REFUSED,
    ),
    "the form came again, and says nothing": ({"GET /login": (200, form()), "POST /login": (200, form())}, UNKNOWN),
    "the form came again, and says in a live region that all is well": (
        {"GET /login": (200, form()), "POST /login": (200, form(around="<p role=status>Signing in…</p>"))},
        UNKNOWN,
    ),
    "a new password is asked for, with an alert": (
        {
            "GET /login": (200, form()),
            "POST /login": (200, form(more=NEW, around=ALERT)),
        },
        UNKNOWN,
    ),
    "a code is asked for at the same address": (
        {"GET /login": (200, form()), "POST /login": (200, html("<input autocomplete=one-time-code>"))},
        UNKNOWN,
    ),
    "a script was answered 401, and the form stays": (
        {"GET /login": (200, spa("")), "POST /api/login": (401, "")},
        REFUSED,
    ),
    "a script was answered 400, and an alert came": (
        {
            "GET /login": (200, spa(ADD_ALERT)),
            "POST /api/login": (400, ""),
        },
        REFUSED,
    ),
    "a script was answered 400, and the field is marked": (
        {"GET /login": (200, spa("password.setAttribute('aria-invalid', 'true')")), "POST /api/login": (400, "")},
        REFUSED,
    ),
    "a script has an alert in passing": (
        {
            "GET /login": (
                200,
                spa(ADD_ALERT + "; setTimeout(() => location = '/home', 300)"),
            ),
            "POST /api/login": (200, ""),
        },
        SUCCESS,
    ),
    "a script has taken the form away": (
        {"GET /login": (200, spa(NO_FORM)), "POST /api/login": (200, "")},
        UNKNOWN,
    ),
    "a script has changed the address and the form": (
        {
            "GET /login": (200, spa("history.pushState({}, '', '/app');" + NO_FORM)),
            "POST /api/login": (200, ""),
        },
        SUCCESS,
    ),
    "something else was answered 403": (
        {
            "GET /login": (200, spa(METRICS)),
            "POST /api/login": (200, ""),
        },
        SUCCESS,
    ),
}


async def test_only_a_clear_refusal_is_one(world: World) -> None:
    wrong = {}
    for name, (answers, verdict) in PAGES.items():
        world.app.answers = answers
        outcome = await world.signed_in()
        if outcome.verdict is not verdict or bool(outcome.message) != (verdict is REFUSED):
            wrong[name] = outcome
    assert wrong == {}
    assert len(world.app.posts) == len(PAGES) + 1  # once each, and the metrics


async def test_a_refusal_says_what_shows_it(world: World) -> None:
    world.app.answers = PAGES["the form came again, with an alert"][0]
    outcome = await world.signed_in()
    assert outcome.message == "the site has refused the sign-in: the page says 'Wrong password'"
    world.app.answers = {"GET /login": (200, form("/login?next=secret")), "POST /login": (401, form())}
    outcome = await world.signed_in()
    assert outcome.message == "the site has refused the sign-in: https://app.test/login answered 401"
    assert "hunter2" not in repr(outcome)


async def test_a_slow_answer_is_no_refusal(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_in, "PATIENCE_S", 1.5)
    held, go = asyncio.Event(), asyncio.Event()

    async def hold(what: str) -> None:
        if what == "POST /api/login":
            held.set()
            await go.wait()

    world.app.before = hold
    world.app.answers = {"GET /login": (200, spa("", ALERT)), "POST /api/login": (401, "")}
    for marker in (None, {"target": "#account"}):
        assert (await world.signed_in(marker=marker)).verdict is UNKNOWN
        assert held.is_set()
    go.set()


async def test_what_the_job_declares_is_asked_first(world: World) -> None:
    world.app.answers = {
        "GET /login": (200, form()),
        "POST /login": (401, form(around="<p id=account>Ada</p>")),
    }
    assert (await world.signed_in(marker={"target": "#account"})).verdict is SUCCESS
    assert (await world.signed_in(marker={"url": "**/login"})).verdict is SUCCESS
    world.app.answers = {"GET /login": (200, form()), "POST /login": (200, form())}
    refused = await world.signed_in(marker={"target": "#account"})
    assert refused.verdict is REFUSED
    assert "has not come within 4 s, at https://app.test/login" in refused.message
    assert refused.instructions


async def test_what_the_job_declares_may_come_after_more_steps(world: World) -> None:
    world.app.answers = {"GET /login": (200, form()), "POST /login": (200, html("<h1>Stay signed in?</h1><button>Yes"))}
    assert (await world.signed_in(marker={"target": "#account"})).verdict is UNKNOWN


async def test_a_click_that_sends_nothing_is_no_sign_in(world: World) -> None:
    toggle = (
        "<input type=checkbox id=show onclick=\"document.body.insertAdjacentHTML('beforeend', '<p role=alert>x')\">"
    )
    world.app.answers = {"GET /login": (200, form(more=toggle)), "POST /login": (401, form())}
    click = {"action": "click", "target": "#show"}
    assert (await world.signed_in(click, marker={"target": "#account"})).verdict is UNKNOWN
    assert (await world.signed_in(click, {"action": "click", "target": "button"})).verdict is REFUSED


async def test_all_ways_of_sending_a_password_count(world: World) -> None:
    world.app.answers = PAGES["the form came again with 401"][0]
    for way in (
        {"action": "press", "target": "#password", "keys": ["Enter"]},
        {"action": "press", "keys": ["Enter"]},
        {"action": "type", "target": "#password", "value": "\n"},
        {"action": "evaluate", "script": "document.forms[0].submit()"},
    ):
        assert (await world.signed_in(way)).verdict is REFUSED, way


async def test_a_form_in_a_frame_is_judged_there(world: World) -> None:
    world.app.answers = {
        "GET /login": (200, html("<iframe src=/inner width=600 height=300></iframe>")),
        "GET /inner": (200, form("/inner")),
        "POST /inner": (200, form("/inner", around=ALERT)),
    }
    within = {"frame": [{"target": "iframe"}]}
    judge, tabs = SignIn(), Tabs(world.page, world.folder)
    await world.page.goto(LOGIN)
    for action in (
        {"action": "fill", "target": "#password", "value": "hunter2", **within},
        {"action": "click", "target": "button", **within},
    ):
        step = world.step(tabs, **action)
        async with judge.during(step):
            await performer(step.action.action)(step)
    assert (await judge.judge(tabs)).verdict is REFUSED


async def test_what_is_no_sign_in_is_not_due(world: World) -> None:
    world.app.answers = {"GET /login": (200, html("<form><input id=password><button>Go</button></form>"))}
    tabs, judge = Tabs(world.page, world.folder), SignIn()
    await world.page.goto(LOGIN)
    for action in ({"action": "fill", "target": "#password", "value": "a"}, {"action": "click", "target": "button"}):
        step = world.step(tabs, **action)
        async with judge.during(step):
            await performer(step.action.action)(step)
        assert not judge.is_due
    assert (await judge.judge(tabs)).verdict is UNKNOWN


async def test_a_form_that_a_redirect_leads_back_to_is_judged_as_one_that_came_at_once(
    page: Page, wilful_site: WilfulSite, tmp_path: Path
) -> None:
    replies = {
        "/login": form("/sessions"),
        "/login?error=1": form("/sessions", around=ALERT),
    }

    def answer(url: str) -> Reply:
        path = url.removeprefix(wilful_site.url)
        if path == "/sessions":
            return Reply(303, b"", {"Location": "/login?error=1"})
        return Reply(body=replies[path].encode())

    wilful_site.answer = answer
    outcome = await World(page, Site(), tmp_path).signed_in(url=f"{wilful_site.url}/login")
    assert outcome.message == "the site has refused the sign-in: the page says 'Wrong password'"
    replies["/login?error=1"] = html("<h1>Welcome</h1>")
    outcome = await World(page, Site(), tmp_path).signed_in(url=f"{wilful_site.url}/login")
    assert outcome.verdict is UNKNOWN  # at the same address, but for its query
