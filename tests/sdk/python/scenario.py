"""What tests/acceptance/test_sdks.py asks of each SDK, in Python."""

import json
import os
from pathlib import Path
from typing import Any

import grpc
from tabwright import Action, Client, CreateJobRequest, Job, JobEvent, __version__, connect, problem
from tabwright.v1.action_service_pb2 import FormAction, FormFillRequest
from tabwright.v1.job_service_pb2 import CancelJobRequest, GetJobRequest

PAGE = os.environ["PAGE_URL"]
OUT = Path(os.environ["OUT"])


def main() -> None:
    with connect() as client:
        told = {"version": __version__, **make_a_picture(client), **read_an_error(client)}
        told |= {"cancelled": cancel_a_job(client), "deadline": run_into_a_deadline(client)}
    print(json.dumps(told))


def make_a_picture(client: Client) -> dict[str, Any]:
    actions = [Action(action="visit", url=PAGE), Action(action="screenshot", full_page=True)]
    job_id = client.jobs.CreateJob(CreateJobRequest(target_url=PAGE, actions=actions)).job_id
    events: list[JobEvent] = []
    watch = client.watch(job_id)
    events.append(next(watch))
    watch.close()
    events += client.watch(job_id, after_sequence=events[-1].sequence)
    picture = OUT / "python.png"
    picture.write_bytes(client.download(job_id, "screenshot.png"))
    return {
        "events": [[event.sequence, event.type] for event in events],
        "reconnects": 1,
        "status": status_of(client, job_id),
        "picture": str(picture),
    }


def read_an_error(client: Client) -> dict[str, Any]:
    """The second action has no target."""
    actions = [Action(action="screenshot"), Action(action="click")]
    try:
        client.jobs.CreateJob(CreateJobRequest(target_url=PAGE, actions=actions))
    except grpc.RpcError as error:
        found = problem(error)
        return {"reason": found.reason, "fields": [one.field for one in found.fields]}
    raise AssertionError("the job was accepted")


def cancel_a_job(client: Client) -> str:
    """The job waits for a minute; it is cancelled as soon as it has begun."""
    actions = [Action(action="wait", milliseconds=60_000)]
    job_id = client.jobs.CreateJob(CreateJobRequest(target_url=PAGE, actions=actions)).job_id
    for event in client.watch(job_id):
        if event.type == "job.started":
            client.jobs.CancelJob(CancelJobRequest(job_id=job_id))
    return status_of(client, job_id)


def run_into_a_deadline(client: Client) -> str:
    """The call waits for a job that clicks on what is not there, which takes 20 s; it is given half a second."""
    form = FormFillRequest(
        url=PAGE, actions=[FormAction(type="click", selector="#nowhere")], timeout_ms=20_000, wait_ms=20_000
    )
    try:
        client.actions.FormFill(form, timeout=0.5)
    except grpc.RpcError as error:
        return problem(error).code.name
    raise AssertionError("the call has answered")


def status_of(client: Client, job_id: str) -> str:
    return Job.Status.Name(client.jobs.GetJob(GetJobRequest(job_id=job_id)).status)


if __name__ == "__main__":
    main()
