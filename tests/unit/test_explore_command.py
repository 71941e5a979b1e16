"""`tabwright explore`: what it shows of an exploration, which a page has named as it likes."""

import json
from typing import Any

from google.protobuf.json_format import ParseDict
from tabwright import Job
from tabwright.v1.explore_service_pb2 import Exploration
from tabwright.v1.job_service_pb2 import CreateJobResponse
from typer.testing import CliRunner, Result

from cli.__main__ import app
from tests.fixtures.fake_server import FakeServer, event

FILL = {"value": "a", "nth": 1, "target": 'textbox[name="E\u202e\x85"]', "action": "fill", "getTargetBy": "getByRole"}
MAIL = {"label": "E\u202e\x1b[2J", "name": None, "type": "email", "required": True, "action": FILL, "count": 2}
COUNTRY = {
    "label": "Country",
    "name": "c",
    "type": "select",
    "required": False,
    "action": None,
    "count": None,
    "options": [{"label": "Oman", "value": "om"}],
    "optionCount": 9,
}
FOUND = {
    "title": "Shop",
    "url": "http://shop.test/",
    "forms": [
        {"name": "Search", "url": "http://shop.test/s", "method": "get", "fields": [MAIL, COUNTRY], "submit": None}
    ],
    "buttons": [],
    "links": [{"text": f"Link {no}", "url": "/", "action": {"action": "visit", "url": "/"}} for no in range(50)],
    "tables": [],
    "structuredData": [{"type": "Product", "properties": ["name"]}],
    "meta": {},
    "snapshot": "- main:\n  - text: a",
    "matches": [],
}


def run(server: FakeServer, *words: str, http_status: int = 200, **told: Any) -> Result:
    job = ParseDict({"id": "job", "status": "completed", "result": {"httpStatus": http_status}}, Job())
    exploration = ParseDict({"jobId": "job", "status": "completed", "exploration": FOUND, **told}, Exploration())
    answers: list[Any] = [CreateJobResponse(job_id="job"), job, [event(1), event(2)], job, exploration]
    server.answers = [[one] if not isinstance(one, list) else one for one in answers]
    return CliRunner().invoke(app, ["explore", *words, "--address", f"127.0.0.1:{server.port}"])


def test_a_page_that_is_an_error_of_the_site_is_told(fake_server: FakeServer) -> None:
    assert "the site answered 404" in run(fake_server, "shop.test", http_status=404).stderr
    assert "answered" not in run(fake_server, "shop.test").stderr


def test_each_thing_is_shown_with_an_action_that_can_be_copied(fake_server: FakeServer) -> None:
    done = run(fake_server, "shop.test", "--find", "x", "--snapshot", truncated=True)
    assert done.exit_code == 0, done.stderr
    asked = fake_server.calls[0][1]
    assert (asked.url, asked.find) == ("https://shop.test", "x")
    lines = done.stdout.splitlines()
    assert "\u202e" not in done.stdout
    assert "\x1b" not in done.stdout
    place = lines.index("  E\\u202e\\x1b[2J: email, required")
    assert lines[place + 1].startswith('    {"action": "fill", "target": ')
    assert json.loads(lines[place + 1]) == FILL
    for said in ("Form Search (get http://shop.test/s)", "  Country: select, of Oman, …", "Found nothing", "Snapshot"):
        assert said in lines
    assert "  and 10 more: --output json tells all" in lines
    assert "some of it was left out" in done.stderr


def test_as_json_it_is_what_the_api_answers(fake_server: FakeServer) -> None:
    told = json.loads(run(fake_server, "http://shop.test", "--output", "json").stdout)
    assert told["exploration"]["forms"] == FOUND["forms"]
