"""Files that come from pages: named by strangers, so not before their names are made safe."""

import mimetypes
import os
import re
import stat
from pathlib import Path
from typing import BinaryIO

from worker.step import File

UNKNOWN_TYPE = "application/octet-stream"
MAX_STEM_BYTES = 120
MAX_EXTENSION_LENGTH = 16

_MIME_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")


def open_download(path: Path) -> BinaryIO:
    """Opens what a browser has downloaded. Raises OSError where that is another's file, which it has only linked to: a
    page may have the browser in its hands, and we may read more than it.
    """
    file = os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb")
    found = os.fstat(file.fileno())
    if stat.S_ISREG(found.st_mode) and found.st_uid == path.parent.stat().st_uid:
        return file
    file.close()
    raise PermissionError(f"{path} is no file of the browser's")


def downloaded(name: str, data: bytes, mime_type: str | None = None) -> File:
    """A file that a page has offered under a name."""
    safe = "".join(char if char.isprintable() and char not in '/\\:*?"<>|%#' else "_" for char in name)
    stem, dot, extension = safe.strip(". ").rpartition(".")
    if not dot or not stem or not extension.isalnum() or len(extension) > MAX_EXTENSION_LENGTH:
        stem, extension = stem + dot + extension, ""
    stem = stem.encode()[:MAX_STEM_BYTES].decode(errors="ignore").strip(". ") or "download"
    if mime_type is None or not _MIME_TYPE.fullmatch(mime_type):
        mime_type = mimetypes.guess_type(f"{stem}.{extension}")[0] or UNKNOWN_TYPE
    return File(artifact_type="download", stem=stem, extension=extension, mime_type=mime_type, data=data)
