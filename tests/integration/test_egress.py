# ruff: noqa: RUF001, S104 - addresses as nobody would write them
"""What the egress guard lets through: a connection goes to an address that was judged, or nowhere."""

import socket
from pathlib import Path

import pytest

from tests.fixtures.egress import DENIED, INNER, OK, PLACE, PUBLIC, Egress, call, policy, say
from worker.egress.guard import EgressGuard
from worker.settings import WorkerSettings

SITE = PUBLIC[0]
PRIVATE = "private_address"


async def test_what_is_said_arrives_and_what_is_answered_comes_back(egress: Egress) -> None:
    egress.names.names["site.test"] = [[SITE]]
    caller = await egress.call("site.test")
    assert (caller.code, await caller.reached()) == (OK, SITE)
    caller.writer.write(b"a question")
    caller.writer.write_eof()
    assert await caller.reader.read() == b"a questionEND"  # after our end was passed on
    assert egress.failures == []


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "LOCALHOST.", "a.localhost", "ip6-localhost", "0.0.0.0", "0", "::", "[::]"),
        *("2130706433", "0x7f000001", "0x7f.1", "017700000001", "127.1", "127.0.1", "0177.0.0.1", "127%2e0%2e0%2e1"),
        *("127.0.0.1.", "１２７.0.0.1", "127。0。0。1", "::1", "[::1]", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1"),
        *("::ffff:7f00:1", "0:0:0:0:0:ffff:7f00:1", "64:ff9b::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"),
        *("::127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.0.1", "100.64.0.1", "198.18.0.1", "192.0.2.1"),
        *("169.254.169.254", "::ffff:169.254.169.254", "metadata", "metadata.google.internal", "METADATA.GOOG."),
        *("instance-data", "168.63.129.16", "100.100.100.200", "fd00:ec2::254", "fc00::1", "fe80::1", "ff02::1"),
        *("224.0.0.1", "255.255.255.255", "2001:db8::1", "2001:0:7f00:1::", "64:ff9b:1::7f00:1", "0x7f.0x0.0x0.0x1"),
        INNER,
    ],
)
async def test_no_spelling_of_an_inner_address_is_reached(egress: Egress, host: str) -> None:
    assert await egress.rule(host) == PRIVATE
    assert egress.machine.reached == []


@pytest.mark.parametrize(
    "host",
    ["fe80::1%lo", "::1%1", "127.0.0.1:80", "user@127.0.0.1", "site.test/..", "site.test#", "site.test?", "a b", "\\",
     "1.2.3.4.5", "256.256.256.256", "[::1", "a\0b", "%00", "::1]", "999999999999"],
)  # fmt: skip
async def test_what_is_no_host_is_refused(egress: Egress, host: str) -> None:
    assert await egress.rule(host) == "host"


async def test_addresses_in_the_form_of_numbers_are_judged_too(egress: Egress) -> None:
    port = egress.machine.port.to_bytes(2, "big")
    inner = [
        b"\x05\x01\x00\x01\x7f\x00\x00\x01" + port,
        b"\x05\x01\x00\x01\x00\x00\x00\x00" + port,
        b"\x05\x01\x00\x04" + socket.inet_pton(socket.AF_INET6, "::1") + port,
        b"\x05\x01\x00\x04" + socket.inet_pton(socket.AF_INET6, "::ffff:127.0.0.1") + port,
        b"\x05\x01\x00\x04" + socket.inet_pton(socket.AF_INET6, "64:ff9b::127.0.0.1") + port,
    ]
    for request in inner:
        caller = await say(egress.gate.port, request)
        caller.hang_up()
        assert caller.code == 2
    caller = await say(egress.gate.port, b"\x05\x01\x00\x01" + socket.inet_aton(SITE) + port)
    assert (caller.code, await caller.reached()) == (OK, SITE)
    caller.hang_up()
    assert egress.machine.reached == [SITE]


@pytest.mark.parametrize(
    "answer",
    [
        [INNER],
        ["127.0.0.1"],
        [SITE, "127.0.0.1"],
        ["127.0.0.1", SITE],
        [SITE, "::1"],
        ["::ffff:127.0.0.1"],
        [SITE, "::ffff:127.0.0.1"],
        ["64:ff9b::7f00:1"],
        ["2002:7f00:1::"],
        ["::"],
        ["0.0.0.0"],
        [SITE, "0.0.0.0"],
        ["169.254.169.254"],
        ["fe80::1"],
        ["fd00::1"],
        ["inner.test"],
        [SITE, "inner.test"],
    ],
)
async def test_a_name_with_an_inner_address_among_its_own_is_refused(egress: Egress, answer: list[str]) -> None:
    name = f"{'-'.join(answer).replace(':', 'x').replace('.', '-')}.trick.test"  # answers are kept for a while
    egress.names.names |= {name: [answer], "inner.test": [["127.0.0.1"]]}
    assert await egress.rule(name) == PRIVATE
    assert egress.machine.reached == []


async def test_a_name_that_changes_its_address_between_queries_reaches_only_what_was_judged(egress: Egress) -> None:
    egress.names.names["rebinds.test"] = [[SITE], ["127.0.0.1"]]
    for _ in range(5):
        caller = await egress.call("rebinds.test")
        caller.hang_up()
    assert set(egress.machine.reached) <= {SITE}


