"""ARTIFACT_STORAGE_TYPE=database: files lie in their rows."""

import httpx
import pytest

from store.database.connection import Database
from store.records.files import FileStorage
from store.settings import ArtifactSettings
from tests.acceptance.test_rest import JOBS, create, watch
from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker


@pytest.fixture
def files() -> FileStorage:
    """The database as the artifact storage, for the server and for the worker."""
    return FileStorage(ArtifactSettings(artifact_storage_type="database"))


async def test_a_file_lies_in_its_row_and_is_downloaded_from_there(
    rest: httpx.AsyncClient, site: TestSite, start_worker: StartWorker, database: Database
) -> None:
    async with start_worker():
        job_id = await create(rest, site.page("colours.html"), {"action": "screenshot", "fullPage": True})
        await watch(rest, job_id)
    (row,) = await database.rows("SELECT file_path, length(file_data) AS size, size_bytes FROM job_artifacts")
    assert (row["file_path"], row["size"]) == (None, row["size_bytes"])
    picture = await rest.get(f"{JOBS}/{job_id}/artifacts/screenshot.png")
    assert picture.content.startswith(b"\x89PNG")
    assert len(picture.content) == row["size_bytes"] == int(picture.headers["content-length"])
