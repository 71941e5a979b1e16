"""No language of the machine changes what we say or do."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from worker.processes import environment

PROGRAM = """
import {package}.__main__
from tabwright.v1.job_service_pb2 import CreateJobRequest
print([field.json_name for field in CreateJobRequest.DESCRIPTOR.fields][:2])
"""


@pytest.fixture(scope="module")
def turkish(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a machine in Turkey."""
    folder: Path = tmp_path_factory.mktemp("locales")
    localedef = shutil.which("localedef")
    made = localedef and subprocess.run(  # noqa: S603 - the system's
        [localedef, "-i", "tr_TR", "-f", "UTF-8", str(folder / "tr_TR.UTF-8")], check=False, capture_output=True
    )
    if not made or made.returncode:
        pytest.skip("this machine cannot make the locale")
    return {**os.environ, "LOCPATH": str(folder), "LC_ALL": "tr_TR.UTF-8"}


@pytest.mark.parametrize("package", ["cli", "server", "worker"])
def test_names_in_json_are_the_same_where_an_i_has_other_capitals(turkish: dict[str, str], package: str) -> None:
    command = [sys.executable, "-c", PROGRAM.format(package=package)]
    names = subprocess.run(command, env=turkish, check=True, capture_output=True, text=True)  # noqa: S603 - our own
    assert names.stdout == "['browserTypeId', 'targetUrl']\n"


def test_browsers_have_the_same_locale_on_each_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in {"LC_ALL": "C", "LC_CTYPE": "C", "LANG": "xx_XX", "LANGUAGE": "xx"}.items():
        monkeypatch.setenv(name, value)
    given = environment.minimal(tmp_path)
    assert {name: given.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG")} == {
        "LC_ALL": "C.UTF-8",
        "LC_CTYPE": None,
        "LANG": None,
    }
