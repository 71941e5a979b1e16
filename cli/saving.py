"""Files that jobs made, and where they go. What is there already stays, unless the user says otherwise."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from tabwright.files import new_file
from tabwright.v1.artifact_service_pb2 import DownloadArtifactRequest, ListArtifactsRequest

from cli.api import Api
from cli.errors import CommandError, ExitCode
from cli.text import escape

Overwrite = Annotated[bool, typer.Option("--overwrite", help="Overwrite existing files.")]

_PICTURES = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".webp": "webp"}


def chosen(out: Path | None, default: str, *, overwrite: bool) -> Path:
    """What the user says or, by default, a name that is free: screenshot.png, screenshot-2.png and so on."""
    path = Path(default)
    if out is not None or overwrite:
        return out or path
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return next(one for one in chain([path], numbered) if not os.path.lexists(one))


def picture_format(out: Path | None, said: str | None) -> str | None:
    """The format of a picture: what the user says, or else what the name of the file says. Raises CommandError where
    they differ.
    """
    said = "jpeg" if said == "jpg" else said
    named = _PICTURES.get(out.suffix.lower()) if out is not None else None
    if named and said and named != said:
        raise CommandError(f"--out {out} is a name for {named}, and --format says {said}", ExitCode.USAGE)
    return said or named


def check_file(path: Path, *, overwrite: bool) -> None:
    """Raises CommandError where a file cannot be written: before a job is run for it."""
    if path.is_dir():
        raise CommandError(f"--out {path} is a folder: give the name of a file", ExitCode.USAGE)
    if _is_special(path):
        if not os.access(path, os.W_OK):
            raise CommandError(f"--out {path} cannot be written by this user", ExitCode.USAGE)
        return
    if os.path.lexists(path) and not overwrite:
        raise CommandError(f"{path} is there already: give another --out, or --overwrite", ExitCode.CONFLICT)
    check_folder(path.resolve().parent if overwrite else path.parent, path)


def check_folder(folder: Path, out: Path | None = None) -> None:
    """Raises CommandError where files cannot be written into a folder, nor it be made."""
    place = next(one for one in (folder, *folder.absolute().parents) if os.path.lexists(one))
    if not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
        raise CommandError(
            f"--out {out or folder} cannot be written: {place} is no folder that this user may write", ExitCode.USAGE
        )


def save(api: Api, job_id: str, folder: Path, names: list[str] | None = None, *, overwrite: bool) -> list[Path]:
    """Saves a job's artifacts, or those with these names, under their own names. Raises CommandError."""
    listed = api.client.artifacts.ListArtifacts(ListArtifactsRequest(job_id=job_id)).data
    lacking = sorted({*(names or ())} - {one.name for one in listed})
    if lacking:
        there = ", ".join(one.name for one in listed) or "none"
        raise CommandError(f"the job has no artifact {', '.join(lacking)}; it has: {there}", ExitCode.NOT_FOUND)
    wanted = {folder / Path(one.name).name: one.id for one in listed if not names or one.name in names}
    taken = [str(path) for path in wanted if path.exists()]
    if taken and not overwrite:
        raise CommandError(
            f"there already: {', '.join(taken)}; nothing was saved: {_elsewhere(job_id)}, or add --overwrite",
            ExitCode.CONFLICT,
        )
    for path, artifact in wanted.items():
        save_file(api, job_id, artifact, path, overwrite=overwrite)
    return list(wanted)


def save_file(api: Api, job_id: str, artifact: str, path: Path, *, overwrite: bool) -> None:
    """Saves one artifact, in a file that appears when all of it is there. Raises CommandError."""
    try:
        if _is_special(path):
            with path.open("wb") as file:
                download(api, job_id, artifact, file)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            api.client.download_to(job_id, artifact, path, overwrite=overwrite)
    except OSError as error:
        raise _cannot_write(path, error, f"; the job has made it all the same: {_elsewhere(job_id)}") from error


def size_and_path(path: Path) -> str:
    """A line about a file that was saved."""
    return f"{path.stat().st_size:>12,} bytes  {escape(str(path))}"


def download(api: Api, job_id: str, artifact: str, file: BinaryIO) -> None:
    file.writelines(
        piece.data
        for piece in api.client.artifacts.DownloadArtifact(DownloadArtifactRequest(job_id=job_id, artifact=artifact))
    )


@contextmanager
def written(path: Path, *, overwrite: bool, again: str = "") -> Iterator[BinaryIO]:
    """A file that appears when all of it is there. Raises CommandError, which says where to get it `again`."""
    try:
        if _is_special(path):
            with path.open("wb") as file:
                yield file
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            with new_file(path, overwrite=overwrite) as file:
                yield file
    except OSError as error:
        raise _cannot_write(path, error, again) from error


def _cannot_write(path: Path, error: OSError, again: str) -> CommandError:
    code = ExitCode.CONFLICT if isinstance(error, FileExistsError) else ExitCode.FAILED
    return CommandError(f"{path} cannot be written: {error.strerror or error}{again}", code)


def _is_special(path: Path) -> bool:
    """Whether it is a pipe or a device, which is written to, and never replaced."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _elsewhere(job_id: str) -> str:
    return f"tabwright jobs download {job_id} --out FOLDER"
