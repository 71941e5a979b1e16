"""The task shop-invoice at the example shop: an order's invoice, and a session that saves the sign-in."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from store.database.connection import Database
from store.job import Json, Status
from store.records.files import FileStorage
from store.sessions.reading import SessionKeeper
from tasks.portal import CheckFailed
from tasks.shop_invoice import ShopInvoice
from tasks.words import Readings
from tests.fixtures.runs import Run, RunJob
from tests.fixtures.secrets import Vault
from worker.browsers.browsers import Browsers
from worker.running.executor import Executor
from worker.running.journal import Journal

SITE = Path(__file__).parent.parent.parent / "examples" / "site"
TASK = ShopInvoice()


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The example shop's URL."""
    monkeypatch.syspath_prepend(str(SITE))
    from serve import serve  # noqa: PLC0415 - a script beside the package

    with serve() as site:
        thread = threading.Thread(target=site.serve_forever)
        thread.start()
        yield site.url
        site.shutdown()
        thread.join()
    for name in [one for one in sys.modules if one == "serve" or one.partition(".")[0] == "shop"]:
        del sys.modules[name]


@pytest.fixture
async def executor(browsers: Browsers, files: FileStorage, database: Database, vault: Vault) -> Executor:
    keeper = SessionKeeper(database, vault.keyring)
    return Executor(browsers, files, Journal(database), secrets=vault.reader, keeper=keeper)


async def fetched(run_job: RunJob, **ticket: Any) -> tuple[Run, Readings]:
    """A job of the task, and what it has read."""
    job = dict(TASK.build(ticket))
    changes = {"options": job["options"], "wait_until": job["waitUntil"]}
    run = await run_job(job["targetUrl"], *job["actions"], **changes)
    assert run.job.status is Status.COMPLETED, run.job.error
    return run, Readings(run.job.result or {})


async def test_the_invoice_of_a_ticket_is_fetched_and_only_the_first_job_signs_in(
    run_job: RunJob, vault: Vault, shop: str
) -> None:
    await vault.put("shop-password", "bookbinder", shop.rstrip("/"))
    ticket: Json = {"shop": shop, "order": "QB-7A31F09C2E", "email": "demo@example.com"}
    told = {**ticket, "total": "33.30", "date": "2026-09-03"}
    run, read = await fetched(run_job, **told)
    shaped = TASK.result(told, read)
    assert shaped.value == {
        "order": "QB-7A31F09C2E",
        "invoiceNumber": "2026-00401",
        "date": "2026-09-03",
        "total": "33.30",
        "currency": "EUR",
        "lines": [
            {"item": "Waxed linen thread", "quantity": 3, "price": "7.80", "total": "23.40"},
            {"item": "Bicycle courier", "quantity": 1, "price": "9.90", "total": "9.90"},
            {"item": "VAT, 21% included", "quantity": None, "price": None, "total": "5.78"},
        ],
        "pdf": "invoice.pdf",
        "signedIn": True,
    }
    assert (await run.read("invoice.pdf")).startswith(b"%PDF-1.4")
    # The second time the session does; what the ticket says wrongly is named.
    wrong = {**ticket, "total": "33.00"}
    _, read = await fetched(run_job, **wrong)
    assert TASK.result(ticket, read).value["signedIn"] is False
    with pytest.raises(CheckFailed, match=r"check total failed: 33\.00 was asked for, and the portal has 33\.30"):
        TASK.result(wrong, read)
    unknown = {**ticket, "order": "QB-0000000000"}
    _, read = await fetched(run_job, **unknown)
    with pytest.raises(CheckFailed, match="check order failed: the shop has no invoice of order QB-0000000000"):
        TASK.result(unknown, read)
