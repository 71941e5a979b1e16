"""SessionService: what jobs begin with so that they need not sign in, and nobody gets back."""

from google.protobuf.empty_pb2 import Empty
from tabwright.v1.job_service_pb2 import CreateJobResponse
from tabwright.v1.session_pb2 import Session
from tabwright.v1.session_service_pb2 import (
    CaptureSessionRequest,
    DeleteSessionRequest,
    GetSessionRequest,
    ImportSessionRequest,
    ListSessionsRequest,
    ListSessionsResponse,
)
from tabwright.v1.session_service_pb2_grpc import SessionServiceServicer

from server.calls.around import Context
from server.calls.caller import client_id
from server.calls.lanes import Lanes
from server.convert import page_token
from server.convert import session as convert
from server.intake.intake import Intake
from store.database.connection import Database
from store.errors import SecretsKeysMissing
from store.secrets.sealing import Keyring
from store.sessions import sessions

DEFAULT_LIMIT = 20


class SessionService(SessionServiceServicer):
    def __init__(self, database: Database, keyring: Keyring, intake: Intake, lanes: Lanes) -> None:
        self._database = database
        self._keyring = keyring
        self._intake = intake
        self._lanes = lanes

    async def CaptureSession(self, request: CaptureSessionRequest, context: Context) -> CreateJobResponse:
        return await self._intake.accept(request, context)

    async def ListSessions(self, request: ListSessionsRequest, context: Context) -> ListSessionsResponse:
        limit = request.limit or DEFAULT_LIMIT
        found = await sessions.list_sessions(
            self._database,
            client_id(),
            after=page_token.decode(request.page_token, str, of="sessions") if request.page_token else None,
            limit=limit + 1,
        )
        page, more = found[:limit], found[limit:]
        return ListSessionsResponse(
            data=[convert.session_message(session) for session in page],
            next_page_token=page_token.encode(page[-1].name, of="sessions") if more else "",
        )

    async def GetSession(self, request: GetSessionRequest, context: Context) -> Session:
        return convert.session_message(await sessions.get_session(self._database, client_id(), request.name))

    async def ImportSession(self, request: ImportSessionRequest, context: Context) -> Session:
        if not self._keyring:
            raise SecretsKeysMissing
        state, origins, until = await self._lanes.run(request.ByteSize(), convert.imported, request)
        stored = await sessions.put_session(
            self._database, self._keyring, client_id(), request.name, state=state, origins=origins, expires_at=until
        )
        if stored.saves == 1:
            location = ("location", f"/api/v1/sessions/{request.name}")
            await context.send_initial_metadata((("x-http-code", "201"), location))
        return convert.session_message(stored)

    async def DeleteSession(self, request: DeleteSessionRequest, context: Context) -> Empty:
        await sessions.delete_session(self._database, client_id(), request.name)
        return Empty()
