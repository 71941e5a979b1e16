"""Waiting, pages of a job's own, and what a job sets for the pages after, in both lanes."""

from store.job import Json, Status
from tests.fixtures.site import TestSite
from tests.lanes.conftest import InBoth
from tests.lanes.test_pages import PAPER, TEXT, VIEW, page

SHORT = {"action": "wait", "timeoutMs": 1500, "continueOnError": True}
LATE = """<title>late</title><ul><li>1<li>2<li>3</ul><p id=gone>gone</p><p id=hidden>hidden</p><input><script>
  setTimeout(() => {
    gone.remove();
    hidden.style.display = 'none';
    document.querySelector('input').value = 'typed';
    document.body.insertAdjacentHTML('beforeend', '<p id=late>late one</p>');
  }, 700);
</script>"""
WAITS: tuple[Json, ...] = (
    {"action": "wait", "target": "#late"},
    {"action": "wait", "target": "#gone", "state": "detached"},
    {"action": "wait", "target": "#hidden", "state": "hidden"},
    {"action": "wait", "target": "li", "count": 3},
    {"action": "wait", "target": "li", "minCount": 2},
    {"action": "wait", "target": "#late", "text": "late one"},
    {"action": "wait", "target": "input", "value": "typed"},
    {"action": "wait", "waitUntil": "networkidle"},
    {"action": "wait", "url": "**/page**"},
    {**SHORT, "target": "li", "count": 9},
    {**SHORT, "target": "li", "nth": 7},
    {**SHORT, "target": "#late", "text": "early"},
    {**SHORT, "target": "input", "value": "other"},
    {**SHORT, "target": "#none"},
    {**SHORT, "target": "#hidden"},
    {**SHORT, "url": "**/never"},
)


async def test_what_is_waited_for_is_told_alike(in_both: InBoth, site: TestSite) -> None:
    away = page(site, "<script>setTimeout(() => { location = '/list.html' }, 300)</script>")
    there = {"action": "wait", "url": "**/list.html"}
    options = {"failureScreenshot": False}
    run = await in_both(page(site, LATE), *WAITS, {"action": "visit", "url": away}, there, TEXT, options=options)
    assert run.job.status is Status.COMPLETED, run.job.error


async def test_a_page_of_the_jobs_own_is_alike(in_both: InBoth, site: TestSite) -> None:
    html = f"""<title>own</title><p id=p>own</p><img src=red.png><a href='#p'>x</a><iframe src='{site.url}/list.html'>
      </iframe><script>fetch('http://10.0.0.1/').catch(error => document.title += error)</script>"""
    run = await in_both("", VIEW, TEXT, PAPER, html=html, base_url=f"{site.url}/")
    assert run.job.status is Status.COMPLETED, run.job.error


async def test_a_page_of_the_jobs_own_that_goes_elsewhere_is_told_alike(in_both: InBoth, site: TestSite) -> None:
    there = {"action": "wait", "url": "**/list.html"}
    run = await in_both("", there, TEXT, html=f"<script>location = '{site.url}/list.html'</script>")
    assert run.job.status is Status.COMPLETED, run.job.error
    run = await in_both("", TEXT, html="<script>location = 'http://10.0.0.1/'</script>")
    assert run.error_type == "URL_BLOCKED"


async def test_what_a_job_sets_counts_alike(in_both: InBoth, site: TestSite) -> None:
    asks = "<script>document.title = [confirm('one'), prompt('two', 'three'), innerWidth]</script>"
    run = await in_both(
        site.page("colours.html"),
        {"action": "setViewport", "viewport": {"width": 333, "height": 222}},
        {"action": "answerDialogs", "answer": "accept", "promptText": "hm"},
        {"action": "visit", "url": f"{site.url}/headers"},
        {**TEXT, "name": "headers"},
        VIEW,
        {"action": "visit", "url": page(site, asks)},
        {"action": "extract", "name": "asked", "target": "title", "attribute": "textContent"},
        {"action": "back"},
        {"action": "reload"},
        {"action": "forward"},
        {**TEXT, "name": "last"},
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    assert "true,hm,333" in run.value(6)


async def test_a_page_is_told_the_same_of_where_it_is_and_what_it_may(in_both: InBoth, site: TestSite) -> None:
    html = """<pre id=told></pre><script>
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'storage-access', 'gyroscope'];
      const told = Promise.all(names.map(name => navigator.permissions.query({ name }).then(one => one.state, String)));
      navigator.geolocation.getCurrentPosition(async ({ coords: { latitude, longitude, accuracy } }) => {
        document.querySelector('#told').textContent = [latitude, longitude, accuracy, ...await told].join('\\n');
        document.title = 'told';
      });
    </script>"""
    permissions = ["geolocation", "notifications", "camera", "midi", "storage-access", "gyroscope"]
    options = {"geolocation": {"latitude": 48.1, "longitude": 11.5}, "permissions": permissions}
    wait = {"action": "wait", "target": "#told", "hasText": "48.1"}
    run = await in_both(page(site, html), wait, TEXT, options=options)
    assert "48.1\n11.5\n0\ngranted" in run.value(1)
