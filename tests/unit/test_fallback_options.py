"""What a job's fallbacks may be: what one cannot do is said when the job is asked for."""

from typing import Any

import pytest
from google.protobuf.json_format import ParseDict
from tabwright.v1.job_options_pb2 import Fallback
from tabwright.v1.job_service_pb2 import CreateJobRequest

from server.calls.validation import violations
from server.convert.options import fallback_faults
from store.fallbacks.counts import Kind
from store.fallbacks.earlier import digest_of
from store.job import FALLBACK_BEGUN, ClaimedJob, Lease, new_id
from worker.fallbacks.reading import Unreadable, read_page
from worker.running.fallbacks import helps

CHROMIUM = 1
EXTRACT = {"action": "extract", "target": "h1"}
PLAIN_FETCH: dict[str, Any] = {"kind": "plainFetch"}


@pytest.mark.parametrize(
    ("fallback", "is_right"),
    [
        ({"kind": "browserType", "browserTypeId": 2}, True),
        ({"kind": "browserType"}, False),
        ({"kind": "browserType", "browserTypeId": 2, "maxAgeMs": 1000}, False),
        ({"kind": "cached", "maxAgeMs": 1000}, True),
        ({"kind": "cached", "maxAgeMs": 999}, False),
        ({"kind": "cached"}, False),
        ({"kind": "plainFetch"}, True),
        ({"kind": "plainFetch", "browserTypeId": 2}, False),
        ({"kind": "guess"}, False),
        ({}, False),
    ],
    ids=str,
)
def test_each_kind_has_its_own_fields(fallback: dict[str, Any], is_right: bool) -> None:
    assert (violations(ParseDict(fallback, Fallback())) == []) is is_right


def faults(fallback: dict[str, Any], **job: Any) -> list[str]:
    request = {"targetUrl": "http://a.test/", "actions": [EXTRACT], **job}
    request["options"] = {**request.get("options", {}), "fallbacks": [fallback]}
    return [f"{field}: {text}" for field, text in fallback_faults(ParseDict(request, CreateJobRequest()), CHROMIUM)]


