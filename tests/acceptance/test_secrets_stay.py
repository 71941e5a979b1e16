"""Whatever secrets are, and wherever a job uses them: in nothing that it leaves can they be found."""

import re
from base64 import b32encode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from store.database.connection import Database
from store.secrets.one_time_codes import OneTimeCodes
from tests.acceptance.test_rest import JOBS, create, watch
from tests.fixtures.leaks import leaks
from tests.fixtures.site import TestSite
from tests.fixtures.web_proxy import WebProxy
from tests.fixtures.worker import StartWorker

SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
OTP = f"otpauth://totp/a?secret={SEED}&digits=8"
RECORD = {"trace": True, "har": True, "consoleLog": True, "networkLog": True}
CERTIFICATE_ORIGIN = "https://certified.test"

_PARTS = st.integers(0, 2**64).map(lambda number: b32encode(sha256(str(number).encode()).digest()).decode())
_LINE = st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp"))


@dataclass(frozen=True)
class Secret:
    """A text between two parts that no encoding but base64 changes, so that these can be looked for."""

    value: str = field(repr=False)
    parts: tuple[str, str]


def secrets(between: st.SearchStrategy[str]) -> st.SearchStrategy[Secret]:
    def secret(letters: str, middle: str) -> Secret:
        parts = letters[:9].lower(), letters[10:20]
        return Secret(middle.join(parts), parts)

    return st.builds(secret, _PARTS, between)


def printable(but: str = "") -> st.SearchStrategy[str]:
    return st.text("".join(chr(code) for code in range(0x20, 0x7F) if chr(code) not in but), max_size=40)


SECRETS = st.fixed_dictionaries(
    {
        "line": secrets(st.text(_LINE, max_size=40)),
        "lines": secrets(st.text(_LINE | st.sampled_from("\r\n\t\\\"'%&+"), max_size=80)),
        "keys": secrets(printable()),
        "header": secrets(printable()),
        "option-header": secrets(printable()),
        "cookie": secrets(printable(';",\\')),
        "name": secrets(printable(":")),
        "password": secrets(printable()),
        "proxy-user": secrets(printable(":")),
        "proxy-password": secrets(printable()),
        "passphrase": secrets(printable()),
    }
)
ENTERING: list[dict[str, Any]] = [
    {"action": "setHeaders", "headers": {"X-Token": "Token ${secret:header}", "X-Code": "${totp:otp}"}},
    {"action": "setCookies", "cookies": [{"name": "session", "value": "${secret:cookie}"}]},
    {"action": "fill", "target": "#password", "secret": "line"},
    {"action": "fill", "target": "#note", "secret": "lines"},
    {"action": "type", "target": "#user", "secret": "keys"},
    {"action": "fill", "target": "#code", "totp": "otp"},
    {"action": "type", "target": "#code", "totp": "otp"},
]
SHOW = "[...document.querySelectorAll('input, textarea')].map(field => field.value)"
PACKED = f"""Object.fromEntries({SHOW}.map(value =>
    [value, {{[value]: btoa(unescape(encodeURIComponent('a' + value))), url: encodeURI(value)}}]))"""
LOGGED = f"{SHOW}.forEach(value => console.error(value, {{value}}, [encodeURIComponent(value)]))"
POSTED = f"""fetch('/echo?' + new URLSearchParams({SHOW}.map(value => [value, value])),
    {{method: 'POST', body: {SHOW}.join()}}).then(() => 1)"""
FILE = f"""document.body.append(Object.assign(document.createElement('a'), {{id: 'file', textContent: 'file',
    download: {SHOW}[0] + '.txt', href: URL.createObjectURL(new Blob([{SHOW}.join('\\n')]))}}))"""
READING: list[dict[str, Any]] = [
    {"action": "evaluate", "script": SHOW},
    {"action": "evaluate", "script": PACKED},
    {"action": "evaluate", "script": f"({SHOW}.join() + document.cookie).repeat(1000)"},
    {"action": "evaluate", "script": LOGGED},
    {"action": "evaluate", "script": POSTED},
    {"action": "evaluate", "script": f"throw new Error({SHOW}.join('|'))", "continueOnError": True},
    {"action": "wait", "target": "#note", "value": "another", "timeoutMs": 1000, "continueOnError": True},
    {"action": "extract", "target": "#password", "attribute": "value", "name": "read"},
    {"action": "fill", "target": "#born", "value": "2026-01-01"},
    {"action": "extract", "format": "html"},
    {"action": "extract", "format": "markdown"},
    {"action": "extract", "format": "accessibility", "target": "body"},
    {"action": "screenshot", "fullPage": True},
    {"action": "pdf", "displayHeaderFooter": True},
    {"action": "evaluate", "script": FILE},
    {"action": "download", "target": "#file"},
    {"action": "visit", "url": "{site}/headers"},
    {"action": "extract", "target": "body"},
    {"action": "visit", "url": "{site}/private"},
    {"action": "extract", "target": "body"},
    {"action": "back"},
    {"action": "back"},
    {"action": "evaluate", "script": "login.method = 'get'"},
    {"action": "click", "target": "#send", "waitForNavigation": True},
    {"action": "click", "target": "#absent", "timeoutMs": 1000},
]
MORE = {"maxRetries": 0, "timeoutMs": 300_000}
TABLES = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"


