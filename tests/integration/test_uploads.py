"""upload: a folder, and a zone to drop files on."""

from urllib.parse import quote

import pytest

from store.job import Status
from tests.fixtures.runs import RunJob
from tests.fixtures.site import TestSite
from tests.integration.test_firefox import FIREFOX

CHROMIUM = 1
HTML = """<!doctype html>
<input type=file id=folder webkitdirectory><input type=file id=single><p id=given></p>
<div id=zone>Drop here</div><div id=wall>Wall</div>
<script>
  const tell = async (files, name) => {
    const texts = await Promise.all([...files].map(async file => `${file[name]} ${file.type} ${await file.text()}`));
    given.textContent = texts.sort().join('; ');
  };
  folder.onchange = () => tell(folder.files, 'webkitRelativePath');
  zone.ondragover = event => event.preventDefault();
  zone.ondrop = event => { event.preventDefault(); tell(event.dataTransfer.files, 'name'); };
</script>"""
FILES = [{"name": "one.txt", "data": "T25l"}, {"name": "two.txt", "data": "VHdv"}]
GIVEN = [{"action": "wait", "target": "#given", "hasText": "Two"}, {"action": "extract", "target": "#given"}]


@pytest.mark.usefixtures("firefox")
@pytest.mark.parametrize("engine", [CHROMIUM, FIREFOX])
async def test_files_are_dropped_on_a_zone_that_takes_them(run_job: RunJob, site: TestSite, engine: int) -> None:
    url = f"{site.url}/page?html={quote(HTML)}"
    drop = {"action": "upload", "target": "#zone", "files": FILES, "drop": True}
    run = await run_job(url, drop, *GIVEN, {**drop, "target": "#wall", "timeoutMs": 3000}, browser_type_id=engine)
    assert run.value(2) == "one.txt text/plain One; two.txt text/plain Two"
    assert run.error_type == "ACTION_FAILED"
    assert run.job.error is not None
    assert "'#wall' does not take files that are dropped" in run.job.error["message"]


async def test_a_folder_is_given_with_its_folders(run_job: RunJob, site: TestSite) -> None:
    url = f"{site.url}/page?html={quote(HTML)}"
    files = [FILES[0], {**FILES[1], "name": "sub/two.txt"}]
    upload = {"action": "upload", "target": "#folder", "files": files, "folder": "album"}
    run = await run_job(url, upload, *GIVEN, {**upload, "target": "#single"})
    assert run.job.status is Status.FAILED
    assert run.value(2) == "album/one.txt text/plain One; album/sub/two.txt text/plain Two"
    assert run.job.error is not None
    assert "is no input that takes a folder" in run.job.error["message"]
