"""What a command opens: a URL, or a file of HTML that is there."""

from pathlib import Path

import pytest
from google.api.httpbody_pb2 import HttpBody
from tabwright.v1.job_service_pb2 import CreateJobResponse
from typer import BadParameter
from typer.testing import CliRunner

from cli.__main__ import app
from cli.page import Page, page
from tests.fixtures.fake_server import FakeServer


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a few files."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "made.d").mkdir()
    for name in ("inv.html", "INV.HTM", "example.com", "made.d/inv.html", "plain"):
        (tmp_path / name).write_text("\ufeff<p>Invoice")
    return tmp_path


@pytest.mark.parametrize("name", ["inv.html", "INV.HTM", "./inv.html", "./plain", "./made.d/inv.html"])
def test_a_file_of_html_that_is_there_is_sent_itself(folder: Path, name: str) -> None:
    assert page(name) == page(str(folder / name)) == Page(html="<p>Invoice")


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("example.com", "https://example.com"),
        ("made.d/inv.html", "https://made.d/inv.html"),
        ("other.html", "https://other.html"),
        ("localhost:80/inv.html", "http://localhost:80/inv.html"),
        ("https://a.test/inv.html", "https://a.test/inv.html"),
        ("a.test/" + "x" * 5000 + ".html", "https://a.test/" + "x" * 5000 + ".html"),
    ],
)
def test_what_is_no_such_file_is_a_url(folder: Path, text: str, url: str) -> None:
    assert page(text) == Page(url=url)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "a.html is empty"),
        (b"\xff", "a.html cannot be read: it is not UTF-8"),
        (b" " * (5 * 1024 * 1024 + 1), "a.html is larger than 5 MiB"),
    ],
    ids=["empty", "no text", "large"],
)
def test_a_file_that_cannot_be_sent_is_told(folder: Path, content: bytes, told: str) -> None:
    (folder / "a.html").write_bytes(content)
    with pytest.raises(BadParameter, match=told):
        page("a.html")


def test_commands_send_the_file_and_where_its_urls_begin(fake_server: FakeServer, folder: Path) -> None:
    to = ["--base-url", "example.com", "--address", f"127.0.0.1:{fake_server.port}"]
    fake_server.answers = [[HttpBody(data=b"text")], [CreateJobResponse(job_id="1")]]
    for line in (["markdown", "inv.html", "p", *to], ["run", "inv.html", "--detach", *to]):
        answer = CliRunner().invoke(app, line)
        assert answer.exit_code == 0, answer.stderr
    (_, text, *_), (_, job, *_) = fake_server.calls
    assert (text.html, text.url, text.base_url, text.target) == ("<p>Invoice", "", "https://example.com", "p")
    assert (job.html, job.target_url, job.base_url) == ("<p>Invoice", "", "https://example.com")
