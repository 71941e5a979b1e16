"""What the egress guard does with the connections of a browser: whose they are, how they end, what they may take."""

import asyncio
import socket
from contextlib import suppress

import psutil
import pytest

from tests.fixtures.egress import OK, PUBLIC, Egress, call, say
from worker.egress.guard import FailureKind

SITE = PUBLIC[0]
PRIVATE = "private_address"


async def test_a_browser_without_a_job_has_no_network(egress: Egress) -> None:
    gate = await egress.guard.open()
    caller = await call(gate.port, SITE, egress.machine.port)
    caller.hang_up()
    assert caller.code == 2
    assert await gate.failure(SITE, egress.machine.port) is None
    await gate.close()
    with pytest.raises(ConnectionRefusedError):
        await call(gate.port, SITE, egress.machine.port)


async def test_what_a_job_has_open_ends_with_it(egress: Egress) -> None:
    caller = await egress.call(SITE)
    assert await caller.reached() == SITE
    assert await egress.gate.dismiss() == 0
    with pytest.raises(ConnectionResetError):
        await caller.reader.read()
    caller.hang_up()
    caller = await egress.call(SITE)
    assert caller.code == 2
    caller.hang_up()


async def test_what_a_job_is_still_waiting_for_ends_with_it(egress: Egress) -> None:
    egress.names.names["silent.test"] = []
    waiting = asyncio.create_task(egress.call("silent.test"))
    await asyncio.sleep(0)
    await egress.admit()
    with pytest.raises((asyncio.IncompleteReadError, ConnectionResetError)):
        await waiting


async def test_a_failure_is_told_with_its_reason(egress: Egress) -> None:
    egress.names.names["gone.test"] = [[SITE]]
    assert await egress.rule("gone.test", 1024) == "connection_refused"
    assert await egress.rule("nobody.test") == "name_not_resolved"
    assert await egress.rule("10.1.2.3") == PRIVATE
    told = [(one.kind, one.host, one.port) for one in egress.failures]
    assert told == [
        (FailureKind.CONNECTION_REFUSED, "gone.test", 1024),
        (FailureKind.NAME_NOT_RESOLVED, "nobody.test", egress.machine.port),
        (FailureKind.REFUSED, "10.1.2.3", egress.machine.port),
    ]
    assert "leads to 10.1.2.3, a private, local or reserved address" in egress.failures[2].reason


async def test_a_failure_is_forgotten_when_the_host_is_reached_and_with_its_job(egress: Egress) -> None:
    assert await egress.rule("later.test") == "name_not_resolved"
    egress.names.names["later.test"] = [[SITE]]
    assert await egress.rule("later.test") is None
    assert await egress.gate.failure("later.test", egress.machine.port) is None
    assert await egress.rule("10.0.0.1") == PRIVATE
    assert await egress.gate.failure("10.0.0.1.", egress.machine.port) is not None
    await egress.admit()
    assert await egress.gate.failure("10.0.0.1", egress.machine.port) is None


async def test_of_more_failures_than_a_thousand_only_refusals_are_counted(egress: Egress) -> None:
    for host in (*["10.0.0.1"] * 1005, *["unknown.test"] * 3):
        (await egress.call(host)).hang_up()
    assert await egress.gate.dismiss() == 5
    assert len(egress.failures) == 1000


async def test_a_browser_has_no_more_connections_than_one_may_have(egress: Egress) -> None:
    callers = [await egress.call(SITE) for _ in range(1024)]
    assert {one.code for one in callers} == {OK}
    assert await egress.rule(SITE) == FailureKind.TOO_MANY
    other = await egress.guard.open()
    await other.admit([], on_failure=lambda _: None)
    neighbour = await call(other.port, SITE, egress.machine.port)
    assert neighbour.code == OK
    for caller in (*callers, neighbour):
        caller.hang_up()
    await other.close()


async def test_names_that_are_not_answered_do_not_keep_others_waiting(egress: Egress) -> None:
    egress.names.names |= {f"silent{number}.test": [] for number in range(100)} | {"quick.test": [[SITE]]}
    other = await egress.guard.open()
    await other.admit([], on_failure=lambda _: None)
    waiting = [asyncio.create_task(egress.call(f"silent{number}.test")) for number in range(100)]
    await asyncio.sleep(0)
    caller = await call(other.port, "quick.test", egress.machine.port)
    assert caller.code == OK
    caller.hang_up()
    await other.close()
    await egress.gate.dismiss()
    assert all(isinstance(one, Exception) for one in await asyncio.gather(*waiting, return_exceptions=True))


async def test_what_is_said_too_early_is_not_lost(egress: Egress) -> None:
    port = egress.machine.port.to_bytes(2, "big")
    caller = await say(egress.gate.port, b"\x05\x01\x00\x01" + socket.inet_aton(SITE) + port + b"early")
    caller.writer.write(b", late")
    caller.writer.write_eof()
    assert await caller.reached() == SITE
    assert await caller.reader.read() == b"early, lateEND"


@pytest.mark.parametrize("command", [2, 3, 9])
async def test_nothing_but_connections_is_made(egress: Egress, command: int) -> None:
    caller = await say(egress.gate.port, bytes((5, command, 0, 1, 127, 8, 0, 2, 4, 0)))
    assert caller.code == 7
    assert await caller.reader.read() == b""
    caller.hang_up()


@pytest.mark.parametrize("said", [b"GET / HTTP/1.1\r\n\r\n", b"\x04\x01\x00\x50\x7f\x00\x00\x01\x00", b"\x05\x01\x02"])
async def test_who_speaks_something_else_hears_nothing(egress: Egress, said: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", egress.gate.port)
    writer.write(said)
    with suppress(OSError):
        writer.write_eof()
        assert await reader.read() in {b"", b"\x05\xff"}
    writer.close()


async def test_a_connection_that_a_site_breaks_is_seen_to_be_broken(egress: Egress) -> None:
    listener = socket.create_server((SITE, 0))
    listener.setblocking(False)  # noqa: FBT003 - its signature
    caller = await egress.call(SITE, listener.getsockname()[1])
    site, _ = await asyncio.get_running_loop().sock_accept(listener)
    site.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    site.close()
    listener.close()
    with pytest.raises(ConnectionResetError):
        await caller.reader.read()
    caller.hang_up()


async def test_a_slow_reader_costs_no_memory_and_keeps_nobody_waiting(egress: Egress) -> None:
    process = psutil.Process(egress.guard.pid)
    before = process.memory_info().rss
    slow = []
    for _ in range(20):
        caller = await egress.call(SITE)
        caller.writer.transport.pause_reading()  # type: ignore[attr-defined]
        slow.append(caller)
    data = bytes(16 * 1024 * 1024)
    for caller in slow:
        caller.writer.write(data)  # comes back, and nobody takes it
    quick = await egress.call(SITE)
    assert await quick.reached() == SITE
    quick.writer.write(data)
    quick.writer.write_eof()
    assert await quick.reader.readexactly(len(data)) == data
    assert process.memory_info().rss - before < 4 * 1024 * 1024
    for caller in (*slow, quick):
        caller.writer.transport.abort()
