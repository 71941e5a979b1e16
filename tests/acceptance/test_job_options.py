"""A job's options over REST: how they are checked, and how they are shown."""

from base64 import b64encode
from typing import Any

import httpx
import pytest

from store.database.connection import Database
from store.queue.claim import claim_jobs
from tests.acceptance.test_rest import JOBS, create, fields, watch
from tests.fixtures.jobs import Join
from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker


@pytest.mark.parametrize(
    ("options", "field", "told"),
    [
        ({"device": "iPhone 15 Por"}, "options.device", "iPhone 15 Pro"),
        ({"device": ""}, "options.device", "1"),
        ({"viewport": {"width": 500}}, "options.viewport.height", "1"),
        ({"viewport": {"width": 9000, "height": 1}}, "options.viewport.width", "8192"),
        ({"viewport": {"width": 8000, "height": 8000, "deviceScaleFactor": 3}}, "options.viewport", "64 million"),
        ({"viewport": {"width": 1, "height": 1, "deviceScaleFactor": 0}}, "options.viewport.deviceScaleFactor", "0.1"),
        ({"viewport": {"width": 1, "hieght": 1}}, "options.viewport.hieght", "height"),
        ({"locale": "deutsch"}, "options.locale", "pattern"),
        ({"timezoneId": "../etc"}, "options.timezoneId", "pattern"),
        ({"colorScheme": "pink"}, "options.colorScheme", "dark"),
        ({"reducedMotion": "yes"}, "options.reducedMotion", "reduce"),
        ({"userAgent": "a\r\nb"}, "options.userAgent", "pattern"),
        ({"extraHttpHeaders": {"Host": "x"}}, "options.extraHttpHeaders[Host]", "connection"),
        ({"extraHttpHeaders": {"a b": "x"}}, "options.extraHttpHeaders[a b]", "pattern"),
        ({"extraHttpHeaders": {"a": "x\ny"}}, "options.extraHttpHeaders[a]", "pattern"),
        ({"httpCredentials": {"password": "x"}}, "options.httpCredentials.username", "1"),
        ({"httpCredentials": {"username": "x", "origin": "x/y"}}, "options.httpCredentials.origin", "pattern"),
        ({"geolocation": {"latitude": 91}, "permissions": ["geolocation"]}, "options.geolocation.latitude", "90"),
        ({"geolocation": {"latitude": 1}}, "options", "permissions"),
        ({"permissions": ["clipboard-read"]}, "options.permissions[0]", "geolocation"),
        ({"proxy": {"server": "proxy.test:8080"}}, "options.proxy.server", "pattern"),
        ({"proxy": {"server": "http://proxy.test:99999"}}, "options.proxy.server", "http://proxy.example.com:8080"),
        ({"proxy": {"server": "http://a:b@proxy.test:80"}}, "options.proxy.server", "pattern"),
        ({"proxy": {"server": "http://a.test:1", "password": "p"}}, "options.proxy", "username"),
        ({"proxy": {"server": "http://a.test:1", "username": "u", "password": "***"}}, "options.proxy.password", "***"),
        (
            {"proxy": {"server": "http://a.test:1", "username": "u", "password": "abc"}, "record": {"har": True}},
            "options.proxy.password",
            "recording",
        ),
        ({"initScripts": [""]}, "options.initScripts[0]", "1"),
        ({"initScripts": ["x" * 500_000] * 3}, "options.initScripts", "1048576"),
        ({"serviceWorkers": "maybe"}, "options.serviceWorkers", "block"),
        ({"clientCertificates": [{"origin": "https://a.test"}]}, "options.clientCertificates[0]", "pfx"),
        (
            {"clientCertificates": [{"origin": "http://a.test", "pfx": "YQ=="}]},
            "options.clientCertificates[0].origin",
            "pattern",
        ),
        (
            {"clientCertificates": [{"origin": "https://a.test", "pfx": "Kioq"}]},
            "options.clientCertificates[0].pfx",
            "***",
        ),
        ({"cookieBanners": "dismiss", "javaScriptEnabled": False}, "options.cookieBanners", "javaScriptEnabled"),
        ({"cookieBanners": "accept"}, "options.cookieBanners", "dismiss"),
        ({"record": {"viedo": True}}, "options.record.viedo", "video"),
        ({"robots": "follow"}, "options.robots", "obey"),
        ({"ifSiteDown": "retry"}, "options.ifSiteDown", "wait"),
        ({"maxWaitMs": 999}, "options.maxWaitMs", "1000"),
        ({"crawlDelayMs": 60_001}, "options.crawlDelayMs", "60000"),
    ],
)
async def test_a_wrong_option_gets_an_error_that_names_it_and_says_what_would_be_right(
    rest: httpx.AsyncClient, options: dict[str, Any], field: str, told: str
) -> None:
    answer = await rest.post(JOBS, json={"targetUrl": "http://example.test/", "options": options})
    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert fields(answer) == [field]
    assert told in answer.json()["message"]


async def test_credentials_of_html_that_comes_from_nowhere_need_their_origin(rest: httpx.AsyncClient) -> None:
    credentials = {"username": "ann", "password": "s3cret"}
    answer = await rest.post(JOBS, json={"html": "<p>", "options": {"httpCredentials": credentials}})
    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert fields(answer) == ["options.httpCredentials.origin"]
    based = {"html": "<p>", "baseUrl": "http://example.test/", "options": {"httpCredentials": credentials}}
    assert (await rest.post(JOBS, json=based)).status_code == httpx.codes.CREATED


