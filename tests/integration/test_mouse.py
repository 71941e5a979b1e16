"""The mouse by itself: down, move, up, and along way points."""

from urllib.parse import quote

import pytest

from store.job import Status
from tests.fixtures.runs import RunJob
from tests.fixtures.site import TestSite
from tests.integration.test_firefox import FIREFOX

CHROMIUM = 1
HTML = """<!doctype html><body style="margin: 0; height: 3000px; user-select: none">
<div id=pad style="position: absolute; left: 100px; top: 1500px; width: 200px; height: 100px; background: gold"></div>
<div id=bin style="position: absolute; left: 500px; top: 1500px; width: 100px; height: 100px; background: red"></div>
<script>
  const log = [];
  for (const type of ['mousedown', 'mousemove', 'mouseup']) addEventListener(type, event => {
    const box = pad.getBoundingClientRect();
    log.push([type.slice(5), event.buttons, event.clientX - box.left, event.clientY - box.top].join(' '));
  });
</script>"""
LOG = {"action": "evaluate", "script": "log.splice(0)"}


@pytest.mark.usefixtures("firefox")
@pytest.mark.parametrize("engine", [CHROMIUM, FIREFOX])
async def test_the_mouse_goes_down_moves_in_steps_and_up(run_job: RunJob, site: TestSite, engine: int) -> None:
    points = [{"x": 40, "y": 10}, {"x": 60, "y": 30}]
    run = await run_job(
        f"{site.url}/page?html={quote(HTML)}",
        {"action": "moveCursor", "target": "#pad"},
        LOG,
        {"action": "mouseDown", "button": "middle"},
        {"action": "moveCursor", "target": "#bin", "steps": 2},
        {"action": "mouseUp", "button": "middle"},
        LOG,
        {"action": "drag", "target": "#pad", "position": {"x": 20, "y": 10}, "waypoints": points, "steps": 2},
        LOG,
        {"action": "drag", "target": "#pad", "waypoints": points, "destination": {"target": "#bin"}},
        LOG,
        {"action": "drag", "target": "#pad", "waypoints": points, "destination": {"target": "#no"}, "timeoutMs": 2500,
         "continueOnError": True},
        LOG,
        browser_type_id=engine,
    )  # fmt: skip
    assert run.job.status is Status.COMPLETED, run.job.error
    moved = ["down 4 100 50", "move 4 275 50", "move 4 450 50", "up 0 450 50"]
    assert list(dict.fromkeys(run.value(5))) == moved
    assert run.value(7) == [
        "move 0 20 10", "down 1 20 10", "move 1 30 10", "move 1 40 10", "move 1 50 20", "move 1 60 30", "up 0 60 30",
    ]  # fmt: skip
    assert run.value(9)[-4:] == ["move 1 40 10", "move 1 60 30", "move 1 450 50", "up 0 450 50"]
    assert run.value(11)[-1] == "up 0 60 30"
