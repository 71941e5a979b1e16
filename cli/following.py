"""Follows a job to its end at a terminal, and tells what it read."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

import grpc
from tabwright import CreateJobRequest, Job, JobEvent, RunTaskRequest
from tabwright.v1.job_service_pb2 import CancelJobRequest, GetJobRequest

from cli.api import Api
from cli.errors import CommandError, ExitCode
from cli.output import status, to_json
from cli.progress import JobProgress
from cli.text import escape, escape_lines, without_passwords

LOOK_AFTER_S = 3.0
"""How long a job may wait before somebody asks what for; then twice as long each time, up to LONGEST_S."""
LONGEST_S = 60.0


class Waiting:
    """Says once what a job waits for, where it does so for long."""

    def __init__(self, api: Api, progress: JobProgress) -> None:
        self._api = api
        self._progress = progress
        self._timer: Timer | None = None
        self._turn = 0
        """Which wait this is: what is heard of another one comes too late."""

    def hear(self, event: JobEvent) -> None:
        self.end()
        if event.type in {"job.created", "job.retrying"}:
            self._look_in(LOOK_AFTER_S, event.job_id, self._turn)

    def end(self) -> None:
        self._turn += 1
        if self._timer is not None:
            self._timer.cancel()

    def _look_in(self, seconds: float, job_id: str, turn: int) -> None:
        self._timer = Timer(seconds, self._look, (seconds, job_id, turn))
        self._timer.daemon = True
        self._timer.start()

    def _look(self, seconds: float, job_id: str, turn: int) -> None:
        try:
            job = self._api.client.jobs.GetJob(GetJobRequest(job_id=job_id))
        except (grpc.RpcError, ValueError):  # it is followed on, or the connection is closed
            return
        if turn != self._turn or job.status != Job.pending:
            return
        if job.HasField("held"):
            self._progress.held(job.held)
        else:
            self._look_in(min(2 * seconds, LONGEST_S), job_id, turn)


class Follower:
    """One job that is followed. Ctrl-C and SIGTERM leave the job as it is, and say how to go on."""

    def __init__(self, api: Api, *, cancels: bool = False) -> None:
        """`cancels`: they cancel the job."""
        self._api = api
        self._cancels = cancels
        self._job_id = ""
        self._sequence = 0

    def run(self, request: CreateJobRequest) -> Job:
        """Runs a job to its end, and returns it."""
        with (
            self._interruptible(),
            JobProgress(self._api.out.notes, request) as progress,
            self._waiting(progress) as waiting,
        ):

            def show(event: JobEvent) -> None:
                self._job_id, self._sequence = event.job_id, event.sequence
                progress.show(event)
                waiting.hear(event)

            return self._api.client.run(request, show, on_interruption=progress.interrupted)

    def run_task(self, request: RunTaskRequest) -> Job:
        """Runs a task to the end of its job, and returns that."""
        with (
            self._interruptible(),
            JobProgress(self._api.out.notes, Job()) as progress,
            self._waiting(progress) as waiting,
        ):

            def show(event: JobEvent) -> None:
                if not self._job_id:
                    progress.know(self._api.client.jobs.GetJob(GetJobRequest(job_id=event.job_id)))
                self._job_id, self._sequence = event.job_id, event.sequence
                progress.show(event)
                waiting.hear(event)

            return self._api.client.run_task(request, show, on_interruption=progress.interrupted)

    def watch(self, job: Job, after_sequence: int = 0, *, is_result: bool = True) -> Job:
        """Watches a job that there is, and returns it as it is at its end. `is_result`: its events are what is asked
        for, as JSON too; else they go where notes go.
        """
        out = self._api.out
        self._job_id, self._sequence = job.id, after_sequence
        with (
            self._interruptible(),
            JobProgress(out.results if is_result and not out.is_json else out.notes, job) as progress,
            self._waiting(progress) as waiting,
        ):
            events = self._api.client.watch(job.id, after_sequence, on_interruption=progress.interrupted)
            for event in events:
                self._sequence = event.sequence
                waiting.hear(event)
                if is_result and out.is_json:
                    out.json_line(event)
                else:
                    progress.show(event)
        return self._api.client.jobs.GetJob(GetJobRequest(job_id=job.id))

    @contextmanager
    def _waiting(self, progress: JobProgress) -> Iterator[Waiting]:
        waiting = Waiting(self._api, progress)
        try:
            yield waiting
        finally:
            waiting.end()

    @contextmanager
    def _interruptible(self) -> Iterator[None]:
        try:
            yield
        except KeyboardInterrupt:
            raise CommandError(self._farewell(), ExitCode.INTERRUPTED) from None
        except SystemExit:  # SIGTERM
            raise CommandError(self._farewell(), ExitCode.TERMINATED) from None

    def _farewell(self) -> str:
        if not self._job_id:
            return "interrupted while the job was handed in; `tabwright jobs list` shows whether it was accepted"
        if self._cancels:
            job = self._api.client.jobs.CancelJob(CancelJobRequest(job_id=self._job_id))
            if job.status == Job.cancelled:
                return f"interrupted, and the job {self._job_id} is cancelled"
            return (
                f"interrupted, and the job {self._job_id} is asked to stop\n"
                f"  how it ended:  tabwright jobs get {self._job_id}"
            )
        return (
            f"interrupted; the job runs on\n"
            f"  watch it:   tabwright jobs watch {self._job_id} --after {self._sequence}\n"
            f"  cancel it:  tabwright jobs cancel {self._job_id}"
        )


def must_have_completed(job: Job) -> None:
    """Raises CommandError when the job has ended in another way."""
    if job.status == Job.completed:
        return
    why = f": {without_passwords(job.error.message)}" if job.HasField("error") else ""
    raise CommandError(f"the job {job.id} {_ENDS.get(job.status, 'has not ended')}{why}")


_ENDS = {Job.failed: "failed", Job.cancelled: "was cancelled"}


def show_result(api: Api, job: Job) -> None:
    """Tells what a job read, and how it ended."""
    out = api.out
    if out.is_json:
        out.json(job)
        return
    is_task = job.result.HasField("task")
    if is_task:
        _show_task(api, job)
    for one in job.result.actions:
        if one.HasField("value") and not is_task:
            value = to_json(one)["value"]
            out.results.print(f"[bold]{escape(one.name or one.action)}[/bold]  {escape_lines(shown(value))}")
        if one.HasField("error"):
            why = escape(without_passwords(one.error.message))
            out.note(f"[yellow]{escape(one.action)} failed, and the job went on: {why}[/yellow]")
    out.note(f"{status(Job.Status.Name(job.status))}  {job.id}")


def _show_task(api: Api, job: Job) -> None:
    """Tells what has come of a task."""
    result = job.result.task
    kept = json.loads(api.client.download(job.id, result.artifact)) if result.HasField("artifact") else None
    # sorted, since a Struct has no order, and would be told in another one each time
    print(json.dumps(kept or to_json(result).get("value", {}), indent=2, ensure_ascii=False, sort_keys=True))
    if result.missing:
        api.out.note(f"[yellow]the page does not have: {escape(', '.join(result.missing))}[/yellow]")
    if result.truncated:
        api.out.note("[yellow]some of it was left out, since there was too much[/yellow]")


def shown(value: object) -> str:
    """A value that a job has read, for people."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
