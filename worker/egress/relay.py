"""Carries bytes between two sockets, until both have ended."""

import asyncio
import contextlib
import socket
import struct
from collections.abc import Callable

CHUNK_BYTES = 256 * 1024
HALF_CLOSED_S = 15.0
"""How long one side may say nothing after the other one has ended. A browser that ends has mostly gone altogether."""
_BEGINNING_BYTES = 64
_RESET = struct.pack("ii", 1, 0)

_buffer = memoryview(bytearray(CHUNK_BYTES))


class Relay:
    """Nothing is kept here: what one side does not take yet stays in the kernel's buffer of the other one, which then
    takes no more. So a slow peer costs no memory, and needs no limit.
    """

    __slots__ = ("_closed", "_is_half_closed", "_judge_answer", "_loop", "_moved", "_on_end", "_sockets", "_timer")

    def __init__(self, near: socket.socket, far: socket.socket, on_end: Callable[["Relay"], None]) -> None:
        """Takes over both sockets, which do not block. `on_end` is called when they are closed."""
        self._loop = asyncio.get_running_loop()
        self._sockets = (near, far)
        self._on_end = on_end
        self._is_half_closed = False
        self._judge_answer: Callable[[bytes], bool] | None = None
        self._moved = False
        self._timer: asyncio.TimerHandle | None = None
        self._closed = False

    def start(self, judge_answer: Callable[[bytes], bool] | None = None) -> None:
        """`judge_answer` is asked whether what the far side says first may pass; if not, the connection is cut."""
        near, far = self._sockets
        self._judge_answer = judge_answer
        self._loop.add_reader(near, self._carry, near, far)
        self._loop.add_reader(far, self._carry, far, near)

    def close(self, *, cut: bool = False) -> None:
        """Closes both sockets; when they are `cut`, what is on its way is lost, and the peers see it."""
        if self._closed:
            return
        self._closed = True
        if self._timer is not None:
            self._timer.cancel()
        for one in self._sockets:
            self._loop.remove_reader(one)
            self._loop.remove_writer(one)
            if cut:
                with contextlib.suppress(OSError):
                    one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            one.close()
        self._on_end(self)

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        try:
            count = source.recv_into(_buffer, CHUNK_BYTES, socket.MSG_PEEK)
            if count == 0:
                self._end(source, target)
                return
            if self._judge_answer is not None and source is self._sockets[1]:
                judge, self._judge_answer = self._judge_answer, None
                if not judge(bytes(_buffer[: min(count, _BEGINNING_BYTES)])):
                    self.close(cut=True)
                    return
            sent = self._send(target, count)
            if sent:
                self._moved = True
                source.recv_into(_buffer, sent)
            if sent < count:
                self._loop.remove_reader(source)
                self._loop.add_writer(target, self._go_on, source, target)
        except (BlockingIOError, InterruptedError):
            pass
        except OSError:
            self.close(cut=True)

    def _send(self, target: socket.socket, count: int) -> int:
        try:
            return target.send(_buffer[:count])
        except (BlockingIOError, InterruptedError):
            return 0

    def _go_on(self, source: socket.socket, target: socket.socket) -> None:
        self._loop.remove_writer(target)
        self._loop.add_reader(source, self._carry, source, target)
        self._carry(source, target)

    def _end(self, source: socket.socket, target: socket.socket) -> None:
        self._loop.remove_reader(source)
        if self._is_half_closed:
            self.close()
            return
        self._is_half_closed = True
        target.shutdown(socket.SHUT_WR)
        self._moved = False
        self._timer = self._loop.call_later(HALF_CLOSED_S, self._is_it_alive)

    def _is_it_alive(self) -> None:
        if not self._moved:
            self.close()  # what the kernel still has, it delivers
            return
        self._moved = False
        self._timer = self._loop.call_later(HALF_CLOSED_S, self._is_it_alive)
