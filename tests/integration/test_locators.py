"""How actions find their elements, in a real browser."""

import pytest

from store.job import Json, Status
from tests.fixtures.runs import RunJob
from tests.fixtures.site import TestSite

OUTER = {"target": "Outer", "getTargetBy": "getByTitle"}
INNER = {"target": ".inner"}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ({"target": "css=h1"}, "Workshop"),
        ({"target": "h1", "getTargetBy": "getByCss"}, "Workshop"),
        ({"target": "//h1", "getTargetBy": "getByXPath"}, "Workshop"),
        ({"target": ".product b", "nth": 1}, "Glue"),
        ({"target": ".product b", "nth": -2}, "Thread"),
        ({"target": ".product", "hasText": "glue"}, "Glue more12.00"),
        ({"target": "p", "frame": [OUTER]}, "Outer frame"),
        ({"target": "#inside", "frame": [OUTER, INNER]}, "Inside"),
        ({"target": "p", "frame": [{"target": "iframe", "nth": 0}]}, "Outer frame"),
    ],
)
async def test_a_locator_finds(run_job: RunJob, site: TestSite, words: Json, found: str) -> None:
    run = await run_job(site.page("workshop.html"), {"action": "extract", **words})
    assert run.value(0) == found


async def test_actions_work_in_frames(run_job: RunJob, site: TestSite) -> None:
    code = {"target": "Code", "getTargetBy": "getByLabel", "frame": [OUTER, INNER]}
    run = await run_job(
        site.page("workshop.html"),
        {"action": "fill", **code, "value": "1234"},
        {"action": "press", **code, "keys": ["Home", "Delete"]},
        {"action": "extract", **code, "attribute": "value"},
        {"action": "evaluate", **code, "script": "element => element.ownerDocument.defaultView === top"},
    )
    assert (run.value(2), run.value(3)) == ("234", False)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"target": ".product", "nth": 7}, "no element matches getBySelector '.product', number 7 of them"),
        ({"target": ".product", "hasText": "Brass"}, "'.product' with text 'Brass'"),
        ({"target": "#x", "frame": [INNER]}, "no frame matches getBySelector '.inner': getBySelector '#x' in"),
        ({"target": ".product"}, "strict mode violation"),
    ],
)
async def test_an_element_that_is_not_found_is_named_as_it_was_looked_for(
    run_job: RunJob, site: TestSite, words: Json, message: str
) -> None:
    run = await run_job(site.page("workshop.html"), {"action": "click", **words, "timeoutMs": 1500})
    assert run.job.status is Status.FAILED
    assert run.job.error is not None
    assert message in run.job.error["message"]
    assert run.error_type == "SELECTOR_NOT_FOUND"
