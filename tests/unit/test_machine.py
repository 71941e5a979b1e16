"""How much of the machine is taken is read from the control groups first, then from the host."""

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from worker.load import machine as machine_module
from worker.load.machine import Machine, Memory

MEMINFO = "MemTotal:       16000000 kB\nMemFree:         1000000 kB\nMemAvailable:   12000000 kB\n"
HOST = Memory("host", 4_000_000 * 1024, 16_000_000 * 1024)
NEW = "30 24 0:26 {top} /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw\n"
OLD = "31 24 0:2{n} {top} /sys/fs/cgroup/{name} rw shared:9 - cgroup cgroup rw,{name}\n"
NO_LIMIT = "9223372036854771712"


class Tree:
    """A machine that is only files."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("proc/meminfo", MEMINFO)
        self.write("proc/self/cgroup", "")
        self.write("proc/self/mountinfo", "")

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text)

    def new(self, group: str, *, top: str = "/") -> None:
        self.write("proc/self/cgroup", f"0::{group}\n")
        self.write("proc/self/mountinfo", "24 1 8:1 / / rw - ext4 /dev/sda rw\n" + NEW.format(top=top))

    def old(self, group: str, *, top: str = "/") -> None:
        controllers = ("memory", "cpu", "cpuacct")
        self.write("proc/self/cgroup", "".join(f"{n}:{one}:{group}\n" for n, one in enumerate(controllers, 1)))
        mounts = "".join(OLD.format(n=n, name=one, top=top) for n, one in enumerate(controllers))
        self.write("proc/self/mountinfo", mounts)

    def new_memory(self, group: str, limit: str, used: int, inactive: int = 0, high: str = "max") -> None:
        folder = f"sys/fs/cgroup{group}"
        self.write(f"{folder}/memory.max", f"{limit}\n")
        self.write(f"{folder}/memory.high", f"{high}\n")
        self.write(f"{folder}/memory.current", f"{used}\n")
        self.write(f"{folder}/memory.stat", f"anon 5\ninactive_file {inactive}\nactive_file 7\n")

    def old_memory(self, group: str, limit: str, used: int, inactive: int = 0) -> None:
        folder = f"sys/fs/cgroup/memory{group}"
        self.write(f"{folder}/memory.limit_in_bytes", f"{limit}\n")
        self.write(f"{folder}/memory.usage_in_bytes", f"{used}\n")
        self.write(f"{folder}/memory.stat", f"inactive_file 1\ntotal_inactive_file {inactive}\n")

    @property
    def machine(self) -> Machine:
        return Machine(self.root)


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 2})
    return Tree(tmp_path)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    clock = SimpleNamespace(now=100.0)
    monkeypatch.setattr(machine_module, "time", SimpleNamespace(monotonic=lambda: clock.now))
    return clock


def test_a_group_of_the_new_kind_is_read_without_files_that_are_not_needed(tree: Tree) -> None:
    tree.new("/app")
    tree.new_memory("/app", "1000", 700, inactive=300)
    assert tree.machine.memory() == (Memory("cgroup v2", 400, 1000), HOST)


def test_a_group_of_the_old_kind_is_read_with_all_below_it(tree: Tree) -> None:
    tree.old("/app")
    tree.old_memory("/app", "1000", 700, inactive=300)
    assert tree.machine.memory() == (Memory("cgroup v1", 400, 1000), HOST)


@pytest.mark.parametrize("limit", ["max", ""])
def test_a_group_of_the_new_kind_without_a_limit_says_nothing(tree: Tree, limit: str) -> None:
    tree.new("/app")
    tree.new_memory("/app", limit, 700)
    assert tree.machine.memory() == (HOST,)


def test_a_group_of_the_old_kind_without_a_limit_says_nothing(tree: Tree) -> None:
    tree.old("/app")
    tree.old_memory("/app", NO_LIMIT, 700)
    assert tree.machine.memory() == (HOST,)


def test_a_group_is_slowed_from_its_high_mark_on_so_that_this_is_its_limit(tree: Tree) -> None:
    tree.new("/app")
    tree.new_memory("/app", "1000", 700, high="800")
    assert tree.machine.memory()[0].limit_bytes == 800


def test_the_groups_around_count_too(tree: Tree) -> None:
    tree.new("/pod/app")
    tree.new_memory("/pod/app", "max", 300)
    tree.new_memory("/pod", "1000", 900)
    assert tree.machine.memory() == (Memory("cgroup v2", 900, 1000), HOST)


@pytest.mark.parametrize(
    ("group", "top"),
    [("/docker/abc", "/docker/abc"), ("/", "/"), ("/docker/abc", "/docker/other"), ("/../app", "/")],
    ids=["path of the host", "namespace", "elsewhere", "outside"],
)
def test_in_a_container_its_own_group_is_where_the_groups_are_mounted(tree: Tree, group: str, top: str) -> None:
    tree.new(group, top=top)
    tree.new_memory("", "1000", 700)
    assert tree.machine.memory() == (Memory("cgroup v2", 700, 1000), HOST)


def test_where_both_kinds_are_mounted_each_controller_is_where_its_files_are(tree: Tree) -> None:
    tree.old("/app")
    both = [(tree.root / f"proc/self/{name}").read_text() for name in ("cgroup", "mountinfo")]
    tree.write("proc/self/cgroup", both[0] + "0::/\n")
    tree.write("proc/self/mountinfo", both[1] + NEW.format(top="/").replace("cgroup rw", "cgroup/unified rw", 1))
    tree.write("sys/fs/cgroup/unified/cgroup.procs", "")
    tree.old_memory("/app", "1000", 700)
    assert tree.machine.memory()[0] == Memory("cgroup v1", 700, 1000)


def test_a_machine_that_tells_nothing_has_no_limit(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    assert (machine.memory(), machine.cpu(), machine.cpu(), machine.pressure()) == ((), None, None, None)
    assert machine.cpu_source == "host"


def test_the_cpu_of_a_group_of_the_new_kind_is_measured_by_its_quota(tree: Tree, clock: SimpleNamespace) -> None:
    tree.new("/app")
    tree.write("sys/fs/cgroup/app/cpu.max", "150000 100000\n")
    tree.write("sys/fs/cgroup/app/cpu.stat", "usage_usec 5000000\nuser_usec 1\n")
    machine = tree.machine
    assert (machine.cores, machine.cpu_source, machine.cpu()) == (1.5, "cgroup v2", None)
    clock.now += 2
    tree.write("sys/fs/cgroup/app/cpu.stat", "usage_usec 7100000\nuser_usec 1\n")
    assert machine.cpu() == pytest.approx(2.1 / 3)


def test_the_cpu_of_a_group_of_the_old_kind_is_measured_by_its_quota(tree: Tree, clock: SimpleNamespace) -> None:
    tree.old("/app")
    tree.write("sys/fs/cgroup/cpu/app/cpu.cfs_quota_us", "50000\n")
    tree.write("sys/fs/cgroup/cpu/app/cpu.cfs_period_us", "100000\n")
    tree.write("sys/fs/cgroup/cpu/app/cpu.stat", "nr_periods 3\n")
    tree.write("sys/fs/cgroup/cpuacct/app/cpuacct.usage", "1000000000\n")
    machine = tree.machine
    assert (machine.cores, machine.cpu_source, machine.cpu()) == (0.5, "cgroup v1", None)
    clock.now += 1
    tree.write("sys/fs/cgroup/cpuacct/app/cpuacct.usage", "1400000000\n")
    assert machine.cpu() == pytest.approx(0.8)


def test_a_quota_of_minus_one_is_none(tree: Tree) -> None:
    tree.old("/app")
    tree.write("sys/fs/cgroup/cpu/app/cpu.cfs_quota_us", "-1\n")
    tree.write("sys/fs/cgroup/cpu/app/cpu.cfs_period_us", "100000\n")
    assert (tree.machine.cores, tree.machine.cpu_source) == (2, "host")


def test_without_a_quota_the_cores_count_that_this_process_may_use_with_all_that_others_compute_there(
    tree: Tree, clock: SimpleNamespace
) -> None:
    ticks = os.sysconf("SC_CLK_TCK")
    stat = (
        "cpu 9 9 9 9 9 9 9 9\ncpu0 {busy} 0 0 {idle} 0 0 0 0 0 0\ncpu1 999 9 9 9 9 9 9 9\ncpu2 0 0 0 5 5 0 0 {stolen}\n"
    )
    tree.write("proc/stat", stat.format(busy=100, idle=100, stolen=0))
    machine = tree.machine
    assert machine.cpu() is None
    clock.now += 1
    tree.write("proc/stat", stat.format(busy=100 + ticks, idle=900, stolen=ticks // 2))
    assert machine.cpu() == pytest.approx(0.75)


def test_pressure_is_that_of_the_group_or_else_of_the_host(tree: Tree) -> None:
    line = "some avg10={} avg60=1.00 avg300=0.50 total=1\nfull avg10=9.00 avg60=0.00 avg300=0.00 total=1\n"
    tree.write("proc/pressure/memory", line.format("3.25"))
    assert tree.machine.pressure() == 3.25
    tree.new("/app")
    tree.write("sys/fs/cgroup/app/memory.pressure", line.format("7.50"))
    assert tree.machine.pressure() == 7.5
