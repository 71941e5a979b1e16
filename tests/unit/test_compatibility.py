"""What breaks those who have an earlier release's SDK is noticed."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
BUF = ROOT / "node_modules" / ".bin" / "buf"
FIELD = "  // The page that it opens first.\n  string target_url = 4;\n"
METHOD = "  rpc GetJob(GetJobRequest) returns (Job) {"

pytestmark = pytest.mark.skipif(
    not BUF.exists() and os.environ.get("CI") != "true", reason="buf is not installed: it comes with npm"
)


def breaking(folder: Path) -> subprocess.CompletedProcess[str]:
    """Compares the API in `folder` as `make lint` does."""
    command = [BUF, "breaking", "--against", ROOT / "proto" / "released.binpb"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603


@pytest.fixture
def api(tmp_path: Path) -> Path:
    """A folder with the API's definition, to be changed."""
    shutil.copy(ROOT / "buf.yaml", tmp_path)
    shutil.copytree(ROOT / "proto", tmp_path / "proto")
    return tmp_path


def change(api: Path, file: str, old: str, new: str) -> None:
    path = api / "proto" / "tabwright" / "v1" / file
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("job.proto", FIELD, "", 'field "4" with name "target_url" on message "Job" was deleted'),
        ("job.proto", FIELD, FIELD.replace("target_url", "page"), 'changed name from "target_url" to "page"'),
        ("job.proto", FIELD, FIELD.replace("string", "bytes"), 'changed type from "string" to "bytes"'),
        (
            "job_service.proto",
            METHOD,
            METHOD.replace("GetJob(", "ReadJob("),
            'RPC "GetJob" on service "JobService"',
        ),
    ],
    ids=["a field removed", "a field renamed", "a field of another type", "a method renamed"],
)
def test_a_change_that_breaks_clients_is_noticed(api: Path, file: str, old: str, new: str, told: str) -> None:
    change(api, file, old, new)
    answer = breaking(api)
    assert answer.returncode != 0
    assert told in answer.stdout


def test_what_is_added_breaks_nobody(api: Path) -> None:
    change(api, "job.proto", FIELD, f"{FIELD}  // New.\n  string colour = 1000;\n")
    answer = breaking(api)
    assert (answer.returncode, answer.stdout) == (0, "")
