"""Secrets in jobs: entered and sent where they are meant for alone, and told, recorded and pictured nowhere."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import pytest

from store.database.connection import Database
from store.job import Json, Status
from store.records.files import FileStorage
from store.secrets.secrets import Kind
from tests.fixtures.leaks import SECRET, TOKEN, leaks
from tests.fixtures.runs import Run, RunJob
from tests.fixtures.secrets import Vault
from tests.fixtures.site import TestSite
from worker.browsers.browsers import Browsers
from worker.running.executor import Executor
from worker.running.journal import Journal

CHROMIUM, FIREFOX = 1, 2
RECORD_ALL = {"trace": True, "har": True, "consoleLog": True, "networkLog": True}
FILL: Json = {"action": "fill", "target": "#password", "secret": "portal"}
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def executor(browsers: Browsers, files: FileStorage, database: Database, vault: Vault) -> Executor:
    return Executor(browsers, files, Journal(database), secrets=vault.reader, note_use=vault.note)


def elsewhere(site: TestSite) -> str:
    """The same site, under another origin."""
    return site.url.replace("127.0.0.1", "localhost")


def page(site: TestSite, html: str) -> str:
    return f"{site.url}/page?html={quote(html)}"


def plain(value: Any) -> Any:
    """What the database has kept, which is read when it is looked into."""
    return dict(value) if isinstance(value, Mapping) else list(value)


async def everything(run: Run) -> list[str]:
    """What a job has left that has its secret."""
    told = [run.job.result, run.job.error, run.job.actions, [event.data for event in run.events]]
    found = leaks(json.dumps(told, default=plain))
    for artifact in run.artifacts:
        found += leaks(artifact.name) + leaks(await run.read(artifact.name))
    return found


@pytest.mark.usefixtures("firefox")
@pytest.mark.parametrize("engine", [CHROMIUM, FIREFOX], ids=["chromium", "firefox"])
async def test_a_page_gets_the_value_of_a_secret_and_nothing_that_the_job_leaves_has_it(
    run_job: RunJob, site: TestSite, vault: Vault, engine: int, capfd: pytest.CaptureFixture[str]
) -> None:
    await vault.put("portal", SECRET, site.url)
    await vault.put("token", TOKEN, site.url)
    run = await run_job(
        site.page("login.html"),
        {"action": "setCookies", "cookies": [{"name": "session", "value": "${secret:token}"}]},
        FILL,
        {"action": "wait", "target": "#shown.sent", "timeoutMs": 5000},
        {"action": "type", "target": "#code", "secret": "token"},
        {"action": "extract", "target": "#password", "attribute": "value", "name": "read"},
        {"action": "evaluate", "script": "({[document.title]: [document.cookie, location.href]})"},
        {"action": "evaluate", "script": "document.querySelector('#password').value.length"},
        {"action": "evaluate", "script": "btoa(document.cookie).repeat(20000)"},
        {"action": "fill", "target": "#note", "value": "${read}"},
        {"action": "screenshot"},
        {"action": "click", "target": "#send", "waitForNavigation": True},
        {"action": "evaluate", "script": "throw new Error(document.querySelector('[name=password]').value)"},
        options={"record": RECORD_ALL},
        browser_type_id=engine,
    )
    assert run.error_type == "ACTION_FAILED", run.job.error
    assert run.value(4) == "***"
    assert run.value(6) == len(SECRET)
    (posted,) = [one for _, one in site.headers if one.get("X-Value")][-1:]
    assert posted["X-Value"] == quote(SECRET, safe="~()*!.'-_")
    assert f"session={TOKEN}" in posted["Cookie"]
    assert await everything(run) == []
    assert {one.name for one in run.artifacts} >= {"trace.zip", "network.har", "console.log", "network.log"}
    assert "data.json" in {one.name for one in run.artifacts}
    assert leaks("".join(capfd.readouterr())) == []
    assert {(use.name, use.origin, str(use.job_id)) for use in vault.uses} == {
        ("portal", site.url, str(run.job.id)),
        ("token", site.url, str(run.job.id)),
    }


async def test_what_a_secret_was_entered_into_can_be_copied_by_no_later_action(
    run_job: RunJob, site: TestSite, vault: Vault
) -> None:
    await vault.put("portal", SECRET, site.url)
    run = await run_job(
        site.page("login.html"),
        FILL,
        {"action": "extract", "target": "#password", "attribute": "value", "name": "read"},
        {"action": "fill", "target": "#user", "value": "${read}"},
        {"action": "evaluate", "script": "document.querySelector('#user').value === '***'"},
    )
    assert run.value(3) is True


async def test_what_a_field_keeps_of_a_secret_that_is_too_long_for_it_is_hidden(
    run_job: RunJob, site: TestSite, vault: Vault
) -> None:
    await vault.put("portal", "Zq7vKw2pLm9x", site.url)
    html = '<input id=password maxlength=5 oninput="document.title = value + value">'
    run = await run_job(page(site, html), FILL, {"action": "extract", "target": "#password", "attribute": "value"})
    assert run.job.result["title"] == "******"
    assert "Zq7" not in json.dumps(run.job.result, default=plain)


async def test_a_secret_is_entered_into_frames_of_its_origins_alone(
    run_job: RunJob, site: TestSite, vault: Vault
) -> None:
    await vault.put("portal", SECRET, elsewhere(site))
    framed = page(site, f"<input id=password><iframe src='{elsewhere(site)}/login.html'></iframe>")
    inner = {**FILL, "frame": [{"target": "iframe"}]}
    run = await run_job(framed, inner)
    assert run.job.status is Status.COMPLETED, run.job.error
    assert [use.origin for use in vault.uses] == [elsewhere(site)]
    run = await run_job(framed, FILL)
    assert run.error_type == "SECRET_UNAVAILABLE"
    assert run.job.error is not None
    assert run.job.error["message"] == (
        f"action 0 (fill): the secret portal may not be used on {site.url}: it is for {elsewhere(site)}"
    )
    assert run.job.error["details"]["canRetry"] is False
    srcdoc = "<iframe srcdoc='<input id=password>'></iframe>"
    run = await run_job(f"{elsewhere(site)}/page?html={quote(srcdoc)}", inner)
    assert run.error_type == "SECRET_UNAVAILABLE"
    run = await run_job(f"{elsewhere(site)}/redirect?to={quote(site.page('login.html'))}", FILL)
    assert run.error_type == "SECRET_UNAVAILABLE"
    assert len(vault.uses) == 1


@pytest.mark.usefixtures("firefox")
@pytest.mark.parametrize("engine", [CHROMIUM, FIREFOX], ids=["chromium", "firefox"])
async def test_a_sandboxed_document_is_of_no_origin_whatever_it_says(
    run_job: RunJob, site: TestSite, vault: Vault, engine: int
) -> None:
    await vault.put("portal", SECRET, site.url)
    lies = "<input id=password><script>Object.defineProperty(window, 'origin', {value: location.origin})</script>"
    sandboxed = f"<iframe sandbox=allow-scripts src='{page(site, lies)}'></iframe>"
    run = await run_job(page(site, sandboxed), {**FILL, "frame": [{"target": "iframe"}]}, browser_type_id=engine)
    assert run.error_type == "SECRET_UNAVAILABLE"
    assert vault.uses == []


async def test_a_field_that_the_page_replaces_meanwhile_gets_it_too(
    run_job: RunJob, site: TestSite, vault: Vault
) -> None:
    await vault.put("portal", SECRET, site.url)
    html = """<input id=password disabled><script>
        setTimeout(() => { document.querySelector('#password').outerHTML = '<input id=password>' }, 400)
    </script>"""
    run = await run_job(page(site, html), FILL, {"action": "evaluate", "script": "password.value.length"})
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.value(1) == len(SECRET)


async def test_a_secret_for_codes_gives_the_code_of_the_moment(run_job: RunJob, site: TestSite, vault: Vault) -> None:
    await vault.put("otp", SEED, site.url, kind=Kind.TOTP)
    shown = "[code.value.length, /^[0-9]+$/.test(code.value), Number(code.value), 'code ' + code.value]"
    run = await run_job(
        site.page("login.html"),
        {"action": "fill", "target": "#code", "totp": "otp"},
        {"action": "evaluate", "script": f"(code => {shown})(document.querySelector('#code'))"},
    )
    assert run.value(1) == [6, True, "***", "code ***"]
    run = await run_job(site.page("login.html"), {"action": "fill", "target": "#code", "secret": "otp"})
    assert run.error_type == "SECRET_UNAVAILABLE"
    assert SEED not in json.dumps(run.job.error, default=plain)


async def test_a_value_too_short_to_be_found_hides_each_text_that_has_it_and_is_not_recorded(
    run_job: RunJob, site: TestSite, vault: Vault
) -> None:
    await vault.put("portal", "q7z", site.url)
    actions: list[Json] = [
        FILL,
        {"action": "evaluate", "script": "[document.title, 'a q7z b', 'other', {q7z: 1}]"},
        {"action": "evaluate", "script": "throw new Error('no q7z')"},
    ]
    run = await run_job(site.page("login.html"), *actions)
    assert run.job.error is not None
    assert run.job.result is not None
    assert run.job.error["message"] == "action 2 (evaluate): ***"
    assert run.value(1) == ["***", "***", "other", {"***": 1}]
    assert "q7z" not in json.dumps([run.job.result, [event.data for event in run.events]], default=plain)
    run = await run_job(site.page("login.html"), *actions, options={"record": {"consoleLog": True}})
    assert run.error_type == "SECRET_UNAVAILABLE"
    assert b"q7z" not in await run.read("console.log")


async def test_a_secret_that_is_not_there_fails_the_job_at_once(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(site.page("login.html"), FILL, max_retries=3)
    assert (run.job.status, run.error_type) == (Status.FAILED, "SECRET_UNAVAILABLE")
    run = await run_job(
        site.page("login.html"), options={"proxy": {"server": site.url, "username": "a", "password": "${secret:gone}"}}
    )
    assert run.error_type == "SECRET_UNAVAILABLE"


async def test_a_header_with_a_secret_goes_to_its_origins_alone_redirects_included(
    run_job: RunJob, site: TestSite, vault: Vault
) -> None:
    await vault.put("token", TOKEN, site.url)
    other = elsewhere(site)
    site.headers.clear()
    html = f"""<p id=done>done</p><img src="{other}/red.png?image"><iframe src="{other}/list.html?frame">
        </iframe><script>
        const ask = path => fetch(path, {{mode: 'no-cors'}}).catch(String);
        Promise.all([ask('/red.png?own'), ask('{other}/red.png?other'),
            ask('/redirect?to=' + encodeURIComponent('{other}/red.png?redirected')),
            ask('{other}/redirect?to=' + encodeURIComponent('{site.url}/red.png?back')),
        ]).then(() => done.className = 'done')
    </script>"""
    run = await run_job(
        f"{other}/redirect?to={quote(page(site, html))}",
        {"action": "wait", "target": "#done.done", "timeoutMs": 10000},
        {"action": "setHeaders", "headers": {"X-Later": "Bearer ${secret:token}", "X-Plain": "$${secret:token}"}},
        {"action": "visit", "url": f"{site.url}/redirect?to={quote(other + '/headers?document')}"},
        {"action": "extract", "target": "body"},
        {"action": "visit", "url": f"{site.url}/headers"},
        {"action": "extract", "target": "#x-later"},
        {"action": "setHeaders", "headers": {"X-Other": "y"}},
        {"action": "visit", "url": f"{site.url}/headers?last"},
        options={"extraHttpHeaders": {"Authorization": "Bearer ${secret:token}"}, "record": RECORD_ALL},
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    authorized = {url for url, headers in site.headers if headers.get("Authorization") == f"Bearer {TOKEN}"}
    later = {url for url, headers in site.headers if headers.get("X-Later") == f"Bearer {TOKEN}"}
    assert {url for url in authorized | later if not url.startswith(f"{site.url}/")} == set()
    own = {url for url, _ in site.headers if url.startswith(f"{site.url}/") and "favicon" not in url}
    assert authorized == own
    assert later == {url for url in own if "document" in url or url == f"{site.url}/headers"}
    seen = {url.rpartition("?")[2] for url, _ in site.headers if url.startswith(other)}
    assert seen >= {"image", "frame", "other", "redirected", "document"}
    leaky = [url for url, headers in site.headers if url.startswith(other) and TOKEN in str(headers)]
    assert leaky == []
    assert [headers["X-Plain"] for url, headers in site.headers if url == f"{site.url}/headers"] == ["${secret:token}"]
    assert run.value(5) == "Bearer ***"
    assert await everything(run) == []
    assert {use.origin for use in vault.uses} == {site.url}


@pytest.mark.usefixtures("firefox")
async def test_a_browser_that_sends_headers_wherever_it_goes_sends_none_with_a_secret(
    run_job: RunJob, site: TestSite, vault: Vault
) -> None:
    await vault.put("token", TOKEN, site.url)
    site.headers.clear()
    run = await run_job(
        site.page("login.html"), options={"extraHttpHeaders": {"X-A": "${secret:token}"}}, browser_type_id=FIREFOX
    )
    assert (run.error_type, site.headers) == ("UNSUPPORTED", [])


async def test_credentials_with_a_secret_are_for_its_origins(run_job: RunJob, site: TestSite, vault: Vault) -> None:
    await vault.put("password", SECRET.replace("€", "").replace("ä", "a"), site.url)
    credentials = {"username": "ann", "password": "${secret:password}", "origin": site.url}
    private = site.page("private")
    run = await run_job(
        private, {"action": "extract", "target": "p"}, options={"httpCredentials": credentials, "record": RECORD_ALL}
    )
    assert run.value(0) == "ann:***"
    assert await everything(run) == []
    run = await run_job(private, options={"httpCredentials": {**credentials, "origin": elsewhere(site)}})
    assert run.error_type == "SECRET_UNAVAILABLE"


@pytest.mark.parametrize(
    ("cookie", "is_allowed"),
    [
        ({"url": "https://app.portal.test/"}, True),
        ({"url": "http://app.portal.test/"}, False),
        ({"url": "https://portal.test/"}, False),
        ({"domain": "app.portal.test"}, True),
        ({"domain": ".app.portal.test"}, True),
        ({"domain": ".portal.test"}, False),
        ({"domain": "elsewhere.test"}, False),
    ],
    ids=str,
)
async def test_a_cookie_with_a_secret_reaches_its_origins_alone(
    run_job: RunJob, site: TestSite, vault: Vault, cookie: Json, is_allowed: bool
) -> None:
    await vault.put("token", TOKEN, "https://*.portal.test")
    run = await run_job(
        site.page("list.html"),
        {"action": "setCookies", "cookies": [{"name": "s", "value": "${secret:token}", **cookie}]},
    )
    assert run.job.status is (Status.COMPLETED if is_allowed else Status.FAILED), run.job.error
    assert is_allowed or run.error_type == "SECRET_UNAVAILABLE"


@pytest.mark.parametrize("kind", ["screenshot", "element", "failure", "pdf"])
async def test_a_picture_does_not_show_what_a_secret_is(
    run_job: RunJob, site: TestSite, vault: Vault, kind: str
) -> None:
    html = """<title>t</title><body style="font: 20px monospace"><input id=password><input type=password value=hunter>
        <style>select { width: 100px } #grow::after { content: attr(data-text) } li { list-style: var(--text) }</style>
        <p id=echo></p><p id=contents style="display: contents"></p><img id=image width=300 height=30 src=/absent>
        <p id=grow></p><select id=choice><option value=1></select><select id=group size=2><optgroup></select>
        <ul id=list><li>item</ul><div id=host></div><iframe srcdoc="<p>frame</p>"></iframe>
        <script>
        const root = host.attachShadow({mode: 'open'});
        root.innerHTML = '<input id=inner>';
        password.oninput = () => {
            echo.textContent = 'hello ' + password.value; document.title = password.value;
            contents.textContent = image.alt = grow.dataset.text = choice.options[0].textContent = password.value;
            group.firstElementChild.label = password.value;
            list.style.setProperty('--text', JSON.stringify(password.value));
            root.querySelector('input').value = frames[0].document.body.textContent = password.value;
            root.innerHTML += '';
            history.replaceState(null, '', '/page?' + new URLSearchParams({a: password.value}));
        };
        </script>"""
    taken = {
        "screenshot": {"action": "screenshot", "fullPage": True},
        "element": {"action": "screenshot", "target": "body"},
        "failure": {"action": "click", "target": "#absent", "timeoutMs": 200, "continueOnError": True},
        "pdf": {"action": "pdf", "displayHeaderFooter": True},
    }[kind]
    pictures = []
    for number in range(2):
        value = ("Zq7Xv4Kp9Wm2", "Aa1Bb2Cc3Dd4")[number]
        await vault.put(f"portal{number}", value, site.url)
        run = await run_job(
            page(site, html),
            {**FILL, "secret": f"portal{number}"},
            taken,
            {
                "action": "evaluate",
                "script": "[password.value.length, getComputedStyle(password).opacity, document.activeElement.id]",
            },
        )
        assert run.value(2) == [12, "1", "password"]
        (artifact,) = run.artifacts
        data = await run.read(artifact.name)
        assert value.encode() not in data
        pictures.append(data)
    if kind == "pdf":
        pictures = [
            b"".join(line for line in data.splitlines(keepends=True) if b"Date" not in line) for data in pictures
        ]
    assert pictures[0] == pictures[1]


async def test_a_file_that_a_site_makes_of_a_secret_is_kept_without_it(
    run_job: RunJob, site: TestSite, vault: Vault
) -> None:
    await vault.put("portal", TOKEN, site.url)
    html = """<input id=password><a id=get download='a.txt'>get</a><script>
        password.oninput = () => { get.download = password.value + '.txt';
            get.href = URL.createObjectURL(new Blob(['it is ' + password.value + '\\n1.0'.repeat(40000)])) }</script>"""
    run = await run_job(page(site, html), FILL, {"action": "download", "target": "#get"})
    assert run.job.status is Status.COMPLETED, run.job.error
    (artifact,) = run.artifacts
    data = await run.read(artifact.name)
    assert data.startswith(b"it is ***\n1.0\n1.0")
    assert await everything(run) == []


async def test_words_of_a_page_name_no_secret(run_job: RunJob, site: TestSite, vault: Vault) -> None:
    await vault.put("token", TOKEN, site.url)
    read = page(site, "<p>${secret:token} $${secret:token}</p>")
    run = await run_job(
        read,
        {"action": "extract", "target": "p", "name": "words"},
        {"action": "setHeaders", "headers": {"X-A": "${words} ${secret:token}"}},
        {"action": "visit", "url": f"{site.url}/headers"},
        {"action": "extract", "target": "#x-a"},
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.value(3) == "${secret:token} $${secret:token} ***"
    assert [headers["X-A"] for _, headers in site.headers if "X-A" in headers][-1].endswith(f"}} {TOKEN}")
