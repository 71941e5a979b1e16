"""The selectors that docs/actions.md shows find what it says."""

import re

from tests.fixtures.examples import DOCS
from tests.fixtures.runs import RunJob
from tests.fixtures.site import TestSite

FOUND = [
    ["Click me"],
    ["Click me"],
    ["Alert"],
    ["Two", "Three"],
    ["Two"],
    ["Send form", "Click me", "Appear later", "Vanish", "Alert", "Twin", "Twin", "Covered"],
    ["E-mail Note Send form"],
    ["One", "Three"],
    ["12.00"],
    [""],
]


async def test_each_selector_of_the_documentation_finds_what_it_says(run_job: RunJob, site: TestSite) -> None:
    section = (DOCS / "actions.md").read_text().split("### Selectors")[1].split("\n## ")[0]
    selectors = re.findall(r"^\| `(.*?)` \| ", section, re.MULTILINE)[1:]
    reads = [{"action": "extract", "target": target, "multiple": True} for target in selectors]
    run = await run_job(site.page("elements.html"), *reads)
    found = [[" ".join(text.split()) for text in run.value(number)] for number in range(len(reads))]
    assert found == FOUND
