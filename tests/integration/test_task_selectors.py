"""Values of parameters in selectors, in a real browser: each finds the element that has just that value."""

from store.job import Json, Status
from tasks.template import built
from tests.fixtures.runs import RunJob
from tests.fixtures.site import TestSite

VALUES = [
    "5",
    "-x",
    "x\"y'z",
    "a\\b",
    "] > *",
    "a >> b",
    "\u00e9\U0001f600",
    "a\nb",
    "a:b.c#d,*",
    "${name}",
    "\\31 ",
    "/*x*/",
]
SELECTORS: list[Json] = [
    {"target": '[title="${parameters.a}"]', "getTargetBy": "getByCss"},
    {"target": "#${parameters.a}"},
    {"target": "#i${parameters.a} >> nth=0"},
    {"target": "button[name='${parameters.a}']", "getTargetBy": "getByRole"},
]
MAKE = """values => {
    for (const value of values) {
        const make = (tag, more) => {
            const one = Object.assign(document.createElement(tag), more);
            one.dataset.value = value;
            document.body.append(one);
            return one;
        };
        make('p', {id: value, title: value});
        make('b', {id: 'i' + value});
        make('button', {}).setAttribute('aria-label', value);
    }
}"""


async def test_a_value_in_a_selector_finds_what_has_that_value(run_job: RunJob, site: TestSite) -> None:
    finds = [
        built({"actions": [{"action": "extract", "attribute": "data-value", **selector}]}, {"a": value})["actions"][0]
        for value in VALUES
        for selector in SELECTORS
    ]
    make = {"action": "evaluate", "script": MAKE, "argument": VALUES}
    run = await run_job(site.page("article.html"), make, *finds)
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.job.result is not None
    found = [action["value"] for action in run.job.result["actions"][1:]]
    assert found == [value for value in VALUES for _ in SELECTORS]
