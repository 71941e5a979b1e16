"""Jobs as they are written in files and on the command line."""

from pathlib import Path
from typing import Any

import pytest
from google.protobuf.json_format import MessageToDict

from cli.errors import CommandError
from cli.job_file import parse_actions, read_job


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("screenshot", {}),
        ("click #send", {"target": "#send"}),
        ("click '[name=q] >> nth=0'", {"target": "[name=q] >> nth=0"}),
        ("visit https://example.com/?a=b", {"url": "https://example.com/?a=b"}),
        ("visit example.com", {"url": "https://example.com"}),
        ("wait 500", {"milliseconds": 500}),
        ("press Control+A", {"keys": ["Control+A"]}),
        ("fill #name value='Ada Lovelace'", {"target": "#name", "value": "Ada Lovelace"}),
        ("fill #age value=36", {"target": "#age", "value": "36"}),
        ("screenshot fullPage=true quality=80", {"fullPage": True, "quality": 80}),
        ("screenshot full_page=false", {"fullPage": False}),
        ("select #size values=S,M", {"target": "#size", "values": ["S,M"]}),
        ("""select #size 'values=["S", "M"]'""", {"target": "#size", "values": ["S", "M"]}),
        ("""pdf 'margin={"top": "1cm"}'""", {"margin": {"top": "1cm"}}),
    ],
)
def test_an_action_is_its_name_its_target_and_its_fields(text: str, action: dict[str, Any]) -> None:
    (parsed,) = parse_actions([text])
    assert MessageToDict(parsed) == {"action": text.split(maxsplit=1)[0], **action}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("screenshot fulPage=true", "there is no field fulPage; do you mean fullPage?"),
        ("screenshot fullPage=perhaps", "fullPage"),
        ("wait soon", "milliseconds must be a whole number, not 'soon'"),
        ("click #a #b", "target is given twice"),
        ("click '#a", "No closing quotation"),
        ("", "is empty"),
    ],
)
def test_what_is_wrong_with_an_action_is_named(text: str, told: str) -> None:
    with pytest.raises(CommandError) as raised:
        parse_actions([text])
    assert told in str(raised.value)
    assert raised.value.code == 2


def test_a_file_is_yaml_or_json_with_the_fields_of_the_api(tmp_path: Path) -> None:
    yaml, json = tmp_path / "job.yaml", tmp_path / "job.json"
    yaml.write_text("targetUrl: http://a.test/\nnot_before: 2026-01-01T00:00:00Z\nactions: [{action: pdf}]\n")
    json.write_text(
        '{"targetUrl": "http://a.test/", "notBefore": "2026-01-01T00:00:00Z", "actions": [{"action": "pdf"}]}'
    )
    assert read_job(yaml) == read_job(json)
    assert MessageToDict(read_job(json))["notBefore"] == "2026-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("actions: [{action: click, taget: '#a'}]", "actions[0]: there is no field taget; do you mean target?"),
        ("actions: [scrreen]", "actions[0] must be an object, such as {action: screenshot}"),
        ("actions: [{action: pdf}, 'click #a']", "actions[1] must be an object, such as {action: click}"),
        ("actions: [5]", "actions[0] must be an object, such as {action: screenshot}"),
        ("actions: [{action: pdf, margin: wide}]", "actions[0].margin must be an object"),
        ("options: mobile", "options must be an object"),
        ("options: {viewport: wide}", "options.viewport must be an object"),
        ("unheard: 1", "there is no field unheard; there are: browserTypeId, "),
        ("- a list", "must hold a job: targetUrl and actions"),
        ("a: [", "is neither YAML nor JSON"),
        ("actions: 5", "actions"),
        (r'targetUrl: "http://a.test/\eb"', "targetUrl must not have control characters"),
        (r'actions: [{action: pdf}, {action: visit, url: "http://a\n"}]', "actions[1].url must not have control"),
        (
            "actions: [{action: setCookies, cookies: [{url: 'http:///a'}]}]",
            "actions[0].cookies[0].url must have a host",
        ),
        (r'webhook: {url: "http://a\t/"}', "webhook.url must not have control characters"),
        (r'{actionType: visit, payload: {url: "http://a\t/"}}', "payload.url must not have control characters"),
    ],
)
def test_what_is_wrong_in_a_file_is_named_with_the_file(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "job.yaml"
    file.write_text(text)
    with pytest.raises(CommandError) as raised:
        read_job(file)
    assert str(raised.value).startswith(str(file))
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "text",
    [
        "fill #password value=hunter2 sensitive=perhaps",
        "fill #password value=hunter2 value=hunter2 sensitive=true",
        "fill #password 'value=hunter2 sensitive=true",
        "fill #password value=hunter2 sensitive=true colour=red",
    ],
)
def test_an_error_does_not_repeat_a_sensitive_action(text: str) -> None:
    with pytest.raises(CommandError) as error:
        parse_actions([text])
    assert "hunter2" not in str(error.value)
    assert str(error.value).startswith("action fill: ")
