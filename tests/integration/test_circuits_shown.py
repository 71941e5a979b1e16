"""Circuits as they are shown: to whom, and what is told of them."""

from datetime import UTC, datetime, timedelta

import pytest

from store.database.connection import Database
from store.errors import CircuitNotFound
from store.sites.circuits import force_open, reset_circuit
from store.sites.listing import Circuit, Filter, Place, get_circuit, list_circuits
from store.sites.reports import report
from tests.fixtures.jobs import CLIENT, CreateJob
from tests.fixtures.sites import down

SITE = "example.test"
ANOTHER = "another"
SHARED = f"site-{SITE}"
OWN = f"own-site-{SITE}"

# What workers of several clients have counted, some of it more than a minute ago.
_COUNT = """
INSERT INTO circuit_windows (kind, subject, client_id, bucket, calls, failures, succeeded)
SELECT 'site', %(subject)s, client_id, floor(extract(epoch FROM now()) / 10) - ago, 4, 3, true
FROM unnest(%(clients)s::text[]) AS client (client_id), unnest(ARRAY[0, 1, 60]) AS past (ago)
RETURNING client_id
"""
_HOLD = """
WITH taken AS (DELETE FROM job_ready WHERE client_id = %(whose)s RETURNING *)
INSERT INTO job_parked (job_id, client_id, browser_type_id, priority, seq, lease_no, next_sequence, rank, site, held_by)
SELECT job_id, client_id, browser_type_id, priority, seq, lease_no, next_sequence, rank, site, 'circuit:' || site
FROM taken
RETURNING job_id
"""
_LIMIT = """
INSERT INTO throttles (site, client_id, backoff_until, limited_since)
VALUES (%(site)s, %(owner)s, now() + interval '1 minute', now())
RETURNING site
"""


async def opened(database: Database, kind: str, subject: str, owner: str = "", reason: str = "") -> None:
    until = datetime.now(UTC) + timedelta(minutes=10)
    await force_open(database, kind, subject, until=until, by="key:one", owner=owner, reason=reason)


async def shown(database: Database, client_id: str | None, **wanted: str) -> list[str]:
    return [circuit.name for circuit in await list_circuits(database, client_id, Filter(**wanted), limit=100)]


@pytest.fixture
async def several(database: Database) -> None:
    """Circuits of all kinds and owners."""
    await opened(database, "site", SITE)
    await opened(database, "site", SITE, CLIENT)
    await opened(database, "site", SITE, ANOTHER)
    await opened(database, "receiver", "hooks.test:443", CLIENT)
    await opened(database, "receiver", "hooks.test:443", ANOTHER)
    await opened(database, "proxy", "proxy.test:3128", ANOTHER)
    await opened(database, "storage", "artifacts")


async def test_a_client_sees_its_own_circuits_and_no_others(database: Database, several: None) -> None:
    assert await shown(database, CLIENT) == ["receiver-hooks.test_443", OWN]
    assert await shown(database, ANOTHER) == ["own-proxy-proxy.test_3128", "receiver-hooks.test_443", OWN]
    assert await shown(database, "third") == []
    assert await shown(database, "") == []


async def test_who_asks_for_no_client_sees_all(database: Database, several: None) -> None:
    found = await list_circuits(database, None, Filter(), limit=100)
    assert [(one.name, one.client_id) for one in found] == [
        ("own-proxy-proxy.test_3128", ANOTHER),
        ("receiver-hooks.test_443", ANOTHER),
        ("receiver-hooks.test_443", CLIENT),
        (SHARED, ""),
        (OWN, ANOTHER),
        (OWN, CLIENT),
        ("storage-artifacts", ""),
    ]


async def test_the_list_goes_on_after_a_place(database: Database, several: None) -> None:
    whole = await list_circuits(database, None, Filter(), limit=100)
    paged: list[Circuit] = []
    after: Place | None = None
    while page := await list_circuits(database, None, Filter(), after=after, limit=2):
        paged += page
        after = page[-1].place
    assert [one.place for one in paged] == [one.place for one in whole]


async def test_the_list_is_filtered(database: Database, several: None) -> None:
    await reset_circuit(database, SHARED)
    assert await shown(database, None, state="closed") == [SHARED]
    assert await shown(database, None, kind="storage") == ["storage-artifacts"]
    assert await shown(database, None, name_prefix="own-s", owner=CLIENT) == [OWN]
    assert await shown(database, None, owner="third") == []
    assert await shown(database, CLIENT, owner=ANOTHER) == []


