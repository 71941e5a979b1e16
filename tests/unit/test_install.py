"""`tabwright install`: what it tries, in which order, and what it says when nothing helps."""

from pathlib import Path

import pytest

from cli import install
from cli.errors import CommandError
from worker.browsers.engines import NoBrowser

CHROMIUM = install.INSTALLABLE["chromium"]
FOUND = "/usr/lib/chromium/chromium-headless-shell"


class Machine:
    """A machine where a browser can be had in some ways and not in others. Remembers what was tried."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, works_after: str) -> None:
        self.tried: list[str] = []
        self._works_after = works_after
        monkeypatch.setattr(install, "_find", self._find)
        monkeypatch.setattr(install, "_download", lambda _: self._get("download"))
        monkeypatch.setattr(install, "_install_package", lambda _: self._get("package"))

    def _get(self, way: str) -> str | None:
        self.tried.append(way)
        return None if way == self._works_after else f"the {way} cannot be had"

    async def _find(self, _: str) -> str:
        if self._works_after in ("", *self.tried):
            return FOUND
        raise NoBrowser("there is none")


@pytest.mark.parametrize(
    ("works_after", "tried"), [("", []), ("download", ["download"]), ("package", ["download", "package"])]
)
async def test_the_download_is_tried_before_the_package_and_neither_when_there_is_a_browser(
    monkeypatch: pytest.MonkeyPatch, works_after: str, tried: list[str]
) -> None:
    machine = Machine(monkeypatch, works_after=works_after)
    assert await install.install("chromium") == FOUND
    assert machine.tried == tried


async def test_when_nothing_helps_it_says_what_was_tried_and_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    Machine(monkeypatch, works_after="nothing")
    with pytest.raises(CommandError) as raised:
        await install.install("chromium")
    for text in ("the download cannot be had", "the package cannot be had", "apt-get install", "CHROMIUM_PATH"):
        assert text in str(raised.value)


def test_without_apt_there_is_no_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert install._install_package(CHROMIUM) == "the system's package: there is no apt-get on this machine"


def _would_ask(*_: object, **__: object) -> install.subprocess.CompletedProcess[str]:
    return install.subprocess.CompletedProcess([], 1, stdout="sudo: a password is required")


def _missing(*_: object, **__: object) -> install.subprocess.CompletedProcess[str]:
    raise FileNotFoundError("sudo")


@pytest.mark.parametrize("sudo", [_would_ask, _missing])
def test_nobody_is_asked_for_a_password(monkeypatch: pytest.MonkeyPatch, sudo: object) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr(install.subprocess, "run", sudo)
    assert install._install_package(CHROMIUM) == (
        "the system's package: that needs root, and there is no sudo that would not ask for a password"
    )


def test_a_command_that_fails_is_told_by_its_telling_line() -> None:
    script = "print('Reading lists'); print('E: Unable to locate package x'); raise SystemExit(100)"
    reason = install._run([install.sys.executable, "-c", script], {}, 10, "apt-get install x")
    assert reason == "apt-get install x: E: Unable to locate package x"


def test_a_command_that_takes_too_long_is_ended() -> None:
    reason = install._run([install.sys.executable, "-c", "import time; time.sleep(60)"], {}, 0.5, "the download")
    assert reason == "the download took longer than 0 s"


def test_webkit_has_no_package() -> None:
    assert install._install_package(install.INSTALLABLE["webkit"]) == "the system's package: none can be driven"


def test_the_systems_ffmpeg_takes_the_place_of_playwrights_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(NoBrowser):
        install._find_ffmpeg()
    monkeypatch.setattr("shutil.which", lambda _: "/bin/true")
    found = Path(install._find_ffmpeg())
    assert (found.resolve(), tmp_path in found.parents) == (Path("/bin/true").resolve(), True)
