"""Work spread over processes: results in order, few chunks on the way, a dead worker noticed.

Work travels in chunks of many documents, for a process pool loses to pickling on single short texts.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from types import TracebackType
from typing import Any, TypeVar

_In = TypeVar("_In")
_Out = TypeVar("_Out")

_GRACE = 5.0  # seconds that an orphaned worker has to tidy up
_WAITING = 2  # chunks that wait for each worker, so that none is ever idle


class WorkerDiedError(RuntimeError):
    """A worker process ended in the middle of its work."""


class Workers:
    """``jobs`` processes, started when first needed; with one job everything happens in this process."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop(at_once=error is not None)

    def map(self, function: Callable[[_In], _Out], items: Iterable[_In]) -> Iterator[_Out]:
        """Yield ``function(item)`` for every item, in order; ``items`` is read only as far as the workers keep up.

        Raises :class:`WorkerDiedError` when a worker was killed; the next call starts new ones.
        """
        if self.jobs <= 1:
            yield from map(function, items)
            return
        waiting: deque[Future[_Out]] = deque()
        try:
            for item in items:
                waiting.append(self._submit(function, item))
                if len(waiting) > _WAITING * self.jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            self._stop(at_once=True)
            raise WorkerDiedError("a worker process died, perhaps for want of memory; try fewer --jobs") from error
        finally:
            for future in waiting:
                future.cancel()

    def _submit(self, function: Callable[[_In], _Out], item: _In) -> Future[_Out]:
        if self._pool is None:
            # Fresh interpreters: a fork would copy whatever threads and locks the caller's program has.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.jobs, context, initializer=_prepare_worker)
        if len(_processes_of(self._pool)) >= self.jobs:
            return self._pool.submit(_work, function, item)
        with _interrupts_ignored():  # the pool starts its processes one by one, as work comes in
            return self._pool.submit(_work, function, item)

    def _stop(self, *, at_once: bool) -> None:
        pool, self._pool = self._pool, None
        if pool is None:
            return
        for process in _processes_of(pool) if at_once else ():
            process.terminate()
        pool.shutdown(wait=True, cancel_futures=True)  # its threads must be gone before the interpreter ends


def _processes_of(pool: ProcessPoolExecutor) -> list[Any]:
    return list((getattr(pool, "_processes", None) or {}).values())


@contextlib.contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Let the processes started inside be deaf to Ctrl-C, which the terminal sends to all: this one ends them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class _TerminatedError(BaseException):
    """Raised in a worker that is told to end, so that it takes its temporary files along."""


class _State:
    working = False


def _prepare_worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _terminate)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _terminate(*_: object) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough: a second one would disturb the tidying up
    if not _State.working:
        os._exit(1)
    raise _TerminatedError


def _work(function: Callable[[_In], _Out], item: _In) -> _Out:
    try:
        _State.working = True
        try:
            return function(item)
        finally:
            _State.working = False
    except _TerminatedError:
        os._exit(1)  # the pool would catch an exception and go on


def _leave_with_parent() -> None:
    """End this worker when the process that started it is gone, killed, say, and so could not say goodbye."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(_GRACE)
        os._exit(1)  # the exception can be lost, in a finalizer, say, and nobody is left to send work or an end
