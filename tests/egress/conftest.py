"""Browsers that may reach one address, and the hostile site there."""

from base64 import b64encode
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.egress.canaries import OUTSIDE
from tests.egress.hostile import Hostile
from tests.integration.test_client_certificates import Identity
from worker.browsers.browsers import Browsers
from worker.settings import WorkerSettings


@pytest.fixture(scope="module")
def folder_for_all() -> Iterator[Path]:
    """A folder that all users may read, as browsers have users of their own. pytest's are root's."""
    with TemporaryDirectory(prefix="tabwright-test-") as folder:
        path = Path(folder)
        path.chmod(0o755)
        yield path


@pytest.fixture(scope="module")
async def hostile(folder_for_all: Path) -> AsyncIterator[Hostile]:
    somebody = Identity("somebody")
    certificate = {
        "cert": b64encode(somebody.cert_pem).decode(),
        "key": b64encode(somebody.key_pem).decode(),
    }
    hostile = Hostile(folder_for_all, certificate)
    await hostile.start()
    yield hostile
    await hostile.close()


@pytest.fixture(scope="module")
async def browsers(hostile: Hostile) -> AsyncIterator[Browsers]:
    """In place of those of other tests: nothing of this machine is open to them, but the hostile site."""
    settings = WorkerSettings(allow_private_addresses=f"{OUTSIDE}/32", egress_dns_servers=hostile.names.address)
    browsers = Browsers(settings)
    await browsers.start()
    yield browsers
    await browsers.close()


@pytest.fixture
def whole_corpus(request: pytest.FixtureRequest) -> bool:
    """Whether all tricks are to be tried in all engines."""
    return bool(request.config.getoption("--whole-corpus"))
