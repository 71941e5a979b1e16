"""Links between the pages of the documentation lead somewhere."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PLACES = ["*.md", "docs/**/*.md", "gen/*/*.md", "benchmarks/*.md", "envoy/*.md", "examples/*.md"]
PAGES = sorted({str(page.relative_to(ROOT)) for place in PLACES for page in ROOT.glob(place)})


def anchors(page: Path) -> set[str]:
    """The names of a page's headings, as forges make them."""
    text = re.sub(r"^```.*?^```", "", page.read_text(), flags=re.DOTALL | re.MULTILINE)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES)
def test_a_link_leads_to_a_page_and_to_a_heading_that_is_there(page: str) -> None:
    for path, anchor in re.findall(r"\]\((?!\w+:)([^)#\s]*)#?([^)\s]*)\)", (ROOT / page).read_text()):
        target = (ROOT / page).parent / path if path else ROOT / page
        assert target.exists(), path
        if anchor:
            assert anchor in anchors(target), f"{path}#{anchor}"


@pytest.mark.parametrize("page", PAGES)
def test_a_program_that_a_page_starts_is_there(page: str) -> None:
    for name in re.findall(r"python3? -m (\w+(?:\.\w+)*)", (ROOT / page).read_text()):
        assert find_spec(name), name


def test_the_threat_model_names_modules_and_tests_that_there_are() -> None:
    text = (ROOT / "docs/security.md").read_text()
    modules = re.findall(r"`((?:envoy|server|store|worker)/[\w./]+)`", text)
    assert all((ROOT / module).exists() for module in modules), modules
    named = re.findall(r"`(test_\w+\.py)`", text)
    there = {path.name for path in (ROOT / "tests").glob("*/test_*.py")}
    assert set(named) <= there
    assert len(set(named)) > 20
