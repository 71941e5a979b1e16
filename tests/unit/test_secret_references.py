"""What in a job stands for a secret, and what only looks so."""

import pytest
from tabwright.v1.job_options_pb2 import Record

from server.convert.sensitivity import secret_violations
from store import secret_references
from store.job import Json
from store.secret_references import Reference


@pytest.mark.parametrize(
    ("text", "found", "becomes"),
    [
        ("${secret:portal-token}", [Reference("portal-token")], "<portal-token>"),
        ("Bearer ${secret:a.b_c} ${totp:otp}", [Reference("a.b_c"), Reference("otp", "totp")], "Bearer <a.b_c> <otp>"),
        ("$${secret:a}", [], "${secret:a}"),
        ("$$${secret:a}", [], "$${secret:a}"),
        ("$${totp:", [], "${totp:"),
        ("${page} $${page} ${secrets:a} $secret:a", [], "${page} $${page} ${secrets:a} $secret:a"),
        ("", [], ""),
    ],
)
def test_a_text_refers_to_the_secrets_that_it_names(text: str, found: list[Reference], becomes: str) -> None:
    assert secret_references.in_text(text) == found
    assert secret_references.replaced(text, lambda reference: f"<{reference.name}>") == becomes
    (place,) = secret_references.of_actions([{"action": "setHeaders", "headers": {"X-A": text}}])
    assert not place.is_wrong


@pytest.mark.parametrize("text", ["${secret:}", "${secret:Portal}", "a ${totp:a", "${secret:a/b}", "${secret:-a}"])
def test_what_begins_like_a_reference_and_is_none_is_refused(text: str) -> None:
    places = secret_references.of_job([], {"proxy": {"server": "http://a.test:1", "username": text}})
    assert [field for field, _ in secret_violations(places, Record())] == ["options.proxy.username"]


def test_all_places_of_a_job_are_known_by_the_names_that_clients_give_them() -> None:
    actions: list[Json] = [
        {
            "action": "repeat",
            "actions": [{"action": "fill", "secret": "a"}, {"action": "setHeaders", "headers": {"X-A": "${totp:b}"}}],
        },
        {"action": "setCookies", "cookies": [{"name": "c"}, {"name": "d", "value": "${secret:d}"}]},
        {"action": "evaluate", "script": "", "argument": "${secret:no}"},
        {"action": "type", "totp": "e"},
    ]
    options: Json = {
        "extraHttpHeaders": {"X-B": "${secret:f}"},
        "httpCredentials": {"username": "u", "password": "${secret:g}"},
        "proxy": {"server": "http://a.test:1", "username": "${secret:h}", "password": "${secret:i}"},
        "clientCertificates": [{"origin": "https://a.test", "passphrase": "${secret:j}"}],
    }
    found = {one.path: one.references for one in secret_references.of_job(actions, options)}
    assert found == {
        "actions[0].actions[0].secret": [Reference("a")],
        "actions[0].actions[1].headers[X-A]": [Reference("b", "totp")],
        "actions[1].cookies[1].value": [Reference("d")],
        "actions[3].totp": [Reference("e", "totp")],
        "options.extraHttpHeaders[X-B]": [Reference("f")],
        "options.httpCredentials.password": [Reference("g")],
        "options.proxy.username": [Reference("h")],
        "options.proxy.password": [Reference("i")],
        "options.clientCertificates[0].passphrase": [Reference("j")],
    }


def test_no_video_is_made_of_a_job_with_a_secret() -> None:
    places = secret_references.of_job([{"action": "fill", "secret": "a"}], {})
    assert [field for field, _ in secret_violations(places, Record(video=True))] == ["options.record.video"]
    assert list(secret_violations([], Record(video=True))) == []
