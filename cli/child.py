"""A process that we start, and that never outlives us."""

import asyncio
import contextlib
import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Protocol

from cli.log_file import LogFile
from store.own_process import dies_with_us


@dataclass(frozen=True, kw_only=True, slots=True)
class Command:
    """What to run, and how."""

    argv: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict)
    """Added to our environment."""
    cwd: Path | None = None
    uid: int | None = None
    """Run as this user, without any of root's groups and rights. Default: as we do."""
    stop_signal: signal.Signals = signal.SIGTERM
    """Asks it to stop."""
    death_signal: signal.Signals = signal.SIGKILL
    """What the kernel sends it when we die without stopping it."""

    def handed_over(self) -> dict[str, Any]:
        """The same as JSON."""
        return {
            "argv": [*self.argv],
            "env": {**self.env},
            "cwd": None if self.cwd is None else str(self.cwd),
            "uid": self.uid,
            "stopSignal": self.stop_signal,
            "deathSignal": self.death_signal,
        }

    @classmethod
    def taken_over(cls, given: Any) -> "Command":
        return cls(
            argv=given["argv"],
            env=given["env"],
            cwd=None if given["cwd"] is None else Path(given["cwd"]),
            uid=given["uid"],
            stop_signal=signal.Signals(given["stopSignal"]),
            death_signal=signal.Signals(given["deathSignal"]),
        )


class Process(Protocol):
    """A process that is a child of this one: asyncio's, or one that has been taken over."""

    @property
    def pid(self) -> int: ...

    @property
    def returncode(self) -> int | None: ...

    async def wait(self) -> int: ...

    def send_signal(self, signal: int) -> None: ...

    def kill(self) -> None: ...


UNKNOWN = 255
"""The exit code of a child of which nobody knows it any more, as asyncio has it."""


class TakenOver:
    """A child of the program that this process was before."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._ended = asyncio.Event()
        try:
            self._handle = os.pidfd_open(pid)
        except ProcessLookupError:  # that program has still buried it, and could tell nobody
            self.returncode = UNKNOWN
            self._ended.set()
            return
        asyncio.get_running_loop().add_reader(self._handle, self._bury)

    async def wait(self) -> int:
        await self._ended.wait()
        return self.returncode or 0

    def send_signal(self, signal: int) -> None:
        if self.returncode is None:
            os.kill(self.pid, signal)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def _bury(self) -> None:
        asyncio.get_running_loop().remove_reader(self._handle)
        os.close(self._handle)
        _, status = os.waitpid(self.pid, 0)
        self.returncode = os.waitstatus_to_exitcode(status)
        self._ended.set()


class Child:
    """One run of a command."""

    def __init__(self, name: str, command: Command, process: Process, log: LogFile, output: LogFile) -> None:
        self.name = name
        self.log_path = log.path
        self._command = command
        self._process = process
        self._log = log
        self._output = output

    @classmethod
    async def start(cls, name: str, command: Command, log_path: Path, output_path: Path | None = None) -> "Child":
        """Starts it, in a session of its own: a Ctrl-C in our terminal is ours to handle. What it writes goes into a
        log, its standard output into another one where there is a path for it.
        """
        log = LogFile(log_path)
        output = LogFile(output_path) if output_path is not None else log
        try:
            process = await asyncio.create_subprocess_exec(
                *command.argv,
                env={**os.environ, **command.env},
                cwd=command.cwd,
                stdin=subprocess.DEVNULL,
                stdout=output.writer,
                stderr=log.writer,
                preexec_fn=become(command),
            )
        finally:
            for file in {log, output}:
                file.close_writer()
        return cls(name, command, process, log, output)

    def handed_over(self) -> dict[str, Any]:
        """What the program needs that this process is about to become, to go on with it."""
        log, output = self._log.handed_over(), self._output.handed_over() if self._output is not self._log else None
        return {
            "name": self.name,
            "command": self._command.handed_over(),
            "pid": self.pid,
            "log": log,
            "output": output,
        }

    @classmethod
    def taken_over(cls, given: Any) -> "Child":
        """Goes on with a child of the program that this process was before, be it that it has ended meanwhile."""
        log = LogFile.taken_over(given["log"])
        output = LogFile.taken_over(given["output"]) if given["output"] else log
        return cls(given["name"], Command.taken_over(given["command"]), TakenOver(given["pid"]), log, output)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def command(self) -> Command:
        return self._command

    @property
    def returncode(self) -> int | None:
        return self._process.returncode

    async def wait(self) -> int:
        """Waits until it has ended and its logs are written; returns its exit code, or minus the signal that killed
        it.
        """
        code = await self._process.wait()
        for _ in "what it wrote", "the end":
            self._log.read()
            self._output.read()
        return code

    async def stop(self, grace_s: float) -> None:
        """Asks it to stop, and kills it when it has not after `grace_s`."""
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(self._command.stop_signal)
        try:
            async with asyncio.timeout(grace_s):
                await self.wait()
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self.wait()

    def last_words(self) -> str:
        """The line of its log that says why it ended: a fatal error, or the last one that is for people."""
        lines = list(self._log.last_lines)
        fatal = [line for line in lines if "FATAL" in line]
        for_people = [line for line in lines if line and not line.startswith("{")]
        return (fatal or for_people or lines or ["it said nothing"])[-1]


def run(command: Command, log: IO[bytes], *, pass_fds: Sequence[int] = (), timeout_s: float) -> int:
    """Runs a command to its end; returns its exit code. Raises TimeoutError."""
    process = subprocess.Popen(
        command.argv,
        env={**os.environ, **command.env},
        cwd=command.cwd,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        pass_fds=pass_fds,
        preexec_fn=become(command),
    )
    try:
        return process.wait(timeout_s)
    except subprocess.TimeoutExpired as error:
        process.kill()
        process.wait()
        raise TimeoutError(f"{command.argv[0]} did not end within {timeout_s:.0f} s") from error


def become(command: Command) -> Callable[[], None]:
    """Makes the function that turns the child, which the main thread has forked, into the command's process."""
    die_with_us = dies_with_us(command.death_signal)

    def child() -> None:
        os.setsid()
        if command.uid is not None:
            os.setgroups([])
            os.setgid(command.uid)
            os.setuid(command.uid)
        die_with_us()

    return child