async def test_a_job_that_is_admitted_later_is_judged_by_its_own_policies_though_the_answer_is_known(
    egress: Egress,
) -> None:
    egress.names.names["kept.test"] = [[INNER]]
    await egress.admit(policy("whitelist", "kept.test", everybody=True))
    assert await egress.rule("kept.test") is None
    await egress.admit()
    assert await egress.rule("kept.test") == PRIVATE


async def test_names_with_a_dot_at_their_end_are_the_same_names(egress: Egress) -> None:
    egress.names.names |= {"dotted.test": [[SITE]], "inner-dotted.test": [["127.0.0.1"]]}
    assert await egress.rule("dotted.test.") is None
    assert await egress.rule("inner-dotted.test.") == PRIVATE
    await egress.admit(policy("blacklist", "dotted.test"))
    assert await egress.rule("dotted.test.") == "blacklist"


async def test_only_ports_that_are_open_are_reached(egress: Egress) -> None:
    assert await egress.rule(SITE, 22) == "port"
    assert await egress.rule(SITE, 0) == "port"
    assert await egress.rule(SITE, 65535) == "port"
    assert await egress.rule(SITE, 443) == "connection_refused"


async def test_the_installations_own_parts_are_refused_whatever_is_allowed(egress: Egress) -> None:
    named = policy("whitelist", "*", everybody=True)
    await egress.admit(named, policy("whitelist", "127.0.0.1", everybody=True), policy("whitelist", SITE))
    egress.names.names["db.test"] = [[PLACE[0]]]
    assert await egress.rule(*PLACE) == "installation"
    assert await egress.rule("db.test", PLACE[1]) == "installation"
    assert await egress.rule("127.0.0.1", PLACE[1]) == "installation"  # the database is on this machine
    assert await egress.rule("127.0.0.1", egress.gate.port) == "installation"
    assert await egress.rule("127.0.0.1") is None


async def test_where_the_installations_own_inner_parts_are_is_not_told(egress: Egress) -> None:
    egress.names.names["db.test"] = [["10.0.0.5"]]
    settings = WorkerSettings(egress_dns_servers=egress.names.address)
    guard = await EgressGuard.start(settings, lambda: None, places=[("10.0.0.5", 5432), ("db.test", 5432)])
    gate = await guard.open()
    await gate.admit([], on_failure=lambda _: None)
    places = [(host, port) for host in ("10.0.0.5", "10.0.0.4", "db.test") for port in (5432, 80)]
    for host, port in (*places, ("127.0.0.1", gate.port), ("127.0.0.1", 1024)):
        (await call(gate.port, host, port)).hang_up()
        failure = await gate.failure(host, port)
        assert failure is not None
        assert failure.rule == PRIVATE, (host, port)
    await guard.close()


async def test_denied_addresses_are_refused_whatever_is_allowed(egress: Egress) -> None:
    await egress.admit(policy("whitelist", "denied.test", everybody=True))
    egress.names.names["denied.test"] = [[DENIED]]
    assert await egress.rule("denied.test") == "denied"
    assert await egress.rule(DENIED) == "denied"


async def test_policies_hold_for_every_connection_as_far_as_a_host_tells(egress: Egress) -> None:
    egress.names.names |= {name: [[SITE]] for name in ("a.test", "b.test", "sub.b.test", "c.test")}
    await egress.admit(policy("blacklist", "b.test"), policy("blacklist", "http://c.test:*/secret/*"))
    assert await egress.rule("a.test") is None
    assert await egress.rule("b.test") == "blacklist"
    assert await egress.rule("sub.B.test.") == "blacklist"
    assert await egress.rule("c.test") is None  # it has other paths
    await egress.admit(policy("whitelist", "a.test"))
    assert await egress.rule("c.test") is None  # whitelists are about pages
    await egress.admit(policy("whitelist", "*://c.test:*/app/*"), policy("whitelist", "a.test"), everything=True)
    assert [await egress.rule(name) for name in ("a.test", "b.test", "c.test")] == [None, "whitelist", None]


async def test_only_a_policy_of_the_installation_that_names_the_host_opens_an_inner_address(egress: Egress) -> None:
    egress.names.names |= {"intra.test": [[INNER]], "other.test": [[INNER]]}
    await egress.admit(policy("whitelist", "intra.test"))
    assert await egress.rule("intra.test") == PRIVATE
    await egress.admit(policy("whitelist", "*.test", everybody=True))
    assert await egress.rule("intra.test") == PRIVATE
    await egress.admit(policy("whitelist", "intra.test", everybody=True))
    assert await egress.rule("intra.test") is None
    assert await egress.rule("other.test") == PRIVATE
    assert set(egress.machine.reached) == {INNER}


async def test_the_hosts_file_is_read(egress: Egress) -> None:
    lines = [line.split("#")[0].split() for line in Path("/etc/hosts").read_text().splitlines()]
    names = [name for _, *names in filter(None, lines) for name in names if "localhost" not in name and "." not in name]
    if not names:
        pytest.skip("the hosts file of this machine has no name of its own")
    egress.names.queries.clear()
    assert await egress.rule(names[-1]) in {PRIVATE, "installation"}
    assert not egress.names.queries
