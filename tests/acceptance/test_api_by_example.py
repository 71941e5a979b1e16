"""docs/api.md in the languages of the SDKs: the blocks of each are one program. test_docs.py has those in curl."""

import asyncio
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fixtures.examples import examples, in_the_shell_of, lay_out_checkout, run_program
from tests.fixtures.gateway import Gateway
from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker
from tests.sdk import go, java, python, typescript

EVENTS = [
    *("job.created", "job.started", "job.progress", "job.progress", "job.progress", "job.progress", "job.progress"),
    "job.completed",
]
WATCHED = [f"{sequence} {kind}" for sequence, kind in enumerate(EVENTS, start=1)]


GO = """\
package main

{imports}

func main() {{
    if err := run(); err != nil {{
        panic(err)
    }}
}}

func run() error {{
{statements}
    return nil
}}
"""
JAVA = """\
{imports}

final class Example {{
    public static void main(String[] given) throws Exception {{
{statements}
    }}
}}
"""


def in_go(blocks: list[str]) -> str:
    """With what the page leaves out around the statements."""
    imports, end, statements = "\n".join(blocks).partition("\n)\n")
    return GO.format(imports=imports + end, statements=statements)


def in_java(blocks: list[str]) -> str:
    """With what the page leaves out around the statements."""
    imports, _, statements = "\n".join(blocks).partition("\n\n")
    return JAVA.format(imports=imports, statements=statements)


@pytest.mark.timeout(600)  # a package's dependencies are fetched and built
@pytest.mark.parametrize(
    ("language", "build", "whole"),
    [
        ("go", go.build, in_go),
        ("java", java.build, in_java),
        ("python", python.build, "\n".join),
        ("typescript", typescript.build, "\n".join),
    ],
)
async def test_the_examples_of_the_api_are_a_program_in_each_language(
    language: str,
    build: Callable[[Path, str], list[str]],
    whole: Callable[[list[str]], str],
    served: Gateway,
    api_key: str,
    site: TestSite,
    start_worker: StartWorker,
    tmp_path: Path,
) -> None:
    others = {"https://example.com": site.page("elements.html")}
    blocks = [example.code for example in examples("api.md", language, others=others)]
    assert len(blocks) == len(examples("api.md", "python")), "each operation is shown in each language"
    command = await asyncio.to_thread(build, tmp_path, whole(blocks))
    address = f"127.0.0.1:{served.port}"
    lay_out_checkout(tmp_path, address=address, api_key=api_key)
    environment = {**os.environ, "TABWRIGHT_ADDRESS": address}
    async with start_worker(worker_drain_timeout_ms=0):
        printed = (await run_program(in_the_shell_of("api.md", command), tmp_path, environment)).splitlines()
    made = [line for line in printed if line.startswith("made ")]
    assert len(made) == 2
    assert len(set(made)) == 1
    assert [line for line in printed if re.match(r"\d+ job\.", line)] == [*WATCHED, *WATCHED[2:]]
    assert printed.count("Elements") == 2  # the page's heading, and its title
    assert {"2 jobs", "1 Chromium", "2 slots", "actions[0].target: action click needs it"} <= set(printed)
    assert any(line.startswith("from here on: ") for line in printed)
    assert any(line.startswith("ran as ") for line in printed)
    assert any(line.startswith("signed with whsec_") for line in printed)
    assert "0 started again" in printed
    assert any(line.startswith("INVALID_ARGUMENT") for line in printed)
    # Each language has names of its own, as a reader's programs may run in one folder.
    assert (tmp_path / f"{language}-screenshot.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / f"{language}-page.pdf").read_bytes().startswith(b"%PDF")
