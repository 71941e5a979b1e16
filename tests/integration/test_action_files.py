"""Files that actions take and make, in a real browser."""

import io

import pytest
from PIL import Image
from pypdf import PdfReader

from store.job import Json
from tests.fixtures.runs import Run, RunJob
from tests.fixtures.site import TestSite
from worker.running.executor import Executor

ZLIB_FASTEST = b"\x78\x01"
"""How data begins that was compressed at the fastest level (RFC 1950, section 2.2: FLEVEL is 0)."""


async def picture(run: Run, name: str) -> Image.Image:
    return Image.open(io.BytesIO(await run.read(name)))


async def test_a_png_is_encoded_for_speed(run_job: RunJob, site: TestSite) -> None:
    """As the header of its compressed data says. Chromium by itself packs it tighter, at three times the time."""
    run = await run_job(
        site.page("workshop.html"),
        {"action": "screenshot"},
        {"action": "screenshot", "fullPage": True},
        {"action": "screenshot", "target": "#secret"},
    )
    for artifact in run.artifacts:
        data = await run.read(artifact.name)
        assert data[data.index(b"IDAT") + 4 :][:2] == ZLIB_FASTEST, artifact.name


@pytest.mark.parametrize("form", ["webp", "png"])
async def test_a_screenshot_without_background_is_transparent(run_job: RunJob, site: TestSite, form: str) -> None:
    shot = {"action": "screenshot", "target": "#bare", "format": form, "omitBackground": True}
    run = await run_job(site.page("workshop.html"), shot)
    image = await picture(run, f"screenshot.{form}")
    assert (image.format, image.size) == (form.upper(), (100, 60))
    pixels = image.convert("RGBA")
    assert (pixels.getpixel((20, 30)), pixels.getpixel((90, 30))) == ((0, 128, 0, 255), (0, 0, 0, 0))
    assert [artifact.mime_type for artifact in run.artifacts] == [f"image/{form}"]


async def test_the_quality_of_a_webp_makes_it_smaller(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("workshop.html"),
        {"action": "screenshot", "format": "webp"},
        {"action": "screenshot", "format": "webp", "quality": 10},
    )
    assert len(await run.read("screenshot-2.webp")) < len(await run.read("screenshot.webp")) / 2


async def test_a_masked_element_cannot_be_seen(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("workshop.html"),
        {"action": "screenshot", "target": "#secret"},
        {"action": "screenshot", "target": "#secret", "mask": [{"target": "Secret", "getTargetBy": "getByText"}]},
    )
    bare, masked = [await picture(run, name) for name in ("screenshot.png", "screenshot-2.png")]
    assert bare.convert("RGB").getpixel((150, 35)) == (0, 0, 255)
    assert masked.convert("RGB").getpixel((150, 35)) == (255, 0, 255)


async def test_a_pdf_has_the_size_the_pages_and_the_head_that_were_asked_for(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("colours.html"),
        {"action": "pdf"},
        {
            "action": "pdf",
            "width": "10in",
            "height": "5in",
            "scale": 0.5,
            "pageRanges": "2-3",
            "margin": {"top": "1in", "bottom": "1in"},
            "displayHeaderFooter": True,
            "headerTemplate": "<b style='font-size: 12px'>Head</b>",
            "footerTemplate": "<i style='font-size: 12px'>page <span class='pageNumber'></span></i>",
            "outline": True,
            "tagged": True,
            "preferCssPageSize": False,
        },
    )
    whole, part = [PdfReader(io.BytesIO(await run.read(name))) for name in ("page.pdf", "page-2.pdf")]
    assert len(whole.pages) > 1
    assert len(part.pages) == 2
    assert [float(part.pages[0].mediabox[side]) for side in (2, 3)] == pytest.approx([720, 360], abs=1)
    assert ["Head" in page.extract_text() for page in part.pages] == [True, True]
    assert "page 2" in part.pages[0].extract_text()


@pytest.mark.parametrize("target", ["#photo", "#choose", "text=Photo >> nth=0"])
async def test_upload_gives_files_to_an_input_its_label_or_a_file_chooser(
    run_job: RunJob, site: TestSite, target: str
) -> None:
    file = {"name": "ä b.txt", "data": "SGVsbG8=", "mimeType": "text/x-note"}
    run = await run_job(
        site.page("workshop.html"),
        {"action": "upload", "target": target, "files": [file]},
        {"action": "wait", "target": "#files", "hasText": "Hello"},
        {"action": "extract", "target": "#files"},
    )
    assert run.value(2) == "ä b.txt text/x-note Hello"


async def test_a_picture_that_the_job_has_taken_can_be_uploaded_under_another_name(
    run_job: RunJob, site: TestSite
) -> None:
    run = await run_job(
        site.page("workshop.html"),
        {"action": "screenshot", "name": "shot"},
        {"action": "upload", "target": "#photo", "files": [{"artifact": "shot.png", "name": "me.png"}]},
        {"action": "evaluate", "target": "#photo", "script": "input => [...input.files].map(f => [f.name, f.size])"},
    )
    assert run.value(2) == [["me.png", len(await run.read("shot.png"))]]


@pytest.mark.parametrize(
    ("offered", "kept"),
    [
        ("report.csv", "report.csv"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a/b\\c:d.tar.gz", "a_b_c_d.tar.gz"),
        ("naïve 表.txt", "naïve 表.txt"),
        ("x" * 250 + ".txt", "x" * 120 + ".txt"),
        ("noextension", "noextension"),
        ("...", "download"),
    ],
)
async def test_a_download_keeps_the_name_that_it_is_offered_under_as_far_as_that_is_safe(
    run_job: RunJob, site: TestSite, offered: str, kept: str
) -> None:
    script = """(link, name) => { link.href = '/download?name=' + encodeURIComponent(name); }"""
    run = await run_job(
        site.page("workshop.html"),
        {"action": "evaluate", "target": "#report", "script": script, "argument": offered},
        {"action": "download", "target": "#report"},
    )
    (artifact,) = run.artifacts
    assert (artifact.artifact_type, artifact.name) == ("download", kept)
    assert await run.read(kept) == b"data"


async def test_a_url_gives_its_file_also_when_the_browser_could_show_it(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("workshop.html"),
        {"action": "download", "url": f"{site.url}/dot.svg"},
        {"action": "download", "url": f"{site.url}/download"},
        {"action": "evaluate", "script": "document.title"},
        {"action": "switchTab", "timeoutMs": 100, "continueOnError": True},
        {"action": "download", "url": f"{site.url}/nothing-here"},
    )
    assert [(one.name, one.mime_type) for one in run.artifacts if one.artifact_type == "download"] == [
        ("dot.svg", "image/svg+xml"),
        ("data.bin", "application/octet-stream"),
    ]
    assert (await run.read("dot.svg")).startswith(b"<svg")
    assert run.value(2) == "Workshop"
    assert run.error_type == "HTTP_ERROR"


@pytest.mark.parametrize("how", [{"target": "#report"}, {"url": "{site}/dot.svg"}])
async def test_a_download_over_the_limit_is_refused(
    run_job: RunJob, site: TestSite, executor: Executor, how: Json
) -> None:
    executor._files.max_bytes = 3
    how = {name: value.format(site=site.url) for name, value in how.items()}
    run = await run_job(site.page("workshop.html"), {"action": "download", **how})
    assert run.error_type == "ARTIFACT_TOO_LARGE"
