"""JSON has the shape of a message, or it is told where not."""

from typing import Any

import pytest
from google.protobuf.descriptor import Descriptor
from tabwright.v1.action_service_pb2 import FormFillRequest, PdfRequest, ScreenshotRequest
from tabwright.v1.job_service_pb2 import CreateJobRequest, ListJobsRequest
from tabwright.v1.schedule_service_pb2 import CreateScheduleRequest
from tabwright.v1.worker_pb2 import WorkerStats

from server.rest.json_shape import MAX_VIOLATIONS, MOST_NAMES, NotJson, loads, violations

HUGE = 10**320
"""More than any number of JavaScript, and than Python can make a float of."""
NO_BASE64 = ["!S3cr3t", "Q", "QQ=", "QR==", "QUJD=", "+_8=", "Q Q=", "é", 5, ["QQ=="]]
NO_TIMES = [
    "2030-01-31T09:30:00+99:99",
    "2030-01-31T09:30:00+24:00",
    "2030-01-31T09:30:60Z",
    "2030-02-30T09:30:00Z",
    "2030-01-31 09:30:00Z",
    "2030-01-31t09:30:00z",
    "2030-01-31T09:30:00",
    "0001-01-01T00:00:00+01:00",
    "tomorrow",
    5,
]


def upload(data: Any) -> dict[str, Any]:
    """A job with a file of this data."""
    return {"actions": [{"files": [{"data": data}]}]}


@pytest.mark.parametrize(
    ("kind", "value", "path", "right"),
    [
        (ScreenshotRequest, {"fullpage": True}, "fullpage", "such field (do you mean fullPage?); there are: url,"),
        (ScreenshotRequest, {"FULL_PAGES": True}, "FULL_PAGES", "do you mean fullPage?"),
        (ScreenshotRequest, {"zzz": True}, "zzz", "there is no such field; there are: url,"),
        (ScreenshotRequest, {"colorScheme": "dark"}, "colorScheme", "such field: colorScheme is a field of options"),
        (CreateJobRequest, {"viewport": {}}, "viewport", "there is no such field: viewport is a field of options"),
        (CreateJobRequest, {"colourscheme": "dark"}, "colourscheme", "do you mean options.colorScheme?"),
        (CreateScheduleRequest, {"job": {"locale": "de"}}, "job.locale", "locale is a field of options"),
        (ScreenshotRequest, {"fullPage": "yes"}, "fullPage", "must be true or false"),
        (ScreenshotRequest, {"fullPage": 1}, "fullPage", "must be true or false"),
        (ScreenshotRequest, {"url": 5}, "url", "must be a string"),
        (ScreenshotRequest, {"url": ["x"]}, "url", "must be a string"),
        (ScreenshotRequest, {"quality": 1.5}, "quality", "must be a whole number"),
        (ScreenshotRequest, {"quality": True}, "quality", "must be a whole number"),
        (ScreenshotRequest, {"quality": "high"}, "quality", "must be a whole number"),
        (ScreenshotRequest, {"quality": 10**20}, "quality", "must be from -2147483648 to 2147483647"),
        (ScreenshotRequest, {"quality": float("inf")}, "quality", "must be a whole number"),
        (FormFillRequest, {"actions": {"type": "fill"}}, "actions", "must be a list"),
        (FormFillRequest, {"actions": [None]}, "actions[0]", "must be an object"),
        (FormFillRequest, {"actions": [{}, {"typ": 1}]}, "actions[1].typ", "there are: type, selector, value"),
        (PdfRequest, {"margin": 5}, "margin", "must be an object"),
        (PdfRequest, {"margin": {"tpo": 1}}, "margin.tpo", "there are: top,"),
        (CreateJobRequest, {"payload": []}, "payload", "must be an object"),
        (CreateJobRequest, {"actions": [{"x": []}]}, "actions[0].x", "must be a number"),
        (CreateJobRequest, {"targetUrl": "a", "target_url": "b"}, "target_url", "is given twice"),
        (ListJobsRequest, {"status": "bogus"}, "status", "must be one of status_unspecified, pending,"),
        (WorkerStats, {"byBrowserType": []}, "byBrowserType", "must be an object"),
        (WorkerStats, {"byBrowserType": {"a": {"idle": "x"}}}, "byBrowserType.a.idle", "must be a whole number"),
        (CreateJobRequest, [], "", "must be an object"),
        (CreateJobRequest, {"priority": HUGE}, "priority", "must be from -2147483648 to 2147483647"),
        (CreateJobRequest, {"priority": "1e0"}, "priority", "must be a whole number"),
        (CreateJobRequest, {"priority": " 5"}, "priority", "must be a whole number"),
        (CreateJobRequest, {"actions": [{"x": HUGE}]}, "actions[0].x", "must be a number"),
        (CreateJobRequest, {"actions": [{"x": str(-HUGE)}]}, "actions[0].x", "must be a number"),
        (CreateJobRequest, {"actions": [{"argument": HUGE}]}, "actions[0].argument", "is too large a number"),
        (CreateJobRequest, {"payload": {"a": [1, HUGE]}}, "payload.a[1]", "is too large a number"),
        (CreateScheduleRequest, {"job": {"priority": -HUGE}}, "job.priority", "must be from -2147483648"),
        *[(CreateJobRequest, upload(data), "actions[0].files[0].data", "must be base64") for data in NO_BASE64],
        *[(CreateJobRequest, {"notBefore": time}, "notBefore", "must be a timestamp, such as") for time in NO_TIMES],
    ],
)
def test_a_fault_is_told_by_its_path_and_what_would_be_right(kind: Any, value: Any, path: str, right: str) -> None:
    ((place, text),) = violations(value, kind.DESCRIPTOR)
    assert place == path
    assert right in text


