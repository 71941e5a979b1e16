"""Where files of jobs go, and that none is lost there."""

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Any, cast

import grpc
import pytest
from google.api.httpbody_pb2 import HttpBody

from cli.api import Api
from cli.errors import CommandError, ExitCode
from cli.saving import check_file, chosen, download, opened


def test_by_default_a_name_is_taken_that_is_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for expected in ("page.pdf", "page-2.pdf", "page-3.pdf"):
        path = chosen(None, "page.pdf", overwrite=False)
        assert str(path) == expected
        path.touch()
    assert chosen(None, "page.pdf", overwrite=True) == Path("page.pdf")
    assert chosen(Path("mine.pdf"), "page.pdf", overwrite=False) == Path("mine.pdf")


@pytest.mark.parametrize(
    ("name", "told", "code"),
    [
        ("there.png", "is there already: give another --out, or --overwrite", ExitCode.CONFLICT),
        ("folder", "is a folder: give the name of a file", ExitCode.USAGE),
        ("there.png/new.png", "cannot be written", ExitCode.USAGE),
    ],
)
def test_a_file_that_cannot_be_written_is_told_beforehand(tmp_path: Path, name: str, told: str, code: ExitCode) -> None:
    (tmp_path / "there.png").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(CommandError, match=told) as raised:
        check_file(tmp_path / name, overwrite=False)
    assert raised.value.code is code


def test_a_new_file_and_one_to_be_replaced_are_right(tmp_path: Path) -> None:
    (tmp_path / "there.png").touch()
    check_file(tmp_path / "there.png", overwrite=True)
    check_file(tmp_path / "new" / "folder" / "new.png", overwrite=False)


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    check_file(pipe, overwrite=False)
    with opened(pipe, "job") as file:
        file.write(b"picture")
    reader.join()
    assert read == [b"picture"]
    assert pipe.is_fifo()


def test_a_download_is_tried_again_as_long_as_nothing_has_come() -> None:
    metadata = grpc.aio.Metadata()
    away = grpc.aio.AioRpcError(grpc.StatusCode.UNAVAILABLE, metadata, metadata)
    answers: list[list[Any]] = [
        [away],
        [HttpBody(data=b"half "), HttpBody(data=b"and half")],
        [HttpBody(data=b"half "), away],
    ]

    def answer(_: object) -> Iterator[HttpBody]:
        for piece in answers.pop(0):
            if piece is away:
                raise away
            yield piece

    api = cast("Api", SimpleNamespace(client=SimpleNamespace(artifacts=SimpleNamespace(DownloadArtifact=answer))))
    file = BytesIO()
    download(api, "job", "picture.png", file)
    assert file.getvalue() == b"half and half"
    with pytest.raises(grpc.RpcError):
        download(api, "job", "picture.png", file)
    assert answers == []
