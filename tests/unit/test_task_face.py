"""The words of tasks, beside those of jobs."""

from datetime import UTC, datetime
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tabwright.v1.event_pb2 import JobEvent
from tabwright.v1.task_pb2 import Task

from server.convert import task_face, task_steps
from store.database.paging import Page
from store.job import Status
from store.records.steps import Act, Step, Steps
from tests.unit.test_event_types import TYPES

SHOWN = [cast(Task.Status, number) for number in Task.Status.values() if number]


def test_every_status_of_a_job_is_one_of_a_task_and_none_of_these_is_of_no_job() -> None:
    assert set(task_face.STATUSES) == set(Status)
    assert set(task_face.STATUSES.values()) == set(SHOWN)


@given(st.sets(st.sampled_from(SHOWN), min_size=1), st.sampled_from(Status))
def test_a_filter_by_the_statuses_of_tasks_finds_the_jobs_that_are_shown_with_them(
    wanted: set[Task.Status], status: Status
) -> None:
    assert (status in task_face.statuses_of(wanted)) == (task_face.STATUSES[status] in wanted)


def test_no_filter_is_any_status() -> None:
    assert task_face.statuses_of([]) == []


@pytest.mark.parametrize("type_", TYPES)
def test_every_type_of_event_has_a_kind_and_words(type_: str) -> None:
    kind, content = task_steps.kind_and_content(JobEvent(type=type_))
    assert kind.isalpha()
    assert content


@pytest.mark.parametrize(
    ("action", "details", "words"),
    [
        ("live.attach", {}, ("viewed", "Looks at it")),
        ("live.take", {"forced": "yes"}, ("took", "Took control from somebody")),
        ("live.release", {"connection": "lost"}, ("released", "No longer has control")),
        (
            "live.release",
            {"clicks": "2", "keys": "1", "texts": "1", "opened": "https://a.test"},
            ("released", "No longer has control: 2 clicks, 1 key, 1 pasted text, opened https://a.test"),
        ),
        ("live.upload", {"size_bytes": "12"}, ("uploaded", "Gave the page a file of 12 bytes")),
        ("artifact.read", {}, ("downloaded", "Downloaded folder/a.png")),
        ("TaskService.UpdateTask", {"status": "PAUSED"}, ("asked", "Asked that it stand still")),
        ("DeadLetterService.ReplayDeadLetters", {}, ("asked", "Asked that it be done again")),
        ("NewService.Polish", {}, ("asked", "Called NewService.Polish")),
    ],
)
def test_what_persons_have_done_is_said_in_words(action: str, details: dict[str, str], words: tuple[str, str]) -> None:
    at = datetime.now(UTC)
    act = Act(action=action, details=details, resources=["artifact/1/folder/a.png", "job/1"], at=at)
    page = Page([Step(number=1001, what=act, by="Ada")], more=False)
    (step,) = task_steps.step_messages("1", Steps(page=page, target_url="", actions=[], size_bytes=0))
    assert (step.step_type, step.content) == words
    assert (step.sequence, step.by, step.timestamp.ToDatetime(UTC)) == (1001, "Ada", at)
    assert step.artifact == ("folder/a.png" if action == "artifact.read" else "")
    assert not step.HasField("duration_ms")


def test_an_action_in_a_group_is_said_with_what_it_is_about_and_a_sensitive_one_without_its_value() -> None:
    rest = [
        {"action": "fill", "target": "#pin", "value": "1234", "sensitive": True},
        {"action": "click", "target": "#a"},
    ]
    actions = [{"action": "wait"}, {"action": "repeat", "actions": rest}]
    events = [
        JobEvent(type="job.progress", data={"action": "fill", "action_index": 0, "path": "1[4].0"}),
        JobEvent(type="job.progress", data={"action": "click", "action_index": 1, "path": "1[4].1", "skipped": True}),
        JobEvent(type="job.progress", data={"action": "click", "action_index": 9}),
    ]
    told = [task_steps.kind_and_content(event, actions) for event in events]
    assert told == [("fill", "fill #pin"), ("click", "click #a was skipped"), ("click", "click")]
