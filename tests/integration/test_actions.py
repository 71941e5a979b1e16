"""Every action, in a real browser."""

import io

import pytest
from PIL import Image
from pypdf import PdfReader

from store.job import Status
from tests.fixtures.runs import RunJob
from tests.fixtures.site import TestSite

TEXT = "getBySelector"


async def test_a_job_without_actions_opens_its_page(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(site.page("elements.html"))
    assert run.job.status is Status.COMPLETED
    assert run.job.result is not None
    assert (run.job.result["finalUrl"], run.job.result["title"]) == (site.page("elements.html"), "Elements")
    assert [event.type for event in run.events] == ["job.created", "job.started", "job.progress", "job.completed"]


async def test_visit_opens_another_page(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(site.page("elements.html"), {"action": "visit", "url": site.page("colours.html")})
    assert run.job.result is not None
    assert run.job.result["title"] == "Colours"


@pytest.mark.parametrize(
    ("by", "target"),
    [
        ("getBySelector", "input[name=email]"),
        ("getBySelector", "//input[@name='email']"),
        ("getByLabel", "E-mail"),
        ("getByPlaceholder", "you@example"),
        ("getByTitle", "Your e-mail"),
        ("getByTestId", "email"),
        ("getByRole", 'textbox[name="E-mail"]'),
    ],
)
async def test_fill_replaces_the_value_of_the_input_that_a_locator_finds(
    run_job: RunJob, site: TestSite, by: str, target: str
) -> None:
    run = await run_job(
        site.page("elements.html"),
        {"action": "fill", "target": target, "getTargetBy": by, "value": "first"},
        {"action": "fill", "target": target, "getTargetBy": by, "value": "a@b.c"},
        {"action": "extract", "target": "input[name=email]", "attribute": "value"},
    )
    assert run.value(2) == "a@b.c"


@pytest.mark.parametrize(
    ("by", "target", "exact", "found"),
    [
        ("getByText", "click ME", None, "Click me"),
        ("getByText", "Click me", True, "Click me"),
        ("getByAltText", "red dot", None, ""),
        ("getByRole", "heading", None, "Elements"),
    ],
)
async def test_extract_reads_what_a_locator_finds(
    run_job: RunJob, site: TestSite, by: str, target: str, exact: bool | None, found: str
) -> None:
    action = {"action": "extract", "target": target, "getTargetBy": by}
    run = await run_job(site.page("elements.html"), action if exact is None else action | {"exact": exact})
    assert run.value(0) == found


async def test_click_clicks_and_a_form_is_sent_with_what_was_filled(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("elements.html"),
        {"action": "click", "target": "#count"},
        {"action": "extract", "target": "#count"},
        {"action": "fill", "target": "E-mail", "getTargetBy": "getByLabel", "value": "a@b.c"},
        {"action": "click", "target": "Send form", "getTargetBy": "getByText"},
        {"action": "extract", "target": "#sent"},
    )
    assert run.value(1) == "Clicked 1"
    assert run.value(4) == "email=a%40b.c&note=old"


async def test_click_waits_for_the_page_that_it_leads_to(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(site.page("elements.html"), {"action": "click", "target": "#link"}, wait_until="networkidle")
    assert run.job.result is not None
    assert run.job.result["finalUrl"].endswith("elements.html?linked")


@pytest.mark.parametrize(
    ("how", "place"),
    [
        ({"x": 40, "y": 250}, "40,250"),
        ({"y": 100}, "0,100"),
        ({"to": "bottom"}, None),
        ({"target": "Far away", "getTargetBy": "getByText"}, None),
    ],
)
async def test_scroll_scrolls(run_job: RunJob, site: TestSite, how: dict[str, object], place: str | None) -> None:
    run = await run_job(
        site.page("elements.html"),
        {"action": "scroll", **how},
        {"action": "wait", "milliseconds": 100},
        {"action": "extract", "target": "#scroll"},
    )
    if place is not None:
        assert run.value(2) == place
    else:
        assert int(run.value(2).split(",")[1]) > 1500


async def test_scroll_to_the_top_goes_back(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("elements.html"),
        {"action": "scroll", "to": "bottom"},
        {"action": "scroll", "to": "top"},
        {"action": "wait", "milliseconds": 100},
        {"action": "extract", "target": "#scroll"},
    )
    assert run.value(3) == "0,0"


async def test_move_cursor_moves_the_mouse_to_a_point_or_onto_an_element(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("elements.html"),
        {"action": "moveCursor", "x": 120, "y": 30},
        {"action": "extract", "target": "body", "attribute": "data-mouse"},
        {"action": "moveCursor", "target": "#hover"},
        {"action": "extract", "target": "#hover:hover"},
    )
    assert run.value(1) == "120,30"
    assert run.value(3) == "Hover me"


@pytest.mark.parametrize(
    "wait",
    [
        {"milliseconds": 400},
        {"target": "#appeared"},
        {"target": "Here I am", "getTargetBy": "getByText", "state": "attached"},
    ],
)
async def test_wait_waits_until_something_is_there(run_job: RunJob, site: TestSite, wait: dict[str, object]) -> None:
    run = await run_job(
        site.page("elements.html"),
        {"action": "click", "target": "#later"},
        {"action": "wait", **wait},
        {"action": "extract", "target": "p", "multiple": True},
    )
    assert "Here I am" in run.value(2)


async def test_wait_waits_until_something_is_gone(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("elements.html"),
        {"action": "click", "target": "#vanish"},
        {"action": "wait", "target": "#vanish", "state": "hidden"},
        {"action": "extract", "target": "#vanish", "multiple": True},
    )
    assert run.value(2) == []


async def test_wait_waits_for_a_url_and_for_a_load_state(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("elements.html"),
        {"action": "click", "target": "#link"},
        {"action": "wait", "url": "**/*?linked"},
        {"action": "wait", "waitUntil": "networkidle"},
    )
    assert run.job.status is Status.COMPLETED


@pytest.mark.parametrize(
    ("what", "value"),
    [
        ({"target": "li", "multiple": True}, ["One", "Two", "Three"]),
        ({"target": "li"}, "One"),
        ({"target": "li.item", "attribute": "data-n", "multiple": True}, ["1", "2", "3"]),
        ({"target": "li", "attribute": "missing"}, None),
        ({"target": "li", "attribute": "textContent"}, "One"),
        ({"target": "li", "format": "html"}, '<li class="item" data-n="1">One</li>'),
        ({"target": "#nothing", "multiple": True}, []),
        (
            {"target": "#prices", "format": "table"},
            [{"Name": "Thread", "Price": "7.80"}, {"Name": "Glue", "Price": "12.00"}],
        ),
        ({"target": "#plain", "format": "table"}, [["a", "b"], ["c", "d"]]),
        (
            {
                "extractors": [
                    {"name": "title", "selector": "h1", "attribute": "textContent"},
                    {"name": "items", "selector": ".item", "multiple": True},
                ]
            },
            {"title": "Elements", "items": ["One", "Two", "Three"]},
        ),
    ],
)
async def test_extract_reads(run_job: RunJob, site: TestSite, what: dict[str, object], value: object) -> None:
    run = await run_job(site.page("elements.html"), {"action": "extract", **what})
    assert run.value(0) == value


async def test_extract_reads_links_as_absolute_urls(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(site.page("elements.html"), {"action": "extract", "target": "#link", "attribute": "href"})
    assert run.value(0) == site.page("elements.html?linked")


async def test_a_large_extract_becomes_an_artifact(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("elements.html"),
        {"action": "fill", "target": "textarea", "value": "é" * 200_000},
        {"action": "extract", "target": "textarea", "attribute": "value"},
        {"action": "extract", "target": "h1"},
    )
    assert run.job.result is not None
    assert run.job.result["actions"][1]["artifact"] == "data.json"
    assert (await run.read("data.json")).decode() == '"' + "é" * 200_000 + '"'
    assert run.value(2) == "Elements"


async def test_screenshot_takes_the_viewport(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(site.page("colours.html"), {"action": "screenshot"})
    image = Image.open(io.BytesIO(await run.read("screenshot.png"))).convert("RGB")
    assert image.size == (1920, 1080)
    assert [image.getpixel((5, y)) for y in (5, 605)] == [(255, 0, 0), (0, 128, 0)]
    (artifact,) = run.artifacts
    assert (artifact.artifact_type, artifact.mime_type) == ("screenshot", "image/png")


async def test_screenshot_takes_the_full_page(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(site.page("colours.html"), {"action": "screenshot", "fullPage": True})
    image = Image.open(io.BytesIO(await run.read("screenshot.png"))).convert("RGB")
    assert image.size == (1920, 1800)
    assert [image.getpixel((1900, y)) for y in (599, 1199, 1799)] == [(255, 0, 0), (0, 128, 0), (0, 0, 255)]


async def test_screenshot_takes_one_element_as_jpeg(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("elements.html"), {"action": "screenshot", "target": "#box", "format": "jpeg", "quality": 100}
    )
    image = Image.open(io.BytesIO(await run.read("screenshot.jpg")))
    assert (image.format, image.size) == ("JPEG", (100, 60))
    red, green, blue = image.getpixel((50, 30))  # type: ignore[misc]
    assert abs(red - 200) < 4
    assert abs(green - 30) < 4
    assert abs(blue - 60) < 4


async def test_files_of_one_kind_are_numbered(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("colours.html"), {"action": "screenshot"}, {"action": "screenshot"}, {"action": "pdf"}
    )
    assert [artifact.name for artifact in run.artifacts] == ["screenshot.png", "screenshot-2.png", "page.pdf"]


async def test_pdf_prints_the_page_in_its_format(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("elements.html"),
        {"action": "pdf", "format": "A5", "landscape": True, "margin": {"top": "1cm", "left": "10mm"}},
    )
    pdf = PdfReader(io.BytesIO(await run.read("page.pdf")))
    size = (pdf.pages[0].mediabox.width, pdf.pages[0].mediabox.height)
    assert [float(side) for side in size] == pytest.approx([595, 420], abs=1)  # A5 in points, rounded to pixels
    assert "Elements" in pdf.pages[0].extract_text()


async def test_a_mobile_browser_type_shows_a_mobile_page(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(site.page("colours.html"), {"action": "screenshot"}, browser_type_id=4)
    image = Image.open(io.BytesIO(await run.read("screenshot.png")))
    assert image.size == (2 * 375, 2 * 667)


async def test_an_alert_is_dismissed(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("elements.html"),
        {"action": "click", "target": "#alert"},
        {"action": "extract", "target": "#alert"},
    )
    assert run.value(1) == "Alerted"


async def test_a_click_that_must_lead_to_another_page_waits_until_the_page_goes_there(
    run_job: RunJob, site: TestSite
) -> None:
    click = {"action": "click", "target": "#go", "waitForNavigation": True}
    run = await run_job(site.page("later.html"), click, {"action": "extract", "target": "#sent"})
    assert run.value(1) == "went=there"


async def test_a_click_that_must_lead_to_another_page_and_does_not_is_a_failure(
    run_job: RunJob, site: TestSite
) -> None:
    click = {"action": "click", "target": "#stay", "waitForNavigation": True, "timeoutMs": 2000}
    assert (await run_job(site.page("later.html"), click)).error_type == "ACTION_FAILED"


async def test_a_click_that_starts_a_download_leaves_the_page_as_it_is(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(site.page("elements.html"), {"action": "click", "target": "#download"})
    assert run.job.status is Status.COMPLETED
    assert run.job.result is not None
    assert run.job.result["finalUrl"] == site.page("elements.html")
