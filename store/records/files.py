"""The artifact storage: a folder, an object store behind a URL, or the artifacts' own rows in the database."""

import asyncio
import errno
import math
import os
import re
import socket
import time
from collections.abc import AsyncIterator, Callable, Container
from contextlib import suppress
from pathlib import Path
from typing import Protocol
from uuid import UUID, uuid4

import obstore
import structlog
from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore, from_url

from store.environment import WrongSetting
from store.errors import StorageUnavailable
from store.process import tighten
from store.settings import ArtifactSettings

log = structlog.get_logger()

CHUNK_BYTES = 256 * 1024
TIMEOUT_S = 60.0
"""The longest that one file may take to be stored, or one chunk to be read."""


TRIED = "tried"
"""The folder of files that are stored to find out whether they can be."""
TRIED_BYTES = 64 * 1024
"""About what a picture has: a full disk takes a few bytes for long."""
FAILURE_TOLD_S = 60.0
"""How long the storage counts as failing after its last failure, when nobody has tried it since."""


class Heard(Protocol):
    def __call__(self, job_id: UUID | None, *, is_stored: bool) -> None:
        """A file of a job, or of none, was stored or was not."""


class FileStorage:
    """Keeps files by path. A file is whole or not there: it appears when all its bytes have been taken."""

    def __init__(self, settings: ArtifactSettings, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.max_bytes = settings.max_artifact_size_mb * 1024 * 1024
        self.in_database = settings.artifact_storage_type == "database"
        """Whether files lie in their rows: then they are recorded with their bytes, and never put here."""
        self._opened = None if self.in_database else _open(settings)
        self._folder = Path(settings.artifact_storage_path) if isinstance(self._opened, LocalStore) else None
        self._failed_at: float | None = None
        self.subject = _subject(self._folder)
        """What its circuit is called after: a folder is a matter of its machine alone."""
        self.heard: Heard = _nobody
        """Is told of each file whether it was stored."""

    @property
    def _store(self) -> ObjectStore:
        if self._opened is None:
            raise FileNotFoundError("files lie in the database, as ARTIFACT_STORAGE_TYPE says")
        return self._opened

    @property
    def is_failing(self) -> bool:
        """Whether the last file could not be stored, not long ago."""
        return self.failed_s < FAILURE_TOLD_S

    @property
    def failed_s(self) -> float:
        """How long ago the last failure was; infinite: the last file could be stored."""
        return math.inf if self._failed_at is None else self._clock() - self._failed_at

    def why_not_writable(self) -> str | None:
        """Why this user cannot store or remove files. Only a folder tells it beforehand."""
        if self._folder is not None and not os.access(self._folder, os.W_OK | os.X_OK):
            return f"ARTIFACT_STORAGE_PATH={self._folder}: this user cannot write into the folder"
        return None

    async def put(self, path: str, data: bytes) -> None:
        """Stores a file. Raises StorageUnavailable; the log hears of the first failure and of the end of them."""
        try:
            await self._put(path, data)
        except StorageUnavailable:
            self.heard(_job_of(path), is_stored=False)
            raise

    async def _put(self, path: str, data: bytes) -> None:
        try:
            async with asyncio.timeout(TIMEOUT_S):
                await obstore.put_async(self._store, path, data)
        except (BaseError, OSError, TimeoutError) as error:
            failure = StorageUnavailable(path, error)
            if self._failed_at is None:
                log.warning("storage.unavailable", path=path, error=str(failure))
            self._failed_at = self._clock()
            raise failure from error
        self.heard(_job_of(path), is_stored=True)
        if self._failed_at is not None:
            log.info("storage.available")
            self._failed_at = None

    async def try_out(self, *, is_told: bool = True) -> bool:
        """Whether a file can be stored. `is_told`: whether a failure is told as those of jobs are."""
        path, data = f"{TRIED}/{uuid4()}", bytes(TRIED_BYTES)
        try:
            await (self.put(path, data) if is_told else self._put(path, data))
            await self.remove_folder(TRIED)
        except StorageUnavailable:
            return False
        return True

    async def remove_folder(self, folder: str, *, keep: Container[str] = ()) -> int:
        """Removes all files below a path but those to keep, and returns how many. None there is no error, nor is
        another process that does the same.
        """
        if self.in_database:
            return 0
        try:
            async with asyncio.timeout(TIMEOUT_S):
                if self._folder is not None:
                    return await asyncio.to_thread(_remove_below, self._folder, folder, keep)
                found = await obstore.list(self._store, prefix=folder).collect_async()
                paths = [file["path"] for file in found if file["path"] not in keep]
                with suppress(FileNotFoundError):
                    await obstore.delete_async(self._store, paths)
                return len(paths)
        except (BaseError, OSError, TimeoutError) as error:
            raise StorageUnavailable(folder, error) from error

    async def read(self, path: str) -> AsyncIterator[bytes]:
        """A file's bytes in pieces of about CHUNK_BYTES."""
        try:
            async with asyncio.timeout(TIMEOUT_S):
                result = await obstore.get_async(self._store, path)
            pieces = result.stream(min_chunk_size=CHUNK_BYTES)
            while True:
                async with asyncio.timeout(TIMEOUT_S):
                    piece = await anext(pieces, None)
                if piece is None:
                    return
                yield bytes(piece)
        except (BaseError, OSError, TimeoutError) as error:
            raise StorageUnavailable(path, error) from error


def _nobody(job_id: UUID | None, *, is_stored: bool) -> None:
    """Hears nothing."""


def _job_of(path: str) -> UUID | None:
    """The job whose file lies there. None: it is no job's."""
    try:
        return UUID(path.partition("/")[0])
    except ValueError:
        return None


def _subject(folder: Path | None) -> str:
    if folder is None:
        return "artifacts"
    return f"artifacts-{re.sub('[^a-z0-9.-]', '-', socket.gethostname().lower())}"


def job_folder(job_id: UUID) -> str:
    """Where all artifacts of a job lie."""
    return str(job_id)


def attempt_folder(job_id: UUID, lease_no: int) -> str:
    """Where the artifacts of an attempt lie: a folder in that of its job, so that attempts cannot clash."""
    return f"{job_folder(job_id)}/{lease_no}"


def artifact_path(job_id: UUID, lease_no: int, name: str) -> str:
    """Where an artifact lies."""
    return f"{attempt_folder(job_id, lease_no)}/{name}"


def _remove_below(root: Path, folder: str, keep: Container[str]) -> int:
    """Not as a store does it, which does not show the files that a killed process has half written."""
    removed = 0
    for parent, _, names in os.walk(root / folder, topdown=False, onerror=_raise_unless_gone):
        for path in [Path(parent, name) for name in names]:
            if str(path.relative_to(root)) not in keep:
                path.unlink(missing_ok=True)
                removed += 1
        try:
            Path(parent).rmdir()
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOENT):
                raise
    return removed


def _raise_unless_gone(error: OSError) -> None:
    """Another process may be at it too."""
    if not isinstance(error, FileNotFoundError):
        raise error


def _open(settings: ArtifactSettings) -> ObjectStore:
    """Raises WrongSetting."""
    path = settings.artifact_storage_path
    try:
        if settings.artifact_storage_type == "s3":
            return from_url(path)
        Path(path).mkdir(parents=True, exist_ok=True)
    except (BaseError, ValueError) as error:
        raise WrongSetting(f"ARTIFACT_STORAGE_PATH={path}: {str(error).partition(chr(10))[0]}") from error
    except OSError as error:
        raise WrongSetting(f"ARTIFACT_STORAGE_PATH={path}: cannot be made or used: {error.strerror}") from error
    tighten(Path(path))
    return LocalStore(path, mkdir=True, automatic_cleanup=True)