async def test_a_client_sees_a_circuit_for_all_where_it_has_jobs_and_its_own_of_these(
    database: Database, create: CreateJob, several: None
) -> None:
    for client_id in (CLIENT, CLIENT, ANOTHER):
        await create(client_id=client_id, target_url=f"http://{SITE}/")
    for client_id in (CLIENT, ANOTHER):
        await database.rows(_HOLD, {"whose": client_id})
    assert await shown(database, CLIENT, kind="site") == [SHARED, OWN]
    assert (await get_circuit(database, CLIENT, SHARED, "")).held_jobs == 2
    assert (await get_circuit(database, ANOTHER, SHARED, "")).held_jobs == 1
    assert (await get_circuit(database, None, SHARED, "")).held_jobs == 3
    assert await shown(database, "third") == []


async def test_a_client_sees_what_has_closed_a_proxy_for_all_that_its_jobs_have_tried(database: Database) -> None:
    for client_id in (CLIENT, ANOTHER):
        await report(database, [down(client_id, kind="proxy", subject="proxy.test:3128")])
    assert await shown(database, CLIENT, state="open") == ["proxy-proxy.test_3128"]
    assert await shown(database, "third") == []


async def test_what_was_counted_in_the_last_minute_is_told_of_those_who_may_see_it(
    database: Database, several: None
) -> None:
    await database.rows(_COUNT, {"subject": SITE, "clients": [CLIENT, ANOTHER]})
    shared = await get_circuit(database, None, SHARED, "")
    assert (shared.calls, shared.failures) == (16, 12)
    of_client = await get_circuit(database, CLIENT, SHARED, "")
    assert (of_client.calls, of_client.failures) == (8, 6)
    own = await get_circuit(database, CLIENT, OWN, CLIENT)
    assert (own.calls, own.failures) == (8, 6)


async def test_a_site_that_asks_for_time_is_shown_though_its_circuit_has_never_opened(database: Database) -> None:
    await database.rows(_LIMIT, {"site": SITE, "owner": CLIENT})
    (circuit,) = await list_circuits(database, CLIENT, Filter(), limit=10)
    assert (circuit.name, circuit.state, circuit.reason) == (OWN, "closed", "it has asked for fewer requests")
    assert circuit.limited_until is not None
    assert await shown(database, ANOTHER) == []
    await reset_circuit(database, OWN, owner=CLIENT)
    assert await shown(database, CLIENT) == []


async def test_a_site_whose_circuit_has_closed_is_told_with_what_it_has_asked_for_since(database: Database) -> None:
    await opened(database, "site", SITE, CLIENT)
    await reset_circuit(database, OWN, owner=CLIENT)
    await database.rows(_LIMIT, {"site": SITE, "owner": CLIENT})
    circuit = await get_circuit(database, CLIENT, OWN, CLIENT)
    assert (circuit.state, circuit.reason) == ("closed", "it has asked for fewer requests")


async def test_a_name_that_is_not_there_is_told_what_may_be_meant(database: Database, several: None) -> None:
    with pytest.raises(CircuitNotFound, match=f"did you mean {OWN}"):
        await get_circuit(database, CLIENT, SITE, "")
    with pytest.raises(CircuitNotFound, match=r"did you mean receiver-hooks\.test_443"):
        await get_circuit(database, CLIENT, "receiver-hoks.test_443", CLIENT)
    with pytest.raises(CircuitNotFound, match="once something has failed"):
        await get_circuit(database, "third", OWN, "third")


async def test_who_opens_one_is_told_with_why_and_until_when(database: Database) -> None:
    await opened(database, "site", SITE, CLIENT, reason="stocktaking")
    circuit = await get_circuit(database, CLIENT, OWN, CLIENT)
    assert (circuit.state, circuit.reason, circuit.forced_by) == ("open", "opened by hand: stocktaking", "key:one")
    assert circuit.open_until is not None
    await reset_circuit(database, OWN, owner=CLIENT)
    circuit = await get_circuit(database, CLIENT, OWN, CLIENT)
    assert (circuit.state, circuit.forced_by, circuit.open_until) == ("closed", None, None)
