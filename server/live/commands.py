"""What a viewer with the right to control does with the job itself: as the methods of the API do it."""

from typing import Literal

from tabwright.v1.live_pb2 import LiveCommand

from server.live.trail import Trail
from server.live.viewers import Viewer
from store.database.auditing import calling
from store.database.connection import Database
from store.queue import pausing
from store.queue.cancel import cancel_job


async def do(database: Database, viewer: Viewer, trail: Trail, command: LiveCommand) -> None:
    """Raises what the methods do."""
    client_id, job_id, by = viewer.client_id, viewer.job_id, viewer.granted.name
    method = {"pause": "PauseJob", "resume": "ResumeJob"}.get(command.command, "CancelJob")
    with calling(trail.call(f"JobService.{method}", kind="job")):
        if command.command == "pause":
            timeout_s = command.timeout_ms / 1000 if command.HasField("timeout_ms") else pausing.DEFAULT_TIMEOUT_S
            await pausing.request_pause(database, client_id, job_id, timeout_s=timeout_s, by=by)
        elif command.command == "resume":
            outcome: Literal["done", "failed"] = "failed" if command.outcome == "failed" else "done"
            await pausing.request_resume(database, client_id, job_id, outcome=outcome, note=command.note, by=by)
        else:
            await cancel_job(database, client_id, job_id)