@pytest.mark.parametrize(
    ("job", "why"),
    [
        ({"actions": []}, "there is no extract"),
        ({"actions": [EXTRACT, {"action": "click", "target": "a"}]}, "actions[1] is click"),
        ({"actions": [{**EXTRACT, "format": "table"}]}, "actions[0].format must be text, html, links"),
        ({"actions": [{**EXTRACT, "frames": True}]}, "actions[0].frames needs one"),
        ({"actions": [{**EXTRACT, "getTargetBy": "getByRole"}]}, "actions[0].getTargetBy must be getByCss"),
        (
            {"actions": [{"action": "extract", "extractors": [{"name": "a", "selector": "b", "mainContent": True}]}]},
            "actions[0].extractors[0].mainContent needs one",
        ),
        ({"html": "<p>"}, "html shows no page"),
        ({"options": {"httpCredentials": {"username": "a", "password": "b"}}}, "options.httpCredentials would not"),
        ({"options": {"extraHttpHeaders": {"a": "b"}}}, "options.extraHttpHeaders would not be sent"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_plain_fetch_that_could_not_answer_honestly_is_refused_with_the_reason(job: dict[str, Any], why: str) -> None:
    (fault,) = faults(PLAIN_FETCH, **job)
    assert fault.startswith("options.fallbacks[0].kind: ")
    assert why in fault


def test_a_job_that_only_extracts_may_have_a_plain_fetch() -> None:
    assert faults(PLAIN_FETCH) == []
    assert faults(PLAIN_FETCH, actions=[{**EXTRACT, "getTargetBy": "getByCss", "attribute": "id", "name": "a"}]) == []


def test_another_browser_type_is_another_one() -> None:
    assert faults({"kind": "browserType", "browserTypeId": CHROMIUM}) == [
        "options.fallbacks[0].browserTypeId: must be another browser type than the job's"
    ]
    assert faults({"kind": "browserType", "browserTypeId": 2}) == []


def job(**changes: Any) -> ClaimedJob:
    fields: dict[str, Any] = {
        "lease": Lease(new_id(), 1),
        "slot_no": 1,
        "next_sequence": 3,
        "browser_type_id": CHROMIUM,
        "target_url": "http://a.test/",
        "actions": [EXTRACT],
        "options": {"locale": "de-DE"},
        "wait_until": "load",
        "timeout_ms": 1000,
        "retry_count": 0,
        "max_retries": 0,
        "url_policies": [],
    }
    return ClaimedJob(**fields | changes)


def test_what_changes_nothing_of_what_a_job_reads_makes_it_no_other_request() -> None:
    aside = {"record": {"har": True}, "failureScreenshot": False, "fallbacks": [PLAIN_FETCH], "locale": "de-DE"}
    assert digest_of(job(options=aside, timeout_ms=5, max_retries=2)) == digest_of(job())
    begun = {"locale": "de-DE", FALLBACK_BEGUN: {"from": CHROMIUM, "next": 1}}
    assert digest_of(job(options=begun, browser_type_id=2)) == digest_of(job())
    for other in ({"target_url": "http://b.test/"}, {"actions": []}, {"options": {}}, {"browser_type_id": 2}):
        assert digest_of(job(**other)) != digest_of(job())


@pytest.mark.parametrize(
    ("error_type", "can_retry", "helped"),
    [
        ("BROWSER_CRASHED", True, {"browserType", "cached", "plainFetch"}),
        ("TIMEOUT", True, {"cached", "plainFetch"}),
        ("SITE_BLOCKED", False, {"browserType", "cached"}),
        ("RATE_LIMITED", False, {"cached"}),
        ("SITE_UNAVAILABLE", False, {"cached"}),
        ("HTTP_ERROR", False, set()),
        ("SELECTOR_NOT_FOUND", False, set()),
        ("URL_BLOCKED", False, set()),
        ("AUTHENTICATION_FAILED", False, set()),
        ("SECRET_UNAVAILABLE", False, set()),
        ("INTERNAL", False, set()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_fallback_is_for_failures_that_it_can_help_with(
    error_type: str, can_retry: bool, helped: set[str]
) -> None:
    error = {"details": {"errorType": error_type, "canRetry": can_retry}}
    assert {kind.value for kind in Kind if helps(kind, error)} == helped


def read(html: str, **action: Any) -> Any:
    return read_page(html.encode(), "", "http://a.test/b/", [{"action": "extract", **action}])["values"][0]


def test_ends_that_html_lets_authors_leave_out_are_where_html_puts_them() -> None:
    html = "<p>a<p>b<ul><li>c<li>d<ul><li>e</ul></ul><table><tr><td>1<td>2<tr><td>3</table><dl><dt>x<dd>y<dt>z</dl>"
    assert read(html, target="p", multiple=True) == ["a", "b"]
    assert read(html, target="li", multiple=True) == ["c", "d\ne", "e"]
    assert read(html, target="tr", multiple=True) == ["1\t2", "3"]
    assert read(html, target="dt", multiple=True) == ["x", "z"]


def test_text_is_what_the_source_has_without_what_nobody_sees() -> None:
    html = (
        "<title>t</title><div>one  two<br>three<script>x</script><span hidden>y</span></div><!-- z --><style>w</style>"
    )
    assert read(html, format="text") == "one two\nthree"
    assert read(html, target="title") == "t"


@pytest.mark.parametrize("selector", ["//p", "xpath=//p", "text=a", "p >> nth=0", "p[", "div:has-text('a')"])
def test_what_is_no_css_is_not_guessed(selector: str) -> None:
    with pytest.raises(Unreadable, match="is no CSS selector"):
        read("<p>a", target=selector)


def test_what_is_not_there_or_there_twice_is_no_answer() -> None:
    for html in ("<b>a", "<p>a<p>b"):
        with pytest.raises(Unreadable, match="elements match 'p'"):
            read(html, target="p")
    assert read("<p>a<p>b", extractors=[{"name": "first", "selector": "p"}]) == {"first": "a"}
