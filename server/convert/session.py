"""Where the API's messages of sessions and the store's domain meet."""

from datetime import UTC, datetime

from google.protobuf.json_format import MessageToDict
from tabwright.v1.session_pb2 import Session as SessionMessage
from tabwright.v1.session_service_pb2 import ImportSessionRequest

from server.calls.faults import InvalidRequest
from server.convert.job import time
from server.convert.origins import usual_origins
from store.job import Json
from store.sessions.sessions import Session
from store.sessions.storage_state import MalformedState, belonging, checked, good_until


def imported(request: ImportSessionRequest) -> tuple[Json, list[str], datetime | None]:
    """What a session shall have, of which origins, and until when. Raises InvalidRequest."""
    origins, violations = usual_origins(request.origins, "origins")
    state: Json = {}
    try:
        state = checked(MessageToDict(request.storage_state))
    except MalformedState as error:
        violations.append((f"storageState.{error.path}", str(error)))
    if violations:
        raise InvalidRequest(violations)
    kept = belonging(state, origins)
    if not kept["cookies"] and not kept["origins"]:
        raise InvalidRequest([("storageState", "has nothing that belongs to origins: name those that it is of")])
    until = good_until(kept)
    if until is not None and until <= datetime.now(UTC):
        raise InvalidRequest([("storageState", "has expired: all of its cookies have")])
    if request.HasField("expires_at"):
        until = request.expires_at.ToDatetime(UTC)
    return kept, origins, until


def session_message(session: Session) -> SessionMessage:
    return SessionMessage(
        name=session.name,
        origins=session.origins,
        version=session.saves,
        size_bytes=session.size_bytes,
        expires_at=time(session.expires_at),
        created_at=time(session.created_at),
        updated_at=time(session.updated_at),
        last_used_at=time(session.last_used_at),
        in_use=session.in_use,
    )
