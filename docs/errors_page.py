"""docs/errors.md: every reason of an error and every kind of failure, as the comments in the protos tell them, checked
with the table in server/calls/faults.py and with the gateway's own answers.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from grpc import StatusCode
from tabwright.v1.error_reason_pb2 import ErrorReason

from server.calls.faults import FAULTS, MISTAKE
from store.failures import TABLE, Delay, ErrorType, Failure

_ENVOY = Path(__file__).parent.parent / "envoy" / "envoy.yaml"
_PREFIX = "ERROR_REASON_"
_COMMENT = re.compile(
    r"(?P<meaning>.+?) What to do: (?P<advice>.+) (?P<code>[A-Z_]+)(?P<http>(?:,[a-z ]* HTTP \d+)*)"
    r"(?P<retry>, with RetryInfo)?\.(?: Metadata: (?P<metadata>.+)\.)?"
)
_FAILURE = re.compile(r"^- (\w+): (.+?) What to do: (.+)$", re.MULTILINE)

_HEAD = """\
# Errors

<!-- Made by `make gen` from error_reason.proto, job.proto, server/calls/faults.py and envoy.yaml. Do not edit. -->

A call that fails has a gRPC code (over REST an HTTP status) and exactly one `google.rpc.ErrorInfo`, whose `reason` is
one of these and whose `domain` is `tabwright.dev`. [api.md](api.md#errors) shows one. Programs should use the reason,
or only the code; messages are for people, and can change. Reasons may be added.

"""
_OTHERS = """\
## Errors without a reason

Not all errors are from Tabwright. An error without `ErrorInfo` comes from the network, from a proxy, or from the gRPC
library of the client:

| gRPC code | meaning | retry |
|---|---|---|
| UNAVAILABLE | no server could be reached, or the connection broke | yes |
| INTERNAL, UNKNOWN | a stream broke ("Received RST_STREAM with error code 2") | yes, a watch after its last event |
| DEADLINE_EXCEEDED | the timeout of the call is over; what it asked for may have happened | with a longer timeout |
| CANCELLED | the caller cancelled the call | no |
| RESOURCE_EXHAUSTED | a message is larger than one side accepts | no |
| UNIMPLEMENTED | the server has no such method: it is older than the client | no |

## What is safe to repeat

Calls that only read are always safe to repeat. Calls that create a job are safe with a `request_id`: the second call
creates no job, and returns the job of the first. CancelJob and updates have the same result when they are repeated; a
second delete answers NOT_FOUND.

"""
_FAILURES_HEAD = """\
## Jobs that fail

A failed job is not an error of a call: calls about it succeed, except those that answer with its file (`JOB_FAILED`).
`error.details.errorType` of the job, and `errorType` of an action with `continueOnError`, are the kind of failure;
`canRetry` says whether it may be temporary. Then the job is retried, up to `maxRetries` times
([state-machine.md](state-machine.md#which-failures-are-retried)). Of a kind with `some`, the second table says which.

| type | meaning | what to do | retried |
|---|---|---|---|
"""


_TABLE_HEAD = """
### What is tried again, and when

All failures that are told apart. [`store/failure_table.py`](../store/failure_table.py) has the names and the words of
browsers for each. *After* is the time before the next attempt: `square` is the square of the retries in seconds
(1, 4, 9…), and up to half as long again; `site` is as long as the site wishes. *Fault* is whose it is, as far as the
failure tells; only what is a site's fault counts against the site.

| what happened | type | tried again | after | a retry is spent | fault |
|---|---|---|---|---|---|
"""


@dataclass(frozen=True)
class Reason:
    """A reason, as its comment tells it."""

    name: str
    meaning: str
    advice: str
    code: str
    http: tuple[int, ...]
    """Empty: it comes within a stream, which has begun with 200."""
    has_retry_info: bool
    metadata: str

    @property
    def retry(self) -> str:
        """Whether, and when, to try again."""
        if self.has_retry_info:
            return "after the delay in `RetryInfo`"
        has_broken_off = self.code == StatusCode.ABORTED.name and not self.http
        return "yes" if has_broken_off or self.code == StatusCode.UNAVAILABLE.name else "no"


def page(comments: Mapping[str, str]) -> str:
    """The whole page. Raises ValueError where a comment is not of the form, or says another code than is sent."""
    found = reasons(comments)
    codes = sent_codes()
    if wrong := [reason.name for reason in found if reason.code not in codes.get(reason.name, {reason.code})]:
        raise ValueError(f"other codes are sent than error_reason.proto says: {', '.join(wrong)}")
    overview = "| reason | gRPC code | over REST | retry |\n|---|---|---|---|\n"
    rows = (f"| [{one.name}](#{one.name.lower()}) | {one.code} | {_http(one)} | {one.retry} |\n" for one in found)
    return "\n".join([_HEAD + overview + "".join(rows), *map(_section, found), _OTHERS + _failures(comments)])


def reasons(comments: Mapping[str, str]) -> list[Reason]:
    """What the comments say of each reason, sorted by name."""
    values = ErrorReason.DESCRIPTOR.values
    names = sorted(value.name for value in values if value.number)  # 0 is never sent
    return [_reason(name.removeprefix(_PREFIX), comments[f"tabwright.v1.ErrorReason.{name}"]) for name in names]


def sent_codes() -> dict[str, set[str]]:
    """The gRPC codes with which each reason is sent, by the server and by the gateway itself."""
    sent: dict[str, set[str]] = {}
    for fault in [*FAULTS.values(), MISTAKE]:
        sent.setdefault(ErrorReason.Name(fault.reason).removeprefix(_PREFIX), set()).add(fault.code.name)
    numbered = {code.value[0]: code.name for code in StatusCode}
    for code, reason in re.findall(r"\bcode: (\d+)\n(?:.*\n){1,3}?.*\breason: (\w+)", _ENVOY.read_text()):
        sent.setdefault(reason, set()).add(numbered[int(code)])
    return sent


def failures(comments: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Of each kind of failure, what it means and what to do."""
    text = comments["tabwright.v1.JobErrorDetails.error_type"]
    return {name: (_sentence(meaning), _sentence(advice)) for name, meaning, advice in _FAILURE.findall(text)}


def retried(error_type: ErrorType) -> str:
    """Whether failures of a kind are tried again: `yes`, `some` or `no`."""
    again = {row.recovery.again for row in TABLE if row.error_type is error_type}
    return "some" if len(again) > 1 else "yes" if True in again else "no"


def _reason(name: str, comment: str) -> Reason:
    found = _COMMENT.fullmatch(comment)
    if found is None:
        raise ValueError(f"error_reason.proto: the comment of {name} has not the form of the others: {comment}")
    return Reason(
        name=name,
        meaning=found["meaning"],
        advice=_sentence(found["advice"]),
        code=found["code"],
        http=tuple(int(status) for status in re.findall(r"HTTP (\d+)", found["http"])),
        has_retry_info=found["retry"] is not None,
        metadata=found["metadata"] or "",
    )


def _section(reason: Reason) -> str:
    codes = f"{reason.code}, {_http(reason)}. Retry: {reason.retry}."
    metadata = f" Metadata: {reason.metadata}." if reason.metadata else ""
    return f"## {reason.name}\n\n{reason.meaning}\n\n{reason.advice}\n\n{codes}{metadata}\n"


def _http(reason: Reason) -> str:
    return " or ".join(f"HTTP {status}" for status in reason.http) or "within a stream"


def _failures(comments: Mapping[str, str]) -> str:
    told = failures(comments)
    if unknown := set(ErrorType) ^ set(told):
        raise ValueError(f"job.proto and store/failures.py do not have the same kinds of failure: {', '.join(unknown)}")
    rows = (
        f"| `{name}` | {meaning} | {advice} | {retried(ErrorType(name))} |\n"
        for name, (meaning, advice) in told.items()
    )
    return _FAILURES_HEAD + "".join(rows) + _TABLE_HEAD + "".join(map(_row, _in_order(told)))


def _in_order(kinds: Iterable[str]) -> list[Failure]:
    """The rows of the table, by kind."""
    return [row for kind in kinds for row in TABLE if row.error_type == kind]


def _row(row: Failure) -> str:
    recovery = row.recovery
    after = {Delay.QUADRATIC: "square", Delay.SITE: "site", Delay.NONE: "at once"}[recovery.delay]
    again = "no" if not recovery.again else "yes" if recovery.max_retries is None else _times(recovery.max_retries)
    where = ", by another worker" if recovery.elsewhere else ""
    spent = "yes" if recovery.spends_retry else "no"
    when = f"{after} | {spent}" if recovery.again else "- | -"
    return f"| {row.name} | `{row.error_type}` | {again}{where} | {when} | {recovery.blame} |\n"


def _times(most: int) -> str:
    return "once" if most == 1 else f"{most} times"


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]
