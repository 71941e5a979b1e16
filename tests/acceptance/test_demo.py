"""`tabwright demo`: one command, one real job, its files, and nothing left running."""

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import psutil
import pytest
from PIL import Image
from pypdf import PdfReader

from cli.child import Child, Command
from cli.demo import until_it_listens
from cli.errors import CommandError
from tests.fixtures.gateway import free_ports
from tests.fixtures.site import TestSite

TIMEOUT_S = 100


CHECKOUT = (sys.executable, "-m", "cli")


async def demo(
    tmp_path: Path, *arguments: str, program: Sequence[str] = CHECKOUT, cwd: Path | None = None
) -> tuple[int, str]:
    """Runs it; returns its exit code and what it printed."""
    process = await asyncio.create_subprocess_exec(
        *(*program, "demo", "--out", str(tmp_path / "out"), *arguments),
        env={**os.environ, "TABWRIGHT_DATA": str(tmp_path / "data"), "BROWSER_ENGINES": "chromium"},
        cwd=cwd,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    async with asyncio.timeout(TIMEOUT_S):
        output, _ = await process.communicate()
    assert process.returncode is not None
    return process.returncode, output.decode()


async def test_the_demo_of_an_installed_wheel_works_a_shop_and_saves_what_it_made(
    installed: Path, tmp_path: Path
) -> None:
    (tmp_path / "server.py").write_text("raise SystemExit('not our server')")
    code, output = await demo(tmp_path, program=[str(installed)], cwd=tmp_path)
    assert code == 0, output
    job = json.loads((tmp_path / "out" / "result.json").read_text())
    assert job["status"] == "completed"
    tables = [action["value"] for action in job["result"]["actions"] if action["action"] == "extract"]
    assert tables[-1][0] == {"Item": "Waxed linen thread", "Quantity": "3", "Price": "€7.80", "Total": "€23.40"}
    picture = Image.open(tmp_path / "out" / "screenshot.png")
    assert picture.width == 1920
    assert len(picture.convert("RGB").getcolors(maxcolors=1 << 24) or []) > 100
    page = PdfReader(tmp_path / "out" / "page.pdf").pages[0]
    assert "Order confirmed" in page.extract_text()
    fonts = {str(font["/BaseFont"]).partition("+")[2] for font in page["/Resources"]["/Font"].values()}
    assert all(font.startswith("Source") for font in fonts), f"of the machine: {fonts}"
    for name in ("result.json", "screenshot.png", "page.pdf"):
        assert name in output.replace("\n", "")
    assert "job.completed" in output
    assert _processes_of(tmp_path) == []


async def test_the_demo_visits_any_page(tmp_path: Path, site: TestSite) -> None:
    code, output = await demo(tmp_path, "--url", site.page("elements.html"))
    assert code == 0, output
    job = json.loads((tmp_path / "out" / "result.json").read_text())
    assert job["result"]["title"] == "Elements"
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"result.json", "screenshot.png", "page.pdf"}


async def test_the_demo_says_why_a_page_could_not_be_visited(tmp_path: Path) -> None:
    code, output = await demo(tmp_path, "--url", "http://127.0.0.1:65535/")
    assert code == 1
    assert "ERR_CONNECTION_REFUSED" in output
    assert "Traceback" not in output
    assert _processes_of(tmp_path) == []


async def test_a_shop_that_does_not_start_is_told_at_once_with_its_last_words(tmp_path: Path) -> None:
    command = Command(argv=[sys.executable, "-c", "raise SystemExit('there are no templates')"])
    child = await Child.start("site", command, tmp_path / "site.log")
    with pytest.raises(CommandError, match="the example shop did not start: there are no templates; see "):
        await until_it_listens(child, free_ports(1)[0])


async def test_the_demo_refuses_what_is_no_url(tmp_path: Path) -> None:
    code, output = await demo(tmp_path, "--url", "example")
    assert code == 2
    assert "must be an absolute http or https URL" in output
    assert "Traceback" not in output


def _processes_of(folder: Path) -> list[str]:
    """The processes that still have to do with a demonstration in this folder."""
    lines = [" ".join(process.info["cmdline"] or []) for process in psutil.process_iter(["cmdline"])]
    return [line for line in lines if str(folder) in line]
