"""`tabwright jobs view`: the link that it makes, and where it leads."""

import json
import webbrowser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tabwright.v1.live_service_pb2 import LiveTicket
from typer.testing import CliRunner, Result

from cli.__main__ import app
from tests.fixtures.fake_server import FakeServer

JOB = "0198b07a-5c1d-7e3a-9a41-3f6f8a2c41b7"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was opened in this machine's browser."""
    urls: list[str] = []

    def open_url(url: str) -> bool:
        urls.append(url)
        return True

    monkeypatch.setattr(webbrowser, "open", open_url)
    monkeypatch.setenv("DISPLAY", ":0")
    for name in ("TABWRIGHT_GATEWAY", "TABWRIGHT_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    return urls


def view(server: FakeServer, *words: str) -> Result:
    ticket = LiveTicket(ticket="t1", path=f"/live/{JOB}#ticket=t1")
    ticket.expires_at.FromDatetime(datetime(2026, 11, 30, 12, 0, 30, tzinfo=UTC))
    server.answers = [[ticket]]
    return CliRunner().invoke(app, ["jobs", "view", JOB, "--address", f"127.0.0.1:{server.port}", *words])


def test_it_opens_the_page_with_a_ticket_for_looking(
    fake_server: FakeServer, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TABWRIGHT_GATEWAY", "https://jobs.example.com/")
    done = view(fake_server)
    assert done.exit_code == 0, done.stderr
    assert done.stdout == f"https://jobs.example.com/live/{JOB}#ticket=t1\n"
    assert opened == [done.stdout.strip()]
    assert "may look at the job's browser" in done.stderr
    asked: Any = fake_server.calls[0][1]
    assert (asked.job_id, asked.right, asked.name) == (JOB, "view", "")


def test_it_prints_a_link_for_somebody_who_may_act(fake_server: FakeServer, opened: list[str]) -> None:
    words = ["--control", "--name", "Ana", "--no-open", "--gateway", "http://127.0.0.1:3000"]
    done = view(fake_server, *words)
    assert done.stdout == f"http://127.0.0.1:3000/live/{JOB}#ticket=t1\n"
    assert opened == []
    asked: Any = fake_server.calls[0][1]
    assert (asked.right, asked.name) == ("control", "Ana")
    told = json.loads(view(fake_server, *words, "--output", "json").stdout)
    assert (told["url"], told["ticket"]) == (done.stdout.strip(), "t1")


def test_without_a_screen_nothing_is_opened(
    fake_server: FakeServer, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert "#ticket=t1" in view(fake_server, "--gateway", "http://127.0.0.1:3000").stdout
    assert opened == []


def test_the_gateway_of_tabwright_up_is_found_and_an_unknown_one_asked_for(
    fake_server: FakeServer, opened: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TABWRIGHT_DATA", str(tmp_path))
    (tmp_path / "gateway-address").write_text("127.0.0.1:4713\n")
    assert view(fake_server).stdout.startswith("http://127.0.0.1:4713/live/")
    assert len(opened) == 1
    server = CliRunner().invoke(app, ["jobs", "view", JOB, "--address", "server.example:50051"])
    assert server.exit_code == 2
    assert "where is the gateway?" in server.stderr
    no_url = view(fake_server, "--gateway", "jobs.example.com")
    assert "begins with http:// or https://" in no_url.stderr
