"""scroll: the page, wherever it is that it scrolls, and parts of it."""

from urllib.parse import quote

import pytest

from store.job import Status
from tests.fixtures.runs import RunJob
from tests.fixtures.site import TestSite
from tests.integration.test_firefox import FIREFOX

PLACES = (
    """[document.querySelector('main'), side, box, frame.contentDocument.scrollingElement].map(one => one.scrollTop)"""
)
LOOK = {"action": "evaluate", "script": PLACES}
CHROMIUM = 1


def _page(site: TestSite, html: str) -> str:
    return f"{site.url}/page?html={quote('<!doctype html>' + html)}"


@pytest.mark.parametrize("engine", [CHROMIUM, FIREFOX])
@pytest.mark.usefixtures("firefox")
async def test_scroll_scrolls_what_an_application_scrolls_in_place_of_its_page(
    run_job: RunJob, site: TestSite, engine: int
) -> None:
    moves = [
        ({"y": 300}, [300, 0, 0, 0]),
        ({"x": 40, "y": 1}, [301, 0, 0, 0]),
        ({"to": "bottom"}, None),
        ({"to": "top"}, [0, 0, 0, 0]),
        ({"target": "#box", "y": 70}, [0, 0, 70, 0]),
        ({"target": "#wrapper", "y": 10}, [0, 0, 80, 0]),
        ({"target": "#side", "to": "bottom"}, None),
        ({"target": "#side", "to": "top"}, [0, 0, 80, 0]),
        ({"target": "iframe", "y": 90}, [0, 0, 80, 90]),
        ({"target": "html", "frame": [{"target": "#frame"}], "y": 10}, [0, 0, 80, 100]),
        ({"target": "body", "y": 5}, [5, 0, 80, 100]),
        ({"target": "#box", "wheel": True, "y": 60}, None),
    ]
    actions = [step for how, _ in moves for step in ({"action": "scroll", **how}, LOOK)]
    turned = {"action": "evaluate", "script": "new Promise(done => (function look() {"
              " box.scrollTop > 80 ? done(box.scrollTop) : requestAnimationFrame(look) })())"}  # fmt: skip
    run = await run_job(site.page("scrollers.html"), *actions, turned, browser_type_id=engine)
    assert run.job.status is Status.COMPLETED, run.job.error
    for number, (how, places) in enumerate(moves):
        assert places is None or run.value(2 * number + 1) == places, how
    assert run.value(5)[0] > 3000
    assert run.value(13)[1] > 3000
    assert engine == FIREFOX or run.value(2 * len(moves) - 1)[2] == 140  # which rolls on for a while
    assert run.value(2 * len(moves)) > 80


SCROLLED = "[scrollY, document.querySelector('#part')?.scrollTop ?? null]"
TALL = "<div style='height: 4000px'></div>"
STILL = "<body style='overflow: hidden'>"


@pytest.mark.parametrize(
    ("html", "places"),
    [
        # A page that can be scrolled is, whatever else there is.
        (f"<div id=part style='height: 700px; overflow: auto'>{TALL}</div>{TALL}", [100, 0]),
        # One that is held still, as by a dialog, is as well, unless something else is what is to be scrolled.
        (f"{STILL}<div id=part style='height: 90px; overflow: auto'>{TALL}</div>{TALL}", [100, 0]),
        (f"{STILL}<div id=part style='height: 700px; overflow: auto'>{TALL}</div>{TALL}", [0, 100]),
        # <body> itself.
        (f"<html style='overflow: hidden'><body id=part style='height: 90vh; overflow: auto'>{TALL}", [0, 100]),
        # The largest in view.
        (
            "<div style='height: 200px; overflow: auto'>" + TALL + "</div>"
            "<div id=part style='height: 300px; overflow: auto'>" + TALL + "</div>"
            "<div style='position: fixed; top: 2000px; height: 900px; overflow: auto'>" + TALL + "</div>",
            [0, 100],
        ),
    ],
)  # fmt: skip
async def test_scroll_finds_what_scrolls_of_a_page(
    run_job: RunJob, site: TestSite, html: str, places: list[int]
) -> None:
    run = await run_job(_page(site, html), {"action": "scroll", "y": 100}, {"action": "evaluate", "script": SCROLLED})
    assert run.value(1) == places


async def test_scroll_finds_what_scrolls_in_a_shadow_root_and_what_comes_late(run_job: RunJob, site: TestSite) -> None:
    html = (
        "<div id=host></div><script>setTimeout(() => { const root = host.attachShadow({mode: 'open'});"
        f'root.innerHTML = `<div style="height: 400px; overflow: auto" id=in>{TALL}</div>` }}, 300)</script>'
    )
    run = await run_job(
        _page(site, html),
        {"action": "scroll", "y": 100},
        {"action": "evaluate", "script": "host.shadowRoot.getElementById('in').scrollTop"},
    )
    assert run.value(1) == 100


async def test_scroll_fails_where_nothing_scrolls_and_says_where(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("scrollers.html"),
        {"action": "scroll", "target": "#still", "y": 10, "timeoutMs": 3000, "continueOnError": True},
        {"action": "visit", "url": _page(site, "<p>Short")},
        {"action": "scroll", "x": 10, "timeoutMs": 3000, "continueOnError": True},
        {"action": "scroll", "to": "bottom", "timeoutMs": 3000},
    )
    assert run.error_type == "ACTION_FAILED"
    assert run.job.error is not None
    assert run.job.result is not None
    assert "nothing can be scrolled up or down in the page http://127" in run.job.error["message"]
    told = [run.job.result["actions"][number]["error"]["message"] for number in (0, 2)]
    assert told[0] == "nothing can be scrolled up or down in getBySelector '#still'"
    assert told[1].startswith("nothing can be scrolled sideways in the page http://127")
