"""The bytes of artifacts, piece by piece, and what is said of them."""

from collections.abc import AsyncIterator
from urllib.parse import quote

from server.calls.caller import client_id
from store.database import auditing
from store.database.connection import Database
from store.records import listing
from store.records.files import CHUNK_BYTES, FileStorage

READ = "artifact.read"
"""What the audit trail calls it."""


async def pieces(database: Database, files: FileStorage, artifact: listing.Artifact) -> AsyncIterator[bytes]:
    """Raises StorageUnavailable or ArtifactNotFound. The audit trail has been told before the first piece is lent to
    another than who has asked for the job.
    """
    call = auditing.running()
    if call is not None and call.actor.text != artifact.created_by:
        resources = [f"artifact/{artifact.job_id}/{artifact.name}", f"job/{artifact.job_id}"]
        await database.record([auditing.renamed(call, READ).event(resources, client_id=client_id())])
    if artifact.file_path is not None:
        async for piece in files.read(artifact.file_path):
            yield piece
        return
    data = await listing.get_file_data(database, client_id(), artifact)
    for start in range(0, len(data), CHUNK_BYTES):
        yield data[start : start + CHUNK_BYTES]


def headers(artifact: listing.Artifact) -> tuple[tuple[str, str], ...]:
    return (
        ("content-disposition", _disposition(artifact)),
        ("x-file-size", str(artifact.size_bytes)),
    )


def _disposition(artifact: listing.Artifact) -> str:
    """How a browser shall treat the file. One that a page has offered is never shown under our own origin."""
    kind = "attachment" if artifact.artifact_type == "download" else "inline"
    name = artifact.name
    return f'{kind}; filename="{name}"' if name.isascii() else f"{kind}; filename*=UTF-8''{quote(name)}"
