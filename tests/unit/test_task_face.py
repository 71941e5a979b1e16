"""The words of tasks, beside those of jobs."""

from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tabwright.v1.event_pb2 import JobEvent
from tabwright.v1.task_pb2 import Task

from server.convert import task_face, task_steps
from store.job import Status
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
