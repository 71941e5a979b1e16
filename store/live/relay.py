"""How a server reaches the worker that runs a job: the words that both use, and where each worker is."""

from dataclasses import dataclass
from uuid import UUID

from store.database.connection import Database
from store.job import Json, Status

METHOD = "/tabwright.internal.LiveRelay/Attach"
"""The only method of a worker's relay: a stream of AttachRequest one way, of AttachResponse the other, both serialized.
The first request is `attach`. One stream is one viewer.
"""
SERVER_NAME = "tabwright-worker"
"""What the certificate of each worker is for, whatever its address."""

AUTHORIZATION = "authorization"
"""`Bearer <token>`; another one is UNAUTHENTICATED."""
JOB = "tabwright-job"
LEASE = "tabwright-lease"
"""The number of the lease. A worker that does not hold it says FAILED_PRECONDITION."""
VIEWER = "tabwright-viewer"
"""The viewer's id: it stays the same when it attaches again."""
NAME = "tabwright-name-bin"
"""Who it is, for the other viewers, in UTF-8."""
RIGHT = "tabwright-right"
"""`view` or `control`."""

PING_S = 5
"""How often the server asks whether the worker is still there, and how long it waits for an answer."""
WORKER_OPTIONS = (
    ("grpc.http2.min_ping_interval_without_data_ms", PING_S * 1000 // 2),
    ("grpc.http2.max_ping_strikes", 0),
)
"""What a worker's gRPC server needs so that it bears these questions: by itself it hangs up on who asks that often."""

# One statement, so that the lease and the worker's row belong together.
_FIND = """
SELECT
    lease.lease_no, lease.pause, job.status,
    process.live_address, process.live_certificate, process.live_token
FROM job_leases AS lease
JOIN automation_jobs AS job ON job.id = lease.job_id
LEFT JOIN worker_processes AS process ON process.id = lease.process_id
WHERE lease.job_id = %(job_id)s AND lease.client_id = coalesce(%(client_id)s, lease.client_id)
"""


@dataclass(frozen=True, slots=True)
class RelayAddress:
    """Where the relay of a worker process is, and how it is known. All of it is made anew with each start."""

    address: str
    """`host:port`, which servers must be able to reach."""
    certificate: bytes
    """The worker's own certificate in PEM, which is the only one that is trusted there."""
    token: str
    """What the server shows; kept nowhere but in the worker's row, which no tenant can read."""

    def __repr__(self) -> str:
        return f"RelayAddress({self.address!r})"


@dataclass(frozen=True, slots=True)
class Relay:
    """Who runs a job now."""

    lease_no: int
    status: Status
    where: RelayAddress | None
    """None: its worker cannot be watched."""
    pause: Json | None = None
    """Why it stands still, as Pause of the API. None: it does not."""


async def find_relay(database: Database, client_id: str | None, job_id: UUID) -> Relay | None:
    """Who runs a job of a client, or of anybody (None). None: nobody does, or it is not the client's."""
    row = await database.row(_FIND, {"job_id": job_id, "client_id": client_id})
    if row is None:
        return None
    where = None
    if row["live_address"] is not None:
        where = RelayAddress(row["live_address"], bytes(row["live_certificate"]), row["live_token"])
    return Relay(row["lease_no"], Status(row["status"]), where, row["pause"])
