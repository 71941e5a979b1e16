"""What the clients of the Python SDK read of lists and files."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import grpc
import pytest
from google.api.httpbody_pb2 import HttpBody
from google.rpc.error_details_pb2 import ErrorInfo
from grpc import StatusCode
from tabwright import Job
from tabwright.v1.artifact_pb2 import Artifact
from tabwright.v1.artifact_service_pb2 import ListArtifactsRequest, ListArtifactsResponse
from tabwright.v1.job_service_pb2 import ListJobsRequest, ListJobsResponse

from tests.fixtures.fake_server import FakeServer, answer, every


async def test_a_list_is_read_page_by_page_to_its_end(fake_server: FakeServer, client: Any) -> None:
    fake_server.answers = [
        [ListJobsResponse(data=[Job(id="a"), Job(id="b")], next_page_token="2")],
        [ListJobsResponse(next_page_token="3")],  # a page may be empty
        [ListJobsResponse(data=[Job(id="c")])],
    ]
    asked = ListJobsRequest(status=Job.failed, page=2)
    assert [job.id for job in await every(client.list_all(client.jobs.ListJobs, asked))] == ["a", "b", "c"]
    assert [(request.status, request.page, request.page_token) for _, request, _, _ in fake_server.calls] == [
        (Job.failed, 2, ""),
        (Job.failed, 0, "2"),
        (Job.failed, 0, "3"),
    ]


async def test_a_list_without_pages_is_read_alike(fake_server: FakeServer, client: Any) -> None:
    fake_server.answers = [[ListArtifactsResponse(data=[Artifact(id="a")])]]
    artifacts = client.list_all(client.artifacts.ListArtifacts, ListArtifactsRequest(job_id="job"))
    assert [artifact.id for artifact in await every(artifacts)] == ["a"]


async def test_a_download_is_a_file_when_it_is_whole(fake_server: FakeServer, client: Any, tmp_path: Path) -> None:
    file = tmp_path / "picture.png"
    gone = [HttpBody(data=b"ab"), (StatusCode.NOT_FOUND, ErrorInfo(reason="ARTIFACT_NOT_FOUND"))]
    broken = [HttpBody(data=b"abx"), (StatusCode.INTERNAL,)]
    whole = [HttpBody(data=b"ab"), HttpBody(data=b"cd")]
    fake_server.answers = [gone, broken, whole, gone, whole, broken, whole]
    with pytest.raises(grpc.RpcError):
        await answer(client.download_to("job", "picture.png", file))
    assert list(tmp_path.iterdir()) == []
    await answer(client.download_to("job", "picture.png", file))
    assert file.read_bytes() == b"abcd"
    file.write_bytes(b"old")
    with pytest.raises(grpc.RpcError):
        await answer(client.download_to("job", "picture.png", str(file), overwrite=True))
    assert file.read_bytes() == b"old"
    await answer(client.download_to("job", "picture.png", str(file), overwrite=True))
    assert file.read_bytes() == b"abcd"
    assert list(tmp_path.iterdir()) == [file]
    assert await answer(client.download("job", "picture.png")) == b"abcd"


async def test_a_download_takes_no_name_that_is_taken(fake_server: FakeServer, client: Any, tmp_path: Path) -> None:
    file, folder = tmp_path / "picture.png", tmp_path / "folder"
    folder.mkdir()

    def take_the_name() -> Iterator[HttpBody]:
        yield HttpBody(data=b"new")
        file.write_bytes(b"old")

    fake_server.answers = [take_the_name()]
    for _ in range(2):  # it is taken meanwhile; it has been taken before
        with pytest.raises(FileExistsError):
            await answer(client.download_to("job", "picture.png", file))
    with pytest.raises(IsADirectoryError):
        await answer(client.download_to("job", "picture.png", folder, overwrite=True))
    assert len(fake_server.calls) == 1
    assert file.read_bytes() == b"old"
    assert {path.name for path in tmp_path.iterdir()} == {"picture.png", "folder"}


async def test_a_download_replaces_no_pipe_and_no_link(fake_server: FakeServer, client: Any, tmp_path: Path) -> None:
    pipe, link, file = tmp_path / "pipe", tmp_path / "link", tmp_path / "file"
    os.mkfifo(pipe)
    link.symlink_to(file)
    file.write_bytes(b"old")
    with pytest.raises(FileExistsError):
        await answer(client.download_to("job", "picture.png", pipe, overwrite=True))
    assert pipe.is_fifo()
    fake_server.answers = [iter([HttpBody(data=b"new")])]
    await answer(client.download_to("job", "picture.png", link, overwrite=True))
    assert link.is_symlink()
    assert file.read_bytes() == b"new"


async def test_a_file_system_without_links_gets_files_too(
    fake_server: FakeServer, client: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    fake_server.answers = [[HttpBody(data=b"whole")]]
    await answer(client.download_to("job", "picture.png", tmp_path / "picture.png"))
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"whole"]
