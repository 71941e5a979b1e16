"""Bad input gets a clear error: never a 5xx, never an internal of ours, never silence."""

import grpc
import httpx
import pytest
from google.rpc.error_details_pb2 import ErrorInfo
from grpc_status import rpc_status

JOBS = "/api/v1/jobs"
NO_JOB = "550e8400-e29b-41d4-a716-446655440000"
GOOD = b'{"targetUrl":"http://example.test"}'

BODIES = {
    "a form": b"targetUrl=http%3A%2F%2Fexample.test",
    "nothing but space": b"  ",
    "trailing garbage": GOOD + b"}",
    "an array": b"[" + GOOD + b"]",
    "a number": b"5",
    "not UTF-8": b'{"targetUrl":"http://\xff"}',
    "half a surrogate pair": b'{"targetUrl":"http://\\ud800"}',
    "NaN": b'{"targetUrl":"http://example.test","priority":NaN}',
    "an endless number": b'{"targetUrl":"http://example.test","priority":' + b"9" * 5000 + b"}",
    "a number beyond all": b'{"actionType":"visit","payload":{"url":"http://example.test","timeout":1e400}}',
    "a fraction": b'{"targetUrl":"http://example.test","priority":1.5}',
    "an object for text": b'{"targetUrl":{}}',
    "a key twice": b'{"targetUrl":"http://a.test","targetUrl":"http://b.test"}',
    "a field in both spellings": b'{"targetUrl":"http://a.test","target_url":"http://b.test"}',
    "a deep array": b'{"actions":' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    "a deep payload": b'{"actionType":"visit","payload":' + b'{"a":' * 60 + b"1" + b"}" * 60 + b"}",
    "NUL": b'{"targetUrl":"http://example.test/\\u0000"}',
    "NUL in a payload": b'{"actionType":"visit","payload":{"url":"http://example.test/\\u0000"}}',
    "NUL in a name of a payload": b'{"actionType":"visit","payload":{"url":"http://example.test/","\\u0000":1}}',
    "compressed": b"\x1f\x8b\x08\x00",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
async def test_a_body_that_is_no_request_is_refused(rest: httpx.AsyncClient, body: bytes) -> None:
    refused(await rest.post(JOBS, content=body))


@pytest.mark.parametrize(
    ("field", "body"),
    [
        ("priority", b'{"priority":' + b"9" * 400),
        ("notBefore", b'{"notBefore":"2030-01-31T09:30:00+99:99"'),
        ("payload.scale", b'{"actionType":"screenshot","payload":{"scale":' + b"9" * 400 + b"}"),
        (
            "actions[0].files[0].data",
            b'{"actions":[{"action":"upload","target":"#a","sensitive":true,"files":[{"name":"a","data":"!99999"}]}]',
        ),
    ],
)
async def test_a_value_that_cannot_be_read_is_told_by_its_field_and_not_repeated(
    rest: httpx.AsyncClient, field: str, body: bytes
) -> None:
    answer = await rest.post(JOBS, content=body + b',"targetUrl":"http://example.test"}')
    refused(answer)
    assert answer.json()["details"][1]["fieldViolations"][0]["field"] == field
    assert "9999" not in answer.text


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1", ""]
)
async def test_the_content_type_does_not_matter(rest: httpx.AsyncClient, content_type: str) -> None:
    answer = await rest.post(JOBS, content=GOOD, headers={"content-type": content_type})
    assert answer.status_code == httpx.codes.CREATED


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", f"{JOBS}?pageToken=%00"),
        ("GET", f"{JOBS}?pageToken=%ff"),
        ("GET", f"{JOBS}?pageToken=" + "a" * 20_000),
        ("GET", f"{JOBS}?page=-1"),
        ("GET", f"{JOBS}?page=99999999999999999999"),
        ("GET", f"{JOBS}?page[]=2"),
        ("GET", f"{JOBS}?limit=1e1&x=1"),
        ("GET", f"{JOBS}/%ff"),
        ("GET", f"{JOBS}/%00"),
        ("GET", f"{JOBS}/{NO_JOB}0"),
        ("GET", f"{JOBS}/{NO_JOB}/artifacts/%ff"),
        ("GET", f"{JOBS}/{NO_JOB}/artifacts/{'x' * 300}"),
        ("GET", f"{JOBS}/not-an-id/events"),
        ("GET", f"{JOBS}/not-an-id/logs"),
        ("DELETE", f"{JOBS}/not-an-id"),
        ("POST", f"{JOBS}?targetUrl=http://example.test"),
        ("GET", "/api/v1/browsers/-1"),
        ("GET", "/api/v1/browsers/2147483648"),
        ("GET", "/health?x=1"),
    ],
)
async def test_a_wrong_path_or_query_is_refused(rest: httpx.AsyncClient, method: str, path: str) -> None:
    refused(await rest.request(method, path, content=b"{}" if method == "POST" else None))


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (f"{JOBS}?limit=a", "limit"),
        (f"{JOBS}?status=bogus", "status"),
        (f"{JOBS}?lmit=1", "lmit"),
        (f"{JOBS}/{NO_JOB}/events?afterSequence=x", "afterSequence"),
        ("/api/v1/events?browserTypeId=1&browserTypeId=x", "browserTypeId"),
        ("/dlq/jobs?failedAfter=yesterday", "failedAfter"),
        ("/health?x=1", "x"),
    ],
)
@pytest.mark.parametrize("accept", ["*/*", "text/event-stream"])
async def test_a_wrong_query_is_refused_with_its_name_and_what_would_be_right(
    rest: httpx.AsyncClient, path: str, field: str, accept: str
) -> None:
    answer = await rest.get(path, headers={"accept": accept})
    refused(answer)
    (violation,) = [one for detail in answer.json()["details"] for one in detail.get("fieldViolations", ())]
    assert violation["field"] == field
    assert violation["description"]


