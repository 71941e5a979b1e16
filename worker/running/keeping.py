"""The files that one attempt at a job makes: their names, their sizes, and where they are."""

import itertools

from store.errors import StorageUnavailable
from store.job import Lease, new_id
from store.queue.attempts import NewArtifact
from store.records.files import FileStorage, artifact_path
from store.retry import ErrorType
from worker.failures import StepFailed
from worker.step import File, KeptFile


class Keeping:
    """Stores files; each becomes an artifact when the step that has made it is recorded."""

    def __init__(self, lease: Lease, files: FileStorage) -> None:
        self._lease = lease
        self._files = files
        self._kept: dict[str, NewArtifact] = {}
        """Those so far, by name."""
        self._numbers: dict[tuple[str, str], int] = {}
        """How many names have been made of a stem and an extension."""

    @property
    def max_bytes(self) -> int:
        """How large a file may be."""
        return self._files.max_bytes

    async def keep(self, file: File, stem: str = "") -> NewArtifact:
        """Stores a file, under the stem where there is one. Raises StepFailed."""
        self.check_size(len(file.data))
        name = self._new_name(stem or file.stem, file.extension)
        path = None
        if not self._files.in_database:
            path = artifact_path(self._lease.job_id, self._lease.lease_no, name)
            try:
                await self._files.put(path, file.data)
            except StorageUnavailable as error:
                raise StepFailed(ErrorType.STORAGE_UNAVAILABLE, str(error)) from error
        self._kept[name] = NewArtifact(
            id=new_id(),
            artifact_type=file.artifact_type,
            name=name,
            file_path=path,
            file_data=file.data if path is None else None,
            mime_type=file.mime_type,
            size_bytes=len(file.data),
        )
        return self._kept[name]

    def check_size(self, size_bytes: int) -> None:
        """Raises StepFailed when a file would be too large."""
        if size_bytes > self.max_bytes:
            raise StepFailed(
                ErrorType.ARTIFACT_TOO_LARGE,
                f"the file has {size_bytes} bytes, more than MAX_ARTIFACT_SIZE_MB allows ({self.max_bytes})",
            )

    async def read(self, *names: str) -> KeptFile:
        """A file that was kept under the first of the names that there is. Raises StepFailed."""
        artifact = next((self._kept[name] for name in names if name in self._kept), None)
        if artifact is None:
            there = ", ".join(self._kept) or "none"
            raise StepFailed(ErrorType.VALIDATION_ERROR, f"there is no artifact {names[0]!r} yet; there are: {there}")
        return KeptFile(name=artifact.name, mime_type=artifact.mime_type, data=await self._bytes(artifact))

    def _new_name(self, stem: str, extension: str) -> str:
        """The first one is screenshot.png, the next one screenshot-2.png."""
        for number in itertools.count(self._numbers.get((stem, extension), 0) + 1):
            name = f"{stem}{f'-{number}' if number > 1 else ''}.{extension}".rstrip(".")
            if name not in self._kept:
                break
        self._numbers[stem, extension] = number
        return name

    async def _bytes(self, artifact: NewArtifact) -> bytes:
        if artifact.file_path is None:
            return artifact.file_data or b""
        try:
            return b"".join([piece async for piece in self._files.read(artifact.file_path)])
        except StorageUnavailable as error:
            raise StepFailed(ErrorType.STORAGE_UNAVAILABLE, str(error)) from error
