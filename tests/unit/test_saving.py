"""Where files of jobs go, and that none is lost there."""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from google.api.httpbody_pb2 import HttpBody
from tabwright import connect
from typer.testing import CliRunner

from cli.__main__ import app
from cli.api import Api
from cli.errors import CommandError, ExitCode
from cli.output import Format, Output
from cli.profile import find_target
from cli.saving import check_file, chosen, picture_format, save_file
from tests.fixtures.fake_server import FakeServer


def test_by_default_a_name_is_taken_that_is_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for expected in ("page.pdf", "page-2.pdf", "page-3.pdf"):
        path = chosen(None, "page.pdf", overwrite=False)
        assert str(path) == expected
        path.touch()
    assert chosen(None, "page.pdf", overwrite=True) == Path("page.pdf")
    assert chosen(Path("mine.pdf"), "page.pdf", overwrite=False) == Path("mine.pdf")


@pytest.mark.parametrize(
    ("out", "said", "format_"),
    [
        ("x.png", None, "png"),
        ("x.jpg", None, "jpeg"),
        ("a.webp/x.JPEG", None, "jpeg"),
        ("x.webp", "webp", "webp"),
        ("x.jpg", "jpg", "jpeg"),
        ("x", None, None),
        ("x.v2", "webp", "webp"),
        ("-", "jpeg", "jpeg"),
        (None, None, None),
    ],
)
def test_the_name_of_a_picture_says_its_format(out: str | None, said: str | None, format_: str | None) -> None:
    assert picture_format(Path(out) if out else None, said) == format_


def test_a_picture_that_would_not_be_what_its_name_says_is_refused(fake_server: FakeServer) -> None:
    line = f"screenshot a.test --out x.jpg --format png --address 127.0.0.1:{fake_server.port}"
    answer = CliRunner().invoke(app, line.split())
    assert (answer.exit_code, fake_server.calls) == (ExitCode.USAGE, [])
    assert answer.stderr == "tabwright: --out x.jpg is a name for jpeg, and --format says png\n"


@pytest.mark.parametrize(
    ("name", "told", "code"),
    [
        ("there.png", "is there already: give another --out, or --overwrite", ExitCode.CONFLICT),
        ("folder", "is a folder: give the name of a file", ExitCode.USAGE),
        ("there.png/new.png", "cannot be written", ExitCode.USAGE),
        ("there.png/new/new.png", "cannot be written", ExitCode.USAGE),
        ("lost-link", "is there already", ExitCode.CONFLICT),
    ],
)
def test_a_file_that_cannot_be_written_is_told_beforehand(tmp_path: Path, name: str, told: str, code: ExitCode) -> None:
    (tmp_path / "there.png").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "lost-link").symlink_to("nowhere")
    with pytest.raises(CommandError, match=told) as raised:
        check_file(tmp_path / name, overwrite=False)
    assert raised.value.code is code


@pytest.mark.parametrize(
    "line",
    [
        "screenshot a.test --out file/new.png",
        "screenshot a.test --out folder --overwrite",
        "screenshot a.test --overwrite",
        "run a.test --out file",
        "run a.test --out file/new/folder",
        "run a.test --overwrite",
    ],
)
def test_no_job_is_run_for_files_that_cannot_be_written(
    fake_server: FakeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("file", "tabwright-output"):
        Path(name).touch()
    for name in ("folder", "screenshot.png"):
        Path(name).mkdir()
    answer = CliRunner().invoke(app, [*line.split(), "--address", f"127.0.0.1:{fake_server.port}"])
    assert (answer.exit_code, fake_server.calls) == (ExitCode.USAGE, []), answer.stderr
    assert answer.stderr.startswith("tabwright: --out ")


@pytest.mark.parametrize("line", ["screenshot a.test", "pdf a.test", "run a.test"])
def test_no_job_is_run_where_nothing_may_be_written(
    fake_server: FakeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("os.access", lambda *_: False)  # as for one who is not root
    answer = CliRunner().invoke(app, [*line.split(), "--address", f"127.0.0.1:{fake_server.port}"])
    assert (answer.exit_code, fake_server.calls) == (ExitCode.USAGE, []), answer.stderr
    assert "is no folder that this user may write" in answer.stderr


def test_a_new_file_and_one_to_be_replaced_are_right(tmp_path: Path) -> None:
    (tmp_path / "there.png").touch()
    check_file(tmp_path / "there.png", overwrite=True)
    check_file(tmp_path / "new" / "folder" / "new.png", overwrite=False)


@pytest.fixture
def api(fake_server: FakeServer) -> Iterator[Api]:
    address = f"127.0.0.1:{fake_server.port}"
    target = find_target(address=address, api_key="secret", profile=None, tls=False)
    with connect(address, "secret") as client:
        yield Api(client, Output(Format.TABLE), target)


def test_a_pipe_is_written_to_and_not_replaced(fake_server: FakeServer, api: Api, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    check_file(pipe, overwrite=False)
    fake_server.answers = [[HttpBody(data=b"picture")]]
    save_file(api, "job", "a.png", pipe, overwrite=False)
    reader.join()
    assert read == [b"picture"]
    assert pipe.is_fifo()


def test_a_name_that_is_taken_while_a_job_runs_stays_whose_it_is(
    fake_server: FakeServer, api: Api, tmp_path: Path
) -> None:
    file = tmp_path / "a.png"

    def take_the_name() -> Iterator[HttpBody]:
        yield HttpBody(data=b"new")
        file.write_bytes(b"old")

    fake_server.answers = [take_the_name()]
    with pytest.raises(CommandError, match="made it all the same: tabwright jobs download job --out") as raised:
        save_file(api, "job", "a.png", file, overwrite=False)
    assert raised.value.code is ExitCode.CONFLICT
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_a_link_that_is_to_be_overwritten_leads_to_the_new_file(
    fake_server: FakeServer, api: Api, tmp_path: Path
) -> None:
    link, file = tmp_path / "link", tmp_path / "file"
    link.symlink_to(file)
    fake_server.answers = [[HttpBody(data=b"new")]]
    save_file(api, "job", "a.png", link, overwrite=True)
    assert link.is_symlink()
    assert file.read_bytes() == b"new"