def test_of_the_fields_that_there_are_a_few_are_listed() -> None:
    ((_, told),) = violations({"actions": [{"action": "pdf", "zzz": 1}]}, CreateJobRequest.DESCRIPTOR)
    listed, _, more = told.partition("there are: ")[2].partition(" and ")
    assert len(listed.split(", ")) == MOST_NAMES
    assert more.endswith(" more")


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"url": None},
        {"url": "x", "full_page": False},
        {"quality": 80.0},
        {"quality": "80"},
    ],
)
def test_what_protobuf_takes_as_json_passes(value: Any) -> None:
    assert violations(value, ScreenshotRequest.DESCRIPTOR) == []


@pytest.mark.parametrize("data", ["", "QQ==", "QQ", "QUI", "-_8=", "-_8", "+/8=", "+/8"])
def test_bytes_are_base64_of_either_alphabet(data: str) -> None:
    assert violations(upload(data), CreateJobRequest.DESCRIPTOR) == []


@pytest.mark.parametrize("zone", ["Z", "+00:00", "-23:59", ".5Z", ".123456789+05:30"])
def test_a_timestamp_has_any_zone_and_as_many_digits_as_it_can_keep(zone: str) -> None:
    assert violations({"notBefore": f"2030-01-31T09:30:00{zone}"}, CreateJobRequest.DESCRIPTOR) == []


def test_faults_are_told_up_to_a_limit() -> None:
    kind: Descriptor = ScreenshotRequest.DESCRIPTOR  # type: ignore[assignment]  # the stubs say too little
    assert len(violations({f"a{n}": 1 for n in range(1000)}, kind)) == MAX_VIOLATIONS


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b'{"a":1', "not JSON: Expecting ',' delimiter at line 1, column 7"),
        (b'{"a":1} x', "not JSON: Extra data"),
        (b'{"a":NaN}', "NaN is no number"),
        (b'{"a":' + b"1" * 5000 + b"}", "too many digits"),
        (b'{"a":' * 5000, "nested too deeply"),
        (b'{"a":"\xff"}', "must be UTF-8"),
        (b'{"a":"\\ud800"}', "half a surrogate pair"),
        (b'{"a":{"b":1,"b":2}}', "is given twice"),
        (b"\xef\xbb\xbf{}", "not JSON"),
    ],
)
def test_what_is_not_json_says_why(body: bytes, told: str) -> None:
    with pytest.raises(NotJson, match=told):
        loads(body)


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (b'{"a":1,"a":1}', "a"),
        (b'{"a":{},"b":[{},{"c":1,"c":2}]}', "b[1].c"),
        (b'{"a":{"b":1,"b":2},"a":3}', "a"),
        (b'[{"":1,"":2}]', "[0]."),
    ],
)
def test_a_name_that_is_given_twice_is_told_by_its_path(body: bytes, path: str) -> None:
    with pytest.raises(NotJson) as refused:
        loads(body)
    assert refused.value.path == path
