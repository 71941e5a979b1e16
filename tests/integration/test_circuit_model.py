"""Any sequence of what workers tell of a site, claim and end, with two of them at a time, against a model of it."""

import asyncio
from collections.abc import Coroutine
from copy import deepcopy
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from store.database.connection import Database
from store.job import ClaimedJob, Status, new_id
from store.queue import holding, workers
from store.queue.attempts import Outcome, finish_jobs
from store.queue.claim import claim_jobs
from store.queue.intake import create_job
from store.queue.invariant import broken_circuits, broken_jobs
from store.queue.maintenance import promote_jobs, rescue_jobs
from store.settings import DatabaseSettings
from store.sites.circuits import name_of, reset_circuit
from store.sites.reports import report
from tests.fixtures.jobs import CHROMIUM, new_job
from tests.fixtures.known_circuit import KnownCircuit, KnownSite
from tests.fixtures.sessions import forget_jobs
from tests.fixtures.sites import SITE, URL, end_of_backoff, end_of_opening, limited, seen, up

CLIENTS = ("ann", "bob")
OWNERS = ("", *CLIENTS)
SLOTS = 4

BOUNDS = settings(
    max_examples=10,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
CLIENT = st.sampled_from(CLIENTS)
WORKER = st.integers(0, 1)
PICK = st.integers(0, 20)
VERDICT = st.sampled_from(["up", "up", "up", "down", "limited", None])

_STATES = """
SELECT
    client_id, state, is_holding,
    CASE WHEN is_holding AND state <> 'open' THEN permits ELSE 0 END AS permits,
    CASE WHEN is_holding AND state <> 'open' THEN ups ELSE 0 END AS ups
FROM circuits
"""
_PLACES = """
SELECT job_id, client_id, 'ready' AS place, '' AS held_by FROM job_ready
UNION ALL SELECT job_id, client_id, 'parked', held_by FROM job_parked
UNION ALL SELECT job_id, client_id, 'leases', '' FROM job_leases
UNION ALL SELECT job_id, client_id, 'deferred', '' FROM job_deferred
"""
_PROBES = "SELECT job_id, client_id, verdict FROM circuit_probes"


class Site(RuleBasedStateMachine):
    """The store and its model. Which job goes where is taken from the store, and whether it may from the model."""

    def __init__(self, loop: asyncio.AbstractEventLoop, database: Database) -> None:
        super().__init__()
        self.loop = loop
        self.database = database
        self.run(self.forget())
        self.known = KnownSite({owner: KnownCircuit() for owner in OWNERS})
        self.clients: dict[UUID, str] = {}
        self.leases: dict[UUID, ClaimedJob] = {}
        self.holders: dict[UUID, int] = {}
        self.workers = [new_id(), new_id()]
        for worker in self.workers:
            self.run(self.join(worker))

    @initialize(is_down=st.booleans())
    def begin(self, *, is_down: bool) -> None:
        for client_id in CLIENTS * 5:
            self.create(client_id)
        if is_down:
            self.fail(CLIENTS[0], 5)
            self.fail(CLIENTS[1], 5)

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(work)

    async def forget(self) -> None:
        await forget_jobs(self.database)
        for table in ("circuits", "circuit_probes", "circuit_windows", "circuit_runs", "throttles"):
            await self.database.rows(f"DELETE FROM {table} RETURNING 1")  # type: ignore[arg-type]

    async def join(self, worker: UUID) -> None:
        await workers.join(self.database, worker, browser_type_ids=[CHROMIUM], slots=SLOTS, ttl_s=3600, metadata={})

    # ---- What is told -----------------------------------------------------------------------------------

    @rule(client_id=CLIENT)
    def create(self, client_id: str) -> None:
        job = new_job(client_id=client_id, target_url=URL, timeout_ms=3_600_000)
        self.run(create_job(self.database, job))
        self.clients[job.id] = client_id

    @rule(client_id=CLIENT, failures=st.sampled_from([1, 1, 2, 5]))
    def fail(self, client_id: str, failures: int) -> None:
        self.known.report(client_id, failures=failures, jobs=failures, ups=0)
        self.run(report(self.database, [self.failed(client_id, failures)]))

    @rule(client_id=CLIENT, ups=st.integers(1, 3))
    def succeed(self, client_id: str, ups: int) -> None:
        self.known.report(client_id, failures=0, jobs=0, ups=ups)
        self.run(report(self.database, [up(client_id, calls=ups)]))

    @rule(first=CLIENT, second=CLIENT, failures=st.integers(1, 5), more=st.integers(1, 5))
    def fail_at_once(self, first: str, second: str, failures: int, more: int) -> None:
        """Two workers tell at once: it is as if one had told after the other."""
        told = [(first, failures), (second, more)]
        outcomes = []
        for order in (told, told[::-1]):
            known = deepcopy(self.known)
            for client_id, count in order:
                known.report(client_id, failures=count, jobs=count, ups=0)
            outcomes.append(known)
        self.run(self.together(*(report(self.database, [self.failed(*one)]) for one in told)))
        states = self.states()
        self.known = next((one for one in outcomes if self.of(one) == states), outcomes[0])

    @rule(client_id=CLIENT)
    def limit(self, client_id: str) -> None:
        self.known.limited.add(client_id)
        self.run(report(self.database, [limited(client_id, backoff_s=3600)]))
        for_all = self.run(self.database.rows("SELECT FROM throttles WHERE client_id = '' AND backoff_until > now()"))
        assert not for_all or self.known.limited == set(CLIENTS)

    @rule()
    def let_clocks_end(self) -> None:
        self.known.limited.clear()
        self.run(end_of_backoff(self.database))

    @rule()
    def let_openings_end(self) -> None:
        for circuit in self.known.circuits.values():
            circuit.is_over = True
        self.run(end_of_opening(self.database))

    @rule()
    def let_stages_end(self) -> None:
        for circuit in self.known.circuits.values():
            circuit.is_stage_over = True
        self.run(
            self.database.rows("UPDATE circuits SET stage_at = stage_at - interval '1 minute' RETURNING client_id")
        )

    @rule(owner=st.sampled_from(OWNERS))
    def reset(self, owner: str) -> None:
        circuit = self.known.circuits[owner]
        stands = self.run(self.database.rows("SELECT FROM circuits WHERE client_id = %(owner)s", {"owner": owner}))
        self.run(reset_circuit(self.database, name_of("site", SITE, owner), owner=owner))
        if stands:
            circuit.close(is_holding=circuit.is_holding)
            circuit.trips = 0
            for client_id in [owner] if owner else CLIENTS:
                self.known.evidence.pop(client_id, None)

    # ---- What workers do --------------------------------------------------------------------------------

    @rule(worker=WORKER, free=st.integers(1, SLOTS))
    def claim(self, worker: int, free: int) -> None:
        places = self.places()
        claimed = self.run(self.claiming(worker, free))
        self.start(worker, claimed, places)
        if len(claimed) < free:
            assert not any(place == "ready" for place, _ in self.places().values()), "a job waits for nothing"

    # What a rule needs is made where it is not there: few sequences would come by it otherwise.

    @rule(worker=WORKER, verdicts=st.lists(VERDICT, min_size=1, max_size=3))
    def probe(self, worker: int, verdicts: list[Any]) -> None:
        """The site is tried, and each job that tries it finds something out."""
        for verdict in verdicts:
            if not any(circuit.is_holding for circuit in self.known.circuits.values()):
                self.fail("ann", 5)
                self.fail("bob", 5)
            if not self.places():
                self.create("ann")
            self.let_openings_end()
            self.let_clocks_end()
            self.claim(worker, SLOTS)
            self.let_go(1)
            self.claim(1 - worker, SLOTS)
            for number, job_id in enumerate([*self.leases]):
                if any(job_id in circuit.probes for circuit in self.known.circuits.values()):
                    self.finish([*self.leases].index(job_id), verdict, is_again=number % 2 == 0)

    @rule(number=PICK, verdict=VERDICT, is_again=st.booleans())
    def finish(self, number: int, verdict: Any, *, is_again: bool) -> None:
        if not self.leases:
            return
        job_id = [*self.leases][number % len(self.leases)]
        self.run(finish_jobs(self.database, [self.end(job_id, verdict, is_again=is_again)]))
        self.ended(job_id, verdict)
        if any(job_id in circuit.probes and verdict for circuit in self.known.circuits.values()):
            self.turn()

    @rule(passes=st.integers(1, 3))
    def let_go(self, passes: int) -> None:
        """Of passes at once, all but one may do nothing."""
        self.run(self.together(*(holding.run_once(self.database) for _ in range(passes))))
        self.run(holding.run_once(self.database))
        self.turn()

    @rule(worker=WORKER)
    def die(self, worker: int) -> None:
        """And another one comes in its place, when somebody has taken its jobs."""
        self.run(workers.leave(self.database, self.workers[worker]))
        self.run(rescue_jobs(self.database))
        for job_id, holder in list(self.holders.items()):
            if holder == worker:
                self.ended(job_id, None)
        self.workers[worker] = new_id()
        self.run(self.join(self.workers[worker]))

    @rule(free=st.integers(1, SLOTS), number=PICK, verdict=VERDICT)
    def work_at_once(self, free: int, number: int, verdict: Any) -> None:
        """Both claim, one ends a job, and a pass comes in between."""
        places, work = self.places(), [self.claiming(0, free), self.claiming(1, free), holding.run_once(self.database)]
        job_id = [*self.leases][number % len(self.leases)] if self.leases else None
        if job_id is not None:
            work.append(finish_jobs(self.database, [self.end(job_id, verdict, is_again=False)]))
        first, second, *_ = self.run(self.together(*work))
        assert not {one.lease.job_id for one in first} & {one.lease.job_id for one in second}
        self.run(holding.run_once(self.database))
        if job_id is not None:
            self.ended(job_id, verdict)
        self.turn(also=frozenset(one.lease.job_id for one in (*first, *second)))
        for worker, claimed in enumerate((first, second)):
            self.start(worker, claimed, places, may_be_new=True)

    # ---- What must be true ------------------------------------------------------------------------------

    @invariant()
    def circuits_are_as_the_model_says(self) -> None:
        assert self.states() == self.of(self.known)

    @invariant()
    def no_more_try_the_site_than_are_permitted(self) -> None:
        assert self.run(broken_circuits(self.database)) == []
        assert self.run(broken_jobs(self.database)) == []

    def teardown(self) -> None:
        """Whatever has happened, the site comes up, and all jobs end."""
        for _ in range(60):
            self.let_openings_end()
            self.let_stages_end()
            self.let_clocks_end()
            self.let_go(1)
            self.run(self.database.rows("UPDATE job_deferred SET due_at = now() RETURNING job_id"))
            self.run(promote_jobs(self.database))
            self.claim(0, SLOTS)
            while self.leases:
                self.finish(0, "up", is_again=False)
            if not self.places():
                break
        assert self.places() == {}
        self.circuits_are_as_the_model_says()

    # ---- Helpers ----------------------------------------------------------------------------------------

    async def together(self, *work: Coroutine[Any, Any, Any]) -> list[Any]:
        return await asyncio.gather(*work)

    async def claiming(self, worker: int, free: int) -> list[ClaimedJob]:
        return await claim_jobs(
            self.database, self.workers[worker], browser_type_ids=[CHROMIUM], slot_nos=range(1, free + 1)
        )

    def failed(self, client_id: str, failures: int) -> Any:
        return seen(client_id, calls=failures, failures=failures, in_a_row=failures, failed_jobs=failures)

    def end(self, job_id: UUID, verdict: Any, *, is_again: bool) -> Outcome:
        status = Status.PENDING if is_again else Status.COMPLETED
        result = None if is_again else {}
        return Outcome(lease=self.leases[job_id].lease, status=status, result=result, site_verdict=verdict)

    def ended(self, job_id: UUID, verdict: Any) -> None:
        del self.leases[job_id], self.holders[job_id]
        for circuit in self.known.circuits.values():
            if job_id in circuit.probes:
                circuit.probes[job_id] = verdict
                if verdict is None:
                    del circuit.probes[job_id]

    def start(
        self, worker: int, claimed: list[ClaimedJob], places: dict[UUID, tuple[str, str]], *, may_be_new: bool = False
    ) -> None:
        for one in claimed:
            job_id, client_id = one.lease.job_id, self.clients[one.lease.job_id]
            assert job_id in places
            if not may_be_new:
                for owner in ("", client_id):
                    circuit = self.known.circuits[owner]
                    assert not circuit.is_holding or job_id in circuit.probes, "it may not try the site"
                assert client_id not in self.known.limited, "the site wants to be left alone"
            self.leases[job_id], self.holders[job_id] = one, worker

    def turn(self, also: frozenset[UUID] = frozenset()) -> None:
        """The model's pass; which jobs go is the store's choice."""
        places = self.places()
        ready = {job_id for job_id, (place, _) in places.items() if place == "ready"}
        self.known.turn({*self.leases, *also}, ready)
        for circuit in self.known.circuits.values():
            circuit.probes.clear()
        for row in self.run(self.database.rows(_PROBES)):
            self.known.circuits[row["client_id"]].probes[row["job_id"]] = row["verdict"]
        for owner, circuit in self.known.circuits.items():
            held_by = f"circuit:{SITE}" + (f"/{owner}" if owner else "")
            waiting = sum(reason == held_by for _, reason in places.values())
            room = circuit.permits - len(circuit.probes)
            assert not waiting or circuit.state == "open" or (circuit.is_holding and room <= 0), "it waits for nothing"

    def states(self) -> dict[str, tuple[str, bool, int, int]]:
        rows = self.run(self.database.rows(_STATES))
        none = dict.fromkeys(OWNERS, KnownCircuit().seen())
        return none | {row["client_id"]: (row["state"], row["is_holding"], row["permits"], row["ups"]) for row in rows}

    def of(self, known: KnownSite) -> dict[str, tuple[str, bool, int, int]]:
        return {owner: circuit.seen() for owner, circuit in known.circuits.items()}

    def places(self) -> dict[UUID, tuple[str, str]]:
        return {row["job_id"]: (row["place"], row["held_by"]) for row in self.run(self.database.rows(_PLACES))}


def test_circuits_and_clocks_are_as_their_model_says(
    database_settings: DatabaseSettings,
) -> None:
    loop = asyncio.new_event_loop()
    database = Database(database_settings, application_name="test")
    loop.run_until_complete(database.__aenter__())
    try:
        run_state_machine_as_test(lambda: Site(loop, database), settings=BOUNDS)
    finally:
        loop.run_until_complete(database.__aexit__())
        loop.close()
