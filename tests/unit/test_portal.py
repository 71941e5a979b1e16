"""Portals' tasks: the job that they make, and the checks of what it has read; with the one of docs/adapters.md."""

import re
from pathlib import Path
from typing import Any

import pytest
from tabwright.v1.task_type_service_pb2 import RunTaskRequest

from server.convert import job as convert
from server.convert import task as convert_task
from server.settings import ServerSettings
from tasks.portal import CheckFailed
from tasks.shop_invoice import ShopInvoice
from tasks.task import Refused, Task
from tasks.words import Readings

ADAPTERS = Path(__file__).parent.parent.parent / "docs" / "adapters.md"
TICKET = {"shop": "https://shop.example/", "order": "QB-7A31F09C2E", "email": "ada@example.com"}
SHOP = ShopInvoice()


@pytest.fixture(scope="module")
def documented() -> Task:
    (block,) = re.findall(r"^```python\n(.*?)^```\n", ADAPTERS.read_text(), re.DOTALL | re.MULTILINE)
    names: dict[str, Any] = {}
    exec(block, names)  # noqa: S102 - the documentation's
    task = names["TownNotice"]()
    assert isinstance(task, Task)
    return task


def test_a_portals_job_signs_in_where_it_has_to_and_saves_its_session() -> None:
    job = SHOP.build(TICKET)
    sign_in, proof, *_ = job["actions"]
    signed_in = {"target": ".customer", "hasText": "ada@example.com"}
    assert job["targetUrl"] == "https://shop.example/invoices?order=QB-7A31F09C2E"
    assert (sign_in["action"], sign_in["times"], sign_in["when"]) == ("repeat", 1, {**signed_in, "not": True})
    assert sign_in["actions"][1]["secret"] == "shop-password"
    assert {**proof, **signed_in, "action": "wait"} == proof
    assert job["options"]["saveSession"] == "onSuccess"
    assert job["repeat"] == "always"


def test_each_account_at_each_portal_has_a_session_unless_one_is_named() -> None:
    def session(**changes: Any) -> Any:
        return SHOP.build({**TICKET, **changes}).get("options", {}).get("session")

    assert session() == session(order="QB-0000", shop="https://SHOP.example")
    assert len({session(), session(email="b@example.com"), session(shop="http://shop.example")}) == 3
    assert re.fullmatch(r"shop-invoice-[0-9a-f]{12}", session())
    assert session(session="mine") == "mine"
    assert session(session="") is None


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"email": "${secret:portal}@b"}, "email"),
        ({"order": "QB-1' or"}, "order"),
        ({"shop": "https://shop.example/path"}, "shop"),
        ({"total": "33"}, "total"),
        ({"password": "x"}, "password"),
        ({"session": "No"}, "session"),
    ],
)
def test_what_a_ticket_cannot_say_is_refused(changes: dict[str, str], place: str) -> None:
    with pytest.raises(Refused) as refused:
        SHOP.build({**TICKET, **changes})
    assert [one.place for one in refused.value.violations] == [place]


def read(**facts: Any) -> Readings:
    read = {"number": "123456", "company": "ACME", "due": None, **facts}
    return Readings({"actions": [{"name": "facts", "value": read}, {"name": "notice", "artifact": "notice.pdf"}]})


def test_the_adapter_of_the_documentation_makes_a_job_and_a_result_and_checks_it(documented: Task) -> None:
    job = documented.build({"number": "123456"})
    assert job["targetUrl"] == "https://portal.town.example/notices/123456"
    shaped = documented.result({"number": "123456", "company": "ACME"}, read())
    assert shaped.value == {"number": "123456", "company": "ACME", "due": None, "file": "notice.pdf"}
    assert list(shaped.missing) == ["due"]
    with pytest.raises(CheckFailed, match="check company failed: Other was asked for, and the portal has ACME"):
        documented.result({"number": "123456", "company": "Other"}, read())
    with pytest.raises(CheckFailed, match="check number failed"):
        documented.result({"number": "123456"}, read(number="654321"))


def test_the_job_of_the_documentations_adapter_can_be_created(documented: Task) -> None:
    request, _ = convert_task.job_request(RunTaskRequest(), documented, {"number": "123456"})
    job = convert.new_job(request, "c", ServerSettings())
    assert [action["action"] for action in job.actions] == ["repeat", "wait", "extract", "download"]


@pytest.mark.parametrize("text", ["", "33.30", "€ 33,30", "€33"])
def test_what_is_no_amount_fails_a_check(text: str) -> None:
    facts = {"number": "1", "order": TICKET["order"], "date": "2026-09-03", "total": text}
    with pytest.raises(CheckFailed, match="check amount failed"):
        SHOP.result(TICKET, Readings({"actions": [{"name": "open"}, {"name": "facts", "value": facts}]}))
