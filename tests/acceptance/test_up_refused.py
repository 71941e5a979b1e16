"""`tabwright up` where something is wrong: it says what, and ends."""

import socket
import sys
from pathlib import Path

from tests.acceptance.test_up import up


async def test_a_taken_port_is_told_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        async with up(tmp_path, PORT=str(port)) as running:
            assert await running.end() == 1
    assert running.output == (
        f"tabwright: port {port} cannot be used (Address already in use): stop what listens there, or set PORT\n"
    )


async def test_a_folder_that_is_none_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    async with up(tmp_path / "data") as running:
        assert await running.end() == 1
    assert running.output.startswith("tabwright: the data folder cannot be used: ")
    assert len(running.output.splitlines()) == 1


async def test_a_database_that_is_broken_is_told(tmp_path: Path) -> None:
    (tmp_path / "database").mkdir()
    (tmp_path / "database" / "PG_VERSION").write_text("9.6\n")
    (tmp_path / "database-password").write_text("x")
    async with up(tmp_path) as running:
        assert await running.end() == 1
    assert running.output.startswith("tabwright: PostgreSQL did not start:")


async def test_a_missing_browser_is_told_with_what_to_do(tmp_path: Path) -> None:
    async with up(tmp_path, CHROMIUM_PATH="/nowhere/chromium") as running:
        assert await running.end() == 1
    assert "no chromium can be launched (/nowhere/chromium" in running.output
    assert "tabwright install chromium" in running.output


async def test_browsers_that_must_have_a_sandbox_and_cannot_are_told(tmp_path: Path) -> None:
    forbidding = [sys.executable, "tests/forbidding.py"]
    async with up(tmp_path, before=forbidding, BROWSER_SANDBOX="required", BROWSER_ENGINES="chromium") as running:
        assert await running.end() == 1
    assert running.output.startswith(
        "tabwright: worker stopped (exit code 1): no chromium can be launched with its sandbox"
    )
    assert "the kernel gives its user no namespaces" in running.output


async def test_a_wrong_setting_is_told(tmp_path: Path) -> None:
    async with up(tmp_path, PORT="http") as running:
        assert await running.end() == 1
    assert running.output == "tabwright: PORT=http: must be a whole number from 1 to 65535\n"