async def test_options_are_shown_with_the_job_without_what_is_secret(
    rest: httpx.AsyncClient, site: TestSite, start_worker: StartWorker, database: Database
) -> None:
    options = {
        "device": "Pixel 7",
        "locale": "de-DE",
        "httpCredentials": {"username": "ann", "password": "s3cret"},
        "extraHttpHeaders": {"X-Token": "s3cret"},
        "record": {"trace": True, "har": True, "networkLog": True},
    }
    async with start_worker():
        job_id = await create(rest, f"{site.url}/private", {"action": "extract", "target": "p"}, options=options)
        events = await watch(rest, job_id)
    answer = await rest.get(f"{JOBS}/{job_id}")
    shown = answer.json()["options"]
    assert (shown["device"], shown["locale"], shown["record"]["har"]) == ("Pixel 7", "de-DE", True)
    assert shown["httpCredentials"] == {"username": "ann", "password": "***", "origin": site.url}
    assert shown["extraHttpHeaders"] == {"X-Token": "***"}
    assert answer.json()["result"]["actions"][0]["value"] == "ann:s3cret"  # the page shows it, nothing else does
    logs = (await rest.get(f"{JOBS}/{job_id}/logs")).text
    listed = (await rest.get(JOBS)).json()["data"][0]["options"]
    assert listed == shown
    assert "s3cret" not in str(events) + logs

    artifacts = (await rest.get(f"{JOBS}/{job_id}/artifacts")).json()["data"]
    assert [one["artifactType"] for one in artifacts] == ["trace", "har", "log"]
    assert (await rest.get(f"{JOBS}/{job_id}/artifacts/trace.zip")).content.startswith(b"PK")


async def test_what_is_secret_of_proxies_and_certificates_is_not_shown(rest: httpx.AsyncClient) -> None:
    secret = b64encode(b"s3cret").decode()
    origin = "https://a.test"
    options = {
        "proxy": {"server": "http://proxy.test:8080", "username": "s3cret-user", "password": "s3cret"},
        "clientCertificates": [
            {"origin": origin, "cert": "YQ==", "key": secret, "passphrase": "s3cret"},
            {"origin": origin, "pfx": secret},
        ],
    }
    job_id = await create(rest, "http://example.test/", options=options)
    answer = await rest.get(f"{JOBS}/{job_id}")
    assert answer.json()["options"] == {
        "proxy": {"server": "http://proxy.test:8080", "username": "***", "password": "***"},
        "clientCertificates": [
            {"origin": origin, "cert": "YQ==", "key": "Kioq", "passphrase": "***"},
            {"origin": origin, "pfx": "Kioq"},
        ],
    }
    everything = answer.text + (await rest.get(JOBS)).text
    assert "s3cret" not in everything
    assert secret not in everything


async def test_a_proxy_is_judged_as_a_page_would_be(rest: httpx.AsyncClient) -> None:
    for server in ("http://10.0.0.1:8080", "socks5://10.0.0.1:1080", "https://metadata.google.internal:443"):
        job = {"targetUrl": "http://example.test/", "options": {"proxy": {"server": server}}}
        answer = await rest.post(JOBS, json=job)
        assert answer.status_code == httpx.codes.FORBIDDEN
        details = answer.json()["details"][0]
        assert (details["reason"], details["metadata"]["field"]) == ("URL_BLOCKED", "options.proxy.server")


async def test_a_job_without_options_shows_none(rest: httpx.AsyncClient) -> None:
    job_id = await create(rest, "http://example.test/")
    assert "options" not in (await rest.get(f"{JOBS}/{job_id}")).json()


async def test_a_job_for_a_type_that_no_worker_runs_is_accepted_and_says_so(
    rest: httpx.AsyncClient, start_worker: StartWorker, site: TestSite
) -> None:
    async with start_worker(worker_drain_timeout_ms=0):
        served = await create(rest, site.page("colours.html"))
        lonely = await create(rest, site.page("colours.html"), browserTypeId=3)
        stats = (await rest.get("/api/v1/workers/stats")).json()["byBrowserType"]
        assert (stats["WebKit"]["total"], stats["WebKit"]["pendingJobs"]) == (0, 1)
        first = (await watch(rest, served))[0]
        assert first["data"] == {}
    await rest.delete(f"{JOBS}/{lonely}")
    first = (await watch(rest, lonely))[0]
    assert (first["type"], first["data"]["warning"]) == ("job.created", "WorkerUnavailable")
    assert first["data"]["message"] == "no worker runs browser type 3 now: the job waits for one"


async def test_a_job_says_what_holds_it(rest: httpx.AsyncClient, database: Database, join: Join) -> None:
    wishes = {"crawlDelayMs": 60_000, "robots": "obey", "ifSiteDown": "wait", "maxWaitMs": 600_000}
    jobs = [await create(rest, "http://slow.test/", options=wishes) for _ in range(2)]
    worker = await join()
    (claimed,) = await claim_jobs(database, worker, browser_type_ids=[1], slot_nos=[1, 2])
    (waiting,) = set(jobs) - {str(claimed.lease.job_id)}
    shown = (await rest.get(f"{JOBS}/{waiting}")).json()
    assert shown["options"] == wishes
    held = shown["held"]
    assert (held["by"], held["what"]) == ("throttle", "slow.test")
    assert held["since"] < held["until"]
    assert "held" not in (await rest.get(f"{JOBS}/{claimed.lease.job_id}")).json()
