"""Nothing leaves a browser but through its gate: shown in a network namespace in which each packet is seen."""

import asyncio
import json
import os
import shutil
import sys
from typing import Any

import pytest

from tests.ways_out.__main__ import CONTROL

TIMEOUT_S = 120
BY_ALL = {
    "127.0.0.1",
    "::1",
    "10.1.2.3",
    "9.9.9.9",
    "fd00:77::9",
    "localhost",
    "other.test",
    "audio.test",
    "beacon.test",
    "download.test",
    "events.test",
    "fetch.test",
    "font.test",
    "frame.test",
    "image.test",
    "keepalive.test",
    "module.test",
    "object.test",
    "preload.test",
    "socket.test",
    "style.test",
    "video.test",
    "window.test",
    "worker.test",
    "xhr.test",
}
LATER = {"other.test", "9.9.9.9", "fd00:77::9"}
"""What is only asked for after the page has tried all."""
ASKED = {
    "chromium": BY_ALL | {"10.9.9.9", "identity.test", "paint.test", "prefetch.test", "stream.test", "turn.test"},
    "firefox": BY_ALL,
}


async def _tried(engine: str) -> Any:
    unshare = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--net"]
    process = await asyncio.create_subprocess_exec(
        *(*unshare, sys.executable, "-m", "tests.ways_out", engine, *sorted(ASKED[engine] - LATER)),
        stdout=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(TIMEOUT_S):
        out, _ = await process.communicate()
    assert process.returncode == 0
    return json.loads(out)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("ip") is None, reason="needs iproute2")
@pytest.mark.parametrize("engine", ["chromium", "firefox"])
async def test_nothing_leaves_a_browser_but_through_its_gate(engine: str) -> None:
    told = await _tried(engine)
    assert set(told["asked"]) >= ASKED[engine]
    past = [tuple(one) for one in told["past"]]
    assert ("udp", "9.9.9.9", 7, CONTROL) in past, "what goes past it is seen"
    past.remove(("udp", "9.9.9.9", 7, CONTROL))
    if engine == "firefox":  # its driver speaks with it by a port of this machine, and its debugger asks who that is
        driver = [one for one in past if one[:2] == ("tcp", "127.0.0.1")]
        assert len(driver) == 1
        past = [one for one in past if one not in driver and not one[3].rstrip(".").endswith("localhost")]
    assert past == []
