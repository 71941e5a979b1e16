"""ArtifactService: the files that jobs made."""

from collections.abc import AsyncIterator
from urllib.parse import quote
from uuid import UUID

from google.api.httpbody_pb2 import HttpBody
from tabwright.v1.artifact_service_pb2 import (
    DownloadArtifactRequest,
    ListArtifactsRequest,
    ListArtifactsResponse,
)
from tabwright.v1.artifact_service_pb2_grpc import ArtifactServiceServicer

from server.calls.around import Context
from server.calls.caller import client_id
from server.convert import job as convert
from store.database.connection import Database
from store.records import listing
from store.records.files import CHUNK_BYTES, FileStorage


class ArtifactService(ArtifactServiceServicer):
    def __init__(self, database: Database, files: FileStorage) -> None:
        self._database = database
        self._files = files

    async def ListArtifacts(self, request: ListArtifactsRequest, context: Context) -> ListArtifactsResponse:
        artifacts = await listing.list_artifacts(self._database, client_id(), UUID(request.job_id))
        return ListArtifactsResponse(data=[convert.artifact_message(artifact) for artifact in artifacts])

    async def DownloadArtifact(self, request: DownloadArtifactRequest, context: Context) -> AsyncIterator[HttpBody]:
        artifact = await listing.get_artifact(self._database, client_id(), UUID(request.job_id), request.artifact)
        pieces = self._pieces(artifact)
        # The first piece before the first header: a file that cannot be read is an error, not an empty file.
        first = await anext(pieces, b"")
        await context.send_initial_metadata(
            (
                ("content-disposition", _disposition(artifact)),
                ("x-file-size", str(artifact.size_bytes)),
            )
        )
        yield HttpBody(content_type=artifact.mime_type, data=first)
        async for piece in pieces:
            yield HttpBody(data=piece)

    async def _pieces(self, artifact: listing.Artifact) -> AsyncIterator[bytes]:
        if artifact.file_path is not None:
            async for piece in self._files.read(artifact.file_path):
                yield piece
            return
        data = await listing.get_file_data(self._database, client_id(), artifact)
        for start in range(0, len(data), CHUNK_BYTES):
            yield data[start : start + CHUNK_BYTES]


def _disposition(artifact: listing.Artifact) -> str:
    """How a browser shall treat the file. One that a page has offered is never shown under our own origin."""
    kind = "attachment" if artifact.artifact_type == "download" else "inline"
    name = artifact.name
    return f'{kind}; filename="{name}"' if name.isascii() else f"{kind}; filename*=UTF-8''{quote(name)}"