@pytest.mark.parametrize("token", ["OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "LTE", "MQ"])
async def test_a_made_up_token_into_a_log_is_refused_or_leads_to_lines(rest: httpx.AsyncClient, token: str) -> None:
    job_id = (await rest.post(JOBS, content=GOOD)).json()["jobId"]
    answer = await rest.get(f"{JOBS}/{job_id}/logs", params={"pageToken": token})
    if answer.status_code != httpx.codes.OK:
        refused(answer)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("grpc-timeout", "0n"),
        ("grpc-timeout", "abc"),
        ("grpc-encoding", "zz"),
        ("grpc-encoding", "gzip"),
        ("grpc-accept-encoding", "zz"),
        ("grpc-retry-pushback-ms", "x"),
        ("grpc-previous-rpc-attempts", "zz"),
        ("grpc-status", "5"),
        ("grpc-message", "no"),
        ("grpc-tags-bin", "!"),
        ("te", "gzip"),
    ],
)
@pytest.mark.parametrize("path", [JOBS, "/health"])
async def test_what_grpc_says_in_headers_means_nothing_on_a_rest_call(
    rest: httpx.AsyncClient, path: str, name: str, value: str
) -> None:
    answer = await rest.get(path, headers={name: value})
    assert answer.status_code == httpx.codes.OK, answer.text


@pytest.mark.parametrize(
    ("name", "value"),
    [(b"x*", b"1"), (b"x`|y", b"1"), (b"x-some-bin", b"no base64!"), (b"x-some", b"caf\xe9")],
    ids=repr,
)
@pytest.mark.parametrize("path", ["/api/v1/browsers", f"{JOBS}/JOB/events"])
async def test_a_header_that_grpc_cannot_carry_means_nothing(
    rest: httpx.AsyncClient, path: str, name: bytes, value: bytes
) -> None:
    job_id = (await rest.post(JOBS, content=GOOD)).json()["jobId"]
    await rest.delete(f"{JOBS}/{job_id}")  # its events end
    answer = await rest.get(path.replace("JOB", job_id), headers=[(name, value)])
    assert answer.status_code == httpx.codes.OK, answer.text


async def test_headers_that_are_too_large_are_told(rest: httpx.AsyncClient) -> None:
    answer = await rest.get(JOBS, headers={"x-other": "y" * 70_000})
    assert (answer.status_code, answer.json()["details"][0]["reason"]) == (431, "REQUEST_TOO_LARGE")


@pytest.mark.parametrize("method", ["JobService/CreateJob", "JobService/WatchJob", "ActionService/Pdf"])
@pytest.mark.parametrize("data", [b"\xff\xff\xff", b"\x0a\x02\xff\xff", b"\x0a" + b"\xff" * 100], ids=repr)
async def test_bytes_that_are_no_message_are_refused(channel: grpc.aio.Channel, method: str, data: bytes) -> None:
    stream = channel.unary_stream(f"/tabwright.v1.{method}")
    with pytest.raises(grpc.aio.AioRpcError) as refusal:
        await anext(aiter(stream(data)))
    status = rpc_status.from_call(refusal.value)  # type: ignore[arg-type]  # made for the synchronous one
    info = ErrorInfo()
    assert refusal.value.code() is grpc.StatusCode.INVALID_ARGUMENT
    assert status is not None
    assert status.details[0].Unpack(info)
    assert info.reason == "INVALID_ARGUMENT"


def refused(answer: httpx.Response) -> None:
    """Refused with a message, a reason, and nothing of our insides."""
    assert answer.status_code == httpx.codes.BAD_REQUEST, answer.text
    status = answer.json()
    assert status["message"]
    assert [one["reason"] for one in status["details"] if "reason" in one] == ["INVALID_ARGUMENT"]
    for word in ("Traceback", "class '", "psycopg", "protobuf.message", ".py"):
        assert word not in answer.text