@cache
def certificate(passphrase: str) -> dict[str, str]:
    """One of its own, as the API takes it, with its key under a passphrase."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    sealed = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(passphrase.encode()),
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    return {"cert": b64encode(pem).decode(), "key": b64encode(sealed).decode()}


async def everything(rest: httpx.AsyncClient, database: Database, job_id: str) -> list[tuple[str, bytes]]:
    """All that a job has left: answers, events, files and rows, each with where it was."""
    found = []
    paths = ["", "/logs", "/artifacts", "/events"]
    artifacts = (await rest.get(f"{JOBS}/{job_id}/artifacts")).json()["data"]
    urls = [*(f"{JOBS}/{job_id}{path}" for path in paths), JOBS, "/api/v1/dlq/jobs", *(one["url"] for one in artifacts)]
    for url in urls:
        answer = await rest.get(url)
        found += [(url, answer.content), (f"headers of {url}", str(answer.headers).encode())]
    for table in [row["relname"] for row in await database.rows(TABLES)]:
        rows = await database.rows(f"SELECT one::text AS text FROM {table} AS one")
        found.append((table, "\n".join(row["text"] for row in rows).encode()))
    return found


# To shrink what fails would take many minutes of jobs.
@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(given_secrets=SECRETS, order=st.permutations(range(2, len(ENTERING))))
@pytest.mark.timeout(600)
async def test_no_byte_that_a_job_leaves_is_of_a_secret_that_it_has_used(
    given_secrets: dict[str, Secret],
    order: list[int],
    rest: httpx.AsyncClient,
    site: TestSite,
    web_proxy: WebProxy,
    start_worker: StartWorker,
    database: Database,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    proxied = f"http://127.0.0.1:{web_proxy.port}"
    web_proxy.user, web_proxy.password = given_secrets["proxy-user"].value, given_secrets["proxy-password"].value
    origins = {"proxy-user": proxied, "proxy-password": proxied, "passphrase": CERTIFICATE_ORIGIN}
    began = datetime.now(UTC)
    for name, one in given_secrets.items():
        await put(rest, {"name": name, "value": one.value, "origins": [origins.get(name, site.url)]})
    await put(rest, {"name": "otp", "kind": "totp", "value": OTP, "origins": [site.url]})
    certified = {
        **certificate(given_secrets["passphrase"].value),
        "origin": CERTIFICATE_ORIGIN,
        "passphrase": "${secret:passphrase}",
    }
    options = {
        "record": RECORD,
        "extraHttpHeaders": {"X-Of-Option": "${secret:option-header}"},
        "httpCredentials": {"username": "${secret:name}", "password": "${secret:password}", "origin": site.url},
        "clientCertificates": [certified],
    }
    through = {"server": proxied, "username": "${secret:proxy-user}", "password": "${secret:proxy-password}"}
    actions = [*ENTERING[:2], *(ENTERING[number] for number in order)]
    reading = [{**one, "url": one["url"].format(site=site.url)} if "url" in one else one for one in READING]
    site.headers.clear()
    web_proxy.requests.clear()
    async with start_worker():
        jobs = [
            await create(rest, site.page("login.html"), *actions, *reading, options=options, **MORE),
            await create(rest, "http://proxied.test/", options={"record": RECORD, "proxy": through}, **MORE),
        ]
        told = [str(await watch(rest, job_id)) for job_id in jobs]
    job = (await rest.get(f"{JOBS}/{jobs[0]}")).json()
    assert job["error"]["details"].get("actionIndex") == len(actions) + len(reading) - 1, job["error"]
    sent = [headers for _, headers in site.headers]
    assert f"Token {given_secrets['header'].value}".strip() in {one.get("X-Token", "").strip() for one in sent}
    assert given_secrets["option-header"].value in {one.get("X-Of-Option") for one in sent}
    assert web_proxy.requests
    found = [place for job_id in jobs for place in await everything(rest, database, job_id)]
    found += [("events", "".join(told).encode()), ("logs", "".join(capfd.readouterr()).encode())]
    found += [(str(path), path.read_bytes()) for path in tmp_path.rglob("*") if path.is_file()]
    parts = [part for one in given_secrets.values() for part in one.parts]
    codes = re.compile(rb"(?<!\d)(?:%s)(?!\d)" % "|".join(codes_between(began, datetime.now(UTC))).encode())
    for place, data in found:
        assert leaks(data, [*parts, SEED]) == [], place
        assert codes.findall(data) == [], place


def codes_between(began: datetime, ended: datetime) -> Iterator[str]:
    while began < ended + timedelta(seconds=30):
        yield OneTimeCodes.parse(OTP).at(began)
        began += timedelta(seconds=30)


async def put(rest: httpx.AsyncClient, secret: dict[str, Any]) -> None:
    """Stores a secret, in place of that of the last example."""
    await rest.delete(f"/api/v1/secrets/{secret['name']}")
    answer = await rest.post("/api/v1/secrets", json=secret)
    assert answer.is_success, answer.text
