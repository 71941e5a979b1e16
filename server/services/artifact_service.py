"""ArtifactService: the files that jobs made."""

from collections.abc import AsyncIterator
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
from server.streams import files as file_stream
from store.database.connection import Database
from store.records import listing
from store.records.files import FileStorage


class ArtifactService(ArtifactServiceServicer):
    def __init__(self, database: Database, files: FileStorage) -> None:
        self._database = database
        self._files = files

    async def ListArtifacts(self, request: ListArtifactsRequest, context: Context) -> ListArtifactsResponse:
        artifacts = await listing.list_artifacts(self._database, client_id(), UUID(request.job_id))
        return ListArtifactsResponse(data=[convert.artifact_message(artifact) for artifact in artifacts])

    async def DownloadArtifact(self, request: DownloadArtifactRequest, context: Context) -> AsyncIterator[HttpBody]:
        artifact = await listing.get_artifact(self._database, client_id(), UUID(request.job_id), request.artifact)
        pieces = file_stream.pieces(self._database, self._files, artifact)
        # The first piece before the first header: a file that cannot be read is an error, not an empty file.
        first = await anext(pieces, b"")
        await context.send_initial_metadata(file_stream.headers(artifact))
        yield HttpBody(content_type=artifact.mime_type, data=first)
        async for piece in pieces:
            yield HttpBody(data=piece)
